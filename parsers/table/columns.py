"""What a column of the activity table is for, from the words of its heading."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar, cast

from rapidfuzz.distance import Levenshtein

from models.layout import ColumnRole
from parsers.vocabulary import vocabulary

SpanningRole = Literal["actors", "standard"]
_Role = TypeVar("_Role")

#: Wrong letters allowed in a heading of so many letters: (at most so many letters, so many wrong). Short headings are
#: matched exactly: one letter turns "Ket" into "Kel" and "No" into anything.
_EDITS_BY_LENGTH = ((3, 0), (7, 1), (11, 2), (99, 3))
_MOST_EDITS = max(edits for _, edits in _EDITS_BY_LENGTH)
#: Score of a heading that names a post or unit: likely an actor, but its place under Pelaksana decides.
_ACTOR_SCORE = 0.7
#: Score of "Pelaksana" over a single column, whose cells then name who acts.
_LONE_ACTOR_SCORE = 0.6
#: Score of a role found for one part only of a heading of several parts.
_PART_FACTOR = 0.8
#: Longer texts are no headings (a list of bureaus over a column may be long, a step is longer).
_LONGEST_HEADING = 120
#: Texts whose reading is remembered: body cells are asked about again and again while rows are sorted out.
_REMEMBERED = 8192
_PART_BREAK = re.compile(r"\s*(?:[/,;&+]|\bdan\b|\batau\b)\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")


class _Vocabulary(NamedTuple):
    leaf: dict[str, ColumnRole]
    spanning: dict[str, SpanningRole]
    actor_words: frozenset[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = vocabulary("columns")
    leaf = {fold(entry): cast(ColumnRole, role) for role, entries in data["leaf"].items() for entry in entries}
    spanning = {fold(e): cast(SpanningRole, role) for role, entries in data["spanning"].items() for e in entries}
    return _Vocabulary(leaf, spanning, frozenset(data["actor"]["words"]))


def fold(text: str) -> str:
    """Letters and digits alone, lower case: 'Out put', 'OUT-PUT' and 'output' are one; 'K E G I A T A N' is 'kegiatan'."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


@lru_cache(maxsize=_REMEMBERED)
def column_role(heading: str) -> tuple[ColumnRole | None, float]:
    """The role a leaf heading gives its column, and how surely (0-1).

    (None, 0.0) for a heading that says nothing: blank, unknown words, or a spanning heading such as "Mutu Baku".
    "Pelaksana" over a single column makes it an actor column. Posts and units ("Kasubbag Umum dan Perlengkapan")
    are actors whatever column words they hold.
    """
    text = _BRACKETED.sub(" ", heading) if fold(_BRACKETED.sub(" ", heading)) else heading
    if not fold(text) or len(fold(text)) > _LONGEST_HEADING:
        return None, 0.0
    if fold(text) in _vocabulary().leaf:
        return _vocabulary().leaf[fold(text)], 1.0
    span = spanning_heading(text)
    if span is not None:
        return ("actor", _LONE_ACTOR_SCORE) if span == "actors" else (None, 0.0)
    if names_actor(text):
        return "actor", _ACTOR_SCORE
    role, score = _best(fold(text), _vocabulary().leaf)
    return (role, score) if role is not None else _role_of_parts(text)


@lru_cache(maxsize=_REMEMBERED)
def spanning_heading(text: str) -> SpanningRole | None:
    """'actors' for "Pelaksana" and its kin, 'standard' for "Mutu Baku" and its kin, else None.

    Only for headings that say nothing else: "PPID Pelaksana" and "Tim Pelaksana" are actors.
    """
    if fold(text) in _vocabulary().spanning:
        return _vocabulary().spanning[fold(text)]
    if names_actor(text):
        return None
    if len(fold(text)) > _LONGEST_HEADING:
        return None
    role, _ = _best(fold(text), _vocabulary().spanning)
    if role is not None:
        return role
    parts = [fold(part) for part in _PART_BREAK.split(text) if fold(part)]
    roles = [_best(part, _vocabulary().spanning)[0] for part in parts]
    if len(parts) > 1 and roles[0] is not None and all(r == roles[0] for r in roles):
        return roles[0]
    return None


def actor_words() -> frozenset[str]:
    """Words for posts, units and kinds of people, in lower case."""
    return _vocabulary().actor_words


def names_actor(text: str) -> bool:
    """True if a word of the text is a post, a unit or a kind of person."""
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).casefold())
    return any(word in _vocabulary().actor_words for word in words)


def _role_of_parts(text: str) -> tuple[ColumnRole | None, float]:
    """'Mutu Baku Waktu' after its spanning words; 'Persyaratan/Alat tulis' by the first part that is known."""
    parts = [part for part in _PART_BREAK.split(_without_spanning_words(text)) if fold(part)]
    found = [_best(fold(part), _vocabulary().leaf) for part in parts]
    for role, score in found:
        if role is not None:
            return role, round(score * (1.0 if len(parts) == 1 else _PART_FACTOR), 3)
    return None, 0.0


def _without_spanning_words(text: str) -> str:
    """Drop a leading 'Mutu Baku' that a reader of the page joined to the heading below it."""
    words = text.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        if spanning_heading(" ".join(words[:count])) == "standard":
            return " ".join(words[count:])
    return text


def _best(folded: str, entries: dict[str, _Role]) -> tuple[_Role | None, float]:
    """The entry with the fewest wrong letters, if few enough for its length."""
    best: tuple[_Role | None, float] = (None, 0.0)
    length = len(folded)
    for entry, role in entries.items():
        if abs(len(entry) - length) > _MOST_EDITS:
            continue
        allowed = _edits_allowed(min(len(entry), length))
        if abs(len(entry) - length) > allowed:
            continue
        distance = Levenshtein.distance(folded, entry, score_cutoff=allowed)
        if distance <= allowed:
            score = 1.0 - distance / max(len(entry), len(folded))
            if score > best[1]:
                best = (role, round(score, 3))
    return best


def _edits_allowed(length: int) -> int:
    return next(edits for longest, edits in _EDITS_BY_LENGTH if length <= longest)
