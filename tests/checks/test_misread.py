"""Faults that only a reader made: torn dates, parted years, labels for values, names under stamps."""

import pytest

from models.document import Approval, Regulation
from tests.checks_builder import evidence, found, sound_header, sound_sop, sound_steps, step


def dated(text: str, origin: str = "ocr", confidence: float = 0.95):
    entry = evidence(text, confidence, origin=origin)
    return sound_sop(header=sound_header(effective_on=None), evidence={"/header/effective_on": entry})


@pytest.mark.parametrize("text", ["UNI 2021", "JUNI 202 1", "J UNI 2021", "AJAUUARI2024", "JUNI"])
def test_a_torn_date_is_the_readings(text):
    (note,) = found(dated(text), "HDR104")
    assert (note.severity, note.cause) == ("info", "reading")
    assert not found(dated(text), "HDR103")


@pytest.mark.parametrize(("text", "origin"), [("32 Maret 2021", "ocr"), ("JUNI", "pdf"), ("hari ini", "ocr")])
def test_a_date_that_is_none_stays_the_sheets(text, origin):
    assert found(dated(text, origin), "HDR104")[0].severity == "warning"


@pytest.mark.parametrize("text", ["No./Tanggal", "T anggal Elektil", "Tanggal :"])
def test_a_label_for_a_value_is_a_blank_date(text):
    assert not found(dated(text, "pdf"), "HDR104")
    assert len(found(dated(text, "pdf"), "HDR103")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Menteri Perhubungan No. PM 104 Tahun 20 18 tentang Statuta",
        "Peraturan Pemerintah Nomor 44 T ahun 2003 tentang Tata Kerja",
        "Peraturan Menteri Perhubungan RI No. PM S0 Tahun 2019 tentang Organisasi",
    ],
)
def test_a_parted_year_or_number_is_printed_all_the_same(text):
    law = Regulation(text=text, kind="Permen")
    assert not found(sound_sop(header=sound_header(legal_basis=[law])), "LAW601")
    cut = law.model_copy(update={"text": text.partition(" No")[0]})
    assert found(sound_sop(header=sound_header(legal_basis=[cut])), "LAW601")


def test_something_under_a_stamp_is_not_missing():
    header = sound_header(number=None, approved_by=Approval(position="Kepala Dinas", nip="197503152000032004"))
    read = {"/header/number": evidence("1/UMUM-", 0.93), "/header/approved_by/name": evidence("SUTRIZ", 0.9)}
    assert not found(sound_sop(header=header, evidence=read), "HDR101")
    assert not found(sound_sop(header=header, evidence=read), "HDR106")
    assert found(sound_sop(header=header), "HDR101") and found(sound_sop(header=header), "HDR106")


def test_a_nip_from_a_picture_that_lacks_a_digit_is_a_note():
    header = sound_header(approved_by=Approval(position="Kepala Dinas", name="Sari", nip="19750315200003200"))
    scanned = {"/header/approved_by/nip": evidence("19750315 200003 2 00", 0.97)}
    (note,) = found(sound_sop(header=header, evidence=scanned), "HDR107")
    assert (note.severity, note.cause) == ("info", "reading")
    assert found(sound_sop(header=header), "HDR107")[0].severity == "error"


def test_the_own_region_under_a_stamp_is_no_unknown_region():
    text = "Menyerahkan laporan kepada Kabupaten Bloxa"
    sop = sound_sop(activities=[*sound_steps(), step(7, text)])
    assert found(sop, "REG502")
    stamped = sop.model_copy(update={"evidence": {"/activities/6/description": evidence(text, 0.96)}})
    assert not found(stamped, "REG502")


@pytest.mark.parametrize("title", ["SOP", "PROSEDUR", "Standar Operasional Prosedur", " - "])
def test_the_name_of_the_form_is_no_title(title):
    assert len(found(sound_sop(header=sound_header(title=title)), "HDR102")) == 1


def test_the_end_of_a_post_is_no_name():
    approval = Approval(position="Kepala Dinas Kesehatan Kabupaten", name="Blora", nip="197503152000032004")
    (missing,) = found(sound_sop(header=sound_header(approved_by=approval)), "HDR106")
    assert missing.pointer == "/header/approved_by/name"


def test_the_year_of_the_regulation_carried_out_is_not_the_citations_own():
    text = "Peraturan Pemerintah Nomor 12 tentang Pelaksanaan Undang-Undang Nomor 43 Tahun 2009"
    law = Regulation(text=text, kind="PP", number="12")
    assert len(found(sound_sop(header=sound_header(legal_basis=[law])), "LAW601")) == 1


def test_a_field_of_a_scan_of_which_nothing_is_known_may_be_overlooked():
    header = sound_header(created_on=None, number=None, approved_by=Approval(position="Kepala Dinas"))
    blank = {"/header/created_on": evidence("", None)}
    for code, severity in (("HDR101", "info"), ("HDR106", "info"), ("HDR103", "warning")):
        (hit,) = found(sound_sop(header=header, evidence=blank), code, origin="ocr")
        assert hit.severity == severity, code
    (hit,) = found(sound_sop(header=header), "HDR103", origin="ocr")
    assert (hit.severity, hit.cause) == ("info", "reading")
    assert found(sound_sop(header=header), "HDR103", origin="pdf")[0].severity == "warning"
