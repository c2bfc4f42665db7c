"""Dashed lines: their dashes are joined, straight on and around corners, before line work is thinned."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from models.components import find_components, ink_places, mask_of
from parsers.flow.thinning import neighbourhood, thin

#: A dash is so long, and at most so many times the usual stroke thick (an L around a corner: of both its arms).
MIN_DASH_PT, MAX_DASH_PT, THICK = 0.8, 9.0, 1.8
#: A barb of an open head is slanted: its box is wider than so many strokes both ways. Both barbs and the line between
#: them are one piece of so many strokes.
SLANTED, HEAD_STROKES = 1.8, 3.0
#: Fewer dashes that stand between two others at even gaps are no dashed line but a broken one.
FEWEST = 6
#: More ends than this are the mottle of a fill (a page of dashed lines has some hundreds).
MOST_ENDS = 1600
#: Gaps of dashed lines are no longer than this, and alike within this factor.
MAX_GAP_PT, EVEN = 6.0, 1.6
#: The heading of an end is taken over this distance; ends face one another within this (cosine).
HEADING_PT, FACING = 3.0, 0.85
#: A dash in a rounded corner heads along its chord: the straight end looks at it, and it back at least so much (cosine).
TURNING = 0.45
#: ... and is not at right angles to it (cosine; 0.2 and more on drawn corners): so end lines that cross in their gaps.
TURNED = 0.1
#: The line in an open head is as short as this, and lies or stands (cosine).
STEM_PT, UPRIGHT = 1.5, 0.95
#: A filled head covers so much of its box, and its tip comes so near to the symbol.
FILLED, TIP_TO_SYMBOL_PT = 0.4, 4.5
#: At a corner the two headings are at right angles within this (cosine), and the corner lies this near to both axes.
SQUARE, OFF_AXIS_PT = 0.35, 0.8


def join_dashes(lines: np.ndarray, symbols: np.ndarray, thickness: float, scale: float) -> np.ndarray:
    """`lines` (uint8 0/255) with the gaps of dashed lines inked; unchanged where there is no dashed line.

    `symbols`: int16 labels, 0 outside; `thickness`: usual stroke in pixels; `scale`: pixels per point. The gap between
    two dashes goes along the line, so it has one length, also where a corner falls into it: that tells it from the end
    of a line.
    """
    labels, stats, _ = find_components(lines, connectivity=8)
    dashes = _dashes(stats, thickness, scale)
    if dashes.sum() < FEWEST:
        return lines
    barbs = _barbs(labels, stats, symbols, thickness)
    dashes &= ~barbs
    if dashes.sum() < FEWEST:
        return lines
    heads = mask_of(labels, barbs)
    ends, headings = _ends(thin(cv2.subtract(lines, heads)), round(HEADING_PT * scale))
    if not 2 * FEWEST <= len(ends) <= MOST_ENDS:
        return lines
    owner = labels[ends[:, 1].astype(int), ends[:, 0].astype(int)]
    pairs = _straight_pairs(ends, headings, owner, dashes, scale)
    gap = _usual_gap(pairs, owner, dashes)
    if gap is None:
        return lines
    joined = lines.copy()
    used, width = set(), max(1, int(np.median(stats[dashes, 4] / stats[dashes, 2:4].max(axis=1))))
    for length, a, b in pairs:
        if length <= EVEN * gap and not used & {a, b}:
            used |= {a, b}
            cv2.line(joined, _pixel(ends[a]), _pixel(ends[b]), 255, width)
    for a, b, corner in _corners(ends, headings, owner, used, EVEN * gap, scale):
        if not used & {a, b}:
            used |= {a, b}
            cv2.line(joined, _pixel(ends[a]), _pixel(corner), 255, width)
            cv2.line(joined, _pixel(corner), _pixel(ends[b]), 255, width)
    for a, b in _bends(ends, headings, owner, dashes, used, EVEN * gap):
        if not used & {a, b}:
            used |= {a, b}
            cv2.line(joined, _pixel(ends[a]), _pixel(ends[b]), 255, width)
    free = [k for k in range(len(ends)) if dashes[owner[k]] and k not in used]
    stems = _stems(heads, labels, stats, thickness, round(STEM_PT * scale))
    filled = ~barbs & (stats[:, 4] >= FILLED * stats[:, 2] * stats[:, 3])
    bases = _bases(labels, np.where(filled[:, None], stats, 0), symbols, thickness, scale)
    stems = tuple(np.concatenate(both) for both in zip(stems, bases, strict=True))
    for k, *way in _to_stems(ends, headings, free, stems, EVEN * gap, scale):
        used.add(k)
        for start, end in pairwise((ends[k], *way)):
            cv2.line(joined, _pixel(start), _pixel(end), 255, width)
    dead = [k for k in free if k not in used]
    for end, heading in [*zip(ends[dead], headings[dead], strict=True), *zip(*stems, strict=True)]:
        own = labels[int(end[1]), int(end[0])]
        met = _ink_ahead(joined, labels, own, end, heading, EVEN * gap)
        if met is None:  # a corner just before a head whose line is too short to be seen
            into = (_into_symbol(heads, labels, symbols, own, end, way, EVEN * gap) for way in _aside(heading))
            met = next((place for place in into if place is not None), None)
        if met is not None:
            cv2.line(joined, _pixel(end), _pixel(met), 255, width)
    return joined


def _dashes(stats: np.ndarray, thickness: float, scale: float) -> np.ndarray:
    """Which components are as long and as thin as a dash; `stats`: x, y, width, height, area of each."""
    width, height, area = stats[:, 2], stats[:, 3], stats[:, 4]
    long = np.maximum(width, height)
    # A straight dash has one arm of the usual thickness, one that turns a corner two.
    thin_enough = area <= THICK * thickness * np.maximum(long, width + height - thickness)
    found = (long >= MIN_DASH_PT * scale) & (long <= MAX_DASH_PT * scale) & thin_enough
    found[0] = False
    return found


def _barbs(labels: np.ndarray, stats: np.ndarray, symbols: np.ndarray, thickness: float) -> np.ndarray:
    """Which components are barbs of open arrowheads: slanted, at the symbol that hides their tip."""
    slanted = stats[:, 2:4].min(axis=1) > SLANTED * thickness
    beside = cv2.dilate((symbols > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    touching = np.zeros(len(stats), bool)
    touching[labels.ravel()[np.flatnonzero(beside)]] = True
    touching[0] = False
    return slanted & touching & (stats[:, 4] <= HEAD_STROKES * thickness * stats[:, 2:4].max(axis=1))


def _ends(skeleton: np.ndarray, reach: int) -> tuple[np.ndarray, np.ndarray]:
    """The ends of all lines, of dashes and of longer pieces (float (n, 2) of x, y), and the unit vectors in which they
    run out."""
    ys, xs = ink_places(skeleton)
    codes = neighbourhood(skeleton, ys, xs)
    dots = np.stack([xs, ys], axis=1)[codes == 0]  # a dash cut short by a symbol thins to one pixel
    ys, xs = ys[_LONELY[codes]], xs[_LONELY[codes]]
    ends = [tuple(dot) for dot in dots for _ in _WAYS]
    headings = [way for _ in dots for way in _WAYS]
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        back = _walk(skeleton, x, y, reach)
        step = np.array([x - back[0], y - back[1]], float)
        if not step.any():
            continue
        ends.append((x, y))
        headings.append(step / np.hypot(*step))
    return np.array(ends, float).reshape(-1, 2), np.array(headings, float).reshape(-1, 2)


def _stems(
    heads: np.ndarray, labels: np.ndarray, stats: np.ndarray, thickness: float, reach: int
) -> tuple[np.ndarray, np.ndarray]:
    """The ends of the lines in open arrowheads and the ways they run out: lying or standing, in the head's middle."""
    ends, headings = _ends(thin(heads), reach)
    boxes = stats[labels[ends[:, 1].astype(int), ends[:, 0].astype(int)], :4]
    off = np.abs(ends - (boxes[:, :2] + (boxes[:, 2:] - 1) / 2))
    lying = np.abs(headings[:, 0]) >= np.abs(headings[:, 1])
    middle = np.where(lying, off[:, 1], off[:, 0]) <= thickness
    upright = np.abs(headings).max(axis=1, initial=0.0) >= UPRIGHT
    return ends[upright & middle], headings[upright & middle]


