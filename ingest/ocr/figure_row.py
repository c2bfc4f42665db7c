"""A row of figures read by their shapes where strokes lie over it: what a stroke covers says nothing, paper says much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from ingest.ocr.figure_shapes import FIGURES, FigureShapes

#: Where a shape has ink the page shows paper this seldom; where it has none, ink this seldom, and more often where small
#: strokes of a mark may lie (a stamp's letters).
LOST, SPECKED, MARKED = 0.04, 0.03, 0.3
#: Figures stand a pixel closer or wider than the pitch at this cost; a gap between groups is so many pitches wide.
UNEVEN = 0.3
NARROWEST_GAP, WIDEST_GAP = 0.3, 1.0


class RowReading(NamedTuple):
    """`costs` (n, 10): how much less likely each figure is than the likeliest of its place, in nats; `starts` (n) and
    `width`: where the cells stand, in pixels of the strip.
    """

    costs: np.ndarray
    starts: tuple[int, ...]
    width: int
    total: float


def read_figures(
    ink: np.ndarray, covered: np.ndarray, marked: np.ndarray, shapes: FigureShapes, count: int, gaps: Sequence[int]
) -> RowReading | None:
    """`count` figures on the one row that the strip holds; None where it is too small for them.

    `ink`, `covered` (by strokes), `marked` (small strokes may be there): bool (h, w). `gaps`: how many figures may stand
    before a gap.
    """
    rows, width = shapes.shapes.shape[1:]
    if ink.shape[0] < rows or ink.shape[1] < count * width:
        return None
    scores = np.stack([_score(ink, covered, marked, shape) for shape in shapes.shapes])
    scores = np.stack([cv2.dilate(score, np.ones((3, 1), np.uint8)) for score in scores])  # a row may slope a little
    best: tuple[float, int, list[int]] | None = None
    for row, likeliest in enumerate(scores.max(axis=0)):
        total, places = _placed(likeliest, count, shapes.pitch, gaps)
        if best is None or total > best[0]:
            best = total, row, places
    assert best is not None
    total, row, places = best
    near = np.stack([scores[:, row, max(0, x - 1) : x + 2].max(axis=1) for x in places])
    return RowReading(near.max(axis=1, keepdims=True) - near, tuple(places), width, total)


def _score(ink: np.ndarray, covered: np.ndarray, marked: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """How much likelier the strip's pixels are with the shape at each place than on a page without, in nats: covered ones
    count for nothing.
    """
    total = np.float32(0)
    for part, stray in ((~covered & ~marked, SPECKED), (~covered & marked, MARKED)):
        inked = shape * (1 - LOST) + (1 - shape) * stray
        for seen, gain in ((ink & part, inked / stray), (~ink & part, (1 - inked) / (1 - stray))):
            total = total + cv2.matchTemplate(seen.astype(np.float32), np.log(gain), cv2.TM_CCORR)
    return total


def _placed(likeliest: np.ndarray, count: int, pitch: float, gaps: Sequence[int]) -> tuple[float, list[int]]:
    """The best places of `count` cells on a row of scores (w), and their sum."""
    width = round(pitch)
    near = [(width - 1, UNEVEN), (width, 0.0), (width + 1, UNEVEN)]
    wide = [(step, UNEVEN) for step in range(width + int(NARROWEST_GAP * pitch), width + int(WIDEST_GAP * pitch) + 1)]
    sums, came = likeliest.copy(), []
    for number in range(1, count):
        steps = near + wide if number in gaps else near
        before = np.full((len(steps), len(sums)), -np.inf, np.float32)
        for k, (step, cost) in enumerate(steps):
            if step < len(sums):
                before[k, step:] = sums[:-step] - cost
        choice = before.argmax(axis=0)
        came.append(np.array([step for step, _ in steps])[choice])
        sums = before.max(axis=0) + likeliest
    at = int(sums.argmax())
    total, places = float(sums[at]), [at]
    for steps_back in reversed(came):
        at -= int(steps_back[at])
        places.append(at)
    return total, places[::-1]


def likeliest_numbers(costs: np.ndarray, most: int, limit: float) -> list[tuple[str, float]]:
    """Numbers by cost, cheapest first, of at most `limit` in all and `most` of them."""
    found = [("", 0.0)]
    for place in costs:
        found = [
            (number + f, cost + float(c))
            for number, cost in found
            for f, c in zip(FIGURES, place, strict=True)
            if cost + c <= limit
        ]
        found = sorted(found, key=lambda entry: entry[1])[:most]
    return found
