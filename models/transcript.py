"""A sheet's text as other software wrote it down earlier: lines, rows of cells, diagrams; no places on the page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TextBlock:
    """Lines that stand in no table, as they come; blank lines are left out."""

    page: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class TableBlock:
    """Rows of cells that follow each other without a gap. A cell keeps its line breaks as "\\n"; rows may differ in length.

    A cell merged over columns stands in the first of its places, "" in the others. One merged over rows has its text in
    each of them; `merged` then holds (row, column) of the places below the first.
    """

    page: int
    rows: tuple[tuple[str, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class DiagramBlock:
    """A drawing put into words (mermaid, ASCII art in <pre>): kept, but no text of the sheet."""

    page: int
    text: str


Block = TextBlock | TableBlock | DiagramBlock


@dataclass
class Transcript:
    """Blocks in reading order. Pages count from 1; `page_count` is 1 where the text shows no page break."""

    media_type: str
    encoding: str
    page_count: int = 1
    blocks: list[Block] = field(default_factory=list)
