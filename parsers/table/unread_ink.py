"""Ink in places where nothing was read: the reading missed it, the sheet is not blank there.

A cell in which the reader saw nothing looks like a blank one, and a row without a symbol like one that has no actor. Where
ink stands in it that has the size of letters, or goes around paper as a symbol's outline does, its evidence says so: a reading
without a text, of confidence 0.
"""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from models.components import find_components
from models.evidence import Evidence
from models.geometry import Box
from models.layout import FlowSheet
from models.page import Page
from parsers.table.cell_ink import inner_part, picture_ink

#: Letters, in points: specks of a fax are lower, flow lines and what is left of rules higher; a 1 is this wide.
LETTER_PT, HIGHEST_PT, NARROWEST_PT = 3.0, 14.0, 0.8
#: A symbol, with the paper it goes around, is thicker than this in the middle, in points; arrowheads and letters are not.
SOLID_PT = 6.0


def note_unread_cells(evidence: dict[str, Evidence], pages: Mapping[int, Page]) -> None:
    """Mark, in place, the blank cells of activities on pages read from pictures that hold ink like letters."""
    for pointer, entry in evidence.items():
        page = pages.get(entry.page)
        if page is None or not _is_pictured(page) or not _is_blank_cell(pointer, entry):
            continue
        if holds_letters(_line_work(page, entry.bbox), page.raster.scale):
            evidence[pointer] = entry.model_copy(update={"origin": "ocr", "confidence": 0.0})


def unread_symbol(sheet: FlowSheet, row: int) -> Box | None:
    """The cell of the table's row, in points of the sheet, that holds ink like a symbol; None where no actor's does."""
    if not _is_pictured(sheet.page):
        return None
    cells = (
        Box(column.x0, place.top, column.x1, place.bottom)
        for index, place in sheet.rows
        for column in sheet.columns
        if index == row and column.role == "actor" and column.x1 > column.x0
    )
    return next((cell for cell in cells if holds_symbol(picture_ink(sheet.page, cell), sheet.page.raster.scale)), None)


def _is_pictured(page: Page) -> bool:
    return page.raster is not None and page.text_origin in ("ocr", "mixed")


def _is_blank_cell(pointer: str, entry: Evidence) -> bool:
    return pointer.startswith("/activities/") and not entry.text and entry.confidence is None and entry.bbox is not None


def _line_work(page: Page, cell: Box) -> np.ndarray:
    """The line work of a cell, without what was read in it: uint8 (height, width), 255 for ink."""
    rows, columns = inner_part(page, cell)
    return np.ascontiguousarray(page.raster.linework[rows, columns])


def holds_letters(ink: np.ndarray, scale: float) -> bool:
    """Whether a piece of ink as high as a letter stands free in the cell."""
    if not ink.size:
        return False
    _, boxes, _ = find_components(ink)
    x, y, width, height = (boxes[1:, k] for k in range(4))
    free = (x > 0) & (y > 0) & (x + width < ink.shape[1]) & (y + height < ink.shape[0])
    high = (height >= LETTER_PT * scale) & (height <= HIGHEST_PT * scale) & (width >= NARROWEST_PT * scale)
    return bool((free & high).any())


def holds_symbol(ink: np.ndarray, scale: float) -> bool:
    """Whether a form as thick as a symbol stands in the cell, filled or with an outline, whatever is written in it.

    Paper that does not reach the cell's borders is the inside of a form. Lines that pass through leave no such paper, and
    letters and arrowheads are thinner with theirs.
    """
    if not ink.size:
        return False
    labels, _, _ = find_components(cv2.bitwise_not(ink), connectivity=4)
    reaches = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    forms = np.where(np.isin(labels, reaches[reaches > 0]), 0, 255).astype(np.uint8)
    solid = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(SOLID_PT * scale),) * 2)
    return bool(cv2.erode(forms, solid, borderType=cv2.BORDER_CONSTANT, borderValue=0).any())
