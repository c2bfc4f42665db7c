"""Arrowheads: filled triangles and open barbs, seen as a swelling of the ink that tapers towards the end of a line."""

from __future__ import annotations

import cv2
import numpy as np

from models.geometry import PixelBox

#: How far back from the end, and to either side, an arrowhead reaches.
REACH_PT, SIDE_PT = 13.0, 6.5
#: It is looked for from so far before the end on.
BEFORE_PT = 2.0
#: The direction of the line is taken over the first of these distances from its end over which it is straight, within
#: so much,
HEADING_PT, STRAIGHT_PT = (6.0, 4.0, 2.5), 0.8
#: ... or between these: the line behind the head.
BEHIND_HEAD_PT = (5.0, 10.0)
#: ... unless the line bends in between, so that the end lies farther than this from its axis.
OFF_AXIS_PT = 2.0
#: An axis within this of lying or standing (cosine) may be a lying or standing one.
UPRIGHT_COSINE = 0.9
#: The head is longer than the first and at most as long as the second.
MIN_HEAD_PT, MAX_HEAD_PT = 1.4, 11.0
#: On both sides the head sticks out of the line by this much, in points and in pixels (a 150 dpi scan).
OVERHANG_PT, OVERHANG_PX = 0.7, 1.3
#: ... or, on hairlines, by so many times their thickness.
HAIRLINE = 1.5
#: The least that a small head sticks out by, looked for where a line has no other: it is no wider than a drop of ink.
SMALL_OVERHANG_PT = 0.5
#: Barbs that hang loose beside a line's end, their tip under a thick outline: over so many points both are seen, each
#: moves away from the line by so much a point, and the one is as far from it as the other within this.
LOOSE_PT, SLOPE, EVEN_PT = 1.4, (0.2, 2.5), 1.0
#: The way of a line is taken over so much of it there.
END_PT = 1.1
#: Half-way to the tip the head is narrower than this share of its widest; behind it the line is, too.
TAPER, BACK = 0.88, 0.6


def arrowhead_length(
    ink: np.ndarray, path: np.ndarray, thickness: float, scale: float, *, small: bool = False
) -> float | None:
    """Pixels from the end of a line back to the widest part of the arrowhead that it ends in; None where it has none.

    `ink`: uint8 line work (symbols taken out). `path`: float (n, 2) of x, y, beginning at the end in question.
    `thickness`: of the line in pixels; `scale`: pixels per point; `small`: the head may be hardly wider than the line.
    """
    seen = []
    for axis in _axes(path, scale):
        seen.append(_around(ink, *axis, scale))
        length = _head_length(_half_widths(seen[-1]), thickness, scale, small)
        if length is not None:
            return length
    seen += [_around(ink, *axis, scale) for axis in _at_the_end(path, scale)]
    loose = (_loose_barbs(inked, thickness, scale) for inked in seen)
    return next((length for length in loose if length is not None), None)


