"""An inconsistency put before a person for review."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from models.evidence import Model
from models.geometry import Box
from models.review import Review

Severity = Literal["error", "warning", "info"]
#: Where a fault likely is: in the sheet itself, or in the reading of it.
Cause = Literal["sheet", "reading"]
#: Worst first; a threshold such as --fail-on compares by this order.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Finding(Model):
    """`pointer` is a JSON pointer inside the SOP with index `sop`; `fingerprint` survives a re-run.

    `cause` says whether the sheet or its reading is likely at fault, None where that cannot be told.
    `review` is what a person decided; no extraction holds it, exports do once decisions are applied.
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

    @model_serializer(mode="wrap")
    def _without_review_where_none_is(self, handler: SerializerFunctionWrapHandler) -> dict:
        data = handler(self)
        if data.get("review") is None:
            data.pop("review", None)
        return data


class ExceptedFinding(Finding):
    """A finding that the office accepts, by an exception in its configuration; `reason` is the one given there."""

    reason: str = Field(min_length=1)
