"""jsonl and json: the extractions themselves, one a line or in one array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.form import Document
from exports.json_file import to_line


def write_lines(documents: Iterable[Document]) -> Iterator[bytes]:
    for document in documents:
        yield to_line(document.extraction)


def write_array(documents: Iterable[Document]) -> Iterator[bytes]:
    yield b"["
    for number, document in enumerate(documents):
        yield (b"\n" if number == 0 else b",\n") + to_line(document.extraction).rstrip(b"\n")
    yield b"\n]\n"
