"""Heading words of the activity table become roles, whatever the agency's wording and the reader's slips."""

import pytest

from parsers.table.columns import column_role, spanning_heading


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("No", "number"),
        ("NO.", "number"),
        ("N0", "number"),
        ("Kegiatan", "activity"),
        ("AKTIVITAS", "activity"),
        ("Uraian Prosedur", "activity"),
        ("Uraian Jenis Kegiatan", "activity"),
        ("K E G I A T A N", "activity"),
        ("Keglatan", "activity"),
        ("Persyaratan/ Kelengkapan", "requirements"),
        ("Persyaratan/Perlengkapan", "requirements"),
        ("Kelengka- pan", "requirements"),
        ("Wakiu", "duration"),
        ("Waktu (menit)", "duration"),
        ("Out put", "output"),
        ("Oulput", "output"),
        ("Hasil", "output"),
        ("Ket.", "remarks"),
        ("KETERANGAN", "remarks"),
        ("Mutu Baku Waktu", "duration"),
        ("Sekretaris", "actor"),
        ("Kasubag Umum dan Perlengkapan", "actor"),
        ("PPID Pelaksana", "actor"),
        ("Tim Pelaksana", "actor"),
        ("Pelaksana", "actor"),
    ],
)
def test_heading_gives_role(heading, role):
    found, score = column_role(heading)
    assert found == role
    assert 0 < score <= 1


@pytest.mark.parametrize("heading", ["", " . ", "Kel", "LENGKAP", "Mutu Baku", "7"])
def test_heading_that_says_nothing(heading):
    assert column_role(heading) == (None, 0.0)


def test_a_slip_lowers_the_score():
    assert column_role("Kegiatan")[1] > column_role("Keglatan")[1] > 0.5


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Pelaksana", "actors"),
        ("PELAKSANAAN", "actors"),
        ("PN. JAWAB PELAKSANA", "actors"),
        ("Penanggung jawab", "actors"),
        ("Pelaksana / Penanggung Jawab", "actors"),
        ("Pelaksaria", "actors"),
        ("Mutu Baku", "standard"),
        ("MUTU BUKU", "standard"),
        ("MUTU BAKU / PENDUKUNG", "standard"),
        ("Pendukung", "standard"),
        ("PPID Pelaksana", None),
        ("Tim Pelaksana", None),
        ("Kegiatan", None),
        ("Waktu", None),
        ("", None),
    ],
)
def test_spanning_headings(text, span):
    assert spanning_heading(text) == span
