"""A batch run in one language is reported, reviewed and exported in another."""

from __future__ import annotations

import json

import jsonschema
import pytest

from checks import CheckOptions, run_checks
from cli import main
from exports.json_file import from_bytes, to_bytes
from models.bilingual import Bilingual
from models.finding import ExceptedFinding
from models.schema import schema
from models.spoken import said_in
from models.status import InputError
from review.entries import Filter
from review.queue import queue_of
from tests.checks_builder import evidence, extraction, sound_header, sound_sop, sound_steps, step
from tests.sheets import make_finding


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("SOPSCAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def spoiled():
    """A sheet with findings of several families: with a suggestion, with words put in, with a word on the reading."""
    steps = [*sound_steps(), step(9, "Menyusun laporan Kab. Demak", ""), step(None, "Mengirim laporan", "0 menit")]
    doubtful = {"/activities/3/duration": evidence("0 menit", confidence=0.7)}
    return extraction(sound_sop(header=sound_header(number=None, created_on=None), activities=steps, evidence=doubtful))


def checked_in(language: str):
    read = spoiled()
    locked = InputError("locked", Bilingual("berkas dikunci", "the file is locked"), Bilingual("buka", "unlock it"))
    return read.model_copy(
        update={
            "findings": run_checks(read, CheckOptions(language=language)),
            "problems": [locked.problem(language)],
            "status": "partial",
        }
    )


def words_of(read):
    return [(f.code, f.pointer, f.message, f.suggestion) for f in read.findings], [
        (p.message, p.hint) for p in read.problems
    ]


def test_the_other_language_says_what_a_run_in_it_would_have_said():
    indonesian, english = checked_in("id"), checked_in("en")
    assert words_of(indonesian) != words_of(english) and len(indonesian.findings) > 4
    assert any(finding.suggestion for finding in indonesian.findings)
    assert words_of(indonesian.said_in("en")) == words_of(english)
    assert indonesian.said_in("en").said_in("id") == indonesian == indonesian.said_in("id")
    assert [f.fingerprint for f in indonesian.findings] == [f.fingerprint for f in english.findings]


def test_both_languages_are_written_and_fit_the_schema():
    read = checked_in("id")
    written = json.loads(to_bytes(read))
    jsonschema.validate(written, schema())
    assert all(set(finding["translations"]) == {"en"} for finding in written["findings"])
    assert written["problems"][0]["translations"] == {"en": {"message": "the file is locked", "hint": "unlock it"}}
    assert from_bytes(to_bytes(read)) == read


def test_a_result_without_translations_keeps_its_words_and_writes_none():
    old = make_finding("REG501", "error", "/activities/0/description")
    assert said_in(old, "en") is old and "translations" not in old.model_dump()


def test_an_excepted_finding_is_put_into_the_language_too():
    finding = checked_in("id").findings[0]
    excepted = ExceptedFinding(**finding.model_dump(), reason="lembar lampiran")
    told = said_in(excepted, "en")
    assert type(told) is ExceptedFinding and told.message == said_in(finding, "en").message != finding.message


@pytest.fixture
def out(tmp_path):
    (tmp_path / "hasil").mkdir()
    (tmp_path / "hasil" / "a.pdf.json").write_bytes(to_bytes(checked_in("id")))
    return tmp_path / "hasil"


def run(capfd, *arguments) -> str:
    assert main.main([str(argument) for argument in arguments]) == 0, capfd.readouterr().err
    return capfd.readouterr().out


def test_report_exports_and_page_speak_the_language_asked_for(capfd, out, tmp_path):
    indonesian, english = (checked_in(language).findings[0].message for language in ("id", "en"))
    for form in ("text", "json", "csv", "sarif"):
        told = " ".join(run(capfd, "report", out, "--format", form, "--lang", "en").split())
        assert english in told, form
        assert form == "json" or indonesian not in told, form
        assert indonesian in " ".join(run(capfd, "report", out, "--format", form).split())
    assert "the file is locked" in run(capfd, "report", out, "--lang", "en")
    run(capfd, "export", out, "--to", "html", "-o", tmp_path / "page.html", "--lang", "en")
    page = (tmp_path / "page.html").read_text()
    assert english in page and indonesian not in page


def test_the_desk_speaks_the_language_asked_for(out):
    from cli.results import documents

    (first, *_) = queue_of(documents(out, "en"), Filter(), "en")
    assert first.entry.message in {finding.message for finding in checked_in("en").findings}
