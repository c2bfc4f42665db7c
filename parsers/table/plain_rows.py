"""Rows of an activity table that are printed between the steps or under them: headings of groups of steps, and sums."""

from __future__ import annotations

import re

from models.layout import ActivityTable, Span, TableRow
from parsers.spans import join_spans
from parsers.values.durations import parse_duration
from parsers.values.numbers import parse_step_number
from parsers.vocabulary import vocabulary

#: A group of steps is counted by letters or Roman figures where the steps in it have figures.
_GROUP_COUNT = re.compile(r"\(?(?:[A-H]|[IVX]{1,4})[.)]*")
#: ... or its heading, its count before it, runs over the whole width from the column of numbers on.
_HEADING = re.compile(r"[^\W\d_]{3}")
#: ... or it stands alone in the column of activities, in no more words than this, where the counting goes on around it.
_HEADING_WORDS = 8
_SUM = re.compile(r"(?:jumlah|total)\b(?P<of>[^\d]*)(?P<rest>\d.*)?", re.IGNORECASE)


def is_group_heading(table: ActivityTable, row: TableRow) -> bool:
    """Whether a row heads a group of steps: "A. Persiapan" over the whole width, or "I | Persiapan" and nothing else."""
    if row.symbols or is_sum(table, row) or not _has_figures(table):
        return False
    filled = {column.role: cell.text.strip() for column, cell in zip(table.columns, row.cells, strict=False) if cell}
    if set(filled) == {"number"}:
        return len(_HEADING.findall(filled["number"])) > 0
    if set(filled) == {"activity"}:
        return len(filled["activity"].split()) <= _HEADING_WORDS and _stands_between_steps(table, row)
    return set(filled) == {"number", "activity"} and _GROUP_COUNT.fullmatch(filled["number"]) is not None


def group_headings(table: ActivityTable) -> list[Span | None]:
    """For each row the heading of the group of steps it stands in; None above the first heading."""
    found: list[Span | None] = []
    current: Span | None = None
    for row in table.rows:
        current = _whole(row) if is_group_heading(table, row) else current
        found.append(current)
    return found


def sums(table: ActivityTable) -> list[Span]:
    """The rows that add up the others, each as one text."""
    return [_whole(row) for row in table.rows if is_sum(table, row)]


def _whole(row: TableRow) -> Span:
    """What a row says, cell by cell; a cell merged over several columns or rows once."""
    return join_spans([cell for place, cell in enumerate(row.cells) if cell and cell not in row.cells[:place]])


def is_sum(table: ActivityTable, row: TableRow) -> bool:
    """Whether a row adds up the others ("Jumlah waktu | 3 hari"): words of a sum, and beside them only times."""
    if row.symbols:
        return False
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip(" -")]
    sums = [text for text in texts if _names_sum(text)]
    rest = [text for text in texts if text not in sums]
    return len(sums) == 1 and all(_is_time(text) for text in rest)


def _stands_between_steps(table: ActivityTable, row: TableRow) -> bool:
    """Whether the step below is numbered as if the row were not there, or from 1; the drawings of both are known.

    At the top of a page such a row is what is left of the step above.
    """
    place = next(index for index, other in enumerate(table.rows) if other is row)
    if row.symbols is None or place + 1 == len(table.rows) or (place and table.rows[place - 1].page != row.page):
        return False
    where = next(index for index, column in enumerate(table.columns) if column.role == "number")
    numbers = [parse_step_number(other.cells[where].text) for other in table.rows]
    before = next((n for n in reversed(numbers[:place]) if n is not None), 0)
    return numbers[place + 1] in (1, before + 1)


def _has_figures(table: ActivityTable) -> bool:
    where = next((i for i, column in enumerate(table.columns) if column.role == "number"), None)
    return where is not None and any(
        cell.text.strip(" .()").isdigit() for row in table.rows for cell in row.cells[where : where + 1]
    )


def _names_sum(text: str) -> bool:
    found = _SUM.fullmatch(text)
    if found is None or (found["rest"] and not _is_time(found["rest"])):
        return False
    return all(word in vocabulary("columns")["sum"]["words"] for word in re.findall(r"[a-z]+", found["of"].casefold()))


def _is_time(text: str) -> bool:
    return text.replace(".", "").isdigit() or parse_duration(text).min_minutes is not None
