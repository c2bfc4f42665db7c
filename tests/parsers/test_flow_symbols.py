"""Symbols: what is drawn, what it means, where it stands."""

import cv2
import numpy as np
import pytest

from models.geometry import Box
from models.page import Word
from parsers.flow import find_symbols
from parsers.flow.shapes import classify
from tests.flow_sketch import BORDERS, ROW, TOP, Sketch

BLUE, BLACK, YELLOW = (70, 110, 190), (10, 10, 10), (250, 220, 60)


def only_symbol(sketch: Sketch):
    symbols = find_symbols(sketch.sheet())
    assert len(symbols) == 1, symbols
    return symbols[0]


@pytest.mark.parametrize("fill", [None, BLUE, YELLOW])
@pytest.mark.parametrize(
    ("draw", "drawn_as", "shape"),
    [
        (lambda s, x, y, fill: s.box(x, y, fill=fill), "rectangle", "process"),
        (lambda s, x, y, fill: s.box(x, y, 14, 14, fill=fill), "square", "process"),
        (lambda s, x, y, fill: s.rounded(x, y, fill=fill), "capsule", "terminator"),
        (lambda s, x, y, fill: s.rounded(x, y, 46, 22, 4, fill=fill), "capsule", "terminator"),
        (lambda s, x, y, fill: s.ellipse(x, y, fill=fill), "ellipse", "terminator"),
        (lambda s, x, y, fill: s.diamond(x, y, fill=fill), "diamond", "decision"),
        (lambda s, x, y, fill: s.diamond(x, y, 60, 18, fill=fill), "diamond", "decision"),
    ],
)
def test_shapes_outlined_and_filled(draw, drawn_as, shape, fill):
    sketch = Sketch()
    draw(sketch, *sketch.at(1, 1), fill)
    symbol = only_symbol(sketch)
    assert (symbol.drawn_as, symbol.shape, symbol.row, symbol.column) == (drawn_as, shape, 1, 2)


def test_pentagon_and_small_circle_are_connectors():
    sketch = Sketch()
    sketch.pentagon(*sketch.at(0, 0))
    sketch.ellipse(*sketch.at(1, 0), 15, 15)
    assert [(s.drawn_as, s.shape) for s in find_symbols(sketch.sheet())] == [
        ("pentagon", "connector"),
        ("circle", "connector"),
    ]


def test_black_disc_is_a_step():
    sketch = Sketch()
    sketch.ellipse(*sketch.at(0, 0), 30, 24, fill=BLACK)
    assert only_symbol(sketch).shape == "process"


def test_a_small_black_disc_that_pixels_have_squared_is_a_step():
    sketch = Sketch()
    sketch.rounded(*sketch.at(0, 0), 10, 10, radius=2.5, fill=BLACK)
    assert only_symbol(sketch).shape == "process"


def test_discs_that_came_pale_out_of_a_copier_are_steps_and_coloured_ones_are_not():
    for fill, drawn_as in (((130, 130, 130), "disc"), ((70, 110, 130), "circle")):
        sketch = Sketch()
        sketch.ellipse(*sketch.at(0, 0), 20, 20, fill=fill)
        sketch.colour[(sketch.colour == 0).all(axis=2)] = 85
        assert only_symbol(sketch).drawn_as == drawn_as


def test_trapezoid_is_a_step():
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    sketch.polygon((x - 25, y - 13), (x + 25, y - 13), (x + 15, y + 13), (x - 15, y + 13), fill=BLUE)
    symbol = only_symbol(sketch)
    assert (symbol.drawn_as, symbol.shape) == ("trapezoid", "process")


def test_circle_in_a_square_is_one_symbol():
    sketch = Sketch()
    sketch.box(*sketch.at(1, 1), 19, 19)
    sketch.ellipse(*sketch.at(1, 1), 15, 15)
    assert only_symbol(sketch).shape == "process"


def test_stacked_documents_are_one_symbol():
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    for shift in (6, 3, 0):  # pages behind, further up and to the right, hidden by those before them
        page = [
            (x - 20, y - 10),
            (x + 20, y - 10),
            (x + 20, y + 10),
            (x + 8, y + 8),
            (x, y + 10),
            (x - 10, y + 13),
            (x - 20, y + 11),
        ]
        path = [(px + shift, py - shift) for px, py in page]
        sketch.polygon(*path)
        white = [(px + (0.6 if px < x else -0.6), py + (0.6 if py < y else -0.6)) for px, py in path]
        sketch.polygon(*white, fill=(255, 255, 255))
        sketch.ink[sketch.colour.min(axis=2) == 255] = 0
        sketch.polygon(*path)
    assert len(find_symbols(sketch.sheet())) == 1


