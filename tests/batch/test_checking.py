"""Other settings of the rules alone: what was read is checked again, and no page is read for it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from batch.ledger import LEDGER_NAME
from batch.options import BatchOptions
from batch.pool import Limits
from batch.runner import run_batch
from checks.configuration import parse
from checks.options import CheckOptions
from models.document import Extraction
from tests.batch_runs import Silent

SHEET = """Judul SOP\tPenggandaan Naskah
No\tKegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\tKeterangan
1\tMenerima naskah\tPetugas\tNaskah\t10 menit\tNaskah diterima\t
2\tMenggandakan naskah\tPetugas\tNaskah diterima\t40 hari\tSalinan naskah\t
3\tMenyerahkan salinan\tPetugas\tSalinan naskah\t10 menit\tTanda terima\t
"""
STRICT = "[durations]\nlongest_step_days = 20\n"
EXCEPTED = '[[exceptions]]\ndocument = "{}"\nrule = "DUR"\nreason = "memang begitu"\n'


@pytest.fixture
def archive(tmp_path) -> Path:
    root = tmp_path / "archive"
    (root / "arsip").mkdir(parents=True)
    (root / "a.txt").write_text(SHEET)
    (root / "arsip" / "b.txt").write_text(SHEET.replace("naskah", "berkas"))
    return root


def run(root: Path, out: Path, toml: str = "", language: str = "id"):
    from batch.extract import ExtractSettings

    checks = parse(toml.encode(), "sopscan.toml").options(language, (), (), None)
    settings = ExtractSettings(checks=checks, language=language)
    return run_batch([root], out, BatchOptions(settings=settings, jobs=1, limits=Limits(seconds=120)), Silent())


def outputs(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*.json"))}


def codes(out: Path, name: str) -> set[str]:
    return {f.code for f in Extraction.model_validate_json((out / f"{name}.json").read_bytes()).findings}


def test_other_rule_settings_give_the_findings_of_a_fresh_run_without_reading(tmp_path, archive):
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    assert run(archive, out).read == 2
    assert "DUR403" not in codes(out, "a.txt")
    again = run(archive, out, STRICT)
    assert (again.read, again.kept, again.rechecked) == (0, 0, 2)
    assert "DUR403" in codes(out, "a.txt")
    assert again.findings == run(archive, fresh, STRICT).findings
    assert outputs(out) == outputs(fresh)
    assert run(archive, out, STRICT).kept == 2
    with sqlite3.connect(out / LEDGER_NAME) as database:
        assert database.execute("SELECT count(*) FROM attempts").fetchone() == (2,)
        recorded = database.execute("SELECT sum(warnings + errors + infos), min(seconds) > 0 FROM inputs").fetchone()
    assert recorded == (sum(again.findings.values()), 1)


def test_an_exception_added_later_is_looked_up_by_the_files_path(tmp_path, archive):
    out = tmp_path / "out"
    run(archive, out, STRICT)
    assert run(archive, out, STRICT + EXCEPTED.format("archive/arsip/*")).rechecked == 2
    assert "DUR403" in codes(out, "a.txt") and "DUR403" not in codes(out, "arsip/b.txt")


def test_a_double_takes_the_reading_and_gets_findings_of_this_run(tmp_path, archive):
    out = tmp_path / "out"
    run(archive, out)
    (archive / "arsip" / "c.txt").write_text(SHEET)
    again = run(archive, out, STRICT)
    assert (again.read, again.rechecked, again.reused) == (0, 2, 1)
    assert "DUR403" in codes(out, "arsip/c.txt")


def test_a_damaged_output_is_read_anew(tmp_path, archive):
    out = tmp_path / "out"
    run(archive, out)
    (out / "a.txt.json").write_text("{")
    again = run(archive, out, STRICT)
    assert (again.read, again.rechecked) == (1, 1)
    assert "DUR403" in codes(out, "a.txt")


def test_another_language_says_the_findings_anew_without_reading(tmp_path, archive):
    out, english = tmp_path / "out", tmp_path / "english"
    run(archive, out, STRICT)
    again = run(archive, out, STRICT, language="en")
    assert (again.read, again.rechecked) == (0, 2)
    run(archive, english, STRICT, language="en")
    assert outputs(out) == outputs(english)


def test_hashes_tell_reading_from_checking():
    from batch.extract import ExtractSettings
    from ingest.settings import IngestSettings

    plain = BatchOptions(settings=ExtractSettings())
    checks = BatchOptions(settings=ExtractSettings(checks=CheckOptions(preview=True)))
    english = BatchOptions(settings=ExtractSettings(language="en", ingest=IngestSettings(language="en")))
    forced = BatchOptions(settings=ExtractSettings(ingest=IngestSettings(ocr="force")))
    assert plain.reading_hash() == checks.reading_hash() == english.reading_hash() != forced.reading_hash()
    assert len({plain.checking_hash(), checks.checking_hash(), english.checking_hash()}) == 3
