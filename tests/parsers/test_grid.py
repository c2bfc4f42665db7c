"""Strokes become rules, rules a lattice, the lattice cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.geometry import Box
from models.page import Ruling
from parsers.grid import MIN_TABLE_PT, PIECE_GAP_PT, SAME_RULE_PT, Lattice, collect_rules, find_regions
from tests.ruled_page import full_grid, h, v

XS, YS = [40.0, 100.0, 200.0, 320.0], [50.0, 80.0, 120.0, 180.0]


def lattice(rulings: list[Ruling]) -> Lattice:
    [(box, strokes)] = find_regions(rulings)
    return Lattice.of(box, strokes)


def cells(rulings: list[Ruling]) -> list[Box]:
    found = lattice(rulings)
    return found.cells(found.box.top, found.box.bottom)


def grid_cells(xs: list[float], ys: list[float]) -> list[Box]:
    return [Box(x0, y0, x1, y1) for y0, y1 in zip(ys, ys[1:], strict=False) for x0, x1 in zip(xs, xs[1:], strict=False)]


def test_a_full_grid_has_all_its_cells_in_reading_order():
    assert cells(full_grid(XS, YS)) == grid_cells(XS, YS)


def test_pieces_drawn_cell_by_cell_are_one_rule():
    pieces = [h(80, 40, 98), h(80.4, 101, 198), h(79.8, 201, 320)]
    [rule] = collect_rules(pieces, "h")
    assert rule.position == pytest.approx(80, abs=0.5)
    assert rule.pieces == [(40, 320)]
    assert rule.drawn(40, 320) == 1.0


def test_a_gap_in_a_rule_stays_a_gap():
    [rule] = collect_rules([h(80, 40, 100), h(80, 200, 320)], "h")
    assert rule.pieces == [(40, 100), (200, 320)]
    assert (rule.start, rule.end) == (40, 320)
    assert rule.drawn(100, 200) == 0.0
    assert rule.drawn(90, 110) == pytest.approx(0.5)
    assert rule.drawn(120, 120) == 0.0  # no stretch, nothing of it is drawn


def test_a_doubled_rule_is_one_and_lies_where_most_of_it_is_drawn():
    [rule] = collect_rules([v(100, 50, 180), v(100 + SAME_RULE_PT - 0.5, 50, 60)], "v")
    assert rule.position == pytest.approx(100, abs=0.25)
    assert len(collect_rules([v(100, 50, 180), v(100 + SAME_RULE_PT + 0.5, 50, 180)], "v")) == 2


def test_rules_of_the_other_orientation_are_not_collected():
    assert [r.position for r in collect_rules(full_grid(XS, YS), "v")] == XS
    assert collect_rules([], "h") == []


def test_doubled_borders_between_cells_give_no_extra_cells():
    doubled = full_grid(XS, YS) + [v(102, 50, 180), h(82, 40, 320)]
    assert len(cells(doubled)) == 9


def test_a_missing_rule_merges_the_cells_beside_it():
    rulings = [r for r in full_grid(XS, YS) if r != h(120, 40, 320)] + [h(120, 40, 200)]
    found = cells(rulings)
    assert len(found) == 8
    assert Box(200, 80, 320, 180) in found


def test_an_l_of_missing_rules_is_one_cell_with_its_outer_box():
    rulings = [h(50, 40, 320), h(180, 40, 320), v(40, 50, 180), v(320, 50, 180)]
    rulings += [h(80, 200, 320), h(120, 40, 320), v(100, 120, 180), v(200, 50, 80), v(200, 120, 180)]
    assert Box(40, 50, 320, 120) in cells(rulings)


def test_a_region_without_side_borders_is_closed_where_its_rules_end():
    open_sides = [r for r in full_grid(XS, YS) if r.orientation == "h" or r.position not in (XS[0], XS[-1])]
    assert cells(open_sides) == grid_cells(XS, YS)


def test_a_region_without_top_and_bottom_is_closed_where_its_rules_end():
    open_ends = [r for r in full_grid(XS, YS) if r.orientation == "v" or r.position not in (YS[0], YS[-1])]
    assert cells(open_ends) == grid_cells(XS, YS)


def test_cells_between_two_heights_only():
    found = lattice(full_grid(XS, YS))
    assert found.cells(80, 180) == grid_cells(XS, YS[1:])
    assert found.cells(130, 170) == []  # less than two row rules, no cell


def test_two_tables_are_two_regions_top_to_bottom():
    below = [y + 200 for y in YS]
    regions = find_regions(full_grid(XS, below) + full_grid(XS, YS))
    assert [box.top for box, _ in regions] == [50, 250]
    assert [len(strokes) for _, strokes in regions] == [8, 8]


def test_tables_that_touch_nowhere_but_share_a_line_of_sight_stay_apart():
    beside = [x + 400 for x in XS]
    assert [box.x0 for box, _ in find_regions(full_grid(beside, YS) + full_grid(XS, YS))] == [40, 440]


def test_small_boxes_and_lone_strokes_are_no_region():
    size = MIN_TABLE_PT - 10
    assert find_regions(full_grid([100, 100 + size], [100, 130])) == []
    assert find_regions([h(100, 40, 300)]) == []
    assert find_regions([]) == []


def test_rules_that_stop_just_short_of_the_border_still_meet_it():
    inner = [h(y, XS[0] + PIECE_GAP_PT, XS[-1] - PIECE_GAP_PT) for y in YS[1:-1]]
    outer = [h(YS[0], XS[0], XS[-1]), h(YS[-1], XS[0], XS[-1])] + [v(x, YS[0], YS[-1]) for x in XS]
    assert cells(inner + outer) == grid_cells(XS, YS)


@st.composite
def merged_grids(draw) -> tuple[list[float], list[float], list[tuple[int, int, int, int]]]:
    """Positions, and merged rectangles (row, column, row end, column end) that tile the grid."""
    steps = st.integers(20, 120)
    xs, ys = [30.0], [30.0]
    for _ in range(draw(st.integers(3, 6))):
        xs.append(xs[-1] + draw(steps))
    for _ in range(draw(st.integers(3, 6))):
        ys.append(ys[-1] + draw(steps))
    free = {(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    tiles = []
    for r, c in sorted(free):
        if (r, c) not in free:
            continue
        height, width = draw(st.sampled_from([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)]))
        wanted = {(r + i, c + j) for i in range(height) for j in range(width)}
        if not wanted <= free:
            height, width, wanted = 1, 1, {(r, c)}
        free -= wanted
        tiles.append((r, c, r + height, c + width))
    return xs, ys, tiles


@given(merged_grids(), st.randoms(use_true_random=False))
def test_cells_of_any_grid_with_merged_cells_tile_it(grid, rng):
    xs, ys, tiles = grid
    boxes = [Box(xs[c0], ys[r0], xs[c1], ys[r1]) for r0, c0, r1, c1 in tiles]
    rulings = []
    for b in boxes:  # each cell with its own borders, a little off, in any order
        shake = rng.uniform(-0.4, 0.4)
        rulings += [h(b.top + shake, b.x0, b.x1), h(b.bottom + shake, b.x0, b.x1)]
        rulings += [v(b.x0 + shake, b.top, b.bottom), v(b.x1 + shake, b.top, b.bottom)]
    rng.shuffle(rulings)
    whole = Lattice.of(Box(xs[0], ys[0], xs[-1], ys[-1]), rulings)
    found = whole.cells(ys[0], ys[-1])
    assert len(found) == len(boxes)
    for box in boxes:
        assert any(max(abs(a - b) for a, b in zip(box, other, strict=True)) < 1 for other in found)
    for n, a in enumerate(found):
        for b in found[n + 1 :]:
            common = a.intersection(b)
            assert min(common.width, common.height) < 1e-6
    assert sum(b.area for b in found) == pytest.approx((xs[-1] - xs[0]) * (ys[-1] - ys[0]), rel=0.02)
