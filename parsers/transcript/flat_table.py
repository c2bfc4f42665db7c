"""Activity tables in plain OCR text, without tabs: heading words, numbers and durations are all that is left of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.layout import ActivityTable, Column, ColumnRole, Span, TableRow
from parsers.header.labels import match_label
from parsers.table.columns import column_role, spanning_heading
from parsers.transcript.entries import Entry, to_span
from parsers.transcript.flat_columns import FLAT_CONFIDENCE, FlatLine, FlatWord, flat_words, split_rows
from parsers.transcript.segments import segments_of
from parsers.values.durations import parse_duration
from parsers.values.numbers import parse_step_number

#: The heading's main line names so many roles; its other lines stand at most so far above and below it.
_MIN_ROLES = 3
_HEADING_REACH = 6
#: A line of a heading holds few words; one with more is running text.
_MAX_HEADING_WORDS = 8
#: Step numbers may skip so many; a greater figure at a line's start belongs to its text.
_MAX_SKIP = 4
#: Words of the longest duration looked for ("1 - 2 hari kerja").
_DURATION_WORDS = 5
#: Of text that keeps its columns more than this share of lines has so many cells: .18-.35 of those measured, .0-.05 of flat ones.
_CELLS, _MOST_LINES = 3, 0.1
#: A table has at least so many rows with a duration.
_MIN_ROWS = 2

_LEADING_NUMBER = re.compile(r"^\W*(\d{1,2})\s*[|\[\]!.)¦]*\s*(?=[A-Za-z(])")
_END = re.compile(r"\bNIP\b|^\s*(?:mengetahui|ditetapkan|disahkan)\b", re.IGNORECASE)
_ROLES: tuple[ColumnRole, ...] = ("number", "activity", "requirements", "duration", "output", "remarks")


@dataclass
class FlatTable:
    """A table found in entries[start:end]; `heading` are its heading lines as they came: their order is lost."""

    start: int
    end: int
    table: ActivityTable
    heading: list[Span]


@dataclass
class _FlatRow:
    page: int
    number: str = ""
    duration: str = ""
    lines: list[FlatLine] = field(default_factory=list)


def find_flat_table(entries: Sequence[Entry]) -> FlatTable | None:
    """The activity table in plain lines; None where no heading line or too few durations are found.

    Actor columns cannot be made out of such text: the table has none. Text that keeps its columns by spaces is not read this
    way: its lines run over all cells of a row.
    """
    main = next((i for i, entry in enumerate(entries) if len(_roles_in(entry)) >= _MIN_ROLES), None)
    if main is None or "activity" not in _roles_in(entries[main]):
        return None
    start, body = _heading_start(entries, main), _body_start(entries, main)
    if _keeps_columns(entries[body:]):
        return None
    rows, end = _rows(entries, body)
    if sum(bool(row.duration) for row in rows) < _MIN_ROWS:
        return None
    heading = [to_span(entry.cells[0], entry.page) for entry in entries[start:body]]
    return FlatTable(start, end, _table(rows, entries[start:body]), heading)


def _keeps_columns(entries: Sequence[Entry]) -> bool:
    texts = [entry.cells[0] for entry in entries if not entry.is_row]
    return sum(len(segments_of(text)) >= _CELLS for text in texts) > _MOST_LINES * len(texts)


# -- where the table is ------------------------------------------------------------------------------------------------


def _roles_in(entry: Entry) -> dict[ColumnRole, str]:
    """Roles that single words of a plain line name, with the word."""
    if entry.is_row or len(entry.cells[0].split()) > 2 * _MAX_HEADING_WORDS:
        return {}
    found: dict[ColumnRole, str] = {}
    for word in entry.cells[0].split():
        role, score = column_role(word)
        if role in _ROLES and score == 1.0:
            found.setdefault(role, word.strip("/"))
    return found


def _heading_start(entries: Sequence[Entry], main: int) -> int:
    """The first heading line above the main one: short lines as far as one that spans columns."""
    start = main
    for index in range(main - 1, max(-1, main - 1 - _HEADING_REACH), -1):
        text = entries[index].cells[0]
        if entries[index].is_row or entries[index].page != entries[main].page or len(text.split()) > _MAX_HEADING_WORDS:
            break
        words = text.split()
        spans = [
            spanning_heading(" ".join(words[i:j])) for i in range(len(words)) for j in range(i + 1, len(words) + 1)
        ]
        if any(spans) or entries[index].block == entries[main].block:
            start = index
    return start


def _body_start(entries: Sequence[Entry], main: int) -> int:
    """The first line below the heading that begins with a number or holds a duration."""
    for index in range(main + 1, min(len(entries), main + 1 + _HEADING_REACH)):
        text = entries[index].cells[0]
        if _LEADING_NUMBER.match(text) or _find_duration(flat_words(text)) is not None:
            return index
    return main + 1


# -- rows --------------------------------------------------------------------------------------------------------------


def _rows(entries: Sequence[Entry], start: int) -> tuple[list[_FlatRow], int]:
    """Rows from `start` on, and the index of the first entry after the table."""
    rows: list[_FlatRow] = []
    last = 0
    for index in range(start, len(entries)):
        entry = entries[index]
        if entry.is_row or _END.search(entry.cells[0]) or match_label(entry.cells[0]) is not None:
            return rows, index
        if len(_roles_in(entry)) >= _MIN_ROLES:  # the heading printed again on the next page
            continue
        number, text = _leading_number(entry.cells[0], last)
        words = flat_words(text)
        duration = _find_duration(words)
        if number is None and not rows and duration is None:
            continue
        if number is not None or not rows or (duration is not None and rows[-1].duration):
            rows.append(_FlatRow(entry.page, "" if number is None else str(number)))
            last = last if number is None else number
        rows[-1].lines.append(_with_duration_out(rows[-1], words, duration))
    return rows, len(entries)


def _leading_number(text: str, last: int) -> tuple[int | None, str]:
    match = _LEADING_NUMBER.match(text)
    number = parse_step_number(match[1]) if match else None
    if match is None or number is None or not last <= number <= last + _MAX_SKIP:
        return None, text
    rest = text[match.end() :]
    told = number > last or _find_duration(flat_words(rest)) is not None
    return (
        (number, rest) if told and parse_duration(text[:40]).min_minutes is None or rest[:1].isupper() else (None, text)
    )


def _with_duration_out(row: _FlatRow, words: tuple[FlatWord, ...], place: tuple[int, int] | None) -> FlatLine:
    """The line without its duration, which becomes the row's; a gap stands in its place."""
    if place is None or row.duration:
        return FlatLine(words)
    start, end = place
    row.duration = " ".join(word.text for word in words[start:end])
    return FlatLine((*words[:start], *words[end:]), start)