def test_thick_outline():
    sketch = Sketch()
    sketch.pen = 3.0
    box = sketch.box(*sketch.at(2, 0), 55, 30)
    found = only_symbol(sketch)
    assert found.drawn_as == "rectangle"
    assert found.box == pytest.approx(box.grown(1.5), abs=1.0)


def test_symbol_that_shares_its_top_with_a_row_rule():
    sketch = Sketch()
    x, _ = sketch.at(1, 1)
    sketch.box(x, TOP + ROW + 13)
    assert only_symbol(sketch).drawn_as == "rectangle"


def test_symbol_over_a_column_border_belongs_to_the_column_of_its_centre():
    sketch = Sketch()
    sketch.box(BORDERS[2] + 4, TOP + 1.5 * ROW)
    assert only_symbol(sketch).column == 2


def test_cells_and_loops_of_lines_are_no_symbols():
    sketch = Sketch()
    x, y = sketch.at(0, 0)
    sketch.box(x, y)
    sketch.diamond(x, y + ROW)
    sketch.arrow((x, y + 13), (x, y + ROW - 16))
    sketch.arrow((x - 25, y + ROW), (x - 38, y + ROW), (x - 38, y), (x - 25, y))
    assert [s.drawn_as for s in find_symbols(sketch.sheet())] == ["rectangle", "diamond"]


def test_text_inside_and_answers_at_the_corners_of_a_diamond():
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y)
    sketch.write("Sah?", x - 9, y)
    sketch.write("Ya", x + 17, y - 13)
    assert only_symbol(sketch).text == "Sah?"


@pytest.mark.parametrize(
    ("read", "left", "text"), [("Tidak", -26, ""), ("Tidak", -7, "Tidak"), ("Sesuai?", -24, "Sesuai?")]
)
def test_an_answer_alone_over_a_corner_of_a_diamond_is_its_exit_s(read, left, text):
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y)
    sketch.write(read, x + left, y - 4, height=6)
    assert only_symbol(sketch).text == text


def test_small_diamond_whose_ends_the_closing_of_gaps_has_filled():
    """The inside of a 5 mm diamond at 150 dpi: a square of 4 px has blunted its corners."""
    width, height, blunt = 27, 26, 4
    across = np.abs(np.arange(width) + 0.5 - width / 2) / (width / 2 + blunt / 2)
    down = np.abs(np.arange(height) + 0.5 - height / 2) / (height / 2 + blunt / 2)
    inside = (across[None] + down[:, None] <= 1).astype(np.uint8)
    assert classify(inside, 150 / 72).drawn_as == "diamond"


def test_legend_below_the_table_is_no_symbol():
    sketch = Sketch(rows=1)
    sketch.box(*sketch.at(0, 0))
    sketch.diamond(200, TOP + ROW + 25, 30, 20)
    assert [s.drawn_as for s in find_symbols(sketch.sheet())] == ["rectangle"]


def test_the_coloured_ground_of_the_heading_is_no_symbol_though_a_line_runs_from_it():
    sketch = Sketch(rows=2)
    box = sketch.box(*sketch.at(1, 0))
    sketch.box(270, TOP - 6, 340, 12, fill=BLUE)
    sketch.arrow((box.centre[0], TOP), (box.centre[0], box.top))
    assert [s.drawn_as for s in find_symbols(sketch.sheet())] == ["rectangle"]


def test_rounded_boxes_are_the_steps_of_a_sheet_without_plain_ones():
    for plain, meant in ((False, {"process"}), (True, {"terminator", "process"})):
        sketch = Sketch(rows=6)
        for row in range(6):
            (sketch.box if plain and row == 3 else sketch.rounded)(*sketch.at(row % 3, row))
        symbols = find_symbols(sketch.sheet())
        assert {s.shape for s in symbols} == meant and sum(s.drawn_as == "capsule" for s in symbols) == 6 - plain


def test_connector_below_the_grid_belongs_to_the_last_row():
    sketch = Sketch(rows=2)
    x, y = sketch.at(1, 1)
    sketch.box(x, y)
    sketch.pentagon(x, TOP + 2 * ROW + 20)
    sketch.arrow((x, y + 13), (x, TOP + 2 * ROW + 11))
    assert [(s.shape, s.row) for s in find_symbols(sketch.sheet())] == [("process", 1), ("connector", 1)]


def test_page_without_picture_has_no_symbols():
    sheet = Sketch().sheet()
    sheet.page.raster = None
    assert find_symbols(sheet) == []


