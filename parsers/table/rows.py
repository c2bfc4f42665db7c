"""Which rows of the activity table make up which activity: starts, continuations over page breaks, rows that are none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from models.layout import ActivityTable, ColumnRole, Span, Symbol, TableRow
from parsers.table.columns import column_role, fold, spanning_heading
from parsers.table.plain_rows import is_group_heading, is_sum
from parsers.values.durations import parse_duration
from parsers.values.numbers import parse_read_step_number, parse_step_number

#: A row of column numbers under the header ("1 2 3", "(1) (2)") has at least so many of them.
_MIN_COLUMN_NUMBERS = 3
#: One that OCR misread is still no longer than this, in letters and figures.
_LONGEST_COLUMN_NUMBER = 3
#: Share of rows that must show a way of writing before the whole table is read that way.
_MOST = 0.6
#: A heading repeated inside the body shows at least so many heading words.
_MIN_HEADING_WORDS = 2
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2})\s*[.)]?")
_NUMBER_IN_TEXT = re.compile(r"\s*\(?(\d{1,2})\s*(?:[.)]\s*|\s+)(?=\D)")
_STANDARD: tuple[ColumnRole, ...] = ("requirements", "duration", "output", "remarks")


@dataclass(frozen=True)
class NumberPlace:
    """Where step numbers are printed: a column of their own, in front of the activity text, or inside the symbols."""

    column: bool = False
    in_text: bool = False
    in_symbols: bool = False


def number_place(table: ActivityTable) -> NumberPlace:
    """Look for the numbers outside a No column only where that column is missing or blank throughout."""
    rows = [row for row in table.rows if not is_no_activity(table, row)]
    if any(number_cell(table, row) is not None for row in rows):
        return NumberPlace(column=True)
    texts = [text for row in rows if (text := cell_of(table, row, "activity").text)]
    leading = [int(m[1]) for text in texts if (m := _NUMBER_IN_TEXT.match(text))]
    if leading and len(leading) >= _MOST * len(texts) and leading == sorted(leading):
        return NumberPlace(in_text=True)
    drawn = [row for row in rows if own_symbols(row)]
    inside = [row for row in drawn if _symbol_number(row) is not None]
    return NumberPlace(in_symbols=bool(inside) and len(inside) >= _MOST * len(drawn))


def row_number(table: ActivityTable, row: TableRow, place: NumberPlace) -> int | None:
    """The step number printed for the row, wherever this table prints its numbers; None where there is none."""
    if place.in_text:
        match = _NUMBER_IN_TEXT.match(cell_of(table, row, "activity").text)
        return int(match[1]) if match else None
    if place.in_symbols:
        return _symbol_number(row)
    return number_cell(table, row)


def without_leading_number(text: str) -> str:
    """'3. Memeriksa berkas' -> 'Memeriksa berkas'; text without a number stays as it is."""
    return _NUMBER_IN_TEXT.sub("", text, count=1)


def number_cell(table: ActivityTable, row: TableRow) -> int | None:
    cell = cell_of(table, row, "number")
    if not cell or cell.origin != "ocr":
        return parse_step_number(cell.text) if cell else None
    return parse_read_step_number(cell.text, [other.text for line in cell.lines for other in line.alternatives])


def cells_of(table: ActivityTable, row: TableRow, role: ColumnRole) -> list[Span]:
    """The row's cells in columns of that role, left to right."""
    return [cell for column, cell in zip(table.columns, row.cells, strict=False) if column.role == role]


def cell_of(table: ActivityTable, row: TableRow, role: ColumnRole) -> Span:
    """The first filled cell of that role, else the first one, else an empty span."""
    cells = cells_of(table, row, role)
    return next((cell for cell in cells if cell), cells[0] if cells else Span(row.page))


def own_symbols(row: TableRow) -> list[Symbol]:
    """Symbols that stand for a step: connectors only carry the flow from page to page."""
    return [symbol for symbol in row.symbols or [] if symbol.shape != "connector"]


def is_no_activity(table: ActivityTable, row: TableRow) -> bool:
    """True for blank rows, rows of column numbers, repeated headings, headings of groups of steps, and sums."""
    texts = {place: cell.text.strip() for place, cell in enumerate(row.cells) if cell}
    if not texts or _is_connector_row(table, row):
        return True
    return _is_number_row(texts) or _is_heading_row(table, row) or is_group_heading(table, row) or is_sum(table, row)


def _is_connector_row(table: ActivityTable, row: TableRow) -> bool:
    """Off-page connectors and nothing else: their letters stand in the actor columns."""
    outside = (cell for column, cell in zip(table.columns, row.cells, strict=False) if column.role != "actor")
    return bool(row.symbols) and not own_symbols(row) and not any(outside)


