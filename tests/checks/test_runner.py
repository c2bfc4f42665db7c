"""The run as a whole: choice of rules, order, places, fingerprints, languages."""

import json
import random
import subprocess
import sys

import pytest

from checks import CheckOptions, run_checks
from checks.registry import RULES
from checks.runner import chosen_rules
from models.document import Sop
from models.status import UsageError
from tests.checks_builder import evidence, extraction, found, sound_header, sound_sop, sound_steps, step


def spoiled():
    steps = [
        *sound_steps(),
        step(9, "Menyusun laporan Kab. Demak", ""),
        step(None, "Mengirim laporan Kab. Demak", "0 menit"),
    ]
    return sound_sop(header=sound_header(number=None, created_on=None), activities=steps)


def test_sound_sheet_has_no_finding_at_all():
    assert run_checks(extraction(sound_sop()), CheckOptions(preview=True)) == []


def test_empty_extraction_and_empty_sop():
    assert run_checks(extraction()) == []
    assert run_checks(extraction(Sop(pages=[1])), CheckOptions(preview=True))  # says what is missing, and survives


def test_order_is_that_of_the_sheet_and_the_same_each_time():
    findings = run_checks(extraction(spoiled(), spoiled()))
    assert findings == run_checks(extraction(spoiled(), spoiled()))
    assert [f.sop for f in findings] == sorted(f.sop for f in findings)
    first = [f.pointer for f in findings if f.sop == 0]
    assert first[:2] == ["/header/number", "/header/created_on"]
    rows = [int(p.split("/")[2]) for p in first if p.startswith("/activities/")]
    assert rows == sorted(rows)


def test_select_and_ignore_by_code_and_prefix():
    codes = {f.code for f in run_checks(extraction(spoiled()))}
    assert {"HDR101", "HDR103", "REG501", "STP201", "DUR401", "DUR403"} <= codes
    only = {f.code for f in run_checks(extraction(spoiled()), CheckOptions(select=("HDR", "reg501")))}
    assert only == {"HDR101", "HDR103", "REG501"}
    without = {f.code for f in run_checks(extraction(spoiled()), CheckOptions(ignore=("HDR1", "REG")))}
    assert without == {c for c in codes if c[:3] not in ("HDR", "REG")}


@pytest.mark.parametrize(
    "options", [{"select": ("XYZ",)}, {"ignore": ("HDR999",)}, {"severity": {"AB": "info"}}, {"select": ("",)}]
)
def test_unknown_code_is_a_usage_error(options):
    with pytest.raises(UsageError):
        chosen_rules(CheckOptions(**options))


def test_preview_rules_run_only_when_asked_for():
    preview = {rule.code for rule in RULES if rule.preview}
    assert preview and not preview & {rule.code for rule in chosen_rules(CheckOptions())}
    assert preview <= {rule.code for rule in chosen_rules(CheckOptions(preview=True))}
    assert [rule.code for rule in chosen_rules(CheckOptions(select=("TXT902",)))] == ["TXT902"]
    assert {rule.code for rule in chosen_rules(CheckOptions(select=("TXT",)))} == {"TXT901"}


def test_severity_can_be_set_by_code_or_prefix():
    options = CheckOptions(select=("HDR",), severity={"HDR": "info", "HDR101": "warning"})
    assert {f.code: f.severity for f in run_checks(extraction(spoiled()), options)} == {
        "HDR101": "warning",
        "HDR103": "info",
    }


def test_page_and_box_come_from_the_evidence_nearest_to_the_pointer():
    sop = sound_sop(activities=[step(1, "Menyusun laporan", "", outputs=["Laporan Kab. Demak"])])
    sop.evidence["/activities/0/outputs"] = evidence("Laporan Kab. Demak", page=1)
    (finding,) = found(sop, "REG501")
    assert (finding.page, tuple(finding.bbox)) == (1, (100.0, 50.0, 200.0, 60.0))
    (finding,) = found(sop, "DUR401")  # blank: the row's own box, as far as it is known
    assert (finding.page, tuple(finding.bbox)) == (1, (100.0, 50.0, 200.0, 60.0))


def test_both_languages_say_the_same_things_of_the_same_faults():
    one, two = (run_checks(extraction(spoiled()), CheckOptions(language=lang)) for lang in ("id", "en"))
    assert one and [f.fingerprint for f in one] == [f.fingerprint for f in two]
    assert all(a.message != b.message for a, b in zip(one, two, strict=True))
    assert not any("{" in f.message for f in (*one, *two))


def test_fingerprints_survive_a_row_put_in_elsewhere_and_corrected_neighbours():
    before = {f.fingerprint for f in run_checks(extraction(spoiled()), CheckOptions(select=("REG", "DUR", "HDR")))}
    changed = spoiled()
    changed.activities.insert(1, step(2, "Membaca surat edaran"))
    changed.header.effective_on = "2023-02-07"
    after = {f.fingerprint for f in run_checks(extraction(changed), CheckOptions(select=("REG", "DUR", "HDR")))}
    assert before == after


def test_equal_faults_are_told_apart():
    twice = [step(None, "Menyusun laporan", "") for _ in range(3)]
    findings = run_checks(
        extraction(sound_sop(activities=[step(1, "Membaca"), *twice])), CheckOptions(select=("DUR401",))
    )
    assert len({f.fingerprint for f in findings}) == 3


def test_tables_under_one_header_block_have_findings_of_their_own():
    """Two procedures under one letterhead and title: what is decided on the one settles nothing on the other."""
    rules = CheckOptions(select=("HDR101", "DUR401"))
    one, two = ([f for f in run_checks(extraction(spoiled(), spoiled()), rules) if f.sop == sop] for sop in (0, 1))
    assert [f.fingerprint for f in one] == [f.fingerprint for f in run_checks(extraction(spoiled()), rules)]
    assert len(one) == len(two) > 1 and not {f.fingerprint for f in one} & {f.fingerprint for f in two}


def test_findings_are_written_as_the_contract_says():
    findings = run_checks(extraction(spoiled()))
    assert findings
    for finding in findings:
        data = json.loads(finding.model_dump_json())
        assert list(data) == [
            "code", "name", "severity", "sop", "pointer", "page", "bbox", "message", "suggestion", "fingerprint",
            "cause", "translations",
        ]  # fmt: skip
        assert len(data["fingerprint"]) == 16


def test_rules_bear_whatever_was_read():
    """Values left out at random: rules say what is missing and never fall over."""
    rng = random.Random(7)
    for _ in range(200):
        sop = spoiled()
        for activity in sop.activities:
            for field, nothing in (
                ("number", None),
                ("description", ""),
                ("requirements", []),
                ("outputs", []),
                ("actors", []),
            ):
                if rng.random() < 0.3:
                    setattr(activity, field, nothing)
        for field, nothing in (
            ("title", None),
            ("number", None),
            ("institution", []),
            ("region", None),
            ("legal_basis", []),
        ):
            if rng.random() < 0.3:
                setattr(sop.header, field, nothing)
        rng.shuffle(sop.activities)
        findings = run_checks(extraction(sop), CheckOptions(preview=True))
        assert len({f.fingerprint for f in findings}) == len(findings)


def test_checks_load_fast():
    """No heavy library comes in with the rules (spaCy alone takes seconds)."""
    heavy = "{'spacy', 'pandas', 'cv2', 'numpy', 'onnxruntime', 'pdfplumber'} & set(sys.modules)"
    code = f"import sys, checks; sys.exit(bool({heavy}))"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
