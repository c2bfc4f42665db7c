"""Black print parted from coloured ink over it by optical density: what a pixel lacks in each colour adds up."""

from __future__ import annotations

import cv2
import numpy as np

#: Paper is the lightest shade around that is no dot: found on a picture reduced to this many pixels a point, over
#: strokes closer than the first window and shaded over the second. Points.
REDUCED_PX_PER_PT = 0.7
STROKES_PT, SHADE_PT = 12.0, 60.0
#: Added to a shade before its logarithm is taken: scanners' black is never nothing.
DARKEST = 4.0
#: Pixels with more colour than this share of all coloured ones are ink alone, on no print; of how dense the ink is in
#: its own colour, this quantile counts: stamp and signature differ, and to take out too much would eat the print.
PURE_SHARE, DENSITY_QUANTILE = 0.6, 0.4


def print_alone(colour: np.ndarray, coloured: np.ndarray, scale: float) -> np.ndarray:
    """The picture with coloured ink taken out and the print under it kept.

    `colour` uint8 (h, w, 3), RGB; `coloured` bool (h, w), where coloured ink is; `scale` px per point. By Beer's law
    densities add up: print is as dense in all colours, an ink is not, and the spread between the densest and the least
    dense colour tells how much of it there is. Unlike fading by brightness this keeps thin letters, which are no
    darker than the ink over them. Ink as black as print stays.
    """
    if not coloured.any():
        return colour
    paper = np.stack([_paper(channel, scale)[coloured] for channel in cv2.split(colour)], axis=1).astype(np.float32)
    shades = colour[coloured].astype(np.float32)
    density = np.maximum(0, np.log((paper + DARKEST) / (shades + DARKEST)))
    least = density.min(axis=1)
    spread = density.max(axis=1) - least
    pure = spread >= np.quantile(spread, PURE_SHARE)
    share = float(np.quantile(least[pure] / np.maximum(spread[pure], 1e-3), DENSITY_QUANTILE))
    black = np.maximum(0, least - share * spread)
    grey = np.exp(-black) * (paper.mean(axis=1) + DARKEST) - DARKEST
    out = colour.copy()
    out[coloured] = np.clip(grey, 0, 255).astype(np.uint8)[:, None]
    return out


def in_lightest_shade(colour: np.ndarray, coloured: np.ndarray) -> np.ndarray:
    """The picture with coloured ink in the grey of its lightest channel: a ghost, under which no letter loses a stroke.

    `colour` uint8 (h, w, 3), RGB; `coloured` bool (h, w), where coloured ink is.
    """
    out = colour.copy()
    out[coloured] = colour[coloured].max(axis=1, keepdims=True)
    return out


def _paper(channel: np.ndarray, scale: float) -> np.ndarray:
    height, width = channel.shape
    reduction = max(1.0, scale / REDUCED_PX_PER_PT)
    small = cv2.resize(
        channel, (max(1, round(width / reduction)), max(1, round(height / reduction))), interpolation=cv2.INTER_AREA
    )
    strokes = int(STROKES_PT * REDUCED_PX_PER_PT) | 1
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((strokes, strokes), np.uint8))
    shaded = cv2.medianBlur(light, int(SHADE_PT * REDUCED_PX_PER_PT) | 1)
    return cv2.resize(shaded, (width, height), interpolation=cv2.INTER_LINEAR)
