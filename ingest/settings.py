"""What a caller may choose about reading a file; every limit is finite by default."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.bilingual import Language
from models.evidence import Model

OcrMode = Literal["auto", "force", "off"]
EngineName = Literal["auto", "ppocr", "tesseract"]


class IngestSettings(Model):
    """How files become pages.

    `ocr`: auto reads pictures where the text layer lacks their text, force reads every page from its picture, off
    never reads pictures. `engine`: auto is PP-OCRv6 with tesseract as second reader. `pages`: first and last page wanted, counted
    from 1; None for all. `dpi`: resolution of pictures that do not state theirs; None finds it from the
    size of the letters. `timeout_s` is for one run of an outside program on one page. `language` is that of notices.
    """

    ocr: OcrMode = "auto"
    engine: EngineName = "auto"
    pages: tuple[int, int] | None = None
    max_pages: int = Field(default=200, ge=1)
    max_megapixels: float = Field(default=60.0, gt=0)
    max_bytes: int = Field(default=200_000_000, ge=1)
    timeout_s: float = Field(default=120.0, gt=0)
    language: Language = "id"
    dpi: float | None = Field(default=None, ge=50, le=1200)
