"""TBL: what the parsers report of the columns becomes a finding of the SOP on that page."""

from models.status import Problem
from tests.checks_builder import found, sound_sop, sound_steps


def problem(code, page):
    return Problem(code=code, stage="parse", page=page, message="…")


def test_reported_pages_become_findings():
    steps = [a.model_copy(update={"page": 1 + (i > 2)}) for i, a in enumerate(sound_steps())]
    sop = sound_sop(pages=[1, 2], activities=steps)
    problems = [problem("shifted-columns", 2), problem("changed-columns", 2), problem("shifted-columns", 7)]
    findings = found(sop, "TBL", problems=problems)
    assert [(f.code, f.page, f.pointer) for f in findings] == [
        ("TBL951", 2, "/activities/3"),
        ("TBL952", 2, "/activities/3"),
    ]


def test_steady_columns_are_silent():
    assert found(sound_sop(), "TBL") == []
