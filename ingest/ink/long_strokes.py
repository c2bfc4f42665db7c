"""Strokes that run on further than any stroke of a letter: rings of stamps, lines of a signature, rules."""

from __future__ import annotations

import cv2
import numpy as np

#: Directions in which a run of ink is looked for: half a turn in steps of 7.5 degrees.
DIRECTIONS = 24
#: A run is at least this many em long (capitals are 0.7 em high), nearly all of it inked: faxes have holes.
LEAST_RUN_EM, INKED = 0.85, 0.95
#: Runs of neighbouring directions that touch are one stroke; it is foreign where it reaches further than this, in em.
LEAST_REACH_EM = 1.6


def long_strokes(ink: np.ndarray, em: float) -> np.ndarray:
    """Which ink belongs to long strokes, straight or bent: bool (h, w), as `ink`; `em` is the size of print in pixels.

    Where two strokes cross, each goes on in its own direction: a letter's stroke under a ring is no part of the ring.
    """
    runs = _runs(ink, round(LEAST_RUN_EM * em))
    labels, boxes = _pieces(runs)
    root = _joined(labels, len(boxes))
    low, high = np.full((len(boxes), 2), np.iinfo(np.int64).max), np.zeros((len(boxes), 2), np.int64)
    np.minimum.at(low, root[1:], boxes[1:, :2])
    np.maximum.at(high, root[1:], boxes[1:, 2:])
    reaches = np.zeros(len(boxes), bool)
    reaches[1:] = np.hypot(*(high[1:] - low[1:]).T.astype(float)) > LEAST_REACH_EM * em
    kept = reaches[root]
    kept[0] = False
    out = np.zeros(ink.shape, bool)
    for layer in labels:
        out |= kept[layer]
    return out


def _runs(ink: np.ndarray, length: int) -> list[np.ndarray]:
    """For each direction, the ink on straight runs of `length` pixels: uint8 (h, w)."""
    mask, half = ink.astype(np.uint8), length // 2
    room = np.pad(mask, half)
    out = []
    for k in range(DIRECTIONS):
        bar = _bar(length | 1, np.pi * k / DIRECTIONS)
        rows, columns = np.nonzero(bar)
        # The bar's pixels are summed one by one: it is thin, and a filter slow on it.
        inked = np.zeros(mask.shape, np.uint16)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            inked += room[row : row + mask.shape[0], column : column + mask.shape[1]]
        out.append(cv2.dilate((inked >= INKED * len(rows)).astype(np.uint8), bar) & mask)
    return out


def _bar(size: int, angle: float) -> np.ndarray:
    bar = np.zeros((size, size), np.uint8)
    middle = (size - 1) / 2
    dx, dy = np.cos(angle) * middle, -np.sin(angle) * middle
    ends = [(round(middle + sign * dx), round(middle + sign * dy)) for sign in (-1, 1)]
    return cv2.line(bar, ends[0], ends[1], 1, 1)


def _pieces(runs: list[np.ndarray]) -> tuple[list[np.ndarray], np.ndarray]:
    """Labels of the connected pieces of each direction, numbered through, and their boxes (n + 1, 4: x0, y0, x1, y1)."""
    labels, boxes, count = [], [np.zeros((1, 4), np.int64)], 0
    for run in runs:
        number, found, stats, _ = cv2.connectedComponentsWithStats(run, connectivity=8)
        labels.append(np.where(found > 0, found + count, 0))
        count += number - 1
        x, y, w, h = stats[1:, :4].T.astype(np.int64)
        boxes.append(np.stack([x, y, x + w, y + h], axis=1))
    return labels, np.concatenate(boxes)


def _joined(labels: list[np.ndarray], count: int) -> np.ndarray:
    """For each piece the first of those that hang together with it over neighbouring directions."""
    parent = list(range(count))

    def root(piece: int) -> int:
        while parent[piece] != piece:
            parent[piece] = parent[parent[piece]]
            piece = parent[piece]
        return piece

    for k, layer in enumerate(labels):
        following = labels[(k + 1) % len(labels)]
        both = (layer > 0) & (following > 0)
        for one, other in np.unique(np.stack([layer[both], following[both]], axis=1), axis=0).tolist():
            parent[root(other)] = root(one)
    return np.array([root(piece) for piece in range(count)])
