"""Debug pictures of an extraction, one a page and one a page of a table, for a person to see at once what was misread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from batch.atomic import write_whole
from models.document import Sop
from models.layout import FlowSheet, Symbol
from models.page import Page
from parsers.debug import draw_page, draw_sheet


def write_page_picture(folder: Path, name: str, page: Page) -> None:
    """Write `folder`/NAME-pP.png: the words and rules that were found on page P. Raises OutputError."""
    _write(folder / f"{Path(name).stem}-p{page.number}.png", draw_page(page))


def write_sheet_pictures(
    folder: Path, name: str, number: int, sheets: Sequence[FlowSheet], symbols: Sequence[Symbol], sop: Sop
) -> None:
    """Write `folder`/NAME-sop`number`-pP.png for every page P of the SOP's table. Raises OutputError."""
    for sheet in sheets:
        path = folder / f"{Path(name).stem}-sop{number}-p{sheet.page.number}.png"
        _write(path, draw_sheet(sheet, symbols, sop.flow))


def _write(path: Path, picture: np.ndarray) -> None:
    _, png = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    write_whole(path, png.tobytes())
