"""What a person decided on a finding; it travels with the finding into every report and export."""

from __future__ import annotations

from typing import Literal

from models.evidence import Model

#: accepted: the sheet is at fault; dismissed: it is not; corrected: the reading was wrong (or blank) and is set right.
ReviewState = Literal["accepted", "dismissed", "corrected"]


class Rival(Model):
    """What another person decided on the same finding without having seen the decision that stands."""

    state: ReviewState
    by: str


class Review(Model):
    """`by` decided at `time` (ISO 8601, UTC); `contested` where another person decided otherwise at the same time.

    `rivals` are those decisions; one that its author took back again makes a quarrel but is none of them.
    """

    state: ReviewState
    by: str
    time: str
    reason: str | None = None
    contested: bool = False
    rivals: list[Rival] = []
