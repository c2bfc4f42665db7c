"""Lines drawn from cell to cell among the actors where no symbol was found: what they say is lost, and it is said so.

Steps written as words without a box, with arrows between them, look like that, and symbols that were not recognised at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.bilingual import Bilingual
from models.components import find_components
from models.geometry import Box
from models.layout import FlowSheet
from models.status import SopscanError
from parsers.flow.linework import actor_columns
from parsers.table.cell_ink import inner_part
from parsers.table.side_by_side import LaidSheet

#: A line that leaves its cell is at least so long inside it, in points; what keeps so near to one border is of the rule there.
LINE_PT, AT_RULE_PT = 6.0, 3.0
#: Lines leave at least so many cells for each row of the page.
CROSSED = 0.5


def flow_left_out(laid: Sequence[LaidSheet]) -> list[SopscanError]:
    """A notice for each page of a table without symbols on which lines run from cell to cell."""
    return [_notice(whole.sheet.page.number) for whole in laid if _has_lines(whole.sheet)]


def _has_lines(sheet: FlowSheet) -> bool:
    if sheet.page.raster is None:
        return False
    cells = [
        Box(column.x0, row.top, column.x1, row.bottom) for _, row in sheet.rows for _, column in actor_columns(sheet)
    ]
    return bool(cells) and sum(_is_left(sheet, cell) for cell in cells) >= CROSSED * len(sheet.rows)


def _is_left(sheet: FlowSheet, cell: Box) -> bool:
    """Whether a line goes out of the cell over one of its borders."""
    ink = np.ascontiguousarray(sheet.page.raster.linework[inner_part(sheet.page, cell)])
    if not ink.size:
        return False
    (height, width), scale = ink.shape, sheet.page.raster.scale
    _, boxes, _ = find_components(ink)
    x0, top, x1, bottom = boxes[1:, 0], boxes[1:, 1], boxes[1:, 0] + boxes[1:, 2], boxes[1:, 1] + boxes[1:, 3]
    near = AT_RULE_PT * scale
    at_rule = (x1 <= near) | (bottom <= near) | (x0 >= width - near) | (top >= height - near)
    leaves = (x0 == 0) | (top == 0) | (x1 == width) | (bottom == height)
    long = np.maximum(x1 - x0, bottom - top) >= LINE_PT * scale
    return bool((leaves & long & ~at_rule).any())


def _notice(page: int) -> SopscanError:
    return SopscanError(
        "flow-left-out",
        Bilingual(
            f"Halaman {page}: di kolom pelaksana ada garis alur, tetapi tidak ada simbol yang dikenali; alurnya tidak dibaca.",
            f"Page {page}: lines of a flow run through the actor columns, but no symbol was recognised; the flow was not read.",
        ),
        Bilingual(
            "Lihat halamannya: pelaksana dan urutan langkah.", "Look at the page: actors and the order of steps."
        ),
        stage="parse",
        page=page,
    )
