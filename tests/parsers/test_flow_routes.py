"""Routes: which symbols the drawn lines join, and which way."""

import numpy as np
import pytest

from parsers.flow.arrowheads import arrowhead_length
from parsers.flow.contacts import part_barbs
from parsers.flow.heads import straighten_heads
from parsers.flow.network import Network, Vertex
from tests.flow_sketch import BORDERS, ROW, TOP, Sketch, drawn, read

A0, B0, C0, A1, B1, C1, A2, B2, C2 = (f"K{row}{actor}" for row in range(3) for actor in "ABC")


def boxes(sketch: Sketch, *places: tuple[int, int]) -> None:
    for column, row in places:
        sketch.box(*sketch.at(column, row))


def edges(*sketches: Sketch) -> list[tuple[str, str]]:
    return [(a, b) for a, b, _ in drawn(read(*(s.sheet() for s in sketches)))]


@pytest.mark.parametrize("head", ["filled", "open", "none"])
@pytest.mark.parametrize("pen", [0.5, 1.0, 2.0])
def test_elbow_through_cells(head, pen):
    sketch = Sketch(pen=pen)
    boxes(sketch, (0, 0), (2, 1))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(2, 1)
    sketch.arrow((x + 25, y), (u, y), (u, v - 14), head=head)
    assert edges(sketch) == [(A0, C1)]


@pytest.mark.parametrize("head", ["filled", "open"])
def test_arrow_upwards_runs_upwards(head):
    sketch = Sketch()
    boxes(sketch, (0, 0), (1, 1))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(1, 1)
    sketch.arrow((u, v - 14), (u, y), (x + 26, y), head=head)
    assert edges(sketch) == [(B1, A0)]


@pytest.mark.parametrize("head", ["filled", "open"])
def test_double_headed_line_runs_both_ways(head):
    sketch = Sketch()
    boxes(sketch, (0, 1), (1, 1))
    (x, y), (u, _) = sketch.at(0, 1), sketch.at(1, 1)
    sketch.arrow((x + 26, y), (u - 26, y), head=head)
    sketch.head((u - 26, y), (x + 26, y), head)
    assert edges(sketch) == [(A1, B1), (B1, A1)]


def test_large_head_right_behind_an_elbow():
    sketch = Sketch(pen=1.8)
    boxes(sketch, (0, 0), (1, 1))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(1, 1)
    sketch.arrow((x, y + 13), (x, v - 21), (u, v - 21), (u, v - 14), size=6)
    assert edges(sketch) == [(A0, B1)]


def test_fork_and_join():
    sketch = Sketch()
    boxes(sketch, (1, 0), (0, 1), (2, 1), (1, 2))
    (x, y), (left, v), (right, _) = sketch.at(1, 0), sketch.at(0, 1), sketch.at(2, 1)
    sketch.line((x, y + 13), (x, v - 30))
    sketch.arrow((x, v - 30), (left, v - 30), (left, v - 14))
    sketch.arrow((x, v - 30), (right, v - 30), (right, v - 14))
    bottom = sketch.at(1, 2)[1]
    sketch.line((left, v + 13), (left, v + 30), (x, v + 30))
    sketch.line((right, v + 13), (right, v + 30), (x, v + 30))
    sketch.arrow((x, v + 30), (x, bottom - 14))
    assert edges(sketch) == [(B0, A1), (B0, C1), (A1, B2), (C1, B2)]


def test_bus_crossed_by_its_source_feeds_all_three():
    sketch = Sketch()
    boxes(sketch, (1, 0), (0, 1), (1, 1), (2, 1))
    (x, y), (left, v), (right, _) = sketch.at(1, 0), sketch.at(0, 1), sketch.at(2, 1)
    sketch.arrow((x, y + 13), (x, v - 14))
    sketch.arrow((x, v - 28), (left, v - 28), (left, v - 14))
    sketch.arrow((x, v - 28), (right, v - 28), (right, v - 14))
    assert edges(sketch) == [(B0, A1), (B0, B1), (B0, C1)]