def _bases(
    labels: np.ndarray, stats: np.ndarray, symbols: np.ndarray, thickness: float, scale: float
) -> tuple[np.ndarray, np.ndarray]:
    """The middle of the base of each filled arrowhead that lies or stands before a symbol, and the way out of it.

    `stats`: x, y, width, height, area of each component, all 0 for those that are too open.
    """
    long, short = stats[:, 2:4].max(axis=1), stats[:, 2:4].min(axis=1)
    heads = (long <= MAX_DASH_PT * scale) & (short > SLANTED * thickness)
    heads[0] = False
    bases, ways = [], []
    for index in np.flatnonzero(heads):
        x, y, width, height = (int(v) for v in stats[index, :4])
        middle, half = np.array([x + (width - 1) / 2, y + (height - 1) / 2]), np.array([width / 2, height / 2])
        for way in _WAYS:
            reach = float(half @ np.abs(way)) + TIP_TO_SYMBOL_PT * scale
            if _ink_ahead(symbols, labels, -1, middle, way, reach) is not None:
                bases.append(middle - way * (half - 0.5))
                ways.append(-way)
                break
    return np.array(bases, float).reshape(-1, 2), np.array(ways, float).reshape(-1, 2)


def _to_stems(
    ends: np.ndarray,
    headings: np.ndarray,
    free: list[int],
    stems: tuple[np.ndarray, np.ndarray],
    longest: float,
    scale: float,
) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """Free ends of dashes within a gap's length of an arrowhead's line, with the corner and that line's end.

    A last dash may turn its corner with less than shows where it heads, or end at it: the line in the head tells.
    """
    spare, found = OFF_AXIS_PT * scale, []
    for number, (stem, out) in enumerate(zip(*stems, strict=True)):
        for k in free:
            along = float((ends[k] - stem) @ out)
            corner = stem + along * out
            aside = float(np.hypot(*(ends[k] - corner)))
            onward = float(headings[k] @ (stem - ends[k]))
            if along >= -spare and along + aside <= longest and onward > 0:
                found.append((along + aside, k, number, corner))
    taken: set[int] = set()
    met: set[int] = set()
    ways = []
    for _, k, number, corner in sorted(found, key=lambda f: f[:3]):
        if k not in taken and number not in met:
            taken.add(k)
            met.add(number)
            ways.append((k, corner, stems[0][number]))
    return ways


