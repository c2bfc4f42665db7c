"""Headings of activity tables in transcripts: how many rows they take and what their columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.layout import Column, ColumnRole, join_lines
from parsers.table.column_check import reads_as_duration
from parsers.table.columns import SpanningRole, column_role, spanning_heading
from parsers.transcript.entries import Entry, to_span
from parsers.values.numbers import parse_step_number

#: Heading rows of a table: spanning headings, actors under them, at most one level more.
_MAX_HEADING_ROWS = 3
#: An activity table names its activity column and this many other roles or spanning headings.
_MIN_OTHER_ROLES = 2
#: An activity table has at least so many columns; one without heading at least so many numbered rows.
_MIN_COLUMNS = 5
_MIN_ROWS = 3
#: Share of rows that must read as durations for a column to be the time column of a table without heading.
_MOST = 0.6
#: A heading matched at least this well counts against the spanning heading over it.
_SURE = 0.99
STANDARD_ROLES: tuple[ColumnRole, ...] = ("requirements", "duration", "output", "remarks")


def count_heading_rows(entries: Sequence[Entry], index: int) -> int:
    """How many rows of heading begin here; 0 for none. A row with a step number or a time in it is no heading."""
    if not entries[index].is_row or looks_like_step(entries[index]):
        return 0
    count = 1
    while count < _MAX_HEADING_ROWS and _is_sub_heading(entries, index, index + count):
        count += 1
    texts = [cell for entry in entries[index : index + count] for cell in entry.cells if cell.strip()]
    roles = {role for text in texts if (role := column_role(join_lines([text]))[0]) not in (None, "actor", "other")}
    spans = {span for text in texts if (span := spanning_heading(text))}
    first = {column_role(join_lines([cell]))[0] for cell in entries[index].cells}
    if "activity" not in first or len((roles - {"activity"}) | spans) < _MIN_OTHER_ROLES:
        return 0
    return count


def _is_sub_heading(entries: Sequence[Entry], top: int, index: int) -> bool:
    if index >= len(entries) or entries[index].block != entries[top].block:
        return False
    upper, row = entries[top], entries[index]
    named = [i for i in row.filled if i not in row.merged and row.cell(i) != upper.cell(i)]
    if not named or any(parse_step_number(row.cell(i)) is not None for i in named):
        return False
    for i in range(len(upper.cells)):
        if column_role(upper.cell(i))[0] in ("number", "activity") and i in named:
            return False
    spanned = any(spanning_heading(cell) for cell in upper.cells) and index == top + 1
    tells = [i for i in named if column_role(row.cell(i))[0] is not None]
    return len(tells) >= 2 or (spanned and len(tells) + len(named) >= 2)


def looks_like_step(row: Entry) -> bool:
    """A row as wide as an activity table, with a number in front or a time in it."""
    if len(row.cells) < _MIN_COLUMNS or len(row.filled) < 2:
        return False
    return parse_step_number(row.cell(0)) is not None or any(reads_as_duration(row.cell(i)) for i in row.filled)


def read_heading(rows: Sequence[Entry]) -> list[Column]:
    """Columns from one to three heading rows: the lowest filled cell names a column, the one above may span it."""
    width = max(len(row.cells) for row in rows)
    parents = _parents(rows, width)
    columns: list[Column] = []
    for index in range(width):
        depth = max((i for i, row in enumerate(rows) if row.cell(index)), default=0)
        leaf = rows[depth].cell(index)
        if spanning_heading(leaf) and any(row.cell(index + 1) for row in rows[depth + 1 :]):
            leaf = ""
        columns.append(Column(_role(leaf, parents[index]) or "other", to_span(leaf, rows[0].page)))
    return _placed(columns)


def _parents(rows: Sequence[Entry], width: int) -> list[SpanningRole | None]:
    """The spanning heading over each column: it reaches over blank cells to its right as far as there are leaves."""
    parents: list[SpanningRole | None] = []
    current: SpanningRole | None = None
    for index in range(width):
        top, below = rows[0].cell(index), any(row.cell(index) for row in rows[1:])
        if top:
            current = spanning_heading(top)
        elif not below:
            current = None
        parents.append(current)
    return parents


def _role(leaf: str, parent: SpanningRole | None) -> ColumnRole | None:
    if not leaf:
        return "actor" if parent == "actors" else None
    role, score = column_role(join_lines(leaf.split("\n")))
    if parent == "actors" and not (role in STANDARD_ROLES and score >= _SURE):
        return "actor"
    return None if parent == "standard" and role == "actor" else role


def _placed(columns: list[Column]) -> list[Column]:
    """Headings that say nothing: actors if they stand between the activity and the standard, else other."""
    roles = [column.role for column in columns]
    activity = next((i for i, role in enumerate(roles) if role == "activity"), None)
    standard = next((i for i, role in enumerate(roles) if role in STANDARD_ROLES), len(roles))
    for i, column in enumerate(columns):
        between = activity is not None and activity < i < standard
        if column.role == "other" and column.heading and between:
            columns[i] = replace(column, role="actor")
        elif column.role == "actor" and activity is not None and i < activity:
            columns[i] = replace(column, role="other")
    return columns


def columns_by_content(rows: Sequence[Entry]) -> list[Column]:
    """Columns of a table without heading: rising numbers at the left, durations towards the right; [] if it is none."""
    if not rows or max(len(row.cells) for row in rows) < _MIN_COLUMNS:
        return []
    numbers = [n for row in rows if (n := parse_step_number(row.cell(0))) is not None]
    time = find_time_column(rows)
    if len(numbers) < _MIN_ROWS or numbers != sorted(numbers) or time is None or time < 3:
        return []
    blank = to_span("", rows[0].page)
    width = max(len(row.cells) for row in rows)
    known: dict[int, ColumnRole] = {0: "number", 1: "activity", time - 1: "requirements", time: "duration"}
    known |= {time + 1: "output", time + 2: "remarks"}
    return [Column(known.get(i, "actor" if 1 < i < time - 1 else "other"), blank) for i in range(width)]


def find_time_column(rows: Sequence[Entry]) -> int | None:
    width = max(len(row.cells) for row in rows)
    filled = {i: [row.cell(i) for row in rows if row.cell(i)] for i in range(width)}
    shares = {i: sum(map(reads_as_duration, cells)) / len(cells) for i, cells in filled.items() if cells}
    best = max(shares, key=lambda i: shares[i], default=None)
    return best if best is not None and shares[best] >= _MOST else None
