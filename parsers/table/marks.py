"""Who acts, told without symbols: by a tick in the actor's cell, typed or drawn, or by the cell's fill.

Readers of pictures lose ticks as often as not, and drawn ones are in no text layer. Ink and fills count only where they keep
to one pattern throughout the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from models.components import find_components
from models.geometry import Box, PixelBox
from models.layout import ActivityTable, FlowSheet, Mark, Symbol
from parsers.flow.linework import actor_columns
from parsers.table.cell_ink import inner_part, picture_ink
from parsers.table.rows import is_no_activity, own_symbols
from parsers.table.side_by_side import LaidSheet

#: A table in which no more rows than this share show symbols has something else in their place (a round tick may be read
#: as a symbol).
MISREAD = 0.2
#: So many of the steps must have a mark, and no more than so many one in every column: a pattern, not stray ink.
MOST_STEPS, EVERYWHERE = 0.6, 0.2
#: A tick is at least so high or wide, in points; specks of a fax are smaller.
TICK_PT = 3.0
#: Ticks are alike in size within this factor, but for this share of them.
ALIKE, UNLIKE = 2.5, 0.2
#: A cell is seen in so many parts both ways, and is filled where the palest part is darker by so much (of 255) than that
#: of other cells in its row and of others in its column: rows and columns may be tinted from end to end.
PARTS, FILLED = 3, 14
#: A symbol over so much of its cell, both ways, is the cell's fill.
WHOLE_CELL = 0.85
#: How sure it is that a mark of such a pattern tells an actor.
SURE_MARK = 0.95

#: Answers at a decision stand beside the symbol, often in the next column: they tell no actor.
_ANSWER = re.compile(r"(?:ya|y|tidak|tdk|t|lengkap|tidak lengkap|benar|salah|setuju|tidak setuju)[.,:]?", re.IGNORECASE)

#: Row and column of the table, and the cells there with the sheet that shows them.
_Place = tuple[int, int]
_Cells = dict[_Place, tuple[FlowSheet, Box]]


def is_mark(text: str) -> bool:
    """A dot, tick or word in an actor's cell: whatever stands there for the symbol. Answers (Ya, Tidak) and dashes are none."""
    text = text.strip()
    return bool(text) and text not in {"-", "–", "."} and _ANSWER.fullmatch(text) is None


def mark_rows(table: ActivityTable, laid: Sequence[LaidSheet], symbols: Sequence[Symbol]) -> bool:
    """Put the marks of the actors' cells into the table's rows, where marks tell who acts; True if fills of cells do.

    Symbols that are such fills are then taken out of the rows. Nothing is done where symbols tell the actors. `laid`: the
    table's pages, `symbols`: those found on them.
    """
    steps = {number for number, row in enumerate(table.rows) if not is_no_activity(table, row)}
    cells = _cells([whole.sheet for whole in laid], steps)
    if not cells:
        return False
    has_no_symbols = sum(bool(own_symbols(table.rows[number])) for number in steps) <= MISREAD * len(steps)
    marks: dict[_Place, Box] = {}
    if has_no_symbols or all(_is_fill(symbol, cells) for symbol in symbols):
        marks = _filled_cells(cells)
    filled = _is_pattern(marks, steps, cells)
    if not filled:
        marks = _ticked_cells(table, cells) if has_no_symbols else {}
    if not _is_pattern(marks, steps, cells):
        return False
    homes = {id(whole.sheet): whole for whole in laid}
    for (number, column), box in marks.items():
        sheet, _ = cells[number, column]
        table.rows[number].marks[column] = Mark(*homes[id(sheet)].home(sheet.page.number, box))
    for row in table.rows:
        if filled and row.symbols:
            row.symbols = []
    return filled


def _cells(sheets: Sequence[FlowSheet], steps: set[int]) -> _Cells:
    """The actor cells of the steps, with the sheet that shows them."""
    return {
        (number, index): (sheet, Box(column.x0, row.top, column.x1, row.bottom))
        for sheet in sheets
        if sheet.page.raster is not None
        for number, row in sheet.rows
        if number in steps
        for index, column in actor_columns(sheet)
    }


