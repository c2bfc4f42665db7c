"""Transcripts of our own making, with the layouts and faults met in real ones, become header blocks and tables."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.transcript.source import read_transcript
from models.layout import ActivityTable, HeaderBlock
from parsers.table.activities import read_activities
from parsers.table.column_check import check_columns
from parsers.transcript.sheets import parse_transcript

HEAD = "No\tLangkah\tPelaksana\t\tMutu Baku\t\t\tKet\n\t\tAgendaris\tKepala Seksi\tBahan\tWaktu\tHasil\t\n"


def parse(text: str, media_type: str = "text/plain") -> list[tuple[HeaderBlock | None, ActivityTable | None]]:
    return parse_transcript(read_transcript(text.encode(), media_type))


def steps(table: ActivityTable):
    check_columns(table)
    return read_activities(table)


def value(block: HeaderBlock, label: str) -> list[str]:
    return [span.text for pair in block.pairs if pair.label.text == label for span in pair.values]


def test_labels_beside_values_and_sections_in_columns():
    text = (
        "KANTOR ARSIP\tNomor SOP\t:\t12/ARS/2024\n"
        "KOTA CONTOH\tTgl Pembuatan\t:\t2 Mei 2024\n"
        "\tTgl Efektif\t:\t\n"
        "\tDisahkan oleh\t:\tKepala Kantor Arsip\n"
        "Judul SOP\t:\tPeminjaman Arsip\t\n"
        "Dasar Hukum\tKualifikasi Pelaksana\t\t\n"
        "1. UU 43 Tahun 2009\t1. Teliti\t\t\n"
        "2. PP 28 Tahun 2012\t2. Mampu memakai komputer\t\t\n"
        "Peringatan\tPencatatan dan Pendataan\t\t\n"
        "Arsip dapat hilang\tBuku pinjam\t\t\n"
    )
    ((block, table),) = parse(text)
    assert table is None
    assert [s.text for s in block.institution] == ["KANTOR ARSIP", "KOTA CONTOH"]
    assert value(block, "Nomor SOP") == ["12/ARS/2024"]
    assert value(block, "Tgl Efektif") == [""]
    assert value(block, "Judul SOP") == ["Peminjaman Arsip"]
    assert value(block, "Dasar Hukum") == ["1. UU 43 Tahun 2009 2. PP 28 Tahun 2012"]
    assert value(block, "Kualifikasi Pelaksana") == ["1. Teliti 2. Mampu memakai komputer"]
    assert value(block, "Pencatatan dan Pendataan") == ["Buku pinjam"]


def test_item_numbers_in_a_cell_of_their_own():
    text = "\tDasar Hukum\tKualifikasi Pelaksana :\n1.\tUU 43 Tahun 2009\tTeliti\n2.\tPP 28 Tahun 2012\t\n"
    ((block, _),) = parse(text)
    assert value(block, "Dasar Hukum") == ["1. UU 43 Tahun 2009 2. PP 28 Tahun 2012"]


def test_a_list_whose_marks_were_lost_with_its_markup():
    text = "Dasar Hukum\tKeterkaitan\n<ol> UU Nomor 43; PP Nomor 28; Perda Nomor 3; \tSOP Lain\n"
    ((block, _),) = parse(text)
    assert value(block, "Dasar Hukum") == ["UU Nomor 43", "PP Nomor 28", "Perda Nomor 3"]


def test_labels_in_plain_lines():
    text = "KANTOR ARSIP\nNomor SOP : 12/ARS/2024\nJudul SOP : Peminjaman\nArsip Statis\nDasar Hukum :\n1. UU 43\n2. PP 28\n"
    ((block, _),) = parse(text)
    assert value(block, "Judul SOP") == ["Peminjaman Arsip Statis"]
    assert value(block, "Dasar Hukum") == ["1. UU 43 2. PP 28"]
    assert [s.text for s in block.institution] == ["KANTOR ARSIP"]


def test_two_heading_rows_repeated_after_a_page_break():
    text = (
        f"{HEAD}1\tMencari arsip\t\t\tFormulir\t10 menit\tArsip\t\n\t\t\t\t\t\t\t\n\n\n\n"
        f"{HEAD}2\tMenyerahkan arsip\t\t\tArsip\t\tTanda terima\tSOP Layanan\n"
    )
    ((block, table),) = parse(text)
    read = steps(table)
    assert block is None
    assert [(a.number, a.page) for a in read.activities] == [(1, 1), (2, 2)]
    assert [a.name for a in read.actors] == ["Agendaris", "Kepala Seksi"]
    assert read.activities[1].remarks == "SOP Layanan" and read.activities[1].duration.text == ""
    assert read.evidence["/activities/1/outputs/0"].origin == "transcript"
    assert table.changed_pages == []


def test_columns_shifted_on_the_second_page_are_read_right():
    text = (
        f"{HEAD}1\tMencari arsip\t\t\tFormulir\t10 menit\tArsip\t\n2\tMenyalin\t\t\tArsip\t1 jam\tSalinan\t\n\n\n\n"
        f"{HEAD}3\tMencatat\t\tSalinan\t5 menit\tCatatan\t\t\n4\tMenyimpan\t\t\tArsip\t1 hari\tArsip tertata\t\n"
    )
    ((_, table),) = parse(text)
    read = steps(table)
    third = read.activities[2]
    assert (third.requirements, third.duration.text, third.outputs) == (["Salinan"], "5 menit", ["Catatan"])
    assert third.actors == [] and table.shifted_pages == [2]


def test_a_second_page_without_heading_and_of_other_width():
    wide = "\t".join(["3", "Mencatat", *[""] * 6, "Salinan", "5 menit", "Catatan", "Rutin"])
    text = f"{HEAD}1\tMencari\t\t\tForm\t10 menit\tArsip\t\n2\tMenyalin\t\t\tArsip\t1 jam\tSalinan\t\n\n{wide}\n"
    ((_, table),) = parse(text)
    third = steps(table).activities[2]
    assert (third.requirements, third.duration.text, third.outputs, third.remarks) == (
        ["Salinan"],
        "5 menit",
        ["Catatan"],
        "Rutin",
    )
    assert third.page == 2 and table.changed_pages == [2]


def test_an_actor_that_only_the_second_page_has():
    other = HEAD.replace("Pelaksana\t\t", "Pelaksana\t\t\t").replace("Kepala Seksi\t", "Kepala Seksi\tPemohon\t")
    text = f"{HEAD}1\tMencari\tv\t\tForm\t10 menit\tArsip\t\n\n{other}2\tMenerima\t\t\tv\tArsip\t1 jam\tArsip\t\n"
    ((_, table),) = parse(text)
    read = steps(table)
    assert [a.name for a in read.actors] == ["Agendaris", "Kepala Seksi", "Pemohon"]
    assert [a.actors for a in read.activities] == [["A1"], ["A3"]]
    assert read.activities[1].duration.text == "1 jam" and table.changed_pages == [2]


def test_merged_headings_written_once():
    text = (
        "No\tKegiatan\tPelaksana\tMutu Baku\tKet\n"
        "Ketua\tStaf\tKelengkapan\tWaktu\tOutput\n"
        "1\tMenulis\tv\t\tKertas\t1 jam\tNaskah\t\n"
        "2\tMembaca\t\tv\tNaskah\t2 jam\tCatatan\tsegera\n"
    )
    ((_, table),) = parse(text)
    read = steps(table)
    assert [a.name for a in read.actors] == ["Ketua", "Staf"]
    assert [(a.number, a.actors, a.requirements, a.duration.text, a.outputs, a.remarks) for a in read.activities] == [
        (1, ["A1"], ["Kertas"], "1 jam", ["Naskah"], ""),
        (2, ["A2"], ["Naskah"], "2 jam", ["Catatan"], "segera"),
    ]


def test_html_with_spans():
    html = """<table><tr><th rowspan=2>No</th><th rowspan=2>Kegiatan</th><th colspan=2>Pelaksana</th>
      <th colspan=3>Mutu Baku</th></tr>
      <tr><th>Ketua</th><th>Staf</th><th>Kelengkapan</th><th>Waktu</th><th>Output</th></tr>
      <tr><td rowspan=2>1<td rowspan=2>Menyusun jadwal<td>●<td><td>Agenda<td rowspan=3>1 hari<td>Jadwal
      <tr><td><td><td>Kalender<td>Undangan
      <tr><td>2<td>Membagikan jadwal<td><td>●<td>Jadwal<td>Tanda terima</table>"""
    ((_, table),) = parse(html, "text/html")
    read = steps(table)
    assert [(a.number, a.actors, a.duration.text) for a in read.activities] == [
        (1, ["A1"], "1 hari"),
        (2, ["A2"], "1 hari"),
    ]
    assert read.activities[0].description == "Menyusun jadwal"
    assert read.activities[0].outputs == ["Jadwal Undangan"]


def test_markdown_table_without_spanning_headings():
    text = (
        "# SOP Surat\n\n| No | Uraian Kegiatan | Petugas | Pimpinan | Persyaratan | Waktu | Hasil |\n"
        "|---|---|---|---|---|---|---|\n| 1. | Menerima surat | ✓ | | Surat | 5 menit | Lembar<br>disposisi |\n"
        "| 2. | Membaca surat | | x | Surat | 10 menit | Arahan |\n"
    )
    ((block, table),) = parse(text, "text/markdown")
    read = steps(table)
    assert [a.name for a in read.actors] == ["Petugas", "Pimpinan"]
    assert [(a.number, a.actors) for a in read.activities] == [(1, ["A1"]), (2, ["A2"])]
    assert [s.text for s in block.heading] == ["SOP Surat"]


def test_a_table_without_any_heading():
    text = "".join(f"{i}\tLangkah {w}\t\t\tBahan\t{i} jam\tHasil {w}\t\n" for i, w in enumerate("abcd", 1))
    ((_, table),) = parse(text)
    read = steps(table)
    assert [(a.number, a.duration.text, a.outputs) for a in read.activities][1] == (2, "2 jam", ["Hasil b"])
    assert len(read.activities) == 4


def test_a_list_of_revisions_after_the_table_is_no_part_of_it():
    text = f"{HEAD}1\tMencari\t\t\tForm\t10 menit\tArsip\t\n2\tMenyalin\t\t\tArsip\t1 jam\tSalinan\t\n\n" + (
        "1\t01\tJudul\tDiganti\t1 Mei 2024\tKetua\n"
    )
    ((_, table),) = parse(text)
    assert [a.number for a in steps(table).activities] == [1, 2]


def test_two_sops_in_one_text():
    header = "Nomor SOP\t{}/2024\nTanggal Pembuatan\t1 Mei 2024\nNama SOP\tLayanan {}\n\n"
    row = "1\tMencari\t\t\tForm\t10 menit\tArsip\t\n"
    text = "".join(header.format(i, i) + HEAD + row + "\nKepala Kantor\nNIP. 1\n\n" for i in (1, 2))
    sops = parse(text)
    assert [value(block, "Nomor SOP") for block, _ in sops] == [["1/2024"], ["2/2024"]]
    assert all(len(table.rows) == 1 and block.signature for block, table in sops)


def test_text_that_is_no_sop():
    assert parse("Rapat akan diadakan pada hari Senin.\nHarap datang tepat waktu.\n\nSalam\n") == []
    assert parse("Nama\tAlamat\nSiti\tJalan Melati\n") == []


# -- OCR text without columns ------------------------------------------------------------------------------------------

FLAT = """Dasar Hukum Kualifikasi Pelaksana

