"""Lines of text on drawn pages: found where they stand, apart from rules, symbols and each other."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest.look import Look
from ingest.text.rows import split_rows
from tests.drawn_text import SCALE, blank_page, draw_grid, font, write


def lines_of(page):
    """Boxes of the lines found, in points."""
    return [line.box.to_points(SCALE) for line in Look(page, SCALE).text.lines]


def around(boxes, x, y):
    return [b for b in boxes if b.contains(x, y)]


@pytest.mark.parametrize("size_pt", [8, 10, 14])
def test_lines_of_a_paragraph_are_found_one_by_one(size_pt):
    page = blank_page(400, 300)
    for k in range(5):
        write(page, f"Baris ke {k} dari paragraf ini, yang panjang", 30, 40 + 1.3 * size_pt * k, size_pt)
    boxes = lines_of(page)
    assert len(boxes) == 5
    assert all(0.6 * size_pt < b.height < 1.3 * size_pt for b in boxes)


def test_no_line_crosses_a_rule():
    page = blank_page(500, 200)
    draw_grid(page, [20, 120, 300, 480], [20, 60, 120])
    for x, text in ((24, "Menerima surat"), (124, "Kepala Bagian Umum"), (304, "30 menit")):
        write(page, text, x, 30)
    boxes = lines_of(page)
    assert len(boxes) == 3
    for left, right in ((20, 120), (120, 300), (300, 480)):
        assert sum(left < b.x0 and b.x1 < right for b in boxes) == 1


def test_text_that_touches_a_rule_is_found():
    page = blank_page(400, 120)
    write(page, "mengajukan gugatan", 40, 40)
    bottom = np.flatnonzero((page[..., 0] < 128).any(axis=1))[-1]
    page[bottom - 1 : bottom + 1, 20 : int(380 * SCALE)] = 0
    (box,) = lines_of(page)
    assert box.width > 85


def test_crumbs_of_a_frayed_rule_are_no_text():
    """A hair line that a fax tore and frayed; its crumbs were read as "1" and "-" and joined to the words beside."""
    page = blank_page(500, 200)
    write(page, "Menerima surat", 24, 34)
    noise = np.random.default_rng(5)
    for x in (int(20 * SCALE), int(300 * SCALE)):
        torn = noise.random(page.shape[0]) < 0.85
        frayed = noise.random(page.shape[0]) < 0.3
        page[torn, x] = 0
        page[frayed, x + 1] = 0
    for y in (int(31 * SCALE), int(120 * SCALE)):
        page[y, noise.random(page.shape[1]) < 0.85] = 0
        page[y - 1, noise.random(page.shape[1]) < 0.3] = 0
    (box,) = lines_of(page)
    assert box.x0 > 23 and box.top > 33


def test_tight_heavy_lines_of_a_heading_are_two_lines():
    """Bold capitals cover half of their cell: the paper between the lines of "PETUGAS / LOKET" was taken for a fill."""
    page = blank_page(200, 100)
    for k, text in enumerate(("PETUGAS", "LOKET")):
        cv2.putText(page, text, (60, 110 + 32 * k), cv2.FONT_HERSHEY_DUPLEX, 0.95, (0, 0, 0), 6)
    boxes = lines_of(page)
    assert len(boxes) == 2
    assert boxes[0].bottom <= boxes[1].top


def test_a_word_gap_stays_inside_a_line_and_a_wide_gap_splits_it():
    page = blank_page(500, 100)
    write(page, "Nomor SOP", 30, 40)
    write(page, "12 Maret 2024", 200, 40)
    assert len(lines_of(page)) == 2


def test_symbols_and_arrows_are_no_lines_but_their_text_is():
    page = blank_page(400, 300)
    s = SCALE
    cv2.rectangle(page, (int(50 * s), int(40 * s)), (int(110 * s), int(70 * s)), (0, 0, 0), 2)
    cv2.arrowedLine(page, (int(80 * s), int(70 * s)), (int(80 * s), int(120 * s)), (0, 0, 0), 2, tipLength=0.15)
    diamond = np.array([[80, 120], [115, 140], [80, 160], [45, 140]]) * s
    cv2.polylines(page, [diamond.astype(np.int32)], True, (0, 0, 0), 2)
    write(page, "Mulai", 65, 49, 8)
    write(page, "Ya", 120, 128, 8)
    boxes = lines_of(page)
    assert len(around(boxes, 78, 54)) == 1 and len(around(boxes, 124, 133)) == 1
    assert len(boxes) == 2


@pytest.mark.parametrize("fill,ink", [(200, 0), (60, 255)])
def test_headings_on_a_fill_are_found(fill, ink):
    page = blank_page(400, 120)
    page[int(30 * SCALE) : int(60 * SCALE), int(20 * SCALE) : int(380 * SCALE)] = fill
    write(page, "Uraian Kegiatan", 40, 38, ink=ink)
    assert len(around(lines_of(page), 80, 44)) == 1


def test_a_lone_dash_is_a_line_and_a_speck_is_none():
    page = blank_page(300, 200)
    write(page, "Surat masuk dicatat", 30, 30)
    write(page, "-", 30, 100)
    page[400:401, 400:401] = 0
    boxes = lines_of(page)
    assert len(boxes) == 2


def test_an_empty_page_has_no_lines():
    assert lines_of(blank_page(200, 200)) == []


def test_faint_print_on_grey_paper_is_found():
    page = blank_page(300, 100, shade=190)
    write(page, "Fotokopi yang pucat", 30, 40, ink=120)
    assert len(lines_of(page)) == 1


def test_a_dash_is_low_and_a_figure_is_not():
    page = blank_page(300, 100)
    write(page, "-", 30, 40)
    write(page, "7", 150, 40)
    write(page, "Baris yang panjang", 30, 70)
    low = {
        line.box.to_points(SCALE).x0 < 100: line.is_low for line in Look(page, SCALE).text.lines if line.letters == 1
    }
    assert low == {True: True, False: False}


def test_letters_that_fade_towards_their_ends_are_ink_and_bleed_through_is_not():
    """Grey print of a scan: a third of the print's darkness is ink where a darker stroke goes on, else the other side."""
    page = np.full((300, 900), 255, np.uint8)
    page[40:80, :] = 105  # a bold rule: the darkest ink
    page[150:160, 100:200], page[150:160, 200:300] = 105, 205
    page[220:230, 100:300] = 205
    ink = Look(np.dstack([page] * 3), SCALE).ink.text
    assert ink[155, 110:290].all()
    assert not ink[225, 100:300].any()


