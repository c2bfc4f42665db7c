"""Where rules run, gaps included: what is left of a broken or ragged one there is no print."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from ingest.ink.rulings import LineWork, Stroke

#: Shorter strokes may be letters, bars of a logo or the sides of a symbol.
LEAST_LENGTH_PT = 30.0
#: Crumbs of a rule lie this near to it: the noise of a fax or photocopy frays it by a pixel or two.
FRAYED_PT = 0.8
#: OpenCV takes ends of lines in fractions of a pixel so fine.
SUBPIXEL_BITS = 4


class Bands(NamedTuple):
    """Masks of a page, uint8 0/255: `cores` the rules as if drawn whole, `frayed` these and what crumbles beside them."""

    cores: np.ndarray
    frayed: np.ndarray


def rule_bands(work: LineWork, scale: float) -> Bands:
    """The bands of all long strokes of `work`; `scale` is pixels per point."""
    cores, frayed = np.zeros_like(work.mask), np.zeros_like(work.mask)
    for strokes, lying in ((work.lying, True), (work.standing, False)):
        for stroke in strokes:
            if stroke.length >= LEAST_LENGTH_PT * scale:
                _draw(cores, stroke, lying, max(1, round(stroke.thickness)))
                _draw(frayed, stroke, lying, round(stroke.thickness + 2 * FRAYED_PT * scale))
    return Bands(cores, frayed)


def _draw(mask: np.ndarray, stroke: Stroke, lying: bool, thickness_px: int) -> None:
    ends = ((stroke.x0, stroke.y0 - 0.5), (stroke.x1 - 1, stroke.y1 - 0.5))
    a, b = (tuple(round(v * 2**SUBPIXEL_BITS) for v in (end if lying else end[::-1])) for end in ends)
    cv2.line(mask, a, b, 255, thickness_px, shift=SUBPIXEL_BITS)
