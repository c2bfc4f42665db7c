"""Header blocks on hand-made pages: labels beside, over and inside their values, ruled or not."""

from __future__ import annotations

import pytest

from models.geometry import Box
from models.layout import HeaderBlock
from models.page import Page
from parsers.header.layout import read_header_block
from tests.ruled_page import full_grid, h, in_cells, page_of, printed, v

#: Letterhead, labels, values.
XS = [30.0, 300.0, 420.0, 700.0]
ROWS = [
    ("Nomor SOP", "SOP-12/BU/2024"),
    ("Tanggal Pembuatan", "2 Mei 2024"),
    ("Tanggal Revisi", "-"),
    ("Tanggal Efektif", "6 Mei 2024"),
    ("Disahkan oleh", "Kepala Bagian Umum\nSiti Aminah, S.H.\nNIP. 19700101 199503 2 001"),
    ("Nama SOP", "Pengelolaan Surat Masuk"),
]
LETTERHEAD = "PEMERINTAH KABUPATEN CONTOH\nSEKRETARIAT DAERAH\nBAGIAN UMUM"


def read(page: Page, *tables: Box) -> HeaderBlock:
    return read_header_block(page, list(tables))


def values(block: HeaderBlock) -> dict[str, list[str]]:
    return {pair.label.text: [span.text for span in pair.values] for pair in block.pairs}


def texts(spans) -> list[str]:
    return [span.text for span in spans]


def identity(colon: str = "") -> tuple[list, list]:
    """The upper part: letterhead left, labels and values right. Words and rulings, 200 points high."""
    ys = [40.0, 65, 90, 115, 140, 205, 240]
    words = printed(LETTERHEAD, 60, 90)
    words += in_cells(XS, ys, {(r, 1): label + colon for r, (label, _) in enumerate(ROWS)})
    words += in_cells(XS, ys, {(r, 2): value for r, (_, value) in enumerate(ROWS)})
    rulings = [h(ys[0], XS[0], XS[-1]), h(ys[-1], XS[0], XS[-1])] + [h(y, XS[1], XS[-1]) for y in ys[1:-1]]
    return words, rulings + [v(x, ys[0], ys[-1]) for x in XS]


def sections(top: float = 240) -> tuple[list, list]:
    """Two columns of sections: a row of labels, a row of values under it."""
    xs, ys = [30.0, 365.0, 700.0], [top, top + 20, top + 70, top + 90, top + 130]
    rows = [
        ["Dasar Hukum", "Kualifikasi Pelaksana"],
        ["1. UU Nomor 16 Tahun 1997 tentang Statistik\n2. PP Nomor 51 Tahun 1999", "1. SMA\n2. Teliti"],
        ["Keterkaitan", "Peralatan/Perlengkapan"],
        ["SOP Surat Keluar", "Komputer"],
    ]
    return in_cells(xs, ys, rows), full_grid(xs, ys)


def test_labels_beside_their_values():
    block = read(page_of(*identity()))
    assert values(block) == {label: [value.replace("\n", " ")] for label, value in ROWS}
    assert texts(block.institution) == LETTERHEAD.split("\n")
    assert block.unlabelled == block.heading == [] and block.signature is None


def test_a_title_that_reads_as_a_sections_heading_is_the_title():
    for colon in ([], [":"]):
        xs = [300, 420, *([432] if colon else []), 700]
        rows = [["Nomor SOP", *colon, "SOP-12"], ["Judul SOP", *colon, "PENANGANAN PENGADUAN\nMASYARAKAT"]]
        block = read(page_of(in_cells(xs, [40, 65, 105], rows), full_grid(xs, [40, 65, 105])))
        assert values(block) == {"Nomor SOP": ["SOP-12"], "Judul SOP": ["PENANGANAN PENGADUAN MASYARAKAT"]}


def test_a_colon_behind_the_label_or_in_a_cell_of_its_own_is_no_value():
    assert values(read(page_of(*identity(" :"))))["Nomor SOP"] == ["SOP-12/BU/2024"]
    xs, ys = [300, 420, 432, 700], [40, 65, 90]
    rows = [["Nomor SOP", ":", "SOP-12"], ["Tanggal Efektif", ":", "6 Mei 2024"]]
    block = read(page_of(in_cells(xs, ys, rows), full_grid(xs, ys)))
    assert values(block) == {"Nomor SOP": ["SOP-12"], "Tanggal Efektif": ["6 Mei 2024"]}