def test_small_document_hanging_on_a_line_is_no_step():
    sketch = Sketch(rows=2)
    x, y = sketch.at(1, 0)
    sketch.box(x, y - 12)
    sketch.box(x, y + ROW)
    sketch.arrow((x, y + 1), (x, y + ROW - 13))
    sketch.line((x, y + 20), (x + 15, y + 20))
    wave = [(x + 15, y + 14), (x + 27, y + 14), (x + 27, y + 24), (x + 24, y + 24), (x + 20, y + 27), (x + 15, y + 27)]
    sketch.polygon(*wave)
    assert [s.drawn_as for s in find_symbols(sketch.sheet())] == ["rectangle", "rectangle"]


def test_boxes_are_in_points():
    sketch = Sketch()
    box = sketch.box(*sketch.at(1, 1))
    assert only_symbol(sketch).box == pytest.approx(Box(*box).grown(0.5), abs=0.8)


def test_filled_symbols_that_touch_are_parted_by_their_outlines():
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    for shift in (-12.5, 12.5):
        a = x + shift
        shape = [(a - 12, y - 9), (a + 12, y - 9), (a + 12, y + 2), (a, y + 10), (a - 12, y + 2)]
        sketch.polygon(*shape, fill=BLUE)
        sketch.polygon(*shape)
    assert [s.drawn_as for s in find_symbols(sketch.sheet())] == ["pentagon", "pentagon"]


@pytest.mark.parametrize(("fill", "drawn_as"), [(None, "circle"), ((240, 240, 210), "disc"), (BLUE, "disc")])
def test_sheet_of_circles_marks_steps(fill, drawn_as):
    sketch = Sketch(rows=5)
    for row in range(4):
        sketch.ellipse(*sketch.at(row % 3, row), 10, 10, fill=None)
        x, y = sketch.at(row % 3, row)
        if fill:
            sketch.ellipse(x, y, 10, 10, fill=fill)
    sketch.ellipse(*sketch.at(1, 4), 16, 16)
    symbols = find_symbols(sketch.sheet())
    assert [(s.drawn_as, s.shape) for s in symbols] == [(drawn_as, "process")] * 4 + [("circle", "connector")]


def test_small_circles_of_a_thick_pen_mark_steps():
    """On a photo the blurred line of a mark of ten points leaves little inside."""
    sketch = Sketch(rows=4, pen=1.8)
    for row in range(4):
        sketch.ellipse(*sketch.at(row % 3, row), 8, 8)
    assert [s.shape for s in find_symbols(sketch.sheet())] == ["process"] * 4


def test_a_small_circle_squared_by_its_pixels_marks_a_step_like_the_others():
    sketch = Sketch(rows=4)
    for row in range(3):
        sketch.ellipse(*sketch.at(row, row), 9, 9)
    sketch.rounded(*sketch.at(0, 3), 9, 9, radius=3)
    assert [(s.drawn_as, s.shape) for s in find_symbols(sketch.sheet())] == [("circle", "process")] * 4


def test_loop_of_lines_beside_a_box_is_no_page_behind_it():
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    box = sketch.box(x, y)
    sketch.line((x - 30, y - ROW), (x - 30, y + ROW))
    sketch.line((x - 120, y - 18), (x + 5, y - 18), (x + 5, y - 13))
    sketch.line((x - 120, y), (x - 25, y))
    assert only_symbol(sketch).box.width == pytest.approx(box.width, abs=2.5)


def test_loop_at_the_corner_of_a_diamond_is_no_document():
    """Lines around the upper left corner of a diamond enclose an area with three straight sides."""
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y + 10)
    sketch.line((x, y - 6), (x, y - 24), (x - 60, y - 24))
    sketch.line((x - 25, y + 10), (x - 45, y + 10), (x - 45, y - ROW))
    assert [s.drawn_as for s in find_symbols(sketch.sheet())] == ["diamond"]


def test_box_over_all_actors_is_a_step_of_them_all():
    sketch = Sketch()
    sketch.box(270, sketch.at(0, 0)[1], width=250)
    sketch.box(*sketch.at(1, 1))
    assert [s.columns for s in find_symbols(sketch.sheet())] == [(1, 2, 3), ()]


def test_box_on_the_border_of_two_columns_belongs_to_one():
    sketch = Sketch()
    sketch.box(BORDERS[2] + 1, sketch.at(0, 0)[1], width=150)
    assert [(s.column, s.columns) for s in find_symbols(sketch.sheet())] == [(2, ())]


