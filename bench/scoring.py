"""How much of a drawn sheet was read right: shares from 0 to 1 of rows, cells, header fields, actors and flow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any

from rapidfuzz.distance import Levenshtein

from models.document import Activity, Extraction, Header, Sop

Truth = Mapping[str, Any]

#: Truth key -> field of the header, compared letter by letter.
VALUES = {
    "number": "number",
    "title": "title",
    "date_created": "created_on",
    "date_revised": "revised_on",
    "date_effective": "effective_on",
}
APPROVER = ("position", "name", "nip")
LISTS = ("legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records")
#: Rows whose descriptions are less alike than this are not the same row, names of actors not the same actor.
SAME_ROW, SAME_ACTOR = 0.5, 0.7
MARK = re.compile(r"^\s*(\(?\d{1,2}[.)]|[a-z][.)]|[-•*–])\s*")


def score(truth: Truth, extraction: Extraction) -> dict[str, float]:
    """The shares by name, of the file's largest SOP; case, spaces, punctuation and marks of items aside.

    Rows are matched in order by their descriptions; a row that was not found counts 0 in all its cells.
    """
    sop = max(extraction.sops, key=lambda s: len(s.activities), default=Sop(pages=[1]))
    pairs = matched_rows(truth["activities"], sop.activities)
    wanted, found = len(truth["activities"]), len(sop.activities)
    return {
        "rows_f1": f1(len(pairs), found, wanted),
        "description": sum(_alike(want["description"], got.description) for want, got in pairs) / max(1, wanted),
        "duration": sum(_same_duration(want, got) for want, got in pairs) / max(1, wanted),
        "header_exact": mean(_header_fields(truth["header"], sop.header)),
        "header_lists": mean(
            _alike(joined(truth["header"][name]), joined(getattr(sop.header, name))) for name in LISTS
        ),
        "actor_f1": _actor_f1(truth, sop, pairs),
    }


def matched_rows(wanted: Sequence[Truth], found: Sequence[Activity]) -> list[tuple[Truth, Activity]]:
    """Pairs of rows in order, such that their descriptions are as alike as can be on the whole."""
    alike = [[_alike(want["description"], got.description) for got in found] for want in wanted]
    best = [[0.0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i, row in enumerate(alike, 1):
        for j, likeness in enumerate(row, 1):
            paired = best[i - 1][j - 1] + likeness if likeness > SAME_ROW else 0.0
            best[i][j] = max(best[i - 1][j], best[i][j - 1], paired)
    pairs, i, j = [], len(wanted), len(found)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((wanted[i], found[j]))
    return pairs[::-1]


def f1(hits: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall; 1.0 where nothing was to be found and nothing was."""
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def _header_fields(truth: Truth, header: Header) -> list[float]:
    pairs = [(truth[key], getattr(header, name)) for key, name in VALUES.items()]
    pairs += [(truth["approved_by"][key], getattr(header.approved_by, key)) for key in APPROVER]
    return [float(plain(want) == plain(got)) for want, got in pairs]


def _same_duration(want: Truth, got: Activity) -> bool:
    return plain(want["duration"]) == plain(got.duration.text if got.duration else "")


def _actor_f1(truth: Truth, sop: Sop, pairs: Sequence[tuple[Truth, Activity]]) -> float:
    """Of the pairs of activity and actor; a column misread a little is still the actor it looks most like."""
    names = {actor.id: _nearest(actor.name, truth["actors"]) for actor in sop.actors}
    hits = 0
    for want, got in pairs:
        left = list(want["actors"])
        for name in (names[actor] for actor in got.actors):
            if name in left:
                left.remove(name)
                hits += 1
    return f1(hits, sum(len(a.actors) for a in sop.activities), sum(len(a["actors"]) for a in truth["activities"]))


def _nearest(name: str, names: Sequence[str]) -> str:
    best = max(names, key=lambda other: _alike(name, other), default=name)
    return best if _alike(name, best) > SAME_ACTOR else name


def _alike(one: str | None, other: str | None) -> float:
    return Levenshtein.normalized_similarity(plain(one), plain(other))


def plain(value: str | None) -> str:
    """What counts of a text: its letters and figures."""
    return re.sub(r"[^0-9a-z½¼]+", "", unicodedata.normalize("NFKC", value or "").casefold())


def joined(items: Sequence[Any]) -> str:
    """The items of a list as one text, their numbers and bullets aside."""
    texts = [getattr(item, "text", item) for item in items]
    return " ".join(MARK.sub("", part) for text in texts for part in re.split(r";\s+", text))