UU 43 Tahun 2009 tentang Menguasai tata kearsipan dan peraturannya
Kearsipan.
PP 28 Tahun 2012 tentang |Mampu memakai komputer
Pelaksanaan UU Kearsipan.
Keterkaitan Peralatan/Perlengkapan
SOP Penyusutan Arsip 1. Rak
2. Komputer




Pelaksana Mutu Baku
No Kegiatan Arsiparis Kepala Kelengkapan Waktu Output Ket
Kantor
1 |Arsiparis memilah arsip yang tidak dipakai Daftar arsip inaktif dari unit 2 hari Daftar arsip usul |SOP Pemilahan
lagi oleh unit pengolah pengolah musnah
2 [Memeriksa daftar arsip usul musnah dan Daftar arsip usul musnah 1 hari  |Daftar yang telah
memberi paraf  diparaf
4 Menetapkan daftar arsip ( Mulai ) Konsep surat penetapan 30 mnt Surat penetapan SOP Naskah Dinas
"""


def test_rows_are_rebuilt_from_numbers_and_durations():
    ((block, table),) = parse(FLAT)
    read = steps(table)
    assert [(a.number, a.duration.text, a.page) for a in read.activities] == [
        (1, "2 hari", 2),
        (2, "1 hari", 2),
        (4, "30 mnt", 2),
    ]
    assert read.activities[0].description == "Arsiparis memilah arsip yang tidak dipakai lagi oleh unit pengolah"
    assert read.activities[1].outputs == ["Daftar yang telah diparaf"]
    assert read.activities[2].requirements == ["Konsep surat penetapan"]
    assert [a.remarks for a in read.activities] == ["SOP Pemilahan", "", "SOP Naskah Dinas"]
    assert read.evidence["/activities/0/description"].confidence < 1
    assert read.actors == []


def test_interleaved_header_columns_are_parted():
    ((block, _),) = parse(FLAT)
    assert value(block, "Dasar Hukum") == [
        "UU 43 Tahun 2009 tentang Kearsipan.",
        "PP 28 Tahun 2012 tentang Pelaksanaan UU Kearsipan.",
    ]
    assert " ".join(value(block, "Kualifikasi Pelaksana")) == (
        "Menguasai tata kearsipan dan peraturannya Mampu memakai komputer"
    )
    assert value(block, "Keterkaitan") == ["SOP Penyusutan Arsip"]
    assert " ".join(value(block, "Peralatan/Perlengkapan")) == "1. Rak 2. Komputer"


def test_columns_kept_by_spaces_are_parted_by_their_place():
    text = (
        "Dasar Hukum :                                   Kualifikasi Pelaksana :\n"
        "  -   UU Nomor 43 Tahun 2009 tentang Kearsipan  -   Arsiparis\n"
        "      yang berlaku                              -   Mampu memakai komputer dan\n"
        "                                                    alat pindai\n"
        "  -   Peraturan Pemerintah Nomor 28 Tahun 2012\n"
        "Keterkaitan :                                   Peralatan/Perlengkapan :\n"
        "  -   SOP Penyusutan                            -   Rak\n"
        "                                                -   Komputer\n"
    )
    ((block, _),) = parse(text)
    assert (
        value(block, "Dasar Hukum")[0].startswith("- UU Nomor 43")
        and "28 Tahun 2012" in value(block, "Dasar Hukum")[-1]
    )
    assert " ".join(value(block, "Kualifikasi Pelaksana")) == "- Arsiparis - Mampu memakai komputer dan alat pindai"
    assert " ".join(value(block, "Peralatan/Perlengkapan")) == "- Rak - Komputer"


@settings(max_examples=60, deadline=None)
@example([["Pelaksana"], [":", "Kegiatan", "No", "Waktu"], ["Waktu"], ["1"]], "  | ")
@given(
    st.lists(
        st.lists(
            st.sampled_from(["No", "Kegiatan", "Waktu", "Output", "Pelaksana", "", "1", "2 hari", "Mulai", "Nomor SOP", ":", "a b"]),
            min_size=1,
            max_size=8,
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["\t", " ", "  | "]),
)  # fmt: skip
def test_no_arrangement_of_words_breaks_the_reading(rows, separator):
    text = "x\n" + "\n".join(separator.join(row) for row in rows)
    for _, table in parse(text):
        if table is not None:
            assert all(len(row.cells) == len(table.columns) for row in table.rows)
            read = steps(table)
            assert len(read.row_activity) == len(table.rows)


def test_an_overlong_line_is_read_in_time():
    long = " ".join(["kata Kata"] * 400)
    text = f"No Kegiatan Kelengkapan Waktu Output\n1 Menulis {long} Berkas 2 hari Surat\n2 Membaca Berkas 1 jam Surat\n"
    ((_, table),) = parse(text)
    assert [row.cells[3].text for row in table.rows] == ["2 hari", "1 jam"]
