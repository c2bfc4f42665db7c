"""sopscan check"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli import configuration, messages, messages_run, outcome, reading
from cli.earlier_run import Tally, earlier_run
from cli.localised import LocalCommand
from cli.screen import quiet_stdout, show, tell, write_result
from models.bilingual import Language
from models.finding import SEVERITIES

if TYPE_CHECKING:
    from checks.options import CheckOptions
    from exports.form import Document
    from models.document import Extraction
    from models.outline import Outline

#: What every JSON file of ours begins with after its brace; documents are told from results by content.
_MARK = b'"schema_version"'
_MARK_WITHIN = 200


def command(language: Language) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["inputs"], nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT…"),
        click.Option(["--select"], multiple=True, metavar="CODES", help=messages.SELECT.say(language)),
        click.Option(["--ignore"], multiple=True, metavar="CODES", help=messages.IGNORE.say(language)),
        click.Option(
            ["--format", "form"],
            type=click.Choice(["text", "json", "sarif"]),
            default="text",
            help=messages.CHECK_FORMAT.say(language),
        ),
        click.Option(
            ["--fail-on"],
            type=click.Choice([*SEVERITIES, "never"]),
            default="error",
            show_default=True,
            help=messages.FAIL_ON.say(language),
        ),
        click.Option(
            ["--baseline"],
            type=click.Path(path_type=Path, exists=False),
            metavar="SARIF|OUT",
            help=messages.BASELINE.say(language),
        ),
        *reading.options(language),
    ]

    def run(
        inputs: tuple[Path, ...],
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        form: str,
        fail_on: str,
        baseline: Path | None,
        **chosen: Any,
    ) -> int:
        options = configuration.check_options(language, chosen, _codes(select), _codes(ignore))
        settings = reading.settings(language, chosen, options)
        return check(inputs, options, settings, form, fail_on, baseline, language)

    return LocalCommand("check", params=parameters, callback=run, help=messages.CHECK.say(language), language=language)


def check(
    inputs: tuple[Path, ...],
    options: CheckOptions,
    settings: Any,
    form: str,
    fail_on: str,
    baseline: Path | None,
    language: Language,
) -> int:
    tally = Tally(earlier_run(baseline, language) if baseline else None)
    documents = tally.counting(_checked(inputs, options, settings, language))
    if form == "text":
        _as_text(documents, tally, baseline, language)
    elif form == "json":
        _as_json(documents, tally)
    else:
        from cli.titles import rule_titles
        from exports.sarif import sarif_bytes

        write_result(sarif_bytes(documents, rule_titles(language), tally.baseline))
    counted = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]  # type: ignore[arg-type]
    codes = [outcome.INPUTS_FAILED if tally.troubled else outcome.DONE]
    if any(tally.severities[severity] for severity in counted):
        codes.append(outcome.FINDINGS)
    return outcome.worst(codes)


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes may be given one by one or joined by commas."""
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def _checked(inputs: Iterable[Path], options: CheckOptions, settings: Any, language: Language) -> Iterator[Document]:
    """Each input's extraction with the findings of this run, those among them that only all inputs together show.

    The decisions kept beside results are applied: what a person settled is set apart, as an exception is.
    """
    from batch.reviewed import desk_of, set_apart
    from checks.archive.run import checked_archive
    from exports.form import Document

    desk = desk_of(*inputs)
    sources = _sources(inputs, settings, language)
    for name, extraction in checked_archive(
        lambda: (source.whole() for source in sources), options, lambda: (source.outline() for source in sources)
    ):
        yield Document(name, set_apart(desk.reviewed(extraction, options)))


class _Source(NamedTuple):
    """What gives (name, extraction) of an input, and (name, outline), as often as asked."""

    whole: Callable[[], tuple[str, Extraction]]
    outline: Callable[[], tuple[str, Extraction | Outline]]


def _sources(inputs: Iterable[Path], settings: Any, language: Language) -> list[_Source]:
    """Results are read back when asked for, documents are read now."""
    from batch.saved import load_outline
    from cli.preflight import require

    sources: list[_Source] = []
    asked = False
    for path, folder in _files(inputs, language):
        if _is_result(path):
            sources.append(_Source(partial(_read_back, path, folder), partial(load_outline, path, folder)))
            continue
        if not asked:
            require(settings)
            asked = True
        name = str(path.relative_to(folder) if folder else path.name)
        given = partial(_given, name, _read(path, settings))
        sources.append(_Source(given, given))
    return sources


def _given(name: str, extraction: Extraction) -> tuple[str, Extraction]:
    return name, extraction


def _read_back(path: Path, folder: Path | None) -> tuple[str, Extraction]:
    from batch.saved import load

    saved = load(path, folder)
    return saved.name, saved.extraction


def _read(path: Path, settings: Any) -> Extraction:
    from batch.extract import extract_file

    with quiet_stdout():
        found = extract_file(path, settings)
    for problem in found.problems:
        tell(f"{found.source.name}: {problem.message}")
    return found


def _files(inputs: Iterable[Path], language: Language) -> Iterator[tuple[Path, Path | None]]:
    """Files as given; of a folder its results where it holds any, else its documents."""
    from batch.discovery import discover
    from batch.saved import saved_in

    for path in inputs:
        if path.is_file():
            yield path, None
        elif path.is_dir():
            results = [result for result in saved_in(path) if _is_result(result)]
            for file in results or [item.path for item in discover([path], path / "?")]:
                yield file, path
        else:
            raise click.UsageError(messages_run.NO_FILE.say(language).format(path=path))


def _is_result(path: Path) -> bool:
    try:
        with open(path, "rb") as stream:
            return _MARK in stream.read(_MARK_WITHIN)
    except OSError:
        return False


def _as_text(documents: Iterable[Document], tally: Tally, earlier: Path | None, language: Language) -> None:
    from rich.text import Text

    from review.entries import Filter, sheets_of
    from review.overview_text import severity_counts
    from review.sheet_text import render

    sheets = 0
    for document in documents:
        name, extraction = tally.only_new(document)
        for sheet in sheets_of(name, extraction, Filter(), language):
            sheets += 1
            if sheet.entries:
                show(render(sheet, language, with_table=False))
    before, _, after = messages_run.FINDINGS_TOTAL.say(language).partition("{findings}")
    counts = severity_counts(tally.severities, language)
    show(Text())
    show(Text(before.format(sheets=sheets, documents=tally.documents)) + counts + after)
    for line in tally.lines(earlier, language):
        show(Text(line))


def _as_json(documents: Iterable[Document], tally: Tally) -> None:
    from exports.json_array import array

    findings = (
        {"document": document.name, **finding.model_dump(mode="json")}
        for document in documents
        for finding in tally.only_new(document).extraction.findings
    )
    for chunk in array(findings):
        write_result(chunk)
    write_result(b"\n")
