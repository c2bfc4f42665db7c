"""Posts under a stamp put together from the letterhead, where the letters that were read are theirs and no others."""

import pytest

from models.document import Region
from models.evidence import Alternative
from models.layout import Line
from parsers.header.composed_post import composed_post
from parsers.header.corroborate import corroborated_post, is_torn

LETTERHEAD = ["PEMERINTAH KABUPATEN LEBAK DINAS KETAHANAN PANGAN"]
REGION = Region(name="Kabupaten Lebak", level="regency", code="3602")
POST = "Kepala Dinas Ketahanan Pangan Kabupaten Lebak"


def _line(text: str, confidence: float = 0.4, *others: str) -> Line:
    return Line(text, None, confidence, tuple(Alternative(text=t, reader="ppocr", confidence=0.5) for t in others))


@pytest.mark.parametrize(
    "lines",
    [
        [_line("Kepala Dias Ketahnan Pangan Kabupaten Lebak")],
        [_line("KepalDinasKetahanan Pargan Kabupaten"), _line("Leba")],
        [_line("Kepala ahanan Pangan Kabupaten", 0.5, "Dinas Ketahanan"), _line("AFRINTAN KO"), _line("Iebak")],
        [_line("Kepala Dinas Ketahnan Pangan Kabupaten Lebak"), _line("ARembina Uma Muda")],
        [_line("Kepala Dinas Ketah n Pangan Kabupaten Lebak", 0.8)],
    ],
)
def test_what_is_left_of_a_post_is_the_head_of_the_letterheads_office(lines):
    assert composed_post(lines, LETTERHEAD, REGION) == POST


@pytest.mark.parametrize(
    "unit", [[], ["SUBBAGIAN UMUM"], ["BAGIAN ORGANISASI", "SUB BAGIAN TATA LAKSANA"], ["SEKSI UMUM"]]
)
def test_the_secretary_heads_the_secretariat_and_no_post_is_called_like_an_office(unit):
    letterhead = ["PEMERINTAH KOTA BATU", "SEKRETARIAT DAERAH", *unit]
    region = Region(name="Kota Batu", level="city", code="3579")
    assert composed_post([_line("SekretarsDaerah Kota Batu")], letterhead, region) == "Sekretaris Daerah Kota Batu"
    assert corroborated_post([_line("SekretarsDaerah Kota Batu")], letterhead, region) is None


def test_of_two_offices_alike_neither_is_made_of_letters_that_both_have():
    letterhead = ["PEMERINTAH KABUPATEN LEBAK", "BIDANG TATA USAHA", "BIDANG DATA USAHA"]
    read = [_line("Kepala Bidang ata Usaha Kabupaten Lebak")]
    assert composed_post(read, letterhead, REGION) is None
    assert composed_post(read, letterhead[:2], REGION) == "Kepala Bidang Tata Usaha Kabupaten Lebak"


@pytest.mark.parametrize(
    "text",
    [
        "Plt. Kepala Dinas Ketahanan Pangan Kabupaten Lebak",  # somebody else than the head
        "Sekretaris Dinas Ketahanan Pangan Kabupaten Lebak",
        "Kepala UPT Dinas Ketahanan Pangan Kabupaten Lebak",
        "Kepala Bidang Distribusi Dinas Ketahanan Pangan Kabupaten Lebak",
        "Kepala Dinas Perhubungan Kabupaten Lebak",  # another office
        "Kepala Dinas Pangan Kabupaten Lebak",  # a word of the letterhead in no reading
        "Kepala Dinas Ketahanan Pangan",
    ],
)
def test_a_post_that_says_more_less_or_something_else_is_not_made_the_heads(text):
    assert composed_post([_line(text)], LETTERHEAD, REGION) is None


def test_a_sure_post_is_not_touched_and_a_sure_line_not_left_out():
    assert composed_post([_line("Kepala Dinas Ketahnan Pangan Kabupaten Lebak", 0.99)], LETTERHEAD, REGION) is None
    lines = [_line("Kepala Dinas Ketahnan Pangan Kabupaten Lebak"), _line("selaku Ketua Gugus Tugas", 0.99)]
    assert composed_post(lines, LETTERHEAD, REGION) is None


def test_without_a_region_nothing_is_composed():
    assert composed_post([_line("Kepala Dias Ketahanan Pangan")], LETTERHEAD, None) is None


def test_a_post_that_ends_with_the_kind_of_region_is_torn():
    assert is_torn("Kepala Dinas Ketahanan Pangan Kabupaten", 0.94, REGION)
    assert not is_torn(POST, 0.94, REGION)
