"""A scanned page from end to end: drawn, degraded, read, compared with what was drawn."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.scan import read_region, read_scan
from ingest.settings import IngestSettings
from models.geometry import Box
from models.page import Page, Raster, Word
from tests.drawn_text import SCALE, blank_page, draw_grid, write

XS, YS = [40, 80, 320, 480, 620, 800], [60, 90, 150, 210, 270]
CELLS = {
    (0, 0): "No", (0, 1): "Kegiatan", (0, 2): "Sekretaris", (0, 3): "Waktu", (0, 4): "Output",
    (1, 0): "1.", (1, 1): "Menerima surat permohonan", (1, 3): "15 menit", (1, 4): "Disposisi",
    (2, 0): "2.", (2, 1): "Memeriksa kelengkapan berkas", (2, 3): "1-2 hari", (2, 4): "Berita acara",
    (3, 0): "3.", (3, 1): "Mengirim jawaban tertulis", (3, 3): "30 menit", (3, 4): "Tanda terima",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def model():
    pytest.importorskip("rapidocr", reason="the model ships with rapidocr")


@pytest.fixture(scope="module")
def clean():
    return read_scan(sheet(), 200, 1, settings())


def settings(engine="ppocr"):
    return IngestSettings(engine=engine)


def sheet():
    page = blank_page()
    draw_grid(page, XS, YS)
    for (row, column), text in CELLS.items():
        write(page, text, XS[column] + 6, YS[row] + 10, 9)
    for y in (165, 225):
        box = [int(v * SCALE) for v in (380, y, 430, y + 25)]
        cv2.rectangle(page, (box[0], box[1]), (box[2], box[3]), (0, 0, 0), 2)
    x = int(405 * SCALE)
    cv2.arrowedLine(page, (x, int(190 * SCALE)), (x, int(224 * SCALE)), (0, 0, 0), 2, tipLength=0.2)
    return page


def texts(page):
    """The text of each line, words joined."""
    lines = {}
    for word in page.words:
        lines.setdefault(word.line, []).append(word.text)
    return sorted(" ".join(words) for words in lines.values())


def grain(page):
    noise = np.random.default_rng(1).normal(0, 8, page.shape)
    pale = cv2.GaussianBlur(page, (3, 3), 0.7).astype(float) * 0.8 + 35
    shaded = pale * np.linspace(0.85, 1, page.shape[1])[None, :, None]
    return np.clip(shaded + noise, 0, 255).astype(np.uint8)


def fax(page):
    out = np.where(page < 140, 0, 255).astype(np.uint8)
    specks = np.random.default_rng(2).random(page.shape[:2])
    out[specks < 0.001] = 0
    return out


def test_every_cell_is_read_and_nothing_else(clean):
    assert texts(clean) == sorted(CELLS.values())
    assert clean.text_origin == "ocr" and clean.ocr_confidence > 0.95
    assert (clean.width, clean.height) == pytest.approx((842, 595), abs=1)


@pytest.mark.parametrize("degrade", [grain, fax])
def test_noise_changes_no_word(degrade):
    assert texts(read_scan(degrade(sheet()), 200, 1, settings())) == sorted(CELLS.values())


def test_words_stand_where_they_were_drawn(clean):
    page = clean
    (word,) = [w for w in page.words if w.text == "Disposisi"]
    assert XS[4] + 5 < word.box.x0 < XS[4] + 8 and YS[1] + 9 < word.box.top < YS[1] + 14
    (hari,) = [w for w in page.words if w.text == "hari"]
    assert hari.box.x0 > [w for w in page.words if w.text == "1-2"][0].box.x1


def test_rules_are_found_and_the_line_work_keeps_symbols_and_arrows_but_no_letters(clean):
    page = clean
    for x in XS:
        assert any(r.orientation == "v" and abs(r.position - x) < 1 and r.length > 205 for r in page.rulings)
    for y in YS:
        assert any(r.orientation == "h" and abs(r.position - y) < 1 and r.length > 755 for r in page.rulings)

    def drawn(x0, top, x1, bottom):
        box = Box(x0, top, x1, bottom).to_pixels(page.raster.scale)
        return page.raster.linework[box.top : box.bottom, box.x0 : box.x1].any()

    assert drawn(378, 163, 432, 192) and drawn(400, 195, 410, 220)
    assert not drawn(XS[1] + 3, YS[1] + 4, XS[2] - 3, YS[2] - 4)


def test_the_same_page_gives_the_same_words(clean):
    first, second = clean, read_scan(sheet(), 200, 1, settings())
    assert first.words == second.words and first.rulings == second.rulings


def test_an_empty_page_has_no_words_and_no_confidence():
    page = read_scan(blank_page(), 200, 4, settings())
    assert (page.number, page.words, page.text_origin, page.ocr_confidence) == (4, [], "none", None)


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (40, 40, 3)])
def test_tiny_pictures_are_read_without_complaint(shape):
    assert read_scan(np.full(shape, 255, np.uint8), None, 1, settings()).words == []


def test_a_picture_on_a_text_page_adds_its_words_to_the_page():
    colour = sheet()
    page = Page(1, 842, 595, [Word("Judul", Box(50, 20, 90, 30), line=0)], text_origin="pdf")
    page.raster = Raster(colour, np.where(colour[..., 0] < 128, 255, 0).astype(np.uint8), SCALE)
    read_region(page, Box(30, 50, 320, 280), settings())
    assert page.text_origin == "mixed" and page.words[0].origin == "pdf"
    added = [w for w in page.words if w.origin == "ocr"]
    (word,) = [w for w in added if w.text == "kelengkapan"]
    assert YS[2] < word.box.top < YS[3] and XS[1] < word.box.x0 < XS[2]
    assert all(w.box.x1 <= 322 for w in added) and min(w.line for w in added) == 1
