"""The measure of the rules: each fault put in is found or missed, each other finding false, notes counted apart."""

from __future__ import annotations

import json
from random import Random

import pytest

from bench import rules
from bench.fault_scoring import CODES, judge_findings
from checks.registry import RULES
from samples.faults import put_faults
from samples.generate import make_truth
from samples.style import random_style
from tests.checks_truth import extraction_of


def drawn(seed: int, faults: int = 3):
    """A truth with faults and the perfect reading of it."""
    rng = Random(f"bench rules/{seed}")
    style = random_style(rng)
    truth = put_faults(make_truth(rng, style), rng, faults)
    return truth, extraction_of(truth, style.task_as)


def outcomes(truth, extraction):
    return sorted((verdict.code, verdict.outcome) for verdict in judge_findings(truth, extraction))


def stored(folder, sheets):
    """As `bench grades` leaves them."""
    (folder / "truth").mkdir(parents=True)
    for place, (truth, extraction) in enumerate(sheets):
        name = f"sheet-{place:05d}.json"
        (folder / "truth" / name).write_text(json.dumps(truth))
        (folder / name).write_text(extraction.model_dump_json(by_alias=True))
    return folder


def test_every_kind_of_fault_has_a_rule():
    assert set(CODES.values()) <= {rule.code for rule in RULES}


@pytest.mark.parametrize("seed", range(6))
def test_in_a_perfect_reading_all_is_found_and_nothing_else(seed):
    truth, extraction = drawn(seed)
    assert outcomes(truth, extraction) == sorted((CODES[d["kind"]], "found") for d in truth["defects"])


def test_a_fault_that_the_reading_hides_is_missed():
    truth, extraction = drawn(1)
    clean = drawn(1, faults=0)[1]
    assert {outcome for _, outcome in outcomes(truth, clean)} == {"missed"}
    assert len(outcomes(truth, clean)) == len(truth["defects"])
    assert outcomes(truth, extraction) != outcomes(truth, clean)


def test_a_finding_without_a_fault_is_false_and_one_in_another_row_finds_nothing():
    truth, extraction = drawn(2, faults=0)
    extraction.sops[0].activities[1].duration.text = ""
    assert outcomes(truth, extraction) == [("DUR401", "false")]
    truth["defects"].append({"kind": "missing_duration", "activity": 2})
    assert outcomes(truth, extraction) == [("DUR401", "false"), ("DUR401", "missed")]


def test_rows_are_told_by_what_they_say_not_by_their_place():
    truth, extraction = drawn(2, faults=0)
    extraction.sops[0].activities[2].duration.text = ""
    del extraction.sops[0].activities[0]
    truth["defects"].append({"kind": "missing_duration", "activity": 2})
    assert ("DUR401", "found") in outcomes(truth, extraction)


def test_a_false_note_is_no_false_warning():
    truth, extraction = drawn(3, faults=0)
    extraction.pages[0].text_origin = "ocr"  # a drawing read from a picture: its lost end symbol is a note
    for node in extraction.sops[0].flow.nodes:
        node.shape, node.drawn_as, node.text = "process", "rectangle", ""
    tally = rules.Tally()
    tally.add(judge_findings(truth, extraction), is_sound=True)
    assert (tally.false["FLW701"], tally.false_notes["FLW701"], tally.on_sound["FLW701"]) == (0, 2, 0)
    assert (tally.precision("FLW701"), tally.precision("FLW701", with_notes=True)) == (None, 0)
    assert tally.below(0.98) == []


def test_a_rule_below_its_bound_is_marked_and_ends_with_1(tmp_path, capsys):
    stored(tmp_path / "fax", [drawn(1), drawn(2)])
    assert rules.main([str(tmp_path)]) == 0
    truth, extraction = drawn(4, faults=0)
    extraction.sops[0].activities[1].duration.text = ""
    stored(tmp_path / "phone", [(truth, extraction)])
    assert rules.main([str(tmp_path), "--why"]) == 1
    said = capsys.readouterr().out
    assert "sheet-00000: DUR401 false warning at /activities/1/duration" in said
    line = next(line for line in said.split("phone: 1 sheets")[1].splitlines() if line.startswith("DUR401"))
    assert line.split() == ["DUR401", "0", "0", "0", "1", "0", "-", "0.000", "0.000", "20.00", "*"]
    assert "all scans: 3 sheets" in said


def test_pdfs_are_held_to_the_higher_bound(tmp_path, capsys):
    stored(tmp_path / "vector-catalogue", [drawn(5)])
    assert rules.main([str(tmp_path / "vector-catalogue")]) == 0
    assert "all PDFs: 1 sheets, 0 of them sound; bound 0.98" in capsys.readouterr().out


def test_a_folder_without_readings_is_refused(tmp_path):
    with pytest.raises(SystemExit):
        rules.main([str(tmp_path)])
