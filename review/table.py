"""The activity table as every face shows it: its columns, and which findings belong to which cell."""

from __future__ import annotations

from collections import defaultdict

from review import wording
from review.entries import Entry, Sheet
from review.places import column_of, step_index

#: Columns: field of Activity and heading.
COLUMNS = (
    ("number", wording.NUMBER),
    ("description", wording.ACTIVITY),
    ("actors", wording.ACTORS),
    ("requirements", wording.REQUIREMENTS),
    ("duration", wording.DURATION),
    ("outputs", wording.OUTPUTS),
    ("remarks", wording.REMARKS),
)


def marks_of(sheet: Sheet) -> dict[tuple[int, str], list[Entry]]:
    """The findings of each table cell, by row index and field; [] where there are none."""
    marks: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        row, column = step_index(sheet.sop, entry.finding.pointer), column_of(entry.finding.pointer)
        if row is not None and column is not None:
            marks[row, column].append(entry)
    return marks
