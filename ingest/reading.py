"""Lines of text -> words with place and confidence; what was read is taken out of the line work."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.look import Look
from ingest.ocr.crops import crop_box, cut
from ingest.ocr.reader import Reading, Recogniser
from ingest.ocr.words import ReadWord, split_words
from ingest.textlines import TextLayout, TextLine
from models.geometry import Box, PixelBox
from models.page import Word

#: Readings below this are specks and drawings taken for letters; handwriting that is hard to read lies above.
LEAST_CONFIDENCE = 0.30
#: One or two characters, or signs without a letter or figure, are drawings unless the reader is this sure.
LEAST_FOR_FEW, LEAST_FOR_SIGNS = 0.60, 0.80
#: Signs that stand by themselves in cells.
LONE_SIGNS = frozenset("-–—√✓")
#: From this confidence on, the ink under a word is its letters and is taken out of the line work.
ERASED_FROM = 0.60


def read_lines(look: Look, scale: float, reader: Recogniser) -> list[Word]:
    """The words of all lines, in points (`scale` pixels each); drawings that were taken for lines give none."""
    lines, em = look.text.lines, look.text.em
    around = [crop_box(line.box, em, look.ink.text.shape) for line in lines]
    crops = [
        cut(look.colour, line.box, box, look.lines.mask, look.ink.paper)
        for line, box in zip(lines, around, strict=True)
    ]
    printed = cv2.subtract(look.ink.text, look.lines.mask)
    words: list[Word] = []
    number = 0
    for line, box, reading in zip(lines, around, reader.recognise(crops, scale * 72), strict=True):
        if is_text(reading):
            words += _words(line, box, reading, printed, em, scale, number)
            number += 1
    return words


def is_text(reading: Reading) -> bool:
    """Whether a reading is likely print or handwriting, and not a drawing or a speck."""
    text, confidence = reading.text.strip(), reading.confidence
    letters = sum(c.isalnum() for c in text)
    if not text or confidence < LEAST_CONFIDENCE:
        return False
    if not letters:
        return confidence >= LEAST_FOR_SIGNS or (text in LONE_SIGNS and confidence >= LEAST_CONFIDENCE)
    return len(text) > 2 or confidence >= LEAST_FOR_FEW


def _words(
    line: TextLine, around: PixelBox, reading: Reading, printed: np.ndarray, em: float, scale: float, number: int
) -> list[Word]:
    ink = np.zeros((around.height, around.width), np.uint8)
    rows = slice(line.box.top - around.top, line.box.bottom - around.top)
    columns = slice(line.box.x0 - around.x0, line.box.x1 - around.x0)
    ink[rows, columns] = printed[line.box.top : line.box.bottom, line.box.x0 : line.box.x1]
    return [
        Word(read.text, _box(read, ink, around, scale), confidence(read), "ocr", number)
        for read in split_words(reading, ink, em)
    ]


def confidence(word: ReadWord) -> float:
    """A word is as sure as its characters on the whole, less what its least sure one lacks."""
    return round((word.mean + word.least) / 2, 3)


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
        if word.confidence >= ERASED_FROM:
            box = word.box.grown(1.0).to_pixels(scale).clipped(drawn.shape[1], drawn.shape[0])
            rows, columns = slice(box.top, box.bottom), slice(box.x0, box.x1)
            read[rows, columns] = layout.letters[rows, columns]
    return cv2.subtract(drawn, cv2.dilate(read, np.ones((3, 3), np.uint8)))


def page_confidence(words: list[Word]) -> float | None:
    """How sure the reading of a page is on the whole: the mean over its letters; None without words."""
    letters = sum(len(word.text) for word in words)
    return round(sum(word.confidence * len(word.text) for word in words) / letters, 3) if letters else None
