"""Rows of the activity table become actors and activities, with the evidence of every value."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from models.document import Activity, Actor
from models.evidence import Evidence, Origin
from models.geometry import union
from models.layout import ActivityTable, ColumnRole, Line, Mark, Span, TableRow, join_lines
from parsers.table.columns import actor_words
from parsers.table.marks import MISREAD, SURE_MARK, is_mark
from parsers.table.named_actors import NamedActors, naming_column
from parsers.table.plain_rows import group_headings, sums
from parsers.table.rows import (
    NumberPlace,
    assign_rows,
    cells_of,
    is_no_activity,
    number_place,
    own_symbols,
    row_number,
    without_leading_number,
)
from parsers.table.step_numbers import doubt_numbers
from parsers.values.durations import DurationReading, read_duration
from parsers.values.lists import split_items
from parsers.values.time_slips import mended_time

_BRACKETED = re.compile(r"\(\s*([^()]+?)\s*\)")
#: "15", "1,5", "10 - 15": a time without its unit.
_BARE_FIGURES = re.compile(r"\d+(?:[.,]\d+)?(?:\s*(?:-|–|s/d|s\.d\.)\s*\d+(?:[.,]\d+)?)?")
#: Share of rows whose step text stands in symbols and not in the activity column, for the table to be read that way.
_MOST = 0.5


@dataclass
class ActivitiesRead:
    """What the table says. `row_activity`: for each row of the table the index of its activity, None where it has none.

    `notes`: rows that are no step and no heading.
    """

    actors: list[Actor] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    row_activity: list[int | None] = field(default_factory=list)


def read_activities(table: ActivityTable) -> ActivitiesRead:
    """Read actors and activities; an empty table gives empty lists. Evidence keys are JSON pointers inside the SOP."""
    read = ActivitiesRead()
    naming = naming_column(table)
    actor_ids = _read_actors(table, read) if naming is None else {}
    table = _with_text_from_symbols(table)
    place = number_place(table)
    read.row_activity = assign_rows(table, place)
    count = max((index for index in read.row_activity if index is not None), default=-1) + 1
    for index in range(count):
        rows = [row for row, owner in zip(table.rows, read.row_activity, strict=True) if owner == index]
        _read_activity(table, rows, index, place, actor_ids, read)
    read.activities = doubt_numbers(read.activities, read.evidence)
    _keep_plain_rows(table, read)
    if naming is not None:
        _name_actors(table, naming, read)
    return read


def _keep_plain_rows(table: ActivityTable, read: ActivitiesRead) -> None:
    """Give the activities the heading of the group they stand in, and keep the sums."""
    for owner, heading in zip(read.row_activity, group_headings(table), strict=True):
        if owner is not None and heading is not None and read.activities[owner].group is None:
            read.activities[owner].group = heading.text
            read.evidence[f"/activities/{owner}/group"] = heading.evidence()
    for number, note in enumerate(sums(table)):
        read.notes.append(note.text)
        read.evidence[f"/table_notes/{number}"] = note.evidence()


def _name_actors(table: ActivityTable, column: int, read: ActivitiesRead) -> None:
    """Actors by the names in their column's cells, and whom each activity names."""
    named = NamedActors(row.cells[column] for row in table.rows if not is_no_activity(table, row))
    for index, activity in enumerate(read.activities):
        rows = [row for row, owner in zip(table.rows, read.row_activity, strict=True) if owner == index]
        activity.actors = named.ids([row.cells[column] for row in rows if not is_no_activity(table, row)])
    read.actors += named.actors
    read.evidence |= named.evidence


def _read_actors(table: ActivityTable, read: ActivitiesRead) -> dict[int, str]:
    """Actor ids by column index, left to right."""
    ids: dict[int, str] = {}
    words = actor_words() | {word for row in table.rows for cell in row.cells for word in _words(cell.text)}
    for index, column in enumerate(table.columns):
        if column.role != "actor":
            continue
        actor = Actor(id=f"A{len(ids) + 1}", name=_heading_name(column.heading, words))
        read.evidence[f"/actors/{len(ids)}/name"] = column.heading.evidence()
        read.actors.append(actor)
        ids[index] = actor.id
    return ids


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())


