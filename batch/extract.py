"""One input file (or several that make one sheet) -> one Extraction: ingest, parse, check, in that order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import cv2
from pydantic import BaseModel, ConfigDict, Field

from batch.debug import write_page_picture, write_sheet_pictures
from batch.not_found import left_out, no_sheet, no_table
from batch.parked_pages import parked
from checks.options import CheckOptions
from checks.runner import checked
from ingest.document import Document, open_document
from ingest.freed_memory import keep_for_next_page
from ingest.settings import IngestSettings
from models.bilingual import Language
from models.document import Extraction, PageRole, PageSummary, Producer, Source
from models.file_name import printable
from models.page import Page
from models.status import InputError, Problem, Status
from models.version import VERSION
from parsers.sop import SopRead, read_sops, read_transcript_sops

#: A page is looked at in steps of a few milliseconds: to hand half of each to another thread and wait for it takes more
#: than it saves (measured: opening a page's ink 3 ms of processor time with one thread, 15 with two on a busy machine).
cv2.setNumThreads(1)
keep_for_next_page()


class ExtractSettings(BaseModel):
    """All that changes what is read from a file; the ledger hashes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ingest: IngestSettings = Field(default_factory=IngestSettings)
    checks: CheckOptions = Field(default_factory=CheckOptions)
    language: Language = "id"
    debug_dir: Path | None = None


def extract_file(path: Path, settings: ExtractSettings) -> Extraction:
    """Everything read from one file. Bad input gives status failed or partial with problems, never an exception.

    Raises MissingProgramError where a needed program is not installed: no file would fare better.
    """
    return _checked(_extract([path], settings), path, settings)


def extract_joined(paths: Sequence[Path], settings: ExtractSettings) -> Extraction:
    """Several files, in the order given, read as the pages of one document; ValueError for none."""
    if not paths:
        raise ValueError("no files to join")
    return _checked(_extract(paths, settings), paths[0], settings)


def _checked(extraction: Extraction, path: Path, settings: ExtractSettings) -> Extraction:
    """With its findings; exceptions are looked up by the (first) file's path."""
    options = settings.checks.model_copy(update={"language": settings.language})
    return checked(extraction, options, printable(path.absolute()))


def _extract(paths: Sequence[Path], settings: ExtractSettings) -> Extraction:
    documents: list[Document] = []
    try:
        for path in paths:
            documents.append(_open(path, settings, alone=len(paths) == 1))
        return _read(documents, settings)
    except InputError as error:
        source = documents[0].source if documents else _unread_source(paths[len(documents)])
        return _extraction("failed", [error.problem(settings.language)], source, [], [], settings)
    finally:
        for document in documents:
            document.close()


def _open(path: Path, settings: ExtractSettings, *, alone: bool) -> Document:
    """The open file; of several that are read as one, a file that cannot be opened is a page that cannot be read."""
    try:
        return open_document(path, settings.ingest)
    except InputError as error:
        if alone:
            raise
        return Document(_unread_source(path).model_copy(update={"page_count": 1}), errors={1: error})


def _read(documents: list[Document], settings: ExtractSettings) -> Extraction:
    summaries: list[PageSummary] = []
    problems: list[Problem] = []
    roles: dict[int, PageRole] = {}
    reads: list[SopRead] = []
    for document in documents:
        if document.transcript is not None:
            reads += read_transcript_sops(document.transcript)
            summaries += _transcript_pages(document, len(summaries))
    stream = _numbered(documents, summaries, problems, settings.language)
    if settings.debug_dir is not None:
        stream = _drawn(stream, settings.debug_dir, documents[0].source.name)
    for read in read_sops(stream, roles):
        reads.append(read)
        if settings.debug_dir is not None:
            name = documents[0].source.name
            write_sheet_pictures(settings.debug_dir, name, len(reads), read.sheets, read.symbols, read.sop)
        read.sheets.clear()  # pages' pictures are large
    for summary in summaries:
        summary.role = roles.get(summary.number, summary.role)
    problems += [notice.problem(settings.language) for read in reads for notice in read.notices]
    missing = [no_table(read.sop, summaries) for read in reads] if reads else [no_sheet()]
    problems += [notice.problem(settings.language) for notice in missing if notice is not None]
    if reads:
        missed = left_out(summaries, [read.sop for read in reads], joined=len(documents) > 1)
        problems += [notice.problem(settings.language) for notice in missed]
    return _extraction(
        _status(summaries),
        _without_repeats(sorted(problems, key=lambda p: p.page or 0)),
        _joined_source(documents),
        summaries,
        reads,
        settings,
    )


