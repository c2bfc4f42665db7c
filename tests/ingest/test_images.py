"""Pictures of every mode come upright, on white paper, with the resolution they really have."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from ingest import images
from ingest.cleanup.pixel_shape import with_square_pixels
from ingest.document import open_document
from ingest.settings import IngestSettings
from models.page import Page
from tests.made_files import corner_picture, stored, tiff

ORIENTATION = 0x0112


@pytest.fixture
def seen(monkeypatch, tmp_path):
    """Pixels and dpi of each page, as they would be given to the recogniser."""

    def read(data: bytes, name: str = "sheet") -> list[tuple[np.ndarray, float | None]]:
        found = []

        def scan(pixels, dpi, number, settings):
            found.append((pixels, dpi))
            return Page(number, 1, 1)

        monkeypatch.setattr(images, "read_scan", scan)
        (tmp_path / name).write_bytes(data)
        document = open_document(tmp_path / name, IngestSettings())
        assert [page.number for page in document.pages()] == list(range(1, document.source.page_count + 1))
        document.close()
        assert document.errors == {}
        return found

    return read


def assert_corner_is_dark(pixels: np.ndarray, size: tuple[int, int] = (120, 80)) -> None:
    """RGB, upright: the upper left corner is dark, the rest is paper."""
    assert pixels.dtype == np.uint8 and pixels.shape == (size[1], size[0], 3)
    assert pixels[2:15, 2:25].max() < 60
    assert pixels[30:, 40:].min() > 200


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "JPEG", "WEBP"])
def test_kinds_of_files(seen, kind):
    [(pixels, _)] = seen(stored(Image.fromarray(corner_picture()), kind))
    assert_corner_is_dark(pixels)


@pytest.mark.parametrize(
    ("orientation", "stored_as"),
    [
        (1, None),
        (2, Image.Transpose.FLIP_LEFT_RIGHT),
        (3, Image.Transpose.ROTATE_180),
        (6, Image.Transpose.ROTATE_90),
        (8, Image.Transpose.ROTATE_270),
    ],
)
def test_a_phone_says_by_exif_how_it_was_held(seen, orientation, stored_as):
    image = Image.fromarray(corner_picture())
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turned = image if stored_as is None else image.transpose(stored_as)
    [(pixels, _)] = seen(stored(turned, "JPEG", exif=exif, quality=95))
    assert_corner_is_dark(pixels)


def test_sixteen_bits_a_pixel(seen):
    deep = corner_picture().astype(np.uint16) * 257
    [(pixels, _)] = seen(stored(Image.fromarray(deep), "PNG"))
    assert_corner_is_dark(pixels)
    [(pixels, _)] = seen(stored(Image.fromarray(deep // 16), "TIFF"))  # twelve bits in sixteen
    assert_corner_is_dark(pixels)


def test_transparent_places_are_paper(seen):
    grey = corner_picture()
    clear = np.dstack([np.zeros((*grey.shape, 3), np.uint8), 255 - grey])  # black ink on nothing
    [(pixels, _)] = seen(stored(Image.fromarray(clear, "RGBA"), "PNG"))
    assert_corner_is_dark(pixels)
    [(pixels, _)] = seen(stored(Image.fromarray(clear[:, :, 2:], "LA"), "PNG"))
    assert_corner_is_dark(pixels)
    palette = Image.fromarray((grey > 0).astype(np.uint8), "P")
    palette.putpalette([0, 0, 0, 0, 0, 0])
    [(pixels, _)] = seen(stored(palette, "PNG", transparency=1))
    assert_corner_is_dark(pixels)


@pytest.mark.parametrize(("mode", "kind"), [("1", "TIFF"), ("1", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG"), ("CMYK", "TIFF"), ("P", "PNG"), ("YCbCr", "JPEG")])  # fmt: skip
def test_modes_of_colour(seen, mode, kind):
    [(pixels, _)] = seen(stored(Image.fromarray(corner_picture()).convert("RGB").convert(mode), kind))
    assert_corner_is_dark(pixels)


def test_every_page_of_a_tiff_is_its_own_picture(seen):
    found = seen(tiff(corner_picture(), corner_picture(60, 40), corner_picture(200, 100)))
    assert [pixels.shape[:2] for pixels, _ in found] == [(80, 120), (40, 60), (100, 200)]


@pytest.mark.parametrize(
    ("dpi", "believed"), [((300, 300), 300.0), ((72, 72), None), ((1, 1), None), ((2400, 2400), None), (None, None)]
)
def test_a_resolution_is_believed_within_reason(seen, dpi, believed):
    more = {} if dpi is None else {"dpi": dpi}
    [(_, found)] = seen(stored(Image.fromarray(corner_picture()), "TIFF", **more))
    assert found == (None if believed is None else pytest.approx(believed, abs=0.5))


@pytest.mark.parametrize("orientation", [1, 6, 8])
@pytest.mark.parametrize(("across", "down", "stretched"), [(204, 98, True), (98, 204, True), (204, 196, False)])
def test_pixels_that_are_no_squares_are_made_squares(seen, across, down, stretched, orientation):
    """A standard fax: the square drawn at 204 dpi is half as high in the file, and comes out a square again."""
    square = np.full((408, 408), 255, np.uint8)
    square[102:306, 102:306] = 0
    size = (408 * across // 204, 408 * down // 204)
    squeezed = Image.fromarray(square).resize(size, Image.Resampling.NEAREST).convert("1")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    [(pixels, dpi)] = seen(stored(squeezed, "TIFF", dpi=(across, down), exif=exif))
    ys, xs = np.nonzero(pixels[..., 0] == 0)
    drawn = (np.ptp(xs) + 1, np.ptp(ys) + 1)
    assert dpi == 204 and set(np.unique(pixels)) == {0, 255}
    if stretched:
        assert drawn == pytest.approx((204, 204), abs=3)
    else:
        assert sorted(drawn) == pytest.approx([196, 204], abs=1)


def test_a_resolution_that_no_scanner_has_stretches_nothing():
    picture = np.zeros((20, 40, 3), np.uint8)
    assert with_square_pixels(picture, 600, 96)[0] is picture
