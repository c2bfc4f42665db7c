"""Headings of narrow columns run up or down: they are read, in their cells, and nothing else is touched."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.look import Look, turn
from ingest.ocr.engines import engine
from ingest.scan import read_scan
from ingest.settings import IngestSettings
from ingest.text.turned import with_turned_text
from models.geometry import Box
from models.page import Word
from tests.drawn_text import SCALE, blank_page, draw_grid, write

XS, TOP, FOOT = [40, 240, 275, 310, 345, 500], 60, 150
NAMES = {1: "Kepala Seksi", 2: "Pengelola Data", 3: "Bendahara"}


@pytest.fixture(scope="module", autouse=True)
def model():
    pytest.importorskip("rapidocr", reason="the model ships with rapidocr")


def sheet(runs_up: bool) -> np.ndarray:
    """A table whose three narrow columns have turned headings; over its first row other cells hold upright text."""
    page = blank_page()
    draw_grid(page, XS, [TOP, FOOT, FOOT + 40])
    write(page, "Kegiatan", 60, 100, 9)
    write(page, "Kelengkapan berkas", 355, 100, 9)
    write(page, "Memeriksa berkas permohonan", 46, 165, 9)
    write(page, "15 menit", 355, 165, 9)
    for column, name in NAMES.items():
        label = np.full((int(24 * SCALE), int((FOOT - TOP - 12) * SCALE), 3), 255, np.uint8)
        write(label, name, 2, 6, 9)
        label = turn(label, 270 if runs_up else 90)
        top, left = int((TOP + 6) * SCALE), int((XS[column] + 6) * SCALE)
        page[top : top + label.shape[0], left : left + label.shape[1]] = label
    return page


@pytest.mark.parametrize("runs_up", [True, False])
def test_turned_headings_of_a_scan_are_read_in_their_cells(runs_up):
    page = read_scan(sheet(runs_up), 200, 1, IngestSettings(engine="ppocr"))
    for column, name in NAMES.items():
        cell = Box(XS[column], TOP, XS[column + 1], FOOT)
        words = [word for word in page.words if cell.contains(*word.box.centre)]
        assert [word.text for word in words] == [name]
        assert words[0].box.height > 3 * words[0].box.width
        assert words[0].confidence > 0.9
    upright = [word.text for word in page.words if word.text not in NAMES.values()]
    assert sorted(upright) == sorted(
        ["Kegiatan", "Kelengkapan", "berkas", "Memeriksa", "berkas", "permohonan", "15", "menit"]
    )


def test_what_a_heading_was_taken_for_upright_is_dropped():
    rubbish = Word("oo", Box(XS[1] + 8, TOP + 40, XS[1] + 18, TOP + 50), 0.6, "ocr", 0)
    beside = Word("Kegiatan", Box(60, 100, 90, 110), 0.99, "ocr", 1)
    words = with_turned_text(Look(sheet(True), SCALE), [rubbish, beside], SCALE, engine("ppocr", 60))
    assert rubbish not in words and beside in words


def test_a_short_name_turned_in_a_broad_cell_is_read():
    page = blank_page()
    draw_grid(page, [40, 100, 160, 300], [TOP, TOP + 58, TOP + 100])
    label = np.full((int(40 * SCALE), int(50 * SCALE), 3), 255, np.uint8)
    write(label, "Juru", 8, 2, 9)
    write(label, "Arsip", 8, 16, 9)
    label = turn(label, 270)
    top, left = int((TOP + 4) * SCALE), int(110 * SCALE)
    page[top : top + label.shape[0], left : left + label.shape[1]] = label
    words = with_turned_text(Look(page, SCALE), [], SCALE, engine("ppocr", 60))
    assert [word.text for word in sorted(words, key=lambda word: word.box.x0)] == ["Juru", "Arsip"]


def test_a_table_without_turned_headings_is_not_read_again():
    page = blank_page()
    draw_grid(page, XS, [TOP, FOOT, FOOT + 40])
    for x in XS[1:-1]:
        for line in range(4):
            write(page, "1 jam", x + 5, TOP + 10 + 16 * line, 8)
    words = [Word("jam", Box(250, 70, 260, 80), 0.5, "ocr", 0)]
    assert with_turned_text(Look(page, SCALE), words, SCALE, None) == words