def test_a_blank_value_keeps_its_label_and_a_place():
    xs, ys = [300, 420, 700], [40, 65, 90]
    block = read(page_of(in_cells(xs, ys, [["Nomor SOP", ""], ["Tanggal Efektif", "6 Mei 2024"]]), full_grid(xs, ys)))
    assert values(block) == {"Nomor SOP": [""], "Tanggal Efektif": ["6 Mei 2024"]}
    assert block.pairs[0].values[0].box is not None


def test_two_labels_in_one_row_each_have_their_own_value():
    xs, ys = [30, 150, 300, 420, 700], [40, 65, 90]
    rows = [["Nomor SOP", "SOP-12", "Tanggal Efektif", "6 Mei 2024"], ["Tanggal Revisi", "", "Nama SOP", "Surat Masuk"]]
    found = values(read(page_of(in_cells(xs, ys, rows), full_grid(xs, ys))))
    assert found == {
        "Nomor SOP": ["SOP-12"],
        "Tanggal Efektif": ["6 Mei 2024"],
        "Tanggal Revisi": [""],
        "Nama SOP": ["Surat Masuk"],
    }


def test_labels_over_their_values():
    (iw, ir), (sw, sr) = identity(), sections()
    found = values(read(page_of(iw + sw, ir + sr)))
    assert found["Dasar Hukum"] == ["1. UU Nomor 16 Tahun 1997 tentang Statistik 2. PP Nomor 51 Tahun 1999"]
    assert found["Kualifikasi Pelaksana"] == ["1. SMA 2. Teliti"]
    assert found["Keterkaitan"] == ["SOP Surat Keluar"] and found["Peralatan/Perlengkapan"] == ["Komputer"]
    assert found["Nama SOP"] == ["Pengelolaan Surat Masuk"]


def test_labels_in_the_same_cell_as_their_values():
    xs, ys = [30, 365, 700], [40, 90, 130, 150]
    rows = [
        ["Dasar Hukum :\n1. UU Nomor 16 Tahun 1997", "Kualifikasi Pelaksana :\n1. SMA\n2. Teliti"],
        ["Peringatan\nTidak boleh terlambat", "Pencatatan dan Pendataan\nBuku agenda"],
        ["Nomor SOP : SOP-12", "Tanggal Efektif : 6 Mei 2024"],
    ]
    found = values(read(page_of(in_cells(xs, ys, rows), full_grid(xs, ys))))
    assert found["Dasar Hukum"] == ["1. UU Nomor 16 Tahun 1997"]
    assert found["Kualifikasi Pelaksana"] == ["1. SMA 2. Teliti"]
    assert found["Peringatan"] == ["Tidak boleh terlambat"]
    assert found["Pencatatan dan Pendataan"] == ["Buku agenda"]
    assert found["Nomor SOP"] == ["SOP-12"] and found["Tanggal Efektif"] == ["6 Mei 2024"]


def test_several_labels_in_one_cell_part_it():
    """Sheets that rule only their columns."""
    xs, ys = [30, 365, 700], [40, 200]
    left = "Dasar Hukum :\nUU Nomor 16 Tahun 1997\nKeterkaitan :\nSOP Surat Keluar\nPeringatan :\nTidak boleh terlambat"
    right = "Kualifikasi Pelaksana :\nSMA\nPeralatan/Perlengkapan :\nKomputer"
    found = values(read(page_of(in_cells(xs, ys, [[left, right]]), full_grid(xs, ys))))
    assert found == {
        "Dasar Hukum": ["UU Nomor 16 Tahun 1997"],
        "Keterkaitan": ["SOP Surat Keluar"],
        "Peringatan": ["Tidak boleh terlambat"],
        "Kualifikasi Pelaksana": ["SMA"],
        "Peralatan/Perlengkapan": ["Komputer"],
    }


def test_a_letterhead_right_of_the_labels_is_no_value_of_one_of_them():
    xs, ys = [30.0, 150.0, 420.0, 700.0], [40.0, 65, 90, 115, 140]
    words = in_cells(xs, ys, [(label, value) for label, value in ROWS[:4]]) + printed(LETTERHEAD, 450, 60)
    rulings = [h(y, xs[0], xs[2]) for y in ys] + [h(y, xs[2], xs[3]) for y in (ys[0], ys[-1])]
    block = read(page_of(words, rulings + [v(x, ys[0], ys[-1]) for x in xs]))
    assert values(block) == {label: [value] for label, value in ROWS[:4]}
    assert texts([*block.institution, *block.unlabelled, *block.heading]) == LETTERHEAD.split("\n")


