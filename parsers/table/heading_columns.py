"""Leaf columns of an activity table's heading: where each column is, what it is called, what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from models.geometry import Box
from models.layout import Column, ColumnRole, Span
from models.page import Page, Word
from parsers.grid import SAME_RULE_PT, Lattice
from parsers.spans import group_lines, to_line, to_span
from parsers.table.columns import SpanningRole, column_role, spanning_heading

#: A heading word counts when matched at least this well.
SURE_ROLE = 0.75
#: A column border runs through this share of the lowest part of the heading, which is this high …
BORDER_DRAWN = 0.6
LEAF_STRIP = 0.3
#: … and no lower than this: a line of small print.
LEAF_STRIP_PT = 8.0
#: A heading cell wider than this many times the column under it holds the words of several columns.
WIDER_THAN_COLUMN = 1.2
#: A column of step numbers is narrower than this share of the table.
NUMBER_COLUMN_WIDTH = 0.08


@dataclass
class HeadingCell:
    """A ruled cell of the region; `spanning` where its words are a spanning heading (Pelaksana, Mutu Baku)."""

    box: Box
    text: Span
    spanning: SpanningRole | None


@dataclass
class Leaf:
    """A column at the bottom of the heading: its own words, and the spanning heading over it."""

    box: Box
    text: Span
    parent: SpanningRole | None


def find_leaves(page: Page, lattice: Lattice, cells: list[HeadingCell], band: Box) -> list[Leaf]:
    """The columns of a heading in `band`, by the rules through its lowest part: a scan may lose the rule that parts
    a spanning heading from the names under it, hardly ever the one between two columns."""
    strip = min(band.height, max(LEAF_STRIP * band.height, LEAF_STRIP_PT))
    borders = [v.position for v in lattice.columns if v.drawn(band.bottom - strip, band.bottom - 1) >= BORDER_DRAWN]
    for end in (lattice.columns[0].position, lattice.columns[-1].position):
        if all(abs(end - b) > SAME_RULE_PT for b in borders):
            borders.append(end)
    borders.sort()
    inside = [c for c in cells if band.top - SAME_RULE_PT <= c.box.centre[1] <= band.bottom + SAME_RULE_PT]
    leaves = []
    for left, right in zip(borders, borders[1:], strict=False):
        place = Box(left, band.top, right, band.bottom)
        leaves.append(_leaf(page, [c for c in inside if _covers(c.box, place)], place))
    return leaves


def _covers(cell: Box, column: Box) -> bool:
    return cell.x0 <= column.centre[0] <= cell.x1


def _leaf(page: Page, over: list[HeadingCell], place: Box) -> Leaf:
    """`over`: the heading's cells at this column. The lowest names it, the next above where that is blank."""
    over = sorted(over, key=lambda c: -c.box.bottom)
    parent = next((c.spanning for c in over if c.spanning), None)
    for cell in over:
        if cell.spanning and cell is not over[0]:
            continue
        if cell.box.width <= WIDER_THAN_COLUMN * place.width and cell.text:
            return Leaf(place, cell.text, parent)
        if cell.box.width > WIDER_THAN_COLUMN * place.width:
            lines = group_lines(w for w in page.words if cell.box.contains(*w.box.centre))
            spanning = next((s for s in (spanning_heading(to_line(line).text) for line in lines) if s), None)
            words = [w for line in lines if not spanning_heading(to_line(line).text) for w in line if _in(w, place)]
            if words or spanning:
                return Leaf(place, to_span(words, page.number, place), parent or spanning)
    return Leaf(place, Span(page.number, (), place), parent)


def _in(word: Word, place: Box) -> bool:
    return place.x0 <= word.box.centre[0] < place.x1


def columns_with_roles(leaves: list[Leaf], band: Box) -> list[Column]:
    """Roles by words, then by the spanning heading above, then by place (actors stand between activity and standard)."""
    roles = [_role_by_words(leaf) for leaf in leaves]
    activity = next((i for i, role in enumerate(roles) if role == "activity"), None)
    standard = (
        i
        for i, (role, leaf) in enumerate(zip(roles, leaves, strict=True))
        if role in ("requirements", "duration", "output") or leaf.parent == "standard"
    )
    first_standard = next(standard, len(roles))
    columns = []
    for i, leaf in enumerate(leaves):
        role = roles[i]
        if role is None and activity is not None and activity < i < first_standard:
            role = "actor"
        if role is None and activity is not None and i < activity and leaf.box.width < NUMBER_COLUMN_WIDTH * band.width:
            role = "number"
        if role == "actor" and leaf.parent != "actors" and activity is not None and i < activity:
            role = "other"
        columns.append(Column(role or "other", leaf.text, leaf.box.x0, leaf.box.x1))
    return columns


def _role_by_words(leaf: Leaf) -> ColumnRole | None:
    role, score = column_role(leaf.text.text) if leaf.text else (None, 0.0)
    if leaf.parent == "actors":
        return "actor"
    if leaf.parent == "standard" and role == "actor":
        return None
    return role if score >= SURE_ROLE or role == "actor" else None
