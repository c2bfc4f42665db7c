"""Pages set upright and straight by their content, and left alone where they are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ingest.cleanup.borders import find_dark_border, paint_border
from ingest.cleanup.deskew import NEGLIGIBLE_DEG, find_slant, straighten
from ingest.cleanup.orientation import find_rotation, turn
from ingest.cleanup.upright import find_scale, set_upright
from ingest.look import Look
from ingest.ocr.reader import Character, Reading
from tests.drawn_text import SCALE, blank_page, draw_grid, font, write

WORDS = [
    "Menerima",
    "surat",
    "masuk",
    "dan",
    "mencatat",
    "dalam",
    "buku",
    "agenda",
    "kemudian",
    "menyerahkan",
    "kepada",
    "atasan",
    "langsung",
]


@pytest.fixture(scope="module")
def read():
    pytest.importorskip("rapidocr", reason="the model ships with rapidocr")
    from ingest.ocr.engines import engine

    return engine("ppocr").recognise


def sheet(rules=True):
    """A landscape table of text, A4 at 200 dpi."""
    page = blank_page()
    xs, ys = [40, 80, 300, 420, 540, 660, 800], [40 + 50 * k for k in range(11)]
    if rules:
        draw_grid(page, xs, ys)
    for row, y in enumerate(ys[:-1]):
        for column, x in enumerate(xs[:-1]):
            write(page, " ".join(WORDS[(row + column) % 9 :][: 4 if column == 1 else 2]), x + 5, y + 8, 9)
    return page


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_page_lying_any_way_is_turned_upright(read, quarter):
    lying = turn(sheet(), quarter)
    assert find_rotation(Look(lying, SCALE), read) == (-quarter) % 360


@pytest.mark.parametrize("axis", [0, 90])
def test_a_page_of_drawings_alone_is_left_as_it_lies(read, axis):
    page = blank_page()
    draw_grid(page, [40, 300, 800], [40, 300, 500])
    assert find_rotation(Look(turn(page, axis), SCALE), read) == 0


def test_a_reader_that_sees_nothing_turns_nothing():
    def blind(crops):
        return [Reading() for _ in crops]

    assert find_rotation(Look(sheet(), SCALE), blind) == 0


def test_only_as_many_ways_up_are_read_as_are_needed():
    asked = []

    def sure(crops):
        asked.append(len(crops))
        return [Reading((Character("a", 0, 1, 0.99),))] * len(crops)

    find_rotation(Look(sheet(), SCALE), sure)
    assert len(asked) == 1


def turned(page, degrees):
    """`page` turned clockwise by `degrees`, on white."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    return cv2.warpAffine(page, matrix, (width, height), borderValue=(255,) * 3, flags=cv2.INTER_CUBIC)


@pytest.mark.parametrize("degrees", [-2.5, -0.3, 0.1, 0.7, 1.5])
@pytest.mark.parametrize("rules", [True, False], ids=["rules", "text alone"])
def test_skew_is_found_to_a_twentieth_of_a_degree(degrees, rules):
    slant = find_slant(Look(turned(sheet(rules), degrees), SCALE))
    assert slant.skew_deg == pytest.approx(degrees, abs=0.05 if rules else 0.15)


def test_a_straight_page_is_not_touched():
    page = sheet()
    slant = find_slant(Look(page, SCALE))
    assert abs(slant.skew_deg) < NEGLIGIBLE_DEG
    assert straighten(page, slant) is page


def test_a_skewed_page_comes_out_straight_with_nothing_cut_off():
    skewed = turned(sheet(), 1.2)
    straight = straighten(skewed, find_slant(Look(skewed, SCALE)))
    assert abs(find_slant(Look(straight, SCALE)).skew_deg) < 0.05
    assert straight.shape[0] > skewed.shape[0] and straight.shape[1] > skewed.shape[1]


def test_perspective_of_a_photo_is_undone():
    page = sheet()
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float32)
    seen = corners + np.array([[60, 20], [-20, 50], [10, -10], [-50, -40]], np.float32)
    photo = cv2.warpPerspective(
        page, cv2.getPerspectiveTransform(corners, seen), (width, height), borderValue=(255,) * 3
    )
    slant = find_slant(Look(photo, SCALE))
    assert slant.is_perspective
    after = find_slant(Look(straighten(photo, slant), SCALE))
    assert max(abs(np.degrees(v)) for v in (after.top, after.bottom, after.left, after.right)) < 0.12


