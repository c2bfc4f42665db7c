"""Activity tables in text that keeps its columns by spaces (a page's layout as text): lines to rows of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from models.markers import MARKER_WORDS
from parsers.columns import column_role, spanning_heading
from parsers.transcript_entries import Entry
from parsers.values.numbers import parse_step_number

#: A table has so many columns at least, so many of which are named as the standard, and so many numbered rows on its
#: first page, unless a row of the heading counts the columns.
MIN_COLUMNS, MIN_STANDARD, MIN_ROWS = 4, 2, 2
#: The heading reaches so many lines above and below the line that names the activity.
HEADING_REACH = 5
#: Lines of one heading are set from one edge, or around one middle, within so many letters.
OFF_EDGE, OFF_MIDDLE = 1, 2.5
#: A page is set in the columns of the page before where no larger share of its texts lies across their borders: those
#: above the table's end and wide numbers do.
MOST_CROSSING = 0.1
#: What stands beside a decision's symbol; longer answers are words of cells, too.
ANSWERS = ("ya", "tidak")
STANDARD = ("requirements", "duration", "output")
#: Two spaces or more part cells.
_SEGMENT = re.compile(r"\S+(?: \S+)*")
#: What stands under a table: signatures, with the place and day over them, and running titles.
_END = re.compile(
    r"\bNIP\b|(?:^|  )\s*(?:mengetahui\s*,|(?:ditetapkan|disahkan) (?:di|oleh)\b|pada tanggal\b)|"
    r"\b(?:halaman|hal\.)\s*:?\s*\d+(?:\s*(?:dari|/)\s*\d+)?\s*$|"
    r"^\s*[A-Z][A-Za-z .]{2,30}, +\d{1,2} [A-Z][a-z]+ \d{4}\s*$",
    re.IGNORECASE,
)
#: A line that is a row of its own: the heading of a group of steps, by its count, or a sum.
_GROUP = re.compile(r"\s*(?:[A-H]|[IVX]{1,4})[.)]?\s+[^\W\d_]{3}")
#: The number of a step and what follows a space behind it.
_NUMBER = re.compile(r"(\d{1,3}[.)]?) (?=\S)")
_SUM = re.compile(r"\s*(?:jumlah|total)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Segment:
    """Words of a line that single spaces part; `start` and `end` in letters."""

    start: int
    end: int
    text: str

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass
class _Heading:
    """Lines start..end of a heading and their words, its columns from left to right, where each but the first begins,
    what spans them."""

    start: int
    end: int
    lines: list[list[str]]
    names: list[str]
    borders: list[int]
    spans: set[str]


@dataclass
class _Before:
    """The table of the pages before, which may go on without its heading: that heading, and the last step's number."""

    heading: _Heading
    number: int


