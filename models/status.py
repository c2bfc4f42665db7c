"""Outcomes and typed errors: every input ends as ok, partial, failed or skipped, with problems that say what to do."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.bilingual import Bilingual, Language, other_than
from models.evidence import Model, Sparing

Status = Literal["ok", "partial", "failed"]
Stage = Literal["ingest", "parse", "check", "write", "batch"]


#: Problems of a page that was read: something on it may not have been taken.
NOT_TAKEN = frozenset(
    {"no-activity-table", "page-left-out", "steps-left-out", "flow-left-out", "cut-off", "hardly-legible"}
)


class ProblemWords(Model):
    """What a problem says, in one language."""

    message: str
    hint: str | None = None


class Problem(Sparing):
    """Something that went wrong with a file or a page, for the JSON and for the clerk.

    `translations` holds message and hint in the other language; left out where there is none.
    """

    code: str
    stage: Stage
    page: int | None = None
    message: str
    hint: str | None = None
    translations: dict[Language, ProblemWords] = Field(default_factory=dict)

    RARE = frozenset(("translations",))

    @classmethod
    def of(
        cls,
        code: str,
        stage: Stage,
        message: Bilingual,
        hint: Bilingual | None,
        language: Language,
        page: int | None = None,
    ) -> Problem:
        """The problem in that language, with the other one beside it."""

        def words(tongue: Language) -> ProblemWords:
            return ProblemWords(message=message.say(tongue), hint=hint.say(tongue) if hint else None)

        mine, other = words(language), other_than(language)
        return cls(
            code=code, stage=stage, page=page, message=mine.message, hint=mine.hint, translations={other: words(other)}
        )


class SopscanError(Exception):
    """Base of all errors raised on purpose; carries what a person needs to go on.

    `code` is stable (kebab-case); `message` and `hint` are bilingual; `exit_code` is what a command ends with
    when this error ends it (4: an input failed; 3: a program is missing; 5: not written; 2: usage).
    """

    exit_code = 4

    def __init__(
        self,
        code: str,
        message: Bilingual,
        hint: Bilingual | None = None,
        *,
        stage: Stage = "ingest",
        page: int | None = None,
    ):
        super().__init__(f"{code}: {message.en}")
        self.code, self.message, self.hint, self.stage, self.page = code, message, hint, stage, page

    def __reduce__(self):  # survives the way back from a worker process
        return _rebuild, (type(self), self.code, self.message, self.hint, self.stage, self.page)

    def problem(self, language: Language) -> Problem:
        return Problem.of(self.code, self.stage, self.message, self.hint, language, self.page)


def _rebuild(kind, code, message, hint, stage, page):
    return kind(code, message, hint, stage=stage, page=page)


class InputError(SopscanError):
    """The input cannot be read: encrypted, damaged, empty, of no known kind, or beyond a limit."""


class MissingProgramError(SopscanError):
    """A program or language pack that is needed is not installed."""

    exit_code = 3


class UsageError(SopscanError):
    """A wrong option or configuration."""

    exit_code = 2


class OutputError(SopscanError):
    """A result could not be written."""

    exit_code = 5
