"""sopscan extract"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import messages, messages_run, outcome, reading
from cli.localised import LocalCommand
from cli.screen import quiet_stdout, show, tell, write_result
from models.bilingual import Language
from models.file_name import printable

if TYPE_CHECKING:
    from models.document import Extraction


def command(language: Language) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…"),
        click.Option(["-o", "--output"], metavar="DIR|FILE|-", help=messages.EXTRACT_OUTPUT.say(language)),
        click.Option(["--join"], is_flag=True, help=messages.JOIN.say(language)),
        click.Option(["--profile"], is_flag=True, help=messages.PROFILE.say(language)),
        *reading.options(language),
    ]

    def run(files: tuple[Path, ...], output: str | None, join: bool, profile: bool, **chosen: Any) -> int:
        return extract(files, output, join, reading.settings(language, chosen), language, profile=profile)

    return LocalCommand(
        "extract", params=parameters, callback=run, help=messages.EXTRACT.say(language), language=language
    )


def extract(
    files: tuple[Path, ...], output: str | None, join: bool, settings: Any, language: Language, *, profile: bool = False
) -> int:
    from batch.atomic import write_whole
    from batch.extract import extract_file, extract_joined
    from cli.preflight import require
    from exports.json_file import to_bytes, to_line

    for path in files:
        if path.is_dir():
            raise click.UsageError(messages_run.FOLDER_TO_EXTRACT.say(language).format(path=printable(path)))
        if not path.is_file():
            raise click.UsageError(messages_run.NO_FILE.say(language).format(path=printable(path)))
    require(settings)
    targets = output_paths(files, output, join, language)
    codes = [outcome.DONE]
    extractions = []
    for path, target in zip(files[:1] if join else files, targets, strict=True):
        with quiet_stdout(), _watched(profile, path.name, language):
            found = extract_joined(files, settings) if join else extract_file(path, settings)
        codes.append(outcome.DONE if found.status == "ok" else outcome.INPUTS_FAILED)
        if target is not None:
            write_whole(target, to_bytes(found))
        else:
            write_result(to_bytes(found) if len(targets) == 1 else to_line(found))
        _tell_problems(found, language)
        extractions.append((found.source.name, found))
    if output not in (None, "-"):
        _report(extractions, language)
    return outcome.worst(codes)


@contextmanager
def _watched(wanted: bool, name: str, language: Language) -> Iterator[None]:
    """Where the time goes, as a table on stderr once the file is read."""
    if not wanted:
        yield
        return
    from batch.profile import watch
    from cli.profile_table import profile_table

    with watch() as profile:
        yield
    show(profile_table(profile, name, language), error=True)


def output_paths(files: tuple[Path, ...], output: str | None, join: bool, language: Language) -> list[Path | None]:
    """Where each result goes; None is stdout. A name that two inputs share is numbered."""
    from batch.names import output_name
    from models.file_name import printable

    count = 1 if join else len(files)
    if output is None or output == "-":
        return [None] * count
    target = Path(output)
    to_file = not target.is_dir() and not output.endswith("/") and (target.suffix == ".json" or target.exists())
    if to_file and count > 1:
        raise click.UsageError(messages_run.MANY_TO_ONE.say(language).format(path=output))
    if to_file:
        return [target]
    names: list[Path | None] = []
    for path in files[:count]:
        name = target / output_name(printable(path.name))
        number = 2
        while name in names:
            name = target / output_name(f"{printable(path.name)}-{number}")
            number += 1
        names.append(name)
    return names


def _tell_problems(found: Extraction, language: Language) -> None:
    from review.problem_words import problem_words

    for problem in found.problems:
        hint = f" ({problem.hint})" if problem.hint else ""
        tell(f"{found.source.name}: {problem_words(problem, language)}{hint}")


def _report(extractions: list[tuple[str, Extraction]], language: Language) -> None:
    from cli.titles import rule_titles
    from review.entries import Filter
    from review.overview import collect
    from review.overview_text import render

    overview = collect(extractions, Filter(), language, limit=10)
    show(render(overview, rule_titles(language), language), error=True)
