"""The picture of a page as it was read: upright and straight, in the frame of every box of the extraction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from ingest.cleanup.upright import set_upright
from ingest.document import open_document
from ingest.ocr.reader import Reading
from ingest.settings import IngestSettings
from models.bilingual import Bilingual
from models.document import PageSummary
from models.status import InputError

#: A picture whose proportions differ by more than this from the page's is of another page: no box would fit.
SAME_SHAPE = 0.02
#: Drawn at this resolution before it is reduced to what is asked for.
SOURCE_DPI = 200.0


def page_picture(files: Sequence[Path], page: PageSummary, dpi: float) -> np.ndarray:
    """The page of a document (its files, in order, where it was joined) as `page` says it was read, at `dpi`.

    uint8 (height, width, 3), RGB. No text is read, so that it takes a fraction of the time of extracting. Raises
    InputError where a file cannot be opened, has no pictures (a transcript) or shows another page than the one read.
    """
    image, source_dpi = _as_it_lies(files, page.number)
    if page.text_origin == "ocr" or page.rotation or page.skew:
        image = set_upright(image, source_dpi, _reads_nothing, page.rotation).look.colour
    return _fitted(image, page, dpi)


def _as_it_lies(files: Sequence[Path], number: int) -> tuple[np.ndarray, float | None]:
    """Page `number`, counted from 1 through all files."""
    for path in files:
        document = open_document(path, IngestSettings(ocr="off"))
        try:
            count = document.source.page_count or 1
            if number <= count or path == files[-1]:
                return document.picture(number, SOURCE_DPI)
        finally:
            document.close()
        number -= count
    raise ValueError("no files")


def _reads_nothing(_: Sequence[np.ndarray]) -> list[Reading]:
    return []


def _fitted(image: np.ndarray, page: PageSummary, dpi: float) -> np.ndarray:
    width, height = round(page.width * dpi / 72), round(page.height * dpi / 72)
    if min(width, height) < 1 or abs(image.shape[1] * height / (image.shape[0] * width) - 1) > SAME_SHAPE:
        raise InputError(
            "other-page",
            Bilingual(
                "gambar halaman ini tidak sama bentuknya dengan yang dibaca",
                "this page's picture is not of the shape that was read",
            ),
            page=page.number,
        )
    method = cv2.INTER_AREA if width < image.shape[1] else cv2.INTER_LINEAR
    return cv2.resize(image, (width, height), interpolation=method)
