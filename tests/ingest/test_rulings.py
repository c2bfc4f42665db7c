"""Ruling lines on drawn masks: every fault of paper that must not cost a rule, and what must not become one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from ingest.ink.rulings import find_rulings, trace_lines
from ingest.look import Look
from tests.drawn_text import SCALE, blank_page, font, write


def blank(height=600, width=1700):
    return np.zeros((height, width), np.uint8)


def lettered(text, size_pt=10, **style):
    page = blank_page(612, 216)
    write(page, text, 36, 100, size_pt, **style)
    return 255 - page[..., 0]


def of(rulings, orientation):
    return [r for r in rulings if r.orientation == orientation]


def test_a_grid_gives_one_ruling_a_line_with_its_place():
    ink = blank()
    for y in (100, 200, 400):
        ink[y : y + 2, 50:1600] = 255
    for x in (50, 700, 1598):
        ink[100:402, x : x + 2] = 255
    found = find_rulings(ink, SCALE)
    assert [round(r.position * SCALE) for r in of(found, "h")] == [101, 201, 401]
    assert [round(r.position * SCALE) for r in of(found, "v")] == [51, 701, 1599]
    assert all(abs(r.start * SCALE - 50) < 1.5 and abs(r.end * SCALE - 1600) < 1.5 for r in of(found, "h"))
    assert all(abs(r.thickness * SCALE - 2) < 0.5 for r in found)


@pytest.mark.parametrize("slope_deg", [0.1, 0.3, 1.0])
@pytest.mark.parametrize("thickness", [1, 3])
def test_a_sloped_line_stays_one_ruling(slope_deg, thickness):
    ink = blank()
    drift = 1500 * np.tan(np.radians(slope_deg))
    cv2.line(ink, (100, 300), (1600, round(300 + drift)), 255, thickness)
    (ruling,) = find_rulings(ink, SCALE)
    assert ruling.orientation == "h"
    assert abs(ruling.position * SCALE - (300.5 + drift / 2)) < 1
    assert ruling.length * SCALE > 1490


def test_a_bowed_line_stays_one_ruling():
    ink = blank()
    x = np.arange(100, 1600)
    y = np.round(300 + 6 * np.sin((x - 100) / 1500 * np.pi)).astype(int)
    ink[y, x] = ink[y + 1, x] = 255
    assert len(find_rulings(ink, SCALE)) == 1


def test_gaps_are_mended_but_a_missing_cell_border_is_not():
    ink = blank()
    ink[300:302, 100:1600] = 255
    for x in range(150, 1000, 90):
        ink[:, x : x + 8] = 0  # 2.9 pt
    ink[:, 1200:1260] = 0  # 21.6 pt: a merged cell
    assert [round(r.end * SCALE) for r in find_rulings(ink, SCALE)] == [1200, 1600]


def test_a_dashed_line_is_one_ruling():
    ink = blank()
    for x in range(100, 1600, 16):
        ink[300:302, x : x + 9] = 255
    (ruling,) = find_rulings(ink, SCALE)
    assert ruling.length * SCALE > 1480


@pytest.mark.parametrize("top", range(300, 306))
def test_dashes_that_differ_by_half_a_pixel_in_height_are_one_line(top):
    """The dashes of a rule that is no whole number of pixels thick: some are two high, some three."""
    ink = blank()
    for n, x in enumerate(range(100, 1600, 14)):
        ink[top : top + 2 + n % 2, x : x + 8] = 255
    (ruling,) = find_rulings(ink, SCALE)
    assert ruling.length * SCALE > 1480


def test_a_dashed_rule_reaches_the_rule_it_crosses():
    """Its last dashes stand between rules that cross it, and look like parts of them."""
    ink = blank()
    for x in range(100, 1600, 14):
        ink[300:302, x : x + 8] = 255
    ink[200:400, 1590:1592] = ink[200:400, 106:108] = 255
    lying = [r for r in find_rulings(ink, SCALE) if r.orientation == "h"]
    assert len(lying) == 1
    assert lying[0].start * SCALE < 110
    assert lying[0].end * SCALE > 1580


@pytest.mark.parametrize("gap_px", [1, 3, 5])
def test_a_double_line_is_one_thick_ruling(gap_px):
    ink = blank()
    ink[300:302, 100:1600] = 255
    ink[302 + gap_px : 304 + gap_px, 100:1600] = 255
    (ruling,) = find_rulings(ink, SCALE)
    assert ruling.thickness * SCALE >= 4
    assert abs(ruling.position * SCALE - (302 + gap_px / 2)) < 1


def test_a_long_flow_line_close_beside_a_rule_is_a_stroke_of_its_own():
    """A line over .87 of a rule's length, 2.2 pt beside it; taken as one they cover the head of the line."""
    ink = blank()
    ink[300:302, 100:1600] = 255
    ink[308:311, 180:1480] = 255
    rule, line = find_rulings(ink, SCALE)
    assert [round(r.thickness * SCALE) for r in (rule, line)] == [2, 3]
    assert line.start * SCALE > 170 and line.end * SCALE < 1490


