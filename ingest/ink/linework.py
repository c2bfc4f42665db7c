"""Masks of ink from a page picture: what may be a rule, and all line work (rules, symbols, flow)."""

from __future__ import annotations

import cv2
import numpy as np

from models.components import find_components, mask_of

#: The paper of a page that is drawn from a file.
WHITE = 255
#: Such a page is looked at in stretches of so many pixels, those alone that are not white: nine tenths of it are paper.
#: The bytes of a stretch, three a pixel, are compared eight at a time.
STRETCH = 32
_EIGHT_WHITE = np.uint64(2**64 - 1)
#: A stroke is darker than the mean around it (a window of this many points) by at least this much (of 255).
RULE_WINDOW_PT = 6.0
RULE_CONTRAST = 18
#: Line work is darker than this, or as colourful as this: yellow boxes are as light as paper, tinted paper is not colourful.
DARK_BELOW = 190
COLOURFUL_ABOVE = 70
#: A line is thinner than this and darker than the shade around it by so much (of 255); a fill is thicker.
GRAIN_WINDOW_PT, GRAIN_CONTRAST = 3.0, 20
#: A faint stroke is no thicker than the first and no shorter than the second; what is left of print and grain is.
FAINT_THICK_PT, FAINT_LONG_PT = 2.0, 2.5
#: Within so many pixels of drawn ink, weaker ink is its blurred edge.
EDGE_PX = 2


def page_linework(colour: np.ndarray, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """What may be a rule and all that is drawn, of a page without its text: uint8 (h, w) each, 255 where ink.

    `colour` uint8 (h, w, 3) RGB, `scale` px per point. Both are looked for where the page is not white, rules with a rim
    as wide as they are told by: half of a sheet is margin.
    """
    rules, drawn = np.zeros(colour.shape[:2], np.uint8), np.zeros(colour.shape[:2], np.uint8)
    darkest = np.full(colour.shape[:2], WHITE, np.uint8)
    numbers, part = _inked_stretches(colour)
    red, green, blue = cv2.split(part)
    dark, light = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    _put(darkest, numbers, dark)
    _put(drawn, numbers, _drawn(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), cv2.subtract(light, dark)))
    rows = _reach(darkest.min(axis=1) < WHITE, scale)
    columns = _reach(darkest[rows].min(axis=0, initial=WHITE) < WHITE, scale)
    if darkest[rows, columns].size:
        rules[rows, columns] = _rule_ink(darkest[rows, columns], scale)
    return rules, drawn


def _inked_stretches(colour: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the stretches of a page, row by row, that are not white, and their pixels, uint8 (n + 1, STRETCH, 3):
    the last is what is left at the page's end, filled up with white.
    """
    pixels = np.ascontiguousarray(colour).reshape(-1, 3)
    whole = len(pixels) // STRETCH * STRETCH
    words = pixels[:whole].reshape(-1).view(np.uint64)
    inked = np.flatnonzero(words != _EIGHT_WHITE) // (3 * STRETCH // 8)
    numbers = inked[np.flatnonzero(np.diff(inked, prepend=-1))]
    rest = np.full((1, STRETCH, 3), WHITE, np.uint8)
    rest[0, : len(pixels) - whole] = pixels[whole:]
    return numbers, np.concatenate([pixels[:whole].reshape(-1, STRETCH, 3)[numbers], rest])


def _put(mask: np.ndarray, numbers: np.ndarray, part: np.ndarray) -> None:
    """Write stretches, uint8 (n + 1, STRETCH) as `_inked_stretches` gives them, in their places of the page's mask."""
    flat = mask.reshape(-1)
    whole = flat.size // STRETCH * STRETCH
    flat[:whole].reshape(-1, STRETCH)[numbers] = part[:-1]
    flat[whole:] = part[-1, : flat.size - whole]


def _reach(inked: np.ndarray, scale: float) -> slice:
    """From the first that is inked to the last, with a rim."""
    found = np.flatnonzero(inked)
    rim = int(RULE_WINDOW_PT * scale) + 1
    return slice(max(0, int(found[0]) - rim), int(found[-1]) + 1 + rim) if len(found) else slice(0)


def _rule_ink(darkest: np.ndarray, scale: float) -> np.ndarray:
    """Strokes that stand out from their surroundings, on white as on shaded cells."""
    window = max(3, int(RULE_WINDOW_PT * scale) | 1)
    around = cv2.blur(darkest, (window, window))
    cv2.subtract(around, darkest, dst=around)  # in place: to touch a page's worth of new memory costs more than the sum
    return cv2.threshold(around, RULE_CONTRAST, 255, cv2.THRESH_BINARY, dst=around)[1]


def _drawn(grey: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """All that is dark or colourful; `spread`: from the darkest of a pixel's colours to the lightest."""
    dark = cv2.threshold(grey, DARK_BELOW - 1, 255, cv2.THRESH_BINARY_INV)[1]
    return cv2.bitwise_or(dark, cv2.threshold(spread, COLOURFUL_ABOVE, 255, cv2.THRESH_BINARY)[1])


def without_grain(drawn: np.ndarray, printed: np.ndarray, colour: np.ndarray, scale: float) -> np.ndarray:
    """`drawn` without the scattered pixels of a pale fill that is about as dark as the least drawing.

    `drawn`, `printed`: uint8 (h, w) 0/255, all drawings and the dark ones among them; `colour` uint8 (h, w, 3) RGB. What
    stands out from the shade around it is a line, and what is whole is a fill; the rest goes.
    """
    darkest = _darkest(colour)
    window = np.ones((max(3, int(GRAIN_WINDOW_PT * scale) | 1),) * 2, np.uint8)
    shade = cv2.morphologyEx(darkest, cv2.MORPH_CLOSE, window)
    line = cv2.threshold(cv2.subtract(shade, darkest), GRAIN_CONTRAST, 255, cv2.THRESH_BINARY)[1]
    mended = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    whole = cv2.morphologyEx(mended, cv2.MORPH_OPEN, window)
    kept = cv2.bitwise_or(cv2.bitwise_or(line, whole), cv2.dilate(printed, np.ones((3, 3), np.uint8)))
    return cv2.bitwise_and(drawn, kept)


def faint_strokes(weak: np.ndarray, drawn: np.ndarray, scale: float) -> np.ndarray:
    """Grey hair lines, too faint for the drawings: uint8 (h, w) 0/255, thin strokes of `weak` that lie beside nothing `drawn`.

    `weak`, `drawn`: uint8 (h, w) 0/255, the weaker ink and all drawings.
    """
    areas = cv2.morphologyEx(weak, cv2.MORPH_OPEN, np.ones((max(3, round(FAINT_THICK_PT * scale)),) * 2, np.uint8))
    taken = cv2.dilate(cv2.bitwise_or(areas, drawn), np.ones((2 * EDGE_PX + 1,) * 2, np.uint8))
    labels, stats, _ = find_components(cv2.subtract(weak, taken), connectivity=8)
    long = stats[:, 2:4].max(axis=1) >= FAINT_LONG_PT * scale
    long[0] = False
    return mask_of(labels, long)


def _darkest(colour: np.ndarray) -> np.ndarray:
    red, green, blue = cv2.split(colour)
    return cv2.min(cv2.min(red, green), blue)