def _at_the_end(path: np.ndarray, scale: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """The tip and the lying or standing way back over the end alone: behind barbs that hang loose a line may bend."""
    way = path[min(len(path) - 1, round(END_PT * scale))] - path[0]
    longer = np.abs(way) == np.abs(way).max()
    return [(path[0], np.sign(way) * longer)] if longer.sum() == 1 else []


def _axes(path: np.ndarray, scale: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """The tip and the way back from it (unit vector): along the end of the path, and along the line behind the head.

    Thinning bends the end of the path to a corner of a thick head; behind an elbow only the end is straight.
    """
    reach = np.hypot(*(path - path[0]).T)

    def point_at(distance_pt: float) -> np.ndarray:
        far = np.flatnonzero(reach >= distance_pt * scale)
        return path[far[0]] if len(far) else path[-1]

    near, far = point_at(BEHIND_HEAD_PT[0]), point_at(BEHIND_HEAD_PT[1])
    straight = [point_at(d) for d in HEADING_PT if _bend(path[reach < d * scale], point_at(d)) <= STRAIGHT_PT * scale]
    ends = [(path[0], straight[0])] if straight else []
    axes = []
    for start, end in (*ends, (near, far)):
        way = end - start
        length = float(np.hypot(*way))
        if length < MIN_HEAD_PT * scale:
            continue
        way = way / length
        tip = start + way * float((path[0] - start) @ way)
        if np.hypot(*(tip - path[0])) <= OFF_AXIS_PT * scale:
            axes.append((tip, way))
    # Most lines end lying or standing; a jog or a joint just behind the head tilts the first axis.
    return axes + [(tip, np.rint(way)) for tip, way in axes[:1] if UPRIGHT_COSINE <= np.abs(way).max() < 1]


def _bend(path: np.ndarray, end: np.ndarray) -> float:
    """How far a path strays from the straight way to its `end`."""
    way = end - path[0]
    length = float(np.hypot(*way))
    return float(np.abs((path - path[0]) @ np.array([-way[1], way[0]])).max()) / length if length else 0.0


def _around(ink: np.ndarray, tip: np.ndarray, way: np.ndarray, scale: float) -> np.ndarray:
    """The ink around an axis: bool, a row for every pixel back from a little before the tip, the axis in the middle."""
    along = np.arange(-_before(scale), REACH_PT * scale)
    across = np.arange(-round(SIDE_PT * scale), round(SIDE_PT * scale) + 1)
    x = tip[0] + along[:, None] * way[0] - across[None] * way[1]
    y = tip[1] + along[:, None] * way[1] + across[None] * way[0]
    around = PixelBox(int(x.min()) - 1, int(y.min()) - 1, int(x.max()) + 2, int(y.max()) + 2)
    around = around.clipped(ink.shape[1], ink.shape[0])
    patch = ink[around.top : around.bottom, around.x0 : around.x1]
    seen = cv2.remap(
        patch,
        (x - around.x0).astype(np.float32),
        (y - around.top).astype(np.float32),
        cv2.INTER_NEAREST,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    return seen > 0


def _before(scale: float) -> float:
    """The tip lies a little beyond the end of the thinned line, by at most so many pixels."""
    return BEFORE_PT * scale


def _half_widths(inked: np.ndarray) -> np.ndarray:
    """How far ink reaches to both sides of the axis (the lesser of the two), pixel by pixel back from the tip."""
    middle = inked.shape[1] // 2
    axis = inked[:, middle - 1 : middle + 2].any(axis=1)
    if not axis.any():
        return np.zeros(0)
    inked = inked[int(np.argmax(axis)) :]
    steps = np.arange(1, middle + 1)
    left = (inked[:, middle - 1 :: -1] * steps).max(axis=1)
    right = (inked[:, middle + 1 :] * steps).max(axis=1)
    return np.minimum(left, right)


def _loose_barbs(inked: np.ndarray, thickness: float, scale: float) -> float | None:
    """Pixels from the end of a line back to where two barbs beside it end, that do not touch it; None without them.

    They move away from the line going back from the symbol. What is left of its outline beside the line does not.
    """
    middle, clear = inked.shape[1] // 2, round(thickness / 2) + 1
    sides = [inked[:, middle - clear :: -1], inked[:, middle + clear :]]
    parted = [side.any(axis=1) & ~side[:, 0] for side in sides]
    rows = np.flatnonzero(parted[0] & parted[1])
    if len(rows) < LOOSE_PT * scale or np.ptp(rows) >= MAX_HEAD_PT * scale or len(rows) <= np.ptp(rows):
        return None
    away = [(side[rows] * np.arange(side.shape[1])).sum(axis=1) / side[rows].sum(axis=1) for side in sides]
    slopes = [float(np.polyfit(rows, places, 1)[0]) for places in away]
    even = float(np.abs(away[0] - away[1]).mean()) <= EVEN_PT * scale
    if not even or not all(SLOPE[0] <= slope <= SLOPE[1] for slope in slopes):
        return None
    return max(1.0, float(rows[-1]) - _before(scale))


def _head_length(profile: np.ndarray, thickness: float, scale: float, small: bool) -> float | None:
    behind_head = profile[-max(1, len(profile) // 4) :]
    line = thickness / 2
    if np.count_nonzero(behind_head) > len(behind_head) / 2:  # else the line bends off before
        line = min(line, float(np.median(behind_head)) + 0.5)
    # Of a line of two pixels one lies beside the axis, on one side: the lesser side, which is measured, has none.
    seen_line = min(line, (thickness - 1) / 2)
    overhang = max(min((SMALL_OVERHANG_PT if small else OVERHANG_PT) * scale, HAIRLINE * thickness), OVERHANG_PX)
    limit = min(len(profile), int(MAX_HEAD_PT * scale))
    begin = max(1, int(MIN_HEAD_PT * scale / 2))
    if limit <= begin:
        return None
    widest = int(profile[begin:limit].argmax()) + begin
    # Of equal widths take the hindmost: a pixelated triangle has a step there.
    while widest + 1 < limit and profile[widest + 1] == profile[widest]:
        widest += 1
    width = float(profile[widest])
    if width < (seen_line if small else line) + overhang or width >= SIDE_PT * scale:
        return None
    tip = profile[: max(1, round(0.35 * widest))]
    half = profile[max(0, round(0.45 * widest)) : max(1, round(0.6 * widest))]
    behind = profile[widest + 1 : widest + 1 + max(3, round(2.5 * scale))]
    tapers = float(np.median(tip)) <= TAPER * width - 0.2 * overhang and (
        not len(half) or float(np.median(half)) >= seen_line + 0.2 * (width - seen_line)
    )
    drops = not len(behind) or float(behind[-max(1, len(behind) // 2) :].min()) <= line + BACK * (width - line)
    return float(widest) if tapers and drops else None
