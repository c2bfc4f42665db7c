"""Diamonds that their question cuts up: letters as large as the symbol touch its sides and part the white inside.

What a clerk still sees are four slanted lines that close around it, and by these they are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from models.geometry import PixelBox
from parsers.flow.contours import MAX_OUTLINE_PT, Form, line_around, symbol_sized
from parsers.flow.linework import Canvas, mend

#: Height of a diamond as a share of its width: from the flattest to the steepest, step by step (on a scale of ratios).
SLOPES = np.geomspace(0.2, 2.0, 64)
#: A part of the inside from which a diamond is guessed is at least so large; other parts lie so near beside it (a letter's
#: stroke lies between) and are no smaller than a hole in print.
LEAST_PART_PT2, BESIDE_PT, LEAST_PX = 8.0, 2.5, 3
#: Other parts lie no further from it than so many times its own width and height.
AROUND = 1.2
#: Each side is ink over so much of its length; further out there is paper over more than the rest of this.
INKED, FREE = 0.88, 0.5
#: The line begins so near outside the white that touches it.
NEAR_PX = 3
#: A side is looked at in so many places; not at its ends: corners are blunt, and lines come in there.
ALONG = np.linspace(0.08, 0.92, 32)
#: Letters that touch a side belong to a word, and the diamond is as wide at least.
LEAST_WIDTH_PT = 15.0
#: Opposite sides are as long as one another, but for this share.
UNEVEN = 0.25
#: White inside that is open to the paper around, at most.
MOST_OPEN = 0.05


def lettered_diamonds(canvas: Canvas, parts: Sequence[Form], guessed_from: Sequence[Form]) -> list[Form]:
    """Diamonds drawn whole from `parts` of them: white areas that lines and letters enclose.

    `guessed_from`: those of the parts that are no symbols themselves. Several may give one and the same diamond.
    """
    ink, outline = mend(canvas.ink, canvas.scale) > 0, round(MAX_OUTLINE_PT * canvas.scale)
    found = []
    for part in guessed_from:
        if part.area < LEAST_PART_PT2 * canvas.scale**2 or part.inside.all():
            continue
        outlines = (_around(white, ink, outline) for white in _guesses(part, parts, canvas))
        forms = (_drawn(corners, canvas) for corners in outlines if corners is not None)
        closed = [form for form in forms if form is not None and _closed(form, ink, parts)]
        if closed:
            found.append(max(closed, key=lambda form: form.area))
    return found


def _guesses(part: Form, parts: Sequence[Form], canvas: Canvas) -> Iterator[np.ndarray]:
    """Points around what may be the whole inside: float (n, 2) of x, y. The part alone, those beside it, and with them
    those that are too small to stay white where gaps in lines are closed.
    """
    yield _rim(part)
    reach = BESIDE_PT * canvas.scale
    beside = [p for p in parts if p.area <= part.area and _near(p.box, part.box, reach)]
    if len(beside) > 1:
        yield np.concatenate([_rim(p) for p in beside])
    box = part.box
    aside, above = round(AROUND * box.width), round(AROUND * box.height)
    window = PixelBox(box.x0 - aside, box.top - above, box.x1 + aside, box.bottom + above)
    window = window.clipped(canvas.ink.shape[1], canvas.ink.shape[0])
    paper = (canvas.ink[window.top : window.bottom, window.x0 : window.x1] == 0).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    group = [PixelBox(box.x0 - window.x0, box.top - window.top, box.x1 - window.x0, box.bottom - window.top)]
    boxes = [PixelBox(x, y, x + w, y + h) for x, y, w, h, _ in stats.tolist()]
    free = {
        k
        for k, b in enumerate(boxes)
        if k and b.x0 and b.top and b.x1 < window.width and b.bottom < window.height and stats[k, 4] >= LEAST_PX
    }
    taken: set[int] = set()
    while more := {k for k in free - taken if any(_near(boxes[k], b, reach) for b in group)}:
        taken |= more
        group += [boxes[k] for k in more]
    if taken:
        ys, xs = np.nonzero(np.isin(labels, list(taken)))
        hull = cv2.convexHull(np.stack([xs, ys], axis=1).astype(np.int32))[:, 0]
        yield hull.astype(float) + (window.x0, window.top)


def _near(a: PixelBox, b: PixelBox, reach: float) -> bool:
    across = max(a.x0, b.x0) - min(a.x1, b.x1) <= reach
    return across and max(a.top, b.top) - min(a.bottom, b.bottom) <= reach


def _rim(part: Form) -> np.ndarray:
    """The hull of a white area: float (n, 2) of x, y."""
    contours, _ = cv2.findContours(part.inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.convexHull(np.concatenate(contours))[:, 0].astype(float) + (part.box.x0, part.box.top)


def _around(white: np.ndarray, ink: np.ndarray, outline: int) -> np.ndarray | None:
    """The corners (top, right, bottom, left) of the diamond that touches `white` on all sides and has lines for them,
    `outline` pixels thick at most; None where there is none.
    """
    across, down = white[:, :1] * SLOPES, white[:, 1:]
    lower_right, lower_left = (across + down).max(axis=0), (down - across).max(axis=0)
    upper_right, upper_left = (across - down).max(axis=0), (-across - down).max(axis=0)
    one, other = lower_right + upper_left, lower_left + upper_right  # twice the height, by either pair of sides
    corners = np.stack(
        [
            np.stack([(upper_right - upper_left) / (2 * SLOPES), -(upper_right + upper_left) / 2], axis=1),
            np.stack([(lower_right + upper_right) / (2 * SLOPES), (lower_right - upper_right) / 2], axis=1),
            np.stack([(lower_right - lower_left) / (2 * SLOPES), (lower_right + lower_left) / 2], axis=1),
            np.stack([-(lower_left + upper_left) / (2 * SLOPES), (lower_left - upper_left) / 2], axis=1),
        ],
        axis=1,
    )
    even = np.abs(one - other) <= UNEVEN * np.maximum(one, other)
    inked = np.where(even, _inked(corners, ink, outline).min(axis=1), 0.0)
    best = int(inked.argmax())
    return corners[best] if inked[best] > 0 else None


def _inked(corners: np.ndarray, ink: np.ndarray, outline: int) -> np.ndarray:
    """How well a line runs along just outside of each side, float (n, 4); 0 for the edge of an area and for none.

    `corners`: float (n, 4, 2), clockwise.
    """
    way = np.roll(corners, -1, axis=1) - corners
    out = np.stack([way[..., 1], -way[..., 0]], axis=-1) / np.maximum(np.hypot(way[..., :1], way[..., 1:]), 1e-6)
    points = corners[:, :, None] + ALONG[:, None] * way[:, :, None]
    points = points[:, :, None] + np.arange(1, outline + 2)[:, None, None] * out[:, :, None, None]
    x, y = (np.rint(points[..., k]).astype(int) for k in (0, 1))
    inside = (x >= 0) & (y >= 0) & (x < ink.shape[1]) & (y < ink.shape[0])
    share = (ink[y.clip(0, ink.shape[0] - 1), x.clip(0, ink.shape[1] - 1)] & inside).mean(axis=-1)
    near = share[..., :NEAR_PX]
    is_line = (near.max(axis=-1) >= INKED) & (share[..., NEAR_PX:].min(axis=-1) <= FREE)
    return np.where(is_line, near.mean(axis=-1), 0.0)  # the mean: over a thick line slopes differ by how deep they lie


def _drawn(corners: np.ndarray, canvas: Canvas) -> Form | None:
    """The form with these corners; None where it is too small for a symbol."""
    x0, top = np.floor(corners.min(axis=0)).astype(int).tolist()
    x1, bottom = (np.ceil(corners.max(axis=0)).astype(int) + 1).tolist()
    box, scale = PixelBox(x0, top, x1, bottom), canvas.scale
    whole = box == box.clipped(canvas.ink.shape[1], canvas.ink.shape[0])
    if not whole or not symbol_sized(box.width, box.height, scale) or box.width < LEAST_WIDTH_PT * scale:
        return None
    inside = np.zeros((box.height, box.width), np.uint8)
    cv2.fillConvexPoly(inside, np.rint(corners - (x0, top)).astype(np.int32), 1)
    return Form(box, inside, line_around(canvas.ink, box, inside, scale), False)


def _closed(form: Form, ink: np.ndarray, parts: Sequence[Form]) -> bool:
    """Whether the white inside is cut off from the paper around: round a circle it is not, though its tangents be inked."""
    box = form.box
    white = (form.inside > 0) & ~ink[box.top : box.bottom, box.x0 : box.x1]
    for part in parts:
        x, y = part.box.x0 - box.x0, part.box.top - box.top
        if min(x, y) >= 0 and part.box.x1 <= box.x1 and part.box.bottom <= box.bottom:
            white[y : y + part.box.height, x : x + part.box.width] &= part.inside == 0
    return np.count_nonzero(white) <= MOST_OPEN * form.area
