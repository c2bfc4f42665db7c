"""Dashed lines are one line each, around corners and into other lines; broken pieces that are none stay apart."""

import math

import numpy as np
import pytest

from models.geometry import Box
from models.page import Word
from parsers.flow.dashes import join_dashes
from tests.flow_sketch import ROW, TOP, Sketch, drawn, read

A0, B0, C0, A1, B1, C1, A2, B2, C2 = (f"K{row}{actor}" for row in range(3) for actor in "ABC")
PATTERNS = [(3.0, 2.0), (4.0, 2.0), (2.0, 1.5), (6.0, 3.0)]


def dashed(
    sketch: Sketch,
    *points: tuple[float, float],
    dash: tuple[float, float],
    phase: float = 0.0,
    head: tuple[str, float] = ("filled", 7.0),
) -> None:
    """A dashed line with a head at its last point; the pattern runs on around the corners."""
    on, off = dash
    at, drawn_here = -phase, []
    for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
        length = math.dist((ax, ay), (bx, by))
        for k in range(math.ceil(length * 4)):
            s = k / 4
            place = (ax + (bx - ax) * s / length, ay + (by - ay) * s / length)
            if (at + s) % (on + off) < on:
                drawn_here.append(place)
            else:
                _flush(sketch, drawn_here)
        at += length
    _flush(sketch, drawn_here)
    sketch.head(points[-2], points[-1], *head)


def _flush(sketch: Sketch, places: list[tuple[float, float]]) -> None:
    if places:
        sketch.line(*places)
    places.clear()


def edges(sketch: Sketch) -> list[tuple[str, str]]:
    return [(a, b) for a, b, _ in drawn(read(sketch.sheet()))]


@pytest.mark.parametrize("dash", PATTERNS)
@pytest.mark.parametrize("phase", [0.0, 0.7, 1.9, 3.1])
def test_dashed_elbows(dash, phase):
    sketch = Sketch()
    for place in ((0, 0), (2, 0), (1, 1), (1, 2)):
        sketch.box(*sketch.at(*place))
    (x, y), (u, v), (z, _) = sketch.at(0, 0), sketch.at(1, 1), sketch.at(2, 0)
    dashed(sketch, (x + 25, y), (z - 25, y), dash=dash, phase=phase)
    dashed(sketch, (z, y + 13), (z, v), (u + 25, v), dash=dash, phase=phase)
    dashed(sketch, (u, v + 13), (u, v + ROW - 13), dash=dash, phase=phase)
    assert edges(sketch) == [(A0, C0), (C0, B1), (B1, B2)]


@pytest.mark.parametrize("phase", [0.0, 1.3, 2.6])
def test_dashed_line_that_joins_another(phase):
    sketch = Sketch()
    for place in ((0, 0), (2, 0), (1, 2)):
        sketch.box(*sketch.at(*place))
    (x, y), (u, v), (z, _) = sketch.at(0, 0), sketch.at(1, 2), sketch.at(2, 0)
    dashed(sketch, (x, y + 13), (x, y + 60), (u, y + 60), (u, v - 13), dash=(3.0, 2.0), phase=phase)
    sketch.line((z, y + 13), (z, y + 60), (u, y + 60))
    assert edges(sketch) == [(A0, B2), (C0, B2)]


def test_scattered_specks_are_no_dashed_line():
    lines = np.zeros((300, 300), np.uint8)
    rng = np.random.default_rng(7)
    for x, y in rng.integers(20, 280, (60, 2)):
        lines[y : y + 2, x : x + int(rng.integers(4, 14))] = 255
    assert (join_dashes(lines, np.zeros_like(lines, np.int16), 2.0, 2.8) == lines).all()


def test_two_lines_broken_once_each_stay_as_they_are():
    lines = np.zeros((200, 200), np.uint8)
    for y in (40, 120):
        lines[y : y + 3, 10:90] = lines[y : y + 3, 97:180] = 255
    assert (join_dashes(lines, np.zeros_like(lines, np.int16), 3.0, 2.8) == lines).all()


def test_a_dashed_line_passes_between_two_cells():
    sketch = Sketch()
    sketch.box(*sketch.at(0, 0))
    sketch.box(*sketch.at(0, 2))
    x, y = sketch.at(0, 0)
    dashed(sketch, (x, y + 13), (x, TOP + 2 * ROW + ROW / 2 - 13), dash=(4.0, 2.0))
    assert edges(sketch) == [(A0, A2)]