def _walk(skeleton: np.ndarray, x: int, y: int, steps: int) -> tuple[int, int]:
    """The pixel so many steps along the line from its end, or where it ends or forks before."""
    height, width = skeleton.shape
    seen = {(x, y)}
    for _ in range(steps):
        onward = [
            (i, j)
            for j in range(max(0, y - 1), min(height, y + 2))
            for i in range(max(0, x - 1), min(width, x + 2))
            if skeleton[j, i] and (i, j) not in seen
        ]
        if not onward:
            break
        x, y = min(onward, key=lambda p: abs(p[0] - x) + abs(p[1] - y))
        seen.update(onward)
    return x, y


def _straight_pairs(
    ends: np.ndarray, headings: np.ndarray, owner: np.ndarray, dashes: np.ndarray, scale: float
) -> list[tuple[float, int, int]]:
    """Ends that face one another over a gap, one of them a dash's, as (gap in pixels, index, index), nearest first."""
    across = ends[None] - ends[:, None]
    gap = np.hypot(across[..., 0], across[..., 1])
    along = np.einsum("ijk,ik->ij", across, headings)
    facing = (along >= FACING * gap) & (FACING * gap <= along.T) & (gap > 0) & (gap <= MAX_GAP_PT * scale)
    facing &= (owner[:, None] != owner[None]) & (dashes[owner][:, None] | dashes[owner][None])
    first, second = np.nonzero(np.triu(facing))
    return sorted((float(gap[a, b]), int(a), int(b)) for a, b in zip(first, second, strict=True))


