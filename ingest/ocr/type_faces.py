"""Letters of the faces that most office print is in, drawn by pdfium at any size, blur and weight, with their advances."""

from __future__ import annotations

import ctypes
import string
from functools import cache, lru_cache
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ingest.ocr.printed_shapes import one_line_pdf

#: Helvetica stands for Arial, Times-Roman for Times New Roman: their letters have the same advances.
TYPE_FACES = ("Helvetica", "Times-Roman", "Helvetica-Bold", "Times-Bold")
LETTERS = string.ascii_uppercase + string.ascii_lowercase + ".,"
#: Size of an em in the drawings and of each letter's cell, in pixels; pen and baseline stand so far in it.
EM_PX, CELL_PX, PEN_PX, BASELINE_PX = 96, 192, 48, 72
#: Room around the pen in a letter at its size, in em: to the left, to the right, over and under the baseline.
LEFT, RIGHT, OVER, UNDER = 0.25, 1.3, 0.8, 0.28
#: The drawing's own edges are this soft at the size of the page, in pixels.
OWN_BLUR_PX = 0.35
#: So many letters at a page's size are kept (a name is fitted again and again), and so many blurred drawings of 90 kB.
KEPT, KEPT_DRAWINGS = 512, 64
#: Darker than this is ink.
INKED = 0.3


class Lettering(NamedTuple):
    """How a page's letters came out: `size` pixels an em, `blur` (sigma) and `spread` of their ink in pixels."""

    face: str
    size: float
    blur: float
    spread: float = 0.0


class Letter(NamedTuple):
    """`ink` (h, w) 0-1, its pen at column `left` and its baseline on row `over`."""

    ink: np.ndarray
    left: int
    over: int


@cache
def advances(face: str) -> dict[str, float]:
    """Advance of each letter and of the space, in em."""
    document = pypdfium2.PdfDocument.new()
    try:
        font = pdfium.FPDFText_LoadStandardFont(document.raw, face.encode("ascii"))
        width = ctypes.c_float()
        found = {}
        for letter in LETTERS + " ":
            pdfium.FPDFFont_GetGlyphWidth(font, ord(letter), 1.0, ctypes.byref(width))
            found[letter] = float(width.value)
        pdfium.FPDFFont_Close(font)
    finally:
        document.close()
    return found


@lru_cache(KEPT)
def letter(lettering: Lettering, character: str, shift: float) -> Letter:
    """A letter as it comes out where its pen stands `shift` (0-1) pixels right of a pixel's edge."""
    size = lettering.size
    grown = EM_PX / size
    drawn = _blurred(
        lettering.face,
        character,
        round(float(np.hypot(lettering.blur, OWN_BLUR_PX)) * grown, 2),
        round(lettering.spread * grown, 2),
    )
    left, over = int(np.ceil(LEFT * size)), int(np.ceil(OVER * size))
    shape = left + int(np.ceil(RIGHT * size)), over + int(np.ceil(UNDER * size))
    across = [grown, 0, (0.5 - left - shift) * grown + PEN_PX - 0.5]
    down = [0, grown, (0.5 - over) * grown + BASELINE_PX - 0.5]
    ink = cv2.warpAffine(
        drawn, np.array([across, down], np.float32), shape, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    )
    return Letter(ink, left, over)


def drawn_word(lettering: Lettering, word: str, shift: float = 0.0) -> Letter:
    """A word of LETTERS, as `letter`; letters stand at quarters of a pixel."""
    pen, parts = shift, []
    for character in word:
        column = int(np.floor(pen))
        one = letter(lettering, character, round((pen - column) * 4) / 4)
        parts.append((column - one.left, one))
        pen += advances(lettering.face)[character] * lettering.size
    first = min(at for at, _ in parts)
    ink = np.zeros((parts[0][1].ink.shape[0], max(at + one.ink.shape[1] for at, one in parts) - first), np.float32)
    for at, one in parts:
        place = ink[:, at - first : at - first + one.ink.shape[1]]
        np.maximum(place, one.ink, out=place)
    return Letter(ink, -first, parts[0][1].over)


def inked_width(face: str, word: str) -> float:
    """From the first letter's ink to the last one's, in em."""
    pen, edges = 0.0, []
    for character in word:
        low, high = _inked(face, character)
        edges += [pen + low, pen + high]
        pen += advances(face)[character]
    return max(edges) - min(edges)


@cache
def _inked(face: str, character: str) -> tuple[float, float]:
    columns = np.flatnonzero((_drawings(face)[character] > INKED).any(axis=0))
    return (int(columns[0]) - PEN_PX) / EM_PX, (int(columns[-1]) + 1 - PEN_PX) / EM_PX


@lru_cache(KEPT_DRAWINGS)
def _blurred(face: str, character: str, sigma: float, spread: float) -> np.ndarray:
    ink = _drawings(face)[character]
    reach = 2 * round(abs(spread)) + 1
    if reach > 1:
        ink = (cv2.dilate if spread > 0 else cv2.erode)(
            ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
        )
    return cv2.GaussianBlur(ink, (0, 0), sigma)


@cache
def _drawings(face: str) -> dict[str, np.ndarray]:
    """Each letter, (height, CELL_PX) 0-1, EM_PX to the em."""
    height = EM_PX * 5 // 4
    placed = [(character, CELL_PX * k + PEN_PX) for k, character in enumerate(LETTERS)]
    content = "\n".join(f"BT /F {EM_PX} Tf {x} {height - BASELINE_PX} Td ({c}) Tj ET" for c, x in placed)
    document = pypdfium2.PdfDocument(one_line_pdf(face, CELL_PX * len(LETTERS), height, content))
    try:
        picture = 1 - np.asarray(document[0].render(scale=1, grayscale=True).to_pil(), np.float32) / 255
    finally:
        document.close()
    return {c: np.ascontiguousarray(picture[:, CELL_PX * k : CELL_PX * (k + 1)]) for k, c in enumerate(LETTERS)}
