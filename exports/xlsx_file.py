"""xlsx: a workbook with SOPs, activities, flow lines and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports import rows
from exports.form import Document
from exports.spreadsheet import Sheet, xlsx_bytes

#: Excel's own limit is 1,048,576 rows a sheet; past this the csv form is the one to use.
MAX_ROWS = 1_000_000


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    kept = list(documents)
    yield xlsx_bytes(
        Sheet(name, columns, [row for document in kept for row in make(document)][:MAX_ROWS])
        for name, columns, make in (
            ("SOP", rows.SOP_COLUMNS, rows.sop_rows),
            ("Kegiatan", rows.ACTIVITY_COLUMNS, rows.activity_rows),
            ("Alur", rows.FLOW_COLUMNS, rows.flow_rows),
            ("Temuan", rows.FINDING_COLUMNS, rows.finding_rows),
        )
    )
