"""Activity tables in the rows of a transcript: where they are, what their columns are, how later pages fit the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from models.layout import ActivityTable, Column, ColumnRole, TableRow, join_lines
from parsers.column_check import reads_as_duration
from parsers.columns import SpanningRole, column_role, fold, spanning_heading
from parsers.labels import match_label
from parsers.transcript_entries import Entry, to_span
from parsers.values.numbers import parse_step_number

#: Heading rows of a table: spanning headings, actors under them, at most one level more.
_MAX_HEADING_ROWS = 3
#: An activity table names its activity column and this many other roles or spanning headings.
_MIN_OTHER_ROLES = 2
#: A table without heading has at least so many columns and so many numbered rows.
_MIN_COLUMNS = 5
_MIN_ROWS = 3
#: Share of rows that must read as durations for a column to be the time column of a table without heading.
_MOST = 0.6
#: Actor headings at least this alike (percent) are the same column on another page.
_SAME_ACTOR = 80
_SURE = 0.99
_STANDARD: tuple[ColumnRole, ...] = ("requirements", "duration", "output", "remarks")


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


# -- where tables are --------------------------------------------------------------------------------------------------


def _part_at(entries: Sequence[Entry], index: int, before: Sequence[TablePart]) -> TablePart | None:
    heading_rows = _heading_rows(entries, index)
    if heading_rows:
        columns = read_heading(entries[index : index + heading_rows])
        return TablePart(index, _end_of_body(entries, index + heading_rows), heading_rows, columns)
    if not entries[index].is_row or (index and entries[index].block == entries[index - 1].block):
        return None
    end = _end_of_body(entries, index)
    columns = _columns_by_content(entries[index:end])
    goes_on = bool(before) and _goes_on(entries, before[-1], entries[index:end])
    return TablePart(index, end, 0, columns) if columns or goes_on else None


def _goes_on(entries: Sequence[Entry], before: TablePart, rows: Sequence[Entry]) -> bool:
    """Rows that look like steps and do not count from the start again, as a list of revisions would."""
    if not any(_looks_like_step(row) for row in rows):
        return False
    earlier = [n for row in entries[before.start : before.end] if (n := parse_step_number(row.cell(0))) is not None]
    later = [n for row in rows if (n := parse_step_number(row.cell(0))) is not None]
    return not earlier or not later or later[0] >= earlier[-1]


def _looks_like_step(row: Entry) -> bool:
    """A row as wide as an activity table, with a number in front or a time in it."""
    if len(row.cells) < _MIN_COLUMNS or len(row.filled) < 2:
        return False
    return parse_step_number(row.cell(0)) is not None or any(reads_as_duration(row.cell(i)) for i in row.filled)


def _heading_rows(entries: Sequence[Entry], index: int) -> int:
    """How many rows of heading begin here; 0 for none. A row with a step number or a time in it is no heading."""
    if not entries[index].is_row or _looks_like_step(entries[index]):
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


def _end_of_body(entries: Sequence[Entry], index: int) -> int:
    """Past the last row of the block; another block, a heading or labels of a header block end the part."""
    end = index
    while end < len(entries) and entries[end].is_row:
        if end > index and entries[end].block != entries[end - 1].block:
            break
        if index and end == index and entries[end].block != entries[index - 1].block and _is_labelled(entries[end]):
            break
        if end > index and _heading_rows(entries, end):
            break
        end += 1
    return end


def _is_labelled(entry: Entry) -> bool:
    return any(match_label(entry.cell(i)) is not None for i in entry.filled)


# -- what columns are --------------------------------------------------------------------------------------------------


def read_heading(rows: Sequence[Entry]) -> list[Column]:
    """Columns from one to three heading rows: the lowest filled cell names a column, the one above may span it."""
    width = max(len(row.cells) for row in rows)
    parents = _parents(rows, width)
    columns: list[Column] = []
    for index in range(width):
        texts = [row.cell(index) for row in rows]
        leaf = next((text for text in reversed(texts) if text), "")
        if spanning_heading(leaf) and any(row.cell(index + 1) for row in rows[1:]):
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
    if parent == "actors" and not (role in _STANDARD and score >= _SURE):
        return "actor"
    return None if parent == "standard" and role == "actor" else role


def _placed(columns: list[Column]) -> list[Column]:
    """Headings that say nothing: actors if they stand between the activity and the standard, else other."""
    roles = [column.role for column in columns]
    activity = next((i for i, role in enumerate(roles) if role == "activity"), None)
    standard = next((i for i, role in enumerate(roles) if role in _STANDARD), len(roles))
    for i, column in enumerate(columns):
        between = activity is not None and activity < i < standard
        if column.role == "other" and column.heading and between:
            columns[i] = replace(column, role="actor")
        elif column.role == "actor" and activity is not None and i < activity:
            columns[i] = replace(column, role="other")
    return columns


def _columns_by_content(rows: Sequence[Entry]) -> list[Column]:
    """Columns of a table without heading: rising numbers at the left, durations towards the right; [] if it is none."""
    if not rows or max(len(row.cells) for row in rows) < _MIN_COLUMNS:
        return []
    numbers = [n for row in rows if (n := parse_step_number(row.cell(0))) is not None]
    time = _time_column(rows)
    if len(numbers) < _MIN_ROWS or numbers != sorted(numbers) or time is None or time < 3:
        return []
    blank = to_span("", rows[0].page)
    width = max(len(row.cells) for row in rows)
    known: dict[int, ColumnRole] = {0: "number", 1: "activity", time - 1: "requirements", time: "duration"}
    known |= {time + 1: "output", time + 2: "remarks"}
    return [Column(known.get(i, "actor" if 1 < i < time - 1 else "other"), blank) for i in range(width)]


def _time_column(rows: Sequence[Entry]) -> int | None:
    width = max(len(row.cells) for row in rows)
    filled = {i: [row.cell(i) for row in rows if row.cell(i)] for i in range(width)}
    shares = {i: sum(map(reads_as_duration, cells)) / len(cells) for i, cells in filled.items() if cells}
    best = max(shares, key=lambda i: shares[i], default=None)
    return best if best is not None and shares[best] >= _MOST else None


# -- how parts fit together --------------------------------------------------------------------------------------------


def _sources(table: ActivityTable, part: TablePart, body: Sequence[Entry]) -> list[int | None]:
    """For each column of the table the part's column that holds its cells."""
    if part.columns is not table.columns and part.heading_rows:
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
    found = _time_column(body)
    offset = (found if found is not None else width - len(columns) + time) - time
    left = next((i for i, role in enumerate(roles) if role == "actor"), 2)
    right = next((i for i, role in enumerate(roles) if role in _STANDARD), left)
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


def first_number(entries: Sequence[Entry], part: TablePart) -> int | None:
    """The first step number printed in the part; None where it has none."""
    place = next((i for i, column in enumerate(part.columns) if column.role == "number"), 0)
    for entry in entries[part.start + part.heading_rows : part.end]:
        number = parse_step_number(entry.cell(place))
        if number is not None:
            return number
    return None


def actor_names(part: TablePart) -> list[str]:
    return [_words(column) for column in part.columns if column.role == "actor" and column.heading]
