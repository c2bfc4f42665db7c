"""Decisions on the command line: taken in, applied to report, check and exports; the results themselves unchanged."""

from __future__ import annotations

import csv
import io
import json

import pytest

from batch.reviewed import desk_of, folder_of
from checks.options import CheckOptions
from checks.runner import run_checks
from cli.main import main
from review import decision_log
from review.entries import Filter
from review.fields import fields_at
from review.queue import queue_of
from tests.checks_builder import extraction, found, sound_sop, step
from tests.review.test_decisions import decided
from tests.sheets import flagged, write_run


@pytest.fixture
def out(tmp_path):
    return write_run(tmp_path / "hasil")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch, tmp_path):
    for name in ("SOPSCAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "SOPSCAN_BY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def run(capfd, *arguments) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capfd.readouterr()
    return code, captured.out, captured.err


def keep(out, *decisions):
    decision_log.append(out / "decisions.jsonl", decisions)


def field(pointer):
    return next(f for f in fields_at(flagged().sops[0], pointer) if f.pointer == pointer)


DISMISSED = decided("REG501", "dismiss", reason="memang begitu")
ACCEPTED = decided("STP201", "accept")
CORRECTED = decided("DUR403", "correct", field=field("/activities/1/duration"), value="12 hari")


def test_the_report_counts_decisions_and_shows_what_still_stands(capfd, out):
    keep(out, DISMISSED, ACCEPTED, CORRECTED)
    code, text, _ = run(capfd, "report", out)
    assert code == 0 and "2 terbuka, 1 diterima, 1 ditolak, 1 dikoreksi" in text
    assert "STP201" in text and "diterima oleh sri" in text
    assert "DUR403" not in text and "REG501" not in text
    _, text, _ = run(capfd, "report", out, "--state", "all", "--document", "b.pdf")
    assert "REG501" in text and "ditolak oleh sri" in text and "memang begitu" in text
    assert "menjadi: 12 hari" in text and "tertulis:  120 hari" in text


def test_csv_and_json_of_the_report_name_the_decision(capfd, out):
    keep(out, DISMISSED)
    _, text, _ = run(capfd, "report", out, "--format", "csv", "--state", "dismissed")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert [(row["code"], row["state"], row["decided_by"], row["reason"]) for row in rows] == [
        ("REG501", "dismissed", "sri", "memang begitu")
    ]
    _, text, _ = run(capfd, "report", out, "--format", "json")
    told = json.loads(text)
    assert told["summary"]["states"] == {"open": 4, "accepted": 0, "dismissed": 1, "corrected": 0}
    assert "REG501" not in {finding["code"] for finding in told["findings"]}


def test_every_export_has_the_corrected_value_and_the_result_file_does_not(capfd, out):
    before = (out / "sub/b.pdf.json").read_bytes()
    keep(out, CORRECTED)
    _, text, _ = run(capfd, "export", out, "--to", "jsonl")
    sop = next(s for line in text.splitlines() for s in json.loads(line)["sops"] if "/activities/1/duration" in s["evidence"] and s["activities"][1]["duration"]["min_minutes"])  # fmt: skip
    assert sop["activities"][1]["duration"]["text"] == "12 hari"
    assert sop["evidence"]["/activities/1/duration"]["origin"] == "review"
    assert sop["evidence"]["/activities/1/duration"]["alternatives"][0]["text"] == "120 hari"
    _, text, _ = run(capfd, "export", out, "--to", "csv")
    assert "12 hari" in text
    assert (out / "sub/b.pdf.json").read_bytes() == before


def test_a_spreadsheet_of_findings_names_the_decision(capfd, out, tmp_path):
    from openpyxl import load_workbook

    keep(out, ACCEPTED)
    assert run(capfd, "export", out, "--to", "xlsx", "-o", tmp_path / "x.xlsx")[0] == 0
    cells = [[cell.value for cell in row] for sheet in load_workbook(tmp_path / "x.xlsx") for row in sheet]
    assert any("accepted" in row and "sri" in row for row in cells)


def checked_run(tmp_path, sop):
    """A run's folder with one real sheet and its real findings."""
    from exports.json_file import to_bytes

    read = extraction(sop)
    read.source.sha256 = "0" * 64
    read.findings = run_checks(read, CheckOptions())
    folder = tmp_path / "satu"
    folder.mkdir()
    (folder / "a.pdf.json").write_bytes(to_bytes(read))
    return folder, read


def test_check_leaves_out_what_is_settled_and_suppresses_it_in_sarif(capfd, tmp_path):
    folder, read = checked_run(tmp_path, sound_sop(header=sound_sop().header.model_copy(update={"number": None})))
    assert [f.code for f in read.findings] == ["HDR101"]
    assert run(capfd, "check", folder)[0] == 1
    keep(folder, decided("HDR101", "dismiss", extraction=read, reason="lembar lampiran"))
    code, text, _ = run(capfd, "check", folder)
    assert code == 0 and "1 temuan sudah ditolak atau dikoreksi" in text
    _, text, _ = run(capfd, "check", folder, "--format", "sarif")
    (result,) = json.loads(text)["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "lembar lampiran"
    _, text, _ = run(capfd, "check", folder, "--format", "json")
    assert json.loads(text) == []


def test_a_correction_mends_what_it_touches_and_shows_what_it_brings_to_light(tmp_path):
    steps = [*sound_sop().activities]
    steps[1] = step(9, steps[1].description, "2 hari", ("A2",))
    folder, read = checked_run(tmp_path, sound_sop(activities=steps))
    codes = {f.code for f in read.findings}
    assert codes & {"STP202", "STP204"}
    first = next(f for f in read.findings if f.code.startswith("STP20"))
    right = decided(
        first.code,
        "correct",
        extraction=read,
        field=next(iter(fields_at(read.sops[0], "/activities/1/number"))),
        value="2",
    )
    after = desk_of_one(folder, right).reviewed(read, CheckOptions())
    assert after.sops[0].activities[1].number == 2
    assert {f.review.state for f in after.findings if f.code.startswith("STP")} == {"corrected"}
    wrong = right.model_copy(update={"value": "1", "id": "f" * 16, "time": "2999-01-01T00:00:00Z"})
    after = desk_of_one(folder, right, wrong).reviewed(read, CheckOptions())
    assert [f.code for f in after.findings if f.review is None] and "STP203" in {f.code for f in after.findings}
    assert found(after.sops[0], "STP203")


def desk_of_one(folder, *decisions):
    (folder / "decisions.jsonl").unlink(missing_ok=True)
    keep(folder, *decisions)
    return desk_of(folder)


def test_review_without_a_terminal_is_2_and_says_what_to_do(capfd, out):
    code, text, err = run(capfd, "review", out)
    assert (code, text) == (2, "") and "terminal" in err and "sopscan report" in err


def test_import_merges_counts_and_names_what_it_cannot_use(capfd, out, tmp_path):
    stranger = DISMISSED.model_copy(update={"id": "c" * 16, "fingerprint": "d" * 16})
    given = tmp_path / "keputusan.jsonl"
    given.write_text(f"{DISMISSED.line()}\n{stranger.line()}\n{{}}\n")
    code, _, err = run(capfd, "review", out, "--import", given)
    assert code == 4 and "2 keputusan baru" in err and "1 baris rusak" in err and "1 keputusan tentang" in err
    given.write_text(DISMISSED.line())
    code, _, err = run(capfd, "review", out, "--import", given)
    assert code == 0 and "0 keputusan baru digabungkan, 1 sudah ada" in err


def test_damaged_lines_and_corrections_that_no_longer_fit_are_told(capfd, out):
    keep(out, CORRECTED.model_copy(update={"fingerprint": "e" * 16, "was": "3 hari"}))
    with (out / "decisions.jsonl").open("a") as stream:
        stream.write('{"id": "')
    code, _, err = run(capfd, "report", out)
    assert code == 0 and "baris 2 rusak" in err and "koreksi DUR403 di /activities/1/duration tidak diterapkan" in err


def test_what_two_clerks_decided_otherwise_is_shown_and_asked_again(capfd, out):
    keep(out, DISMISSED, decided("REG501", "accept", by="budi").model_copy(update={"time": "2020-01-01T00:00:00Z"}))
    _, text, _ = run(capfd, "report", out)
    text = " ".join(text.split())
    assert "1 diputuskan berlainan oleh dua petugas" in text and "putuskan sekali lagi" in text
    documents = [("sub/b.pdf", desk_of(out).reviewed(flagged(), CheckOptions()))]
    asked = queue_of(documents, Filter(states=("open",)), "id")
    assert "REG501" in [item.entry.finding.code for item in asked]


def test_the_decisions_of_a_result_lie_beside_its_batch(out):
    keep(out, DISMISSED)
    assert folder_of(out / "sub" / "b.pdf.json") == out == folder_of(out)


def test_the_page_of_a_batch_in_one_file_or_one_a_document(capfd, out, tmp_path, monkeypatch):
    (out / "rusak.json").write_text("{")
    code, _, err = run(capfd, "export", out, "--to", "html", "-o", tmp_path / "t.html")
    assert err.count("rusak.json") == 1
    page = (tmp_path / "t.html").read_text()
    assert code == 0 and "t.html" in err and page.count("<article") == 2 and page.rstrip().endswith("</html>")
    code, _, _ = run(capfd, "export", out, "--to", "html", "-o", tmp_path / "folder")
    names = {str(path.relative_to(tmp_path / "folder")) for path in (tmp_path / "folder").rglob("*.html")}
    assert code == 0 and names == {"index.html", "a.pdf.html", "sub/b.pdf.html"}
    index = (tmp_path / "folder/index.html").read_text()
    assert index.index("sub/b.pdf.html") < index.index("a.pdf.html")
    assert run(capfd, "export", out, "--to", "html")[0] == 2
    monkeypatch.setattr("cli.review_page.PAGES_IN_ONE_FILE", 1)
    code, _, err = run(capfd, "export", out, "--to", "html", "-o", tmp_path / "u.html")
    assert code == 2 and "-o" in err and not (tmp_path / "u.html").exists()


def test_what_is_in_a_doubled_file_is_told_once_in_every_form_for_people_and_programs(capfd, out):
    rows = {form: run(capfd, "report", out, "--format", form)[1] for form in ("json", "csv")}
    (out / "salinan.pdf.json").write_bytes((out / "sub" / "b.pdf.json").read_bytes())
    _, text, _ = run(capfd, "report", out, "--format", "json")
    found = json.loads(text)
    assert found["findings"] and len(found["findings"]) == len(json.loads(rows["json"])["findings"])
    assert found["summary"]["doubled"] == 1
    assert found["summary"]["doubles"] == [{"document": "sub/b.pdf", "same_as": "salinan.pdf"}]
    _, text, _ = run(capfd, "report", out, "--format", "csv")
    assert text.count("\n") == rows["csv"].count("\n") and "salinan.pdf" in text
