"""Rows of an activity table that are printed between the steps or under them: headings of groups of steps, and sums."""

from __future__ import annotations

import re

from models.layout import ActivityTable, TableRow
from parsers.values.durations import parse_duration
from parsers.vocabulary import vocabulary

#: A group of steps is counted by letters or Roman figures where the steps in it have figures.
_GROUP_COUNT = re.compile(r"\(?(?:[A-H]|[IVX]{1,4})[.)]*")
#: ... or its heading, its count before it, runs over the whole width from the column of numbers on.
_HEADING = re.compile(r"[^\W\d_]{3}")
_SUM = re.compile(r"(?:jumlah|total)\b(?P<of>[^\d]*)(?P<rest>\d.*)?", re.IGNORECASE)


def is_group_heading(table: ActivityTable, row: TableRow) -> bool:
    """Whether a row heads a group of steps: "A. Persiapan" over the whole width, or "I | Persiapan" and nothing else."""
    if row.symbols or not _has_figures(table):
        return False
    filled = {column.role: cell.text.strip() for column, cell in zip(table.columns, row.cells, strict=False) if cell}
    if set(filled) == {"number"}:
        return len(_HEADING.findall(filled["number"])) > 0
    return set(filled) == {"number", "activity"} and _GROUP_COUNT.fullmatch(filled["number"]) is not None


def is_sum(table: ActivityTable, row: TableRow) -> bool:
    """Whether a row adds up the others ("Jumlah waktu | 3 hari"): words of a sum, and beside them only times."""
    if row.symbols:
        return False
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip(" -")]
    sums = [text for text in texts if _names_sum(text)]
    rest = [text for text in texts if text not in sums]
    return len(sums) == 1 and all(_is_time(text) for text in rest)


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
