"""Slips of l, i, j and the like: of two readings of a word that differ in these alone, the one that script and page bear out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.ocr.agreement import FIRST, MOST_WHEN_DISPUTED
from models.evidence import Alternative
from models.page import Word

#: Indonesian has no l without a vowel beside it ("darl", "tldak"), no j before a consonant ("djcatat": an i whose dot hangs
#: together with it) nor an exclamation mark inside a word, and no small l or i among capitals ("DIl", "LAKiP").
#: Counted by eye among some 60 words of real scans that two readers read so differently: of this kind all were right there.
_NO_VOWEL = re.compile(r"(?<![aeiou])l(?![aeiou])|j(?=[b-df-hj-np-tv-z])|(?<=[a-z])!(?=[a-z])", re.IGNORECASE)
_AMONG_CAPITALS = re.compile(r"[A-Z]{2}[il]|[il][A-Z]")
#: Shorter words are abbreviations (dll., Jl.), which need no vowel.
SHORTEST_WORD = 4
#: What the other reader is less sure of than this it guessed.
LEAST_OF_OTHER = 0.15
#: A word counts as read elsewhere on the page from this confidence on.
READ_SURELY = 0.85
_ALIKE = str.maketrans("lIj!", "iiii")


def mend_slips(words: Sequence[Word]) -> list[Word]:
    """`words` of a page with such slips set right where another reader read the word so at that very place.

    Either the script bears it out, or the same word elsewhere on the page. The reading that went stays as an alternative.
    """
    sure = Counter(
        _bare(word.text).casefold() for word in words if word.confidence >= READ_SURELY and not _rivals(word)
    )
    return [_mended(word, sure) for word in words]


def _mended(word: Word, sure: Counter[str]) -> Word:
    for rival in _rivals(word):
        more_often = sure[_bare(rival.text).casefold()] > sure[_bare(word.text).casefold()]
        if (more_often or _is_impossible(word.text)) and not _is_impossible(rival.text):
            others = tuple(a for a in word.alternatives if a is not rival)
            first = Alternative(text=word.text, reader=FIRST, confidence=round(word.confidence, 3))
            confidence = min(max(word.confidence, rival.confidence), MOST_WHEN_DISPUTED)
            return word._replace(text=rival.text, confidence=round(confidence, 3), alternatives=(first, *others))
    return word


def _rivals(word: Word) -> list[Alternative]:
    """The other readings of the word's place that differ from it in l, i, j, I and ! alone."""
    alike = word.text.translate(_ALIKE)
    return [
        other
        for other in word.alternatives
        if other.text != word.text
        and other.text.translate(_ALIKE) == alike
        and other.reader != FIRST
        and other.confidence >= LEAST_OF_OTHER
    ]


def _is_impossible(text: str) -> bool:
    bare = _bare(text)
    return bool(_AMONG_CAPITALS.search(bare)) or (len(bare) >= SHORTEST_WORD and bool(_NO_VOWEL.search(bare)))


def _bare(text: str) -> str:
    return text.strip(".,;:()[]\"'“”/-")
