"""Symbols filled with a gradient: ink where the fill is dark, paper where it is pale, whole only by the line around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from models.geometry import PixelBox
from parsers.flow.contours import Form, enclosed_forms, filled_forms, symbol_sized
from parsers.flow.linework import Canvas

#: A line is darker than the fill on both its sides by so much (of 255); the next step of a gradient is by far less.
DARKER = 24
#: Lines are looked for up to so many times the usual stroke's thickness.
THICKEST = 2.5
#: Ink covers so much of a symbol whose fill passes from dark to pale: with less it is lettering.
LEAST_INK = 0.12
#: Among its pixels the palest tenth differs from the darkest by so much (of 255): of one even fill it does not.
GRADED = 40


def shaded_forms(canvas: Canvas, colour: np.ndarray, thickness: float, words: Sequence[PixelBox] = ()) -> list[Form]:
    """The forms of symbols that are filled in part: what lines enclose once fills are paper; on a page whose symbols have
    no line around them, all that is darker than the paper.

    `colour`: the page picture cut like the canvas, uint8 (h, w, 3). `thickness`: the usual stroke's, in pixels. `words`: where
    letters may touch an outline.
    """
    red, green, blue = cv2.split(colour)
    darkest = cv2.min(cv2.min(red, green), blue)
    side = max(3, round(THICKEST * thickness) | 1)
    lines = cv2.morphologyEx(darkest, cv2.MORPH_BLACKHAT, np.ones((side, side), np.uint8))
    lines = cv2.subtract(_above(lines), canvas.rules)
    outlined = _shaded(enclosed_forms(canvas, lines, with_rules=False, words=words), canvas, darkest)
    if outlined:
        return outlined
    inked = cv2.subtract(_above(cv2.subtract(int(np.median(darkest)), darkest)), canvas.rules)
    return _shaded(filled_forms(replace(canvas, ink=inked), thickness, THICKEST), canvas, darkest)


def _shaded(forms: list[Form], canvas: Canvas, darkest: np.ndarray) -> list[Form]:
    large = [f for f in forms if symbol_sized(f.box.width, f.box.height, canvas.scale)]
    return [f for f in large if _is_shaded(f, canvas.ink, darkest)]


def _above(darker: np.ndarray) -> np.ndarray:
    return cv2.threshold(darker, DARKER, 255, cv2.THRESH_BINARY)[1]


def _is_shaded(form: Form, ink: np.ndarray, darkest: np.ndarray) -> bool:
    inside = cv2.erode(form.inside, np.ones((3, 3), np.uint8), borderValue=0) > 0
    place = _cut(form.box)
    covered = ink[place][inside]
    if not covered.size or np.count_nonzero(covered) < LEAST_INK * covered.size:
        return False
    dark, pale = np.percentile(darkest[place][inside], (10, 90))
    return bool(pale - dark >= GRADED)


def _cut(box: PixelBox) -> tuple[slice, slice]:
    return np.s_[box.top : box.bottom, box.x0 : box.x1]
