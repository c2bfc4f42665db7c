"""What is seen on one page's part of the table, before it is read as a flow: symbols in place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.geometry import Box
from models.layout import FlowSheet, Symbol
from models.page import Word
from parsers.flow.linework import Canvas, actor_columns, cut_canvas
from parsers.flow.symbols import Candidate, find_candidates

#: A symbol's centre may lie so far outside the outermost actor column (drawn on the border) and still belong to it.
BESIDE_PT = 4.0
#: Words whose centre lies so far outside a symbol's box still stand in it (text that sticks out of a flat diamond).
TEXT_MARGIN_PT = 1.0


@dataclass
class SheetTrace:
    """`candidates` and `symbols` run in parallel."""

    canvas: Canvas
    candidates: list[Candidate]
    symbols: list[Symbol]


def trace_sheet(sheet: FlowSheet) -> SheetTrace | None:
    """Symbols of one page, in pixels and in place; None where the page has no picture or no actor columns."""
    canvas = cut_canvas(sheet)
    if canvas is None:
        return None
    candidates, symbols = [], []
    for candidate in find_candidates(canvas, _cut_colour(sheet, canvas)):
        symbol = _in_place(sheet, candidate, canvas.box_to_points(candidate.box))
        if symbol is not None:
            candidates.append(candidate)
            symbols.append(symbol)
    return SheetTrace(canvas, candidates, symbols)


def _cut_colour(sheet: FlowSheet, canvas: Canvas) -> np.ndarray:
    height, width = canvas.ink.shape
    return sheet.page.raster.colour[canvas.top : canvas.top + height, canvas.left : canvas.left + width]


def _in_place(sheet: FlowSheet, candidate: Candidate, box: Box) -> Symbol | None:
    """The candidate as a symbol of a row and an actor column; None where its centre lies in none."""
    x, y = box.centre
    column = _actor_at(sheet, x)
    row = next((index for index, area in sheet.rows if area.top <= y < area.bottom), None)
    if column is None or row is None:
        return None
    return Symbol(
        page=sheet.page.number,
        box=box.rounded(),
        shape=candidate.shape,
        drawn_as=candidate.drawn_as,
        row=row,
        column=column,
        text=_text_inside(sheet.page.words, box),
        confidence=candidate.fit,
    )


def _actor_at(sheet: FlowSheet, x: float) -> int | None:
    columns = actor_columns(sheet)
    index, column = min(columns, key=lambda c: max(c[1].x0 - x, x - c[1].x1))
    return index if max(column.x0 - x, x - column.x1) <= BESIDE_PT else None


def _text_inside(words: list[Word], box: Box) -> str:
    """The words whose centres lie in the box, in reading order."""
    inside = [w for w in words if box.grown(TEXT_MARGIN_PT).contains(*w.box.centre)]
    height = max((w.box.height for w in inside), default=1.0)
    inside.sort(key=lambda w: (round(w.box.centre[1] / max(0.6 * height, 1.0)), w.box.x0))
    return " ".join(w.text for w in inside)
