"""LAW: complete citations, of regulations that were in force and known when the SOP was made."""

import pytest

from models.document import Regulation
from tests.checks_builder import found, sound_header, sound_sop


def cited(text, kind=None, item_number=None, year=None, **dates):
    item = Regulation(text=text, kind=kind, number=item_number, year=year)
    return sound_sop(header=sound_header(legal_basis=[item], **dates))


@pytest.mark.parametrize("code", ["LAW601", "LAW602", "LAW603"])
def test_sound_basis_is_silent(code):
    assert found(sound_sop(), code) == []


@pytest.mark.parametrize(
    ("sop", "missing"),
    [
        (cited("Peraturan Menteri Perhubungan tentang Statuta", "Permenhub"), "number and year"),
        (cited("Undang-Undang Nomor 25 tentang Pelayanan Publik", "UU", "25"), "year"),
        (cited("Peraturan Bupati Tahun 2018 tentang Tugas", "Perbup", None, 2018), "regulation without number:"),
        (cited("tentang Organisasi dan Tata Kerja"), "kind, number and year"),
        (cited("Peraturan Daerah tentang Perangkat Daerah"), "number and year"),
    ],
)
def test_incomplete_citation(sop, missing):
    (finding,) = found(sop, "LAW601", language="en")
    assert missing in finding.message


@pytest.mark.parametrize(
    "sop",
    [
        cited("Undang-Undang Dasar Negara Republik Indonesia Tahun 1945", "UUD", None, 1945),
        cited("Ketentuan peraturan perundang-undangan lainnya"),
        cited("Peraturan Bupati yang berlaku"),
        cited("Peraturan Menteri Keuangan Nomor 129/PMK.05/2020", "PMK", "129/PMK.05/2020"),
        cited("Hasil rapat koordinasi"),
        cited("-"),
    ],
)
def test_what_needs_no_number(sop):
    assert found(sop, "LAW601") == []


def test_second_half_of_a_citation_cut_in_two_is_no_citation_of_its_own():
    halves = [
        Regulation(text="Peraturan Menteri Keuangan Nomor 129/PMK.05/2020", kind="PMK", number="129", year=2020),
        Regulation(text="tentang Pedoman Pengelolaan Badan Layanan Umum"),
    ]
    assert found(sound_sop(header=sound_header(legal_basis=halves)), "LAW601") == []


def test_revoked_before_the_sheet_was_made():
    sop = cited("Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah", "UU", "32", 2004)
    (finding,) = found(sop, "LAW602")
    assert finding.severity == "warning"
    assert "UU 23/2014" in finding.message and "UU 23/2014" in finding.suggestion


@pytest.mark.parametrize(
    "sop",
    [
        cited("UU 32 Tahun 2004", "UU", "32", 2004, created_on="2013-01-02", effective_on="2013-01-02"),
        cited("UU 32 Tahun 2004", "UU", "32", 2004, created_on="2014-12-01", effective_on="2014-12-01"),
        cited("PP 8 Tahun 2006", "PP", "8", 2006),
        cited("PermenPANRB 53 Tahun 2014", "PermenPANRB", "53", 2014),
        cited("PP 38 Tahun 2007", "PP", "38", 2007),
        cited("UU 23 Tahun 2014", "UU", "23", 2014),
    ],
)
def test_in_force_then_or_nothing_known(sop):
    assert found(sop, "LAW602") == []


def test_undated_sheet_only_hears_that_the_law_has_ended():
    sop = cited("PP 53 Tahun 2010", "PP", "53", 2010, created_on=None, effective_on=None, number="12/SOP")
    assert [f.severity for f in found(sop, "LAW602")] == ["info"]


def test_one_secondary_source_makes_no_warning():
    sop = cited("UU 36 Tahun 2009 tentang Kesehatan", "UU", "36", 2009, created_on="2025-01-02", effective_on=None)
    assert [f.severity for f in found(sop, "LAW602")] == ["info"]


def test_ministry_under_its_old_name_and_a_number_that_holds_its_year():
    sop = cited("Permenpan Nomor PER/21/M.PAN/11/2008", "PermenPAN", "PER/21/M.PAN/11/2008", 2008)
    assert "35/2012" in found(sop, "LAW602")[0].message


def test_regulation_younger_than_the_sheet():
    sop = cited("Peraturan Bupati Nomor 3 Tahun 2024", "Perbup", "3", 2024)
    assert [f.pointer for f in found(sop, "LAW603")] == ["/header/legal_basis/0"]


def test_citation_may_have_come_in_with_the_revision():
    sop = cited("Peraturan Bupati Nomor 3 Tahun 2024", "Perbup", "3", 2024, revised_on="2024-05-01")
    assert found(sop, "LAW603") == []


def test_year_in_the_number_dates_an_undated_sheet():
    sop = cited("UU 20 Tahun 2023", "UU", "20", 2023, created_on=None, effective_on=None, number="440/SOP/2019")
    assert len(found(sop, "LAW603")) == 1
