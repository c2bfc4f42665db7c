"""Words that are one piece of ink: their letters touch, and the first touched the rule that was taken out."""

from __future__ import annotations

import numpy as np

#: A word is at least so many times as wide as high: less may be an arrowhead or the corner of a symbol.
LEAST_WIDE = 1.8
#: It is as high as print: between these shares of the usual height of a piece of it.
LOW, HIGH = 0.7, 2.2
#: Its rows cross this many strokes, most of them: the letters' stems. An outline's rows cross two, an arrow's one.
LEAST_STEMS = 4


def are_joined_words(labels: np.ndarray, boxes: np.ndarray, candidates: np.ndarray, usual: float | None) -> np.ndarray:
    """Which of the candidates (bool, by label) are words: as high as print, longer than high and full of stems.

    `labels`, `boxes` (n, 5: x, y, width, height, area): pieces of ink; `usual`: height in pixels of a piece of print,
    None on a page without any, where none is a word.
    """
    found = np.zeros(len(boxes), bool)
    if usual is None:
        return found
    width, height = boxes[:, 2], boxes[:, 3]
    fits = candidates & (width >= LEAST_WIDE * height) & (height >= LOW * usual) & (height <= HIGH * usual)
    for index in np.flatnonzero(fits):
        x, y, w, h, _ = (int(v) for v in boxes[index])
        own = labels[y : y + h, x : x + w] == index
        stems = np.count_nonzero(np.diff(own.astype(np.int8), axis=1, prepend=0) == 1, axis=1)
        found[index] = np.median(stems) >= LEAST_STEMS
    return found
