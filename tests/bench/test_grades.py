"""The measure of drawn sheets: what is wrong with a reading shows in the figure it belongs to, and in no other."""

from __future__ import annotations

import json

import pytest

from batch.extract import ExtractSettings, extract_file
from bench.grades import seeds, without_stamp
from bench.scoring import f1, score
from samples.make import Wish, make_layout, write_set

SEED = 4


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """Truth and reading of a sheet that is read without a fault."""
    folder = tmp_path_factory.mktemp("grade")
    write_set(folder, 1, SEED, Wish())
    truth = json.loads((folder / "truth" / f"sheet-{SEED:05d}.json").read_text())
    return truth, extract_file(folder / "files" / truth["doc"], ExtractSettings())


def spoiled(sheet, change):
    truth, extraction = sheet
    copy = extraction.model_copy(deep=True)
    change(copy.sops[0])
    return {name for name, share in score(truth, copy).items() if share < 1}


def test_a_sheet_read_without_fault_scores_one_throughout(sheet):
    assert set(score(*sheet).values()) == {1.0}


def test_an_extraction_without_sop_scores_nothing(sheet):
    truth, extraction = sheet
    shares = score(truth, extraction.model_copy(update={"sops": []}))
    assert shares["rows_f1"] == shares["description"] == shares["actor_f1"] == 0


@pytest.mark.parametrize(
    ("change", "fallen"),
    [
        (lambda sop: setattr(sop.header, "number", "X"), {"header_exact"}),
        (lambda sop: setattr(sop.header.approved_by, "name", None), {"header_exact"}),
        (lambda sop: sop.header.equipment.pop(), {"header_lists"}),
        (lambda sop: setattr(sop.activities[0], "duration", None), {"duration"}),
        (lambda sop: setattr(sop.activities[0], "description", sop.activities[0].description + " x"), {"description"}),
        (lambda sop: sop.activities[0].actors.clear(), {"actor_f1"}),
        (lambda sop: sop.activities.pop(1), {"rows_f1", "description", "duration", "actor_f1"}),
        (lambda sop: sop.activities.insert(1, sop.activities[1].model_copy()), {"rows_f1", "actor_f1"}),
    ],
)
def test_a_fault_shows_in_its_own_figures(sheet, change, fallen):
    assert spoiled(sheet, change) == fallen


def test_spaces_case_and_marks_of_items_do_not_count(sheet):
    def change(sop):
        sop.header.number = f" {sop.header.number.lower()} "
        sop.header.equipment = [f"- {item.upper()}" for item in sop.header.equipment]

    assert spoiled(sheet, change) == set()


def test_nothing_found_where_nothing_is_counts_as_right():
    assert (f1(0, 0, 0), f1(0, 3, 0), f1(2, 2, 4)) == (1.0, 0.0, pytest.approx(2 / 3))


def test_stamped_sheets_all_have_a_stamp():
    assert list(seeds("fax", 7, 3)) == [7, 8, 9]
    assert all(make_layout(seed).style.stamp for seed in seeds("stamped", 1, 3))


def test_sheets_without_a_stamp_are_told_apart():
    [stamped] = seeds("stamped", SEED, 1)
    plain = next(seed for seed in range(SEED, stamped + 9) if not make_layout(seed).style.stamp)
    assert "1.0000 on 1 sheets" in without_stamp({stamped: {"header_exact": 0.5}, plain: {"header_exact": 1.0}})
    assert without_stamp({stamped: {"header_exact": 0.5}}) == "all stamped"
