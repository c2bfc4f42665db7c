"""Skew and perspective of an upright page, from its ruling lines, else from its lines of text; undone by one warp."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.ink.rulings import Stroke
from ingest.look import Look

#: Strokes shorter than this say little of an angle (a pixel's error over 50 pt at 200 dpi is 0.4 degrees).
MIN_STROKE_PT = 50.0
#: So much length of strokes, in points, makes the rules the measure; else the text is.
ENOUGH_PT = 250.0
#: Strokes further than this from what most say are a flow line drawn aslant or a fold. Degrees.
OUTLIER_DEG = 0.6
#: Slopes that change by more than this over the page, or differ from lying to standing strokes, are perspective.
PERSPECTIVE_DEG = 0.35
#: Strokes that lie over less than this share of the page, or fewer, tell how their slopes change only where these change
#: by so much from the first to the last and stray from it by no more (degrees; measured on photos of low tables: changes
#: of 0.33-0.65, straying by 0.003).
LEAST_SPREAD, FEWEST = 0.3, 4
CLEAR_CHANGE_DEG, STRAYING_DEG, FEWEST_CLEAR = 0.25, 0.025, 3
#: Below this a warp costs sharpness and gains nothing: 1.5 pixels over a landscape page at 200 dpi.
NEGLIGIBLE_DEG = 0.04
#: Text alone is looked at up to this skew.
MAX_TEXT_SKEW_DEG = 8.0


@dataclass(frozen=True)
class Slant:
    """Slopes of what should lie and stand, as tangents: at the page's top and bottom, and at its left and right.

    A page turned clockwise by a (small) angle has lying slopes of +a and standing ones (dx/dy) of -a.
    """

    top: float
    bottom: float
    left: float
    right: float

    @property
    def skew_deg(self) -> float:
        """Degrees clockwise that the page is turned by, on the whole."""
        return float(np.degrees(np.arctan((self.top + self.bottom - self.left - self.right) / 4)))

    @property
    def upside_down(self) -> Slant:
        """How the same page slants turned by 180 degrees."""
        return Slant(self.bottom, self.top, self.right, self.left)

    @property
    def is_perspective(self) -> bool:
        limit = np.tan(np.radians(PERSPECTIVE_DEG))
        shear = (self.top + self.bottom + self.left + self.right) / 2
        return max(abs(self.top - self.bottom), abs(self.left - self.right), abs(shear)) > limit


def find_slant(look: Look) -> Slant:
    """How the page of `look` slants; all zero where it shows neither rules nor text."""
    height, width = look.ink.text.shape
    lying = _fit(look.lines.lying, height, look.scale)
    standing = _fit(look.lines.standing, width, look.scale)
    if lying is None and standing is None:
        slope = _text_slope(look.ink.text, look.scale)
        return Slant(slope, slope, -slope, -slope)
    if lying is None:
        mean = -(standing[0] + standing[1]) / 2
        return Slant(mean, mean, *standing)
    if standing is None:
        mean = -(lying[0] + lying[1]) / 2
        return Slant(*lying, mean, mean)
    return Slant(*lying, *standing)


def straighten(colour: np.ndarray, slant: Slant) -> np.ndarray:
    """`colour` (height, width, 3) warped so that lying strokes lie and standing ones stand; itself where it is straight.

    The picture grows so that nothing is cut off; what is beyond its edge is white.
    """
    if slant.is_perspective:
        return _warped(colour, _rectifying(slant, *colour.shape[:2]))
    if abs(slant.skew_deg) < NEGLIGIBLE_DEG:
        return colour
    height, width = colour.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), slant.skew_deg, 1.0)
    return _warped(colour, np.vstack([turn, [0, 0, 1]]))


def _fit(strokes: list[Stroke], across: int, scale: float) -> tuple[float, float] | None:
    """Slopes of lying strokes at the page's first and last row (of `across`); None for too few strokes.

    A line through slope against position, weighted by length squared (the slope's error falls with length), outliers
    left out; where the strokes lie too close together to tell, one slope for all.
    """
    long = [s for s in strokes if s.length >= MIN_STROKE_PT * scale]
    if sum(s.length for s in long) < ENOUGH_PT * scale:
        return None
    slopes = np.array([(s.y1 - s.y0) / s.length for s in long])
    places = np.array([s.middle / across for s in long])
    weights = np.array([s.length for s in long]) ** 2
    middle = _weighted_median(slopes, weights)
    near = np.abs(slopes - middle) < np.tan(np.radians(3 * OUTLIER_DEG))
    for _ in range(3):
        at_top, change = _weighted_line(places[near], slopes[near], weights[near])
        now = np.abs(slopes - at_top - change * places) < np.tan(np.radians(OUTLIER_DEG))
        if not now.any() or (now == near).all():
            break
        near = now
    if _tells_change(places[near], slopes[near], weights[near], at_top, change):
        return at_top, at_top + change
    middle = _weighted_median(slopes[near], weights[near])
    return middle, middle


def _tells_change(x: np.ndarray, y: np.ndarray, weights: np.ndarray, start: float, change: float) -> bool:
    """Whether strokes at the places `x`, with slopes `y`, tell how slopes change over the page."""
    if np.ptp(x) >= LEAST_SPREAD and len(x) >= FEWEST:
        return True
    straying = np.sqrt(weights @ (y - start - change * x) ** 2 / weights.sum())
    is_clear = abs(change) * np.ptp(x) >= np.radians(CLEAR_CHANGE_DEG) and straying <= np.radians(STRAYING_DEG)
    return bool(is_clear) and len(x) >= FEWEST_CLEAR


def _weighted_line(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    total = weights.sum()
    x0, y0 = float(x @ weights / total), float(y @ weights / total)
    spread = float(weights @ (x - x0) ** 2)
    slope = float(weights @ ((x - x0) * (y - y0)) / spread) if spread > 1e-9 * total else 0.0
    return y0 - slope * x0, slope


def _weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(values)
    passed = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(passed, passed[-1] / 2)])


def _text_slope(letters: np.ndarray, scale: float) -> float:
    """The slope at which the letters' rows fall together best: the sharpest profile, coarse then fine."""
    ys, xs = np.nonzero(letters[:: max(1, int(scale / 2)), :: max(1, int(scale))])
    if len(xs) < 50:
        return 0.0
    ys, xs = ys * max(1, int(scale / 2)) / scale, xs * max(1, int(scale)) / scale  # points
    best = 0.0
    for reach, step in ((MAX_TEXT_SKEW_DEG, 0.5), (0.5, 0.1), (0.1, 0.025)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda a: _sharpness(ys - xs * np.tan(np.radians(a)))))
    return float(np.tan(np.radians(best)))


