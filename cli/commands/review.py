"""sopscan review"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import choosing, messages, messages_run, outcome, results
from cli.localised import LocalCommand
from cli.screen import tell
from models.bilingual import Bilingual, Language
from models.file_name import printable
from models.status import UsageError
from review.states import ALL_STATES

if TYPE_CHECKING:
    from review.entries import Filter

#: The clerk's name in the environment, for a computer that several share.
NAME_VARIABLE = "SOPSCAN_BY"


def command(language: Language) -> click.Command:
    path = click.Path(path_type=Path)
    parameters: list[click.Parameter] = [
        click.Argument(["out"], type=path, metavar="OUT"),
        *choosing.options(language),
        click.Option(
            ["--state"],
            multiple=True,
            type=click.Choice([*ALL_STATES, "all"]),
            default=("open",),
            help=messages.REVIEW_STATE.say(language),
        ),
        click.Option(["--by"], default="", metavar="NAME", help=messages.REVIEW_BY.say(language)),
        click.Option(["--archive"], type=path, metavar="DIR", help=messages.ARCHIVE.say(language)),
        click.Option(
            ["--import", "imported"],
            type=path,
            metavar="FILE",
            help=messages.REVIEW_IMPORT.say(language),
        ),
    ]

    def run(out: Path, by: str, archive: Path | None, imported: Path | None, **chosen: Any) -> int:
        if imported is not None:
            return take_in(out, imported, language)
        return review(out, choosing.chosen(chosen), by, archive, language)

    return LocalCommand(
        "review", params=parameters, callback=run, help=messages.REVIEW.say(language), language=language
    )


def review(out: Path, chosen: Filter, by: str, archive: Path | None, language: Language) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = Bilingual(*(text.format(out=printable(out)) for text in messages_run.NO_TERMINAL_HINT))
        raise UsageError("no-terminal", messages_run.NO_TERMINAL, hint)
    from batch.page_pictures import PagePictures
    from batch.reviewed import READERS, folder_of
    from batch.saved import load
    from cli.titles import rule_titles
    from review.decision_log import LOG_NAME
    from review.queue import queue_of
    from review.session import Session

    paths: dict[str, Path] = {}
    decided = 0

    def counted():
        nonlocal decided
        for name, extraction in results.documents(out, language):
            paths[name] = out / f"{name}.json" if out.is_dir() else out
            decided += sum(finding.review is not None for finding in extraction.findings)
            yield name, extraction

    queue = queue_of(counted(), chosen, language)
    if not queue:
        tell(messages_run.NOTHING_OPEN.say(language).format(decided=decided))
        return outcome.DONE
    folder = folder_of(out)
    pictures = PagePictures(folder, archive)
    session = Session(queue, lambda name: load(paths[name]).extraction, folder / LOG_NAME, by or clerk(), READERS)
    from review.terminal.app import ReviewDesk  # asks the terminal what graphics it has: only now

    desk = ReviewDesk(session, pictures.picture, rule_titles(language), language)
    desk.run()
    tell(messages_run.REVIEW_ENDED.say(language).format(path=folder / LOG_NAME, **session.counts()))
    return outcome.INTERNAL if desk.return_code else outcome.DONE


def take_in(out: Path, imported: Path, language: Language) -> int:
    """Merge a file of decisions; exit code 4 where lines of it could not be read."""
    from batch.reviewed import folder_of
    from review.decision_log import LOG_NAME, merge

    if not imported.is_file():
        raise click.UsageError(messages_run.NO_FILE.say(language).format(path=printable(imported)))
    if not out.is_dir():
        raise results.no_results(out)
    merged = merge(folder_of(out) / LOG_NAME, imported.read_bytes())
    words = messages_run.IMPORTED.say(language)
    tell(words.format(new=len(merged.new), known=merged.known, damaged=len(merged.damaged)))
    known = {
        (extraction.source.sha256, finding.fingerprint)
        for _, extraction in results.documents(out, language)
        for finding in extraction.findings
    }
    unknown = sum((decision.sha256, decision.fingerprint) not in known for decision in merged.new)
    if unknown:
        tell(messages_run.UNKNOWN_FINDING.say(language).format(count=unknown, out=printable(out)))
    return outcome.INPUTS_FAILED if merged.damaged else outcome.DONE


def clerk() -> str:
    """Who sits at this computer; "?" where it does not say."""
    try:
        return os.environ.get(NAME_VARIABLE) or getpass.getuser()
    except (KeyError, OSError):
        return "?"
