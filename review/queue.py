"""What there is to review, worst sheets first: the findings of all documents, light enough for a whole archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.bilingual import Language
from models.document import Extraction
from review.entries import Entry, Filter, Sheet, sheets_of


@dataclass(frozen=True)
class Item:
    """A finding to review. `number` of `of` on its sheet, in reading order; `sha256` is the document's content."""

    document: str
    sha256: str
    title: str
    entry: Entry
    number: int
    of: int


def queue_of(documents: Iterable[tuple[str, Extraction]], chosen: Filter, language: Language) -> list[Item]:
    """All findings that the filter wants, by sheet: errors before warnings before notes, then by name."""
    sheets: list[tuple[tuple[int, int, int], list[Item]]] = []
    for name, extraction in documents:
        if chosen.wants_document(name, extraction):
            for sheet in sheets_of(name, extraction, chosen, language):
                if sheet.entries:
                    sheets.append((sheet.weight, _items(sheet, extraction.source.sha256)))
    sheets.sort(key=lambda pair: pair[0], reverse=True)  # stable: by name where alike
    return [item for _, items in sheets for item in items]


def _items(sheet: Sheet, sha256: str) -> list[Item]:
    count = len(sheet.entries)
    return [Item(sheet.document, sha256, sheet.title, entry, entry.number, count) for entry in sheet.entries]
