"""Stamps and signatures in coloured ink, lifted off the black print under them before it is read."""

from __future__ import annotations

import cv2
import numpy as np

from models.components import find_components

#: Paper under a lamp is yellow, and all chroma with it; before chroma is taken, the paper is made grey, where one of its
#: channels is darker than the lightest by this factor at least, and made lighter at most by the other.
LEAST_CAST, MOST_CAST = 1.02, 1.5
#: The paper is the median of one pixel in so many, both ways.
PAPER_STEP = 8
#: Chroma is the distance between a pixel's lightest and darkest channel. Black print has some too, by fringes of the
#: scanner and JPEG: ink counts as coloured this far above what three quarters of the page's ink show.
CHROMA_OVER_PRINT, CHROMA_FLOOR = 1.2, 8.0
#: Beside coloured ink, its paler edges count from this share of that chroma on.
EDGE_SHARE = 0.65
#: Print smoothed for a flat screen (ClearType) has a red fringe on one side of each stem and a blue one on the other;
#: over this many points they cancel out, while a stamp keeps its hue. Of eight stamped scans 95 % of the coloured
#: pixels keep over 0.90 of their chroma so, of a screen capture three quarters of the fringes less than 0.30.
HUE_WINDOW_PT, LEAST_OF_CHROMA_TENTHS = 3.0, 7
#: A pixel darker than this in its darkest channel is ink.
INK_BELOW = 190
#: Strokes of one stamp or signature lie closer than this …
STROKE_GAP_PT = 8.0
#: … and together measure at least this in both directions: coloured letters and lines of text are smaller.
LEAST_EXTENT_PT = 16.0
#: … and are of one hue (length of the mean of their hues as unit vectors; measured 0.94-1.0, patches of faintly coloured
#: print 0.2-0.83) or, as a logo, this much more colourful than the least that counts (logos 4, such print 1.35).
ONE_HUE, VIVID = 0.90, 2.0
#: In its lightest channel coloured ink is lighter than the upper bound and black print darker than the lower one.
BLACK_BELOW, LIFTED_ABOVE = 75.0, 130.0
#: Paper shade is taken on a picture reduced by this, over a window of this many of its pixels.
PAPER_REDUCTION, PAPER_WINDOW = 4, 31


def without_coloured_ink(colour: np.ndarray, scale: float, rules: np.ndarray | None = None) -> np.ndarray | None:
    """The picture with stamps and signatures faded to the paper; None where there are none.

    `colour` uint8 (h, w, 3), RGB; `scale` px per point; `rules` uint8 (h, w), 255 where rules run, None for nowhere: a
    scanner tints a whole rule alike, and the letters beside it would be one mark with it. In its own hue an ink is
    nearly as light as paper, black print is dark in all hues: the lightest channel parts them. What is wholly hidden
    stays hidden.
    """
    red, green, blue = cv2.split(_without_cast(colour))
    lightest, darkest = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    around = int(scale) | 1
    chroma = cv2.blur(cv2.subtract(lightest, darkest), (around, around))
    ink = darkest < INK_BELOW
    if not (ink & (chroma > CHROMA_FLOOR)).any():
        return None
    chroma[~_one_hue(red, green, blue, scale)] = 0
    least = CHROMA_FLOOR + CHROMA_OVER_PRINT * float(np.percentile(chroma[ink][::7], 75))
    strong = (chroma > cv2.add(_tint(red, green, blue), CHROMA_FLOOR)) & (chroma > least) & ink
    region = _marks(strong, cv2.merge([red, green, blue]), chroma > VIVID * least, rules, scale)
    if region is None:
        return None
    coloured = (chroma > EDGE_SHARE * least) & region
    shade, paper = (picture[coloured].astype(np.float32) for picture in (lightest, _paper(darkest)))
    lifted = np.clip((shade - BLACK_BELOW) / (LIFTED_ABOVE - BLACK_BELOW), 0, 1)
    out = colour.copy()
    out[coloured] = (lifted * paper + (1 - lifted) * shade).astype(np.uint8)[:, None]
    return out


def _without_cast(colour: np.ndarray) -> np.ndarray:
    """The picture as if its paper were grey: its warm light taken out."""
    paper = np.maximum(1, np.median(colour[::PAPER_STEP, ::PAPER_STEP].reshape(-1, 3), axis=0))
    cast = np.minimum(MOST_CAST, paper.max() / paper)
    if cast.max() < LEAST_CAST:
        return colour
    shades = np.arange(256)[:, None] * cast
    return cv2.LUT(colour, np.clip(shades, 0, 255).astype(np.uint8)[None])


def _one_hue(red: np.ndarray, green: np.ndarray, blue: np.ndarray, scale: float) -> np.ndarray:
    """Where the colours around are of one hue and do not cancel out: bool (h, w)."""
    window = (int(HUE_WINDOW_PT * scale) | 1,) * 2
    left = total = 0
    for channel in (red, blue):
        difference = cv2.subtract(channel, green, dtype=cv2.CV_16S)
        left = left + np.abs(cv2.blur(difference, window))
        total = total + cv2.blur(np.abs(difference), window)
    return 10 * left > LEAST_OF_CHROMA_TENTHS * total


def _marks(
    strong: np.ndarray, colour: np.ndarray, vivid: np.ndarray, rules: np.ndarray | None, scale: float
) -> np.ndarray | None:
    """Where stamps and signatures are: bool (h, w), with a margin; None where there are none.

    `strong`, `vivid`: bool (h, w), the coloured ink and the most colourful part of it.
    """
    seeds = strong if rules is None else strong & (rules == 0)
    if not seeds.any():
        return None
    size = int(STROKE_GAP_PT * scale) | 1
    joined = cv2.morphologyEx(seeds.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    labels, boxes, _ = find_components(joined)
    mark = labels[seeds]
    count = np.maximum(np.bincount(mark, minlength=len(boxes)), 1)
    hue = cv2.cvtColor(colour[seeds][None], cv2.COLOR_RGB2HSV)[0, :, 0] * (np.pi / 90)
    cosine, sine = (np.bincount(mark, part, len(boxes)) for part in (np.cos(hue), np.sin(hue)))
    keep = (np.hypot(cosine, sine) > ONE_HUE * count) | (2 * np.bincount(mark, vivid[seeds], len(boxes)) > count)
    keep &= boxes[:, 2:4].min(axis=1) > LEAST_EXTENT_PT * scale
    keep[0] = False
    if not keep.any():
        return None
    margin = int(STROKE_GAP_PT * scale / 2) | 1
    region = cv2.dilate(keep[labels].astype(np.uint8), np.ones((margin, margin), np.uint8)) > 0
    for x, y, width, height, _ in boxes[keep].tolist():  # the straight frame of a stamp is no rule
        place = slice(max(0, y - size), y + height + size), slice(max(0, x - size), x + width + size)
        region[place] |= strong[place]
    return region


def _tint(red: np.ndarray, green: np.ndarray, blue: np.ndarray) -> np.ndarray:
    """Chroma of the paper around each pixel: black print on a tinted heading takes on as much at its edges."""
    red, green, blue = _paper(red), _paper(green), _paper(blue)
    return cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))


def _paper(channel: np.ndarray) -> np.ndarray:
    height, width = channel.shape
    small = cv2.resize(
        channel, (max(1, width // PAPER_REDUCTION), max(1, height // PAPER_REDUCTION)), interpolation=cv2.INTER_AREA
    )
    return cv2.resize(cv2.medianBlur(small, PAPER_WINDOW), (width, height))