def _heading_name(heading: Span, words: Collection[str]) -> str:
    """The heading's text; a word that a narrow column broke without a hyphen ("Sekre" + "taris") is one again.

    Only where the whole word is known, from the table or as a post, and the part after the break is none.
    """
    name = ""
    for line in heading.lines:
        before, after = re.search(r"[^\W\d_]+$", name), re.match(r"[^\W\d_]+", line.text)
        broken = (
            before is not None
            and after is not None
            and after[0].casefold() not in words
            and (before[0] + after[0]).casefold() in words
        )
        name = name + line.text.strip() if broken else join_lines([name, line.text])
    return name


def _read_activity(
    table: ActivityTable,
    rows: list[TableRow],
    index: int,
    place: NumberPlace,
    actor_ids: dict[int, str],
    read: ActivitiesRead,
) -> None:
    pointer = f"/activities/{index}"
    printed = [row for row in rows if not is_no_activity(table, row)] or rows
    description = _collect(table, printed, "activity")
    if place.in_text:
        description = _without_number(description)
    duration = _collect(table, printed, "duration")
    time = _time_of(table, mended_time(duration).text)
    remarks = _with_other_columns(table, printed, _collect(table, printed, "remarks"))
    number = next((n for row in printed if (n := row_number(table, row, place)) is not None), None)
    read.activities.append(
        Activity(
            id=f"K{index + 1}",
            number=number,
            page=printed[0].page,
            description=description.text,
            actors=_actors_of(table, printed, actor_ids),
            requirements=_read_items(table, printed, "requirements", f"{pointer}/requirements", read.evidence),
            duration=time.duration,
            outputs=_read_items(table, printed, "output", f"{pointer}/outputs", read.evidence),
            remarks=remarks.text,
        )
    )
    if place.column:
        read.evidence[f"{pointer}/number"] = _collect(table, printed, "number").evidence()
    elif number is not None:
        read.evidence[f"{pointer}/number"] = _number_evidence(table, printed[0], place)
    read.evidence[f"{pointer}/description"] = description.evidence()
    if _has_column(table, "duration"):
        read.evidence[f"{pointer}/duration"] = _weighed(duration.evidence(), time.confidence)
    if remarks:
        read.evidence[f"{pointer}/remarks"] = remarks.evidence()
    marks = [mark for row in printed for mark in row.marks.values()]
    if marks:
        read.evidence[f"{pointer}/actors"] = _marks_evidence(marks, _origin(printed[0]))


def _marks_evidence(marks: Sequence[Mark], origin: Origin) -> Evidence:
    """Where ticks or fills tell the actors: on the first one's page."""
    page = marks[0].page
    box = union(mark.box for mark in marks if mark.page == page)
    return Evidence(page=page, bbox=box.rounded(), text="", confidence=SURE_MARK, origin=origin)


def _time_of(table: ActivityTable, text: str) -> DurationReading:
    """The cell's duration; a bare figure takes the unit that stands in brackets in the column's heading ("Waktu (menit)")."""
    time = read_duration(text)
    heading = next((c.heading.text for c in table.columns if c.role == "duration"), "")
    unit = _BRACKETED.search(heading)
    if unit is None or time.duration.min_minutes is not None or not _BARE_FIGURES.fullmatch(text.strip()):
        return time
    told = read_duration(f"{text} {unit[1]}")
    return told._replace(duration=told.duration.model_copy(update={"text": time.duration.text}))


def _read_items(
    table: ActivityTable, rows: list[TableRow], role: ColumnRole, pointer: str, evidence: dict[str, Evidence]
) -> list[str]:
    """The printed items of a cell; a blank cell leaves evidence of its place, so that a finding can point at it."""
    cell = _collect(table, rows, role)
    items = split_items(cell.lines) if cell else []
    for number, (text, lines) in enumerate(items):
        evidence[f"{pointer}/{number}"] = replace(cell, lines=tuple(lines), box=_box_of(lines) or cell.box).evidence()
        evidence[f"{pointer}/{number}"].text = text
    if not items and _has_column(table, role):
        evidence[pointer] = cell.evidence()
    return [text for text, _ in items]


def _actors_of(table: ActivityTable, rows: list[TableRow], actor_ids: dict[int, str]) -> list[str]:
    """Columns that hold a symbol of the activity; where the table has none (ticks instead, transcripts), a mark."""
    columns: set[int] = set()
    drawn = sum(bool(own_symbols(row)) for row in table.rows) > MISREAD * len(table.rows)
    for row in rows:
        if drawn or own_symbols(row):
            for symbol in own_symbols(row):
                columns.update(symbol.columns or (symbol.column,))
        else:
            columns.update(i for i in actor_ids if i < len(row.cells) and is_mark(row.cells[i].text))
            columns.update(row.marks)
    return [actor_ids[column] for column in sorted(columns) if column in actor_ids]


