"""Debug pictures of an extraction, one a page, for a person to see at once what was misread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2

from batch.atomic import write_whole
from models.document import Sop
from models.layout import FlowSheet, Symbol
from parsers.debug import draw_sheet


def write_debug_pictures(
    folder: Path, name: str, number: int, sheets: Sequence[FlowSheet], symbols: Sequence[Symbol], sop: Sop
) -> None:
    """Write `folder`/NAME-sop`number`-pP.png for every page P of the SOP's table. Raises OutputError."""
    for sheet in sheets:
        picture = cv2.cvtColor(draw_sheet(sheet, symbols, sop.flow), cv2.COLOR_RGB2BGR)
        _, png = cv2.imencode(".png", picture)
        write_whole(folder / f"{Path(name).stem}-sop{number}-p{sheet.page.number}.png", png.tobytes())
