"""sopscan export"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import messages, messages_run, outcome, results
from cli.localised import LocalCommand
from cli.screen import tell, write_result
from models.bilingual import Language

if TYPE_CHECKING:
    from exports.form import Document, FilePerSop, Form

#: Known without loading the forms, so that the help answers at once; a test keeps it equal to the registry.
FORMS = ("json", "jsonl", "csv", "xlsx", "bpmn", "mermaid", "daftar-alih-media", "berita-acara")
#: The review page: it needs the pictures of the pages and the clerks' decisions, which no form of exports/ may know.
PAGE = "html"


def command(language: Language) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["out"], type=click.Path(path_type=Path), metavar="OUT"),
        click.Option(
            ["--to"],
            required=True,
            type=click.Choice([*FORMS, PAGE]),
            metavar="FORM",
            help=messages.EXPORT_FORMAT.say(language),
        ),
        click.Option(["-o", "--output"], metavar="FILE|DIR|-", help=messages.EXPORT_OUTPUT.say(language)),
        click.Option(["--per-sheet"], is_flag=True, help=messages.PER_SHEET.say(language)),
        click.Option(
            ["--archive"], type=click.Path(path_type=Path), metavar="DIR", help=messages.ARCHIVE.say(language)
        ),
    ]

    def run(out: Path, to: str, output: str | None, per_sheet: bool, archive: Path | None) -> int:
        if to == PAGE:
            from cli.review_page import export_html

            target = None if output in (None, "-") else Path(str(output))
            return export_html(out, target, per_sheet, archive, language)
        return export(out, to, output, language)

    text = messages.EXPORT.say(language).format(formats=", ".join([*FORMS, PAGE]))
    return LocalCommand("export", params=parameters, callback=run, help=text, language=language)


def export(out: Path, to: str, output: str | None, language: Language) -> int:
    from exports.form import FilePerSop, OneFile, Record
    from exports.registry import FORMS as forms

    form: Form = forms[to]
    documents = _documents(out, language)
    target = None if output in (None, "-") else Path(str(output))
    if isinstance(form, FilePerSop):
        if target is None:
            raise _needs_output(to, "DIR", language)
        _write_each(form, documents, target, language)
        return outcome.DONE
    suffix = target.suffix if target and isinstance(form, Record) else form.suffix
    if target is None and (isinstance(form, OneFile) and not form.text):
        raise _needs_output(to, f"FILE{form.suffix}", language)
    chunks = form.write(documents) if isinstance(form, OneFile) else iter([form.render(documents, suffix)])
    if target is None:
        for chunk in chunks:
            write_result(chunk)
    else:
        _write_one(target / f"{to}{form.suffix}" if target.is_dir() else target, chunks, language)
    return outcome.DONE


def _documents(out: Path, language: Language) -> Iterator[Document]:
    from exports.form import Document

    for name, extraction in results.documents(out, language):
        yield Document(name, extraction)


def _needs_output(to: str, example: str, language: Language) -> click.UsageError:
    return click.UsageError(messages_run.NEEDS_OUTPUT.say(language).format(format=to, example=example))


def _write_one(target: Path, chunks: Iterator[bytes], language: Language) -> None:
    from batch.atomic import write_whole_from

    write_whole_from(target, chunks)
    tell(messages_run.WRITTEN.say(language).format(path=target))


def _write_each(form: FilePerSop, documents: Iterator[Document], folder: Path, language: Language) -> None:
    from batch.atomic import write_whole

    for document in documents:
        several = len(document.extraction.sops) > 1
        for number, sop in enumerate(document.extraction.sops, start=1):
            target = folder / f"{document.name}{f'.{number}' if several else ''}{form.suffix}"
            write_whole(target, form.render(sop))
    tell(messages_run.WRITTEN.say(language).format(path=folder))
