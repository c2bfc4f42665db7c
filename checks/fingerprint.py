"""A finding's name that survives a re-run: made of what the sheet says, not of where in a list it stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from checks.wording import normalised
from models.document import Activity, Sop

#: 64 bits: for 10 million findings the chance of any collision is about 3 in a million.
HEX_DIGITS = 16


def fingerprint(code: str, sop: Sop, pointer: str, subject: str, *, twin: int = 0, ordinal: int = 0) -> str:
    """16 hex digits from the rule, the SOP's identity, the field, the text around it and the fault's subject.

    List indices take no part: a row put in elsewhere changes nothing. `ordinal` tells apart faults that are alike in
    all of these (the second of two equal rows), `twin` SOPs of one file that are (see `twins`).
    """
    identity = _identity(sop) + (f"|{twin}" if twin else "")
    parts = [code, identity, _field(pointer), _surroundings(sop, pointer), normalised(subject), str(ordinal)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:HEX_DIGITS]


def twins(sops: Sequence[Sop]) -> list[int]:
    """For each SOP of a file, how many before it bear the same letterhead and title: two tables under one header block."""
    seen: Counter[str] = Counter()
    numbers = []
    for sop in sops:
        identity = _identity(sop)
        numbers.append(seen[identity])
        seen[identity] += 1
    return numbers


def _identity(sop: Sop) -> str:
    """Who issued what: letterhead and title, else the number, else the first step. A corrected date changes nothing."""
    header = sop.header
    first = next((a.description for a in sop.activities if a.description), "")
    return f"{normalised(' '.join(header.institution))}|{normalised(header.title or header.number or first)}"


def _field(pointer: str) -> str:
    return "/".join("*" if part.isdigit() else part for part in pointer.split("/"))


def _surroundings(sop: Sop, pointer: str) -> str:
    """The text of the row a pointer stands in; "" outside the table (there the field and the subject are enough)."""
    parts = pointer.split("/")
    if len(parts) > 2 and parts[1] == "activities" and parts[2].isdigit():
        return _row_text(sop.activities[int(parts[2])])
    return ""


def _row_text(activity: Activity) -> str:
    text = activity.description or " ".join([*activity.requirements, activity.duration.text, *activity.outputs])
    return normalised(text)
