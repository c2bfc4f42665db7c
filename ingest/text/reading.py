"""Lines of text -> words with place and confidence; what was read is taken out of the line work."""

from __future__ import annotations

import re
from typing import NamedTuple

import cv2
import numpy as np

from ingest.freed_memory import hand_back
from ingest.look import Look
from ingest.ocr.agreement import recut, settle
from ingest.ocr.crops import crop_box, cut
from ingest.ocr.engines import glance, seconded
from ingest.ocr.reader import Reading, Recogniser
from ingest.ocr.word_widths import lines_lacking_letters
from ingest.ocr.words import ReadWord, split_words
from ingest.text.lines import TextLayout, TextLine
from models.geometry import Box, PixelBox
from models.page import Word

#: Readings below this are specks and drawings taken for letters; handwriting that is hard to read lies above.
LEAST_CONFIDENCE = 0.30
#: One or two characters, or signs without a letter or figure, are drawings unless the reader is this sure; more so
#: where the ink hangs together with rules or flow lines (the end of a capsule is a C, an arrowhead a V).
LEAST_FOR_FEW, LEAST_FOR_SIGNS, LEAST_FOR_DRAWN = 0.60, 0.80, 0.97
#: No letter or figure is so many times as wide as high: a triangle that is read as a 7 is.
WIDEST_LETTER = 1.6
#: Signs that stand by themselves in cells, and what they must reach there.
LONE_SIGNS, LEAST_FOR_LONE = frozenset("-–—√✓"), 0.55
#: A line in colour that no faded line covers to this share counts as print with so many letters, read this surely.
MOST_COVERED, FEWEST_COLOURED, LEAST_FOR_COLOURED = 0.3, 4, 0.90
#: An underline is at least this many em long; a bar through letters that touch is as long as a word at most.
LEAST_UNDERLINE_EM = 6.0
#: The first or last word of a line that a drawing stands at is no surer than this: it may lack a letter.
TORN_AT_MOST = 0.94
#: From this confidence on, the ink under a word is its letters and is taken out of the line work.
ERASED_FROM = 0.60
#: ... but no letter goes around so many others, none that is the whole word and covers so little of its own box arches
#: over them,
OUTLINED, HOLLOW = 2, 0.25
#: none is so thick in any place,
FILL_PT = 6.5
#: and none is a lying stroke so many times as long as it is thick, this thick at most: that is a dash of a flow line,
#: which readers take for "-" or a part of a word; standing ones are told by what they are read as.
FLAT, DASH_PT = 3.0, 1.6
#: A stroke goes on where there is ink right above or below the word's box.
RUN_ON_PX = 2
_DASHES = re.compile(r"[-\u2010-\u2015_=~|]+|[Il]")
#: A printed 1 has a flag: it is no more than four times as high as wide. What is read as one and is slimmer is a dash.
SLIM = 4.0


class _Parted(NamedTuple):
    """A line with its crop's place, the ink on it, the size of print (px) and the words of the first reading."""

    line: TextLine
    around: PixelBox
    ink: np.ndarray
    em: float
    words: list[ReadWord]


def read_lines(look: Look, scale: float, reader: Recogniser, unfaded: Look | None = None) -> list[Word]:
    """The words of all lines, in points (`scale` pixels each); drawings that were taken for lines give none.

    `unfaded`: the page as it is where `look` is without coloured ink. Lines that went with the stamps are read there: a
    note in red is print, an arc is not. All are read in one call, for each call of a reader may start a program.
    """
    faded = _crops(look, look.text.lines)
    hand_back()  # to find the lines took more than to read them
    lost = _crops(unfaded, _lost_lines(unfaded, look)) if unfaded else []
    crops = [crop for *_, crop in (*faded, *lost)]
    firsts = glance(reader, crops)
    lines = [
        *_parted(look, faded, firsts[: len(faded)]),
        *(_parted(unfaded, lost, firsts[len(faded) :]) if unfaded else ()),
    ]
    readings = seconded(reader, firsts, crops, lines_lacking_letters([line.words for line in lines]))
    words: list[Word] = []
    number = 0
    for k, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        if is_text(reading, line.line) if k < len(faded) else reading.confidence >= LEAST_FOR_COLOURED:
            words += _words(line, reading, scale, number)
            number += 1
    return words