def test_crossing_lines_do_not_join():
    sketch = Sketch()
    boxes(sketch, (0, 1), (2, 1), (1, 0), (1, 2))
    (left, y), (right, _) = sketch.at(0, 1), sketch.at(2, 1)
    (x, top), (_, bottom) = sketch.at(1, 0), sketch.at(1, 2)
    sketch.arrow((left + 25, y), (right - 26, y))
    sketch.arrow((x, top + 13), (x, bottom - 14))
    assert edges(sketch) == [(B0, B2), (A1, C1)]


def test_line_that_joins_another_line():
    sketch = Sketch()
    boxes(sketch, (0, 0), (1, 1), (0, 2))
    (x, y), (u, v), (_, bottom) = sketch.at(0, 0), sketch.at(1, 1), sketch.at(0, 2)
    sketch.arrow((x, y + 13), (x, bottom - 14))
    sketch.line((u - 25, v), (x, v))
    assert edges(sketch) == [(A0, A2), (B1, A2)]


def test_dashed_line():
    sketch = Sketch()
    boxes(sketch, (0, 1), (2, 1))
    (x, y), (u, _) = sketch.at(0, 1), sketch.at(2, 1)
    for start in np.arange(x + 26, u - 34, 7):
        sketch.line((start, y), (start + 4, y))
    sketch.arrow((u - 34, y), (u - 26, y))
    assert edges(sketch) == [(A1, C1)]


def test_curve():
    sketch = Sketch()
    boxes(sketch, (0, 0), (1, 1))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(1, 1)
    share = np.linspace(0, np.pi / 2, 30)
    points = [(x + 25 + (u - x - 25) * np.sin(t), v - 14 - (v - 14 - y) * np.cos(t)) for t in share]
    sketch.arrow(*points)
    assert edges(sketch) == [(A0, B1)]


def test_stubs_that_end_short_of_both_symbols():
    sketch = Sketch()
    boxes(sketch, (0, 1), (1, 1))
    (x, y), (u, _) = sketch.at(0, 1), sketch.at(1, 1)
    sketch.arrow((x + 31, y), (u - 31, y))
    assert edges(sketch) == [(A1, B1)]


def test_line_that_lies_on_a_row_rule():
    sketch = Sketch()
    boxes(sketch, (0, 0), (2, 1))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(2, 1)
    sketch.arrow((x, y + 13), (x, TOP + ROW), (u, TOP + ROW), (u, v - 14))
    assert edges(sketch) == [(A0, C1)]


def test_line_that_lies_on_a_column_rule():
    sketch = Sketch()
    boxes(sketch, (0, 0), (0, 2))
    (x, y), (_, v) = sketch.at(0, 0), sketch.at(0, 2)
    border = BORDERS[2]
    sketch.arrow((x + 25, y), (border, y), (border, v), (x + 26, v))
    assert edges(sketch) == [(A0, A2)]


def test_unreached_symbol_has_no_edges():
    sketch = Sketch()
    boxes(sketch, (0, 0), (1, 1))
    assert edges(sketch) == []


def test_lines_run_over_the_page_edge():
    first, second = Sketch(rows=2), Sketch(rows=1, page=2)
    boxes(first, (1, 1))
    boxes(second, (1, 0))
    x, y = first.at(1, 1)
    first.arrow((x, y + 13), (x, TOP + 2 * ROW + 10))
    second.arrow((x, TOP - 8), (x, second.at(1, 0)[1] - 14))
    flow = read(first.sheet(), second.sheet(first_row=2))
    assert drawn(flow) == [("K1B", "K2B", None)]


