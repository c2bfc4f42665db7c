"""The heading of an activity table on a page: where it is, and what its columns are for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.geometry import Box, union
from models.layout import Column, ColumnRole, Span
from models.page import Page, Word
from parsers.grid import SAME_RULE_PT, Lattice
from parsers.spans import to_span
from parsers.table.columns import SpanningRole, column_role, spanning_heading
from parsers.table.heading_columns import SURE_ROLE, HeadingCell, columns_with_roles, find_leaves

#: Cells of one heading overlap in height by at least this share of the lower one.
SAME_BAND = 0.5
#: Without an actor column, a table is an activity table if its heading names this much of the standard (mutu baku).
MIN_STANDARD_ROLES = 2
#: Columns that may head the right part of a sliced table.
SLICE_ROLES = ("requirements", "duration", "output")


@dataclass
class Heading:
    """The heading found: its box, and the leaf columns left to right with their roles.

    `is_half`: it heads a number and an activity, and then columns that nothing tells the use of: the left page of a
    table printed over several pages, if its right pages follow; else another table.
    """

    box: Box
    columns: list[Column]
    is_half: bool = False


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


def find_headings(page: Page, lattice: Lattice) -> list[Heading]:
    """All activity-table headings within a region, top to bottom; an empty list where it holds none."""
    cells = _cells(page, lattice)
    return _headings(page, lattice, cells, [c for c in cells if c.role == "activity" and c.score >= SURE_ROLE])


def find_slice_heading(page: Page, lattice: Lattice) -> Heading | None:
    """A heading without an activity column: the right part of a table that was printed over several pages."""
    cells = _cells(page, lattice)
    anchors = [c for c in cells if c.spanning or (c.role in SLICE_ROLES and c.score >= SURE_ROLE)]
    return next(iter(_headings(page, lattice, cells, anchors)), None)


def _headings(page: Page, lattice: Lattice, cells: list[_Cell], anchors: list[_Cell]) -> list[Heading]:
    found: list[Heading] = []
    for anchor in anchors:
        if found and anchor.box.top < found[-1].box.bottom - SAME_RULE_PT:
            continue
        band = _band(anchor, cells)
        box = union(c.box for c in band)
        leaves = find_leaves(page, lattice, [HeadingCell(c.box, c.text, c.spanning) for c in cells], box)
        columns = columns_with_roles(leaves, box)
        kinds = {c.role for c in columns} | {leaf.parent for leaf in leaves if leaf.parent}
        is_half = kinds == {"number", "activity", "actor"}
        if is_half or _heads_activities(kinds):
            found.append(Heading(box, columns, is_half))
    return found


def _heads_activities(kinds: set[str]) -> bool:
    """Who, and by what standard: 'No | Uraian | Jumlah | Keterangan' is another table.

    'No | Kegiatan | Pelaksana' over columns of its own is the left half of a table printed over several pages.
    """
    standard = kinds & {"requirements", "duration", "output", "standard"}
    if {"number", "activity", "actors"} <= kinds:
        return True
    return bool(standard) and (bool(kinds & {"actor", "actors"}) or len(standard) >= MIN_STANDARD_ROLES)


def _cells(page: Page, lattice: Lattice) -> list[_Cell]:
    """Every cell of the region with its text."""
    x, y = np.array([w.box.centre for w in page.words]).reshape(-1, 2).T
    cells = []
    for box in lattice.cells(lattice.box.top, lattice.box.bottom):
        inside = (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)
        cells.append(_read(page.number, box, [page.words[k] for k in np.flatnonzero(inside)]))
    return cells


def _read(page: int, box: Box, words: list[Word]) -> _Cell:
    text = to_span(words, page, box)
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
