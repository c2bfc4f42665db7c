"""Exit codes (CONTRACT section 3) and the one place where an error becomes words and a code."""

from __future__ import annotations

from collections.abc import Iterable

import click

from cli.usage_words import usage_message
from models.bilingual import Bilingual, Language
from models.status import SopscanError
from models.system_reason import reason

DONE = 0
FINDINGS = 1
USAGE = 2
MISSING_PROGRAM = 3
INPUTS_FAILED = 4
NOT_WRITTEN = 5
INTERNAL = 70
INTERRUPTED = 130

#: The first of these that happened is what the command ends with.
RANKING = (INTERRUPTED, INTERNAL, NOT_WRITTEN, MISSING_PROGRAM, USAGE, INPUTS_FAILED, FINDINGS, DONE)

_INTERRUPTED = Bilingual("dihentikan; yang sudah selesai tetap ada", "interrupted; what was finished is kept")
_INTERNAL = Bilingual("kesalahan di dalam sopscan", "an error inside sopscan")
_INTERNAL_HINT = Bilingual(
    "laporkan beserta keluaran perintah yang sama dengan SOPSCAN_DEBUG=1 di depannya",
    "report it with the output of the same command with SOPSCAN_DEBUG=1 before it",
)
_NOT_WRITTEN = Bilingual("tidak dapat menulis", "cannot write")


def worst(codes: Iterable[int]) -> int:
    """The highest-ranking code; 0 for none."""
    return min(codes, key=RANKING.index, default=DONE)


def explain(error: BaseException, language: Language) -> tuple[int, str, str | None]:
    """(exit code, message, hint or None) for anything that may end a command."""
    if isinstance(error, SopscanError):
        hint = error.hint.say(language) if error.hint else None
        return error.exit_code, error.message.say(language), hint
    if isinstance(error, click.UsageError):
        return USAGE, *usage_message(error, language)
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return INTERRUPTED, _INTERRUPTED.say(language), None
    if isinstance(error, OSError) and error.filename is not None:
        return NOT_WRITTEN, f"{_NOT_WRITTEN.say(language)} {error.filename}: {reason(error).say(language)}", None
    words = f"{type(error).__name__}: {error}".splitlines()[0]
    return INTERNAL, f"{_INTERNAL.say(language)} ({words})", _INTERNAL_HINT.say(language)
