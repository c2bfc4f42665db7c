"""Lines of a table that keeps its columns by spaces, put together in rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.transcript.aligned_heading import GROUP, Heading
from parsers.transcript.aligned_middles import ANSWERS, cut_between_middles, is_of_drawing
from parsers.transcript.entries import Entry
from parsers.transcript.segments import Segment, number_apart
from parsers.values.numbers import parse_step_number

_SUM = re.compile(r"\s*(?:jumlah|total)\b", re.IGNORECASE)


def rows_of(
    lines: Sequence[Entry], segments: Sequence[list[Segment]], heading: Heading
) -> tuple[list[list[list[str]]], int]:
    """Lines put together in rows, each cell as its lines, and how many lines they take; no rows where nothing tells where
    they begin."""
    cells = [_in_columns(line, heading.borders, heading.actors) for line in segments]
    cells = cells[: _end_of_steps(lines, cells)]
    rows: list[list[list[str]]] = []
    for line, first in zip(cells, _beginnings(lines[: len(cells)], cells), strict=False):
        if first:
            rows.append([[] for _ in line])
        if not rows:  # connectors above the first step
            continue
        for n, text in enumerate(line):
            if text and (heading.actors_apart or n not in heading.actors):
                rows[-1][n].append(text)
    return rows, len(cells)


def _end_of_steps(lines: Sequence[Entry], cells: Sequence[list[str]]) -> int:
    """Where the last block ends that has a number, an activity or a piece of the drawing: below it stands who signs."""
    steps = [line.block for line, texts in zip(lines, cells, strict=True) if any(texts[:2]) or is_of_drawing(texts)]
    last = max(steps, default=-1)
    return sum(line.block <= last for line in lines)


def _beginnings(lines: Sequence[Entry], cells: Sequence[list[str]]) -> list[bool]:
    """Which lines begin a row: those with its number, or, where the first line has none, those after a blank line; and
    headings of groups and sums. Empty where neither parts all rows.

    The first line has none where numbers are set in the middle of their rows, or where the page broke within a row: then
    the first block has no number at all."""
    alone = [GROUP.match(line.cells[0]) is not None or _SUM.match(line.cells[0]) is not None for line in lines]
    numbered = [parse_step_number(line[0]) is not None for line in cells]
    begins = [a or n for a, n in zip(alone, numbered, strict=True)]
    opening = next((n for n, line in enumerate(cells) if not is_of_drawing(line)), 0)
    if not begins or begins[opening]:
        return begins
    blocks = [line.block for line in lines]
    answered = _cut_at_answers(blocks, cells)
    for parts in (blocks, answered, cut_between_middles(answered, cells, numbered)):
        steps = {part: 0 for part, is_alone in zip(parts, alone, strict=True) if not is_alone}
        for part, number in zip(parts, numbered, strict=True):
            if part in steps:
                steps[part] += number
        first, *others = steps.values()
        if first <= 1 and all(count == 1 for count in others):
            return [i == 0 or a or parts[i] != parts[i - 1] or alone[i - 1] for i, a in enumerate(alone)]
    return []


def _cut_at_answers(blocks: Sequence[int], cells: Sequence[list[str]]) -> list[int]:
    """The part of each line where lines that hold but answers, markers or the letters of connectors count as blank: they
    stand between symbols, and fill the blank line between two rows. They go with the line before."""
    parts: list[int] = []
    part, before, is_cut = 0, None, False
    for block, line in zip(blocks, cells, strict=True):
        if is_of_drawing(line):
            is_cut = True
        else:
            part += before is not None and (block != before or is_cut)
            before, is_cut = block, False
        parts.append(part)
    return parts


def _in_columns(line: Sequence[Segment], borders: Sequence[int], actors: range) -> list[str]:
    """The line's cells. An answer beside a symbol (Ya, Tidak) may reach out of the `actors`' columns into the next one,
    and a wide number may stand but a space before its text."""
    cells = [""] * (len(borders) + 1)
    if line and borders and line[0].end > borders[0] >= line[0].start and len(apart := number_apart(line)) > len(line):
        cells[0] = apart[0].text
        line = [replace(apart[1], start=max(apart[1].start, borders[0])), *apart[2:]]
    for segment in line:
        place = sum(segment.start >= border for border in borders)
        if actors and segment.text.casefold() in ANSWERS and place in (actors.start - 1, actors.stop):
            place = min(max(place, actors.start), actors.stop - 1)
        cells[place] = f"{cells[place]} {segment.text}".strip()
    return cells