def assign_rows(table: ActivityTable, place: NumberPlace) -> list[int | None]:
    """For each row the index of its activity, None for a row that belongs to none.

    A row without text but with symbols (a connector at the page's end, a start symbol above the first step) belongs
    to the activity before it, at the top of a page to the one after it, if one follows.
    """
    assigned: list[int | None] = []
    groups: list[list[TableRow]] = []
    waiting: list[int] = []
    pages_begun: set[int] = set()
    for index, row in enumerate(table.rows):
        assigned.append(None)
        if is_no_activity(table, row):
            if row.symbols and row.page not in pages_begun:
                waiting.append(index)
            elif row.symbols and groups:
                assigned[index] = len(groups) - 1
            continue
        pages_begun.add(row.page)
        if groups and _continues(table, place, groups[-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
        for earlier in [*waiting, index]:
            assigned[earlier] = len(groups) - 1
        waiting = []
    for index in waiting if groups else ():
        assigned[index] = len(groups) - 1
    return assigned


def _continues(table: ActivityTable, place: NumberPlace, group: list[TableRow], row: TableRow) -> bool:
    last = group[-1]
    number, text = row_number(table, row, place), cell_of(table, row, "activity")
    above_text = " ".join(cell_of(table, r, "activity").text for r in group).strip()
    if number is not None:
        if _same_print(cell_of(table, row, "number"), cell_of(table, last, "number")):
            return True
        repeated = number == row_number(table, group[0], place) and row.page != last.page
        return repeated and (not above_text or text.text[:1].islower() or text.text == above_text)
    if _same_print(text, cell_of(table, last, "activity")):
        return True
    if row.page == last.page:
        return not own_symbols(row) and (not text or _is_bare_text(table, place, row))
    return _continues_over_page_break(table, place, group, row, above_text)


def _is_bare_text(table: ActivityTable, place: NumberPlace, row: TableRow) -> bool:
    """A transcript's row with nothing but text under the activity, in a numbered table: its rule between was no rule."""
    return row.symbols is None and place.column and not any(cell_of(table, row, role) for role in _STANDARD)


def _continues_over_page_break(
    table: ActivityTable, place: NumberPlace, group: list[TableRow], row: TableRow, above_text: str
) -> bool:
    """A numberless row at the top of a page: the rest of the step above, unless it brings what makes a step."""
    text = cell_of(table, row, "activity").text
    if not above_text or not text or text[:1].islower():
        return True
    if own_symbols(row):
        return not any(own_symbols(r) for r in group)
    if row.symbols is not None and (place.column or place.in_text):
        return True
    filled = [role for role in _STANDARD if cell_of(table, row, role)]
    timed = parse_duration(cell_of(table, row, "duration").text).min_minutes is not None
    return not timed and len(filled) < 2


def _same_print(a: Span, b: Span) -> bool:
    """True for one merged cell seen in two rows: the same text at the same place (in transcripts the same span)."""
    return bool(a) and (a is b or (a.box is not None and a.page == b.page and a.box == b.box and a.text == b.text))


def _symbol_number(row: TableRow) -> int | None:
    numbers = [int(symbol.text) for symbol in own_symbols(row) if symbol.text.strip().isdigit()]
    return min(numbers, default=None)


def _is_number_row(texts: dict[int, str]) -> bool:
    """'1 2 3 4' or '(1) (2) (3)' and nothing else, rising from left to right. `texts`: those of the row, by column.

    On a bad scan some are misread ("(1)" for "(11)", "(g)"): then most of them count the columns.
    """
    numbers = {place: int(m[1]) for place, text in texts.items() if (m := _COLUMN_NUMBER.fullmatch(text))}
    if len(numbers) < _MIN_COLUMN_NUMBERS or any(len(fold(text)) > _LONGEST_COLUMN_NUMBER for text in texts.values()):
        return False
    if len(numbers) == len(texts) and list(numbers.values()) == sorted(set(numbers.values())):
        return True
    counted = Counter(number - place for place, number in numbers.items()).most_common(1)[0][1]
    return counted >= max(_MIN_COLUMN_NUMBERS, _MOST * len(texts))


def _is_heading_row(table: ActivityTable, row: TableRow) -> bool:
    """A heading printed again: most filled cells say what the heading of their column says, or span columns."""
    filled = repeated = 0
    for column, cell in zip(table.columns, row.cells, strict=False):
        if not cell:
            continue
        filled += 1
        role, score = column_role(cell.text)
        same_words = fold(cell.text) == fold(column.heading.text)
        named = role not in (None, "actor") and score == 1.0 and role == column.role
        repeated += same_words or named or spanning_heading(cell.text) is not None
    return repeated >= _MIN_HEADING_WORDS and repeated >= _MOST * filled
