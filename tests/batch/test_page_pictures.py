"""A page's picture fits the boxes of what was read: turned, askew, in a PDF, joined of several files."""

from __future__ import annotations

import hashlib

import cv2
import numpy as np
import pytest
from PIL import Image

from batch.ledger import Ledger, Row
from batch.page_pictures import PagePictures
from ingest.cleanup.upright import set_upright
from models.document import PageSummary
from models.status import InputError
from tests.sheets import make_extraction

#: A4 upright at 100 dpi.
WIDTH, HEIGHT = 827, 1169


def page_with_a_table() -> np.ndarray:
    """Rules to be straightened by, and one black square by which to tell where it lies."""
    picture = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for y in range(200, 1001, 100):
        cv2.line(picture, (100, y), (727, y), (0, 0, 0), 2)
    for x in (100, 400, 727):
        cv2.line(picture, (x, 200), (x, 1000), (0, 0, 0), 2)
    cv2.rectangle(picture, (120, 220), (180, 280), (0, 0, 0), -1)
    return picture


def write(path, picture):
    Image.fromarray(picture).save(path, dpi=(100, 100))


def read_as(path, pages, name=None, digest=None):
    extraction = make_extraction(name or path.name)
    extraction.source.sha256 = digest or hashlib.sha256(path.read_bytes()).hexdigest()
    extraction.pages = pages
    return extraction


def summary(number=1, **more) -> PageSummary:
    values = {"width": WIDTH * 0.72, "height": HEIGHT * 0.72, "text_origin": "ocr"} | more
    return PageSummary(number=number, **values)


def square_at(picture) -> tuple[int, int]:
    """The middle of the black square, found again in a picture at 100 dpi."""
    dark = cv2.erode((picture.min(axis=2) < 100).astype(np.uint8), np.ones((21, 21)))
    ys, xs = np.nonzero(dark)
    return round(float(xs.mean())), round(float(ys.mean()))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_shown_as_it_was_read(tmp_path, rotation):
    path = tmp_path / "a.png"
    write(path, np.ascontiguousarray(np.rot90(page_with_a_table(), rotation // 90)))
    extraction = read_as(path, [summary(rotation=rotation)])
    picture = PagePictures(tmp_path, tmp_path).picture("a.png", extraction, 1, 100)
    assert picture.shape == (HEIGHT, WIDTH, 3)
    assert np.abs(np.subtract(square_at(picture), (150, 250))).max() <= 2


def test_a_page_askew_is_straightened_again(tmp_path):
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), -2.0, 1.0)
    askew = cv2.warpAffine(page_with_a_table(), turn, (WIDTH, HEIGHT), borderValue=(255, 255, 255))
    path = tmp_path / "a.png"
    write(path, askew)
    upright = set_upright(askew, 100, lambda _: [], 0)
    height, width = upright.look.colour.shape[:2]
    page = summary(width=width / upright.scale, height=height / upright.scale, skew=upright.skew)
    picture = PagePictures(tmp_path, tmp_path).picture("a.png", read_as(path, [page]), 1, upright.scale * 72)
    assert abs(upright.skew) > 1.5
    assert np.abs(np.subtract(square_at(picture), square_at(upright.look.colour))).max() <= 2
    rows = (picture[:, width // 2 - 200 : width // 2 + 150].min(axis=2) < 128).mean(axis=1)
    assert (rows > 0.95).sum() >= 5  # the rules lie along the rows again


def test_pages_of_joined_files_are_counted_through(tmp_path):
    first, second = tmp_path / "a1.png", tmp_path / "a2.png"
    write(first, np.full((HEIGHT, WIDTH, 3), 255, np.uint8))
    write(second, page_with_a_table())
    both = "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, second))
    pages = [summary(1), summary(2)]
    extraction = read_as(first, pages, "a1.png|a2.png", hashlib.sha256(both.encode()).hexdigest())
    pictures = PagePictures(tmp_path, tmp_path)
    assert pictures.picture("a1.png", extraction, 1, 100).min() == 255
    assert square_at(pictures.picture("a1.png", extraction, 2, 100)) == (150, 250)
    second.unlink()
    with pytest.raises(InputError, match="source-changed"):
        pictures.picture("a1.png", extraction, 2, 100)


def test_a_page_of_another_shape_is_refused_rather_than_shown_under_wrong_boxes(tmp_path):
    path = tmp_path / "a.png"
    write(path, page_with_a_table())
    with pytest.raises(InputError, match="other-page"):
        PagePictures(tmp_path, tmp_path).picture("a.png", read_as(path, [summary(width=842, height=595)]), 1, 100)


def test_a_pdf_page_is_drawn_at_its_own_size(tmp_path):
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    path = tmp_path / "a.pdf"
    page = canvas.Canvas(str(path), pagesize=(595, 842))
    page.rect(100, 842 - 260, 60, 60, fill=1)
    page.save()
    extraction = read_as(path, [summary(width=595, height=842, text_origin="pdf")])
    picture = PagePictures(tmp_path, tmp_path).picture("a.pdf", extraction, 1, 72)
    assert picture.shape == (842, 595, 3) and square_at(picture) == (130, 230)
    extraction.pages = [summary(7, width=595, height=842, text_origin="pdf")]
    with pytest.raises(InputError, match="no-picture"):
        PagePictures(tmp_path, tmp_path).picture("a.pdf", extraction, 7, 72)


def test_a_result_given_by_itself_finds_its_file_by_content_in_the_ledger(tmp_path):
    path = tmp_path / "archive" / "2020" / "a.png"
    path.parent.mkdir(parents=True)
    write(path, page_with_a_table())
    extraction = read_as(path, [summary()])
    ledger = Ledger(tmp_path)
    known = {
        "size_bytes": 1,
        "mtime_ns": 1,
        "sha256": extraction.source.sha256,
        "settings": "",
        "version": "",
        "status": "ok",
    }
    ledger.record(Row(path="2020/a.png", root=str(tmp_path), location=str(path), output="2020/a.png.json", **known))
    ledger.close()
    for name in ("2020/a.png", "a.png"):
        assert PagePictures(tmp_path).picture(name, extraction, 1, 100).shape == (HEIGHT, WIDTH, 3)