def test_connectors_pair_by_letter_and_by_column():
    first, second = Sketch(rows=2), Sketch(rows=2, page=2)
    for column, letter in ((0, "A"), (2, "B")):
        x, y = first.at(column, 0)
        first.box(x, y)
        first.pentagon(x, y + ROW)
        first.arrow((x, y + 13), (x, y + ROW - 9))
        first.write(letter, x - 2, y + ROW - 1)
    for column, letter in ((2, "A"), (0, "B")):
        x, y = second.at(column, 0)
        second.pentagon(x, y)
        second.write(letter, x - 2, y - 1)
        second.box(x, y + ROW)
        second.arrow((x, y + 9), (x, y + ROW - 14))
    flow = read(first.sheet(), second.sheet(first_row=2))
    assert drawn(flow) == [
        ("K0A", "K1A", None),
        ("K0C", "K1C", None),
        ("K1A", "K2C", None),
        ("K1C", "K2A", None),
        ("K2A", "K3A", None),
        ("K2C", "K3C", None),
    ]


def test_plain_connectors_pair_with_the_next_page():
    first, second = Sketch(rows=2), Sketch(rows=2, page=2)
    x, y = first.at(1, 0)
    first.box(x, y)
    first.ellipse(x, y + ROW, 14, 14)
    first.arrow((x, y + 13), (x, y + ROW - 7))
    second.ellipse(x, y, 14, 14)
    second.box(x, y + ROW)
    second.arrow((x, y + 7), (x, y + ROW - 14))
    flow = read(first.sheet(), second.sheet(first_row=2))
    assert ("K1B", "K2B", None) in drawn(flow)


def test_scan_with_noise_specks_and_slightly_sloping_rules():
    sketch = Sketch(scale=150 / 72)
    boxes(sketch, (0, 0), (1, 1), (1, 2))
    (x, y), (u, v), (_, w) = sketch.at(0, 0), sketch.at(1, 1), sketch.at(1, 2)
    sketch.arrow((x + 25, y), (u, y), (u, v - 14), head="open")
    sketch.arrow((u, v + 13), (u, w - 14))
    height, width = sketch.ink.shape
    slope = np.clip(np.arange(height)[:, None] + np.rint(np.arange(width) * 0.004).astype(int), 0, height - 1)
    sketch.ink = sketch.ink[slope, np.arange(width)]
    specks = np.random.default_rng(7).random(sketch.ink.shape)
    sketch.ink[specks < 0.0008] = 255
    assert edges(sketch) == [(A0, B1), (B1, B2)]


def test_flow_wholly_on_a_column_border_is_seen_by_its_thickness():
    sketch = Sketch()
    border = BORDERS[2]
    for row in (0, 1):
        sketch.box(border + 1, sketch.at(0, row)[1])
    sketch.pen = 2.2
    sketch.line((border, sketch.at(0, 0)[1] + 13), (border, sketch.at(0, 1)[1] - 13))
    assert edges(sketch) == [(B0, B1)]


def test_exit_onto_a_border_and_along_a_row_rule():
    sketch = Sketch()
    border, rule = BORDERS[2], TOP + ROW
    sketch.box(border + 1, rule - 20)
    sketch.box(*sketch.at(2, 1), height=40)
    sketch.pen = 2.2
    sketch.line((border, rule - 7), (border, rule))
    sketch.arrow((border, rule), (sketch.at(2, 1)[0], rule), (sketch.at(2, 1)[0], sketch.at(2, 1)[1] - 20))
    assert edges(sketch) == [(B0, C1)]


def test_border_of_a_cell_drawn_twice_is_no_flow():
    sketch = Sketch()
    border = BORDERS[2]
    for row in (0, 1, 2):
        sketch.box(border + 1, sketch.at(0, row)[1])
    sketch.pen = 2.2
    sketch.line((border, TOP + ROW), (border, TOP + 2 * ROW))
    assert edges(sketch) == []


def test_head_without_a_shaft_reaches_the_symbol_under_it():
    sketch = Sketch(scale=150 / 72)
    boxes(sketch, (0, 0), (1, 1))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(1, 1)
    sketch.line((x + 25, y), (x + 40, y), (x + 40, v - 18), (u, v - 18))
    sketch.head((u, v - 18), (u, v - 14), size=4)
    assert edges(sketch) == [(A0, B1)]


