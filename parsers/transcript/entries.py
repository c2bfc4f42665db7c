"""A transcript as one run of entries: text lines and table rows, each with its page and block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.layout import Line, Span
from models.transcript import DiagramBlock, TableBlock, Transcript


@dataclass(frozen=True)
class Entry:
    """A table row, or a text line as a single cell; `merged` are columns whose cell began in the row above."""

    page: int
    block: int
    is_row: bool
    cells: tuple[str, ...]
    merged: frozenset[int] = frozenset()

    @property
    def filled(self) -> list[int]:
        """Indices of the cells that hold text."""
        return [i for i, cell in enumerate(self.cells) if cell.strip()]

    def cell(self, index: int) -> str:
        """The cell's text, "" beyond the row's end."""
        return self.cells[index].strip() if index < len(self.cells) else ""


def entries_of(transcript: Transcript) -> list[Entry]:
    """All lines and rows in reading order; diagrams are no text and stay out."""
    entries: list[Entry] = []
    for number, block in enumerate(transcript.blocks):
        if isinstance(block, DiagramBlock):
            continue
        if isinstance(block, TableBlock):
            for index, cells in enumerate(block.rows):
                merged = frozenset(column for row, column in block.merged if row == index)
                entries.append(Entry(block.page, number, True, cells, merged))
        else:
            entries.extend(Entry(block.page, number, False, (line,)) for line in block.lines)
    return entries


def to_span(text: str | Iterable[str], page: int, confidence: float = 1.0) -> Span:
    """Text of a cell, or its lines, as a span without a place; blank text gives a span without lines."""
    parts = text.split("\n") if isinstance(text, str) else text
    lines = tuple(Line(" ".join(part.split()), None, confidence) for part in parts if part.strip())
    return Span(page, lines, None, "transcript")
