"""Pages -> the parts of activity tables on them: heading or inherited columns, rows of cells."""

from __future__ import annotations

from dataclasses import dataclass

from models.geometry import Box
from models.layout import Column, FlowSheet, Span, TableRow
from models.page import Page, Ruling
from parsers.grid import MIN_TABLE_PT, Lattice, find_regions
from parsers.table.body import read_rows, row_bounds
from parsers.table.heading import Heading, find_headings, find_slice_heading
from parsers.table.unruled_rows import with_unruled_rows

#: On a page without heading, a vertical rule is a column border if it runs through this share of the region's height …
CONTINUED_BORDER = 0.5
#: … and lies this near to where the page before had one, after both were laid edge to edge (share of the width).
BORDER_OFFSET = 0.03
#: So many of the inherited borders must be found again.
BORDERS_FOUND = 0.7


@dataclass
class TablePart:
    """An activity table's part on one page. `heading` is None where the columns were inherited.

    `is_slice`: the right part of a table that was printed over several pages, without the activity column. `is_half`:
    the left part of one, or another table, if none follows. `left`: the part that a slice goes on to the right of, where
    its rows say so.
    """

    page: Page
    box: Box
    heading: Box | None
    columns: list[Column]
    rows: list[TableRow]
    rulings: list[Ruling]
    is_half: bool = False
    left: TablePart | None = None

    @property
    def is_slice(self) -> bool:
        return _is_slice(self.columns)

    def flow_sheet(self, first_row: int) -> FlowSheet:
        """`first_row` is the index of this part's first row in the whole table."""
        top = self.rows[0].box.top if self.rows and self.rows[0].box else self.box.bottom
        body = Box(self.box.x0, top, self.box.x1, self.box.bottom)
        rows = [(first_row + i, row.box) for i, row in enumerate(self.rows) if row.box]
        return FlowSheet(self.page, body, self.columns, rows, self.rulings)


def find_table_parts(page: Page, inherited: list[Column] | None) -> list[TablePart]:
    """Activity tables of a page, top to bottom. `inherited` are the columns of a table that may go on here."""
    parts: list[TablePart] = []
    for box, rulings in find_regions(page.rulings):
        lattice = Lattice.of(box, rulings)
        headings = find_headings(page, lattice)
        bottoms = [below.box.top for below in headings[1:]] + [box.bottom]
        for heading, bottom in zip(headings, bottoms, strict=False):
            parts.append(_part(page, lattice, rulings, heading.columns, heading, bottom))
        if not headings and not parts and inherited:
            columns = continue_columns(lattice, inherited, page.number)
            heading = find_slice_heading(page, lattice) if columns is None or _is_slice(inherited) else None
            if columns or heading:
                found = heading.columns if heading else columns
                parts.append(_part(page, lattice, rulings, found, heading, box.bottom))
    return parts


def _is_slice(columns: list[Column]) -> bool:
    return all(c.role != "activity" for c in columns)


def _part(
    page: Page, lattice: Lattice, rulings: list[Ruling], columns: list[Column], heading: Heading | None, bottom: float
) -> TablePart:
    top = heading.box.bottom if heading else lattice.box.top
    bounds = with_unruled_rows(page, lattice, columns, row_bounds(lattice, columns, top, bottom))
    box = Box(columns[0].x0, heading.box.top if heading else top, columns[-1].x1, bounds[-1])
    rows = read_rows(page, lattice, columns, bounds)
    is_half = heading is not None and heading.is_half
    return TablePart(page, box, heading.box if heading else None, columns, rows, rulings, is_half)


def continue_columns(lattice: Lattice, before: list[Column], page: int) -> list[Column] | None:
    """The columns of the page before, found again by position; None where the region does not look like it."""
    if lattice.box.height < MIN_TABLE_PT / 2:
        return None
    borders = [c.x0 for c in before] + [before[-1].x1]
    inner = [c for c in lattice.columns[1:-1] if c.drawn(lattice.box.top, lattice.box.bottom) >= CONTINUED_BORDER]
    drawn = [lattice.columns[0].position, *(c.position for c in inner), lattice.columns[-1].position]
    if len(drawn) < 3:
        return None
    scale = (drawn[-1] - drawn[0]) / (borders[-1] - borders[0])
    width = drawn[-1] - drawn[0]
    expected = [drawn[0] + (border - borders[0]) * scale for border in borders]
    placed, found = _found_again(expected, drawn, BORDER_OFFSET * width)
    if found < BORDERS_FOUND * len(borders) or placed != sorted(set(placed)):
        return None
    return [Column(column.role, Span(page), x0, x1) for column, x0, x1 in zip(before, placed, placed[1:], strict=False)]


def _found_again(expected: list[float], drawn: list[float], reach: float) -> tuple[list[float], int]:
    """Where the borders stand among the `drawn` rules, `reach` away at most, else as expected; and how many were found.

    Of all ways to place them the one that keeps the columns' widths best: a photo shows columns narrower where it is
    further away, and then a flow line through symbols may stand nearer to where a border was than its rule does.
    """
    ways: list[tuple[float, list[float]]] = [(0.0, [])]
    found = 0
    for index, place in enumerate(expected):
        width = place - expected[index - 1] if index else 0.0
        rules = [x for x in drawn if abs(x - place) <= reach]
        found += bool(rules)
        ways = [
            min((cost + abs(x - way[-1] - width if way else x - place), [*way, x]) for cost, way in ways)
            for x in rules or [place]
        ]
    _, placed = min(ways)
    return placed, found
