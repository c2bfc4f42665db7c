"""Columns checked against what their cells hold: a mislabelled time column, cells that stand one column off on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from models.layout import ActivityTable, Column, ColumnRole, Span, TableRow
from parsers.table.columns import column_role
from parsers.values.durations import parse_duration

#: A cell that is a duration and nothing else has at most so many words ("maksimal 7 (tujuh) hari kerja").
_MAX_DURATION_WORDS = 6
#: Share of a column's filled cells that must read as durations before content overrules the heading, and below which
#: a column headed "Waktu" is doubted; rows of words ("setiap saat") are usual in true time columns.
_MOST_DURATIONS = 0.7
_FEW_DURATIONS = 0.2
#: Filled cells a column needs before its content says anything.
_MIN_CELLS = 3
#: A heading matched at least this well is believed unless the content says otherwise.
_SURE = 0.99
_STANDARD: tuple[ColumnRole, ...] = ("requirements", "duration", "output", "remarks")

_Shift = Literal[-1, 1]


def check_columns(table: ActivityTable) -> None:
    """Set right in place what the cells contradict.

    A time column that the heading did not name, or named wrongly, gets its role. Rows whose cells stand one column off
    (text under Waktu while the next column holds the duration) are moved, and their pages noted in `shifted_pages`.
    Running it again changes nothing.
    """
    _settle_duration_column(table)
    _straighten_rows(table)


def reads_as_duration(text: str) -> bool:
    """True for a cell that holds a duration and little else."""
    return bool(text) and len(text.split()) <= _MAX_DURATION_WORDS and parse_duration(text).min_minutes is not None


def _settle_duration_column(table: ActivityTable) -> None:
    free = [i for i, column in enumerate(table.columns) if column.role in (*_STANDARD, "other")]
    shares = {i: _duration_share(table, i) for i in free}
    best = max(free, key=lambda i: shares[i], default=None)
    if best is None or shares[best] < _MOST_DURATIONS or table.columns[best].role == "duration":
        return
    named = [i for i in free if table.columns[i].role == "duration"]
    if any(shares[i] > _FEW_DURATIONS for i in named) or _is_sure(table.columns[best]) and not named:
        return
    for i in named:  # the two headings were taken for each other
        _set_role(table, i, table.columns[best].role)
    _set_role(table, best, "duration")


def _duration_share(table: ActivityTable, column: int) -> float:
    filled = [row.cells[column].text for row in table.rows if row.cells[column]]
    if len(filled) < _MIN_CELLS:
        return 0.0
    return sum(reads_as_duration(text) for text in filled) / len(filled)


def _is_sure(column: Column) -> bool:
    role, score = column_role(column.heading.text)
    return role == column.role and score >= _SURE


def _set_role(table: ActivityTable, index: int, role: ColumnRole) -> None:
    for columns in [table.columns, *table.page_columns.values()]:
        if index < len(columns):
            columns[index] = replace(columns[index], role=role)


def _straighten_rows(table: ActivityTable) -> None:
    roles = [column.role for column in table.columns]
    if roles.count("duration") != 1:
        return
    time = roles.index("duration")
    first = next(i for i, role in enumerate(roles) if role in _STANDARD)
    for index, row in enumerate(table.rows):
        shift = _shift_of(row, time, first)
        if shift is None:
            continue
        cells = _moved(row, first, shift, roles)
        if cells is not None:
            table.rows[index] = replace(row, cells=cells)
            if row.page not in table.shifted_pages:
                table.shifted_pages.append(row.page)


def _shift_of(row: TableRow, time: int, first: int) -> _Shift | None:
    """Which way the row's cells are off: -1 if they stand one column too far left, 1 if too far right."""
    here = row.cells[time].text
    if not here or parse_duration(here).min_minutes is not None:
        return None
    if time - 1 >= first and reads_as_duration(row.cells[time - 1].text):
        return -1
    if time + 1 < len(row.cells) and reads_as_duration(row.cells[time + 1].text):
        return 1
    return None


def _moved(row: TableRow, first: int, shift: _Shift, roles: list[ColumnRole]) -> list[Span] | None:
    """The cells from the first standard column on, one place over; None where a filled cell would be lost.

    Cells too far left began in the last actor column; that one gives its text too, unless a symbol is drawn there.
    """
    cells = list(row.cells)
    blank = Span(row.page, origin=cells[first].origin)
    if shift == 1:
        if cells[first]:
            return None
        return [*cells[:first], *cells[first + 1 :], blank]
    if cells[-1]:
        return None
    drawn = any(symbol.column == first - 1 for symbol in row.symbols or [])
    if drawn or first == 0 or roles[first - 1] != "actor":
        return [*cells[:first], blank, *cells[first:-1]]
    return [*cells[: first - 1], blank, *cells[first - 1 : -1]]
