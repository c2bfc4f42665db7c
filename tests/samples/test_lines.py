"""Odd flow lines of the drawing kit: each is drawn, the truth says what the ink says, and text and symbols stay."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from samples import make
from samples.degrade import render
from samples.generate import make_truth
from samples.line_habits import LineHabits, random_habits, suit
from samples.pen import Pen
from samples.sheet import Layout, ink, lay_out, truth_as_drawn
from samples.style import random_style

HABITS = {
    "dashes": LineHabits(dash=(3.0, 2.0)),
    "bows": LineHabits(corners="bow"),
    "no heads": LineHabits(headless=True),
    "short of the target": LineHabits(gap=2.5),
    "answers in the line": LineHabits(answers_in_line=True),
}
SEED = 7


def layout(habits: LineHabits, seed: int = SEED) -> Layout:
    rng = Random(seed)
    style = replace(random_style(rng), header="none", off_page="pentagon")
    truth = suit(make_truth(rng, style), habits, Random(seed))
    return lay_out(truth, replace(style, lines=habits))


def picture(sheet: Layout) -> np.ndarray:
    pen = Pen()
    ink(pen, sheet)
    return render(pen.finish(), 72)[0]


@pytest.mark.parametrize("name", sorted(HABITS))
def test_a_habit_changes_the_ink_and_nothing_else(name: str) -> None:
    plain, odd = layout(LineHabits()), layout(HABITS[name])
    assert truth_as_drawn(plain) == truth_as_drawn(odd)
    assert (picture(plain) != picture(odd)).any()


def test_dashes_and_left_out_heads_save_ink() -> None:
    whole = np.count_nonzero(picture(layout(LineHabits())) < 128)
    assert np.count_nonzero(picture(layout(HABITS["dashes"])) < 128) < whole
    assert np.count_nonzero(picture(layout(HABITS["no heads"])) < 128) < whole


def test_a_line_with_two_heads_is_two_edges_and_one_line() -> None:
    found = [layout(LineHabits(both_ways=True), seed) for seed in range(1, 8)]
    double = [(s, r) for s in found for room in s.rooms for r in room.routes if r.both]
    assert double
    for sheet, route in double:
        edges = [tuple(e) for e in truth_as_drawn(sheet)["flow"]["edges"]]
        assert (route.source, route.target, None) in edges and (route.target, route.source, None) in edges
        lines = [r for room in sheet.rooms for r in room.routes]
        assert sum({r.source, r.target} == {route.source, route.target} for r in lines) == 1


def test_connectors_to_the_next_page_stand_below_the_table_and_on_the_paper() -> None:
    sheets = [layout(LineHabits(outside=True), seed) for seed in range(1, 12)]
    below = 0
    for sheet in sheets:
        for page, room in zip(sheet.pages, sheet.rooms, strict=True):
            for symbol in (s for s in room.symbols if s.shape == "connector"):
                outside = symbol.box[1] > page.rows[-1].bottom
                below += outside
                assert symbol.box[3] < sheet.style.table_page[1] - 2
    assert below


def test_questions_stand_in_flat_diamonds() -> None:
    sheet = layout(LineHabits(flat_diamonds=True))
    diamonds = [s for room in sheet.rooms for s in room.symbols if s.drawn_as == "diamond"]
    assert diamonds and all(s.text.endswith("?") for s in diamonds)
    plain = [s for room in layout(LineHabits()).rooms for s in room.symbols if s.drawn_as == "diamond"]
    assert diamonds[0].box[3] - diamonds[0].box[1] < plain[0].box[3] - plain[0].box[1]


def test_half_of_the_sheets_keep_plain_lines_and_every_oddity_occurs() -> None:
    rolled = [random_habits(Random(f"{n}")) for n in range(400)]
    plain = sum(habits == LineHabits() for habits in rolled)
    assert 150 < plain < 250
    for name, value in vars(LineHabits()).items():
        assert any(getattr(habits, name) != value for habits in rolled)


def test_habits_leave_a_seeds_text_alone() -> None:
    rng = Random("12/0")
    style = random_style(rng)
    truth = make_truth(rng, style)
    drawn = make.make_layout(12).truth
    assert [a["description"] for a in drawn["activities"]][:3] == [a["description"] for a in truth["activities"]][:3]
