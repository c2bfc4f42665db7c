"""csv: a row per activity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.form import Document
from exports.rows import ACTIVITY_COLUMNS, activity_rows
from exports.spreadsheet import csv_bytes


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    return csv_bytes(ACTIVITY_COLUMNS, (row for document in documents for row in activity_rows(document)))
