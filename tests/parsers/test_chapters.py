"""Header blocks printed as chapters of running text, on one page or over several."""

from __future__ import annotations

from parsers.header.chapters import find_chapters
from parsers.sop import read_sops
from tests.ruled_page import full_grid, in_cells, page_of, printed

FIRST = """A. MAKSUD DAN TUJUAN
1. Agar surat masuk dicatat
2. Agar surat tidak hilang
B. DASAR HUKUM
1. Undang-Undang Nomor 43 Tahun 2009 tentang
Kearsipan"""
SECOND = """2. Peraturan Pemerintah Nomor 28 Tahun 2012
C. KOMPETENSI PELAKSANA
- SMA"""
XS = [30.0, 60.0, 250.0, 340.0, 430.0, 560.0, 640.0, 780.0]
TABLE = [
    ["No", "Kegiatan", "Kasubbag", "Arsiparis", "Kelengkapan", "Waktu", "Output"],
    ["1", "Mencatat surat", "", "", "Surat", "1 jam", "Agenda"],
    ["2", "Menyimpan surat", "", "", "Surat", "1 jam", "Arsip"],
]


def labels(page, before=None):
    return [chapter.pair.label.text for chapter in find_chapters(page, [], before).chapters]


def sheet():
    cover = in_cells([300, 420, 780], [40, 60, 80, 100], [("Nomor SOP", "SOP-7"), ("Tanggal Efektif", "6 Mei 2024"), ("Nama SOP", "Surat Masuk")])  # fmt: skip
    ys = [100.0, 130.0, 160.0, 190.0]
    return [
        page_of(cover, full_grid([300, 420, 780], [40, 60, 80, 100]), 1),
        page_of(printed(FIRST, 60, 200), number=2),
        page_of(printed(SECOND, 60, 60), number=3),
        page_of(in_cells(XS, ys, TABLE), full_grid(XS, ys), 4),
    ]


def test_chapters_over_several_pages_are_one_header_block():
    (read,) = read_sops(sheet(), roles := {})
    header = read.sop.header
    assert [law.text for law in header.legal_basis] == [
        "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
        "Peraturan Pemerintah Nomor 28 Tahun 2012",
    ]
    assert header.qualifications == ["SMA"]
    assert [(o.label, o.items) for o in header.other] == [
        ("MAKSUD DAN TUJUAN", ["Agar surat masuk dicatat", "Agar surat tidak hilang"])
    ]
    assert read.sop.evidence["/header/legal_basis/1"].page == 3
    assert read.sop.pages == [1, 2, 3, 4] and roles[4] == "table"


def test_a_running_footer_belongs_to_no_chapter():
    page = page_of(printed(FIRST, 60, 200) + printed("Dokumen terkendali", 60, 570))
    last = find_chapters(page, [], None).chapters[-1]
    assert "terkendali" not in last.pair.values[0].text


def test_items_side_by_side_are_read_column_by_column():
    text = printed("A. SARANA DAN PRASARANA\n- Meja\n- Kursi", 60, 200) + printed("- Komputer\n- Printer", 260, 210)
    page = page_of(text + printed("B. PERINGATAN\nJangan terlambat", 60, 230))
    equipment = find_chapters(page, [], None).chapters[0].pair.values[0]
    assert [line.text for line in equipment.lines] == ["- Meja", "- Kursi", "- Komputer", "- Printer"]


def test_lists_of_a_decree_and_sections_in_ruled_cells_are_no_chapters():
    assert labels(page_of(printed("1. Surat yang masuk\n2. Surat yang keluar", 60, 200))) == []
    xs, ys = [50, 400], [190, 220, 250]
    cells = in_cells(xs, ys, [["A. DASAR HUKUM"], ["B. PERINGATAN"]])
    assert labels(page_of(cells, full_grid(xs, ys))) == []


def test_numbers_that_do_not_count_on_begin_no_chapter():
    page = page_of(printed("1. TUJUAN\nTertib arsip\n7. KOMPUTER\n2. RUANG LINGKUP\nSemua bidang", 60, 200))
    assert labels(page) == ["TUJUAN", "RUANG LINGKUP"]
