"""Where the activity tables of a transcript are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.layout import Column
from parsers.header.labels import match_label
from parsers.table.columns import fold
from parsers.transcript.entries import Entry
from parsers.transcript.heading import columns_by_content, count_heading_rows, looks_like_step, read_heading
from parsers.values.numbers import parse_step_number


@dataclass
class TablePart:
    """A piece of an activity table: entries[start:end], of which the first `heading_rows` are its heading (maybe none)."""

    start: int
    end: int
    heading_rows: int
    columns: list[Column]


def find_parts(entries: Sequence[Entry]) -> list[TablePart]:
    """The pieces of activity tables in reading order; [] where no rows look like one."""
    parts: list[TablePart] = []
    index = 0
    while index < len(entries):
        part = _part_at(entries, index, parts)
        if part is None:
            index += 1
        else:
            parts.append(part)
            index = part.end
    return parts


def _part_at(entries: Sequence[Entry], index: int, before: Sequence[TablePart]) -> TablePart | None:
    heading_rows = count_heading_rows(entries, index)
    if heading_rows:
        columns = read_heading(entries[index : index + heading_rows])
        return TablePart(index, _end_of_body(entries, index + heading_rows), heading_rows, columns)
    if not entries[index].is_row or (index and entries[index].block == entries[index - 1].block):
        return None
    end = _end_of_body(entries, index)
    columns = columns_by_content(entries[index:end])
    goes_on = bool(before) and _goes_on(entries, before[-1], entries[index:end])
    return TablePart(index, end, 0, columns) if columns or goes_on else None


def _goes_on(entries: Sequence[Entry], before: TablePart, rows: Sequence[Entry]) -> bool:
    """Rows that look like steps and do not count from the start again, as a list of revisions would."""
    if not any(looks_like_step(row) for row in rows):
        return False
    earlier = [n for row in entries[before.start : before.end] if (n := parse_step_number(row.cell(0))) is not None]
    later = [n for row in rows if (n := parse_step_number(row.cell(0))) is not None]
    return not earlier or not later or later[0] >= earlier[-1]


def _end_of_body(entries: Sequence[Entry], index: int) -> int:
    """Past the last row of the block; another block, a heading or labels of a header block end the part."""
    end = index
    while end < len(entries) and entries[end].is_row:
        if end > index and entries[end].block != entries[end - 1].block:
            break
        if index and end == index and entries[end].block != entries[index - 1].block and _is_labelled(entries[end]):
            break
        if end > index and count_heading_rows(entries, end):
            break
        end += 1
    return end


def _is_labelled(entry: Entry) -> bool:
    return any(match_label(entry.cell(i)) is not None for i in entry.filled)


def step_numbers(entries: Sequence[Entry], part: TablePart) -> list[int]:
    """The step numbers printed in the part, from the top."""
    place = next((i for i, column in enumerate(part.columns) if column.role == "number"), 0)
    found = [parse_step_number(entry.cell(place)) for entry in entries[part.start + part.heading_rows : part.end]]
    return [number for number in found if number is not None]


def actor_names(part: TablePart) -> list[str]:
    """Folded headings of the part's actor columns, left to right."""
    return [fold(column.heading.text) for column in part.columns if column.role == "actor" and column.heading]
