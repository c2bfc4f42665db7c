"""A clerk's decision on a finding: one line of the decisions file, readable by itself."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from models.evidence import Model

Action = Literal["accept", "dismiss", "correct", "undo"]
#: What is typed for a value: a text, the items of a list, or None for blank.
Value = str | list[str] | None
#: Hex digits of an id: with a million decisions the chance of two alike is below one in ten million.
ID_DIGITS = 16
#: A reason or a value longer than this is no clerk's; keeps a line of a foreign file within bounds. Characters.
LONGEST_TEXT = 4000

Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]


class Decision(Model):
    """`after` holds the ids of the decisions on the same finding that its author saw: what they superseded.

    `document`, `code` and `pointer` tell a reader what it is about; `sha256` (the document's content) and `fingerprint`
    find it again. `at` is the value that a correction sets, where that is not the finding's own pointer; `was` what
    stood there. Keys that a newer version adds are read past.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = Field(pattern=rf"^[0-9a-f]{{{ID_DIGITS}}}$")
    time: str = Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$")
    by: str = Field(min_length=1, max_length=200)
    action: Action
    document: Text
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$|^$")
    sop: int = Field(ge=0)
    code: str = Field(pattern=r"^[A-Z]{3}\d{3}$")
    pointer: Text
    fingerprint: str = Field(pattern=r"^[0-9a-f]{8,64}$")
    reason: Text | None = None
    at: Text | None = None
    value: Text | list[Text] | None = None
    was: Text | list[Text] | None = None
    after: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str, str]:
        """By time, then author; the id settles what is alike in both."""
        return self.time, self.by, self.id

    @property
    def target(self) -> str:
        """The pointer of the value that a correction sets."""
        return self.pointer if self.at is None else self.at

    def line(self) -> str:
        """Its line in the file, without the line break; keys that hold nothing are left out, except a blank value."""
        kept = {"value"} if self.action == "correct" else set()
        data = {k: v for k, v in self.model_dump(mode="json").items() if k in kept or v not in (None, [])}
        return json.dumps(data, ensure_ascii=False, separators=(", ", ": "))


def new_id() -> str:
    return secrets.token_hex(ID_DIGITS // 2)


def now() -> str:
    """The time in UTC, to the microsecond, in the form that sorts as text."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
