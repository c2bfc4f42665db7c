"""The command line as a user meets it: exit codes, what goes to stdout and what to stderr, both languages."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch import extract
from cli import installed, main, outcome
from models.bilingual import Bilingual
from models.status import InputError, OutputError
from tests import fake_readers
from tests.sheets import flagged, make_extraction, write_run


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("SOPSCAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "SOPSCAN_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def everything_installed(monkeypatch):
    monkeypatch.setattr(installed, "tesseract", lambda: [])


@pytest.fixture
def fake_extract(monkeypatch, everything_installed):
    """Documents are "read" by the fake reader: their text says what becomes of them."""

    def read(path, settings):
        print("library chatter")
        os.write(1, b"chatter of a C library\n")
        return fake_readers.read(path, settings)

    monkeypatch.setattr(extract, "extract_file", read)


@pytest.fixture
def run_of(tmp_path):
    return write_run(tmp_path / "out")


def run(capfd, *arguments) -> tuple[int, str, str]:
    code = main.main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    return code, out, err


@pytest.mark.parametrize("command", [(), *((name,) for name in main.COMMANDS)])
def test_every_help_speaks_both_languages(capfd, command):
    code, indonesian, _ = run(capfd, *command, "--help")
    assert code == 0 and "Pemakaian: sopscan" in indonesian and "Pilihan:" in indonesian
    _, english, _ = run(capfd, *command, "--help", "--lang", "en")
    assert "Usage: sopscan" in english and "Options:" in english and "Pilihan" not in english


def test_the_language_comes_from_the_option_the_environment_or_is_indonesian(capfd, monkeypatch):
    assert "Perintah:" in run(capfd, "--help")[1]
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "Commands:" in run(capfd, "--help")[1]
    monkeypatch.setenv("SOPSCAN_LANG", "id")
    assert "Perintah:" in run(capfd, "--help")[1]
    assert "Commands:" in run(capfd, "--lang=en", "--help")[1]


def test_the_help_loads_nothing_heavy():
    heavy = "numpy cv2 spacy onnxruntime pdfplumber pypdfium2 pytesseract rapidocr openpyxl rapidfuzz"
    script = f"""import sys
