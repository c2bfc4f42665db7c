"""Recall and precision of the rules on drawn truths with the faults of the whole catalogue (samples.catalogue_faults)."""

from collections import Counter
from random import Random

from checks import CheckOptions, run_checks
from samples.catalogue_faults import CODES, put_catalogue_faults
from samples.generate import make_truth
from samples.style import random_style
from tests.checks_truth import extraction_of

SHEETS = 200
#: Need what a truth does not hold: what stands in place of a date (test_checks_header), connectors (test_samples).
NOT_IN_A_TRUTH = {"unreadable_date", "odd_connector"}
#: What a fault rightly brings along: swapped numbers are told of on either row, a cut flow is a cut flow by other rules.
COMPANIONS = {"FLW705", "FLW707"}


def drawn(seed):
    rng = Random(f"catalogue/{seed}")
    style = random_style(rng)
    return put_catalogue_faults(make_truth(rng, style), rng, rng.randint(1, 3)), style.task_as


def row_of(pointer, sop):
    parts = pointer.split("/")
    if parts[1] == "activities" and len(parts) > 2:
        return int(parts[2])
    if parts[1:3] == ["flow", "nodes"]:
        return next(i for i, a in enumerate(sop.activities) if a.id == sop.flow.nodes[int(parts[3])].activity)
    return None


def test_every_kind_of_fault_is_found_and_nothing_else_is():
    put, found, alarms = Counter(), Counter(), Counter()
    for seed in range(SHEETS):
        truth, task_as = drawn(seed)
        defects = truth["other_defects"]
        if any(defect["kind"] in NOT_IN_A_TRUTH for defect in defects):
            continue
        extraction = extraction_of(truth, task_as)
        put.update(CODES[defect["kind"]] for defect in defects)
        wanted = [(CODES[defect["kind"]], defect["activity"]) for defect in defects]
        for finding in run_checks(extraction, CheckOptions(preview=True)):
            row = row_of(finding.pointer, extraction.sops[0])
            near = next((w for w in wanted if w[0] == finding.code and w[1] in (None, row, (row or 0) - 1)), None)
            if near is not None:
                wanted.remove(near)
                found[finding.code] += 1
            elif finding.severity != "info" and finding.code not in COMPANIONS:
                alarms[finding.code] += 1
    assert set(put) == set(CODES.values()) - {CODES[kind] for kind in NOT_IN_A_TRUTH}
    assert dict(found) == dict(put)
    assert dict(alarms) == {}
