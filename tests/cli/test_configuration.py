"""sopscan.toml from the command line: found upward, named by --config, obeyed by check and by the readers."""

from __future__ import annotations

import json

import pytest

from batch.options import BatchOptions
from batch.result import checked_again, renamed
from cli import configuration, main, reading
from exports.json_file import to_bytes
from models.status import UsageError
from tests.checks_builder import extraction, sound_header, sound_sop, sound_steps, step

CHOSEN = {"ocr": "auto", "engine": "auto", "pages": None, "max_pages": 9, "max_megapixels": 9.0, "max_megabytes": 9.0}


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder with a result whose last step has an odd duration; commands run in a folder below it."""
    steps = [*sound_steps(), step(7, "Menunggu tanggapan masyarakat", "120 hari")]
    (tmp_path / "hasil" / "keuangan").mkdir(parents=True)
    (tmp_path / "hasil" / "keuangan" / "a.pdf.json").write_bytes(to_bytes(extraction(sound_sop(activities=steps))))
    (tmp_path / "kerja").mkdir()
    monkeypatch.chdir(tmp_path / "kerja")
    return tmp_path


def codes(capfd, *arguments) -> list[str]:
    main.main(["check", "../hasil", "--format", "json", *arguments])
    return [finding["code"] for finding in json.loads(capfd.readouterr().out)]


def test_the_nearest_file_from_here_upward_is_used(office, capfd):
    assert codes(capfd) == ["DUR403"]
    (office / "sopscan.toml").write_text("[durations]\nlongest_step_days = 200\nlong_step_ratio = 900")
    assert configuration.find(office / "kerja") == office / "sopscan.toml"
    assert codes(capfd) == []
    (office / "kerja" / "sopscan.toml").write_text("[durations]\nlongest_step_days = 20")
    assert codes(capfd) == ["DUR403"]
    assert codes(capfd, "--config", "../sopscan.toml") == []


def test_a_wrong_file_ends_with_exit_code_2_and_names_the_key(office, capfd):
    (office / "sopscan.toml").write_text("[durasi]\nx = 1")
    assert main.main(["check", "../hasil"]) == 2
    assert "durasi" in capfd.readouterr().err
    assert main.main(["check", "../hasil", "--config", "tiada.toml", "--lang", "en"]) == 2
    assert "cannot read tiada.toml" in capfd.readouterr().err


def test_excepted_findings_are_counted_and_suppressed_in_sarif(office, capfd):
    (office / "sopscan.toml").write_text(
        '[[exceptions]]\ndocument = "keuangan/*"\nrule = "DUR403"\nreason = "lelang umum"\n'
    )
    assert main.main(["check", "../hasil", "--fail-on", "info"]) == 0
    assert "1 temuan dikecualikan" in capfd.readouterr().out
    main.main(["check", "../hasil", "--format", "sarif"])
    (result,) = json.loads(capfd.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "lelang umum"}]


def test_readers_take_it_and_a_run_remembers_it(office):
    def settings(**more):
        return reading.settings("id", {**CHOSEN, "debug": None, "config": None, "preview": None, **more})

    before = BatchOptions(settings())
    assert BatchOptions(settings(preview=True)).checking_hash() != before.checking_hash()
    (office / "sopscan.toml").write_text('[rules]\nignore = ["DUR404"]')
    assert settings().checks.ignore == ("DUR404",)
    after = BatchOptions(settings())
    assert after.checking_hash() != before.checking_hash() and after.reading_hash() == before.reading_hash()


def test_a_copy_of_a_result_gets_the_exceptions_of_its_own_path(office):
    data = (office / "hasil" / "keuangan" / "a.pdf.json").read_bytes()
    (office / "sopscan.toml").write_text(
        '[[exceptions]]\ndocument = "keuangan/*"\nrule = "DUR403"\nreason = "lelang"\n'
    )
    checks = configuration.check_options("id", {"config": None, "preview": None})
    excepted = checked_again(renamed(data, "keuangan/b.pdf").data, checks, "keuangan/b.pdf")
    assert (excepted.warnings, json.loads(excepted.data)["excepted"][0]["code"]) == (0, "DUR403")
    reported = checked_again(renamed(excepted.data, "umum/b.pdf").data, checks, "umum/b.pdf")
    assert reported.warnings == 1 and "excepted" not in json.loads(reported.data)
    assert json.loads(reported.data)["source"]["name"] == "b.pdf"


def test_a_select_of_nothing_known_is_still_a_usage_error(office):
    with pytest.raises(UsageError):
        configuration.check_options("id", {"config": None, "preview": None}, select=("XYZ",))


def test_report_adds_what_only_the_archive_shows_and_keeps_exceptions_out(office, capfd):
    steps = [*sound_steps(), step(7, "Mengarsipkan berkas")]
    for name in ("b.pdf", "c.pdf"):
        found = extraction(sound_sop(activities=steps, header=sound_header(title=f"Pengelolaan {name}")))
        found.source.sha256 = name
        (office / "hasil" / f"{name}.json").write_bytes(to_bytes(found))

    def rows(*arguments):
        assert main.main(["report", "../hasil", "--format", "json", *arguments]) == 0
        return [(row["document"], row["code"]) for row in json.loads(capfd.readouterr().out)["findings"]]

    assert ("b.pdf", "ARC963") in rows() and ("c.pdf", "ARC963") in rows()
    (office / "sopscan.toml").write_text('[[exceptions]]\ndocument = "b.pdf"\nrule = "ARC963"\nreason = "edisi lama"\n')
    assert ("b.pdf", "ARC963") not in rows() and ("c.pdf", "ARC963") in rows()
    main.main(["report", "../hasil"])
    assert "1 temuan dikecualikan" in capfd.readouterr().out
    (office / "sopscan.toml").write_text('[rules]\nignore = ["ARC"]\n')
    assert rows() == []