def _crops(look: Look, lines: list[TextLine]) -> list[tuple[TextLine, PixelBox, np.ndarray]]:
    """Each line with its crop and the crop's place."""
    around = [crop_box(line.box, look.text.em, look.ink.text.shape) for line in lines]
    clean = look.clean()
    return [
        (line, box, cut(clean, line.box, box, look.lines.mask, look.ink.paper))
        for line, box in zip(lines, around, strict=True)
    ]


def _lost_lines(look: Look, faded: Look) -> list[TextLine]:
    """Lines of letters in `look` where `faded` has none."""
    kept = np.zeros(look.ink.text.shape, bool)
    for line in faded.text.lines:
        kept[line.box.top : line.box.bottom, line.box.x0 : line.box.x1] = True
    return [
        line
        for line in look.text.lines
        if line.letters >= FEWEST_COLOURED
        and kept[line.box.top : line.box.bottom, line.box.x0 : line.box.x1].mean() < MOST_COVERED
    ]


def is_text(reading: Reading, line: TextLine) -> bool:
    """Whether a reading is likely print or handwriting, and not a drawing or a speck."""
    text, confidence = reading.text.strip(), reading.confidence
    if not text or confidence < LEAST_CONFIDENCE:
        return False
    if not any(c.isalnum() for c in text):
        return confidence >= (LEAST_FOR_LONE if text in LONE_SIGNS and not line.of_drawing else LEAST_FOR_SIGNS)
    if line.is_low:
        return False
    if len(text) > 2:
        return True
    if len(text) == 1 and line.box.width > WIDEST_LETTER * line.box.height:
        return False
    if _is_figure_to_both(reading, line):
        return True
    return confidence >= (LEAST_FOR_DRAWN if line.of_drawing and not text.isdigit() else LEAST_FOR_FEW)


def _is_figure_to_both(reading: Reading, line: TextLine) -> bool:
    """Whether both readers saw the same figures in free ink that is no dash: a faxed step's 1 is .6 sure at best."""
    text = reading.text.strip()
    seconded = reading.second is not None and reading.second.text.strip() == text
    return seconded and text.isdigit() and not line.of_drawing and line.box.height < SLIM * line.box.width


def _print_to_part(look: Look) -> np.ndarray:
    """The ink whose gaps part words: without long lying rules, which underline them, and with all short strokes,
    which may be bars through the touching letters of a blurred word. It is the weaker mask: in grey print a letter
    may be too faint for the other, and the gap that it leaves would part its word.
    """
    length = max(3, int(LEAST_UNDERLINE_EM * look.text.em) | 1)
    underlines = cv2.morphologyEx(look.lines.mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    return cv2.subtract(look.ink.rules, underlines)


def _parted(look: Look, cuts: list[tuple[TextLine, PixelBox, np.ndarray]], readings: list[Reading]) -> list[_Parted]:
    """Lines of one look, as the first reader read them, in words."""
    printed = _print_to_part(look) if cuts else None
    out = []
    for (line, around, _), reading in zip(cuts, readings, strict=True):
        ink = np.zeros((around.height, around.width), np.uint8)
        rows = slice(line.box.top - around.top, line.box.bottom - around.top)
        columns = slice(line.box.x0 - around.x0, line.box.x1 - around.x0)
        ink[rows, columns] = printed[line.box.top : line.box.bottom, line.box.x0 : line.box.x1]
        words = split_words(reading, ink, look.text.em) if reading.confidence >= LEAST_CONFIDENCE else []
        out.append(_Parted(line, around, ink, look.text.em, words))
    return out


def _words(parted: _Parted, reading: Reading, scale: float, number: int) -> list[Word]:
    """The words of line `number` in the light of the second reading, if one was asked."""
    line, around, ink, em, parts = parted
    second = recut(split_words(reading.second, ink, em), parts) if reading.second else []
    words = []
    for index, read in enumerate(parts):
        text, sure, alternatives = settle(read, read.confidence, second)
        if (index == 0 and line.torn[0]) or (index == len(parts) - 1 and line.torn[1]):
            sure = min(sure, TORN_AT_MOST)
        words.append(Word(text, _box(read, ink, around, scale), round(sure, 3), "ocr", number, alternatives))
    return words


def _box(word: ReadWord, ink: np.ndarray, around: PixelBox, scale: float) -> Box:
    """The word's box in points, drawn in to its letters."""
    rows = np.flatnonzero(ink[:, int(word.start) : int(word.end)].any(axis=1))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, ink.shape[0])
    return Box(
        (around.x0 + word.start) / scale,
        (around.top + top) / scale,
        (around.x0 + word.end) / scale,
        (around.top + bottom) / scale,
    )


