"""PDF files -> pages: words from the text layer, line work from the vector graphics drawn without their text."""

from __future__ import annotations

import ctypes
import re
from contextlib import suppress
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from ingest.ink.linework import page_linework
from ingest.ink.rulings import find_rulings
from ingest.ocr.engines import rest
from ingest.pdf.content import check_content
from ingest.pdf.forms import check_forms
from ingest.pdf.layers import Layers, hide, page_layers
from ingest.pdf.objects import open_plumber
from ingest.pdf.resources import check_resources
from ingest.pdf.text_layer import text_layer
from ingest.scan import read_region, read_scan
from ingest.settings import IngestSettings
from models.bilingual import Bilingual
from models.geometry import Box
from models.page import Page, Raster, Word
from models.status import InputError, SopscanError

#: Vector pages are drawn at this resolution: a hair line is then about one pixel, an arrowhead about ten.
VECTOR_DPI = 200
#: Scans are read at the resolution of their picture, within these bounds (OCR.md: 300 gains little over 200).
SCAN_DPI_MIN, SCAN_DPI_MAX = 100, 300
#: Colours of a pixel of a page that is drawn.
CHANNELS = 3
#: Pages are measured in points of single precision: their pixels come out larger by less than this share.
ROUNDING = 1e-6
#: A picture smaller than this share of the page is a logo, a stamp or a signature and is not read.
SMALL_PICTURE = 0.12
#: A picture with fewer words of the text layer inside than this, per share of page it covers, may hold unread text.
WORDS_IN_READ_PICTURE = 12
#: Fewer letters than this on a page are a page number or a scanner's mark, no text layer.
MIN_LETTERS = 20
#: Share of characters that are unmapped or control characters beyond which a text layer is junk.
JUNK_CHARACTERS = 0.15
#: A glyph alone that has no Unicode value is a bullet: Symbol and Wingdings marks, unused WinAnsi codes (PDF 32000-1, D.2).
_LONE_GLYPH = re.compile(r"^(?:\(cid:\d+\)|[\ue000-\uf8ff])$")


class PdfSource:
    """An open PDF. `page_count` is known at once; `pages()` reads one page at a time."""

    def __init__(self, path: Path, settings: IngestSettings):
        self._settings = settings
        try:
            self._pdfium = pdfium.PdfDocument(path)
            self._stream = path.open("rb")
            self._plumber = open_plumber(self._stream)
            self.page_count = len(self._pdfium)
        except pdfium.PdfiumError as error:
            raise _open_error(error) from error
        except Exception as error:  # pdfminer raises many kinds for damaged files
            raise _damaged(error) from error
        self._is_walked = False

    def close(self) -> None:
        self._stream.close()
        self._pdfium.close()
        rest(self._settings.timeout_s)

    def read_page(self, number: int) -> Page:
        """Page `number` (from 1), upright. Raises SopscanError where the page cannot be read."""
        try:
            self._walk()
            if number <= len(self._plumber.pages):  # first of all: to open a page is to unpack it
                within = self._plumber.pages[number - 1].page_obj
                check_content(within.contents, number)
                check_forms(within, number)
                check_resources(within, number)
            page = self._pdfium[number - 1]
            self._check_size(page, number)
            layers = page_layers(page)
            words = [] if self._settings.ocr == "force" else self._words(number)
            if self._is_scan(layers, words):
                return self._scanned(page, number, layers)
            return self._vector(page, number, layers, words)
        except SopscanError:
            raise
        except Exception as error:  # whatever a damaged page does to the libraries, the other pages are read
            raise InputError(
                "page-unreadable",
                Bilingual(
                    f"Halaman {number} tidak dapat dibaca ({error}).", f"Page {number} cannot be read ({error})."
                ),
                Bilingual(
                    "Buka berkas di penampil PDF; simpan ulang atau pindai ulang halaman ini.",
                    "Open the file in a PDF viewer; save it anew or scan this page again.",
                ),
                page=number,
            ) from error

    def _walk(self) -> None:
        """Let pdfminer find the pages, which takes long in a file of thousands that may be refused for their number."""
        if not self._is_walked:
            self._is_walked = True
            with suppress(Exception):  # it gives up at a damaged page; those before it are kept
                self._plumber.pages  # noqa: B018

    def picture(self, number: int, dpi: float) -> tuple[np.ndarray, float]:
        """The page as it shows, uint8 (height, width, 3), RGB, and its resolution. Raises SopscanError."""
        try:
            page = self._pdfium[number - 1]
            self._check_size(page, number)
            return _render(page, dpi), dpi
        except (pdfium.PdfiumError, IndexError) as error:
            raise _damaged(error) from error

    def _check_size(self, page: pdfium.PdfPage, number: int) -> None:
        width, height = page.get_size()
        megapixels = width * height * (VECTOR_DPI / 72) ** 2 / 1e6
        if megapixels > self._settings.max_megapixels:
            raise InputError(
                "page-too-large",
                Bilingual(
                    f"Halaman {number} terlalu besar ({megapixels:.0f} megapiksel).",
                    f"Page {number} is too large ({megapixels:.0f} megapixels).",
                ),
                Bilingual("Naikkan --max-megapixels bila memang perlu.", "Raise --max-megapixels if it is meant."),
                page=number,
            )

    def _is_scan(self, layers: Layers, words: list[Word]) -> bool:
        if self._settings.ocr == "off":
            return False
        letters = sum(len(w.text) for w in words)
        return letters < MIN_LETTERS or self._settings.ocr == "force" or layers.has_old_layer or _is_junk(words)

    def _words(self, number: int) -> list[Word]:
        if number > len(self._plumber.pages) and self._settings.ocr == "auto":
            return []  # behind a damaged page the text layer is out of reach: the page is read from its picture
        page = self._plumber.pages[number - 1]
        left, top = page.cropbox[0] - page.bbox[0], page.cropbox[1] - page.bbox[1]
        return [
            Word(
                _LONE_GLYPH.sub("•", w["text"]), Box(w["x0"] - left, w["top"] - top, w["x1"] - left, w["bottom"] - top)
            )
            for w in text_layer(page)
            if w["text"].strip() and w["x1"] > left and w["bottom"] > top
        ]

    def _scanned(self, page: pdfium.PdfPage, number: int, layers: Layers) -> Page:
        dpi = min(max(layers.picture_dpi or VECTOR_DPI, SCAN_DPI_MIN), SCAN_DPI_MAX)
        picture = _render(page, dpi)
        page.close()  # with it goes the scan as unpacked, which is as large
        return read_scan(picture, dpi, number, self._settings)

    def _vector(self, page: pdfium.PdfPage, number: int, layers: Layers, words: list[Word]) -> Page:
        width, height = page.get_size()
        scale = VECTOR_DPI / 72
        colour = _render(page, VECTOR_DPI)
        hide(layers.texts)
        ink, linework = page_linework(_render(page, VECTOR_DPI), scale)
        result = Page(
            number,
            width,
            height,
            words,
            find_rulings(ink, scale),
            Raster(colour, linework, scale),
            text_origin="pdf" if words else "none",
        )
        for picture in layers.pictures if self._settings.ocr != "off" else ():
            if _may_hold_text(picture, result):
                read_region(result, picture, self._settings)
        return result


