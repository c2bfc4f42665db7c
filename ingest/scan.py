"""Scanned pages -> Page: upright, rules found, lines of text read where they stand."""

from __future__ import annotations

from functools import partial

import cv2
import numpy as np

from ingest.cleanup.cut_off import cut_off
from ingest.cleanup.upright import find_scale, set_upright
from ingest.freed_memory import hand_back
from ingest.ink.linework import faint_strokes, without_grain
from ingest.ink.page_ink import drawn_mask
from ingest.ink.rulings import as_rulings
from ingest.look import Look
from ingest.ocr.engines import engine, glance
from ingest.ocr.number_months import settle_months
from ingest.ocr.reader import Recogniser
from ingest.ocr.slips import mend_slips
from ingest.settings import IngestSettings
from ingest.stamps.coloured_ink import without_coloured_ink
from ingest.stamps.hidden_names import read_hidden_names
from ingest.stamps.hidden_numbers import read_hidden_numbers
from ingest.stamps.marked_lines import read_marked
from ingest.text.handwriting import with_handwriting
from ingest.text.legibility import hardly_legible
from ingest.text.reading import erase_words, page_confidence, read_lines
from ingest.text.turned import with_turned_text
from models.geometry import Box
from models.page import Page, Raster, Word


def read_scan(image: np.ndarray, dpi: float | None, number: int, settings: IngestSettings) -> Page:
    """Page `number` from its picture.

    `image`: uint8 (height, width, 3), RGB, in any of the four orientations, up to some degrees askew. `dpi`: its
    resolution, None where unknown. Raises MissingProgramError or EngineError where it cannot be read; a page without
    text has no words and no confidence.
    """
    reader = engine(settings.engine, settings.timeout_s)
    upright = set_upright(image, dpi or settings.dpi, partial(glance, reader))
    del image  # a fine scan is larger than what is read of it
    hand_back()
    scale = upright.scale
    words, linework = _read(upright.look, scale, reader, upright.dotted)
    height, width = linework.shape
    confidence = page_confidence(words)
    notices = [*reader.notices, *([cut_off(number, upright.cut)] if upright.cut else [])]
    notices += hardly_legible(number, confidence)
    return Page(
        number,
        width / scale,
        height / scale,
        words,
        as_rulings(upright.look.lines, scale),
        Raster(upright.look.colour, linework, scale),
        rotation=upright.rotation,
        skew=upright.skew,
        text_origin="ocr" if words else "none",
        ocr_confidence=confidence,
        problems=[notice.problem(settings.language) for notice in notices],
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
    print_scale = find_scale(part, raster.scale * 72).print
    words, linework = _read(Look(part, print_scale), raster.scale, engine(settings.engine, settings.timeout_s))
    raster.linework[rows, columns] &= linework
    first = max((word.line for word in page.words), default=-1) + 1
    left, top = place.x0 / raster.scale, place.top / raster.scale
    page.words += [_moved(word, left, top, first) for word in words]
    if words:
        page.text_origin = "mixed" if page.text_origin == "pdf" else "ocr"
        page.ocr_confidence = page_confidence([w for w in page.words if w.origin == "ocr"])


def _read(
    look: Look, scale: float, reader: Recogniser, dotted: np.ndarray | None = None
) -> tuple[list[Word], np.ndarray]:
    """Words (in points) and line work (a mask) of a picture that is upright; `dotted` lines are drawn, but not read."""
    faded = without_coloured_ink(look.colour, look.scale, look.bands().frayed)
    printed = look if faded is None else Look(faded, look.scale)
    words = read_lines(printed, scale, reader, None if faded is None else look)
    words = read_marked(look, printed, words, scale, reader)
    del printed, faded  # a page more
    hand_back()
    words = settle_months(look, read_hidden_numbers(look, words, scale, reader), scale)
    words = mend_slips(read_hidden_names(look, words, scale, reader))
    words = with_handwriting(words, cv2.subtract(look.ink.text, look.lines.mask), scale)
    words = with_turned_text(look, words, scale, reader)
    drawn = without_grain(drawn_mask(look.colour, look.ink, look.scale), look.ink.dark, look.colour, look.scale)
    # Grey hair lines are too faint for the drawn mask; the strokes traced from the weaker ink keep them. Beside drawn
    # ink those are its blurred edge.
    faint = cv2.subtract(look.lines.mask, cv2.dilate(drawn, np.ones((5, 5), np.uint8)))
    drawn = cv2.bitwise_or(cv2.bitwise_or(drawn, faint), faint_strokes(look.ink.rules, drawn, look.scale))
    if dotted is not None:
        drawn = cv2.bitwise_or(drawn, dotted)
    return words, erase_words(drawn, look.text, words, scale)


def _moved(word: Word, left: float, top: float, first_line: int) -> Word:
    x0, y0, x1, y1 = word.box
    return word._replace(box=Box(x0 + left, y0 + top, x1 + left, y1 + top), line=word.line + first_line)
