"""What a rule is: its names, its texts in both languages, and a function from an SOP to hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from checks.context import Context
from models.bilingual import Bilingual
from models.finding import Cause, Severity

Param = str | int | float | Bilingual


@dataclass(frozen=True)
class Hit:
    """A fault found by a rule, before it becomes a Finding.

    `pointer` is a JSON pointer inside the SOP; `params` fill the message's places. `subject` says what the fault is
    about (a missing number, a foreign region) and belongs to the fingerprint, so that two faults in one place keep
    apart. `message` and `severity` stand in for the rule's own where a case differs; `page` where the model has no
    place for the fault. `cause` is for rules that know it; else it is judged by the reading (checks.cause).
    """

    pointer: str
    params: Mapping[str, Param] = field(default_factory=dict)
    suggestion: Bilingual | None = None
    subject: str = ""
    severity: Severity | None = None
    message: Bilingual | None = None
    page: int | None = None
    cause: Cause | None = None


@dataclass(frozen=True)
class Rule:
    """One entry of the catalogue. Its long documentation stands in catalogue/<family>.toml (see checks.catalogue).

    A `preview` rule is not sure enough yet: it runs only with the preview option, or when selected by its full code.
    """

    code: str
    name: str
    severity: Severity
    title: Bilingual
    message: Bilingual
    check: Callable[[Context], Iterable[Hit]]
    preview: bool = False

    @property
    def family(self) -> str:
        """The three letters that open the code."""
        return self.code[:3]
