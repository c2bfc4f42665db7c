"""Lines that were wiped out with the letters over them: a reader takes the edge of a symbol for a part of a word."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from models.geometry import Box, PixelBox
from models.page import Word

#: The surroundings of a word in which its lines must go on as line work.
MARGIN_PX = 4
#: Ink is darker than half-way between paper and print, which differ by at least so much (of 255).
MIN_CONTRAST = 50
#: Letters that touch a symbol's edge come apart from it in ink that is this much of the way from paper to print; what is
#: lighter around them, within so many pixels, is theirs.
CORE, RIM_PX = 0.7, 2
#: What a reader makes of a dash, a corner of a dashed line, an arrowhead or the round end of a capsule: a word of these that
#: stands in an actor column is drawn.
DRAWN_SIGNS = frozenset("0123456789IlirLJ()[]|!/\\-–—_=~<>^.,:;'`•←→")
#: A word with a bracket at an end is at least so long where the bracket is drawn: (a) and 1) are printed.
SHORTEST_ROUND = 5
#: A piece of ink is a line, no letter, when it is so many times as wide as the word is high, or this share of its height.
LINE_WIDTH, LINE_HEIGHT = 1.3, 0.95
#: A letter that touches a line tears a gap of at most this into it; the ink that bridges it, if only a thin line's (this
#: much of the way from paper to print), is drawn again.
TORN_PT, FAINT = 1.2, 0.25


def restore_lines(
    linework: np.ndarray,
    colour: np.ndarray,
    words: Iterable[Word],
    scale: float,
    cut: PixelBox,
    span: tuple[float, float],
) -> np.ndarray:
    """`linework` (uint8, cut from the page at `cut`) with the lines under words read by OCR drawn again.

    `colour`: the page's picture, cut alike, uint8 RGB; `span`: left and right border of the actor columns, in points. Ink
    under a word comes back where it is joined to line work beside the word and is longer than a letter; all of it where
    the word in an actor column is but a stroke.
    """
    restored = None
    for word in words:
        if word.origin != "ocr":
            continue
        box = _moved(word.box, scale, cut).clipped(linework.shape[1], linework.shape[0])
        if box.width < 3 or box.height < 3:
            continue
        restored = linework.copy() if restored is None else restored
        inside = span[0] <= word.box.centre[0] <= span[1]
        _restore(restored, colour, box, TORN_PT * scale, whole=inside and DRAWN_SIGNS.issuperset(word.text))
        for end in _bracketed_ends(word.text, box) if inside else ():
            _restore(restored, colour, end, TORN_PT * scale, whole=True)
    return linework if restored is None else restored


def _bracketed_ends(text: str, box: PixelBox) -> list[PixelBox]:
    """The ends of a word where a reader saw a bracket, or both: the round ends of a capsule. (a) is a list's, no capsule."""
    width = min(box.width, max(round(box.width / len(text)), box.height // 2))
    found = []
    if len(text) < SHORTEST_ROUND:
        return found
    if text[0] in "([":
        found.append(PixelBox(box.x0, box.top, box.x0 + width, box.bottom))
    if text[-1] in ")]" and not set("([") & set(text[1:]):
        found.append(PixelBox(box.x1 - width, box.top, box.x1, box.bottom))
    return found


def _moved(box: Box, scale: float, cut: PixelBox) -> PixelBox:
    whole = box.to_pixels(scale)
    return PixelBox(whole.x0 - cut.x0, whole.top - cut.top, whole.x1 - cut.x0, whole.bottom - cut.top)


def _restore(linework: np.ndarray, colour: np.ndarray, box: PixelBox, torn: float, whole: bool) -> None:
    window = PixelBox(box.x0 - MARGIN_PX, box.top - MARGIN_PX, box.x1 + MARGIN_PX, box.bottom + MARGIN_PX)
    window = window.clipped(linework.shape[1], linework.shape[0])
    view = np.s_[window.top : window.bottom, window.x0 : window.x1]
    grey = cv2.cvtColor(np.ascontiguousarray(colour[view]), cv2.COLOR_RGB2GRAY)
    paper, print_ = np.percentile(grey, (90, 2))
    if paper - print_ < MIN_CONTRAST:
        return
    kept = linework[view] > 0
    ink = ((grey < (paper + print_) / 2) | kept).astype(np.uint8)
    if whole:
        linework[view][ink > 0] = 255
        return
    ink[_letters(grey < paper - CORE * (paper - print_), kept, box) & ~kept] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    beside = kept.copy()
    beside[box.top - window.top : box.bottom - window.top, box.x0 - window.x0 : box.x1 - window.x0] = False
    for index in set(np.unique(labels[beside]).tolist()) - {0}:
        if _is_line(stats[index], box):
            linework[view][labels == index] = 255
    _bridge_torn(linework[view], grey < paper - FAINT * (paper - print_), torn)


def _bridge_torn(linework: np.ndarray, ink: np.ndarray, torn: float) -> None:
    """Draw the straight way between pieces of line work no further apart than `torn` pixels, where ink lies all along it."""
    along = cv2.dilate(ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    count, labels = cv2.connectedComponents((linework > 0).astype(np.uint8), connectivity=8)
    pieces = [np.argwhere(labels == index)[:, ::-1] for index in range(1, count)]
    for k, one in enumerate(pieces):
        for other in pieces[k + 1 :]:
            gaps = np.hypot(*(one[:, None] - other[None]).transpose(2, 0, 1))
            if gaps.min() <= torn + 1:
                a, b = np.unravel_index(gaps.argmin(), gaps.shape)
                way = np.zeros_like(linework)
                cv2.line(way, one[a].tolist(), other[b].tolist(), 255, 1)
                if along[way > 0].all():
                    linework[way > 0] = 255


def _letters(core: np.ndarray, kept: np.ndarray, box: PixelBox) -> np.ndarray:
    """Where letters are that no line work is joined to in the core of the ink: bool, with their rim."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(core.astype(np.uint8), connectivity=8)
    free = np.array([not _is_line(piece, box) for piece in stats])
    free[0] = False
    free[labels[kept]] = False
    side = 2 * RIM_PX + 1
    return cv2.dilate(free[labels].astype(np.uint8), np.ones((side, side), np.uint8)) > 0


def _is_line(piece: np.ndarray, box: PixelBox) -> bool:
    """`piece`: x, y, width, height, area of connected ink; `box`: that of the word over it."""
    return piece[2] >= LINE_WIDTH * box.height or piece[3] >= LINE_HEIGHT * (box.height + MARGIN_PX)