def _find_duration(words: Sequence[FlatWord]) -> tuple[int, int] | None:
    """The words (start, end) of a duration that begins with a figure; the year of a citation is none."""
    for start, word in enumerate(words):
        if not word.text[0].isdigit() and word.text[0] not in "±½¼¾<>≤":
            continue
        best = None
        for end in range(start + 1, min(len(words), start + _DURATION_WORDS) + 1):
            if any(w.gap for w in words[start + 1 : end]):
                break
            if _is_duration(" ".join(w.text for w in words[start:end])):
                best = end
        if best is not None and not (best < len(words) and re.match(r"(?:19|20)\d\d\b", words[best].text)):
            return start, best
    return None


def _is_duration(text: str) -> bool:
    """True for figures and units alone: the last word must add to the duration."""
    read = parse_duration(text)
    last = re.sub(r"[^a-z]", "", text.split()[-1].casefold())
    if read.min_minutes is None or not last:
        return False
    shorter = parse_duration(" ".join(text.split()[:-1]))
    return (shorter.min_minutes, shorter.working_time) != (read.min_minutes, read.working_time)


def _table(rows: Sequence[_FlatRow], heading: Sequence[Entry]) -> ActivityTable:
    named: dict[ColumnRole, str] = {}
    for entry in heading:
        named = {**_roles_in(entry), **named}
    page = heading[0].page if heading else rows[0].page
    columns = [Column(role, to_span(named.get(role, ""), page)) for role in _ROLES]
    cells = split_rows([row.lines for row in rows])
    table = ActivityTable(columns)
    for row, (activity, requirements, output, remarks) in zip(rows, cells, strict=True):
        guessed = [to_span(lines, row.page, FLAT_CONFIDENCE) for lines in (activity, requirements, output, remarks)]
        table.rows.append(
            TableRow(
                row.page,
                [to_span(row.number, row.page), *guessed[:2], to_span(row.duration, row.page), *guessed[2:]],
            )
        )
    return table
