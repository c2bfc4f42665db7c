"""An approver who signs twice, in the header block and under the table: each part from where it was read more surely."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from models.layout import Line, Span
from parsers.header.approval import ApprovalLines
from parsers.header.lists import of_lines

#: Names, ranks and numbers at least this alike (0-100) are one person's, read through two stamps.
SAME_PERSON = 60
#: Two places that print the same leave this share of the surer one's doubt.
DOUBT_LEFT = 0.25


def confirmed(
    first: ApprovalLines, place: Span, second: ApprovalLines, other: Span
) -> tuple[ApprovalLines, dict[str, Span]]:
    """The parts of `first`, read at `place`, with those that `second`, read at `other`, has more surely; and the place
    of each of these. Parts that differ too much, or that one of the two lacks, stay as they are.
    """
    places: dict[str, Span] = {}
    out = first
    for name in ("name", "rank", "nip_line"):
        here, there = getattr(first, name), getattr(second, name)
        if not here or not there or _likeness(here, there) < SAME_PERSON:
            continue
        surer, source = (here, place) if _sure(here) >= _sure(there) else (there, other)
        if _plain(here) == _plain(there):
            surer = tuple(line._replace(confidence=1 - (1 - line.confidence) * DOUBT_LEFT) for line in surer)
        out = out._replace(**{name: surer})
        places[name] = of_lines(source, surer)
        if name == "nip_line" and source is other:
            out = out._replace(nip=second.nip)
    return out, places


def _sure(lines: Sequence[Line]) -> float:
    return min(line.confidence for line in lines)


def _plain(lines: Sequence[Line]) -> str:
    return default_process(" ".join(line.text for line in lines)).replace(" ", "")


def _likeness(here: Sequence[Line], there: Sequence[Line]) -> float:
    return fuzz.ratio(_plain(here), _plain(there))
