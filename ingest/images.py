"""Image files -> pages: PNG, JPEG, TIFF with many pages, BMP, WebP."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageOps

from ingest.cleanup.pixel_shape import with_square_pixels
from ingest.ocr.engines import rest
from ingest.scan import read_scan
from ingest.settings import IngestSettings
from models.bilingual import Bilingual
from models.page import Page
from models.status import InputError

#: A resolution outside these bounds is a default that some program wrote, not the scanner's.
DPI_BOUNDS = (90.0, 650.0)
#: Values of Exif's tag Orientation with which the rows of the file are the columns of the picture.
TURNED = (5, 6, 7, 8)


class ImageSource:
    """An open image file; `page_count` is the number of its pictures (TIFF) or 1."""

    def __init__(self, path: Path, settings: IngestSettings):
        self._settings = settings
        Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before any pixel is decoded
        try:
            self._image = Image.open(path)
        except Exception as error:  # decoders raise many kinds for damaged data
            raise _damaged(error) from error
        self.page_count = _count_pages(self._image)

    def close(self) -> None:
        self._image.close()
        rest(self._settings.timeout_s)

    def read_page(self, number: int) -> Page:
        """Page `number` (from 1). Raises InputError for a damaged or too large picture."""
        pixels, dpi = self.picture(number)
        return read_scan(pixels, dpi, number, self._settings)

    def picture(self, number: int, _: float | None = None) -> tuple[np.ndarray, float | None]:
        """The page as it lies, uint8 (height, width, 3), RGB, and its resolution where it is known."""
        try:
            self._image.seek(number - 1)
            self._check_size(number)
            dpi = _dpi(self._image)
            upright = ImageOps.exif_transpose(self._image) or self._image
            pixels = np.asarray(_on_white(upright))
            return with_square_pixels(pixels, *dpi) if dpi else (pixels, None)
        except InputError:
            raise
        except Exception as error:
            raise _damaged(error, number) from error

    def _check_size(self, number: int) -> None:
        width, height = self._image.size
        if width * height > self._settings.max_megapixels * 1e6:
            raise InputError(
                "page-too-large",
                Bilingual(
                    f"Gambar {width} x {height} piksel melewati batas {self._settings.max_megapixels:g} megapiksel.",
                    f"A picture of {width} x {height} pixels is over the limit of {self._settings.max_megapixels:g} megapixels.",
                ),
                Bilingual(
                    "Kecilkan gambarnya, atau naikkan --max-megapixels.",
                    "Make the picture smaller, or raise --max-megapixels.",
                ),
                page=number,
            )


def _count_pages(image: Image.Image) -> int:
    """Pages of the file; where the directory of one is damaged, the pages up to and with that one."""
    try:
        return getattr(image, "n_frames", 1)
    except Exception:
        count = 1
        with suppress(Exception):
            while True:
                image.seek(count)
                count += 1
        return count + 1


def _on_white(image: Image.Image) -> Image.Image:
    """Transparent places are paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(paper, rgba).convert("RGB")
    if image.mode in ("I;16", "I", "F"):
        values = np.asarray(image, dtype=np.float64)
        top = values.max() or 1.0
        return Image.fromarray((values / top * 255).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def _dpi(image: Image.Image) -> tuple[float, float] | None:
    """The resolution across and down, of the picture the right way up, where its metadata are believable; else None.

    To be asked before the pixels are decoded: a TIFF forgets then which way up it was stored.
    """
    value = image.info.get("dpi")
    try:
        across, down = float(value[0]), float(value[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    least, most = DPI_BOUNDS
    if not (least <= across <= most and least <= down <= most):
        return None
    is_turned = image.getexif().get(ExifTags.Base.Orientation) in TURNED
    return (down, across) if is_turned else (across, down)


def _damaged(error: Exception, page: int | None = None) -> InputError:
    return InputError(
        "damaged" if page is None else "page-unreadable",
        Bilingual(
            f"Gambar ini rusak dan tidak dapat dibuka ({error}).",
            f"This picture is damaged and cannot be opened ({error}).",
        ),
        Bilingual("Pindai atau ambil ulang dari sumbernya.", "Scan it again or get it again from where it came from."),
        page=page,
    )
