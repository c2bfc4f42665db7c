"""Words that are wider than the letters read in them: the reader lost one, however sure it is of the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ingest.ocr.type_faces import LETTERS, inked_width
from ingest.ocr.words import ReadWord

#: The faces that tell widths, by their plain cuts: of print in others more is allowed, by how badly the better one fits.
FACES = ("Helvetica", "Times-Roman")
#: A word so many em wider than its letters lacks one (the narrowest, l, has .22), where the page's other words are off by a
#: fourth of that or less. On 14 pages of faxes that flags 52 of 829 lines, among them 12 of the 13 that lost a letter.
LACKING_EM, USUALLY_OFF = 0.2, 0.05
#: Words of fewer letters say little; a page with fewer words does not tell its type.
FEWEST_LETTERS, FEWEST_WORDS = 3, 8
#: A line with so many others tells its own size of type, by their middle one; by two or one it is no smaller than the page's.
TELL_SIZE = 3
#: A word alone in its line may be a heading: bold letters are so much wider.
BOLD = 1.09
_MEASURED = frozenset(LETTERS)


class _Word(NamedTuple):
    line: int
    width: float
    letters: tuple[float, ...]
    """Width of its letters in em, in each of FACES."""


def lines_lacking_letters(lines: Sequence[Sequence[ReadWord]]) -> set[int]:
    """Which lines, by their words in pixels of one scale, hold a word that is wider than its letters."""
    words = [
        _Word(number, word.end - word.start, tuple(_em_width(face, word.text) for face in FACES))
        for number, line in enumerate(lines)
        for word in line
        if len(word.text) >= FEWEST_LETTERS and _MEASURED.issuperset(word.text)
    ]
    if len(words) < FEWEST_WORDS:
        return set()
    pixels, letters = np.array([word.width for word in words]), np.array([word.letters for word in words])
    sizes = np.median(pixels[:, None] / letters, axis=0)
    off = np.median(np.abs(pixels[:, None] / sizes - letters), axis=0)
    face = int(off.argmin())
    lacking = LACKING_EM * max(1.0, float(off[face]) / USUALLY_OFF)
    at = np.array([word.line for word in words])
    return {
        word.line
        for k, word in enumerate(words)
        if word.width / _size(k, at, pixels / letters[:, face], sizes[face]) > word.letters[face] + lacking
    }


def _size(k: int, at: np.ndarray, sizes: np.ndarray, page: float) -> float:
    """Pixels an em where word `k` stands: `at` are the lines of all words, `sizes` what each tells, `page` the usual one."""
    mine = at == at[k]
    mine[k] = False
    others = sizes[mine]
    if len(others) >= TELL_SIZE:
        return float(np.median(others))
    return max(page, float(others.min())) if len(others) else BOLD * page


@lru_cache(maxsize=4096)
def _em_width(face: str, text: str) -> float:
    return inked_width(face, text)