def test_specks_of_a_thumbnail_are_no_error():
    """Where an em is less than two pixels a speck of three rows is too high for a line, yet has nowhere to be cut."""
    specks = np.random.default_rng(0).random((60, 90, 1)) < 0.06
    thumbnail = np.where(specks, 0, 255).astype(np.uint8).repeat(3, 2)
    assert all(line.box.height > 0 for line in Look(thumbnail, 0.15).text.lines)


def test_the_size_of_print_is_not_that_of_words_whose_letters_touch():
    """A 150 dpi scan of small print: whole words hang together, and the lines count as half as high as the print."""
    scale, fine, size_pt = 150 / 72, 3, 5.2
    picture = Image.new("L", (1700 * fine, 700 * fine), 255)
    pen, vera = ImageDraw.Draw(picture), font(size_pt, scale=scale * fine)
    for row in range(7):
        pen.text((90 * fine, (100 + 60 * row) * fine), "Menyerahkan berkas kepada atasan", fill=0, font=vera)
        pen.text((1300 * fine, (100 + 60 * row) * fine), "mencatat", fill=0, font=vera)
    page = cv2.GaussianBlur(cv2.resize(np.asarray(picture), (1700, 700), interpolation=cv2.INTER_AREA), (0, 0), 1.1)
    layout = Look(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), scale).text
    assert len(layout.lines) == 14
    assert 0.8 * size_pt * scale < layout.em < 1.5 * size_pt * scale


