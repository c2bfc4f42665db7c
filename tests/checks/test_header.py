"""HDR: each rule finds its fault in a header block and stays silent on a sound one."""

import pytest

from checks import run_checks
from checks.nip import nip_faults
from models.document import Approval, Header, OtherSection, PageSummary, Regulation
from tests.checks_builder import evidence, extraction, found, sound_header, sound_sop

HDR = [f"HDR{n}" for n in range(101, 109)]


@pytest.mark.parametrize("code", HDR)
def test_sound_header_is_silent(code):
    assert found(sound_sop(), code) == []


@pytest.mark.parametrize(
    ("code", "changes", "pointers"),
    [
        ("HDR101", {"number": None}, ["/header/number"]),
        ("HDR102", {"title": None}, ["/header/title"]),
        ("HDR102", {"title": " - "}, ["/header/title"]),
        ("HDR103", {"created_on": None}, ["/header/created_on"]),
        ("HDR103", {"created_on": None, "effective_on": None}, ["/header/created_on", "/header/effective_on"]),
        ("HDR105", {"effective_on": "2023-01-31"}, ["/header/effective_on"]),
        ("HDR105", {"revised_on": "2022-12"}, ["/header/revised_on"]),
        ("HDR106", {"approved_by": Approval()}, ["/header/approved_by"]),
        ("HDR106", {"approved_by": Approval(name="Sari")}, ["/header/approved_by/position"]),
        ("HDR106", {"approved_by": Approval(position="Camat")}, ["/header/approved_by/name"]),
        ("HDR108", {"equipment": []}, ["/header/equipment"]),
        ("HDR108", {"warnings": ["-"], "records": []}, ["/header/warnings", "/header/records"]),
        ("HDR108", {"legal_basis": [Regulation(text="")]}, ["/header/legal_basis"]),
    ],
)
def test_fault_is_found_where_it_is(code, changes, pointers):
    assert [f.pointer for f in found(sound_sop(header=sound_header(**changes)), code)] == pointers


def test_revision_may_be_planned_for_later():
    assert found(sound_sop(header=sound_header(revised_on="2025-02-06")), "HDR105") == []


def test_month_is_not_before_a_day_in_it():
    header = sound_header(created_on="2023-02-06", effective_on="2023-02")
    assert found(sound_sop(header=header), "HDR105") == []


def test_unreadable_date_is_one_finding_and_not_also_a_missing_one():
    sop = sound_sop(
        header=sound_header(effective_on=None), evidence={"/header/effective_on": evidence("segera setelah disahkan")}
    )
    findings = found(sop, "HDR1")
    assert [f.code for f in findings] == ["HDR104"]
    assert "segera setelah disahkan" in findings[0].message
    assert findings[0].bbox == (100, 50, 200, 60)


@pytest.mark.parametrize("text", ["-", "...", ""])
def test_dash_for_a_date_is_blank(text):
    sop = sound_sop(header=sound_header(created_on=None), evidence={"/header/created_on": evidence(text)})
    assert [f.code for f in found(sop, "HDR10")] == ["HDR103"]


@pytest.mark.parametrize("text", ["-", "00", "Revisi ke-2", "Rev. 1"])
def test_revision_that_is_counted_is_no_unreadable_date(text):
    assert found(sound_sop(evidence={"/header/revised_on": evidence(text)}), "HDR104") == []


UNREAD = [
    ({"number": None}, "/header/number", "44o/ /S0P"),
    ({"number": None}, "/header/number", ""),
    ({"title": None}, "/header/title", "Penyusunan"),
    ({"created_on": None}, "/header/created_on", "3 Fcb 2O2"),
    ({"approved_by": Approval(position="Camat")}, "/header/approved_by/name", "Sxri"),
]


@pytest.mark.parametrize(("changes", "pointer", "text"), UNREAD)
def test_what_could_not_be_read_is_a_doubtful_reading_and_no_fault_of_the_sheet(changes, pointer, text):
    sop = sound_sop(header=sound_header(**changes), evidence={pointer: evidence(text, 0.7)})
    assert [(f.code, f.pointer) for f in run_checks(extraction(sop))] == [("TXT901", pointer)]


def test_what_was_read_surely_and_is_no_name_is_told():
    approval = Approval(position="Camat")
    read = {"/header/approved_by/name": evidence("XSari Utami", 0.97)}
    (finding,) = run_checks(extraction(sound_sop(header=sound_header(approved_by=approval), evidence=read)))
    assert (finding.code, finding.severity, finding.pointer) == ("TXT901", "info", "/header/approved_by/name")
    assert finding.message == "Terbaca “XSari Utami”, tetapi tidak diambil sebagai nilainya"


@pytest.mark.parametrize(
    ("text", "confidence", "told"),
    [
        ("NIP. 19750315 200003 2 0", 0.99, [("HDR107", "error")]),
        ("NIP. 19750315 200003 2 0", 0.85, [("HDR107", "info")]),
        ("NIP. 200003 2 001", 0.94, [("HDR107", "info")]),
        ("NIP. 19750315 200003 00032 001", 0.94, [("HDR107", "info")]),
        ("NIP. 19750315 200003 2 0", 0.6, [("HDR107", "info"), ("TXT901", "info")]),
        ("NIP. 19750315 200003", 0.6, [("TXT901", "info")]),
        ("NIP. 19750315 200003 2 001", 0.6, [("TXT901", "info")]),
    ],
)
def test_nip_of_a_wrong_length_is_an_error_only_if_it_was_read_for_sure(text, confidence, told):
    """Most of its digits under a stamp are worth a note; a piece, or a possible NIP, is no fault at all."""
    approval = Approval(position="Camat", name="Sari Utami")
    read = {"/header/approved_by/nip": evidence(text, confidence)}
    sop = sound_sop(header=sound_header(approved_by=approval), evidence=read)
    assert [(f.code, f.severity) for f in run_checks(extraction(sop))] == told


