import pytest

from parsers.header.labels import match_label


@pytest.mark.parametrize(
    ("text", "field", "rest"),
    [
        ("Nomor SOP", "number", ""),
        ("NOMOR SOP : 12/SOP/2023", "number", "12/SOP/2023"),
        ("Nomor SOP 12/SOP/2023", "number", "12/SOP/2023"),
        ("NomorSOP 01", "number", "01"),
        ("No. Dokumen", "number", ""),
        ("Tgl. Pembuatan", "created_on", ""),
        ("TanggalPembuatan", "created_on", ""),
        ("Tgl Direvisi", "revised_on", ""),
        ("Tanggai Revisi", "revised_on", ""),
        ("Tanggat Pembuatan", "created_on", ""),
        ("Tangga| Berlaku : 3 Mei 2021", "effective_on", "3 Mei 2021"),
        ("Tgl. Diberlakukan", "effective_on", ""),
        ("Tanggal Efektlf :", "effective_on", ""),
        ("Tg.l Disahkan", "approved_on", ""),
        ("Tanggal pengesahan 25 Maret 2022", "approved_on", "25 Maret 2022"),
        ("Ditetapkan oleh", "approved_by", ""),
        ("Judul SOP : Penerimaan Tamu", "title", "Penerimaan Tamu"),
        ("Nama SOP: PENERIMAAN TAMU", "title", "PENERIMAAN TAMU"),
        ("1. Dasar Hukum", "legal_basis", ""),
        ("KUALITAS PELAKSANA", "qualifications", ""),
        ("Keterkaitan", "related_sops", ""),
        ("Peralatan/Perlengkapan", "equipment", ""),
        ("Perlngatan", "warnings", ""),
        ("Pencatatan & Pendataan", "records", ""),
        ("CARA MENGATASI", "other", ""),
        ("Maksud dan tujuan", "other", ""),
        ("TGL: PEMBUATAN", "created_on", ""),  # a speck over the full stop
    ],
)
def test_labels_and_their_variants(text, field, rest):
    match = match_label(text)
    assert match is not None
    assert (match.field, match.rest) == (field, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "SOP",
        "Peralatan komputer",
        "Peralatan/Perlengkapan yang digunakan petugas",
        "Nomor 14 Tahun 2008 tentang Arsip",
        "Undang-Undang Nomor 14 Tahun 2008",
        "SOP terkait pelayanan",
        "Peraturan Daerah",
        "Pencatatan surat masuk oleh agendaris",
        "Kegiatan",
        "Pelaksana",
        "Output",
        "Email : kantor@contoh.go.id",
    ],
)
def test_running_text_and_table_headings_are_no_labels(text):
    assert match_label(text) is None


def test_label_is_kept_as_printed():
    match = match_label("TGL. PEMBUATAN  :  3 Januari 2024")
    assert match is not None
    assert match.label == "TGL. PEMBUATAN"
    assert match.score == 1.0


def test_misread_label_scores_less_than_a_clean_one():
    match = match_label("Kuallfikasi Pelaksna")
    assert match is not None
    assert match.field == "qualifications"
    assert match.score < 1.0


@pytest.mark.parametrize(
    ("text", "field"),
    [("Tg.1 Disahkan", "approved_on"), ("KE TERKAITAN", "related_sops"), ("C. RUANG LINGKUP LAYANAN UMUM", "other")],
)
def test_labels_torn_by_ocr_and_headings_by_their_looks(text, field):
    match = match_label(text)
    assert match is not None
    assert match.field == field


@pytest.mark.parametrize("text", ["2. Tim Penetapan Kinerja harus hadir", "1. ATK", "a. alat tulis kantor"])
def test_items_of_a_list_are_no_labels(text):
    assert match_label(text) is None


def test_a_bullet_after_a_label_belongs_to_its_value():
    match = match_label("PERALATAN/PERLENGKAPAN • Buku agenda • Komputer")
    assert match is not None
    assert (match.label, match.rest) == ("PERALATAN/PERLENGKAPAN", "• Buku agenda • Komputer")


@pytest.mark.parametrize("text", ["Pembuatan", "Efektif", "Berlaku"])
def test_the_second_line_of_a_label_is_none_of_its_own(text):
    assert match_label(text) is None
    assert match_label(text + " : 3 Januari 2024") is not None
