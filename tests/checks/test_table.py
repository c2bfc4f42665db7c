"""TBL: what the parsers report of the columns becomes a finding of the SOP on that page."""

import io

import pypdfium2
import pytest

from batch.extract import ExtractSettings, extract_file
from checks import CheckOptions
from checks.runner import checked
from models.status import Problem
from samples.make import make_sheet
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


def drawn_pages(*parts: tuple[int, slice]) -> bytes:
    """A PDF of pages of drawn sheets: (seed, which pages) each."""
    whole = pypdfium2.PdfDocument.new()
    for seed, pages in parts:
        source = pypdfium2.PdfDocument(make_sheet(seed, "catalogue")[0])
        whole.import_pages(source, list(range(len(source)))[pages])
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("first", "last"), [(12000, 12013), (12003, 12006)], ids=["one actor less", "one actor more"])
def test_last_page_of_another_sheet_is_a_change_of_columns(tmp_path, first, last):
    """As two documents put together leave it: the heading of the last page is repeated, with other actors under it."""
    path = tmp_path / "campur.pdf"
    path.write_bytes(drawn_pages((first, slice(0, 2)), (last, slice(-1, None))))
    mixed = checked(extract_file(path, ExtractSettings()), CheckOptions(select=("TBL",)))
    assert [(f.code, f.page, f.severity) for f in mixed.findings] == [("TBL952", 3, "info")]
    path.write_bytes(drawn_pages((first, slice(0, None))))
    assert checked(extract_file(path, ExtractSettings()), CheckOptions(select=("TBL",))).findings == []
