"""Tables printed over several pages side by side: the right-hand pages' cells go to the rows of the left-hand ones."""

from __future__ import annotations

from models.layout import Column, Span
from parsers.table_layout import TablePart

#: Rows of two slices are the same row if their tops, counted from the first row's, differ by no more than this.
SAME_HEIGHT_PT = 4.0


def join_slices(parts: list[TablePart], slices: list[TablePart]) -> list[tuple[TablePart, TablePart]]:
    """Pairs of (left part, right part): the first slice with a heading goes with the first part, and so on down.

    A new heading among the slices starts again at the first part; the one before, printed again, goes on. A slice
    that fits no part is left out.
    """
    pairs, position, before = [], 0, ""
    for part in slices:
        if part.heading is not None:
            headings = " ".join(column.heading.text for column in part.columns)
            position, before = position if headings == before else 0, headings
        if position < len(parts):
            pairs.append((parts[position], part))
        position += 1
    return pairs


def widen(left: TablePart, right: TablePart) -> list[int | None]:
    """Add the right part's columns and cells to the left part's rows; the left row of each right row (None: no such row)."""
    rows = _same_rows(left, right)
    for r, row in enumerate(left.rows):
        other = rows.index(r) if r in rows else None
        row.cells += right.rows[other].cells if other is not None else [Span(row.page) for _ in right.columns]
    left.columns = left.columns + [Column(c.role, c.heading) for c in right.columns]
    return rows


def _same_rows(left: TablePart, right: TablePart) -> list[int | None]:
    if len(left.rows) == len(right.rows):
        return list(range(len(right.rows)))
    tops = [row.box.top - left.rows[0].box.top for row in left.rows if row.box]
    found: list[int | None] = []
    for row in right.rows:
        offset = row.box.top - right.rows[0].box.top if row.box and right.rows[0].box else 0.0
        near = [i for i, top in enumerate(tops) if abs(top - offset) <= SAME_HEIGHT_PT and i not in found]
        found.append(near[0] if near else None)
    return found
