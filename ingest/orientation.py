"""Which way up a page lies, by what is written on it: metadata and /Rotate lie, and pages of one file differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import cv2
import numpy as np

from ingest.ink import find_ink
from ingest.ocr.crops import crop_box, cut
from ingest.ocr.reader import Reading
from ingest.rulings import stroke_mask
from ingest.textlines import TextLine, find_text_lines

Quarter = Literal[0, 90, 180, 270]
#: Reads crops of lines; what an engine's `recognise` does.
ReadLines = Callable[[Sequence[np.ndarray]], list[Reading]]

#: Lines looked at: enough to outvote a stamp, few enough to cost a tenth of reading the page.
SAMPLE = 5
#: Only so much of a line is read, as a multiple of its height.
SAMPLE_WIDTH = 7.0
#: Lines of print read the right way up get at least this (measured: upright 0.93-1.00, upside down 0.25-0.75).
SURE = 0.88
#: Along the text letters join into words, across it they do not: with gaps of this many em closed, the number of pieces
#: along the right axis is at most this share of that along the other.
CLOSE_EM, CLEAR_SHARE = 0.45, 0.8
#: Fewer letters than this say nothing.
MIN_LETTERS = 12


def find_rotation(grey: np.ndarray, scale: float, read: ReadLines) -> Quarter:
    """Degrees clockwise that set the page upright; 0 where nothing legible is on it.

    `grey`: uint8 (height, width). `scale`: pixels per point, roughly.
    """
    axes = _likely_axes(grey, scale)
    scores: dict[Quarter, float] = {}
    for axis in axes:
        for flip in (0, 180):
            quarter: Quarter = (axis + flip) % 360  # type: ignore[assignment]
            scores[quarter] = _legibility(turn(grey, quarter), scale, read)
            if scores[quarter] >= SURE:
                return quarter
    best = max(scores, key=lambda quarter: scores[quarter])
    return best if scores[best] > scores.get(0, 0.0) + 0.05 else 0


def turn(picture: np.ndarray, quarter: int) -> np.ndarray:
    """`picture` turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(picture, -quarter // 90 % 4)) if quarter % 360 else picture


def _likely_axes(grey: np.ndarray, scale: float) -> tuple[Quarter, ...]:
    """0 (text lies along the rows), 90 (along the columns), or both where the page does not say."""
    ink = find_ink(grey, scale)
    layout = find_text_lines(ink.text, stroke_mask(ink.rules, scale), scale)
    reach = max(3, int(CLOSE_EM * layout.em) | 1)
    along = _pieces(layout.letters, (1, reach))
    across = _pieces(layout.letters, (reach, 1))
    if min(along, across) < MIN_LETTERS / 4 or max(along, across) < MIN_LETTERS:
        return 0, 90
    if along < CLEAR_SHARE * across:
        return (0,)
    return (90,) if across < CLEAR_SHARE * along else (0, 90)


def _pieces(letters: np.ndarray, reach: tuple[int, int]) -> int:
    return cv2.connectedComponents(cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)))[0] - 1


def _legibility(grey: np.ndarray, scale: float, read: ReadLines) -> float:
    """How sure a reader is of some lines of the page as it lies: the median confidence, 0.0 without lines."""
    ink = find_ink(grey, scale)
    strokes = stroke_mask(ink.rules, scale)
    layout = find_text_lines(ink.text, strokes, scale)
    colour = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    crops = []
    for line in _sample(layout.lines, layout.em):
        box = line.box._replace(x1=min(line.box.x1, line.box.x0 + int(SAMPLE_WIDTH * line.box.height)))
        crops.append(cut(colour, box, crop_box(box, layout.em, ink.text.shape), strokes, ink.paper))
    confidences = [reading.confidence for reading in read(crops)] if crops else []
    return float(np.median(confidences)) if confidences else 0.0


def _sample(lines: list[TextLine], em: float) -> list[TextLine]:
    """Lines of usual height and some length, spread over the page."""
    usual = [line for line in lines if 0.5 * em <= line.box.height <= 1.6 * em and line.letters >= 5]
    longest = sorted(usual, key=lambda line: -line.box.width)[: 4 * SAMPLE]
    spread = sorted(longest, key=lambda line: (line.box.top, line.box.x0))
    return spread[:: max(1, len(spread) // SAMPLE)][:SAMPLE]
