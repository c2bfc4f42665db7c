"""The one entry: a file -> its pages or its transcript, told apart by content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from ingest.settings import IngestSettings
from ingest.sniff import Sniffed, sniff
from ingest.transcript.source import read_transcript
from models.bilingual import Bilingual
from models.document import Source
from models.page import Page
from models.status import InputError, MissingProgramError, SopscanError
from models.system_reason import reason
from models.transcript import Transcript

_CHUNK = 1 << 20


class PageSource(Protocol):
    page_count: int

    def read_page(self, number: int) -> Page: ...

    def picture(self, number: int, dpi: float) -> tuple[np.ndarray, float | None]: ...

    def close(self) -> None: ...


@dataclass
class Document:
    """An open input. Either `transcript` is there, or `pages()` reads the pages one by one."""

    source: Source
    transcript: Transcript | None = None
    errors: dict[int, SopscanError] = field(default_factory=dict)
    _pages: PageSource | None = None
    _wanted: tuple[int, ...] = ()

    def pages(self) -> Iterator[Page]:
        """Pages in order; one that cannot be read is left out and its error kept in `errors`."""
        if self._pages is None:
            return
        for number in self._wanted:
            try:
                yield self._pages.read_page(number)
            except MissingProgramError:  # no page would fare better
                raise
            except SopscanError as error:
                self.errors[number] = error

    def picture(self, number: int, dpi: float) -> tuple[np.ndarray, float | None]:
        """Page `number` (from 1) as it lies, uint8 (height, width, 3), RGB, and its resolution where it is known.

        A PDF's page is drawn at `dpi`. Raises InputError, too where there are only words (a transcript).
        """
        if self._pages is None or not 1 <= number <= self._pages.page_count:
            raise InputError("no-picture", Bilingual("halaman ini tidak bergambar", "this page has no picture"))
        return self._pages.picture(number, dpi)

    def close(self) -> None:
        if self._pages is not None:
            self._pages.close()


def open_document(path: Path, settings: IngestSettings) -> Document:
    """Open a file of any known kind.

    Raises InputError: not-found, empty, too-large, not-a-document, office-file, encrypted, damaged, too-many-pages.
    """
    size = _size(path, settings)
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
            digest = hashlib.sha256(head)
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise _unreadable(error) from error
    sniffed = sniff(head, path.name)
    source = Source(
        name=path.name, sha256=digest.hexdigest(), media_type=sniffed.media_type, size_bytes=size, page_count=None
    )
    if sniffed.kind == "transcript":
        transcript = read_transcript(path.read_bytes(), sniffed.media_type)
        source.page_count = transcript.page_count
        return Document(source, transcript)
    pages = _open_pages(path, sniffed, settings)
    source.page_count = pages.page_count
    return Document(source, _pages=pages, _wanted=_wanted_pages(pages.page_count, settings))


def _open_pages(path: Path, sniffed: Sniffed, settings: IngestSettings) -> PageSource:
    if sniffed.kind == "pdf":  # imported when needed: each brings libraries that take a while to load
        from ingest.pdf.source import PdfSource

        return PdfSource(path, settings)
    from ingest.images import ImageSource

    return ImageSource(path, settings)


def _wanted_pages(count: int, settings: IngestSettings) -> tuple[int, ...]:
    first, last = settings.pages or (1, count)
    wanted = tuple(range(max(1, first), min(count, last) + 1))
    if len(wanted) > settings.max_pages:
        raise InputError(
            "too-many-pages",
            Bilingual(
                f"Berkas ini {count} halaman, melewati batas {settings.max_pages}.",
                f"This file has {count} pages, over the limit of {settings.max_pages}.",
            ),
            Bilingual(
                "Pilih halaman dengan --pages, atau naikkan --max-pages.",
                "Choose pages with --pages, or raise --max-pages.",
            ),
        )
    return wanted


def _size(path: Path, settings: IngestSettings) -> int:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(error) from error
    if size > settings.max_bytes:
        raise InputError(
            "too-large",
            Bilingual(
                f"Berkas ini {size / 1e6:.0f} MB, melewati batas {settings.max_bytes / 1e6:.0f} MB.",
                f"This file has {size / 1e6:.0f} MB, over the limit of {settings.max_bytes / 1e6:.0f} MB.",
            ),
            Bilingual("Pecah berkasnya, atau naikkan --max-megabytes.", "Split the file, or raise --max-megabytes."),
        )
    return size


def _unreadable(error: OSError) -> InputError:
    why = reason(error)
    return InputError(
        "not-found" if isinstance(error, FileNotFoundError) else "unreadable",
        Bilingual(f"Berkas tidak dapat dibuka: {why.id}.", f"The file cannot be opened: {why.en}."),
        Bilingual("Periksa nama, tempat, dan izin bacanya.", "Check its name, place and permission to read."),
    )
