import pytest

from parsers.values.citations import parse_citation


@pytest.mark.parametrize(
    ("text", "kind", "number", "year", "about"),
    [
        ("Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan", "UU", "43", 2009, "Kearsipan"),
        ("Undang – Undang Nomor : 43 Tahun 2009 tentang Kearsipan;", "UU", "43", 2009, "Kearsipan"),
        ("UU RI No. 43 Tahun 2OO9 tentang Kearsipan.", "UU", "43", 2009, "Kearsipan"),
        ("UU No. 25 Th. 2009", "UU", "25", 2009, None),
        ("Perki no 2Tahun 2011 tentang Arsip", "Perki", "2", 2011, "Arsip"),
        ("Permendagri Nomor 7Tahun2016 tentang Arsip", "Permendagri", "7", 2016, "Arsip"),
        ("PP Nomor28 Tahun 2012 tentang Arsip", "PP", "28", 2012, "Arsip"),
        ("PP No.8/2006", "PP", "8", 2006, None),
        (
            "Peraturan Presiden (Perpres) Nomor 29 Tahun 2014 tentang Akuntabilitas",
            "Perpres",
            "29",
            2014,
            "Akuntabilitas",
        ),
        ("Permen PAN dan RB 35 Tahun 2012", "PermenPANRB", "35", 2012, None),
        ("Permenpan Nomor 35 Tahun 2012", "PermenPAN", "35", 2012, None),
        (
            "Peraturan Menteri PAN Nomor PER/21/M.PAN/11/2008 tentang SOP",
            "PermenPAN",
            "PER/21/M.PAN/11/2008",
            2008,
            "SOP",
        ),
        ("Peraturan Menteri Keuangan Nomor 12/PMK.05/2016 tentang Kas", "PMK", "12/PMK.05/2016", 2016, "Kas"),
        ("Peraturan Menteri Perhubungan Nomor: PM.82 Tahun 2020 tentang Statuta", "Permenhub", "82", 2020, "Statuta"),
        ("Peraturan Menteri Hukum dan HAM Nomor 2 Tahun2013 tentang Standar", "Permenkumham", "2", 2013, "Standar"),
        ("Peraturan Bupati Demak Nomor 09 Tahun 2018 tentang Tata Kerja", "Perbup", "9", 2018, "Tata Kerja"),
        ("Peraturan Gubernur Nomor 64 Tahun 2016 Susunan Organisasi", "Pergub", "64", 2016, "Susunan Organisasi"),
        ("Perka BPS 19/2013", "Perka", "19", 2013, None),
        ("UUD 1945", "UUD", None, 1945, None),
        ("Undang-Undang tentang Kearsipan", "UU", None, None, "Kearsipan"),
        ("Ketentuan lain yang terkait", None, None, None, None),
    ],
)
def test_citations(text, kind, number, year, about):
    regulation = parse_citation(text)
    assert regulation.text == text
    assert (regulation.kind, regulation.number, regulation.year, regulation.about) == (kind, number, year, about)


def test_the_regulation_named_in_the_subject_is_not_the_one_cited():
    regulation = parse_citation("PP No. 61 Tahun 2010 tentang Pelaksanaan Undang-Undang Nomor 14 Tahun 2008")
    assert (regulation.kind, regulation.number, regulation.year) == ("PP", "61", 2010)


def test_the_gazette_is_no_part_of_the_subject():
    regulation = parse_citation("UU Nomor 43 Tahun 2009 tentang Kearsipan (Lembaran Negara RI Tahun 2009 Nomor 152)")
    assert regulation.about == "Kearsipan"
