"""Filled arrowheads become plain strokes with a known tip: thinning would bend them, worst behind an elbow."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from models.components import find_components

#: What survives opening by so many strokes' thickness (plus a pixel) is an area, no line.
OPENING = 1.2
#: A head's longest side lies between these.
MIN_HEAD_PT, MAX_HEAD_PT = 2.0, 14.0
#: A tip this near to a symbol points at it.
TIP_TO_SYMBOL_PT = 4.5
#: Ink this near to a symbol's mask touches it, in pixels.
TOUCHING_PX = 1.5
#: A head is wider at its base than at its tip, and than the line, by these factors; its length is so many times its width.
WIDER_THAN_TIP, WIDER_THAN_LINE = 1.35, 1.7
SLENDER = (0.35, 3.2)
#: ... and on each side it sticks out of the line by this: the corner of a jog in a line does, too, though less.
OVERHANG_PT = 0.6
#: ... about as far on the one side as on the other (the lesser reach over the greater): the blot in the corner of an
#: elbow sticks out on the side of the other arm alone (0.35 at most).
EVEN_SIDES = 0.4
#: A head grows from its tip on: so far along it (share of its length) it has won this share of its base's width over its
#: tip's. The corner of a jog is as thin as the line up to its end.
EARLY, GROWN = 0.4, 0.2
#: The opening has cut so much off the corners of a base.
CUT_PX = 2.0
#: Of a head whose tip lies under its symbol's outline a few rows of pixels are left, with steps of two: up to so many
#: their mean tells (0.5 of the growth for a triangle, 0.37 and more for its pixels).
FEW_PX, MEAN_GROWN = 8, 0.35
#: No line leaves a head nearer to its tip than this share of its length: an area between lines that join a little apart.
NEARER = 0.6
#: Directions tried for a head that points at nothing near.
DIRECTIONS = 32


@dataclass(frozen=True)
class Head:
    """A filled arrowhead: its tip and the middle of its base, x, y in pixels of the window it was found in."""

    tip: np.ndarray
    base: np.ndarray


def straighten_heads(
    lines: np.ndarray, symbols: np.ndarray, thickness: float, scale: float
) -> tuple[np.ndarray, np.ndarray]:
    """Line work with every filled arrowhead replaced by a stroke along its axis, and the heads' tips.

    `lines`: uint8 0/255 without symbols; `symbols`: int16 labels, 0 outside; `thickness`: usual stroke in pixels.
    Tips: float (n, 2) of x, y, none for no heads.
    """
    side = max(3, round(OPENING * thickness) + 1)
    areas = cv2.morphologyEx(lines, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    labels, stats, _ = find_components(areas, connectivity=8)
    straight, tips = lines.copy(), []
    margin = int(TIP_TO_SYMBOL_PT * scale) + side
    for index in range(1, len(stats)):
        x, y, w, h, _ = (int(v) for v in stats[index])
        if not MIN_HEAD_PT * scale <= max(w, h) <= MAX_HEAD_PT * scale:
            continue
        left, top = max(0, x - margin), max(0, y - margin)
        window = np.s_[top : y + h + margin, left : x + w + margin]
        area = (labels[window] == index).astype(np.uint8)
        # Opening has cut the tip and the corners of the base; growing back inside the ink restores them.
        whole = cv2.dilate(area, np.ones((2 * side + 1, 2 * side + 1), np.uint8)) & (lines[window] > 0).astype(np.uint8)
        head = _head(area, whole, lines[window], symbols[window], thickness, scale)
        if head is not None and not _goes_on(head, whole, lines[window], thickness):
            _redraw(straight[window], whole, head, thickness)
            tips.append(head.tip + (left, top))
    return straight, np.array(tips, float).reshape(-1, 2)


def _head(
    area: np.ndarray, whole: np.ndarray, lines: np.ndarray, symbols: np.ndarray, thickness: float, scale: float
) -> Head | None:
    """The head that an area of ink is; None where it is none. `whole`: the area with its corners.

    Its tip is where it comes near a symbol (the line behind a short arrow does, too); else opposite the one line that
    meets it, or, where none or several do, the end it tapers to.
    """
    points = np.argwhere(area)[:, ::-1].astype(float)
    centre = points.mean(axis=0)
    tips = _tips_at_symbols(area, whole, symbols, TIP_TO_SYMBOL_PT * scale)
    if not tips:
        opposite = _opposite_tip(whole, lines, centre)
        head = None if opposite is None else _with_tip(opposite, points, centre, whole, thickness, scale)
        if head is not None:
            return head
        tips = [_free_tip(points, centre)]
    heads = [_with_tip(tip, points, centre, whole, thickness, scale) for tip in tips]
    # Seen from its line's other end the area would be a head with a long, thin tip.
    return min((h for h in heads if h is not None), key=lambda h: float(np.hypot(*(h.base - h.tip))), default=None)


def _with_tip(
    tip: np.ndarray, points: np.ndarray, centre: np.ndarray, whole: np.ndarray, thickness: float, scale: float
) -> Head | None:
    """The head with its tip there, if it widens from there on to a base; `points` of the area around `centre`."""
    length = float(np.hypot(*(tip - centre)))
    if length < 1:
        return None
    axis = (centre - tip) / length
    depth = float(((points - tip) @ axis).max())
    inked = np.argwhere(whole)[:, ::-1] - tip
    along, across = inked @ axis, inked @ np.array([-axis[1], axis[0]])
    near, far = across[(along >= 0) & (along <= depth / 3)], across[(along >= 2 * depth / 3) & (along <= depth)]
    if not len(near) or not len(far):
        return None
    tip_width, base_width = np.ptp(near) + 1, np.ptp(far) + 1
    slender = SLENDER[0] <= depth / base_width <= SLENDER[1]
    if not slender or base_width < max(WIDER_THAN_TIP * tip_width, WIDER_THAN_LINE * thickness):
        return None
    jog = base_width < thickness + 2 * OVERHANG_PT * scale
    sides = sorted((float(-far.min()), float(far.max())))
    # A line that runs along the base, a bus that the head hangs on, is no part of its width.
    own = (points - tip) @ np.array([-axis[1], axis[0]])
    own_width = min(float(base_width), float(np.ptp(own)) + 1 + CUT_PX)
    if jog or sides[0] < EVEN_SIDES * sides[1] or not _grows(along, depth, own_width):
        return None
    return Head(tip, tip + axis * depth)


def _grows(along: np.ndarray, depth: float, base_width: float) -> bool:
    """Whether the ink widens steadily. `along`: distance of each of its pixels from the tip; all in pixels."""
    widths = np.bincount(np.rint(along[(along >= 0) & (along <= depth)]).astype(int), minlength=4)
    middle = EARLY * depth
    early = widths[int(middle) : int(middle) + 2].mean()
    first = widths[1:3].mean() if depth > 6 else widths[0:2].mean()
    if depth < FEW_PX and widths[1:].mean() - first >= MEAN_GROWN * (base_width - first):
        return True
    return bool(early - first >= GROWN * (base_width - first))


def _tips_at_symbols(area: np.ndarray, whole: np.ndarray, symbols: np.ndarray, reach: float) -> list[np.ndarray]:
    """Where the ink `whole` comes nearest to each symbol within `reach`, the nearest first.

    Where the `area` itself touches one symbol, only there: what comes near another one is its line.
    """
    found = []
    ys, xs = np.nonzero(whole)
    for number in np.unique(symbols[symbols > 0]):
        distance = cv2.distanceTransform((symbols != number).astype(np.uint8), cv2.DIST_L2, 5)
        gaps = distance[ys, xs]
        if gaps.min() <= reach:
            nearest = gaps <= gaps.min() + 0.5
            tip = np.array([xs[nearest].mean(), ys[nearest].mean()])
            found.append((float(gaps.min()), tip, float(distance[area > 0].min()) <= TOUCHING_PX))
    touching = [entry for entry in found if entry[2]]
    return [tip for _, tip, _ in sorted(touching if len(touching) == 1 else found, key=lambda entry: entry[0])]


def _opposite_tip(whole: np.ndarray, lines: np.ndarray, centre: np.ndarray) -> np.ndarray | None:
    """The point of the ink `whole` farthest from the line that meets it; None where no line does, or several do."""
    rim = cv2.dilate(whole, np.ones((3, 3), np.uint8)) & (1 - whole) & (lines > 0).astype(np.uint8)
    count, _, _, contacts = cv2.connectedComponentsWithStats(rim, connectivity=8)
    if count != 2:
        return None
    way = centre - contacts[1]
    inked = np.argwhere(whole)[:, ::-1].astype(float)
    reach = (inked - contacts[1]) @ way
    return inked[reach >= reach.max() - np.hypot(*way)].mean(axis=0)


def _goes_on(head: Head, whole: np.ndarray, lines: np.ndarray, thickness: float) -> bool:
    """Whether a line leaves the ink `whole` of a head at its tip: then that is no tip but where its line comes in."""
    rest = (lines > 0).astype(np.uint8) & (1 - whole)
    # The point of a slender head itself is thinner than any line and no longer than that is thick.
    labels, stats, _ = find_components(rest, connectivity=8)
    rest[(stats[:, 2:4].max(axis=1) <= thickness)[labels]] = 0
    ys, xs = np.nonzero(cv2.dilate(whole, np.ones((3, 3), np.uint8)) & rest)
    gaps = np.hypot(xs - head.tip[0], ys - head.tip[1])
    return bool((gaps <= max(thickness, NEARER * float(np.hypot(*(head.base - head.tip))))).any())


def _free_tip(points: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """The far end of the area in the direction of its longest tail."""
    angles = np.arange(DIRECTIONS) * 2 * np.pi / DIRECTIONS
    ways = np.stack([np.cos(angles), np.sin(angles)])
    along = (points - centre) @ ways
    tail = (along**3).mean(axis=0) / np.maximum(along.std(axis=0), 0.5) ** 3
    reach = along[:, int(tail.argmax())]
    return points[reach >= reach.max() - 1].mean(axis=0)


def _redraw(lines: np.ndarray, whole: np.ndarray, head: Head, thickness: float) -> None:
    """Replace the head in `lines` by its axis, and lead the lines that met its base to the axis.

    Ink behind the base is the line's, even where an elbow just behind the head makes it a part of the same area.
    """
    ys, xs = np.nonzero(whole)
    way = (head.base - head.tip) / np.hypot(*(head.base - head.tip))
    behind = (np.stack([xs, ys], axis=1) - head.base) @ way > 1
    whole = whole.copy()
    whole[ys[behind], xs[behind]] = 0
    lines[whole > 0] = 0
    width = max(1, round(thickness))
    rim = cv2.dilate(whole, np.ones((3, 3), np.uint8)) & (lines > 0).astype(np.uint8)
    count, _, _, centres = cv2.connectedComponentsWithStats(rim, connectivity=8)
    middle = (head.tip + head.base) / 2
    axis = head.base - head.tip
    for contact in centres[1:count]:
        if (contact - middle) @ axis > 0:
            cv2.line(lines, _pixel(contact), _pixel(head.base), 255, width)
    cv2.line(lines, _pixel(head.tip), _pixel(head.base), 255, width)


def _pixel(point: np.ndarray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
