"""What a form of export is: a name, a word on it, and a function from documents to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from models.bilingual import Bilingual
from models.document import Extraction, Sop


class Document(NamedTuple):
    """One result: `name` is the document's path in the archive."""

    name: str
    extraction: Extraction


@dataclass(frozen=True)
class OneFile:
    """All documents in one file, written piece by piece. `text` files may go to stdout."""

    name: str
    suffix: str
    about: Bilingual
    write: Callable[[Iterable[Document]], Iterator[bytes]]
    text: bool = True


@dataclass(frozen=True)
class FilePerSop:
    """One file per SOP, named after its document and, where that holds several, its place in it."""

    name: str
    suffix: str
    about: Bilingual
    render: Callable[[Sop], bytes]


@dataclass(frozen=True)
class Record:
    """A record that the law asks for, as .csv, .xlsx or .md: the suffix of the output chooses."""

    name: str
    about: Bilingual
    render: Callable[[Iterable[Document], str], bytes]
    suffix: str = ".csv"


Form = OneFile | FilePerSop | Record