def test_blank_section_is_told_from_one_that_the_form_lacks():
    sop = sound_sop(header=sound_header(equipment=[], records=[]), evidence={"/header/equipment": evidence("")})
    blank, absent = found(sop, "HDR108", language="en")
    assert "is blank" in blank.message and "no section records" in absent.message


def test_sheet_without_header_block_names_all_sections_at_once():
    findings = found(sound_sop(header=Header(title="Penyusunan Laporan")), "HDR", language="en")
    assert [f.code for f in findings].count("HDR108") == 1
    grouped = next(f for f in findings if f.code == "HDR108")
    assert "no header block" in grouped.message
    assert "legal basis" in grouped.message and "records" in grouped.message


def test_header_block_may_stand_on_a_page_that_could_not_be_read():
    whole = extraction(sound_sop(pages=[2], header=Header(title="Penyusunan Laporan")))
    lost = whole.model_copy(update={"pages": [PageSummary(number=1, width=0, height=0, status="failed"), *whole.pages]})
    assert [f.code for f in run_checks(lost) if f.code.startswith("HDR")] == []
    assert [f.code for f in run_checks(whole) if f.code.startswith("HDR")] != []


def test_form_of_a_health_centre_lacks_no_sections():
    other = [OtherSection(label="Pengertian", items=["…"]), OtherSection(label="TUJUAN", items=["…"])]
    header = Header(number="1", title="Pendaftaran", other=other)
    assert found(sound_sop(header=header), "HDR108") == []


def test_permenpan_sheet_with_sections_more_still_lacks_its_own():
    other = [OtherSection(label="Definisi", items=["…"]), OtherSection(label="Ruang Lingkup", items=["…"])]
    assert [f.pointer for f in found(sound_sop(header=sound_header(other=other, records=[])), "HDR108")] == [
        "/header/records"
    ]


@pytest.mark.parametrize(
    "nip",
    [
        "197503152000032004",  # PNS
        "198806212019022003",
        "199003142022211005",  # PPPK: year, '2' and the contract's number
        "197801171998031003",
    ],
)
def test_sound_nip(nip):
    assert nip_faults(nip, 2023) == []


@pytest.mark.parametrize(
    ("nip", "key", "severity"),
    [
        ("1975031520000320", "length", "error"),
        ("197513152000032004", "birth", "error"),
        ("197502302000032004", "birth", "error"),
        ("197503152000132004", "appointment", "error"),
        ("197503152000033004", "sex", "error"),
        ("197503152000032000", "serial", "error"),
        ("197503151985032004", "age", "error"),
        ("195003152000032004", "age", "warning"),
        ("197503152014032004", "age", "info"),
        ("199003142017211005", "pppk-year", "warning"),
        ("197503152024032004", "future", "error"),
        ("195503151980032004", "retired", "error"),
        ("131110468", "old", "info"),
    ],
)
def test_impossible_nip(nip, key, severity):
    assert (key, severity) in [(f.key, f.severity) for f in nip_faults(nip, 2023)]


def test_invalid_nip_offers_the_other_reading_if_that_is_possible():
    nip = "197513152000032004"
    approval = Approval(position="Camat", name="Sari", nip=nip)
    entry = evidence(nip, alternatives=[{"text": "19750315 200003 2 004", "reader": "lain"}])
    sop = sound_sop(header=sound_header(approved_by=approval), evidence={"/header/approved_by/nip": entry})
    (finding,) = found(sop, "HDR107")
    assert "197503152000032004" in finding.suggestion


def test_number_of_a_soldier_is_no_nip():
    approval = Approval(position="Komandan", name="Budi", nip="11980012345")
    sop = sound_sop(
        header=sound_header(approved_by=approval), evidence={"/header/approved_by/nip": evidence("NRP 11980012345")}
    )
    assert found(sop, "HDR107") == []


@pytest.mark.parametrize(
    ("other", "confidence", "told"),
    [
        ("NIP.1975031520000320", 0.85, ["info"]),  # all but the last figures
        ("NIP.1975031520000320", 0.97, []),
        ("19750315 2000 2 004", 0.85, []),  # a figure lost in the middle: the other reader's slip
        ("19750315", 0.85, []),
    ],
)
def test_a_nip_whose_end_another_reading_has_not_may_be_cut_off(other, confidence, told):
    """A stamp's strokes after a NIP two figures short made a whole one of it."""
    nip = "197503152000032004"
    entry = evidence(nip, confidence, alternatives=[{"text": other, "reader": "lain"}])
    approval = Approval(position="Camat", name="Sari", nip=nip)
    sop = sound_sop(header=sound_header(approved_by=approval), evidence={"/header/approved_by/nip": entry})
    assert [f.severity for f in found(sop, "HDR107")] == told