def test_a_label_in_no_list_in_a_stack_of_labels_is_no_value_of_the_one_before():
    cell = "Kode Dokumen:\nCetakan ke: 3, Mei 2021\nTanggal Berlaku: 6 Mei 2024\nTanggal Revisi:\nHalaman: 1-2"
    xs, ys = [30.0, 300.0, 560.0], [40.0, 140.0]
    block = read(page_of(in_cells(xs, ys, [["DINAS CONTOH", cell]]), full_grid(xs, ys)))
    found = values(block)
    assert found["Kode Dokumen"] == [""] and found["Tanggal Revisi"] == [""]
    assert found["Cetakan ke"] == ["3, Mei 2021"] and found["Tanggal Berlaku"] == ["6 Mei 2024"]


def test_a_label_in_no_list_leads_its_line_where_nothing_is_ruled():
    words = []
    for n, (label, value) in enumerate(
        [("Tujuan", "Surat tamu tercatat"), ("Ruang Lingkup", "Bagian Umum"), ("Tempat Simpan", "Lemari arsip")]
    ):
        words += printed(label, 60, 40 + 12 * n) + printed(f": {value}", 170, 40 + 12 * n)
    words += printed("Langkah Umum:", 60, 90) + printed("1. Terima surat\n2. Catat: nomor dan tanggal", 66, 102)
    assert values(read(page_of(words))) == {
        "Tujuan": ["Surat tamu tercatat"],
        "Ruang Lingkup": ["Bagian Umum"],
        "Tempat Simpan": ["Lemari arsip"],
        "Langkah Umum": ["1. Terima surat", "2. Catat: nomor dan tanggal"],
    }


def test_a_list_with_colons_in_its_items_is_no_stack_of_labels():
    cell = "1. Formulir: rangkap dua\n2. Alat: pena dan tinta\n3. Komputer: satu unit"
    xs, ys = [30.0, 300.0], [40.0, 60.0, 140.0]
    block = read(page_of(in_cells(xs, ys, [["Peralatan/Perlengkapan"], [cell]]), full_grid(xs, ys)))
    assert values(block) == {"Peralatan/Perlengkapan": [cell.replace("\n", " ")]}


def test_labels_over_two_lines_are_one_label():
    xs, ys = [300, 380, 700], [40, 70, 100, 130]
    rows = [["Nomor\nSOP", "SOP-12"], ["Tanggal\nPengesahan", "2 Mei 2024"], ["Tanggal :\nEfektif", "6 Mei 2024"]]
    block = read(page_of(in_cells(xs, ys, rows), full_grid(xs, ys)))
    assert [[v.text for v in pair.values] for pair in block.pairs] == [["SOP-12"], ["2 Mei 2024"], ["6 Mei 2024"]]


def test_a_header_block_without_rules():
    words = printed(LETTERHEAD, 60, 40)
    for n, (label, value) in enumerate(ROWS[:4]):
        words += printed(label, 300, 40 + 14 * n) + printed(f": {value}", 420, 40 + 14 * n)
    words += printed("Dasar Hukum", 60, 120) + printed("UU Nomor 16 Tahun 1997 tentang Statistik", 60, 132)
    words += printed("Kualifikasi Pelaksana", 420, 120) + printed("SMA sederajat", 420, 132)
    block = read(page_of(words))
    found = {label: " ".join(v).strip(" :") for label, v in values(block).items()}
    assert found == {
        "Nomor SOP": "SOP-12/BU/2024",
        "Tanggal Pembuatan": "2 Mei 2024",
        "Tanggal Revisi": "-",
        "Tanggal Efektif": "6 Mei 2024",
        "Dasar Hukum": "UU Nomor 16 Tahun 1997 tentang Statistik",
        "Kualifikasi Pelaksana": "SMA sederajat",
    }
    assert texts(block.institution) == LETTERHEAD.split("\n")


def test_lettered_chapters_in_running_text():
    words = printed("A. DASAR HUKUM\nUU Nomor 16 Tahun 1997\nB. RUANG LINGKUP\nSeluruh unit kerja\nC. PERINGATAN\nTidak boleh terlambat", 60, 40)  # fmt: skip
    found = values(read(page_of(words)))
    assert list(found.values()) == [["UU Nomor 16 Tahun 1997"], ["Seluruh unit kerja"], ["Tidak boleh terlambat"]]


