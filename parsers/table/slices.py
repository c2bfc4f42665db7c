"""Tables printed over several pages side by side: the right-hand pages' cells go to the rows of the left-hand ones."""

from __future__ import annotations

from collections.abc import Sequence

from models.geometry import Box
from models.layout import Column, ColumnRole, Span
from models.page import Page
from parsers.grid import Lattice, find_regions
from parsers.spans import group_lines, to_line, to_span
from parsers.table.body import read_rows
from parsers.table.columns import column_role, spanning_heading
from parsers.table.heading_columns import SURE_ROLE
from parsers.table.layout import TablePart

#: Rows of two slices are the same row if their tops, counted from the first row's, differ by no more than this.
SAME_HEIGHT_PT = 4.0
#: A spreadsheet prints its rows at the same heights of each page: the left page's rules are found again this near …
SAME_RULE_PT = 2.0
#: … and drawn over these shares of the right page's table, each and on the whole: symbols hide a piece, a merged cell
#: has none.
RULE_DRAWN, RULES_DRAWN = 0.5, 0.85
#: A column rule of a slice is drawn over this share of its rows' height: flow lines are not.
BORDER_DRAWN = 0.9
STANDARD: tuple[ColumnRole, ...] = ("requirements", "duration", "output", "remarks")


def read_slice(page: Page, parts: Sequence[TablePart], slices: Sequence[TablePart]) -> TablePart | None:
    """The slice on `page` whose rows stand at the same heights as those of a left-hand part; None where none is.

    `parts` and `slices` are those of the pages before. Of several left-hand parts with such rows the one counts that
    comes next in turn.
    """
    halves = [part for part in parts if part.rows and not any(c.role in STANDARD for c in part.columns)]
    last = next((i for i, part in enumerate(halves) if slices and part is slices[-1].left), -1)
    for region, rulings in find_regions(page.rulings):
        lattice = Lattice.of(region, rulings)
        for left in [*halves[last + 1 :], *halves[: last + 1]]:
            bounds = [row.box.top for row in left.rows if row.box] + [left.box.bottom]
            borders = [v.position for v in lattice.columns if v.drawn(bounds[0] + 1, bounds[-1] - 1) >= BORDER_DRAWN]
            if not _has_rules(lattice, bounds) or _same_borders(left.columns, borders):
                continue  # with the same columns it is the page below
            columns = _columns(page, lattice, left, borders, slices)
            if columns:
                box = Box(columns[0].x0, left.box.top, columns[-1].x1, bounds[-1])
                heading = Box(box.x0, left.heading.top, box.x1, left.heading.bottom) if left.heading else None
                rows = read_rows(page, lattice, columns, bounds)
                return TablePart(page, box, heading, columns, rows, rulings, left=left)
    return None


def _has_rules(lattice: Lattice, bounds: Sequence[float]) -> bool:
    x0, x1 = lattice.box.x0, lattice.box.x1
    drawn = [
        max((r.drawn(x0, x1) for r in lattice.rows if abs(r.position - y) <= SAME_RULE_PT), default=0.0) for y in bounds
    ]
    return min(drawn) >= RULE_DRAWN and sum(drawn) >= RULES_DRAWN * len(drawn)


def _columns(
    page: Page, lattice: Lattice, left: TablePart, borders: Sequence[float], slices: Sequence[TablePart]
) -> list[Column]:
    """The slice's columns: by their headings at the height of the left part's, or as on the slice printed above it."""
    if left.heading is None:
        above = (part.columns for part in reversed(slices))
        return next((_moved(columns, page.number) for columns in above if _same_borders(columns, borders)), [])
    places = list(zip(borders, borders[1:], strict=False))
    band = Box(lattice.box.x0, left.heading.top, lattice.box.x1, left.heading.bottom)
    headed = _headed(page, lattice, band, places, has_standard=_has_standard(slices, left))
    return [Column(role, text, x0, x1) for (role, text), (x0, x1) in zip(headed, places, strict=True)]


def _same_borders(columns: Sequence[Column], borders: Sequence[float]) -> bool:
    """Whether the columns stand between the same outer rules; a flow line may run through all rows beside inner ones."""
    wanted = [columns[0].x0, *(c.x1 for c in columns)]
    ends = bool(borders) and abs(wanted[0] - borders[0]) + abs(wanted[-1] - borders[-1]) <= 2 * SAME_RULE_PT
    return ends and all(any(abs(x - border) <= SAME_RULE_PT for border in borders) for x in wanted)


def _moved(columns: Sequence[Column], page: int) -> list[Column]:
    return [Column(c.role, Span(page), c.x0, c.x1) for c in columns]


def _has_standard(slices: Sequence[TablePart], left: TablePart) -> bool:
    return any(c.role in STANDARD for part in slices if part.left is left for c in part.columns)


def _headed(
    page: Page, lattice: Lattice, band: Box, places: Sequence[tuple[float, float]], *, has_standard: bool
) -> list[tuple[ColumnRole, Span]]:
    """Role and words of each column's heading; what is unknown is an actor, as far as the standard has not begun."""
    found: list[tuple[ColumnRole, Span]] = []
    for x0, x1 in places:
        inner = [r.position for r in lattice.rows if band.top < r.position < band.bottom - 1 and r.drawn(x0, x1) > 0.5]
        place = Box(x0, max(inner, default=band.top), x1, band.bottom)
        lines = group_lines(w for w in page.words if place.contains(*w.box.centre))
        words = [w for line in lines if not spanning_heading(to_line(line).text) for w in line]
        text = to_span(words, page.number, place)
        role, score = column_role(text.text) if text else (None, 0.0)
        has_standard = has_standard or (role in STANDARD and score >= SURE_ROLE)
        if role not in STANDARD or score < SURE_ROLE:
            role = "other" if has_standard else "actor"
        found.append((role, text))
    return found


def join_slices(parts: list[TablePart], slices: list[TablePart]) -> list[tuple[TablePart, TablePart]]:
    """Pairs of (left part, right part): by the heights of their rows where these say so, else in order.

    In order, the first slice with a heading goes with the first part, and so on down. A new heading among the slices
    starts again at the first part; the one before, printed again, goes on. A slice that fits no part is left out.
    """
    pairs, position, before = [], 0, ""
    for part in slices:
        if part.left is not None:
            pairs.append((part.left, part))
            continue
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
