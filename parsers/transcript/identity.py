"""Identity blocks in text that keeps its columns by spaces: letterhead, labels and values side by side to rows of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from parsers.header.labels import match_label
from parsers.table.columns import column_role, spanning_heading
from parsers.transcript.entries import Entry
from parsers.transcript.header import ROW_FIELDS
from parsers.transcript.segments import Segment, segments_of

#: So many labels of the identity part stand at one edge, within so many letters.
MIN_LABELS, SAME_EDGE = 3, 2


def align_identity(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with each page's aligned identity block as rows of letterhead, label and value; all others as they are."""
    found: list[Entry] = []
    for (_, is_row), group in groupby(entries, key=lambda entry: (entry.page, entry.is_row)):
        lines = list(group)
        found += lines if is_row else _aligned(lines)
    return found


def _aligned(lines: list[Entry]) -> list[Entry]:
    segments = [segments_of(line.cells[0]) for line in lines]
    labels = [(i, s) for i, line in enumerate(segments) for s in line if _field(s.text) in ROW_FIELDS]
    edge = _edge([s for _, s in labels])
    if edge is None:
        return lines
    placed = [i for i, s in labels if abs(s.start - edge) <= SAME_EDGE]
    segments = [_parted(line, edge, _value_edge([segments[i] for i in placed], edge)) for line in segments]
    start, end = placed[0], _end(segments, placed[-1] + 1, edge)
    rows = _with_whole_labels([_cells(line, edge) for line in segments[start:end]])
    block = -1 - lines[start].block
    made = [Entry(lines[start].page, block, True, tuple(row)) for row in rows]
    return [*lines[:start], *made, *lines[end:]]


def _edge(labels: Sequence[Segment]) -> int | None:
    """Where the labels begin; None where too few stand under one another, or their values stand in them."""
    edges = Counter(label.start for label in labels)
    edge = max(edges, key=lambda x: sum(n for y, n in edges.items() if abs(x - y) <= SAME_EDGE), default=None)
    beside = [s for s in labels if edge is not None and abs(s.start - edge) <= SAME_EDGE]
    return edge if len(beside) >= MIN_LABELS and all(_is_bare(s.text) for s in beside) else None


def _value_edge(rows: Sequence[Sequence[Segment]], edge: int) -> int | None:
    """Where most values begin beside their labels."""
    starts = Counter(next((s.start for s in row if s.start > edge + SAME_EDGE), None) for row in rows)
    starts.pop(None, None)
    return max(starts, key=lambda x: starts[x], default=None)


def _parted(line: Sequence[Segment], edge: int, values: int | None) -> list[Segment]:
    """The line; a label so long that a single space parts it from its value ends where values begin."""
    found: list[Segment] = []
    for s in line:
        cut = values - s.start if values is not None and abs(s.start - edge) <= SAME_EDGE else 0
        if 0 < cut < len(s.text) and s.text[cut - 1] == " ":
            found += [Segment(s.start, s.start + cut - 1, s.text[: cut - 1]), Segment(values, s.end, s.text[cut:])]
        else:
            found.append(s)
    return found


def _field(text: str) -> str | None:
    match = match_label(text)
    return match.field if match else None


def _is_bare(text: str) -> bool:
    match = match_label(text)
    return match is not None and not match.rest


def _end(lines: Sequence[list[Segment]], after: int, edge: int) -> int:
    """The first line below the labels that heads sections side by side or under one another, or a table."""
    for index in range(after, len(lines)):
        line = lines[index]
        if any(spanning_heading(s.text) or column_role(s.text) == ("activity", 1.0) for s in line):
            return index
        headed = [s for s in line if _field(s.text) not in (None, *ROW_FIELDS)]
        is_beside = len(headed) == 1 and abs(headed[0].start - edge) <= SAME_EDGE and len(line) > 1
        if headed and not is_beside:
            return index
    return len(lines)


def _cells(line: Sequence[Segment], edge: int) -> list[str]:
    """Letterhead, label, value of a line."""
    cells = ["", "", ""]
    for segment in line:
        at_edge = abs(segment.start - edge) <= SAME_EDGE
        place = 1 if at_edge else 2 if segment.start > edge else 0
        cells[place] = f"{cells[place]} {segment.text}".strip()
    return cells


def _with_whole_labels(rows: list[list[str]]) -> list[list[str]]:
    """The rows, with labels that go on in the next line whole in their first."""
    for row, below in zip(rows, rows[1:], strict=False):
        if row[1] and below[1] and _is_bare(f"{row[1]} {below[1]}") and not _is_bare(row[1]):
            row[1], below[1] = f"{row[1]} {below[1]}", ""
    return rows
