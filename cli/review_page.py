"""sopscan export OUT --to html: the review page, in one file or one file a document with an index."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import messages_run, outcome, results
from cli.screen import tell
from models.bilingual import Bilingual, Language
from models.file_name import printable
from models.status import UsageError

if TYPE_CHECKING:
    from models.document import Extraction
    from review.html.page import Maker

#: About 50 KB a page: with more pages in one file a phone runs out of memory.
PAGES_IN_ONE_FILE = 200
INDEX = "index.html"


def export_html(out: Path, target: Path | None, per_sheet: bool, archive: Path | None, language: Language) -> int:
    """Write the page(s). `target` ending in .html is one file unless `per_sheet`; else it is a folder."""
    from batch.page_pictures import PagePictures
    from batch.reviewed import desk_of, folder_of
    from cli.titles import rule_titles
    from review.html.page import Maker

    if target is None:
        raise click.UsageError(messages_run.NEEDS_OUTPUT.say(language).format(format="html", example="FILE.html"))
    pictures = PagePictures(folder_of(out), archive)
    batch, pages = _survey(out)
    maker = Maker(rule_titles(language), desk_of(out).decisions, pictures.picture, batch, language)
    if per_sheet or target.suffix.lower() not in (".html", ".htm"):
        _write_folder(maker, results.documents(out, language), target, language)
        return outcome.DONE
    if pages > PAGES_IN_ONE_FILE:
        raise _too_many(pages, target)
    _write(target, maker.page(results.documents(out, language)), language)
    return outcome.DONE


def _survey(out: Path) -> tuple[str, int]:
    """A name for the batch that its documents give it (the browser keeps decisions under it), and how many pages it has."""
    names, pages = [], 0
    for _, outline in results.outlines(out):
        names.append(outline.source.sha256)
        pages += sum(len(set(sop.pages)) for sop in outline.sops)
    return hashlib.sha256("".join(sorted(names)).encode()).hexdigest()[:16], pages


def _write_folder(maker: Maker, documents: Iterator[tuple[str, Extraction]], folder: Path, language: Language) -> None:
    """A page for each document with a sheet, worst first in the index, which names the others too."""
    from batch.names import output_name
    from review.html.not_shown import NotShown

    not_shown = NotShown(language)
    rows: list[tuple[str, str, Counter[str]]] = []
    for name, extraction in documents:
        not_shown.note(name, extraction)
        if extraction.sops:
            page = str(output_name(name)).removesuffix(".json") + ".html"
            _write(folder / page, maker.page([(name, extraction)], title=name), language, quiet=True)
            rows.append((page, name, _severities(extraction)))
    rows.sort(key=lambda row: tuple(-row[2][severity] for severity in ("error", "warning", "info")))
    _write(folder / INDEX, iter([maker.index(rows, not_shown)]), language)


def _severities(extraction: Extraction) -> Counter[str]:
    from review.states import STANDING, state_of

    return Counter(finding.severity for finding in extraction.findings if state_of(finding) in STANDING)


def _write(target: Path, chunks: Iterator[bytes], language: Language, *, quiet: bool = False) -> None:
    from batch.atomic import write_whole_from

    write_whole_from(target, chunks)
    if not quiet:
        tell(messages_run.WRITTEN.say(language).format(path=printable(target)))


def _too_many(pages: int, target: Path) -> UsageError:
    folder = printable(target.with_suffix(""))
    return UsageError(
        "too-many-pages-for-one-file",
        Bilingual(
            f"{pages} halaman terlalu banyak untuk satu berkas (batas {PAGES_IN_ONE_FILE})",
            f"{pages} pages are too many for one file (limit {PAGES_IN_ONE_FILE})",
        ),
        Bilingual(
            f"tulis satu berkas per dokumen ke sebuah folder: -o {folder}",
            f"write one file a document to a folder: -o {folder}",
        ),
    )