def test_the_edge_of_a_fill_that_ends_with_the_rule_beside_it_is_part_of_the_rule():
    """A column is shaded below its heading: the shade's edge is .87 as long as the rule."""
    ink = blank()
    ink[300:302, 100:1600] = 255
    ink[308:310, 290:1600] = 255
    assert len(find_rulings(ink, SCALE)) == 1


def test_two_rules_a_line_of_text_apart_stay_two():
    ink = blank()
    ink[300:302, 100:1600] = 255
    ink[325:327, 100:1600] = 255
    assert len(find_rulings(ink, SCALE)) == 2


def test_a_dark_heading_row_gives_its_edges():
    ink = blank()
    ink[100:160, 100:1600] = 255
    edges = [round(r.position * SCALE) for r in of(find_rulings(ink, SCALE), "h")]
    assert len(edges) == 2 and abs(edges[0] - 100) <= 1 and abs(edges[1] - 160) <= 1


@pytest.mark.parametrize("size_pt", [10, 12, 14])
@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_no_rulings_even_where_a_blur_joins_them(size_pt, bold):
    ink = lettered("Menyampaikan laporan kepada SUBAG 188/543/2018", size_pt, bold=bold)
    assert find_rulings(cv2.threshold(ink, 100, 255, 0)[1], SCALE) == []
    blurred = cv2.GaussianBlur(ink, (5, 3), 0)
    assert of(find_rulings(cv2.threshold(blurred, 80, 255, 0)[1], SCALE), "h") == []


def test_text_that_touches_a_rule_does_not_split_it():
    ink = cv2.threshold(lettered("gyp mengajukan gugatan pengguna"), 100, 255, 0)[1]
    y = np.flatnonzero(ink.any(axis=1))[-1] - 1
    ink[y : y + 2, 50:1600] = 255
    (ruling,) = find_rulings(ink, SCALE)
    assert abs(ruling.position * SCALE - (y + 1)) < 1


def test_an_empty_page_has_none():
    assert find_rulings(blank(), SCALE) == []


def test_the_mask_of_strokes_covers_rules_and_spares_letters():
    ink = cv2.threshold(lettered("Surat tugas ILUMINATIF"), 100, 255, 0)[1]
    text = ink.copy()
    ink[400:402, 100:1600] = 255
    ink[200:500, 90:93] = 255
    mask = trace_lines(ink, SCALE).mask
    assert mask[400:402, 100:1600].all() and mask[200:500, 90:93].all()
    assert not (mask & text).any()


@settings(max_examples=30, deadline=None)
@given(st.integers(40, 1600), st.integers(40, 550), st.integers(1, 8))
def test_turning_the_picture_turns_the_ruling(length, at, thickness):
    ink = blank(600, 1700)
    length = max(length, 12 * thickness)  # stouter, it is taken for a bar of letters where it lies
    ink[at : at + thickness, 20 : 20 + length] = 255
    lying, standing = find_rulings(ink, SCALE), find_rulings(ink.T, SCALE)
    assert [r[1:] for r in lying] == [r[1:] for r in standing]
    assert all(r.orientation == "v" for r in standing)
    if length >= 12 * SCALE + 1:
        assert len(lying) == 1


