"""The heading of an activity table in text that keeps its columns by spaces: its columns and where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from parsers.table.columns import column_role, spanning_heading
from parsers.transcript.segments import Segment, counts, parted, words_of
from parsers.values.numbers import parse_step_number

#: A table has so many columns at least, so many of which are named as the standard.
MIN_COLUMNS, MIN_STANDARD = 4, 2
#: The heading reaches so many lines above and below the line that names the activity.
HEADING_REACH = 5
#: Lines of one heading are set from one edge, or around one middle, within so many letters.
OFF_EDGE, OFF_MIDDLE = 1, 2.5
STANDARD = ("requirements", "duration", "output")
#: A line that is a row of its own: the heading of a group of steps, by its count.
GROUP = re.compile(r"\s*(?:[A-H]|[IVX]{1,4})[.)]?\s+[^\W\d_]{3}")


@dataclass
class Heading:
    """Lines start..end of a heading and their words, its columns from left to right, where each but the first begins,
    what spans them; `actors_apart` is False where nothing tells one actor's column from the next."""

    start: int
    end: int
    lines: list[list[str]]
    names: list[str]
    borders: list[int]
    spans: set[str]
    actors_apart: bool = True

    @property
    def roles(self) -> list[str | None]:
        return [_role(name) for name in self.names]

    @property
    def actors(self) -> range:
        """The columns between the activity and the standard."""
        return _actors(self.roles)


def find_heading(lines: Sequence[list[Segment]], before: Heading | None) -> Heading | None:
    """The heading of a page's table, with its columns; None where the page has none that is aligned.

    Where it is that of the page before, it ends where that one ends: a row may begin with text of any column.
    """
    anchor = next((i for i, line in enumerate(lines) if _named(line) is not None), None)
    if anchor is None:
        return None
    activity = _named(lines[anchor])
    below = range(anchor + 1, min(len(lines), anchor + 2 + HEADING_REACH))
    body = next((i for i in below if _opens_body(lines[i], activity)), None)
    if body is None:
        return None
    above = range(max(0, anchor - HEADING_REACH), anchor)
    start = next((i for i in above if any(spanning_heading(s.text) for s in lines[i])), anchor)
    words = [words_of(line) for line in lines]
    if before is not None and words[start : start + len(before.lines)] == before.lines:
        body = start + len(before.lines)
    elif counts(words[body]):
        body += 1
    segments = [s for n in range(start, body) if not counts(words[n]) for s in lines[n]]
    spans = _spans(segments)
    columns = _columns(_without(segments, spans))
    if not _is_table(columns):
        return None
    if "actors" in spans and not _actors(_roles(columns)):  # no names under it: the names stand in its column
        del spans["actors"]
        columns = _columns(_without(segments, spans))
        if not _is_table(columns):
            return None
    return Heading(start, body, words[start:body], _names(columns), borders_between(columns, lines[body:]), set(spans))


def _spans(segments: Sequence[Segment]) -> dict[str, Segment]:
    """What spans several columns, by what it is; the same word again, further down, names a column of its own."""
    found: dict[str, Segment] = {}
    for segment in segments:
        if span := spanning_heading(segment.text):
            found.setdefault(span, segment)
    return found


def _without(segments: Sequence[Segment], spans: dict[str, Segment]) -> list[Segment]:
    spanning = {id(segment) for segment in spans.values()}
    return [segment for segment in segments if id(segment) not in spanning]


def _is_table(columns: Sequence[Sequence[Segment]]) -> bool:
    roles = _roles(columns)
    return len(roles) >= MIN_COLUMNS and "activity" in roles and sum(r in STANDARD for r in roles) >= MIN_STANDARD


def _names(columns: Sequence[Sequence[Segment]]) -> list[str]:
    return ["\n".join(s.text for s in column) for column in columns]


def _roles(columns: Sequence[Sequence[Segment]]) -> list[str | None]:
    return [_role(name) for name in _names(columns)]


