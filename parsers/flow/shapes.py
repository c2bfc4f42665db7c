"""What a closed form is: from its silhouette to the shape drawn, and from that to its meaning (PermenPAN-RB 35/2012)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from models.document import DrawnAs, NodeShape

#: Share of the convex hull that is filled: below it the form is a loop of lines or a merger, no symbol.
#: A form without a name must be convex to be a symbol at all.
MIN_SOLIDITY, MIN_OTHER_SOLIDITY = 0.86, 0.9
#: How well a form must fill the ideal of its shape (intersection over union; a pixel around the rim is allowed on top).
#: A document's wave is part of its shape.
MIN_FIT = 0.9
LEAST_FIT = {"diamond": 0.88, "document": 0.88, "capsule": 0.93}
#: Share of a corner's quadrant that is cut away: 0 square, 0.21 ellipse, 0.5 diamond.
SQUARE_CUT, ELLIPSE_CUT, ELLIPSE_TOLERANCE = 0.035, 0.2146, 0.055
#: ... or, with corners a little off (a flat ellipse of a fax: 0.29), the whole form fits an ellipse so well.
LIKE_ELLIPSE = 0.94
#: A filled diamond has lost its sharp ends with the lines at them, so its cuts look smaller.
DIAMOND_CUTS = (0.33, 0.63)
#: The closing of gaps fills the sharp ends inside an outline as an opening blunts them by so many pixels; small
#: diamonds of 150 dpi lose a fifth of their height so.
BLUNTED_PX = 3
#: A corner is rounded from this radius on: in points, in pixels (noise) and as a share of the shorter side.
MIN_RADIUS_PT, MIN_RADIUS_PX, MIN_RADIUS = 1.2, 3.3, 0.085
#: All four corners a little round count as well: the smallest and the mean radius, as shares of the least radius.
ALL_ROUND = (0.68, 0.8)
#: Radius that a pen's round joins give to the outer corners of a box.
ROUND_JOIN_PT = 0.5
#: Sides alike within this ratio: a square; a circle.
ALIKE, ROUND = 1.22, 1.13
#: The narrow end of a pentagon is a point: its width there, as a share of the whole; a trapezoid's is wider.
POINT_WIDTH, TRAPEZOID_WIDTH = 0.2, 0.93
#: Distance from the narrow end, as a share of the height, at which that width is taken.
END_DEPTH = 0.06
#: A side is straight when the width strays by less than this share from an even loss (flat pentagons of 150 dpi: 0.14).
BENT = 0.16
#: A slanted end so many pixels long may spare its last two.
LONG_SLANT_PX = 20
#: How far two mirrored corners may differ before the form counts as lopsided (the wavy bottom of a document).
LOPSIDED = 0.06
#: A document's top corners are whole but for this share, or for this one within a rim of a pixel that a scan has frayed.
LEVEL_TOP, BELOW_FRAYED = 0.05, 0.02
#: A document's wave is so deep, as a share of the height; and so deep in pixels between the corners, which take up this
#: share of the width on either side.
WAVE, WAVE_PX, BETWEEN_CORNERS = 0.08, 1.5, 0.15


@dataclass(frozen=True)
class Shape:
    """A shape and how well the silhouette fits it (0-1)."""

    drawn_as: DrawnAs
    fit: float


def classify(silhouette: np.ndarray, scale: float, trimmed: int = 0) -> Shape | None:
    """The shape of a filled silhouette (uint8, non-zero inside, cut to its box); None where it is no symbol's form.

    `scale`: pixels per point. The shorter side should be 10 pixels or more. `trimmed`: side of the square that the
    silhouette was opened with, which has blunted its sharp corners.
    """
    height, width = silhouette.shape
    if min(height, width) > 1 and silhouette.all():  # as most boxes drawn by a program are
        return Shape("square" if _is_alike(width, height) else "rectangle", 1.0)
    contours, _ = cv2.findContours(silhouette, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    contour = max(contours, key=cv2.contourArea)
    hull = cv2.contourArea(cv2.convexHull(contour))
    solidity = cv2.contourArea(contour) / hull if hull else 0.0
    if solidity < MIN_SOLIDITY:
        return None
    filled = np.zeros_like(silhouette)
    cv2.drawContours(filled, [contour], -1, 1, cv2.FILLED)
    cuts = _corner_cuts(filled)
    drawn = _by_corners(filled, cuts, width, height, scale, solidity, trimmed > 0)
    fit = solidity if drawn in ("document", "pentagon", "trapezoid", "other") else _likeness(filled, drawn, trimmed)
    least = LEAST_FIT.get(drawn, MIN_FIT) - (width + height) / (width * height)
    if fit >= least:
        return Shape(drawn, round(float(fit), 3))
    return Shape("other", round(solidity, 3)) if solidity >= MIN_OTHER_SOLIDITY else None


def _likeness(filled: np.ndarray, drawn_as: DrawnAs, trimmed: int) -> float:
    """Intersection over union with the ideal form of the same box."""
    height, width = filled.shape
    across = np.abs(np.arange(width) + 0.5 - width / 2)[None]
    down = np.abs(np.arange(height) + 0.5 - height / 2)[:, None]
    if drawn_as == "diamond":
        return max(_diamond_likeness(filled, across, down, blunt) for blunt in (trimmed, trimmed + BLUNTED_PX))
    if drawn_as in ("ellipse", "circle"):
        ideal = (across / (width / 2)) ** 2 + (down / (height / 2)) ** 2 <= 1
    else:
        radius = float(np.median(radii(filled)))
        over_x = np.maximum(across - (width / 2 - radius), 0)
        over_y = np.maximum(down - (height / 2 - radius), 0)
        ideal = over_x**2 + over_y**2 <= max(radius, 0.5) ** 2
    return _shared(filled, ideal)


def _diamond_likeness(filled: np.ndarray, across: np.ndarray, down: np.ndarray, blunted: int) -> float:
    """Likeness with the diamond whose sharp ends a square of `blunted` pixels has cut; see `_likeness`."""
    height, width = filled.shape
    half_width = width / 2 + blunted / 2 * width / height
    half_height = height / 2 + blunted / 2 * height / width
    return _shared(filled, across / half_width + down / half_height <= 1)


def _shared(filled: np.ndarray, ideal: np.ndarray) -> float:
    common = np.count_nonzero(filled & ideal)
    return common / max(1, np.count_nonzero(filled) + np.count_nonzero(ideal) - common)


def meaning(drawn_as: DrawnAs) -> NodeShape:
    """What a drawn shape means; one that the guide does not know is a step of work."""
    if drawn_as in ("capsule", "ellipse"):
        return "terminator"
    if drawn_as == "diamond":
        return "decision"
    if drawn_as in ("pentagon", "circle"):
        return "connector"
    return "process"


def _corner_cuts(filled: np.ndarray) -> np.ndarray:
    """The empty share of each quadrant: [[top left, top right], [bottom left, bottom right]]."""
    height, width = filled.shape
    rows, columns = height // 2, width // 2
    quadrants = (
        (filled[:rows, :columns], filled[:rows, width - columns :]),
        (filled[height - rows :, :columns], filled[height - rows :, width - columns :]),
    )
    return np.array([[1.0 - q.mean() for q in row] for row in quadrants])


def _by_corners(
    filled: np.ndarray, cuts: np.ndarray, width: int, height: int, scale: float, solidity: float, outside: bool
) -> DrawnAs:
    if cuts.min() > DIAMOND_CUTS[0] and cuts.max() < DIAMOND_CUTS[1]:
        return "diamond"
    circular = max(width, height) <= ROUND * min(width, height) + 1
    if (np.abs(cuts - ELLIPSE_CUT) < ELLIPSE_TOLERANCE).all():
        return "circle" if circular else "ellipse"
    if (np.abs(cuts - ELLIPSE_CUT) < 1.5 * ELLIPSE_TOLERANCE).all():  # small ones are a few pixels off
        if circular:
            return "circle"
        if _likeness(filled, "ellipse", 0) >= LIKE_ELLIPSE:
            return "ellipse"
    narrow = _narrowing(filled, cuts)
    if narrow is not None:
        return narrow
    if _wavy(filled, cuts):
        return "document"
    if _is_rounded(filled, width, height, scale, outside):
        return "capsule"
    if solidity > 0.93 and np.median(cuts) < 2 * SQUARE_CUT:
        return "square" if _is_alike(width, height) else "rectangle"
    return "other"


def _is_alike(width: int, height: int) -> bool:
    return max(width, height) <= ALIKE * min(width, height)


def _is_rounded(filled: np.ndarray, width: int, height: int, scale: float, outside: bool) -> bool:
    """Whether all corners (one may be hidden by a line) are arcs of some size: a capsule or a rounded box.

    `outside`: the silhouette takes in the outline, whose own outer corners may be round.
    """
    ordered = sorted(radii(filled))
    least = least_radius(width, height, scale)
    if outside:
        least += ROUND_JOIN_PT * scale
    return ordered[1] >= least or (ordered[0] >= ALL_ROUND[0] * least and sum(ordered) / 4 >= ALL_ROUND[1] * least)


def least_radius(width: int, height: int, scale: float) -> float:
    """The radius in pixels from which on the corners of a box of that size are rounded; `scale`: pixels per point."""
    return max(MIN_RADIUS_PT * scale, MIN_RADIUS_PX, MIN_RADIUS * min(width, height))


def radii(filled: np.ndarray) -> list[float]:
    """The radius of each corner in pixels, from the area that it leaves empty."""
    if filled.all():
        return [0.0] * 4
    # A quarter circle of radius r leaves (1 - pi/4) r² of its corner empty.
    return [
        float(np.sqrt(_empty_corner(c) / (1 - np.pi / 4)))
        for c in (filled, filled[:, ::-1], filled[::-1], filled[::-1, ::-1])
    ]


def _empty_corner(filled: np.ndarray) -> float:
    """Empty pixels of the top left corner between the two sides that meet there.

    Each side is taken where it runs near the corner: in a scan it may slope by a pixel or two over its length.
    """
    side = max(3, min(filled.shape) // 2)
    height, width = filled.shape
    top = np.argmax(filled[:, side // 2 : max(side, width // 2)] > 0, axis=0)
    left = np.argmax(filled[side // 2 : max(side, height // 2)] > 0, axis=1)
    y, x = _middle(top), _middle(left)
    corner = filled[y : y + side, x : x + side]
    return min(corner.size - float(corner.sum(dtype=np.int64)), (1 - np.pi / 4) * side**2)


def _middle(values: np.ndarray) -> int:
    """The median of a few counts, rounded down; numpy's own takes longer than all else that is done with a corner."""
    ordered = np.sort(values)
    return int(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) // 2


