"""Which way up a page lies, by what is written on it: metadata and /Rotate lie, and pages of one file differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import cv2
import numpy as np

from ingest.look import Look, turn
from ingest.ocr.crops import crop_box, cut
from ingest.ocr.reader import Reading
from ingest.text.lines import TextLayout, TextLine

Quarter = Literal[0, 90, 180, 270]
#: Reads crops of lines; what an engine's `recognise` does.
ReadLines = Callable[[Sequence[np.ndarray]], list[Reading]]

#: Lines looked at: enough to outvote a stamp, few enough to cost a tenth of reading the page.
SAMPLE = 5
#: Lines of usual print are this high, in em, and hold so many letters. Where letters touch, words count as letters and as
#: the size of print: of a page without any such line, those count that are so many times as long as high.
HEIGHT_EM, FEWEST_LETTERS, LONG_LINE = (0.5, 1.6), 5, 4.0
#: Only so much of a line is read, as a multiple of its height.
SAMPLE_WIDTH = 7.0
#: Lines of print read the right way up get at least this (measured: upright 0.93-1.00, upside down 0.25-0.75).
SURE = 0.88
#: Where none is that sure, the page stays as it is unless another way up is read this much better.
CLEARLY_BETTER = 0.05
#: Along the text letters join into words, across it they do not: with gaps of this many em closed, the number of pieces
#: along the right axis is at most this share of that along the other.
CLOSE_EM, CLEAR_SHARE = 0.45, 0.8
#: Fewer letters than this say nothing.
MIN_LETTERS = 12


def find_rotation(look: Look, read: ReadLines) -> Quarter:
    """Degrees clockwise that set the page of `look` upright; 0 where nothing legible is on it.

    Its lines are found once for each axis: upside down they are the same.
    """
    if not look.text.lines:
        return 0
    scores: dict[Quarter, float] = {}
    for axis in _likely_axes(look.text):
        crops = _sample_crops(look.turned(axis))
        for flip in (0, 180):
            quarter: Quarter = (axis + flip) % 360  # type: ignore[assignment]
            scores[quarter] = _legibility([turn(crop, flip) for crop in crops], read)
            if scores[quarter] >= SURE:
                return quarter
    best = max(scores, key=lambda quarter: scores[quarter])
    return best if scores[best] > scores.get(0, 0.0) + CLEARLY_BETTER else 0


def _likely_axes(layout: TextLayout) -> tuple[Quarter, ...]:
    """0 (text lies along the rows), 90 (along the columns), or both where the page does not say."""
    reach = max(3, int(CLOSE_EM * layout.em) | 1)
    along = _pieces(layout.letters, (1, reach))
    across = _pieces(layout.letters, (reach, 1))
    if max(along, across) < MIN_LETTERS:
        return 0, 90
    if along < CLEAR_SHARE * across:
        return (0,)
    return (90,) if across < CLEAR_SHARE * along else (0, 90)


def _pieces(letters: np.ndarray, reach: tuple[int, int]) -> int:
    return cv2.connectedComponents(cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)))[0] - 1


def _sample_crops(look: Look) -> list[np.ndarray]:
    """Pieces of some lines of the page as it lies."""
    crops = []
    for line in _sample(look.text.lines, look.text.em):
        box = line.box._replace(x1=min(line.box.x1, line.box.x0 + int(SAMPLE_WIDTH * line.box.height)))
        around = crop_box(box, look.text.em, look.ink.text.shape)
        crops.append(cut(look.colour, box, around, look.lines.mask, look.ink.paper))
    return crops


def _legibility(crops: list[np.ndarray], read: ReadLines) -> float:
    """How sure a reader is of pieces of lines: the median confidence, 0.0 without any.

    Where the first half are all sure, so is the median, and the others need not be read.
    """
    half = len(crops) // 2 + 1
    confidences = [reading.confidence for reading in read(crops[:half])] if crops else []
    if half < len(crops) and min(confidences) < SURE:
        confidences += [reading.confidence for reading in read(crops[half:])]
    return float(np.median(confidences)) if confidences else 0.0


def _sample(lines: list[TextLine], em: float) -> list[TextLine]:
    """Lines of usual height and some length, spread over the page."""
    low, high = HEIGHT_EM
    usual = [line for line in lines if low * em <= line.box.height <= high * em and line.letters >= FEWEST_LETTERS]
    usual = usual or [line for line in lines if not line.is_low and line.box.width >= LONG_LINE * line.box.height]
    longest = sorted(usual, key=lambda line: -line.box.width)[: 4 * SAMPLE]
    spread = sorted(longest, key=lambda line: (line.box.top, line.box.x0))
    return spread[:: max(1, len(spread) // SAMPLE)][:SAMPLE]