def test_a_bar_that_is_pale_between_its_letters_is_print():
    """A blurred word hangs together in the weaker ink; a rule is even, and only darker where letters touch it."""
    ink = np.zeros((60, 400), np.uint8)
    rows = slice(20, 20 + round(1.2 * SCALE))
    ink[rows, 40 : 40 + int(60 * SCALE)] = 255
    letters, rule = ink // 255 * 180, ink // 255 * 90
    letters[:, ::6] = letters[:, 1::6] = 60
    rule[:, 100:120] = 200
    assert len(trace_lines(ink, SCALE).lying) == 1
    assert len(trace_lines(ink, SCALE, letters).lying) == 0
    assert len(trace_lines(ink, SCALE, rule).lying) == 1


def test_a_bar_as_thick_as_letters_are_high_is_print_if_it_is_but_a_little_uneven():
    """The bar through a word of small print, pale between its letters by less than thin ones are; an even one is drawn."""
    ink = np.zeros((60, 400), np.uint8)
    ink[20 : 20 + round(3 * SCALE), 40 : 40 + int(40 * SCALE)] = 255
    letters, box = ink // 255 * 120, ink // 255 * 120
    letters[:, ::6] = 72
    box[:, ::6] = 105
    assert len(trace_lines(ink, SCALE, letters).lying) == 0
    assert len(trace_lines(ink, SCALE, box).lying) == 1


def test_a_bar_of_three_pixels_and_a_half_through_a_small_word_is_print():
    """150 dpi: neither ragged nor stout, it passed for a rule, and the word was lost."""
    ink = np.zeros((40, 120), np.uint8)
    ink[20:23, 30:75] = 255
    ink[23, 30:75:2] = 255
    letters, box = ink // 255 * 150, ink // 255 * 150
    letters[:, ::6] = letters[:, 1::6] = 99
    box[:, ::6] = 130
    assert len(trace_lines(ink, 150 / 72, letters).lying) == 0
    assert len(trace_lines(ink, 150 / 72, box).lying) == 1


def test_a_rule_that_is_pale_at_one_end_only_is_no_print():
    """A fax makes grain of a tinted heading, and a column rule that ends in it is pale there."""
    ink = np.zeros((60, 600), np.uint8)
    ink[20 : 20 + round(1.2 * SCALE), 40 : 40 + int(120 * SCALE)] = 255
    pale_end = ink // 255 * 190
    pale_end[:, 40 : 40 + int(18 * SCALE)] //= 4
    assert len(trace_lines(ink, SCALE, pale_end).lying) == 1


def test_numbers_of_a_list_in_tight_rows_are_no_column_rule():
    """On a 150 dpi scan the stems of the figures hang together with the rules over and under them, row after row."""
    scale, fine = 150 / 72, 3
    picture = Image.new("L", (900 * fine, 200 * fine), 255)
    pen, vera = ImageDraw.Draw(picture), font(6, scale=scale * fine)
    for row in range(9):
        y = (30 + 16 * row) * fine
        pen.line((20 * fine, y, 880 * fine, y), fill=70, width=2 * fine)
        if row < 8:
            pen.text((26 * fine, y + 3), f"{row % 2 + 1}. Menerima berkas yang lengkap", fill=40, font=vera)
    for x in (20 * fine, 880 * fine):
        pen.line((x, 30 * fine, x, 158 * fine), fill=60, width=2 * fine)
    page = cv2.GaussianBlur(cv2.resize(np.asarray(picture), (900, 200), interpolation=cv2.INTER_AREA), (0, 0), 0.8)
    look = Look(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), scale)
    assert len(trace_lines(look.ink.rules, scale).standing) == 3
    assert len(look.lines.standing) == 2
    assert len(look.lines.lying) == 9
