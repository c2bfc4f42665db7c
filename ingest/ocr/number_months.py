"""The Roman month of a sheet's number where readers differ on its strokes: of all months the one that, drawn in the
number's own face, lies on the print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import cv2
import numpy as np
import pypdfium2

from ingest.look import Look
from ingest.ocr.agreement import FIRST, MOST_WHEN_DISPUTED
from ingest.ocr.printed_shapes import one_line_pdf
from ingest.ocr.type_faces import INKED, TYPE_FACES
from models.evidence import Alternative
from models.geometry import Box
from models.page import Word

MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
#: "12/SOP/DPU/IIV/2024": all up to the month, what was read in its place, the year.
_NUMBER = re.compile(r"([\w./-]+)/([IVXLTAHJl1!|]{1,5})/((?:19|20)\d\d)", re.ASCII)
#: What readers make of slashes.
_SLASHES = re.compile(r"[!|]")
#: A number read less surely than this, of which the second reader has another reading, is in doubt.
DOUBTED = 0.945
#: Around the number so much of the page is looked at, in points; its width is told to this share.
AROUND_PT, WIDTHS = 3.0, np.linspace(0.96, 1.04, 9)
#: Size of an em in the drawing, and how soft it is at the page's size, in pixels.
EM_PX, BLUR_PX = 48, 0.7
#: Correlation of the drawing with the page. On faxes, copies and photos of print in these faces the right month has
#: .76-.92 and the next one of its width .03 less; of print in another face none has more than .6.
LIKE, CLEARLY_BEST = 0.75, 0.02


def settle_months(look: Look, words: list[Word], scale: float) -> list[Word]:
    """The words of a page (in points), with disputed months of numbers as they are drawn, where one alone fits."""
    return [_settled(look, word, scale) if _is_disputed(word) else word for word in words]


def _is_disputed(word: Word) -> bool:
    return word.confidence < DOUBTED and bool(word.alternatives) and _NUMBER.fullmatch(word.text) is not None


def _settled(look: Look, word: Word, scale: float) -> Word:
    number = drawn_number(_ink(look, word.box, scale), word.box.width * scale, _candidates(word))
    first = Alternative(text=word.text, reader=FIRST, confidence=round(word.confidence, 3))
    others = tuple(other for other in word.alternatives if other.text != number)
    if number is None:
        return word
    if number != word.text:
        others = (first, *others)
    return word._replace(text=number, confidence=max(word.confidence, MOST_WHEN_DISPUTED), alternatives=others)


def _candidates(word: Word) -> list[str]:
    """What the number may be: each month behind each beginning that a reader saw before the same year."""
    read = [_NUMBER.fullmatch(text) for text in (word.text, *(_SLASHES.sub("/", a.text) for a in word.alternatives))]
    years = {found[3] for found in read if found}
    begins = {found[1] for found in read if found}
    return [f"{begin}/{month}/{year}" for begin in sorted(begins) for month in MONTHS for year in sorted(years)]


def _ink(look: Look, box: Box, scale: float) -> np.ndarray:
    """What the page shows around the box: float32 (h, w), 0 paper, 1 black."""
    height, width = look.colour.shape[:2]
    place = box.grown(AROUND_PT).to_pixels(scale).clipped(width, height)
    grey = cv2.cvtColor(look.colour[place.top : place.bottom, place.x0 : place.x1], cv2.COLOR_RGB2GRAY)
    return np.clip(1 - grey / np.float32(max(1.0, float(np.median(grey)))), 0, 1).astype(np.float32)


def drawn_number(ink: np.ndarray, width: float, texts: Sequence[str]) -> str | None:
    """The one of `texts` that, drawn about `width` pixels wide, is like `ink` (h, w; 0-1); None where none is, or another
    one nearly as much.
    """
    best: list[tuple[float, str]] = []
    for face in TYPE_FACES:
        likeness = sorted(((_likeness(ink, width, face, text), text) for text in texts), reverse=True)
        best = max(best, likeness, key=lambda found: found[:1])
    if not best or best[0][0] < LIKE or (len(best) > 1 and best[0][0] - best[1][0] < CLEARLY_BEST):
        return None
    return best[0][1]


def _likeness(ink: np.ndarray, width: float, face: str, text: str) -> float:
    drawn = _drawn(face, text)
    return max(_likeness_at(ink, drawn, width * share / drawn.shape[1]) for share in WIDTHS)


def _likeness_at(ink: np.ndarray, drawn: np.ndarray, size: float) -> float:
    shape = max(1, round(drawn.shape[1] * size)), max(1, round(drawn.shape[0] * size))
    if shape[0] > ink.shape[1] or shape[1] > ink.shape[0]:
        return 0.0
    laid = cv2.GaussianBlur(cv2.resize(drawn, shape, interpolation=cv2.INTER_AREA), (0, 0), BLUR_PX)
    return float(cv2.matchTemplate(ink, laid, cv2.TM_CCOEFF_NORMED).max())


def _drawn(face: str, text: str) -> np.ndarray:
    """The text cut to its ink, float32 (h, w) 0-1."""
    line = f"BT /F {EM_PX} Tf {EM_PX} {EM_PX} Td ({text}) Tj ET"
    document = pypdfium2.PdfDocument(one_line_pdf(face, EM_PX * (len(text) + 2), 3 * EM_PX, line))
    try:
        picture = 1 - np.asarray(document[0].render(scale=1, grayscale=True).to_pil(), np.float32) / 255
    finally:
        document.close()
    rows, columns = (_inside((picture > INKED).any(axis=axis)) for axis in (1, 0))
    return np.ascontiguousarray(picture[rows, columns])


def _inside(inked: Iterable[bool]) -> slice:
    found = np.flatnonzero(inked)
    return slice(int(found[0]), int(found[-1]) + 1)
