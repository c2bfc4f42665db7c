"""Activity tables in text that keeps its columns by spaces (a page's layout as text): lines to rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from parsers.transcript.aligned_going_on import Before, going_on
from parsers.transcript.aligned_heading import find_heading, heading_rows
from parsers.transcript.aligned_rows import rows_of
from parsers.transcript.entries import Entry
from parsers.transcript.segments import counts, cut_at, segments_of
from parsers.values.numbers import parse_step_number

#: A table has so many numbered rows on its first page, unless a row of the heading counts the columns.
MIN_ROWS = 2
#: What stands under a table: signatures, with the place and day over them, and running titles.
_END = re.compile(
    r"\bNIP\b|(?:^\s*|(?<=  ))(?:mengetahui\s*,|(?:ditetapkan|disahkan) (?:di|oleh)\b|pada tanggal\b)|"
    r"\b(?:halaman|hal\.)\s*+:?\s*+\d+(?:\s*+(?:dari|/)\s*+\d+)?\s*$|"
    r"^\s*[A-Z][A-Za-z .]{2,30}, +\d{1,2} [A-Z][a-z]+ \d{4}\s*$",
    re.IGNORECASE,
)


def align_tables(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with each page's aligned table as rows of cells; all others as they are."""
    found: list[Entry] = []
    before: Before | None = None
    for (_, is_row), group in groupby(entries, key=lambda entry: (entry.page, entry.is_row)):
        lines = list(group)
        made, before = (lines, before) if is_row else _aligned(lines, before)
        found += made
    return found


def _aligned(lines: list[Entry], before: Before | None) -> tuple[list[Entry], Before | None]:
    segments = [segments_of(line.cells[0]) for line in lines]
    end = next((i for i, line in enumerate(lines) if _END.search(line.cells[0])), len(lines))
    heading = find_heading(segments, before.heading if before is not None else None)
    named = heading_rows(heading) if heading is not None else []
    if heading is None and before is not None:
        heading = going_on(lines[:end], segments[:end], before)
        segments = segments if heading is None else [cut_at(line, heading.borders) for line in segments]
    if heading is None:
        return lines, before
    end = next((i for i in range(heading.end, len(lines)) if _END.search(lines[i].cells[0])), len(lines))
    rows, taken = rows_of(lines[heading.end : end], segments[heading.end : end], heading)
    numbers = [n for row in rows if (n := parse_step_number(" ".join(row[0]))) is not None]
    if len(numbers) < (MIN_ROWS if before is None and not counts(heading.lines[-1]) else 1):
        return lines, before
    cells = [*named, *(tuple("\n".join(cell) for cell in row) for row in rows)]
    table = [Entry(lines[0].page, -1 - lines[0].block, True, row) for row in cells]
    below = [line for line in lines[heading.end + taken :] if not _is_connector(line.cells[0])]
    return [*lines[: heading.start], *table, *below], Before(heading, numbers[-1])


def _is_connector(line: str) -> bool:
    """Off-page connectors below the last step: single letters or figures."""
    return all(len(word) == 1 and word.isalnum() for word in line.split())