def align_tables(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with each page's aligned table as rows of cells; all others as they are."""
    found: list[Entry] = []
    before: _Before | None = None
    for (_, is_row), group in groupby(entries, key=lambda entry: (entry.page, entry.is_row)):
        lines = list(group)
        made, before = (lines, before) if is_row else _aligned(lines, before)
        found += made
    return found


def _aligned(lines: list[Entry], before: _Before | None) -> tuple[list[Entry], _Before | None]:
    segments = [segments_of(line.cells[0]) for line in lines]
    heading = _heading(segments, before)
    named = _heading_rows(heading) if heading is not None else []
    if heading is None and before is not None:
        heading = _continued(segments, before)
    if heading is None:
        return lines, before
    end = next((i for i in range(heading.end, len(lines)) if _END.search(lines[i].cells[0])), len(lines))
    rows = list(_rows(lines[heading.end : end], segments[heading.end : end], heading))
    numbers = [n for row in rows if (n := parse_step_number(" ".join(row[0]))) is not None]
    if len(numbers) < (MIN_ROWS if before is None and not _counts(heading.lines[-1]) else 1):
        return lines, before
    cells = [*named, *(tuple("\n".join(cell) for cell in row) for row in rows)]
    table = [Entry(lines[0].page, -1 - lines[0].block, True, row) for row in cells]
    return [*lines[: heading.start], *table, *lines[end:]], _Before(heading, numbers[-1])


def _continued(lines: Sequence[list[Segment]], before: _Before) -> _Heading | None:
    """The heading for a page that does not print it, or only the count of its columns: that of the page before, where
    the page goes on with the next step in the same columns."""
    heading = before.heading
    if lines and _counts(_words_of(lines[0])) and len(lines[0]) == len(heading.names):
        borders = _borders([[number] for number in lines[0]], lines[1:])
        heading = replace(heading, start=0, end=1, borders=borders)
    else:
        heading = replace(heading, start=0, end=0)
    body = [s for line in lines[heading.end :] for s in line]
    crossing = sum(any(s.start + OFF_EDGE < border < s.end - OFF_EDGE for border in heading.borders) for s in body)
    fits = crossing <= MOST_CROSSING * len(body)
    return heading if fits and _goes_on(lines[heading.end :], heading, before.number) else None


def _goes_on(lines: Sequence[list[Segment]], heading: _Heading, number: int) -> bool:
    """Whether lines begin with the step that follows `number`, its own in the column of numbers; text beside it may begin
    above it."""
    edge = heading.borders[0]
    for line in lines[:HEADING_REACH]:
        if len(line) > 1 and line[0].end <= edge <= line[1].start + OFF_EDGE:
            return parse_step_number(line[0].text) == number + 1
        if not line or line[0].start + OFF_EDGE < edge:
            return False
    return False


def segments_of(line: str) -> list[Segment]:
    """The runs of words of a line, from left to right."""
    return [Segment(m.start(), m.end(), m[0]) for m in _SEGMENT.finditer(line.expandtabs())]


# -- the heading -------------------------------------------------------------------------------------------------------


def _heading(lines: Sequence[list[Segment]], before: _Before | None) -> _Heading | None:
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
    words = [_words_of(line) for line in lines]
    if before is not None and words[start : start + len(before.heading.lines)] == before.heading.lines:
        body = start + len(before.heading.lines)
    elif _counts(words[body]):
        body += 1
    segments = [s for n in range(start, body) if not _counts(words[n]) for s in lines[n]]
    spans = {span for s in segments if (span := spanning_heading(s.text))}
    columns = _columns([s for s in segments if not spanning_heading(s.text)])
    if not _is_table(columns):
        return None
    if "actors" in spans and not _actors(_roles(columns)):  # no names under it: the names stand in its column
        spans.remove("actors")
        columns = _columns([s for s in segments if spanning_heading(s.text) != "standard"])
    return _Heading(start, body, words[start:body], _names(columns), _borders(columns, lines[body:]), spans)


def _words_of(line: Sequence[Segment]) -> list[str]:
    return [word for segment in line for word in segment.text.split()]


def _counts(words: Sequence[str]) -> bool:
    """Whether the words count the columns: 1 2 3 or (1) (2) (3)."""
    numbers = [parse_step_number(word.strip("()")) for word in words]
    return len(numbers) >= MIN_COLUMNS and numbers == list(range(1, len(numbers) + 1))


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
    if _GROUP.match(" ".join(s.text for s in line)):
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
    return _clusters([part for s in segments for part in (_words(s) if id(s) in wide else [s])])


def _is_one_column(column: Sequence[Segment]) -> bool:
    """Whether the lines of a heading are set alike: from one edge, or around one middle."""
    starts, middles = [s.start for s in column], [s.middle for s in column]
    return max(starts) - min(starts) <= OFF_EDGE or max(middles) - min(middles) <= OFF_MIDDLE


def _words(segment: Segment) -> list[Segment]:
    found = re.finditer(r"\S+", segment.text)
    return [Segment(segment.start + m.start(), segment.start + m.end(), m[0]) for m in found]


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


def _borders(columns: Sequence[Sequence[Segment]], body: Sequence[list[Segment]]) -> list[int]:
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


def _heading_rows(heading: _Heading) -> list[tuple[str, ...]]:
    """The heading in two rows: what spans several columns over their names."""
    roles = [_role(name) for name in heading.names]
    actors = _actors(roles)
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


# -- the body ----------------------------------------------------------------------------------------------------------


def _rows(lines: Sequence[Entry], segments: Sequence[list[Segment]], heading: _Heading) -> Iterator[list[list[str]]]:
    """Lines put together in rows, each cell as its lines; none where nothing tells where rows begin."""
    actors = _actors([_role(name) for name in heading.names])
    cells = [_in_columns(line, heading.borders, actors) for line in segments]
    cells = cells[: _end_of_steps(lines, cells)]
    lines = lines[: len(cells)]
    row: list[list[str]] = []
    for line, first in zip(cells, _beginnings(lines, cells), strict=False):
        if first:
            if row:
                yield row
            row = [[] for _ in line]
        if not row:  # connectors above the first step
            continue
        for cell, text in zip(row, line, strict=True):
            if text:
                cell.append(text)
    if row:
        yield row


def _end_of_steps(lines: Sequence[Entry], cells: Sequence[list[str]]) -> int:
    """Where the last block ends that has a number, an activity or a piece of the drawing: below it stands who signs."""
    steps = [line.block for line, texts in zip(lines, cells, strict=True) if any(texts[:2]) or _is_of_drawing(texts)]
    return sum(line.block <= max(steps, default=-1) for line in lines)


def _beginnings(lines: Sequence[Entry], cells: Sequence[list[str]]) -> list[bool]:
    """Which lines begin a row: those with its number, or, where the first line has none, those after a blank line; and
    headings of groups and sums. Empty where neither parts all rows.

    The first line has none where numbers are set in the middle of their rows, or where the page broke within a row: then
    the first block has no number at all."""
    alone = [_GROUP.match(line.cells[0]) is not None or _SUM.match(line.cells[0]) is not None for line in lines]
    numbered = [parse_step_number(line[0]) is not None for line in cells]
    begins = [a or n for a, n in zip(alone, numbered, strict=True)]
    opening = next((n for n, line in enumerate(cells) if not _is_of_drawing(line)), 0)
    if not begins or begins[opening]:
        return begins
    blocks = [line.block for line in lines]
    for parts in (blocks, _cut_at_answers(blocks, cells)):
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
        if _is_of_drawing(line):
            is_cut = True
        else:
            part += before is not None and (block != before or is_cut)
            before, is_cut = block, False
        parts.append(part)
    return parts


def _is_of_drawing(line: Sequence[str]) -> bool:
    words = [word.casefold() for text in line for word in text.split()]
    return all(word in ANSWERS or word in MARKER_WORDS or (len(word) == 1 and word.isalpha()) for word in words)


def _in_columns(line: Sequence[Segment], borders: Sequence[int], actors: range) -> list[str]:
    """The line's cells. An answer beside a symbol (Ya, Tidak) may reach out of the `actors`' columns into the next one,
    and a wide number may stand but a space before its text."""
    cells = [""] * (len(borders) + 1)
    if line and borders and (number := _NUMBER.match(line[0].text)) and line[0].end > borders[0] >= line[0].start:
        cells[0], rest = number[1], line[0].text[number.end() :]
        line = [replace(line[0], start=max(line[0].start + number.end(), borders[0]), text=rest), *line[1:]]
    for segment in line:
        place = sum(segment.start >= border for border in borders)
        if actors and segment.text.casefold() in ANSWERS and place in (actors.start - 1, actors.stop):
            place = min(max(place, actors.start), actors.stop - 1)
        cells[place] = f"{cells[place]} {segment.text}".strip()
    return cells
