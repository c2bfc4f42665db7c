"""The heading of an activity table on a page: where it is, and what its columns are for."""

from __future__ import annotations

from dataclasses import dataclass

from models.geometry import Box, union
from models.layout import Column, ColumnRole, Span
from models.page import Page
from parsers.columns import SpanningRole, column_role, spanning_heading
from parsers.grid import SAME_RULE_PT, Lattice
from parsers.spans import to_span

#: A heading word counts when matched at least this well.
SURE_ROLE = 0.75
#: Cells of one heading overlap in height by at least this share of the lower one.
SAME_BAND = 0.5
#: A table is an activity table if its heading names an activity column and this many other roles or spanning headings.
MIN_OTHER_ROLES = 2
#: Columns that may head the right part of a sliced table.
SLICE_ROLES = ("requirements", "duration", "output")
#: A column of step numbers is narrower than this share of the table.
NUMBER_COLUMN_WIDTH = 0.08


@dataclass
class Heading:
    """The heading found: its box, and the leaf columns left to right with their roles."""

    box: Box
    columns: list[Column]

    @property
    def is_slice(self) -> bool:
        return all(c.role != "activity" for c in self.columns)


@dataclass
class _Cell:
    box: Box
    text: Span
    role: ColumnRole | None
    score: float
    spanning: SpanningRole | None

    @property
    def names_table(self) -> bool:
        return self.spanning is not None or (self.role not in (None, "actor", "other") and self.score >= SURE_ROLE)


def find_headings(page: Page, lattice: Lattice, slices: bool = False) -> list[Heading]:
    """All activity-table headings within a region, top to bottom; an empty list where it holds none.

    With `slices`, headings without an activity column too: the right part of a table printed over several pages.
    """
    cells = [_read(page, box) for box in lattice.cells(lattice.box.top, lattice.box.bottom)]
    found = _headings(cells, [c for c in cells if c.role == "activity" and c.score >= SURE_ROLE], page)
    if not found and slices:
        found = _headings(
            cells, [c for c in cells if c.spanning or c.role in SLICE_ROLES and c.score >= SURE_ROLE], page
        )
    return found


def _headings(cells: list[_Cell], anchors: list[_Cell], page: Page) -> list[Heading]:
    found: list[Heading] = []
    for anchor in anchors:
        if found and anchor.box.top < found[-1].box.bottom - SAME_RULE_PT:
            continue
        band = _band(anchor, cells)
        kinds = {c.role for c in band if c.role and c.score >= SURE_ROLE} | {c.spanning for c in band if c.spanning}
        if len(kinds - {"activity", "actor", "other"}) < MIN_OTHER_ROLES:
            continue
        box = union(c.box for c in band if c.names_table)
        inside = [c for c in cells if box.top - 1 <= c.box.centre[1] <= box.bottom + 1]
        found.append(Heading(box, _columns(inside, box, page.number)))
    return found


def _read(page: Page, box: Box) -> _Cell:
    text = to_span((w for w in page.words if box.contains(*w.box.centre)), page.number, box)
    if not text or len(text.text) > 80:
        return _Cell(box, text, None, 0.0, None)
    role, score = column_role(text.text)
    return _Cell(box, text, role, score, spanning_heading(text.text))


def _band(anchor: _Cell, cells: list[_Cell]) -> list[_Cell]:
    """The cells beside the anchor, grown until nothing that names the table is beside the band any more."""
    band, box = [anchor], anchor.box
    while True:
        beside = [
            c
            for c in cells
            if c.names_table and c.box.overlap_y(box) >= SAME_BAND * min(c.box.height, box.height) and c not in band
        ]
        if not beside:
            return band
        band += beside
        box = union(c.box for c in band)


def _columns(cells: list[_Cell], box: Box, page: int) -> list[Column]:
    """Leaf columns: at each place the lowest cell of the heading; blank leaves take the words above them."""
    edges = sorted({round(x, 1) for c in cells for x in (c.box.x0, c.box.x1)})
    leaves: list[_Cell] = []
    for left, right in zip(edges, edges[1:], strict=False):
        if right - left < SAME_RULE_PT:
            continue
        over = [c for c in cells if c.box.contains((left + right) / 2, c.box.centre[1])]
        if not over:
            continue
        leaf = max(over, key=lambda c: c.box.bottom)
        if not leaves or leaves[-1] is not leaf:
            leaves.append(leaf)
    columns = []
    for leaf in leaves:
        above = [
            c
            for c in cells
            if c is not leaf
            and c.box.bottom <= leaf.box.top + SAME_RULE_PT
            and c.box.overlap_x(leaf.box) > 0.9 * leaf.box.width
        ]
        named = leaf if leaf.text else next((c for c in reversed(above) if c.text and not c.spanning), leaf)
        parent = next((c.spanning for c in above if c.spanning), None)
        columns.append((named, parent, leaf.box))
    return _with_roles(columns, box)


def _with_roles(leaves: list[tuple[_Cell, SpanningRole | None, Box]], box: Box) -> list[Column]:
    """Roles by words, then by the spanning heading above, then by place (actors stand between activity and standard)."""
    roles: list[ColumnRole | None] = []
    for cell, parent, _ in leaves:
        role, score = column_role(cell.text.text) if cell.text else (None, 0.0)
        if parent == "actors":
            role = "actor"
        elif parent == "standard" and role == "actor":
            role = None
        roles.append(role if score >= SURE_ROLE or role == "actor" else None)
    activity = next((i for i, r in enumerate(roles) if r == "activity"), None)
    first_standard = next(
        (
            i
            for i, (r, leaf) in enumerate(zip(roles, leaves, strict=True))
            if r in ("requirements", "duration", "output") or leaf[1] == "standard"
        ),
        len(roles),
    )
    columns = []
    for i, (cell, _, place) in enumerate(leaves):
        role = roles[i]
        if role is None and activity is not None and activity < i < first_standard:
            role = "actor"
        if role is None and activity is not None and i < activity and place.width < NUMBER_COLUMN_WIDTH * box.width:
            role = "number"
        if role == "actor" and activity is not None and i < activity:
            role = "other"
        columns.append(Column(role or "other", cell.text, place.x0, place.x1))
    return columns