def _sharpness(rows_pt: np.ndarray) -> float:
    counts = np.bincount(((rows_pt - rows_pt.min()) * 1.5).astype(int))
    return float((counts.astype(float) ** 2).sum())


def _rectifying(slant: Slant, height: int, width: int) -> np.ndarray:
    """The homography that makes the page's edges, sloped as found, a rectangle of the same middle lengths."""
    top = (0.0, slant.top)  # y at the middle column, slope
    bottom = (float(height), slant.bottom)
    left = (0.0, slant.left)  # x at the middle row, slope
    right = (float(width), slant.right)
    corners = [_corner(lying, standing, height, width) for lying in (top, bottom) for standing in (left, right)]
    target = [(0, 0), (width, 0), (0, height), (width, height)]
    return cv2.getPerspectiveTransform(np.array(corners, np.float32), np.array(target, np.float32))


def _corner(lying: tuple[float, float], standing: tuple[float, float], height: int, width: int) -> tuple[float, float]:
    """Where y = y0 + a (x - width / 2) meets x = x0 + b (y - height / 2)."""
    (y0, a), (x0, b) = lying, standing
    y = (y0 + a * (x0 - b * height / 2 - width / 2)) / (1 - a * b)
    return x0 + b * (y - height / 2), y


def _warped(colour: np.ndarray, transform: np.ndarray) -> np.ndarray:
    height, width = colour.shape[:2]
    edges = np.array([[[0, 0], [width, 0], [0, height], [width, height]]], np.float64)
    reached = cv2.perspectiveTransform(edges, transform)[0]
    low, high = np.floor(reached.min(axis=0)), np.ceil(reached.max(axis=0))
    shift = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]])
    size = (int(high[0] - low[0]), int(high[1] - low[1]))
    return cv2.warpPerspective(
        colour, shift @ transform, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,) * 3
    )
