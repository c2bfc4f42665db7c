"""A post under stamp and signature put together from the letterhead: the head of the office that issued the sheet, where
what was read of the post is that and nothing else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from models.document import Region
from models.layout import Line, join_lines
from models.regions import with_kind
from parsers.header.approval import CLEAR, is_post

#: Likeness (0-100) of the post as composed to what was read of it, and to the next best post.
SAME_POST, BEFORE_NEXT = 78, 8
#: Each word of it is in some reading from this likeness on; each longer word that was read is in it from this one on.
WORD_THERE, WORD_KEPT, LONG_WORD = 70, 60, 4
#: ... or this share of its letters from both its ends, those at the beginning as long as a longer word.
CUT_WORD = 0.6
#: The opening word ("Kepala") against as many letters of the reading.
SAME_HEAD = 60
#: A block has at most so many lines that may be a stamp's letters.
MOST_LINES = 7

_OFFICE = re.compile(
    r"\b(?=(?:DINAS|BADAN|(?:SUB\s?)?(?:BAGIAN|BIDANG)|SEKSI|SEKRETARIAT|KANTOR|INSPEKTORAT|SATUAN|BALAI|PUSKESMAS|UPTD?"
    r"|KECAMATAN|KELURAHAN|PEMERINTAH|PROVINSI|KABUPATEN|KOTA)\b)",
    re.IGNORECASE,
)
_HEADED = re.compile(r"(?:DINAS|BADAN|BAGIAN|BIDANG|KANTOR|SATUAN|BALAI)\s+\w", re.IGNORECASE)
_SECRETARIAT = re.compile(r"SEKRETARIAT\s+(DAERAH)$", re.IGNORECASE)
_SMALL_WORDS = frozenset(("dan", "di", "ke"))


def composed_post(lines: Sequence[Line], institution: Iterable[str], region: Region | None) -> str | None:
    """The head of an office of the letterhead in its region, as which the doubtful `lines` can be read, and only so.

    None where all lines are sure, where a word of the post is in no reading, or where a word that was read has no place
    in it: a deputy, a unit or another office is not made its head.
    """
    if not 1 <= len(lines) <= MOST_LINES or all(line.confidence >= CLEAR for line in lines):
        return None
    ranked = sorted(((_likeness(post, lines), post) for post in _posts(institution, region)), reverse=True)
    if not ranked or ranked[0][0] < SAME_POST:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= BEFORE_NEXT else None


def _posts(institution: Iterable[str], region: Region | None) -> set[str]:
    """The posts at the head of the letterhead's offices, with the region."""
    place = with_kind(region)
    if place is None:
        return set()
    posts = set()
    for part in _OFFICE.split(" ".join(institution)):
        office = part.strip(" ,.-:")
        if secretariat := _SECRETARIAT.match(office):
            posts.add(f"Sekretaris {secretariat[1].capitalize()} {place}")
        elif _HEADED.match(office):
            posts.add(f"Kepala {_as_in_a_post(office)} {place}")
    return posts


def _as_in_a_post(office: str) -> str:
    return " ".join(
        word.casefold() if word.casefold() in _SMALL_WORDS else word.capitalize() for word in office.split()
    )


def _likeness(post: str, lines: Sequence[Line]) -> float:
    """How like the post is to the lines, stray ones left out; 0 where it may not be made of them."""
    if not all(_is_traced(word, lines) for word in _words(post)):
        return 0.0
    return max(
        (fuzz.ratio(_plain(post), _plain(_text(kept))) for kept in _kept(lines) if _fits(post, kept, lines)),
        default=0.0,
    )


def _kept(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines without some of the doubtful ones, which may be a stamp's own, a rank or a name."""
    doubtful = [k for k, line in enumerate(lines) if line.confidence < CLEAR]
    for count in range(min(len(doubtful), len(lines) - 1) + 1):
        for gone in combinations(doubtful, count):
            yield [line for k, line in enumerate(lines) if k not in gone]


def _fits(post: str, kept: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether the kept lines open like the post and hold no word but its own, and no other line names an office."""
    plain, head = _plain(post), _plain(post.split()[0])
    read = _plain(_text(kept))
    own = set(_words(post))
    if fuzz.ratio(read[: len(head)], head) < SAME_HEAD:
        return False
    words = _words(_text(kept))
    if any(fuzz.partial_ratio(word, plain) < WORD_KEPT for word in words if len(word) >= LONG_WORD):
        return False
    if any(is_post(word) for word in words if word not in own):
        return False
    return not any(
        is_post(word) and word not in own for line in lines if line not in kept for word in _words(line.text)
    )


def _is_traced(word: str, lines: Sequence[Line]) -> bool:
    readings = [line.text for line in lines] + [other.text for line in lines for other in line.alternatives]
    return word in _SMALL_WORDS or any(
        (len(text) >= len(word) - 1 and fuzz.partial_ratio(word, text) >= WORD_THERE) or _is_cut(word, text)
        for text in map(_plain, readings)
    )


def _is_cut(word: str, text: str) -> bool:
    """Whether the word's beginning and end stand there with nothing but a stroke between them ("Ketah n")."""
    least = math.ceil(CUT_WORD * len(word))
    return any(
        word[:k] + word[k - seen :] in text
        for seen in range(least, len(word))
        for k in range(max(LONG_WORD, seen // 2), seen)
    )


def _text(lines: Sequence[Line]) -> str:
    return join_lines([line.text for line in lines])


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