def test_line_without_head_flows_into_the_line_it_crosses():
    """Two lines join a third from both sides at one place: a decision's way back meets the way down."""
    sketch = Sketch()
    for symbol in ((0, 0), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2)):
        sketch.box(*sketch.at(*symbol))
    (x, y), left, right = sketch.at(1, 1), sketch.at(0, 1)[0], sketch.at(2, 1)[0]
    sketch.arrow((left + 25, y), (right - 25, y))
    sketch.arrow((x, y - ROW + 13), (x, y + ROW - 13), head="none")
    sketch.arrow((left, y - ROW + 13), (left, y - 13))
    sketch.arrow((right, y + 13), (right, y + ROW - 13))
    others = {(A0, A1, None), (C1, C2, None)}
    assert set(drawn(read(sketch.sheet()))) == others | {(A1, C1, None), (B0, C1, None), (B2, C1, None)}


@pytest.mark.parametrize("head", ["filled", "open"])
@pytest.mark.parametrize("jog", [1.0, 1.6, 2.2, 3.0])
@pytest.mark.parametrize("pen", [0.6, 1.0, 1.5])
def test_short_arrow_with_a_jog_runs_one_way(head, jog, pen):
    """Symbols set by hand stand a little off one another: the line between them has a jog just before its head."""
    sketch = Sketch(pen=pen)
    x, y = sketch.at(1, 1)
    sketch.box(x, y - 20)
    sketch.box(x + jog, y + 21)
    sketch.arrow((x, y - 7), (x, y - 1), (x + jog, y - 1), (x + jog, y + 8), head=head, size=5.0)
    flow = read(sketch.sheet())
    assert [(e.source, e.target) for e in flow.edges] == [("N1", "N2")]


def test_short_arrow_between_stacked_symbols():
    """The line's beginning lies as near to the upper symbol as the tip to the lower one."""
    sketch = Sketch(pen=0.7)
    x, y = sketch.at(1, 1)
    sketch.box(x, y - 20)
    sketch.box(x, y + 19.5)
    sketch.arrow((x, y - 7), (x, y + 6.5), size=5.2)
    flow = read(sketch.sheet())
    assert [(e.source, e.target) for e in flow.edges] == [("N1", "N2")]


def test_line_broken_by_an_answer_written_into_it():
    sketch = Sketch()
    (x, y), (u, _) = sketch.at(1, 1), sketch.at(0, 1)
    sketch.diamond(x, y)
    sketch.box(u, y)
    sketch.arrow((u + 40, y), (u + 25, y), head="open")
    sketch.line((x - 25, y), (x - 32, y))
    sketch.write("Tidak", u + 43, y)
    assert drawn(read(sketch.sheet())) == [(B1, A1, "Tidak")]


def test_lines_that_stand_well_clear_of_their_symbols():
    """A sheet of black dots: lines begin and end a good way beside them."""
    sketch = Sketch()
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(1, 1)
    sketch.ellipse(x, y, 24, 20, fill=(0, 0, 0))
    sketch.ellipse(u, v, 24, 20, fill=(0, 0, 0))
    sketch.arrow((x, y + 28), (x, v), (u - 16, v))
    assert edges(sketch) == [(A0, B1)]


def test_arrow_that_ends_above_the_page_edge_goes_on_below_the_next_ones():
    first, second = Sketch(rows=2), Sketch(rows=2, page=2)
    x, y = first.at(0, 0)
    first.box(x, y)
    first.arrow((x, y + 13), (x, y + 60))
    u, v = second.at(1, 1)
    second.box(u, v)
    second.arrow((x, v - 60), (x, v), (u - 25, v))
    assert drawn(read(first.sheet(), second.sheet(first_row=2))) == [(A0, "K3B", None)]


