"""sopscan.toml: every table reaches the rules, every mistake is named with its key, in both languages."""

import re
from pathlib import Path

import pytest

from checks import CheckOptions, checked, run_checks
from checks.configuration import Configuration, parse
from models.document import Regulation
from models.status import UsageError
from tests.checks_builder import extraction, found, sound_header, sound_sop, sound_steps, step

DOCS = Path(__file__).parents[2] / "docs" / "pengaturan.md"


def options(text: str, **more) -> CheckOptions:
    return parse(text.encode(), "sopscan.toml").options("id", **more)


def complaint(text: str) -> tuple[str, str]:
    with pytest.raises(UsageError) as caught:
        parse(text.encode(), "kantor/sopscan.toml")
    assert caught.value.exit_code == 2
    return caught.value.message


def test_an_empty_file_and_none_are_the_defaults():
    assert options("") == Configuration().options("id") == CheckOptions()


def test_the_documented_example_is_valid_and_names_every_key():
    example = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)[1]
    given = options(example)
    assert given.ignore == ("DUR404",) and given.severity == {"HDR": "info", "HDR101": "error"}
    assert given.durations == CheckOptions().durations and given.working_time == CheckOptions().working_time
    assert given.regions.issuing == "Kabupaten Blora" and given.exceptions[0].reason
    for table in (*Configuration.model_fields, *given.durations.model_dump(), *given.exceptions[0].model_dump()):
        assert table in example, table


def test_the_command_line_stands_in_for_the_file():
    text = '[rules]\nselect = ["HDR"]\nignore = ["DUR404"]\npreview = true'
    given = options(text, select=("REG",), preview=False)
    assert given.select == ("REG",) and given.ignore == ("DUR404",) and given.preview is False


@pytest.mark.parametrize(
    ("text", "key", "may"),
    [
        ('[rules]\nselct = ["REG"]', "rules.selct", "select"),
        ('[rules]\nignore = ["XYZ"]', "rules.ignore[1]", "'XYZ'"),
        ('[rules]\nselect = [""]', "rules.select[1]", "HDR"),
        ('[rules.severity]\nHDR = "fatal"', "rules.severity.HDR", "'warning'"),
        ('[rules.severity]\nABC = "info"', "rules.severity.ABC", "'ABC'"),
        ("[durations]\nlongest_step_days = -3", "durations.longest_step_days", "0"),
        ('[durations]\nlongest_step_days = "x"', "durations.longest_step_days", "'x'"),
        ("[working_time]\nhours_per_day = 30", "working_time.hours_per_day", "24"),
        ('[regions]\nallowed = ["Kota Semarng"]', "regions.allowed[1]", "Semarang"),
        ('[regions]\nissuing = "Blora"', "regions.issuing", "Kabupaten Blora"),
        ('[office]\nvocabulary = "kata"', "office.vocabulary", "'kata'"),
        ('[[exceptions]]\nrule = "DUR403"', "exceptions[1].reason", ""),
        ('[[exceptions]]\nrule = "DUR403"\nreason = ""', "exceptions[1].reason", ""),
        ('[[revoked]]\nkind = "PP"\nnumber = "1"\nyear = 1\nby = "x"\nsince = 2020', "revoked[1].year", "1900"),
        ("[daerah]\nx = 1", "daerah", "regions"),
        ("rules = 3", "rules", "3"),
    ],
)
def test_mistakes_are_named_with_key_and_what_is_allowed(text, key, may):
    for said in complaint(text):
        assert said.startswith(f"kantor/sopscan.toml: {key}: "), said
        assert may in said
    assert complaint(text).id != complaint(text).en


def test_several_mistakes_are_named_at_once():
    said = complaint('[rules]\nselct = []\n[durations]\nlong_step_ratio = 0\n[[exceptions]]\nrule = "DUR"').id
    assert all(key in said for key in ("rules.selct", "durations.long_step_ratio", "exceptions[1].reason"))


@pytest.mark.parametrize("data", [b"x = = 3", b'x = "\xff"', b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_a_usage_error(data):
    with pytest.raises(UsageError, match="sopscan.toml"):
        parse(data, "sopscan.toml")


def test_duration_bounds_and_the_office_clock_reach_the_rule():
    sop = sound_sop(activities=[*sound_steps(), step(7, "Menunggu tanggapan masyarakat", "15 hari")])
    assert not found(sop, "DUR403")
    assert found(sop, "DUR403", durations=options("[durations]\nlongest_step_days = 10").durations)
    month = sound_sop(activities=[*sound_steps(), step(7, "Menunggu tanggapan masyarakat", "3 bulan")])
    assert not found(month, "DUR403", durations=options("[durations]\nlong_step_ratio = 90").durations)
    six_days = options("[working_time]\ndays_per_month = 24").working_time
    assert found(month, "DUR403", working_time=six_days)


def test_vocabulary_and_confidence_reach_the_options():
    given = options('[office]\nvocabulary = ["srikandi"]\n[reading]\nmin_confidence = 0.7')
    assert given.vocabulary == ("srikandi",) and given.min_confidence == 0.7


def test_regulations_the_office_knows_to_be_revoked():
    law = Regulation(text="Peraturan Bupati Nomor 012 Tahun 2015", kind="Perbup", number="012", year=2015)
    sop = sound_sop(header=sound_header(legal_basis=[law]))
    text = '[[revoked]]\nkind = "Perbup"\nnumber = "12"\nyear = 2015\nby = "Perbup 3/2020"\nsince = {since}'
    assert not found(sop, "LAW602")
    assert "Perbup 3/2020" in found(sop, "LAW602", revoked=options(text.format(since=2020)).revoked)[0].message
    assert not found(sop, "LAW602", revoked=options(text.format(since=2024)).revoked)  # the sheet is of 2023


def spoiled():
    steps = [*sound_steps(), step(7, "Menyusun laporan", ""), step(8, "Mengirim laporan bulanan", "0 menit")]
    return extraction(sound_sop(activities=steps))


def test_an_excepted_finding_is_kept_out_and_counted_with_its_reason():
    given = options('[[exceptions]]\ndocument = "keuangan/*"\nrule = "DUR"\nreason = "memang begitu"')
    everything = run_checks(spoiled(), given)
    out = checked(spoiled(), given, "arsip/Keuangan/lembar.pdf")
    assert {f.code for f in everything} == {"DUR401", "DUR403"}
    assert out.findings == [] and [f.code for f in out.excepted] == ["DUR401", "DUR403"]
    assert {f.reason for f in out.excepted} == {"memang begitu"}
    assert [f.fingerprint for f in out.excepted] == [f.fingerprint for f in everything]
    assert checked(spoiled(), given, "arsip/umum/lembar.pdf").findings == everything
    assert type(out).model_validate_json(out.model_dump_json()) == out


def test_an_exception_for_one_fingerprint_covers_that_finding_alone():
    first = run_checks(spoiled())[0]
    text = f'[[exceptions]]\nrule = "{first.code}"\nreason = "ya"\nfingerprint = "{first.fingerprint}"'
    out = checked(spoiled(), options(text))
    assert [f.fingerprint for f in out.excepted] == [first.fingerprint]
    assert first.fingerprint not in {f.fingerprint for f in out.findings} and out.findings


def test_without_exceptions_nothing_is_written_of_them():
    assert "excepted" not in spoiled().model_dump()