def _drawn(pages: Iterator[Page], folder: Path, name: str) -> Iterator[Page]:
    for page in pages:
        write_page_picture(folder, name, page)
        yield page


def _without_repeats(problems: list[Problem]) -> list[Problem]:
    """A notice that every page gives (a reader that is missing) is said once, with its first page."""
    said: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        said.setdefault((problem.code, problem.message), problem)
    return list(said.values())


def _numbered(
    documents: list[Document], summaries: list[PageSummary], problems: list[Problem], language: Language
) -> Iterator[Page]:
    """Pages of all documents, numbered through; notes each in `summaries`, and the unreadable ones in `problems`."""
    for document in documents:
        offset = len(summaries)
        for page in parked(document.pages()):
            page.number += offset
            summaries.append(_summary(page))
            problems.extend(page.problems)
            yield page
        for number, error in sorted(document.errors.items()):
            summaries.append(PageSummary(number=number + offset, width=0, height=0, status="failed"))
            error.page = number + offset
            problems.append(error.problem(language))
        summaries.sort(key=lambda s: s.number)


def _summary(page: Page) -> PageSummary:
    return PageSummary(
        number=page.number,
        width=round(page.width, 1),
        height=round(page.height, 1),
        rotation=page.rotation,
        skew=round(page.skew, 2),
        text_origin=page.text_origin,
        ocr_confidence=None if page.ocr_confidence is None else round(page.ocr_confidence, 3),
    )


def _transcript_pages(document: Document, offset: int) -> list[PageSummary]:
    count = document.source.page_count or 1
    return [
        PageSummary(number=offset + n, width=0, height=0, role="both", text_origin="transcript")
        for n in range(1, count + 1)
    ]


def _status(pages: list[PageSummary]) -> Status:
    failed = sum(page.status == "failed" for page in pages)
    if pages and failed == len(pages):
        return "failed"
    return "partial" if failed else "ok"


def joined_sha256(hashes: Iterable[str]) -> str:
    """The content hash of files that are read as one, of their own in the order of their pages."""
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def _joined_source(documents: list[Document]) -> Source:
    first = documents[0].source
    if len(documents) == 1:
        return first
    return Source(
        name="|".join(d.source.name for d in documents),
        sha256=joined_sha256(d.source.sha256 for d in documents),
        media_type=first.media_type,
        size_bytes=sum(d.source.size_bytes for d in documents),
        page_count=sum(d.source.page_count or 0 for d in documents),
    )


def _unread_source(path: Path) -> Source:
    """What can be said of a file that could not be opened."""
    try:
        digest = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
        size, name = path.stat().st_size, digest.hexdigest()
    except OSError:
        size, name = 0, ""
    return Source(name=path.name, sha256=name, media_type="application/octet-stream", size_bytes=size, page_count=None)


def _extraction(
    status: Status,
    problems: list[Problem],
    source: Source,
    pages: list[PageSummary],
    reads: list[SopRead],
    settings: ExtractSettings,
) -> Extraction:
    return Extraction(
        status=status,
        problems=problems,
        source=source,
        producer=Producer(version=VERSION, readers=_readers(pages, settings)),
        pages=pages,
        sops=[read.sop for read in reads],
    )


def _readers(pages: list[PageSummary], settings: ExtractSettings) -> list[str]:
    """The OCR engines that read a page of this file, with versions."""
    if not any(page.text_origin in ("ocr", "mixed") for page in pages):
        return []
    from ingest.ocr.engines import reader_names  # loads the OCR libraries

    return reader_names(settings.ingest.engine)
