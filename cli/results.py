"""What a batch left in its folder, with the clerks' decisions applied: where report, export and review begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cli import configuration, messages_run
from cli.screen import complain, tell
from models.bilingual import Bilingual, Language
from models.file_name import printable
from models.status import InputError, UsageError

if TYPE_CHECKING:
    from checks.options import CheckOptions
    from models.document import Extraction
    from models.outline import Outline

#: Corrections that no longer fit are named one by one up to here.
NAMED = 10


def documents(out: Path, language: Language, options: CheckOptions | None = None) -> Iterator[tuple[str, Extraction]]:
    """(name, extraction) of every result in the folder or file, decisions applied; the results themselves stay as read.

    Findings that only the whole archive shows are among them; `options` are those of the office unless given.
    Findings and problems speak `language`, whichever the batch was run in.

    It is told where the last run did not come to its end. A result that cannot be read is told of and left out; so are
    damaged lines of the decisions and corrections that no longer fit. Raises UsageError where there is no result at all.
    """
    from batch.last_run import is_unfinished
    from batch.reviewed import desk_of
    from checks.archive.run import with_archive_findings

    if is_unfinished(out):
        tell(messages_run.UNFINISHED.say(language).format(out=printable(out)))
    desk = desk_of(out)
    options = options or configuration.check_options(language, {})
    if desk.damaged:
        tell(messages_run.DAMAGED_DECISIONS.say(language).format(lines=", ".join(map(str, desk.damaged))))
    archive = with_archive_findings(lambda: as_read(out, language), options, lambda: outlines(out))
    for name, extraction in archive:
        yield name, desk.reviewed(extraction, options).said_in(language)
    for left in desk.left_out[:NAMED]:
        words = messages_run.LEFT_OUT.say(language)
        decision = left.decision
        tell(
            words.format(
                document=decision.document, code=decision.code, place=decision.target, why=left.why.say(language)
            )
        )
    if len(desk.left_out) > NAMED:
        tell(messages_run.LEFT_OUT_MORE.say(language).format(count=len(desk.left_out) - NAMED))


def as_read(out: Path, language: Language) -> Iterator[tuple[str, Extraction]]:
    """(name, extraction) of every result, as the batch wrote it; of those that cannot be read is told."""
    from batch.saved import load

    found = 0
    for path in _paths(out):
        try:
            saved = load(path, out if out.is_dir() else None)
        except InputError as error:
            complain(error.message.say(language), error.hint.say(language) if error.hint else None, language)
            continue
        found += 1
        yield saved.name, saved.extraction
    if not found:
        raise no_results(out)


def outlines(out: Path) -> Iterator[tuple[str, Outline]]:
    """(name, what sheets are compared by) of every result; nothing is said of those that cannot be read."""
    from batch.saved import load_outline

    for path in _paths(out):
        with suppress(InputError):
            yield load_outline(path, out if out.is_dir() else None)


def _paths(out: Path) -> Iterable[Path]:
    from batch.saved import saved_in

    return [out] if out.is_file() else saved_in(out) if out.is_dir() else []


def no_results(out: Path) -> UsageError:
    path = printable(out)
    from batch.ledger import LEDGER_NAME

    an_archive = out.is_dir() and any(out.iterdir()) and not (out / LEDGER_NAME).exists()
    hint = messages_run.NOT_THE_RESULTS_HINT if an_archive else messages_run.NO_RESULTS_HINT
    words = (messages_run.NO_RESULTS, hint)
    message, hint = (Bilingual(text.id.format(path=path), text.en.format(path=path)) for text in words)
    return UsageError("no-results", message, hint)