@pytest.mark.parametrize(("read", "first", "last"), [("Mulai", -17, 17), ("ula", -11, 11)])
def test_letters_that_touch_the_outline_leave_an_ellipse_whole(read, first, last):
    sketch = Sketch()
    x, y = sketch.at(0, 0)
    sketch.ellipse(x, y, 44, 16)
    sketch.line((x - 16, y), (x - 16, y - 5))  # strokes of letters that hang on the outline
    sketch.line((x - 13, y + 2), (x - 13, y - 6.5))
    sketch.line((x + 14, y + 1), (x + 14, y - 6))
    sketch.words.append(Word(read, Box(x + first, y - 5, x + last, y + 3), 0.95, "ocr", 1))
    (symbol,) = find_symbols(sketch.sheet())
    assert symbol.shape == "terminator"


@pytest.mark.parametrize("side", [0, 1])
def test_document_with_a_frayed_top_row_and_side(side):
    height, width = 38, 66
    wave = height - 5 - 4 * np.sin((np.arange(width) / width - 0.5) * 2 * np.pi)
    silhouette = (np.arange(height)[:, None] < wave).astype(np.uint8)
    silhouette[0, : width // 2] = 0
    silhouette[:9, :side] = silhouette[11:, :side] = 0  # a pixel sticks out beside
    shape = classify(silhouette, 200 / 72)
    assert shape is not None and shape.drawn_as == "document"


def test_small_capsule_with_a_worn_end_is_no_document():
    height, width, radius = 18, 54, 8.5
    y, x = np.mgrid[0:height, 0:width] + 0.5
    over_x = np.maximum(np.abs(x - width / 2) - (width / 2 - radius), 0)
    over_y = np.maximum(np.abs(y - height / 2) - (height / 2 - radius), 0)
    silhouette = (over_x**2 + over_y**2 <= radius**2).astype(np.uint8)
    silhouette[-1, : width // 2] = 0
    shape = classify(silhouette, 150 / 72)
    assert shape is not None and shape.drawn_as == "capsule"


@pytest.mark.parametrize("worn", ["top", "left", "corner"])
def test_flat_ellipse_that_has_lost_a_pixel_of_its_rim_in_places(worn):
    height, width = 33, 68
    y, x = np.mgrid[0:height, 0:width]
    far = ((x + 0.5 - width / 2) / (width / 2)) ** 2 + ((y + 0.5 - height / 2) / (height / 2)) ** 2
    silhouette = (far <= 1).astype(np.uint8)
    part = {"top": np.s_[:16], "left": np.s_[:, :34], "corner": np.s_[:16, :34]}[worn]
    silhouette[part] = cv2.erode(silhouette, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))[part]
    rows, columns = np.nonzero(silhouette.any(axis=1))[0], np.nonzero(silhouette.any(axis=0))[0]
    found = classify(silhouette[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], 2.8)
    assert found is not None and found.drawn_as == "ellipse"


def test_a_black_ellipse_wide_enough_for_a_word_is_a_terminator():
    sketch = Sketch()
    x, y = sketch.at(0, 1)
    sketch.ellipse(x, y, 40, 20, fill=BLACK)
    symbol = only_symbol(sketch)
    assert (symbol.drawn_as, symbol.shape) == ("ellipse", "terminator")


@pytest.mark.parametrize("lined", [True, False])
@pytest.mark.parametrize(("across", "dark_end"), [(False, 0), (False, -1), (True, 0)])
@pytest.mark.parametrize(
    ("form", "drawn_as"), [("box", "rectangle"), ("diamond", "diamond"), ("rounded", "capsule"), ("ellipse", "ellipse")]
)
def test_symbols_whose_fill_fades_into_the_paper(form, drawn_as, dark_end, across, lined):
    """The dark half of a gradient is ink, the pale one paper: neither has the symbol's shape."""
    sketch = Sketch()
    x, y = sketch.at(1, 1)
    box = getattr(sketch, form)(x, y, fill=BLUE)
    px = box.to_pixels(sketch.scale)
    cut = np.s_[px.top : px.bottom, px.x0 : px.x1]
    steps = np.linspace(0, 1, px.width if across else px.height)[:: 1 if dark_end == 0 else -1]
    share = np.broadcast_to(steps[None] if across else steps[:, None], (px.height, px.width))
    inside = (sketch.colour[cut] == BLUE).all(axis=2) if lined else (sketch.colour[cut] < 255).any(axis=2)
    palest = (245, 250, 255) if lined else (200, 220, 255)
    faded = np.array(BLUE) + share[..., None] * (np.array(palest) - BLUE)
    sketch.colour[cut][inside] = faded[inside]
    sketch.ink[cut][inside & (share > 0.5)] = 0
    symbol = only_symbol(sketch)
    assert symbol.drawn_as == drawn_as
    assert max(abs(a - b) for a, b in zip(symbol.box, box, strict=True)) < 2.5
