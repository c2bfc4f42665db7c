"""What a page is cut into before it becomes an SOP. Pages and transcripts meet here: labelled values and rows of cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from models.document import DrawnAs, NodeShape
from models.evidence import Alternative, Evidence, Origin
from models.geometry import Box
from models.page import Page, Ruling

ColumnRole = Literal["number", "activity", "actor", "requirements", "duration", "output", "remarks", "other"]


#: Letters of the shortest root that a reduplicated word repeats (hari-hari); by three any two halves of a word may agree.
SHORTEST_ROOT = 4


class Line(NamedTuple):
    """A printed line of a span: its text and, where known, its place."""

    text: str
    box: Box | None = None
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True)
class Span:
    """Text with its evidence: printed lines in reading order, from one place of one page."""

    page: int
    lines: tuple[Line, ...] = ()
    box: Box | None = None
    origin: Origin = "pdf"

    @cached_property
    def text(self) -> str:
        """Lines joined by one space; a word hyphenated by a line break is one word (CONTRACT section 2)."""
        return join_lines([line.text for line in self.lines])

    @property
    def confidence(self) -> float | None:
        """The least sure line's confidence; None for an empty span."""
        return min((line.confidence for line in self.lines), default=None)

    def evidence(self) -> Evidence:
        return Evidence(
            page=self.page,
            bbox=self.box.rounded() if self.box else None,
            text=self.text,
            confidence=None if self.confidence is None else round(self.confidence, 3),
            origin=self.origin,
            alternatives=[a for line in self.lines for a in line.alternatives],
            handwritten=any(line.by_hand for line in self.lines),
        )

    def __bool__(self) -> bool:
        return bool(self.text.strip())


def join_lines(lines: list[str]) -> str:
    """Join printed lines with single spaces; 'pengum-' + 'pulan' becomes one word, 'masing-' + 'masing' keeps its hyphen.

    Indonesian reduplication (masing-masing, perundang-undangan, selambat-lambatnya) is broken at its own hyphen, so the
    hyphen stays where the parts before and after it share their root; it also stays before a capital or a digit
    (LKj-IP, 2018-2023).
    """
    out = ""
    for raw in lines:
        line = " ".join(raw.split())
        if not line:
            continue
        if not out:
            out = line
            continue
        if out.endswith("-") and len(out) > 1 and out[-2].isalpha():
            head, tail = out[:-1].split()[-1].split("-")[-1].casefold(), line.split()[0].casefold()
            keeps = not line[0].islower() or tail.startswith(head[:3]) or _repeats_root(head, tail)
            out = out + line if keeps else out[:-1] + line
        elif out.endswith("-") and len(out) > 1 and out[-2].isdigit() and line[0].isdigit():
            out += line
        else:
            out += " " + line
    return out


def _repeats_root(head: str, tail: str) -> bool:
    """Whether a word's second half begins with the root that its first half ends in: berulang-ulang, perundang-undangan."""
    return any(head.endswith(tail[:size]) for size in range(SHORTEST_ROOT, len(tail) + 1))


@dataclass
class LabelledValue:
    """A label of the header block and what stands beside or under it, one Span a cell, in reading order."""

    label: Span
    values: list[Span] = field(default_factory=list)


@dataclass
class HeaderBlock:
    """The header block as found: letterhead lines (logo aside), labelled values, and text that stood under no label.

    `heading`: lines printed over the activity table, `signature`: a signature block under it (post, name, NIP); both
    serve where the block itself says nothing.
    """

    institution: list[Span] = field(default_factory=list)
    pairs: list[LabelledValue] = field(default_factory=list)
    unlabelled: list[Span] = field(default_factory=list)
    heading: list[Span] = field(default_factory=list)
    signature: Span | None = None


@dataclass
class Column:
    """A column of the activity table; `x0`, `x1` in points (0 in transcripts), `heading` as printed."""

    role: ColumnRole
    heading: Span
    x0: float = 0.0
    x1: float = 0.0


@dataclass(frozen=True)
class Symbol:
    """A symbol drawn in the actor columns. `row` indexes ActivityTable.rows, `column` ActivityTable.columns.

    `columns`: those that a symbol drawn over several actors' columns covers (a meeting); empty for any other.
    """

    page: int
    box: Box
    shape: NodeShape
    drawn_as: DrawnAs
    row: int
    column: int
    text: str = ""
    confidence: float = 1.0
    columns: tuple[int, ...] = ()


class Mark(NamedTuple):
    """Where something tells an actor without being a symbol or text: a drawn tick, a filled cell."""

    page: int
    box: Box


@dataclass
class TableRow:
    """A body row: one Span per column, in column order; `box` is the row's rectangle, None in transcripts.

    `symbols` are those drawn in the row; None where drawings cannot be known (transcripts). `marks`: by column.
    """

    page: int
    cells: list[Span]
    box: Box | None = None
    symbols: list[Symbol] | None = None
    marks: dict[int, Mark] = field(default_factory=dict)


@dataclass
class ActivityTable:
    """The activity table of one SOP over all its pages: `columns` of the first page, rows in reading order.

    `page_columns` gives the columns as drawn on each page, same order and number as `columns` (merged headings and
    drawn-elsewhere borders differ from page to page). `unread` are lines of a transcript that look like steps of the
    table and could not be read as its rows.
    """

    columns: list[Column]
    rows: list[TableRow] = field(default_factory=list)
    page_columns: dict[int, list[Column]] = field(default_factory=dict)
    shifted_pages: list[int] = field(default_factory=list)
    changed_pages: list[int] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)


@dataclass(eq=False)
class FlowSheet:
    """One page's part of the activity table, for the flow: geometry in points on the upright page.

    `body` spans the table's body rows and all columns; `columns` are this page's columns (all roles, index as in
    ActivityTable.columns); `rows` pairs an index into ActivityTable.rows with the row's box; `rulings` are the strokes
    that the grid took for rules (the rest of the line work is symbols and flow).
    """

    page: Page
    body: Box
    columns: list[Column]
    rows: list[tuple[int, Box]]
    rulings: list[Ruling] = field(default_factory=list)