def test_a_crumb_beside_a_figure_is_no_part_of_its_line():
    """A photocopy's speck in the cell of a step number made the line too wide for one figure; full stops stay."""
    page = blank_page(300, 200)
    write(page, "4", 40, 30)
    write(page, "7.", 40, 60)
    page[100:102, 92:94] = 0
    figure, stopped = (around(lines_of(page), 43, y)[0] for y in (36, 66))
    assert figure.width < figure.height
    assert figure.x0 > 38
    assert stopped.width > figure.width


def test_a_dot_of_a_fax_far_beside_a_figure_is_a_crumb_and_a_bullet_before_a_word_is_none():
    """Four pixels of dirt beside the 1 of the first step: both were read as one bullet, and the number was lost."""
    page = blank_page(300, 200)
    for y, text in ((30, "1"), (60, "Surat")):
        write(page, text, 40, y)
    height = round(around(lines_of(page), 42, 36)[0].height * SCALE)
    for y, dot in ((36, height * 2 // 9), (66, height * 2 // 5)):
        top, left = round(y * SCALE) - dot // 2, round(40 * SCALE) - height - dot
        page[top : top + dot, left : left + dot] = 0
    first, bulleted = (around(lines_of(page), 42, y)[0] for y in (36, 66))
    assert first.x0 >= 40
    assert bulleted.x0 < 36


def test_the_dots_of_a_tinted_heading_set_no_size_of_print():
    """A fax's page of few words under a heading of dots: lines of print were cut in two halves, and "12" read as 32 and 12."""
    page = blank_page(500, 300)
    noise = np.random.default_rng(3)
    for x, y in zip(noise.integers(60, 1300, 700), noise.integers(60, 260, 700), strict=True):
        page[y : y + 4, x : x + 3] = 0
    write(page, "12", 30, 200, 10)
    write(page, "Mencatat surat masuk", 80, 200, 10)
    write(page, "20 menit", 300, 200, 10)
    low = [b for b in lines_of(page) if b.top > 190]
    assert len(low) == 3
    assert all(b.height > 6 for b in low)


def test_two_tight_lines_of_a_blurred_page_are_two_lines():
    """A photo whose letters hang together: the print counted as larger than it is, and a cell's two lines as one."""
    page = blank_page(560, 420)
    for k in range(10):
        write(page, "Memeriksa pengajuan yang lengkap", 40, 40 + 36 * k, 8)
        write(page, "apabila tidak sesuai dikembalikan", 40, 48.6 + 36 * k, 8)
        for x, text in ((240, "Lembar pengajuan"), (330, "45 menit kerja")):
            write(page, text, x, 40 + 36 * k, 8)
    write(page, "JUDUL YANG BESAR", 40, 8, 16)
    boxes = lines_of(cv2.GaussianBlur(page, (0, 0), 1.4))
    assert len(boxes) == 41
    assert len([b for b in boxes if b.height > 12]) == 1


def test_the_upper_side_of_a_symbol_is_no_line_over_its_word():
    two_lines = np.zeros((60, 100), np.uint8)
    two_lines[2:26] = two_lines[34:58] = 255
    two_lines[26:34, 48:51] = 255  # a tail
    symbol = np.zeros((60, 100), np.uint8)
    cv2.rectangle(symbol, (2, 2), (97, 57), 255, 5)
    symbol[24:40, 25:75] = 255
    for letters, count in ((two_lines, 2), (symbol, 1)):
        blob = np.array([0, 0, 100, 60])
        rows = split_rows(letters, np.where(letters, 1, 0), 1, blob, em=45.0, usual=25.0)
        assert len(rows) == count
