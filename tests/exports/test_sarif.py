"""SARIF against the official schema, and runs compared by fingerprint."""

import gzip
import json
from pathlib import Path

import jsonschema
import pytest

from checks import CheckOptions, checked
from checks.options import ExceptedFindings
from cli import main
from exports.baseline import from_documents, from_sarif
from exports.form import Document
from exports.json_file import to_bytes
from exports.sarif import sarif_bytes
from tests.checks_builder import extraction, sound_header, sound_sop, sound_steps, step

SCHEMA = json.loads(gzip.decompress((Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json.gz").read_bytes()))


def document(name: str, *faults: str, **options) -> Document:
    """A checked document with the faults asked for: an odd duration, a missing number, a region misspelt."""
    steps = sound_steps()
    if "duration" in faults:
        steps.append(step(7, "Menunggu tanggapan masyarakat", "120 hari"))
    if "blank" in faults:
        steps.append(step(8 if "duration" in faults else 7, "Mengumumkan hasil kepada warga", ""))
    header = sound_header(number=None) if "number" in faults else sound_header()
    return Document(
        name, checked(extraction(sound_sop(header=header, activities=steps)), CheckOptions(**options), name)
    )


def log(*documents: Document, **more) -> dict:
    found = json.loads(sarif_bytes(documents, {"DUR403": "Waktu janggal"}, **more))
    jsonschema.validate(found, SCHEMA)
    return found


def states(found: dict) -> dict[str, str]:
    return {result["ruleId"]: result["baselineState"] for result in found["runs"][0]["results"]}


def test_a_run_with_and_without_findings_is_valid_sarif():
    assert log()["runs"][0]["results"] == []
    excepted = (ExceptedFindings(rule="DUR", reason="lelang umum"),)
    found = log(
        document("arsip/lembar satu#1.pdf", "duration", "number", exceptions=excepted), document("b.pdf", "blank")
    )
    results = found["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["HDR101", "DUR403", "DUR401"]
    assert results[1]["suppressions"][0]["justification"] == "lelang umum"
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "arsip/lembar%20satu%231.pdf"


def test_the_schema_is_not_content_with_anything():
    found = log(document("a.pdf", "duration"))
    found["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, SCHEMA)


def test_a_second_run_shows_what_is_new_fixed_and_unchanged():
    before = log(document("a.pdf", "duration", "number"))
    after = log(document("a.pdf", "duration", "blank"), baseline=from_sarif(json.dumps(before).encode()))
    assert states(after) == {"DUR403": "unchanged", "DUR401": "new", "HDR101": "absent"}
    again = log(document("a.pdf", "duration", "blank"), baseline=from_sarif(json.dumps(after).encode()))
    assert states(again) == {"DUR403": "unchanged", "DUR401": "unchanged"}


def test_a_moved_document_keeps_its_findings_and_a_copy_has_its_own():
    baseline = from_documents([document("a.pdf", "duration")])
    assert states(log(document("2023/a.pdf", "duration"), baseline=baseline)) == {"DUR403": "unchanged"}
    baseline = from_documents([document("a.pdf", "duration")])
    both = log(document("a.pdf", "duration"), document("b.pdf", "duration"), baseline=baseline)
    assert [result["baselineState"] for result in both["runs"][0]["results"]] == ["unchanged", "new"]


@pytest.fixture
def runs(tmp_path, monkeypatch):
    """Two output folders: in the second one finding is mended and one is new."""
    for folder, faults in (("dulu", ("duration", "number")), ("kini", ("duration", "blank"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.pdf.json").write_bytes(to_bytes(document("a.pdf", *faults).extraction))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_compares_with_an_output_folder_or_a_log(runs, capfd):
    assert main.main(["check", "kini", "--baseline", "dulu", "--fail-on", "warning"]) == 1
    out = capfd.readouterr().out
    assert "sejak dulu: 1 baru, 1 tetap, 1 tidak ada lagi" in out
    assert "DUR401" in out and "DUR403" not in out and "tidak ada lagi: a.pdf: HDR101" in out
    main.main(["check", "kini", "--format", "sarif"])
    (runs / "kini.sarif").write_text(capfd.readouterr().out)
    assert main.main(["check", "kini", "--baseline", "kini.sarif", "--fail-on", "info", "--lang", "en"]) == 0
    assert "0 new, 2 unchanged, 0 gone" in capfd.readouterr().out
    main.main(["check", "kini", "--baseline", "dulu", "--format", "json"])
    assert [finding["code"] for finding in json.loads(capfd.readouterr().out)] == ["DUR401"]
    main.main(["check", "kini", "--baseline", "dulu", "--format", "sarif"])
    assert states(json.loads(capfd.readouterr().out)) == {"DUR403": "unchanged", "DUR401": "new", "HDR101": "absent"}


@pytest.mark.parametrize("content", [None, "", "[]", '{"runs": [{"results": [{}]}]}', '{"version": "2.1.0"}'])
def test_a_baseline_that_is_none_is_a_usage_error(runs, capfd, content):
    if content is not None:
        (runs / "x.sarif").write_text(content)
    assert main.main(["check", "kini", "--baseline", "x.sarif"]) == 2
    assert "x.sarif bukan log SARIF" in capfd.readouterr().err