@pytest.mark.parametrize("size", [5.0, 6.0, 8.0])
def test_flat_open_head_whose_barbs_come_near_the_symbol(size):
    """Thick lines: barbs and line meet at the symbol's edge, an elbow just behind the head."""
    sketch = Sketch(pen=1.5)
    (x, y), (u, v) = sketch.at(1, 0), sketch.at(0, 1)
    sketch.box(x, y)
    sketch.box(u, v)
    sketch.arrow((x, y + 13), (x, v - 21), (u, v - 21), (u, v - 14), head="none")
    sketch.line((u - size * 0.6, v - 14 - size * 0.8), (u, v - 14), (u + size * 0.6, v - 14 - size * 0.8))
    assert edges(sketch) == [(B0, A1)]


def test_blot_in_the_corner_of_a_thin_elbow_is_no_head():
    """140 dpi, lines of two pixels: the ink of an elbow's inner corner is as large as the smallest head."""
    lines = np.zeros((60, 90), np.uint8)
    lines[10:42, 20:22] = lines[40:42, 20:80] = 255
    lines[38:40, 22] = 255  # the blot
    straight, tips = straighten_heads(lines, np.zeros(lines.shape, np.int16), thickness=2.0, scale=140 / 72)
    assert not len(tips)
    assert (straight == lines).all()


def bent(*corners: tuple[int, int]) -> tuple[Network, np.ndarray]:
    """A network of one line through these corners, with loose ends, above a symbol that begins at y = 60."""
    symbols = np.zeros((80, 80), np.int16)
    symbols[60:, 10:70] = 1
    ways = [np.linspace(a, b, 40, endpoint=False) for a, b in zip(corners, corners[1:], strict=False)]
    network = Network()
    ends = [network.add_vertex(Vertex("loose", at)) for at in (corners[0], corners[-1])]
    network.add_stroke(np.concatenate([*ways, [corners[-1]]]), *ends)
    return network, symbols


def test_line_that_turns_back_into_a_barb_ends_at_the_symbol():
    """The symbol hides the tip of an open head, the other barb hangs on nothing: line and barb are one bent path."""
    network, symbols = bent((40, 5), (40, 58), (28, 44))
    part_barbs(network, symbols, 4.0, 2.8)
    (stroke,) = network.strokes.values()
    assert {network.vertices[end].kind for end in stroke.ends} == {"loose", "symbol"}
    assert stroke.length == pytest.approx(53, abs=2)


def test_line_that_hooks_into_a_barb_of_a_few_pixels_ends_at_the_symbol():
    """150 dpi: the barb is as near to the symbol as a line that touches it, and the head was looked for along the barb."""
    network, symbols = bent((40, 5), (40, 57), (44, 56))
    part_barbs(network, symbols, 4.8, 2.1)
    (stroke,) = network.strokes.values()
    (at,) = (network.vertices[end].at for end in stroke.ends if network.vertices[end].kind == "symbol")
    assert at == pytest.approx((40, 57), abs=0.5) and stroke.length == pytest.approx(52, abs=1)


def test_line_that_passes_a_symbol_is_not_cut():
    network, symbols = bent((5, 50), (40, 57), (75, 50))
    part_barbs(network, symbols, 4.0, 2.8)
    assert [network.vertices[end].kind for end in next(iter(network.strokes.values())).ends] == ["loose", "loose"]


def test_small_head_on_a_line_of_two_pixels():
    """150 dpi: a head of seven by nine pixels on a line of two, half of it one pixel wider than the line."""
    ink = np.zeros((40, 60), np.uint8)
    ink[19:21, :49] = 255
    for column, half in zip(range(49, 39, -1), (0, 1, 1, 1, 1, 2, 2, 2, 2, 3), strict=True):
        ink[19 - half : 21 + half, column] = 255
    path = np.stack([np.arange(49.0, 4.0, -1.0), np.full(45, 20.0)], axis=1)
    assert arrowhead_length(ink, path, 2.0, 150 / 72) is not None
    ink[:18], ink[22:] = 0, 0
    assert arrowhead_length(ink, path, 2.0, 150 / 72) is None
