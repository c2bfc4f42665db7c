"""A step number that was hardly read gives way to the counting around it; one that was read surely does not."""

from __future__ import annotations

import pytest

from models.document import Activity
from models.evidence import Evidence
from parsers.table.step_numbers import doubt_numbers


def rows(*numbers):
    return [Activity(id=f"K{k + 1}", number=number, page=1, description="Mencatat") for k, number in enumerate(numbers)]


def read(index, confidence, origin="ocr"):
    return {f"/activities/{index}/number": Evidence(page=1, bbox=None, text="1.", confidence=confidence, origin=origin)}


@pytest.mark.parametrize("numbers", [(1, 2, 1, 4), (1, 2, 1), (7, 2, 3)])
def test_a_doubtful_number_out_of_turn_is_none(numbers):
    at = 0 if numbers[0] == 7 else 2
    kept = list(numbers)
    kept[at] = None
    assert [a.number for a in doubt_numbers(rows(*numbers), read(at, 0.6))] == kept


@pytest.mark.parametrize(
    ("numbers", "evidence"),
    [
        ((1, 2, 1, 4), read(2, 0.95)),  # read surely: the sheet miscounts
        ((1, 2, 1, 4), read(2, 0.6, "pdf")),
        ((1, 2, 3, 4), read(2, 0.6)),  # in turn
        ((1, 2, 1, 2), read(2, 0.6)),  # the next row counts on from it
        ((1, None, 4, 5), read(2, 0.6)),
        ((1, 2, 1, 4), {}),
    ],
)
def test_other_numbers_stay(numbers, evidence):
    assert tuple(a.number for a in doubt_numbers(rows(*numbers), evidence)) == numbers


def letter(text, confidence=0.66, origin="ocr"):
    return {"/activities/1/number": Evidence(page=1, bbox=None, text=text, confidence=confidence, origin=origin)}


@pytest.mark.parametrize(("numbers", "text"), [((5, None), "b."), ((4, None, 6), "S"), ((7, None, 9), "B)")])
def test_a_doubtful_letter_like_the_figure_in_turn_is_that_figure(numbers, text):
    assert doubt_numbers(rows(*numbers), letter(text))[1].number == numbers[0] + 1


@pytest.mark.parametrize(
    ("numbers", "evidence"),
    [
        ((4, None), letter("b.")),  # not in turn
        ((5, None, 6), letter("b.")),  # a part of step 5
        ((None, None), letter("b.")),  # the second of a list by letters
        ((5, None), letter("b.", 0.95)),  # read surely
        ((5, None), letter("b.", origin="pdf")),
        ((5, None), letter("c.")),
    ],
)
def test_another_letter_is_no_number(numbers, evidence):
    assert doubt_numbers(rows(*numbers), evidence)[1].number is None