def _narrowing(filled: np.ndarray, cuts: np.ndarray) -> DrawnAs | None:
    """Pentagon or trapezoid: two neighbouring corners whole or nearly so, the other two cut by straight lines alike."""
    for turned, quarter in (
        (filled, cuts),
        (filled[::-1], cuts[::-1]),
        (filled.T, cuts.T),
        (filled.T[::-1], cuts.T[::-1]),
    ):
        wide, narrow = quarter[0], quarter[1]  # seen with the narrow end below
        if (
            narrow.min() < 2 * SQUARE_CUT
            or abs(narrow[0] - narrow[1]) > 2 * LOPSIDED
            or wide.max() > 0.8 * narrow.min()
        ):
            continue
        height, width = turned.shape
        end = turned[height - 1 - max(1, round(END_DEPTH * height))]
        span = np.flatnonzero(end)
        end_width = (span[-1] - span[0] + 1) / width if len(span) else 0.0
        slanted = _straightness(turned)
        if end_width <= POINT_WIDTH + 2 * END_DEPTH * _taper(turned) and wide.max() < 0.12 and slanted:
            return "pentagon"
        if 0.2 < end_width < TRAPEZOID_WIDTH and slanted and _slants_all_the_way(turned):
            return "trapezoid"
    return None


def _widths(filled: np.ndarray) -> np.ndarray:
    """Width of every row as a share of the widest."""
    widths = filled.sum(axis=1).astype(float)
    return widths / max(widths.max(), 1.0)


