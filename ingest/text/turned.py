"""Text that runs up or down on an upright page: the headings of narrow columns, read with their cells turned."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import cv2
import numpy as np

from ingest.look import Look, turn
from ingest.ocr.reader import Recogniser
from ingest.text.reading import read_lines
from models.geometry import Box, PixelBox, union
from models.page import Word

#: A cell that may hold turned text is so many em wide, so many high at least, and so many times as high as wide: a short name
#: is turned in a square cell, too, where its neighbours are long.
WIDTH_EM, LEAST_HEIGHT_EM, SLENDER = (0.9, 9.0), 3.0, 0.8
#: Its paper fills at least this share of its box: it is closed by rules on four sides.
LEAST_FILLED = 0.6
#: Along the text letters join into words, across it they do not: with gaps of so many em closed, this share of pieces at
#: most is left along the text of those left across. Fewer pieces than this say nothing.
CLOSE_EM, CLEAR_SHARE, FEWEST_PIECES = 0.45, 0.8, 4
#: A rule's blurred rim, in points, is not looked at, and so much paper is kept around each cell's text in the picture that
#: is read, in em.
RIM_PT, PAPER_EM = 0.8, 1.0
#: Read this surely on the whole, text runs the way it was turned; else the other way is tried too. A cell's text is taken
#: from the second share on: below stand logos.
SURE, LEAST_SURE = 0.88, 0.8


def with_turned_text(look: Look, words: Sequence[Word], scale: float, reader: Recogniser) -> list[Word]:
    """`words` (in points, `scale` pixels each) with the text of cells in which it runs up or down.

    Each line of such text is one word with its spaces, as from a text layer. What was read in such a cell as if it stood
    upright is dropped, unless it was read better.
    """
    cells = _turned_cells(look)
    if not cells:
        return list(words)
    best = _read_turned(look, cells, 90, scale, reader)  # nearly all such headings run up
    if _sureness(_all(best)) < SURE:
        best = max(best, _read_turned(look, cells, 270, scale, reader), key=lambda read: _sureness(_all(read)))
    kept = list(words)
    number = max((word.line for word in words), default=-1) + 1
    for index, cell in enumerate(cells):
        box, found = cell.to_points(scale), best.get(index, [])
        upright = [word for word in kept if box.contains(*word.box.centre)]
        if _sureness(found) >= LEAST_SURE and _weight(found) > _weight(upright):
            kept = [word for word in kept if not box.contains(*word.box.centre)]
            kept += [word._replace(line=number + index) for word in found]
    return kept


def _turned_cells(look: Look) -> list[PixelBox]:
    """Closed cells, none of them broad, in which letters stand one over another."""
    em, rim = look.text.em, max(1, round(RIM_PT * look.scale))
    # At half the size, in a quarter of the time: a rule of one pixel is one still.
    if min(look.lines.mask.shape) < 2:
        return []
    strokes = look.lines.mask[: look.lines.mask.shape[0] // 2 * 2, : look.lines.mask.shape[1] // 2 * 2]
    quarters = [strokes[y::2, x::2] for y in (0, 1) for x in (0, 1)]
    halved = cv2.dilate(np.maximum.reduce(quarters), np.ones((rim | 1, rim | 1), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(halved), connectivity=4)
    x, top, width, height = 2 * boxes[1:, :4].T
    fits = (width >= WIDTH_EM[0] * em) & (width <= WIDTH_EM[1] * em) & (height >= LEAST_HEIGHT_EM * em)
    fits &= (height >= SLENDER * width) & (4 * boxes[1:, 4] >= LEAST_FILLED * width * height)
    cells = [PixelBox(*map(int, box)) for box in np.stack([x, top, x + width, top + height], axis=1)[fits]]
    return [cell for cell in cells if _is_turned(_part(look.ink.core, cell), em)]


def _is_turned(ink: np.ndarray, em: float) -> bool:
    reach = max(3, int(CLOSE_EM * em) | 1)
    room = cv2.copyMakeBorder(ink, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=0)
    lying, standing = (
        cv2.connectedComponents(cv2.morphologyEx(room, cv2.MORPH_CLOSE, np.ones(size, np.uint8)))[0] - 1
        for size in ((1, reach), (reach, 1))
    )
    return lying >= FEWEST_PIECES and standing <= CLEAR_SHARE * lying


def _read_turned(
    look: Look, cells: Sequence[PixelBox], quarter: int, scale: float, reader: Recogniser
) -> dict[int, list[Word]]:
    """The lines of each cell, read turned clockwise by `quarter` degrees, from one picture of all; places on the page."""
    gap = round(PAPER_EM * look.text.em)
    parts = [turn(_part(look.colour, cell), quarter) for cell in cells]
    width = max(part.shape[1] for part in parts)
    paper = np.median(np.concatenate([part.reshape(-1, 3) for part in parts]), axis=0)
    sheet = np.full((sum(len(part) + gap for part in parts) + gap, width + 2 * gap, 3), paper, np.uint8)
    tops = []
    top = gap
    for part in parts:
        sheet[top : top + part.shape[0], gap : gap + part.shape[1]] = part
        tops.append(top)
        top += part.shape[0] + gap
    found: dict[int, list[Word]] = {}
    lines = read_lines(Look(sheet, look.scale), scale, reader)
    for _, group in groupby(sorted(lines, key=lambda word: (word.line, word.box.x0)), key=lambda word: word.line):
        line = list(group)
        box = union(word.box for word in line)
        index = int(np.searchsorted(tops, box.centre[1] * scale, side="right")) - 1
        if index >= 0:
            left, top = gap / scale, tops[index] / scale
            within = Box(box.x0 - left, box.top - top, box.x1 - left, box.bottom - top)
            text, sure = " ".join(word.text for word in line), min(word.confidence for word in line)
            others = line[0].alternatives if len(line) == 1 else ()
            place = _turned_back(within, cells[index], quarter, scale)
            found.setdefault(index, []).append(Word(text, place, sure, "ocr", alternatives=others))
    return found


def _turned_back(box: Box, cell: PixelBox, quarter: int, scale: float) -> Box:
    """A box of a cell that was turned clockwise by 90 or 270 degrees, on the page."""
    place = cell.to_points(scale)
    if quarter == 90:  # what ran up starts at the cell's foot
        return Box(place.x0 + box.top, place.bottom - box.x1, place.x0 + box.bottom, place.bottom - box.x0)
    return Box(place.x1 - box.bottom, place.top + box.x0, place.x1 - box.top, place.top + box.x1)


def _part(picture: np.ndarray, cell: PixelBox) -> np.ndarray:
    return np.ascontiguousarray(picture[cell.top : cell.bottom, cell.x0 : cell.x1])


def _all(read: dict[int, list[Word]]) -> list[Word]:
    return [word for lines in read.values() for word in lines]


def _sureness(words: Sequence[Word]) -> float:
    """The mean confidence over all letters; 0.0 without any."""
    letters = sum(len(word.text) for word in words)
    return _weight(words) / letters if letters else 0.0


def _weight(words: Sequence[Word]) -> float:
    return sum(word.confidence * len(word.text) for word in words)
