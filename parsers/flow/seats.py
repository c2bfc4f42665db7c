"""The actor column that a symbol stands in: of one drawn on the border of two, by a part of a pixel."""

from __future__ import annotations

import numpy as np

from models.layout import FlowSheet
from parsers.flow.linework import Canvas, actor_columns
from parsers.flow.symbols import Candidate

#: A symbol's centre may lie so far outside the outermost actor column (drawn on the border) and still belong to it.
BESIDE_PT = 4.0
#: Of a symbol whose centre is so near to a border, the border is measured where the symbol stands: pages are bowed.
ON_BORDER_PT = 1.5
#: It is measured over so much of the rule above and below the symbol, if so many of its rows are seen there.
NEAR_PT, FEWEST_ROWS = 30.0, 8


def actor_at(sheet: FlowSheet, x: float) -> int | None:
    """The index of the actor column at `x` (points); None where there is none within BESIDE_PT."""
    columns = actor_columns(sheet)
    index, column = min(columns, key=lambda c: max(c[1].x0 - x, x - c[1].x1))
    return index if max(column.x0 - x, x - column.x1) <= BESIDE_PT else None


def seat_of(sheet: FlowSheet, canvas: Canvas, candidate: Candidate) -> int | None:
    """The index of the actor column in which a symbol stands."""
    x, _ = canvas.to_points(candidate.form.middle_x, 0.0)
    columns = actor_columns(sheet)
    for (left, column), (right, _) in zip(columns, columns[1:], strict=False):
        if abs(column.x1 - x) <= ON_BORDER_PT:
            return left if x < _border_near(canvas, candidate, column.x1) else right
    return actor_at(sheet, x)


def _border_near(canvas: Canvas, candidate: Candidate, border: float) -> float:
    """Where a column's border (points) runs beside a symbol: the mean of the rule's pixels; as told where few are seen."""
    reach, rows = round(canvas.px(ON_BORDER_PT)), round(canvas.px(NEAR_PT))
    left = max(0, round(canvas.px(border)) - canvas.left - reach)
    box = candidate.box
    ruled = canvas.rules[max(0, box.top - rows) : box.bottom + rows, left : left + 2 * reach + 1] > 0
    # A rule that lies is ruled from side to side.
    ys, xs = np.nonzero(ruled & ~ruled.all(axis=1, keepdims=True))
    if len(np.unique(ys)) < FEWEST_ROWS:
        return border
    return canvas.to_points(left + float(xs.mean()) + 0.5, 0.0)[0]