def _taper(filled: np.ndarray) -> float:
    """Loss of width per height over the part that narrows: 1 for a long point, 4 for a flat one."""
    widths = _widths(filled)
    narrowing = (widths < 0.95).sum() / len(widths)
    return min(6.0, 1.0 / max(narrowing, 0.1))


def _straightness(filled: np.ndarray) -> bool:
    """Whether the narrowing part loses width evenly (a slanted side), unlike the arc of an ellipse or a rounded corner."""
    widths = _widths(filled)
    part = widths[np.flatnonzero(widths >= 0.95)[-1] :]
    if len(part) >= LONG_SLANT_PX:
        part = part[:-2]  # the rest of a line may hang on the end
    if len(part) < 3:
        return False
    line = np.linspace(part[0], part[-1], len(part))
    return float(np.abs(part - line).max()) < BENT


def _slants_all_the_way(filled: np.ndarray) -> bool:
    """Whether the sides slant from top to bottom (trapezoid), not only at the end."""
    widths = _widths(filled)
    return bool(widths[len(widths) // 2] < 0.5 * (widths[len(widths) // 10] + widths[-1 - len(widths) // 10]) + 0.08)


def _wavy(filled: np.ndarray, cuts: np.ndarray) -> bool:
    """A document: straight top and sides, the bottom (or for a mirrored one, either end) a wave from side to side."""
    top, bottom = cuts
    level = top.max() <= LEVEL_TOP or _corner_cuts(filled[1:, 1:-1])[0].max() <= BELOW_FRAYED
    if not level or abs(bottom[0] - bottom[1]) < LOPSIDED / 2 or bottom.max() < 2 * SQUARE_CUT:
        return False
    height = filled.shape[0]
    heights = filled.shape[0] - np.argmax(filled[::-1] > 0, axis=0)
    smooth = cv2.blur(heights.astype(np.float32).reshape(1, -1), (5, 1)).ravel()
    # Between the corners, which may be round: a side that slopes by a pixel has no wave.
    aside = round(BETWEEN_CORNERS * len(smooth))
    between = smooth[aside : len(smooth) - aside]
    waves = float(np.ptp(between)) > WAVE_PX if len(between) else False
    return waves and float(np.ptp(smooth)) > WAVE * height