from cli.main import main
assert main(["--help"]) == 0
loaded = [name for name in "{heavy}".split() if name in sys.modules]
assert not loaded, loaded"""
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extrat"], "there is no command 'extrat'"),
        (["extract"], "FILE… is missing"),
        (["extract", "nowhere.pdf"], "there is no file nowhere.pdf"),
        (["check", "--format", "xml", "x"], "--format must be one of: text, json, sarif"),
        (["batch", "x"], "--output is missing"),
        (["report", "--nonsense", "x"], "there is no option --nonsense"),
        (["report", "nowhere"], "there are no results of sopscan in nowhere"),
        (["rules", "XYZ999"], "there is no rule 'XYZ999'"),
        (["batch", "x", "-o", "y", "--jobs", "two"], "--jobs must be a whole number, at least 1"),
        (["batch", "x", "-o", "y", "--timeout", "0"], "--timeout must be a number, above 0"),
        (["report", "x", "y"], "too much is named: y"),
        (["review", "x", "--import", "nowhere.jsonl"], "there is no file nowhere.jsonl"),
        (["report", str(Path(__file__).parents[1])], "name the folder of results, not the archive"),
        (["extract", str(Path(__file__).parents[1])], "is a folder; to read what is in it: sopscan batch"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(capfd, arguments, words):
    code, out, err = run(capfd, *arguments, "--lang", "en")
    assert (code, out) == (2, "")
    assert words in err and "hint: " in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "tiada.pdf"], "galat: tidak ada berkas tiada.pdf"),
        (["batch", "x", "-o", "y", "--jobs", "dua"], "--jobs harus bilangan bulat, paling sedikit 1"),
        (["batch", "x", "-o", "y", "--resume=1"], "cara memakai --resume tidak tepat: tanpa nilai"),
        (["review", "x", "--by"], "cara memakai --by tidak tepat: nilainya belum ditulis"),
        (["report", "x", "y"], "terlalu banyak yang disebut: y"),
        (["report", "x", "--config", "tiada.toml"], "tiada.toml tidak dapat dibaca: tidak ada"),
    ],
)
def test_wrong_usage_is_told_without_a_word_of_english(capfd, arguments, words):
    code, _, err = run(capfd, *arguments)
    assert (code, words in err) == (2, True), err


def test_a_file_where_the_output_folder_should_be_is_named_for_what_it_is(capfd, tmp_path, everything_installed):
    (tmp_path / "a.txt").write_text("satu")
    code, _, err = run(capfd, "batch", tmp_path, "-o", tmp_path / "a.txt")
    assert code == 5 and "namanya sudah dipakai berkas lain" in err and "pilih nama lain" in err


def test_extract_writes_only_json_to_stdout(capfd, tmp_path, fake_extract):
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("title")
    two.write_text("partial")
    code, out, _ = run(capfd, "extract", one)
    assert code == 0 and json.loads(out)["sops"][0]["header"]["title"] == "title"
    code, out, err = run(capfd, "extract", one, two)
    assert code == 4 and [json.loads(line)["status"] for line in out.splitlines()] == ["ok", "partial"]
    assert "chatter" in err


def test_extract_writes_to_a_file_or_a_folder(capfd, tmp_path, fake_extract):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
    code, out, err = run(capfd, "extract", tmp_path / "x" / "a.txt", "-o", tmp_path / "one.json")
    assert (code, out) == (0, "") and (tmp_path / "one.json").is_file() and "RINGKASAN" in err
    run(capfd, "extract", tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt", "-o", tmp_path / "many")
    assert sorted(path.name for path in (tmp_path / "many").iterdir()) == ["a.txt-2.json", "a.txt.json"]
    code, _, err = run(capfd, "extract", tmp_path / "x/a.txt", tmp_path / "y/a.txt", "-o", tmp_path / "one.json")
    assert code == 2 and "--join" in err


def test_extract_joins_files_into_one_document(capfd, tmp_path, monkeypatch, everything_installed):
    given = []

    def joined(paths, settings):
        given.extend(path.name for path in paths)
        return make_extraction("a|b")

    monkeypatch.setattr(extract, "extract_joined", joined)
    for name in ("2.jpg", "1.jpg"):
        (tmp_path / name).write_text("x")
    code, out, _ = run(capfd, "extract", "--join", tmp_path / "2.jpg", tmp_path / "1.jpg")
    assert code == 0 and given == ["2.jpg", "1.jpg"] and json.loads(out)["source"]["name"] == "a|b"


@pytest.mark.parametrize(
    ("text", "pages"),
    [("3", (3, 3)), ("2-4", (2, 4)), ("-4", (1, 4)), ("0", None), ("4-2", None), ("x", None), ("", None)],
)
def test_pages(capfd, tmp_path, monkeypatch, everything_installed, text, pages):
    seen = []
    monkeypatch.setattr(extract, "extract_file", lambda path, settings: seen.append(settings) or make_extraction("a"))
    (tmp_path / "a").write_text("x")
    code, _, err = run(capfd, "extract", tmp_path / "a", "--pages", text, "--lang", "en")
    if pages:
        assert (code, seen[0].ingest.pages) == (0, pages)
    else:
        assert code == 2 and "--pages" in err


def test_a_missing_language_pack_is_told_before_the_first_file(capfd, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("x")
    missing = installed.Part(
        Bilingual("bahasa tesseract: ind", "tesseract language: ind"), False, "", "apt-get install x"
    )
    monkeypatch.setattr(installed, "tesseract", lambda: [missing])
    code, out, err = run(capfd, "extract", tmp_path / "a.txt", "--engine", "tesseract", "--lang", "en")
    assert (code, out) == (3, "") and "not installed: tesseract language: ind" in err and "apt-get install x" in err
    monkeypatch.setattr(extract, "extract_file", lambda path, settings: make_extraction("a"))
    assert run(capfd, "extract", tmp_path / "a.txt", "--engine", "auto")[0] == 0  # one of two readers is enough
    assert run(capfd, "extract", tmp_path / "a.txt", "--engine", "ppocr")[0] == 0
    assert run(capfd, "extract", tmp_path / "a.txt", "--ocr", "off")[0] == 0
    code, _, _ = run(capfd, "batch", tmp_path, "-o", tmp_path / "out", "--engine", "tesseract")
    assert code == 3 and not (tmp_path / "out").exists()


def test_doctor_names_what_is_missing_and_ends_with_3(capfd, monkeypatch):
    monkeypatch.setattr(installed.shutil, "which", lambda name: None)
    code, out, _ = run(capfd, "doctor", "--lang", "en")
    assert code == 3 and "apt-get install tesseract-ocr" in out and "MISSING" in out
    monkeypatch.setattr(installed, "everything", lambda: [installed.python()])
    code, out, _ = run(capfd, "doctor", "--lang", "en")
    assert code == 0 and "Everything needed is installed." in out


def test_check_of_results_fails_on_the_severity_asked_for(capfd, run_of, monkeypatch):
    monkeypatch.setattr("checks.runner.run_checks", lambda extraction, options, archive=None: extraction.findings)
    flagged_result = run_of / "sub" / "b.pdf.json"
    assert run(capfd, "check", flagged_result)[0] == 1
    assert run(capfd, "check", flagged_result, "--fail-on", "never")[0] == 0
    assert run(capfd, "check", run_of / "a.pdf.json", "--fail-on", "info")[0] == 0
    code, out, err = run(capfd, "check", run_of, "--lang", "en")
    assert code == 4, "a failed input outranks findings"
    assert "[2] error REG501" in out and "2 SOP sheets of 4 files checked: 1 error, 3 warning, 1 note" in out
    assert err == ""


def test_check_in_json_and_sarif(capfd, run_of, monkeypatch):
    monkeypatch.setattr("checks.runner.run_checks", lambda extraction, options, archive=None: extraction.findings)
    _, out, _ = run(capfd, "check", run_of / "sub", "--format", "json")
    assert [row["code"] for row in json.loads(out)] == [finding.code for finding in flagged().findings]
    assert json.loads(out)[0]["document"] == "b.pdf"
    _, out, _ = run(capfd, "check", run_of / "sub", "--format", "sarif")
    assert json.loads(out)["runs"][0]["results"][0]["ruleId"] == "HDR106"


def test_check_reads_documents_too_and_selects_rules(capfd, tmp_path, fake_extract):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("title")
    code, out, _ = run(capfd, "check", tmp_path / "in", "--select", "HDR101,STP", "--format", "json")
    assert code == 1 and [row["code"] for row in json.loads(out)] == ["HDR101"]
    code, _, err = run(capfd, "check", tmp_path / "in", "--select", "NOPE")
    assert code == 2 and "NOPE" in err


def test_report_forms_and_filters(capfd, run_of):
    code, out, err = run(capfd, "report", run_of)
    assert (code, err) == (0, "") and "RINGKASAN" in out and "LEMBAR DENGAN TEMUAN TERBERAT" in out
    assert max(map(len, out.splitlines())) <= 80
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    _, out, _ = run(capfd, "report", run_of, "--document", "sub/b", "--lang", "en")
    assert "The table as read" in out
    _, out, _ = run(capfd, "report", run_of, "--format", "json", "--rule", "REG")
    assert [row["code"] for row in json.loads(out)["findings"]] == ["REG501"]
    assert json.loads(out)["summary"]["statuses"] == {"ok": 3, "partial": 0, "failed": 1}
    _, out, _ = run(capfd, "report", run_of, "--format", "csv", "--severity", "warning")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    assert [row["code"] for row in rows] == ["HDR106", "DUR403", "STP201"]
    _, out, _ = run(capfd, "report", run_of, "--format", "sarif", "--rule", "REG")
    assert [result["ruleId"] for result in json.loads(out)["runs"][0]["results"]] == ["REG501"]
    assert "tidak ada berkas bernama 'tiada'" in run(capfd, "report", run_of, "--document", "tiada")[2]
    _, out, _ = run(capfd, "report", run_of, "--limit", "0")
    assert "1 lembar lain dengan temuan tidak ditampilkan" in out


def test_a_reader_of_our_output_that_goes_away_is_no_error(run_of):
    for number in range(300):  # more than a pipe holds
        (run_of / f"more{number}.pdf.json").write_bytes((run_of / "sub" / "b.pdf.json").read_bytes())
    command = [sys.executable, "-c", "from cli.main import run; run()", "report", str(run_of), "--limit", "300"]
    process = subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdout.readline()
    process.stdout.close()
    assert (process.wait(60), process.stderr.read()) == (0, "")
    process.stderr.close()


def test_report_goes_on_past_a_file_that_is_no_result(capfd, run_of):
    (run_of / "broken.json").write_text('{"schema_version": "1.0"')
    code, out, err = run(capfd, "report", run_of, "--lang", "en")
    assert code == 0 and "4 (3 ok, 1 failed)" in out and "broken.json is no result of sopscan" in err


def test_export_to_stdout_file_and_folder(capfd, run_of, tmp_path):
    code, out, _ = run(capfd, "export", run_of, "--to", "jsonl")
    assert code == 0 and len(out.splitlines()) == 4
    code, out, err = run(capfd, "export", run_of, "--to", "xlsx", "--lang", "en")
    assert (code, out) == (2, "") and "needs -o FILE.xlsx" in err
    assert run(capfd, "export", run_of, "--to", "xlsx", "-o", tmp_path / "a.xlsx")[0] == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert run(capfd, "export", run_of, "--to", "mermaid", "-o", tmp_path / "flows")[0] == 0
    assert (tmp_path / "flows" / "sub" / "b.pdf.mmd").is_file()
    run(capfd, "export", run_of, "--to", "daftar-alih-media", "-o", tmp_path / "daftar.md")
    assert (tmp_path / "daftar.md").read_text().startswith("# DAFTAR")


def test_rules_and_schema(capfd):
    code, out, _ = run(capfd, "rules")
    assert code == 0 and "HDR101" in out and "STP206" in out
    code, out, _ = run(capfd, "rules", "hdr101", "--lang", "en")
    assert code == 0 and "HDR101" in out
    code, out, _ = run(capfd, "schema")
    assert code == 0 and json.loads(out)["title"] == "Extraction"


def test_an_output_that_cannot_be_written_is_5(capfd, run_of, tmp_path):
    (tmp_path / "file").write_text("")
    code, _, err = run(capfd, "export", run_of, "--to", "csv", "-o", tmp_path / "file" / "x.csv")
    assert code == 5 and "tidak dapat menulis" in err


def test_an_error_of_ours_is_70_and_a_traceback_only_on_request(capfd, run_of, monkeypatch):
    def break_down(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr("review.overview.collect", break_down)
    code, _, err = run(capfd, "report", run_of)
    assert code == 70 and "RuntimeError: boom" in err and "Traceback" not in err
    monkeypatch.setenv("SOPSCAN_DEBUG", "1")
    assert "Traceback" in run(capfd, "report", run_of)[2]


def test_the_highest_ranking_code_wins():
    codes = [outcome.DONE, outcome.FINDINGS, outcome.INPUTS_FAILED, outcome.USAGE, outcome.MISSING_PROGRAM]
    codes += [outcome.NOT_WRITTEN, outcome.INTERNAL, outcome.INTERRUPTED]
    for number in range(1, len(codes) + 1):
        assert outcome.worst(codes[:number]) == codes[number - 1]
    assert outcome.worst([]) == 0


def test_typed_errors_carry_their_codes():
    text = Bilingual("pesan", "message")
    assert outcome.explain(InputError("x", text, text), "en") == (4, "message", "message")
    assert outcome.explain(OutputError("x", text), "id") == (5, "pesan", None)
    assert outcome.explain(KeyboardInterrupt(), "id")[0] == 130


def test_batch_end_to_end_in_worker_processes(capfd, tmp_path, monkeypatch, everything_installed):
    archive = tmp_path / "in"
    archive.mkdir()
    for name, text in {"a": "one", "b": "partial", "c": "die"}.items():
        (archive / f"{name}.txt").write_text(text)
    use_fake_workers(monkeypatch)
    code, out, err = run(capfd, "batch", archive, "-o", tmp_path / "out", "-j", "2", "--lang", "en")
    assert (code, out) == (4, "")
    assert "3 files: 1 ok, 1 partial, 1 failed (3 newly read, 0 read before, 0 doubled, 0 moved)" in err
    assert "c.txt: failed: the reader died (SIGSEGV)" in err and "Findings: 1" not in err
    (archive / "b.txt").unlink()
    (archive / "c.txt").unlink()
    code, _, err = run(capfd, "batch", archive, "-o", tmp_path / "out", "--lang", "en")
    assert code == 0 and "(0 newly read, 1 read before, 0 doubled, 0 moved)" in err


def use_fake_workers(monkeypatch):
    from batch.options import BatchOptions

    def faked(*args, **options):
        return BatchOptions(*args, **options, target="tests.fake_readers:read")

    monkeypatch.setattr("batch.options.BatchOptions", faked)


def test_batch_of_nothing_says_so(capfd, tmp_path, everything_installed):
    (tmp_path / "in").mkdir()
    code, _, err = run(capfd, "batch", tmp_path / "in", "-o", tmp_path / "out", "--lang", "en")
    assert code == 0 and "There are no files to read" in err


def test_a_signal_stops_a_batch_in_seconds_and_keeps_what_is_done(capfd, tmp_path, monkeypatch, everything_installed):
    archive = tmp_path / "in"
    archive.mkdir()
    for name, text in {"a": "one", "b": "hang"}.items():
        (archive / f"{name}.txt").write_text(text)
    use_fake_workers(monkeypatch)
    pid = os.getpid()
    watcher = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import os,time,pathlib\nwhile not pathlib.Path({str(tmp_path / 'out' / 'a.txt.json')!r}).exists(): time.sleep(.05)\n"
            f"time.sleep(.3); os.kill({pid}, {int(signal.SIGTERM)})",
        ]
    )
    started = time.monotonic()
    code, _, err = run(capfd, "batch", archive, "-o", tmp_path / "out", "-j", "2", "--lang", "en")
    watcher.wait()
    assert code == 130 and time.monotonic() - started < 30
    assert "1 files are done and kept" in err
    assert (tmp_path / "out" / "a.txt.json").is_file() and not (tmp_path / "out" / "b.txt.json").exists()
    assert "Batch terakhir" in run(capfd, "report", tmp_path / "out")[2]
    (archive / "b.txt").write_text("two")
    assert run(capfd, "batch", archive, "-o", tmp_path / "out")[0] == 0
    assert run(capfd, "report", tmp_path / "out")[2] == ""