@pytest.mark.parametrize(("text", "found"), [("1", True), ("-7", True), ("Tn", False)])
def test_dashes_that_were_wiped_out_as_a_figure_come_back(text, found):
    sketch = Sketch()
    for place in ((0, 0), (2, 1)):
        sketch.box(*sketch.at(*place))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(2, 1)
    dashed(sketch, (x, y + 13), (x, v), (u - 25, v), dash=(4.0, 2.0))
    corner = Box(x - 4, v - 22, x + 20, v + 4)  # in it the reader saw a figure or a word
    place = corner.to_pixels(sketch.scale)
    sketch.ink[place.top : place.bottom, place.x0 : place.x1] = 0
    sketch.words.append(Word(text, corner, 0.9, "ocr"))
    assert edges(sketch) == ([(A0, C1)] if found else [])


@pytest.mark.parametrize("pen", [0.7, 1.0])
@pytest.mark.parametrize("phase", [0.0, 1.5, 4.5, 6.0, 7.5])
def test_a_corner_just_before_an_open_head_falls_between_two_dashes(pen, phase):
    sketch = Sketch(pen=pen)
    for place in ((0, 0), (1, 1), (0, 2)):
        sketch.box(*sketch.at(*place))
    (x, y), (u, v), (_, w) = sketch.at(0, 0), sketch.at(1, 1), sketch.at(0, 2)
    for a, b, c, d in ((x, y, u, v), (u, v, x, w)):
        dashed(
            sketch, (a, b + 13), (a, d - 26), (c, d - 26), (c, d - 13), dash=(6.0, 3.0), phase=phase, head=("open", 7.0)
        )
    assert edges(sketch) == [(A0, B1), (B1, A2)]


@pytest.mark.parametrize("phase", [0.0, 1.5, 3.0, 4.5])
def test_an_open_head_below_the_place_where_a_dashed_line_branches(phase):
    sketch = Sketch(pen=1.0)
    for place in ((0, 0), (0, 1), (1, 1)):
        sketch.box(*sketch.at(*place))
    (x, y), (u, v) = sketch.at(0, 0), sketch.at(1, 1)
    for a in (x, u):
        dashed(
            sketch, (x, y + 13), (x, v - 23), (a, v - 23), (a, v - 13), dash=(6.0, 3.0), phase=phase, head=("open", 7.0)
        )
    assert edges(sketch) == [(A0, A1), (A0, B1)]


@pytest.mark.parametrize("dash", [(4.0, 2.0), (6.0, 3.0)])
@pytest.mark.parametrize("phase", [0.0, 1.5, 3.0, 4.5, 6.0, 7.5])
def test_a_corner_just_before_a_filled_head_falls_between_two_dashes(dash, phase):
    sketch = Sketch(pen=0.7)
    for place in ((0, 0), (1, 1), (0, 2)):
        sketch.box(*sketch.at(*place))
    (x, y), (u, v), (_, w) = sketch.at(0, 0), sketch.at(1, 1), sketch.at(0, 2)
    for a, b, c, d in ((x, y, u, v), (u, v, x, w)):
        dashed(sketch, (a, b + 13), (a, d - 23), (c, d - 23), (c, d - 13), dash=dash, phase=phase)
    assert edges(sketch) == [(A0, B1), (B1, A2)]


def test_dashed_lines_with_rounded_corners():
    """A dash in the rounded corner heads along its chord, aslant to the dashes on both sides of it."""
    for phase in (0.0, 0.8, 1.6, 2.4, 3.2, 4.0):
        for radius in (4.0, 6.0):
            sketch = Sketch()
            for place in ((0, 0), (2, 1)):
                sketch.box(*sketch.at(*place))
            (x, y), (u, v) = sketch.at(0, 0), sketch.at(2, 1)
            turns = [math.radians(angle) for angle in range(0, 91, 10)]
            corner = [(u - radius + radius * math.sin(t), y + radius - radius * math.cos(t)) for t in turns]
            dashed(sketch, (x + 25, y), *corner, (u, v - 13), dash=(4.0, 3.0), phase=phase)
            assert edges(sketch) == [(A0, C1)], (phase, radius)


@pytest.mark.parametrize("phases", [(1.5, 6.5), (4.0, 8.0), (5.0, 8.0), (5.5, 2.5)])
def test_dashed_lines_that_cross_where_one_has_a_gap_are_not_joined_around_a_corner(phases):
    sketch = Sketch()
    for place in ((0, 1), (2, 1), (1, 0), (1, 2)):
        sketch.box(*sketch.at(*place))
    (x, y), (z, _), (u, v), (_, w) = (sketch.at(*place) for place in ((0, 1), (2, 1), (1, 0), (1, 2)))
    dashed(sketch, (x + 25, y), (z - 25, y), dash=(6.0, 3.0), phase=phases[0])
    dashed(sketch, (u, v + 13), (u, w - 13), dash=(6.0, 3.0), phase=phases[1])
    assert edges(sketch) == [(B0, B2), (A1, C1)]
