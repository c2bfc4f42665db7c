"""Scanned pages -> Page: upright, rules found, lines of text read where they stand."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.ink import drawn_mask, find_ink
from ingest.ocr.engines import engine
from ingest.ocr.reader import Recogniser
from ingest.reading import erase_words, page_confidence, read_lines
from ingest.rulings import find_rulings, stroke_mask
from ingest.settings import IngestSettings
from ingest.textlines import find_text_lines
from ingest.upright import Upright, find_scale, set_upright
from models.geometry import Box
from models.page import Page, Raster, Ruling, Word


def read_scan(image: np.ndarray, dpi: float | None, number: int, settings: IngestSettings) -> Page:
    """Page `number` from its picture.

    `image`: uint8 (height, width, 3), RGB, in any of the four orientations, up to some degrees askew. `dpi`: its
    resolution, None where unknown. Raises MissingProgramError or EngineError where it cannot be read; a page without
    text has no words and no confidence.
    """
    reader = engine(settings.engine)
    upright = set_upright(image, dpi or settings.dpi, reader.recognise)
    scale = upright.scale
    words, rulings, linework = _read(upright, reader)
    height, width = upright.colour.shape[:2]
    return Page(
        number,
        width / scale,
        height / scale,
        words,
        rulings,
        Raster(upright.colour, linework, scale),
        rotation=upright.rotation,
        skew=upright.skew,
        text_origin="ocr" if words else "none",
        ocr_confidence=page_confidence(words),
    )


def read_region(page: Page, box: Box, settings: IngestSettings) -> None:
    """Read the text of a picture inside `box` of a page that is upright, and add its words to the page in place."""
    raster = page.raster
    if raster is None:
        raise ValueError("a page without its picture has no region to read")
    height, width = raster.colour.shape[:2]
    place = box.to_pixels(raster.scale).clipped(width, height)
    rows, columns = slice(place.top, place.bottom), slice(place.x0, place.x1)
    part = np.ascontiguousarray(raster.colour[rows, columns])
    _, print_scale = find_scale(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), raster.scale * 72)
    words, _, linework = _read(Upright(part, raster.scale, print_scale), engine(settings.engine))
    raster.linework[rows, columns] &= linework
    first = max((word.line for word in page.words), default=-1) + 1
    left, top = place.x0 / raster.scale, place.top / raster.scale
    page.words += [_moved(word, left, top, first) for word in words]
    if words:
        page.text_origin = "mixed" if page.text_origin == "pdf" else "ocr"
        page.ocr_confidence = page_confidence([w for w in page.words if w.origin == "ocr"])


def _read(page: Upright, reader: Recogniser) -> tuple[list[Word], list[Ruling], np.ndarray]:
    """Words, rulings (both in points) and line work (a mask) of a picture that is upright."""
    ink = find_ink(page.grey, page.print_scale)
    strokes = stroke_mask(ink.rules, page.print_scale)
    layout = find_text_lines(ink.text, strokes, page.print_scale)
    words = read_lines(page.colour, ink, strokes, layout, page.scale, reader)
    linework = erase_words(drawn_mask(page.colour, ink, page.print_scale), layout, words, page.scale)
    return words, _in_points(find_rulings(ink.rules, page.print_scale), page.print_scale / page.scale), linework


def _in_points(rulings: list[Ruling], ratio: float) -> list[Ruling]:
    """Rulings measured at the scale of the print, in the page's own points."""
    return [Ruling(r.orientation, *(ratio * value for value in r[1:])) for r in rulings]


def _moved(word: Word, left: float, top: float, first_line: int) -> Word:
    x0, y0, x1, y1 = word.box
    return word._replace(box=Box(x0 + left, y0 + top, x1 + left, y1 + top), line=word.line + first_line)