def test_words_of_the_table_are_no_part_of_the_header():
    (iw, ir), table = identity(), Box(30, 300, 700, 400)
    xs, ys = [30, 365, 700], [300, 340, 400]
    body = in_cells(xs, ys, [["Peralatan", "Waktu"], ["Komputer", "5 menit"]])
    block = read(page_of(iw + body, ir + full_grid(xs, ys)), table)
    assert values(block) == {label: [value.replace("\n", " ")] for label, value in ROWS}


def test_lines_over_a_table_without_labels_are_its_heading_or_unlabelled():
    words = printed("SOP PENGELOLAAN ARSIP\nDINAS KEARSIPAN", 300, 40)
    block = read(page_of(words), Box(30, 100, 700, 400))
    assert texts(block.heading + block.unlabelled) == ["SOP PENGELOLAAN ARSIP", "DINAS KEARSIPAN"]
    assert block.pairs == []


def test_lines_between_header_block_and_table_are_the_table_heading():
    (iw, ir), table = identity(), Box(30, 300, 700, 400)
    block = read(page_of(iw + printed("URAIAN PROSEDUR SURAT MASUK", 300, 270), ir), table)
    assert texts(block.heading) == ["URAIAN PROSEDUR SURAT MASUK"]


def test_a_signature_under_the_table_is_the_lowest_group_with_a_nip():
    words = printed("Ditetapkan di Contoh", 500, 420)
    words += printed("KEPALA BAGIAN UMUM", 500, 450) + printed("Siti Aminah, S.H.", 500, 490)
    words += printed("NIP. 19700101 199503 2 001", 500, 500) + printed("Catatan: lembar ini rahasia", 30, 500)
    signature = read(page_of(words), Box(30, 100, 700, 400)).signature
    assert signature.text.endswith("KEPALA BAGIAN UMUM Siti Aminah, S.H. NIP. 19700101 199503 2 001")
    assert "rahasia" not in signature.text


def test_no_signature_without_a_nip_and_none_without_a_table():
    words = printed("KEPALA BAGIAN UMUM", 500, 450) + printed("Siti Aminah, S.H.", 500, 490)
    assert read(page_of(words), Box(30, 100, 700, 400)).signature is None
    assert read(page_of(words + printed("NIP. 19700101 199503 2 001", 500, 500))).signature is None


def test_a_signature_block_without_its_label_stands_in_a_cell_of_its_own():
    """The approver under the dates, with no 'Disahkan oleh' anywhere."""
    words, rulings = identity()
    words = [w for w in words if w.text not in ("Disahkan", "oleh")]
    rulings = [r for r in rulings if r != v(XS[2], 40, 240)] + [v(XS[2], 40, 140), v(XS[2], 205, 240)]
    block = read(page_of(words, rulings))
    assert "Siti Aminah" in block.signature.text and "19700101" in block.signature.text
    assert texts(block.institution) == LETTERHEAD.split("\n")
    assert values(block)["Tanggal Efektif"] == ["6 Mei 2024"]


@pytest.mark.parametrize("nip", ["NIP19700101 199503 2 001", "NIII 199503 2 001", "NR 1970 1995"])
def test_it_is_known_by_its_name_or_what_a_stamp_left_of_the_nip(nip):
    words, rulings = identity()
    words = [w for w in words if w.text not in ("Disahkan", "oleh", "NIP.", "19700101", "199503", "2", "001")]
    words += printed("2 Mei 2024", 424, 72) + printed(nip, 424, 180)
    rulings = [r for r in rulings if r != v(XS[2], 40, 240)] + [v(XS[2], 40, 140), v(XS[2], 205, 240)]
    block = read(page_of(words, rulings))
    assert "Siti Aminah" in block.signature.text
    assert block.unlabelled == []


def test_a_blank_page_gives_an_empty_block():
    block = read(page_of([]))
    assert block == HeaderBlock()


def test_a_signature_over_its_cell_does_not_part_it():
    words, rulings = identity()
    strokes = [h(196, 430, 540), v(470, 150, 196), v(510, 148, 197)]  # an underlined name, two strokes through it
    assert values(read(page_of(words, rulings + strokes))) == values(read(page_of(words, rulings)))