def erase_words(drawn: np.ndarray, layout: TextLayout, words: list[Word], scale: float) -> np.ndarray:
    """`drawn` without the letters of the words that were read with confidence: what is left is line work."""
    read = np.zeros_like(drawn)
    for word in words:
        if word.confidence >= ERASED_FROM and not _is_dash(word):
            box = word.box.grown(1.0).to_pixels(scale).clipped(drawn.shape[1], drawn.shape[0])
            rows, columns = slice(box.top, box.bottom), slice(box.x0, box.x1)
            beyond = drawn[max(0, box.top - RUN_ON_PX) : box.bottom + RUN_ON_PX, columns]
            read[rows, columns] = _letters_alone(layout.letters[rows, columns], beyond, scale)
    return cv2.subtract(drawn, cv2.dilate(read, np.ones((3, 3), np.uint8)))


def _is_dash(word: Word) -> bool:
    slim = word.box.height >= SLIM * word.box.width
    return bool(_DASHES.fullmatch(word.text)) or (word.text == "1" and slim)


def _letters_alone(letters: np.ndarray, beyond: np.ndarray, scale: float) -> np.ndarray:
    """`letters` without what is drawn: a piece that goes around others (the dark outline of a grey symbol, whose word was
    read with it), filled symbols (a disc with an arrowhead is an "X" to a reader), dashes that lie, and standing strokes
    that run on in `beyond`, the drawing with some rows above and below (the side of a box).
    """
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(letters, connectivity=8)
    left, top, width, height = (stats[:, k] for k in range(4))
    right, bottom = left + width, top + height
    within = (left[None] > left[:, None]) & (right[None] < right[:, None])
    # Of an outline that was taken for two lines of print each word has a half, cut at the edge of its box.
    widest = width == width[1:].max(initial=0)
    arch = widest & (stats[:, 4] <= HOLLOW * width * height)
    within &= (top[None] > top[:, None]) | (arch & (top == 0))[:, None]
    within &= (bottom[None] < bottom[:, None]) | (arch & (bottom == len(letters)))[:, None]
    drawn = np.count_nonzero(within, axis=1) >= OUTLINED
    drawn |= (width >= FLAT * height) & (height <= DASH_PT * scale)
    fill = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(FILL_PT * scale),) * 2)
    drawn[np.unique(pieces[cv2.erode(letters, fill, borderType=cv2.BORDER_CONSTANT, borderValue=0) > 0])] = True
    upright = np.flatnonzero((height >= FLAT * width) & (width <= DASH_PT * scale))
    for k in upright[upright > 0]:
        across = beyond[:, left[k] : right[k]]
        drawn[k] |= bool(across[:RUN_ON_PX].any() or across[-RUN_ON_PX:].any())
    drawn[0] = False
    return np.where(drawn[pieces], 0, letters).astype(letters.dtype) if drawn.any() else letters


def page_confidence(words: list[Word]) -> float | None:
    """How sure the reading of a page is on the whole: the mean over its letters; None without words."""
    letters = sum(len(word.text) for word in words)
    return round(sum(word.confidence * len(word.text) for word in words) / letters, 3) if letters else None