def _named(line: Sequence[Segment]) -> Segment | None:
    return next((s for s in line if column_role(s.text) == ("activity", 1.0)), None)


def _role(name: str) -> str | None:
    return column_role(name.replace("\n", " "))[0]


def _opens_body(line: list[Segment], activity: Segment) -> bool:
    """The number of the first step, the heading of a group, or a text under that of the activities that heads nothing."""
    if GROUP.match(" ".join(s.text for s in line)):
        return True
    if line and parse_step_number(line[0].text) == 1 and line[0].end < activity.start:
        return True
    under = [s for s in line if s.start < activity.end and s.end > activity.start]
    return any(not _names_column(s.text) for s in under)


def _names_column(text: str) -> bool:
    """Whether it says so by the word: a unit or a post is no name of a column where no actors stand."""
    return spanning_heading(text) is not None or column_role(text)[0] not in (None, "actor")


def _columns(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The headings' columns; where narrow ones stand but a space apart, their words are parted."""
    wide = {id(s) for c in _clusters(segments) if not _is_one_column(c) for s in c}
    return _clusters([part for s in segments for part in (parted(s) if id(s) in wide else [s])])


def _is_one_column(column: Sequence[Segment]) -> bool:
    """Whether the lines of a heading are set alike: from one edge, or around one middle."""
    starts, middles = [s.start for s in column], [s.middle for s in column]
    return max(starts) - min(starts) <= OFF_EDGE or max(middles) - min(middles) <= OFF_MIDDLE


def _clusters(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that stand over one another, from left to right; each column's from the top."""
    columns: list[list[Segment]] = []
    reach = -1
    for segment in sorted(segments, key=lambda s: s.start):
        if columns and segment.start < reach:
            columns[-1].append(segment)
        else:
            columns.append([segment])
            reach = -1
        reach = max(reach, segment.end)
    order = {id(s): n for n, s in enumerate(segments)}
    return [sorted(column, key=lambda s: order[id(s)]) for column in columns]


def borders_between(columns: Sequence[Sequence[Segment]], body: Sequence[list[Segment]]) -> list[int]:
    """Where each column but the first begins: after the widest strip between two headings that the fewest lines of the
    body cross, or in its middle where no text of the column tells its edge."""
    width = max(s.end for line in [*columns, *body] for s in line) + 1
    crossed = [0] * width
    for segment in (s for line in body for s in line):
        for x in range(segment.start, segment.end):
            crossed[x] += 1
    borders = []
    for left, right in pairwise(columns):
        first, last = round(_middle(left)), round(_middle(right))
        least = min(crossed[first : last + 1])
        strips = [list(g) for k, g in groupby(range(first, last + 1), key=lambda x: crossed[x] == least) if k]
        widest = max(strips, key=len)
        borders.append(widest[-1] + 1 if widest[-1] < last else (widest[0] + widest[-1] + 1) // 2)
    return borders


def _middle(column: Sequence[Segment]) -> float:
    return (min(s.start for s in column) + max(s.end for s in column)) / 2


def heading_rows(heading: Heading) -> list[tuple[str, ...]]:
    """The heading in two rows: what spans several columns over their names."""
    roles, actors = heading.roles, heading.actors
    first = actors.stop
    upper, lower = list(heading.names), [""] * len(roles)
    for i, role in enumerate(roles):
        over = "Mutu Baku" if "standard" in heading.spans and role in STANDARD else ""
        over = "Pelaksana" if "actors" in heading.spans and i in actors else over
        if over:
            lower[i], upper[i] = upper[i], over if i in (actors.start, first) else ""
    return [tuple(upper), tuple(lower)] if any(lower) else [tuple(upper)]


def _actors(roles: Sequence[str | None]) -> range:
    """The columns between the activity and the standard."""
    return range(roles.index("activity") + 1, next(i for i, role in enumerate(roles) if role in STANDARD))