def test_strokes_through_an_underlined_name_under_the_table_do_not_part_it():
    words = printed("KEPALA BAGIAN UMUM", 500, 450) + printed("SITI, S.H., M.Si.", 500, 490)
    words += printed("NIP. 19700101 199503 2 001", 500, 510)
    strokes = [h(500, 498, 590), v(520, 470, 499), v(530, 472, 499)]
    signature = read(page_of(words, strokes), Box(30, 100, 700, 400)).signature
    assert "SITI, S.H., M.Si." in [line.text for line in signature.lines]


def test_a_frame_round_the_page_hides_nothing():
    words, rulings = identity()
    frame = full_grid([10, 832], [10, 585])
    assert values(read(page_of(words, rulings + frame))) == values(read(page_of(words, rulings)))


def test_a_row_of_the_top_whose_next_row_is_ruled_otherwise_has_its_value_beside_it():
    """Sheets of hospitals: "Halaman | 1 dari 2" at the right end of the top, and under it sections with their labels left."""
    top, low = [30.0, 140.0, 400.0, 470.0, 560.0], [30.0, 140.0, 560.0]
    words = in_cells(top, [30, 60, 90], {(0, 2): "No. Dokumen", (0, 3): "TU/07", (1, 2): "Halaman", (1, 3): "1 dari 2"})
    words += in_cells(low, [90, 120, 150, 180], [("Pengertian", "Arsip"), ("Tujuan", "Tertib"), ("Dasar Hukum", "UU")])
    block = read(page_of(words, full_grid(top, [30, 60, 90]) + full_grid(low, [90, 120, 150, 180])))
    assert values(block) == {
        "No. Dokumen": ["TU/07"],
        "Halaman": ["1 dari 2"],
        "Pengertian": ["Arsip"],
        "Tujuan": ["Tertib"],
        "Dasar Hukum": ["UU"],
    }


def test_of_two_signatures_under_the_table_the_approvers_counts():
    left = ["Mengetahui,", "Kepala Dinas Arsip", "Drs. UMAR, M.Pd", "NIP. 19700102 199503 1 004"]
    right = ["Buol, 7 Mei 2021", "Kepala Seksi Layanan", "Siti Aminah, S.H.", "NIP. 19800102 200503 2 004"]
    words = [
        w for x, lines in ((60, left), (420, right)) for n, t in enumerate(lines) for w in printed(t, x, 320 + 12 * n)
    ]
    (iw, ir) = identity()
    iw = [w for w in iw if not 140 < w.box.top < 205]
    block = read(page_of(iw + words, ir), Box(30, 250, 700, 300))
    assert block.signature.text == " ".join(left)


def test_the_cell_right_of_a_signature_is_no_part_of_it():
    """The title stands beside the approver, across from the labels."""
    words, rulings = identity()
    xs = [*XS, 800.0]
    words += printed("SOP PENGELOLAAN SURAT", 704, 160)
    rulings += [h(140, XS[-1], xs[-1]), h(205, XS[-1], xs[-1]), v(xs[-1], 140, 205)]
    block = read(page_of(words, rulings))
    assert values(block)["Disahkan oleh"] == ["Kepala Bagian Umum Siti Aminah, S.H. NIP. 19700101 199503 2 001"]
    assert "SOP PENGELOLAAN SURAT" in texts([*block.unlabelled, *block.heading])


def test_lists_beside_their_labels_go_on_over_the_lines_below_where_nothing_is_ruled():
    words = printed("Nama SOP", 60, 40) + printed(": Penerbitan Izin Reklame", 170, 40)
    words += printed("pada Jalan Provinsi", 176, 52)
    words += printed("Dasar Hukum", 60, 80) + printed(": 1. UU Nomor 9 Tahun 2001", 170, 80)
    words += printed("2. UU Nomor 8 Tahun 2004", 176, 92) + printed("3. UU Nomor 7 Tahun 2007", 176, 104)
    words += printed("Peringatan", 60, 120) + printed(": Izin terlambat terbit", 170, 120)
    words += printed("Peralatan", 60, 136) + printed(": 1. Komputer", 170, 136) + printed("2. Pencetak", 176, 148)
    words += printed("Lampiran lain", 170, 200)
    block = read(page_of(words))
    found = {label: " ".join(v) for label, v in values(block).items()}
    assert found == {
        "Nama SOP": "Penerbitan Izin Reklame pada Jalan Provinsi",
        "Dasar Hukum": "1. UU Nomor 9 Tahun 2001 2. UU Nomor 8 Tahun 2004 3. UU Nomor 7 Tahun 2007",
        "Peringatan": "Izin terlambat terbit",
        "Peralatan": "1. Komputer 2. Pencetak",
    }