def _with_text_from_symbols(table: ActivityTable) -> ActivityTable:
    """Sheets that print the step inside its symbol: the symbols' text becomes the text of the activity cell."""
    activity = next((i for i, column in enumerate(table.columns) if column.role == "activity"), None)
    drawn = [row for row in table.rows if own_symbols(row)]
    blank = [row for row in drawn if activity is not None and not row.cells[activity]]
    told = [row for row in blank if _symbol_text(row)]
    if activity is None or not told or len(told) < _MOST * len(drawn):
        return table
    rows = []
    for row in table.rows:
        cells = list(row.cells)
        if not cells[activity] and _symbol_text(row):
            cells[activity] = _symbol_text(row)
        rows.append(replace(row, cells=cells))
    return replace(table, rows=rows)


def _symbol_text(row: TableRow) -> Span:
    """Words inside the row's symbols, left to right; numbers alone are no text."""
    symbols = sorted((s for s in own_symbols(row) if re.search(r"[^\W\d_]{3}", s.text)), key=lambda s: s.box.x0)
    lines = tuple(Line(s.text, s.box, s.confidence) for s in symbols)
    return Span(row.page, lines, union(s.box for s in symbols) if symbols else None, _origin(row))


def _collect(table: ActivityTable, rows: list[TableRow], role: ColumnRole) -> Span:
    """All text of that role in the activity's rows; a cell merged over several of them counts once."""
    cells: list[Span] = []
    for row in rows:
        for cell in cells_of(table, row, role):
            if cell and not any(_same_cell(cell, other) for other in cells):
                cells.append(cell)
    if not cells:
        return next(iter(cells_of(table, rows[0], role)), Span(rows[0].page, origin=_origin(rows[0])))
    if len(cells) == 1:
        return cells[0]
    boxes = [cell.box for cell in cells if cell.box is not None and cell.page == cells[0].page]
    return replace(cells[0], lines=tuple(line for c in cells for line in c.lines), box=union(boxes) if boxes else None)


def _same_cell(a: Span, b: Span) -> bool:
    return a.text == b.text and a.page == b.page and a.box == b.box


def _with_other_columns(table: ActivityTable, rows: list[TableRow], remarks: Span) -> Span:
    """Text of columns that have no field of their own is kept among the remarks, behind its heading."""
    lines = list(remarks.lines)
    for index, column in enumerate(table.columns):
        if column.role == "other" and column.heading:
            for row in rows:
                cell = row.cells[index] if index < len(row.cells) else None
                if cell:
                    lines.append(Line(f"{column.heading.text}: {cell.text}", cell.box, cell.confidence or 0.0))
    return replace(remarks, lines=tuple(lines))


def _without_number(description: Span) -> Span:
    """The description without the step number in front of its first filled line."""
    lines = list(description.lines)
    for i, line in enumerate(lines):
        if line.text.strip():
            lines[i] = line._replace(text=without_leading_number(line.text))
            break
    return replace(description, lines=tuple(lines))


def _number_evidence(table: ActivityTable, row: TableRow, place: NumberPlace) -> Evidence:
    if place.in_symbols:
        symbol = next(s for s in own_symbols(row) if s.text.strip().isdigit())
        return Span(row.page, (Line(symbol.text, symbol.box, symbol.confidence),), symbol.box, _origin(row)).evidence()
    return _collect(table, [row], "activity").evidence()


def _weighed(evidence: Evidence, confidence: float) -> Evidence:
    """Evidence of a value that was normalised with less than certainty."""
    if evidence.confidence is not None:
        evidence.confidence = round(evidence.confidence * confidence, 3)
    return evidence


def _has_column(table: ActivityTable, role: ColumnRole) -> bool:
    return any(column.role == role for column in table.columns)


def _box_of(lines: Sequence[Line]):
    boxes = [line.box for line in lines if line.box is not None]
    return union(boxes) if boxes else None


def _origin(row: TableRow):
    return next((cell.origin for cell in row.cells if cell), row.cells[0].origin if row.cells else "pdf")
