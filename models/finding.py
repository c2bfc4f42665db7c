"""An inconsistency put before a person for review."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.evidence import Model
from models.geometry import Box

Severity = Literal["error", "warning", "info"]
#: Worst first; a threshold such as --fail-on compares by this order.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Finding(Model):
    """`pointer` is a JSON pointer inside the SOP with index `sop`; `fingerprint` survives a re-run."""

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
