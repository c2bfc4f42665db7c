"""TBL: the table keeps its columns from page to page. The parsers see it; these rules put it before a person."""

from __future__ import annotations

from collections.abc import Iterable

from checks.context import Context
from checks.rule import Hit, Rule
from models.bilingual import Bilingual


def _reported(code: str, context: Context) -> Iterable[Hit]:
    for page in sorted({p.page for p in context.extraction.problems if p.code == code and p.page in context.sop.pages}):
        index = next((i for i, a in enumerate(context.sop.activities) if a.page == page), None)
        pointer = "/activities" if index is None else f"/activities/{index}"
        yield Hit(pointer, {"page": page}, subject=f"page {context.sop.pages.index(page) + 1}", page=page)


def _shifted_columns(context: Context) -> Iterable[Hit]:
    return _reported("shifted-columns", context)


def _changed_columns(context: Context) -> Iterable[Hit]:
    return _reported("changed-columns", context)


RULES = (
    Rule(
        "TBL951",
        "shifted-columns",
        "warning",
        Bilingual("Isi kolom bergeser", "Cells in the wrong column"),
        Bilingual(
            "di halaman {page} isi sel berada di kolom yang salah (sudah dibetulkan dalam hasil bacaan)",
            "on page {page} cells stand in the wrong column (put right in the extraction)",
        ),
        _shifted_columns,
    ),
    Rule(
        "TBL952",
        "changed-columns",
        "info",
        Bilingual("Kolom berubah antarhalaman", "Columns change between pages"),
        Bilingual(
            "kolom di halaman {page} lain dari halaman sebelumnya",
            "the columns of page {page} differ from those before",
        ),
        _changed_columns,
    ),
)
