"""The columns of a page of a table that prints no heading, told by the blank strips between its texts and by what they hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.table.column_check import reads_as_duration
from parsers.transcript.aligned_heading import Heading
from parsers.transcript.aligned_middles import is_of_drawing
from parsers.transcript.entries import Entry
from parsers.transcript.segments import Segment, number_apart, parted
from parsers.values.numbers import parse_step_number

#: Share of the rows that have a text in a column of the standard, and whose text reads as a duration in that of durations.
#: The columns of actors, where but answers stand, have fewer.
MOST_ROWS = 0.6
#: The column of numbers is at most so many letters wide.
NUMBERS_WIDE = 4
#: The last columns may be blank on a page.
MAY_BE_BLANK = ("remarks", "other")


@dataclass
class _Strip:
    """Letters start..end of the lines, between blank strips: a column's texts, by the row they stand in."""

    start: int
    end: int
    rows: dict[int, list[str]]

    def share(self, count: int) -> float:
        return len(self.rows) / count

    def durations(self, count: int) -> float:
        return sum(reads_as_duration(" ".join(words)) for words in self.rows.values()) / count

    @property
    def is_of_drawing(self) -> bool:
        return all(is_of_drawing(words) for words in self.rows.values())


def columns_by_content(
    lines: Sequence[Entry], segments: Sequence[list[Segment]], heading: Heading, number: int
) -> Heading | None:
    """The heading with the borders of the page's own columns, where it goes on with step `number`; None where not every
    column of the standard is found, in their order, durations in theirs, or where more is."""
    edge = min((line[0].start for line in segments if line), default=0) + NUMBERS_WIDE
    segments = [number_apart(line) if line and line[0].start < edge else line for line in segments]
    steps = [i for i, line in enumerate(segments) if len(line) > 1 and line[0].start < edge and _number(line[0])]
    if not steps or _number(segments[steps[0]][0]) != number:
        return None
    body = [i for i in range(steps[0], len(lines)) if lines[i].block <= lines[steps[-1]].block]
    rows = [bisect_right(steps, i) - 1 for i in body]
    borders = _borders(_strips([segments[i] for i in body], rows), heading, len(steps))
    if borders is None:
        return None
    return replace(heading, start=0, end=0, borders=borders, actors_apart=False)


def _number(segment: Segment) -> int | None:
    return parse_step_number(segment.text)


def _strips(lines: Sequence[Sequence[Segment]], rows: Sequence[int]) -> list[_Strip]:
    """What stands between the blank strips that run down all lines; those that are but the space between two words of most
    lines on either side part nothing."""
    words = [(word, row) for line, row in zip(lines, rows, strict=True) for s in line for word in parted(s)]
    found: list[_Strip] = []
    for word, _ in sorted(words, key=lambda pair: pair[0].start):
        if not found or word.start > found[-1].end:
            found.append(_Strip(word.start, word.end, {}))
        found[-1].end = max(found[-1].end, word.end)
    joined = found[:1]
    for strip in found[1:]:
        if _is_parted(lines, joined[-1], strip):
            joined.append(strip)
        else:
            joined[-1].end = strip.end
    for word, row in words:
        strip = next(s for s in joined if s.start <= word.start < s.end)
        strip.rows.setdefault(row, []).append(word.text)
    return joined


def _is_parted(lines: Sequence[Sequence[Segment]], left: _Strip, right: _Strip) -> bool:
    across = sum(any(s.start < left.end and s.end > right.start for s in line) for line in lines)
    both = sum(
        any(left.start <= s.start < left.end for s in line)
        and any(s.start < right.end and s.end > right.start for s in line)
        for line in lines
    )
    return 2 * across <= both


def _borders(strips: Sequence[_Strip], heading: Heading, count: int) -> list[int] | None:
    """Where each column of the heading but the first begins; those of actors all at one place. None where strips and
    columns do not agree."""
    actors = heading.actors
    right = heading.roles[actors.stop :]
    timed = [i for i, strip in enumerate(strips) if strip.durations(count) >= MOST_ROWS]
    if actors.start != 2 or len(timed) != 1 or "duration" not in right:
        return None
    first = timed[0] - right.index("duration")
    standard = strips[first:]
    missing = right[len(standard) :]
    if first < 2 or len(standard) > len(right) or any(role not in MAY_BE_BLANK for role in missing):
        return None
    if any(
        strip.share(count) < MOST_ROWS for strip, role in zip(standard, right, strict=False) if role not in MAY_BE_BLANK
    ):
        return None
    if any(strip.share(count) >= MOST_ROWS and not strip.is_of_drawing for strip in strips[2:first]):
        return None
    beside = strips[2].start if actors else standard[0].start
    past = [standard[-1].end + 1] * len(missing)
    return [strips[1].start, *[beside] * len(actors), *[strip.start for strip in standard], *past]
