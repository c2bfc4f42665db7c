"""Lines broken by an answer that is written into them: "Tidak" on a white ground in the middle of its line."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.geometry import PixelBox

#: Ink begins so near beside the answer, and so much of it runs on straight away from it.
BESIDE_PT, RUN_PT = 6.0, 2.5
#: The line passes through this middle share of the answer's height (or width, for a standing line).
MIDDLE = 0.7


def bridge_answers(lines: np.ndarray, symbols: np.ndarray, answers: Iterable[PixelBox], scale: float) -> np.ndarray:
    """`lines` (uint8 0/255) with the pieces on both sides of an answer joined under it, lying or standing; or with the
    symbol (not 0 in `symbols`) that it stands beside, where the line may come out on its other side only.
    """
    bridged = lines.copy()
    for box in answers:
        _bridge(bridged, symbols, box, scale)
        _bridge(bridged.T, symbols.T, PixelBox(box.top, box.x0, box.bottom, box.x1), scale)
    return bridged


def _bridge(lines: np.ndarray, symbols: np.ndarray, box: PixelBox, scale: float) -> None:
    """Join what lies left and right of the box at one height."""
    spare = round((1 - MIDDLE) / 2 * box.height)
    rows = slice(max(0, box.top + spare), box.bottom - spare)
    reach, run = round((BESIDE_PT + RUN_PT) * scale), max(2, round(RUN_PT * scale))
    sides = (rows, slice(max(0, box.x0 - reach), box.x0)), (rows, slice(box.x1, box.x1 + reach))
    if not all(lines[side].size for side in sides):
        return
    left, right = ((lines[side] > 0).sum(axis=1) >= run for side in sides)
    if left.all() or right.all():
        return  # an area
    through = left & right
    if not through.any():
        at_left, at_right = ((symbols[side] > 0).any(axis=1) for side in sides)
        through = (left & at_right) | (at_left & right)
    if not through.any():
        return  # nothing beside the answer
    height = rows.start + np.flatnonzero(through)
    before, after = (((lines[side] > 0) | (symbols[side] > 0))[through].any(axis=0) for side in sides)
    begin, end = box.x0 - 1 - int(np.argmax(before[::-1])), box.x1 + int(np.argmax(after))
    lines[height.min() : height.max() + 1, begin : end + 1] = 255