def _usual_gap(pairs: list[tuple[float, int, int]], owner: np.ndarray, dashes: np.ndarray) -> float | None:
    """The gap between dashes; None where too few dashes stand evenly between two others."""
    nearest: dict[int, float] = {}
    for gap, a, b in pairs:
        nearest.setdefault(a, gap)
        nearest.setdefault(b, gap)
    sides: dict[int, list[float]] = {}
    for end, gap in nearest.items():
        if dashes[owner[end]]:
            sides.setdefault(int(owner[end]), []).append(gap)
    even = [min(gaps) for gaps in sides.values() if len(gaps) > 1 and max(gaps) <= EVEN * min(gaps) + 1]
    return float(np.median(even)) if len(even) >= FEWEST else None


def _corners(
    ends: np.ndarray, headings: np.ndarray, owner: np.ndarray, used: set[int], longest: float, scale: float
) -> list[tuple[int, int, np.ndarray]]:
    """Pairs of free ends at right angles whose axes meet within a gap's length along both, with the corner there."""
    free = np.array([k for k in range(len(ends)) if k not in used], int)
    gaps = np.abs(ends[free][None] - ends[free][:, None]).max(axis=2)
    square = np.abs(headings[free] @ headings[free].T) <= SQUARE
    near = (gaps <= longest) & square & (owner[free][:, None] != owner[free][None])
    spare, found = OFF_AXIS_PT * scale, []
    for a, b in free[np.argwhere(np.triu(near))]:
        across = ends[b] - ends[a]
        out, back = float(across @ headings[a]), float(-across @ headings[b])
        if min(out, back) >= -spare and max(out, 0) + max(back, 0) <= longest:
            found.append((out + back, int(a), int(b), ends[a] + max(out, 0.0) * headings[a]))
    return [(a, b, corner) for _, a, b, corner in sorted(found, key=lambda f: f[:3])]


def _bends(
    ends: np.ndarray, headings: np.ndarray, owner: np.ndarray, dashes: np.ndarray, used: set[int], longest: float
) -> list[tuple[int, int]]:
    """Pairs of free ends over a gap of usual length, one straight at the other, which turns a rounded corner."""
    free = np.array([k for k in range(len(ends)) if k not in used], int)
    across = ends[free][None] - ends[free][:, None]
    gaps = np.hypot(across[..., 0], across[..., 1])
    facing = np.einsum("ijk,ik->ij", across, headings[free]) / np.maximum(gaps, 1.0)
    near = (gaps > 0) & (gaps <= longest) & (facing >= FACING) & (facing.T >= TURNING)
    near &= headings[free] @ headings[free].T <= -TURNED
    near &= (owner[free][:, None] != owner[free][None]) & (dashes[owner[free]][:, None] & dashes[owner[free]][None])
    first, second = np.nonzero(near)
    pairs = sorted(zip(gaps[near].tolist(), free[first].tolist(), free[second].tolist(), strict=True))
    return [(a, b) for _, a, b in pairs]


def _ink_ahead(
    lines: np.ndarray, labels: np.ndarray, own: int, end: np.ndarray, heading: np.ndarray, reach: float
) -> np.ndarray | None:
    """Where a dash that faces no other meets a line or an arrowhead within `reach` pixels; None where it does not."""
    height, width = lines.shape
    for step in np.arange(1.0, reach + 1):
        x, y = _pixel(end + step * heading)
        if not (0 <= x < width and 0 <= y < height):
            return None
        if lines[y, x] and labels[y, x] != own:
            return np.array([x, y], float)
    return None


def _into_symbol(
    heads: np.ndarray,
    labels: np.ndarray,
    symbols: np.ndarray,
    own: int,
    end: np.ndarray,
    way: np.ndarray,
    reach: float,
) -> np.ndarray | None:
    """Where a way meets an arrowhead within `reach` pixels and, as far again behind it, the symbol it points at."""
    met = _ink_ahead(heads, labels, own, end, way, reach)
    return None if met is None or _ink_ahead(symbols, labels, -1, met, way, reach) is None else met


def _aside(heading: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The two ways at right angles to the upright way that is nearest to a heading."""
    x, y = heading
    return (_WAYS[2], _WAYS[3]) if abs(x) > abs(y) else (_WAYS[0], _WAYS[1])


def _pixel(point: np.ndarray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


_WAYS = tuple(np.array(way, float) for way in ((1, 0), (-1, 0), (0, 1), (0, -1)))
_LONELY = np.array([bin(code).count("1") == 1 for code in range(256)])
