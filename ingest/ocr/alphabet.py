"""The characters an Indonesian office sheet is printed in, picked out of a recogniser's alphabet of many scripts."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Sequence

import numpy as np

#: Latin letters, digits and the punctuation of office print; a recogniser that knows 18 000 glyphs of all scripts reads
#: arrows and specks as CJK characters, which this leaves no room for.
PRINTED = string.digits + string.ascii_letters + string.punctuation + "–—‘’“”•…°²³½×±≤≥√✓§©®"
#: Glyphs of other scripts that the recogniser takes for a printed one; wide forms are folded by Unicode itself (NFKC).
LOOKALIKES = {"一": "-", "─": "-", "━": "-", "ー": "-", "−": "-", "‐": "-", "‑": "-", "丨": "|", "│": "|", "。": ".", "、": ",", "·": "•", "●": "•", "∙": "•", "⋅": "•", "《": '"', "》": '"', "「": "[", "」": "]", "【": "[", "】": "]", "′": "'", "″": '"', "∶": ":", "（": "(", "）": ")"}  # fmt: skip


class PrintedAlphabet:
    """Columns of a recogniser's output that are printed characters: index 0 is the CTC blank, the last is the space."""

    def __init__(self, characters: Sequence[str]):
        """`characters`: the recogniser's own, in the order of its output columns, blank and space included."""
        self.characters: list[str] = []
        self._columns: list[int] = []
        places: dict[str, int] = {}
        for column, character in enumerate(characters):
            if column == 0 or character == " " or character in PRINTED:
                places.setdefault(character, len(self._columns))
                self.characters.append("" if column == 0 else character)
                self._columns.append(column)
        folded = [
            (column, places[as_printed(character)])
            for column, character in enumerate(characters)
            if column and character not in places and as_printed(character) in places
        ]
        self._folded, self._targets = (np.array(side, dtype=int) for side in zip(*folded, strict=True))

    def pick(self, probabilities: np.ndarray) -> np.ndarray:
        """(steps, all characters) -> (steps, printed characters); look-alikes add to what they look like.

        Not made to sum to 1 again: where the recogniser saw a glyph of no printed alphabet, confidence stays low.
        """
        picked = probabilities[:, self._columns]
        for column, target in zip(self._folded, self._targets, strict=True):
            picked[:, target] += probabilities[:, column]
        return picked


def as_printed(character: str) -> str:
    """The printed character that `character` looks like; itself where there is none."""
    return LOOKALIKES.get(character) or unicodedata.normalize("NFKC", character)
