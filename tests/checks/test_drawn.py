"""Recall and precision of the rules on drawn truths, most of them with faults put in on purpose (see samples.faults)."""

from collections import Counter
from random import Random

from checks import run_checks
from samples.faults import CODES, put_faults
from samples.generate import make_truth
from samples.style import random_style
from tests.checks_truth import extraction_of

SHEETS = 300
#: A namesake (Kota X in a sheet of Kabupaten X) is a wrong region that has a rule of its own.
SAME_FAULT = {"REG503": "REG501"}
#: Sheets with this share of faulty ones; the others are sound.
FAULTY = 0.7


def drawn(seed):
    """A truth, and how its style draws the steps."""
    rng = Random(f"rules/{seed}")
    style = random_style(rng)
    truth = make_truth(rng, style)
    return put_faults(truth, rng, rng.randint(1, 4)) if rng.random() < FAULTY else truth, style.task_as


def row_of(pointer):
    parts = pointer.split("/")
    return int(parts[2]) if parts[1] == "activities" and len(parts) > 2 else None


def test_faults_put_in_are_found_and_nothing_else_is():
    put, found, alarms, sound = Counter(), Counter(), Counter(), 0
    for seed in range(SHEETS):
        truth, task_as = drawn(seed)
        wanted = Counter((CODES[d["kind"]], d["activity"]) for d in truth["defects"])
        sound += not truth["defects"]
        for finding in run_checks(extraction_of(truth, task_as)):
            code = SAME_FAULT.get(finding.code, finding.code)
            place = (code, row_of(finding.pointer))
            if wanted[place]:
                wanted[place] -= 1
                found[code] += 1
            elif finding.severity != "info":
                alarms[finding.code] += 1
        put.update(CODES[d["kind"]] for d in truth["defects"])
    assert sound > SHEETS / 5
    assert set(put) == set(CODES.values())
    assert dict(found) == dict(put)
    assert dict(alarms) == {}