def _open_error(error: pdfium.PdfiumError) -> InputError:
    if "assword" in str(error):
        return InputError(
            "encrypted",
            Bilingual("PDF ini terkunci kata sandi.", "This PDF is locked with a password."),
            Bilingual(
                "Buka dengan kata sandinya dan simpan salinan tanpa sandi, lalu ulangi.",
                "Open it with its password, save a copy without one, then try again.",
            ),
        )
    return _damaged(error)


def _damaged(error: Exception) -> InputError:
    why = str(error).rstrip(".")
    return InputError(
        "damaged",
        Bilingual(
            f"PDF ini rusak dan tidak dapat dibuka ({why}).", f"This PDF is damaged and cannot be opened ({why})."
        ),
        Bilingual(
            "Ambil ulang dari sumbernya, atau simpan ulang dari penampil PDF.",
            "Get it again from where it came from, or save it anew from a PDF viewer.",
        ),
    )


def _is_junk(words: list[Word]) -> bool:
    """Fonts without a Unicode map give (cid:…) or control characters."""
    text = "".join(w.text for w in words)
    bad = text.count("(cid:") * 7 + sum(1 for c in text if c == "�" or ord(c) < 32 or 0xE000 <= ord(c) <= 0xF8FF)
    return bad > JUNK_CHARACTERS * len(text)


def _may_hold_text(picture: Box, page: Page) -> bool:
    share = picture.area / (page.width * page.height)
    if share < SMALL_PICTURE:
        return False
    inside = sum(1 for w in page.words if picture.contains(*w.box.centre))
    return inside < WORDS_IN_READ_PICTURE * share / SMALL_PICTURE


def _render(page: pdfium.PdfPage, dpi: float) -> np.ndarray:
    """The page as it shows: uint8 (height, width, 3), RGB.

    Sizes are rounded up, and a scan whose page is a hair larger than its picture would be blown up by a pixel: blurred.
    """
    scale = dpi / 72 * (1 - ROUNDING)
    drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, bitmap_maker=_Paper.new_white)
    return drawn.to_numpy()


class _Paper(pdfium.PdfBitmap):
    """A bitmap that is white from the start: numpy makes it so in half of the time."""

    @classmethod
    def new_white(cls, width: int, height: int, format: int, rev_byteorder: bool = False) -> pdfium.PdfBitmap:
        pixels = np.full(width * height * CHANNELS, 255, np.uint8)
        buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
        return cls.new_native(width, height, format, rev_byteorder, buffer)

    def fill_rect(self, *_: object) -> None:
        """It is filled."""