def test_perspective_of_a_photo_of_a_low_table_is_undone():
    """The last rows of a table at the head of a page: three rules in a sixth of its height tell how all slopes change."""
    page = blank_page(842, 595)
    draw_grid(page, [40, 80, 300, 380, 460, 620, 800], [60, 105, 150])
    height, width = page.shape[:2]
    corners = np.float32([[0, 0], [width, 0], [0, height], [width, height]])
    seen = np.float32([[60, 0], [width - 60, 50], [0, height], [width, height - 50]])
    photo = cv2.warpPerspective(
        page, cv2.getPerspectiveTransform(corners, seen), (width, height), borderValue=(255,) * 3
    )
    straight = straighten(photo, find_slant(Look(photo, SCALE)))
    again = find_slant(Look(straight, SCALE))
    assert abs(np.degrees(again.top - again.bottom)) < 0.25
    rules = [s for s in Look(straight, SCALE).lines.lying if s.length > 600 * SCALE]
    assert len(rules) == 3
    assert all(abs(s.y1 - s.y0) < 2 for s in rules)


def test_a_dark_border_is_painted_as_paper_and_a_clean_page_has_none():
    page = sheet()
    assert find_dark_border(page, SCALE) is None
    framed = page.copy()
    framed[:, :60] = framed[-50:] = 30
    border = find_dark_border(framed, SCALE)
    painted = paint_border(framed, border)
    assert painted.min(axis=2)[:, :60].min() > 200
    assert np.array_equal(painted[100:-100, 100:-100], page[100:-100, 100:-100])


@pytest.mark.parametrize("dpi", [None, 72 * 10.0])
def test_the_print_tells_the_scale_where_the_resolution_is_unknown_or_absurd(dpi):
    scale, print_scale, _ = find_scale(sheet(), dpi)
    assert 0.7 * SCALE < scale < 1.4 * SCALE and print_scale >= scale


def test_a_believable_resolution_is_kept():
    assert find_scale(sheet(), 200)[0] == pytest.approx(SCALE)


def test_a_page_scanned_finer_than_its_print_needs_is_reduced_and_keeps_its_size_in_points(read):
    page = sheet()
    fine = cv2.resize(page, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    upright = set_upright(fine, 3 * 72 * SCALE, read, 0)
    assert upright.scale < 2.5 * SCALE
    assert upright.look.colour.shape[1] / upright.scale == pytest.approx(page.shape[1] / SCALE, rel=0.002)
    assert set_upright(page, 72 * SCALE, read, 0).look.colour.shape == page.shape


def test_a_page_is_set_upright_in_one_go(read):
    upright = set_upright(turn(turned(sheet(), 0.8), 90), 200, read)
    assert upright.rotation == 270
    assert upright.skew == pytest.approx(0.8, abs=0.06)
    assert abs(find_slant(upright.look).skew_deg) < 0.06


def test_a_short_page_of_small_touching_print_is_turned_upright(read):
    """Words that hang together count as letters: by them the print is large, and no line is as high as that."""
    scale, fine = 150 / 72, 3
    picture = Image.new("L", (1700 * fine, 1200 * fine), 255)
    pen, vera = ImageDraw.Draw(picture), font(5.2, scale=scale * fine)
    for row in range(7):
        pen.text((90 * fine, (200 + 60 * row) * fine), " ".join(WORDS[row : row + 4]), fill=0, font=vera)
        pen.text((1300 * fine, (200 + 60 * row) * fine), WORDS[row + 1], fill=0, font=vera)
    page = cv2.GaussianBlur(cv2.resize(np.asarray(picture), (1700, 1200), interpolation=cv2.INTER_AREA), (0, 0), 1.1)
    lying = cv2.cvtColor(turn(page, 90), cv2.COLOR_GRAY2RGB)
    assert set_upright(lying, 150, read).rotation == 270
