"""Ink of a scanned page: what stands out from the paper around it, whatever the paper's shade."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from models.components import mask_of

#: The paper's shade is the median over a window a good line of text high; letters cover less than half of it.
WINDOW_PT = 16.0
#: The median is taken on a picture reduced to about this many pixels a point: it changes slowly.
REDUCED_PX_PER_PT = 0.7
#: Dark pixels cover at least this share of a dark fill with light letters on it, and less of dense bold print (two lines
#: of a heading: 0.5), whose paper shows in a window so many times as wide.
LEAST_FILLED, WIDER = 0.62, 4.0
#: Ink is what differs from the paper by this share of what the page's darkest ink does: half-way would lose the thin
#: strokes of a weak threshold, a quarter takes in bleed-through.
TEXT_SHARE = 0.42
#: What hangs together with such ink is ink from this share on: grey print fades towards the thin parts of its letters,
#: bleed-through has no dark part at all.
TEXT_FADES_TO = 0.30
#: Letters that touch the outline of a symbol, or one another, come apart in ink of this share (its upper bound apart).
CORE_SHARE, MAX_CORE = 0.70, 170
#: Bounds of that difference, of 255: paper grain lies below, and print must always lie above.
MIN_CONTRAST, MAX_CONTRAST = 24, 80
#: A rule may be a grey hair line: this share, the same lower bound.
RULE_SHARE = 0.22
#: Paper darker than this is a fill, on which the letters may be lighter than what is around them.
DARK_FILL = 140
#: The share of a page's pixels taken to be print when its darkest ink is looked for.
PRINT_SHARE = 0.015
#: The share of inked pixels that lie inside strokes and not on their edges.
INKED_SHARE = 0.3


@dataclass(frozen=True, eq=False)
class Ink:
    """Masks of one page, uint8 0/255: `text` for letters and symbols, `rules` a weaker one that keeps hair lines.

    `paper`: the shade of the paper around each pixel, uint8. `contrast`: how far print differs from paper, 0-255. `dark`:
    `text` without what fades around it; drawings are taken from this, for a fading rim would close heads and gaps.
    `core`: the inside of strokes.
    """

    text: np.ndarray
    rules: np.ndarray
    paper: np.ndarray
    contrast: float
    dark: np.ndarray
    core: np.ndarray


def find_ink(grey: np.ndarray, scale: float) -> Ink:
    """Ink of `grey`, uint8 (height, width); `scale` is pixels per point."""
    paper = paper_shade(grey, scale)
    darker = cv2.subtract(paper, grey)
    contrast = _contrast(darker)
    on_fills = cv2.threshold(paper, DARK_FILL - 1, 255, cv2.THRESH_BINARY_INV)[1]
    standing_out = cv2.max(darker, cv2.bitwise_and(cv2.subtract(grey, paper), on_fills))
    dark, fading, faint = (
        _above(standing_out, np.clip(share * contrast, MIN_CONTRAST, MAX_CONTRAST))
        for share in (TEXT_SHARE, TEXT_FADES_TO, RULE_SHARE)
    )
    core = _above(standing_out, np.clip(CORE_SHARE * contrast, MIN_CONTRAST, MAX_CORE))
    return Ink(_with_core(fading, dark), faint, paper, contrast, dark, core)


def _with_core(mask: np.ndarray, core: np.ndarray) -> np.ndarray:
    """The connected pieces of `mask` that hold a pixel of `core`; uint8 0/255."""
    count, labels = cv2.connectedComponents(mask, connectivity=8, ltype=cv2.CV_32S)
    kept = np.zeros(count, bool)
    kept[labels[core > 0]] = True
    return mask_of(labels, kept)


def paper_shade(grey: np.ndarray, scale: float) -> np.ndarray:
    """The shade of the paper around each pixel: the median over a window of WINDOW_PT.

    Where that is dark though too much of it is light for a fill, there is dense bold print, and a wider window counts.
    """
    height, width = grey.shape
    reduction = max(1.0, scale / REDUCED_PX_PER_PT)
    size = max(1, round(width / reduction)), max(1, round(height / reduction))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA) if reduction > 1 else grey
    window = max(3, int(WINDOW_PT * scale / reduction) | 1)
    paper = cv2.medianBlur(small, window)
    dark = paper < DARK_FILL
    if dark.any():
        inked = cv2.threshold(grey, DARK_FILL, 255, cv2.THRESH_BINARY_INV)[1]
        inked = cv2.blur(cv2.resize(inked, size, interpolation=cv2.INTER_AREA), (window, window))
        wide = min(int(WIDER * window) | 1, min(small.shape) // 2 * 2 - 1)
        dense = dark & (inked < 255 * LEAST_FILLED)
        if wide > window and dense.any():
            paper[dense] = cv2.medianBlur(small, wide)[dense]
    return cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)


def _contrast(darker: np.ndarray) -> float:
    """How dark print is against its paper: a high percentile of all pixels, or of the inked ones on a page of little."""
    histogram = np.bincount(darker[::2, ::2].ravel(), minlength=256)
    inked = histogram.copy()
    inked[:MIN_CONTRAST] = 0
    return max(_darkest_share(histogram, PRINT_SHARE), _darkest_share(inked, INKED_SHARE))


def _darkest_share(histogram: np.ndarray, share: float) -> float:
    """The shade that `share` of the counted pixels reach or pass; 0 where none are counted."""
    from_dark = np.cumsum(histogram[::-1])
    return float(255 - np.searchsorted(from_dark, share * from_dark[-1])) if from_dark[-1] else 0.0


def _above(values: np.ndarray, threshold: float) -> np.ndarray:
    return cv2.threshold(values, float(threshold), 255, cv2.THRESH_BINARY)[1]


#: Drawings may be filled: their shade is compared with the paper over a window wider than any symbol.
FILL_WINDOW_PT = 110.0


def drawn_mask(colour: np.ndarray, ink: Ink, scale: float) -> np.ndarray:
    """All that is drawn or written, fills of symbols included: uint8 0/255 of the page's size.

    `colour`: uint8 (height, width, 3), RGB. A tinted heading row is no drawing; a yellow box is (its blue is dark).
    """
    red, green, blue = cv2.split(colour)
    darkest = cv2.min(cv2.min(red, green), blue)
    height, width = darkest.shape
    small = cv2.resize(darkest, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    window = min(int(FILL_WINDOW_PT * scale / 8) | 1, min(small.shape) // 2 * 2 - 1)
    around = cv2.medianBlur(small, max(3, window))
    paper = cv2.resize(around, (width, height), interpolation=cv2.INTER_LINEAR)
    fills = _above(cv2.subtract(paper, darkest), float(np.clip(TEXT_SHARE * ink.contrast, MIN_CONTRAST, MAX_CONTRAST)))
    return cv2.bitwise_or(ink.dark, fills)
