"""An inconsistency put before a person for review."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.bilingual import Language
from models.evidence import Model, Sparing
from models.geometry import Box
from models.review import Review

Severity = Literal["error", "warning", "info"]
#: Where a fault likely is: in the sheet itself, or in the reading of it.
Cause = Literal["sheet", "reading"]
#: Worst first; a threshold such as --fail-on compares by this order.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class FindingWords(Model):
    """What a finding says, in one language."""

    message: str
    suggestion: str | None = None


class Finding(Sparing):
    """`pointer` is a JSON pointer inside the SOP with index `sop`; `fingerprint` survives a re-run.

    `cause` says whether the sheet or its reading is likely at fault, None where that cannot be told.
    `review` is what a person decided; no extraction holds it, exports do once decisions are applied.
    `translations` holds message and suggestion in the other language; older results have none.
    """

    code: str = Field(pattern=r"^[A-Z]{3}\d{3}$")
    name: str
    severity: Severity
    sop: int
    pointer: str
    page: int | None
    bbox: Box | None
    message: str
    suggestion: str | None = None
    fingerprint: str
    cause: Cause | None = None
    review: Review | None = None
    translations: dict[Language, FindingWords] = Field(default_factory=dict)

    RARE = frozenset(("review", "translations"))


class ExceptedFinding(Finding):
    """A finding that the office accepts, by an exception in its configuration; `reason` is the one given there."""

    reason: str = Field(min_length=1)
