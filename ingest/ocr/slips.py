"""Slips of l, i, j and the like: of two readings of a word that differ in these alone, the one that script and page bear
out; and letters for figures, which no word could hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.ocr.agreement import FIRST, MOST_WHEN_DISPUTED
from models.evidence import Alternative
from models.office_words import office_words
from models.page import Word

#: Indonesian has no l without a vowel beside it ("darl", "tldak"), no j before a consonant ("djcatat": an i whose dot hangs
#: together with it) nor an exclamation mark inside a word, and no small l or i among capitals ("DIl", "LAKiP").
#: Counted by eye among some 60 words of real scans that two readers read so differently: of this kind all were right there.
_NO_VOWEL = re.compile(r"(?<![aeiou])l(?![aeiou])|j(?=[b-df-hj-np-tv-z])|(?<=[a-z])!(?=[a-z])", re.IGNORECASE)
_AMONG_CAPITALS = re.compile(r"[A-Z]{2}[il]|[il][A-Z]")
#: An S, O, l or I before a nought is a figure ("Nomor S0"); S1 and B3 are names of their own.
_AMONG_FIGURES = re.compile(r"[0-9SOlI]*[SOlI]0[0-9SOlI]*")
_FIGURES = str.maketrans("SOlI", "5011")
#: Shorter words are abbreviations (dll., Jl.), which need no vowel.
SHORTEST_WORD = 4
#: What the other reader is less sure of than this it guessed.
LEAST_OF_OTHER = 0.15
#: A word counts as read elsewhere on the page from this confidence on.
READ_SURELY = 0.85
_ALIKE = str.maketrans("lIj!", "iiii")
#: In words of so many letters a figure or two letters may stand for one ("C8T", "Intemal"); a lone 8 is no B.
LONG_ENOUGH = 3


def mend_slips(words: Sequence[Word]) -> list[Word]:
    """`words` of a page with such slips set right where another reader read the word so at that very place.

    Either the script bears it out, or the same word elsewhere on the page, or that it is a word of every office (of
    fourteen on 23 real scans and 264 drawn ones all were right). The reading that went stays as an alternative.
    A letter between figures needs no other reading: there is no word that it could be.
    """
    sure = [_bare(word.text) for word in words if word.confidence >= READ_SURELY and not _rivals(word)]
    usual = Counter(form for text in sure for form in {text, text.casefold()})
    return [_mended(word, usual) for word in words]


def _mended(word: Word, usual: Counter[str]) -> Word:
    if _AMONG_FIGURES.fullmatch(_bare(word.text)):
        return _instead(word, word.text.translate(_FIGURES), word.confidence)
    for rival in _rivals(word):
        better = _is_impossible(word.text) or _is_better(_bare(rival.text), _bare(word.text), usual)
        if better and not _is_impossible(rival.text):
            return _instead(word, rival.text, max(word.confidence, rival.confidence))
    return word


def _instead(word: Word, text: str, confidence: float) -> Word:
    others = tuple(a for a in word.alternatives if a.text != text)
    first = Alternative(text=word.text, reader=FIRST, confidence=round(word.confidence, 3))
    return word._replace(
        text=text, confidence=round(min(confidence, MOST_WHEN_DISPUTED), 3), alternatives=(first, *others)
    )


def _rivals(word: Word) -> list[Alternative]:
    """The other readings of the word's place that differ from it in signs that look alike alone."""
    alike = _look(word.text)
    return [
        other
        for other in word.alternatives
        if other.text != word.text
        and _look(other.text) == alike
        and other.reader != FIRST
        and other.confidence >= LEAST_OF_OTHER
    ]


def _look(text: str) -> str:
    """The same for words that look alike."""
    alike = text.translate(_ALIKE)
    return alike.replace("8", "B").replace("rn", "m") if len(_bare(text)) >= LONG_ENOUGH else alike


def _is_better(text: str, other: str, usual: Counter[str]) -> bool:
    """Whether the page has `text` more often than `other` or, where it has both as often, every office writes it.

    `usual`: how often words stand elsewhere on the page, as printed and in small letters.
    """
    low, other_low = text.casefold(), other.casefold()
    if low == other_low:  # "RI", not "Ri"; a sentence may begin with "Instruksi" or not
        return text.isupper() and usual[text] > usual[other]
    if usual[low] != usual[other_low]:
        return usual[low] > usual[other_low]
    return low in office_words() and other_low not in office_words()


def _is_impossible(text: str) -> bool:
    bare = _bare(text)
    return bool(_AMONG_CAPITALS.search(bare)) or (len(bare) >= SHORTEST_WORD and bool(_NO_VOWEL.search(bare)))


def _bare(text: str) -> str:
    return text.strip(".,;:()[]\"'“”/-")
