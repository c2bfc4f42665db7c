"""Pages that go on with a table without printing its heading: in which columns they are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.transcript.aligned_columns import columns_by_content
from parsers.transcript.aligned_heading import HEADING_REACH, OFF_EDGE, Heading, borders_between
from parsers.transcript.entries import Entry
from parsers.transcript.segments import Segment, counts, words_of
from parsers.values.numbers import parse_step_number

#: A page is set in the columns of the page before where no larger share of its texts lies across their borders: wide
#: numbers do.
MOST_CROSSING = 0.1


@dataclass
class Before:
    """The table of the pages before, which may go on without its heading: that heading, and the last step's number."""

    heading: Heading
    number: int


def going_on(lines: Sequence[Entry], segments: Sequence[list[Segment]], before: Before) -> Heading | None:
    """The heading for a page that does not print it, or only the count of its columns, where the page goes on with the next
    step: that of the page before, in its columns, in those counted, or in those that the texts stand in."""
    heading = replace(before.heading, start=0, end=0)
    if segments and counts(words_of(segments[0])) and len(segments[0]) == len(heading.names):
        borders = borders_between([[number] for number in segments[0]], segments[1:])
        heading = replace(heading, end=1, borders=borders, actors_apart=True)
    if _fits(segments[heading.end :], heading) and _goes_on(segments[heading.end :], heading, before.number):
        return heading
    return columns_by_content(lines, segments, heading, before.number + 1)


def _fits(lines: Sequence[list[Segment]], heading: Heading) -> bool:
    body = [s for line in lines for s in line]
    crossing = sum(any(s.start + OFF_EDGE < border < s.end - OFF_EDGE for border in heading.borders) for s in body)
    return crossing <= MOST_CROSSING * len(body)


def _goes_on(lines: Sequence[list[Segment]], heading: Heading, number: int) -> bool:
    """Whether lines begin with the step that follows `number`, its own in the column of numbers; text beside it may begin
    above it."""
    edge = heading.borders[0]
    for line in lines[:HEADING_REACH]:
        if len(line) > 1 and line[0].end <= edge <= line[1].start + OFF_EDGE:
            return parse_step_number(line[0].text) == number + 1
        if not line or line[0].start + OFF_EDGE < edge:
            return False
    return False
