"""sopscan report"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import choosing, configuration, messages, messages_run, outcome, results
from cli.localised import LocalCommand
from cli.screen import show, tell, width, write_result
from models.bilingual import Language
from models.file_name import printable
from review.states import ALL_STATES, STANDING

if TYPE_CHECKING:
    from checks.options import CheckOptions
    from models.document import Extraction
    from review.entries import Filter
    from review.overview import Overview

#: Sheets shown in detail unless told otherwise: what a person reads in one go.
SHEETS_IN_DETAIL = 10


def command(language: Language) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["out"], type=click.Path(path_type=Path), metavar="OUT"),
        *choosing.options(language),
        click.Option(
            ["--state"],
            multiple=True,
            type=click.Choice([*ALL_STATES, "all"]),
            default=STANDING,
            help=messages.STATE_FILTER.say(language),
        ),
        click.Option(
            ["--limit"],
            type=click.IntRange(min=0),
            default=SHEETS_IN_DETAIL,
            show_default=True,
            metavar="N",
            help=messages.LIMIT.say(language),
        ),
        click.Option(["--table/--no-table"], default=None, help=messages.TABLE.say(language)),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json", "csv", "sarif"]),
            default="text",
            help=messages.CHECK_FORMAT.say(language),
        ),
        *configuration.parameters(language),
    ]

    def run(out: Path, limit: int, table: bool | None, form: str, **chosen: Any) -> int:
        wanted = choosing.chosen(chosen)
        with_table = bool(wanted.document) if table is None else table
        return report(out, wanted, limit, with_table, form, configuration.check_options(language, chosen))

    return LocalCommand(
        "report", params=parameters, callback=run, help=messages.REPORT.say(language), language=language
    )


def report(out: Path, chosen: Filter, limit: int, with_table: bool, form: str, options: CheckOptions) -> int:
    from cli.titles import rule_titles

    language = options.language
    titles = rule_titles(language)
    documents = results.documents(out, language, options)
    if form == "text":
        overview = _as_text(documents, chosen, limit, with_table, titles, language)
        if chosen.document and not overview.documents:
            tell(messages_run.NO_SUCH_DOCUMENT.say(language).format(name=chosen.document, out=printable(out)))
        if overview.states["open"] and sys.stdout.isatty():
            tell(messages_run.SEE_REVIEW.say(language).format(out=printable(out)))
    elif form == "json":
        _as_json(documents, chosen, titles, language)
    elif form == "csv":
        _as_csv(documents, chosen, titles, language)
    else:
        _as_sarif(documents, chosen, titles)
    return outcome.DONE


def _as_text(documents, chosen: Filter, limit: int, with_table: bool, titles, language: Language) -> Overview:
    """Shows the report; returns what it counted."""
    from rich.text import Text

    from review import wording
    from review.overview import collect
    from review.overview_text import heading, render
    from review.sheet_text import render as render_sheet

    overview = collect(documents, chosen, language, limit)
    show(render(overview, titles, language))
    if overview.excepted:
        show(Text("  " + messages_run.EXCEPTED_TOTAL.say(language).format(count=overview.excepted)))
    if overview.worst:
        show(Text())
        show(heading(wording.DETAILS, language))
    for sheet in overview.worst:
        show(render_sheet(sheet, language, width=width(), with_table=with_table))
    hidden = overview.flagged_sheets - sum(bool(sheet.entries) for sheet in overview.worst)
    if hidden > 0:
        show(Text())
        show(Text(wording.MORE_SHEETS.say(language).format(count=hidden)))
    return overview


def _as_json(documents, chosen: Filter, titles, language: Language) -> None:
    from exports.json_array import array
    from exports.kept import Kept
    from review.doubles import Doubles
    from review.entries import as_rows, sheets_of
    from review.overview import as_json, collect

    doubles = Doubles()

    def passing() -> Iterator[tuple[str, Extraction]]:
        for name, extraction in doubles.left_out(chosen.documents(documents)):
            for sheet in sheets_of(name, extraction, chosen, language):
                rows.extend(as_rows(sheet, titles))
            yield name, extraction

    with Kept() as rows:
        overview = collect(passing(), chosen, language, limit=0)
        overview.doubles = doubles
        summary = json.dumps(as_json(overview), ensure_ascii=False, indent=2).replace("\n", "\n  ")
        write_result(f'{{\n  "summary": {summary},\n  "findings": '.encode(errors="replace"))
        for chunk in array(rows, level=1):
            write_result(chunk)
    write_result(b"\n}\n")


def _as_csv(documents, chosen: Filter, titles, language: Language) -> None:
    from exports.spreadsheet import csv_bytes
    from review.doubles import Doubles
    from review.entries import FIELDS, as_rows, sheets_of

    def rows() -> Iterator[list]:
        for name, extraction in Doubles().left_out(chosen.documents(documents)):
            for sheet in sheets_of(name, extraction, chosen, language):
                yield from ([row[field] for field in FIELDS] for row in as_rows(sheet, titles))

    for chunk in csv_bytes(FIELDS, rows()):
        write_result(chunk)


def _as_sarif(documents, chosen: Filter, titles) -> None:
    from exports.form import Document
    from exports.sarif import sarif_bytes
    from review.entries import wanted_findings

    def shown() -> Iterator[Document]:
        for name, extraction in chosen.documents(documents):
            findings = [finding for sheet in wanted_findings(extraction, chosen) for finding in sheet]
            yield Document(name, extraction.model_copy(update={"findings": findings, "excepted": []}))

    write_result(sarif_bytes(shown(), titles))
