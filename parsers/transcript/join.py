"""The parts of one activity table in a transcript, put together under the first part's columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from models.layout import ActivityTable, Column, ColumnRole, TableRow
from parsers.table.columns import fold
from parsers.transcript.entries import Entry, to_span
from parsers.transcript.heading import STANDARD_ROLES, find_time_column
from parsers.transcript.tables import TablePart

#: Actor headings at least this alike (percent) are the same column on another page.
_SAME_ACTOR = 80


def join_parts(entries: Sequence[Entry], parts: Sequence[TablePart]) -> ActivityTable:
    """One table under the first part's columns; pages whose columns differ are noted in `changed_pages`."""
    table = ActivityTable([replace(column) for column in parts[0].columns])
    for part in parts:
        body = entries[part.start + part.heading_rows : part.end]
        sources = _sources(table, part, body)
        page = entries[part.start].page
        if _differs(table.columns, part, body) and page not in table.changed_pages:
            table.changed_pages.append(page)
        above: TableRow | None = None
        for entry in body:
            above = _row(entry, sources, above)
            table.rows.append(above)
    _drop_blank_columns(table)
    return table


def _sources(table: ActivityTable, part: TablePart, body: Sequence[Entry]) -> list[int | None]:
    """For each column of the table the part's column that holds its cells."""
    if part.heading_rows:
        return _sources_by_heading(table, part.columns)
    return _sources_by_place(table.columns, body)


def _sources_by_heading(table: ActivityTable, columns: list[Column]) -> list[int | None]:
    """Columns of one role pair up in order, actors by their names; a column the table has not yet is added to it."""
    free = [i for i, column in enumerate(columns) if column.heading or column.role != "other"]
    sources: list[int | None] = [None] * len(table.columns)
    same_actors = _count(table.columns, "actor") == _count(columns, "actor")
    for target, wanted in enumerate(table.columns):
        alike = [i for i in free if columns[i].role == wanted.role]
        if wanted.role == "actor" and not same_actors:
            alike = [i for i in alike if fuzz.ratio(_words(columns[i]), _words(wanted)) >= _SAME_ACTOR]
        if alike:
            sources[target] = alike[0]
            free.remove(alike[0])
    for i in free:
        if columns[i].heading:
            table.columns.append(columns[i])
            sources.append(i)
            for row in table.rows:
                row.cells.append(to_span("", row.page))
    return sources


def _sources_by_place(columns: list[Column], body: Sequence[Entry]) -> list[int | None]:
    """Rows without heading: the left columns from the left, the standard ones counted from the column of durations."""
    width = max((len(row.cells) for row in body), default=0)
    if width == len(columns):
        return list(range(width))
    roles = [column.role for column in columns]
    time = roles.index("duration") if "duration" in roles else len(columns) - 1
    found = find_time_column(body)
    offset = (found if found is not None else width - len(columns) + time) - time
    left = next((i for i, role in enumerate(roles) if role == "actor"), 2)
    right = next((i for i, role in enumerate(roles) if role in STANDARD_ROLES), left)
    sources: list[int | None] = []
    for i in range(len(columns)):
        place = i if i < left else i + offset if i >= right else None
        sources.append(place if place is not None and 0 <= place < width else None)
    return sources


def _differs(columns: list[Column], part: TablePart, body: Sequence[Entry]) -> bool:
    """True if the part's columns are others than the first page's: roles and actors, or their number without heading."""
    if part.heading_rows:
        named = [
            [(c.role, _words(c) if c.role == "actor" else "") for c in cs if c.heading]
            for cs in (columns, part.columns)
        ]
        return named[0] != named[1]
    return max((len(row.cells) for row in body), default=0) != len(columns)


def _row(entry: Entry, sources: list[int | None], above: TableRow | None) -> TableRow:
    cells = []
    for index, source in enumerate(sources):
        if source is not None and source in entry.merged and above is not None:
            cells.append(above.cells[index])
        else:
            cells.append(to_span(entry.cell(source) if source is not None else "", entry.page))
    return TableRow(entry.page, cells)


def _drop_blank_columns(table: ActivityTable) -> None:
    """Columns without heading, role and text come from stray tabs at the lines' ends."""
    for row in table.rows:
        row.cells.extend(to_span("", row.page) for _ in range(len(table.columns) - len(row.cells)))
    kept = [
        i
        for i, column in enumerate(table.columns)
        if column.role != "other" or column.heading or any(row.cells[i] for row in table.rows)
    ]
    table.columns = [table.columns[i] for i in kept]
    for row in table.rows:
        row.cells = [row.cells[i] for i in kept]


def _words(column: Column) -> str:
    return fold(column.heading.text)


def _count(columns: list[Column], role: ColumnRole) -> int:
    return sum(column.role == role for column in columns)
