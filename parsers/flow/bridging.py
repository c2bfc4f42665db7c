"""Lines broken by an answer that is written into them: "Tidak" on a white ground in the middle of its line."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.geometry import PixelBox

#: Ink begins so near beside the answer, and so much of it runs on straight away from it.
BESIDE_PT, RUN_PT = 6.0, 2.5
#: The line passes through this middle share of the answer's height (or width, for a standing line).
MIDDLE = 0.7


def bridge_answers(lines: np.ndarray, answers: Iterable[PixelBox], scale: float) -> np.ndarray:
    """`lines` (uint8 0/255) with the pieces on both sides of an answer joined under it, lying or standing."""
    bridged = lines.copy()
    for box in answers:
        _bridge(bridged, box, scale)
        _bridge(bridged.T, PixelBox(box.top, box.x0, box.bottom, box.x1), scale)
    return bridged


def _bridge(lines: np.ndarray, box: PixelBox, scale: float) -> None:
    """Join what lies left and right of the box at one height."""
    spare = round((1 - MIDDLE) / 2 * box.height)
    rows = slice(max(0, box.top + spare), box.bottom - spare)
    reach, run = round((BESIDE_PT + RUN_PT) * scale), max(2, round(RUN_PT * scale))
    left, right = lines[rows, max(0, box.x0 - reach) : box.x0] > 0, lines[rows, box.x1 : box.x1 + reach] > 0
    if not left.size or not right.size:
        return
    through = (left.sum(axis=1) >= run) & (right.sum(axis=1) >= run)
    if not through.any() or left.sum(axis=1).min() >= run or right.sum(axis=1).min() >= run:
        return  # nothing beside the answer, or an area
    height = rows.start + np.flatnonzero(through)
    begin = box.x0 - 1 - int(np.argmax(left[through].any(axis=0)[::-1]))
    end = box.x1 + int(np.argmax(right[through].any(axis=0)))
    lines[height.min() : height.max() + 1, begin : end + 1] = 255