def _is_pattern(marks: dict[_Place, Box], steps: set[int], cells: _Cells) -> bool:
    """Whether most steps are marked, and few of them in every column."""
    marked = [[place for place in marks if place[0] == number] for number in steps]
    told = sum(bool(places) for places in marked)
    columns = len({column for _, column in cells})
    everywhere = sum(columns > 1 and len(places) == columns for places in marked)
    return told >= MOST_STEPS * len(steps) and everywhere <= EVERYWHERE * len(steps)


def _is_fill(symbol: Symbol, cells: _Cells) -> bool:
    """Whether a symbol covers its cell."""
    place = symbol.row, symbol.column
    if place not in cells:
        return False
    _, cell = cells[place]
    return (
        symbol.box.overlap_x(cell) >= WHOLE_CELL * cell.width and symbol.box.overlap_y(cell) >= WHOLE_CELL * cell.height
    )


def _filled_cells(cells: _Cells) -> dict[_Place, Box]:
    """The cells that are darker than others of their row and of their column, throughout."""
    shades = {place: _palest_part(sheet, cell) for place, (sheet, cell) in cells.items()}
    paler_row: dict[int, float] = {}
    paler_column: dict[int, float] = {}
    for (row, column), shade in shades.items():
        paler_row[row] = max(shade, paler_row.get(row, 0.0))
        paler_column[column] = max(shade, paler_column.get(column, 0.0))
    return {
        (row, column): cells[row, column][1]
        for (row, column), shade in shades.items()
        if min(paler_row[row], paler_column[column]) - shade >= FILLED
    }


def _palest_part(sheet: FlowSheet, cell: Box) -> float:
    """The mean shade of the palest part of the cell, 0-255: hatching darkens all of them, a tick or a word some."""
    rows, columns = inner_part(sheet.page, cell)
    darkest = sheet.page.raster.colour[rows, columns].min(axis=2, initial=255)
    if min(darkest.shape) < PARTS:
        return 255.0
    return float(cv2.resize(darkest, (PARTS, PARTS), interpolation=cv2.INTER_AREA).max())


def _ticked_cells(table: ActivityTable, cells: _Cells) -> dict[_Place, Box]:
    """The cells with a mark that was read, or without text but with ink that stands free; none if it is of all sizes."""
    ticks, sizes = {}, []
    for (number, column), (sheet, cell) in cells.items():
        text = table.rows[number].cells[column]
        box = text.box if is_mark(text.text) else None
        if not text:
            box = _free_ink(sheet, cell)
            sizes += [max(box.width, box.height)] if box else []
        if box is not None:
            ticks[number, column] = box
    usual = median(sizes) if sizes else 0.0
    unlike = sum(not usual / ALIKE <= size <= usual * ALIKE for size in sizes)
    return ticks if unlike <= UNLIKE * len(sizes) else {}


def _free_ink(sheet: FlowSheet, cell: Box) -> Box | None:
    """The box of the ink that touches none of the cell's borders; None where it is smaller than a tick."""
    ink = picture_ink(sheet.page, cell)
    if not ink.size:
        return None
    scale = sheet.page.raster.scale
    _, boxes, _ = find_components(ink)
    x, y, width, height = (boxes[1:, k] for k in range(4))
    free = (x > 0) & (y > 0) & (x + width < ink.shape[1]) & (y + height < ink.shape[0])
    large = free & (np.maximum(width, height) >= TICK_PT * scale)
    if not large.any():
        return None
    rows, columns = inner_part(sheet.page, cell)
    left, top, right, bottom = x[large].min(), y[large].min(), (x + width)[large].max(), (y + height)[large].max()
    x0, y0 = columns.start, rows.start
    return PixelBox(x0 + int(left), y0 + int(top), x0 + int(right), y0 + int(bottom)).to_points(scale)
