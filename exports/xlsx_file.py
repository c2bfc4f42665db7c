"""xlsx: a workbook with SOPs, activities, flow lines and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice

from exports import rows
from exports.form import Document
from exports.kept import Kept
from exports.spreadsheet import Sheet, xlsx_bytes

#: Excel's own limit is 1,048,576 rows a sheet; past this the csv form is the one to use.
MAX_ROWS = 1_000_000
#: The workbook's pages: what they are called, their columns, and what makes a document's rows.
_PAGES = (
    ("SOP", rows.SOP_COLUMNS, rows.sop_rows),
    ("Kegiatan", rows.ACTIVITY_COLUMNS, rows.activity_rows),
    ("Alur", rows.FLOW_COLUMNS, rows.flow_rows),
    ("Temuan", rows.FINDING_COLUMNS, rows.finding_rows),
)


def write(documents: Iterable[Document]) -> Iterator[bytes]:
    with ExitStack() as stack:
        kept = [stack.enter_context(Kept()) for _ in _PAGES]
        for document in documents:
            for page, (_, _, make) in zip(kept, _PAGES, strict=True):
                page.extend(make(document))
        yield xlsx_bytes(
            Sheet(name, columns, islice(page, MAX_ROWS)) for page, (name, columns, _) in zip(kept, _PAGES, strict=True)
        )
