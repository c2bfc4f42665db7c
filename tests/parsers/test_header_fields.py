import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import Header
from models.evidence import Alternative
from models.geometry import Box
from models.layout import HeaderBlock, Line, Span
from parsers.header.approval import split_signature, text_of
from parsers.header.fields import SURE_VALUE, read_header
from tests.header_blocks import block, pair, span


def test_a_whole_block():
    header, evidence = read_header(
        block(
            pair("Nomor SOP", ": 12/SOP/2023"),
            pair("Tanggal Pembuatan", "2 Januari 2023"),
            pair("Tanggal Revisi", "-"),
            pair("Tanggal Efektif", "9 Januari 2023"),
            pair(
                "Disahkan oleh",
                span(
                    "Kepala Dinas Arsip",
                    "Kabupaten Demak",
                    "Drs. BUDI, M.Si",
                    "Pembina Tk. I",
                    "NIP. 19700102 199503 1 004",
                ),
            ),
            pair("Nama SOP", span("Penerimaan", "Tamu")),
            pair("Dasar Hukum", span("1. UU Nomor 43 Tahun 2009 tentang Kearsipan", "2. PP Nomor 28 Tahun 2012")),
            pair("Kualifikasi Pelaksana", span("1. Minimal SMA", "2. Ramah")),
            pair("Keterkaitan", ""),
            pair("Cara Mengatasi", "Menghubungi petugas"),
            institution=[
                span("PEMERINTAH KABUPATEN DEMAK"),
                span("STANDAR OPERASIONAL PROSEDUR (SOP)"),
                span("DINAS ARSIP"),
            ],
        )
    )
    assert header.institution == ["PEMERINTAH KABUPATEN DEMAK", "DINAS ARSIP"]
    assert header.region is not None
    assert (header.region.name, header.region.code) == ("Kabupaten Demak", "33.21")
    assert (header.number, header.title) == ("12/SOP/2023", "Penerimaan Tamu")
    assert (header.created_on, header.revised_on, header.effective_on) == ("2023-01-02", None, "2023-01-09")
    approved = header.approved_by
    assert (approved.position, approved.name) == ("Kepala Dinas Arsip Kabupaten Demak", "Drs. BUDI, M.Si")
    assert (approved.rank, approved.nip) == ("Pembina Tk. I", "197001021995031004")
    assert [(r.kind, r.number, r.year) for r in header.legal_basis] == [("UU", "43", 2009), ("PP", "28", 2012)]
    assert header.qualifications == ["Minimal SMA", "Ramah"]
    assert header.related_sops == []
    assert [(o.label, o.items) for o in header.other] == [("Cara Mengatasi", ["Menghubungi petugas"])]
    assert {
        "/header/institution/0",
        "/header/region",
        "/header/number",
        "/header/title",
        "/header/created_on",
        "/header/effective_on",
        "/header/approved_by/position",
        "/header/approved_by/name",
        "/header/approved_by/rank",
        "/header/approved_by/nip",
        "/header/legal_basis/1",
        "/header/qualifications/0",
        "/header/other/0/items/0",
    } <= evidence.keys()
    assert evidence["/header/legal_basis/1"].text == "2. PP Nomor 28 Tahun 2012"


def test_a_blank_field_has_a_place_but_no_value():
    header, evidence = read_header(block(pair("Nomor SOP", ""), pair("Peringatan", "")))
    assert header.number is None
    assert evidence["/header/number"].text == ""
    assert evidence["/header/number"].bbox is not None
    assert "/header/warnings" in evidence


def test_an_unreadable_date_is_null_and_its_text_is_kept():
    header, evidence = read_header(block(pair("Tanggal Efektif", "segera")))
    assert header.effective_on is None
    assert evidence["/header/effective_on"].text == "segera"


@pytest.mark.parametrize(("other", "date"), [("April", "2023-04-12"), ("Agustus", None), ("Aprit", None), (None, None)])
def test_a_month_with_a_misread_letter_is_that_of_another_reading(other, date):
    """By itself it would have to be read more surely."""
    others = (Alternative(text=other, reader="tesseract", confidence=0.8),) if other else ()
    read = Span(1, (Line("12 Aprit 2023", Box(10, 10, 80, 20), 0.88, others),), Box(5, 8, 90, 22), "ocr")
    header, _ = read_header(block(pair("Tanggal Efektif", read)))
    assert header.effective_on == date


@pytest.mark.parametrize(("other", "date"), [("1Mei", "2023-05-01"), ("4Mei", None), (None, None)])
def test_a_day_that_one_reader_took_for_a_letter_is_that_of_the_other(other, date):
    others = (Alternative(text=other, reader="tesseract", confidence=0.8),) if other else ()
    read = Span(1, (Line("JMei 2023", Box(10, 10, 80, 20), 0.93, others),), Box(5, 8, 90, 22), "ocr")
    header, _ = read_header(block(pair("Tanggal Efektif", read)))
    assert header.effective_on == date


def test_handwriting_that_the_reader_doubts_is_no_value():
    scrawl = span("2O2/S0P/x", confidence=SURE_VALUE - 0.1, origin="ocr")
    header, evidence = read_header(block(pair("Nomor SOP", scrawl), pair("Tanggal Pembuatan", scrawl)))
    assert (header.number, header.created_on) == (None, None)
    assert evidence["/header/number"].confidence == pytest.approx(SURE_VALUE - 0.1)


@pytest.mark.parametrize(
    ("labels", "created", "effective"),
    [
        (("Tgl. Disahkan", "Tgl. Diberlakukan"), "2021-06-01", "2021-06-02"),
        (("Tanggal Pengesahan", "Tanggal Pembuatan"), "2021-06-02", "2021-06-01"),
        (("Tanggal Pembuatan", "Tanggal Efektif"), "2021-06-01", "2021-06-02"),
        (("Tanggal Pengesahan", "Tanggal Revisi"), "2021-06-01", "2021-06-01"),
    ],
)
def test_the_day_of_signing_stands_in_for_the_date_that_no_label_names(labels, created, effective):
    header, _ = read_header(block(pair(labels[0], "1 Juni 2021"), pair(labels[1], "2 Juni 2021")))
    assert (header.created_on, header.effective_on) == (created, effective)


def test_a_blank_created_date_is_not_filled_from_the_day_of_signing():
    header, _ = read_header(block(pair("Tanggal Pembuatan", ""), pair("Tanggal Pengesahan", "1 Juni 2021")))
    assert (header.created_on, header.effective_on) == (None, "2021-06-01")


def test_items_in_cells_of_their_own_are_items():
    cells = [span("Sub Bagian Umum", top=10), span("Petugas Loket", top=40)]
    header, _ = read_header(block(pair("Keterkaitan", *cells)))
    assert header.related_sops == ["Sub Bagian Umum", "Petugas Loket"]


def test_the_signature_under_the_table_completes_a_post_without_a_name():
    signed = span("Kepala Dinas Arsip", "Kabupaten Demak", "SITI, S.Sos", "NIP. 19700102 199503 2 004")
    header, _ = read_header(block(pair("Disahkan oleh", "Kepala Dinas Arsip Kabupaten Demak"), signature=signed))
    assert (header.approved_by.name, header.approved_by.nip) == ("SITI, S.Sos", "197001021995032004")


def test_a_signature_of_somebody_else_does_not():
    signed = span("Ketua Tim Penyusun", "SITI, S.Sos", "NIP. 19700102 199503 2 004")
    header, _ = read_header(block(pair("Disahkan oleh", "Bupati Demak"), signature=signed))
    assert (header.approved_by.position, header.approved_by.name) == ("Bupati Demak", None)


def test_text_under_no_label_is_not_lost():
    header, _ = read_header(block(pair("Nomor SOP", "1"), unlabelled=[span("Salinan terkendali")]))
    assert [(o.label, o.items) for o in header.other] == [("", ["Salinan terkendali"])]


def test_an_address_at_the_foot_of_the_block_is_no_item_of_the_section_over_it():
    address = span("Alamat: Jl. Melati Nomor 4", "Telepon 0274 555123, surel umum@contoh.id")
    header, _ = read_header(
        block(pair("Peringatan", "Dokumen ini tidak disalin", address), pair("Peralatan", "Telepon"))
    )
    assert header.warnings == ["Dokumen ini tidak disalin"] and header.equipment == ["Telepon"]
    assert [o.items for o in header.other] == [[line.text for line in address.lines]]


def test_the_name_of_the_form_is_no_text_of_the_block():
    header, _ = read_header(block(pair("Judul SOP", "Arsip"), unlabelled=[span("STANDAR OPERASIONAL PROSEDUR")]))
    assert header.other == []


def test_an_empty_block_gives_an_empty_header():
    header, evidence = read_header(HeaderBlock())
    assert (header.number, header.title, header.institution, header.region) == (None, None, [], None)
    assert evidence == {}


@pytest.mark.parametrize(
    ("lines", "position", "name", "rank", "nip"),
    [
        (["KEPALA DINAS"], "KEPALA DINAS", None, None, None),
        (
            ["Kepala Badan", "BUDI SANTOSO", "NIP 197001021995031004"],
            "Kepala Badan",
            "BUDI SANTOSO",
            None,
            "197001021995031004",
        ),
        (
            ["Direktur", "BUDI, ATD., M.Si", "Pembina Utama Madya (IV/d)", "NIP. -"],
            "Direktur",
            "BUDI, ATD., M.Si",
            "Pembina Utama Madya (IV/d)",
            None,
        ),
        (
            ["Budi Faisal, S.Sos,M.Si", "Kepala Kantor", "13 Februari 2022"],
            "Kepala Kantor",
            "Budi Faisal, S.Sos,M.Si",
            None,
            None,
        ),
        (["Dekan", "Ir. M. Agung. MM.", "MSc. PhD"], "Dekan", "Ir. M. Agung. MM. MSc. PhD", None, None),
        (
            [": Kepala Dinas Arsip Drs. Budi, M.Pd 19700102 199503 1 004"],
            "Kepala Dinas Arsip",
            "Drs. Budi, M.Pd",
            None,
            "197001021995031004",
        ),
        (
            ["KEPALA DINAS", "Drs. BUDI, M.Si. Pembina Utama Muda NIP. 19700102 199503 1 004"],
            "KEPALA DINAS",
            "Drs. BUDI, M.Si.",
            "Pembina Utama Muda",
            "197001021995031004",
        ),
        (["Ditetapkan di Bekasi", "Direktur", "ttd", "( Dr. BUDI )"], "Direktur", "Dr. BUDI", None, None),
        (
            ["Kepala Dinas Arsip", "Bu i an oso S.STP.", "NIP. 19700102 199503 1 004"],
            "Kepala Dinas Arsip",
            "Bu i an oso S.STP.",
            None,
            "197001021995031004",
        ),
    ],
)
def test_signature_blocks(lines, position, name, rank, nip):
    parts = split_signature([Line(text) for text in lines])
    assert (text_of(parts.position), text_of(parts.name), text_of(parts.rank)) == (position, name, rank)
    assert (parts.nip.digits if parts.nip else None) == nip


def test_a_block_in_a_line_as_long_as_a_book_is_cut_as_fast():
    """Each capital in it was taken for where a rank may begin, and all behind it read again."""
    line = "Kepala Dinas Drs. Budi Santoso, M.Si " + "Aa " * 20_000 + "NIP. 196503121990031005"
    assert split_signature([Line(line)]).nip.digits == "196503121990031005"


def test_a_signature_read_as_letters_is_no_post():
    lines = [Line("Kepala Dinas"), Line("fnm J", confidence=0.3), Line("BUDI, S.E."), Line("NIP. 197001021995031004")]
    assert text_of(split_signature(lines).position) == "Kepala Dinas"


def test_the_post_under_the_name_counts_where_only_a_stamps_letters_stand_over_it():
    lines = [
        Line("RUNIA", confidence=0.99),
        Line("Rina Putri, S.Sos, M.Si"),
        Line("Kepala Dinas Arsip"),
        Line("Kabupaten Blora"),
    ]
    parts = split_signature(lines)
    assert (text_of(parts.position), text_of(parts.name)) == (
        "Kepala Dinas Arsip Kabupaten Blora",
        "Rina Putri, S.Sos, M.Si",
    )


def test_marks_of_a_logo_are_no_institution():
    lines = [
        span(text, origin="ocr", confidence=0.95) for text in ("4", "LXL", "ah o", "XAXCXY", "DINAS ARSIP", "PPID")
    ]
    header, _ = read_header(block(pair("Nomor SOP", "1"), institution=lines))
    assert header.institution == ["DINAS ARSIP", "PPID"]


def test_letters_of_a_logo_that_stand_inside_a_word_of_the_sheet_are_none_of_its_own():
    lines = [span(text, origin="ocr", confidence=0.45) for text in ("uRa", "SOP", "DINAS ARSIP")]
    header, _ = read_header(block(pair("Nomor SOP", "1"), pair("Nama SOP", "SOP Surat Masuk"), institution=lines))
    assert header.institution == ["SOP", "DINAS ARSIP"]


def test_letters_of_a_stamp_are_no_post_and_no_name():
    value = span("UPATE", "NIP. 19700102 199503 1 004", origin="ocr", confidence=0.99)
    header, _ = read_header(block(pair("Disahkan oleh", value)))
    assert (header.approved_by.position, header.approved_by.name) == (None, None)
    assert header.approved_by.nip == "197001021995031004"


def test_a_stray_mark_beside_a_title_is_left_out():
    header, _ = read_header(block(pair("Nama SOP", span("V A", "PENERIMAAN TAMU", origin="ocr", confidence=0.9))))
    assert header.title == "PENERIMAAN TAMU"


def test_a_date_with_a_misread_month_needs_a_surer_reader():
    for confidence, iso in ((0.83, None), (0.99, "2024-01-08")):
        header, _ = read_header(block(pair("Tanggal Efektif", span("8 Tanuari 2024", confidence=confidence))))
        assert header.effective_on == iso


@pytest.mark.parametrize(
    "rank", ["Per bina Utama Madya (IV/d)", "Pembha Utama Madya", "Penata/IIIc", "Pembina Tingkat I"]
)
def test_ranks_with_a_misread_letter(rank):
    parts = split_signature([Line("Direktur"), Line("BUDI, S.E."), Line(rank)])
    assert (text_of(parts.position), text_of(parts.name), text_of(parts.rank)) == ("Direktur", "BUDI, S.E.", rank)


def test_a_post_under_a_stamp_is_read_where_the_letterhead_prints_the_office():
    doubtful = Span(
        1,
        (
            Line("Kepala Dinas Arsip dan Perpustakaan", Box(10, 10, 200, 20), 0.4),
            Line("A H PProvinsi kalimantan Barat", Box(10, 22, 200, 32), 0.74),
            Line("NIP. 19700102 199503 1 004", Box(10, 60, 200, 70), 0.98),
        ),
        Box(5, 5, 300, 80),
        "ocr",
    )
    letterhead = [span("PEMERINTAH PROVINSI KALIMANTAN BARAT"), span("DINAS ARSIP DAN PERPUSTAKAAN")]
    header, evidence = read_header(block(pair("Disahkan oleh", doubtful), institution=letterhead))
    assert header.approved_by.position == "Kepala Dinas Arsip dan Perpustakaan Provinsi Kalimantan Barat"
    assert evidence["/header/approved_by/position"].confidence == 0.4
    assert "PProvinsi" in evidence["/header/approved_by/position"].text


def test_a_doubtful_post_without_a_second_place_is_null():
    doubtful = span("Kepaia Djnas Arsjp", "NIP. 19700102 199503 1 004", origin="ocr", confidence=0.5)
    header, evidence = read_header(block(pair("Disahkan oleh", doubtful), institution=[span("RUMAH SAKIT UMUM")]))
    assert header.approved_by.position is None
    assert "/header/approved_by/position" in evidence or "/header/approved_by/name" in evidence


def test_a_signature_block_that_ran_into_a_date_is_parted_from_it():
    value = span("8 Januari 2024", "Kepala Dinas Arsip", "BUDI, S.E.", "NIP. 19700102 199503 1 004")
    header, _ = read_header(block(pair("Tanggal Efektif", value), pair("Disahkan oleh", "")))
    assert header.effective_on == "2024-01-08"
    assert (header.approved_by.position, header.approved_by.name) == ("Kepala Dinas Arsip", "BUDI, S.E.")


def test_a_regulation_whose_number_was_lost_is_an_item():
    value = span(
        "1. Undang-Undang Nomor 1 Tahun 1970 tentang", "Keselamatan Kerja;", "Peraturan Pemerintah Nomor 50 Tahun 2012"
    )
    header, evidence = read_header(block(pair("Dasar Hukum", value)))
    assert [(r.kind, r.number) for r in header.legal_basis] == [("UU", "1"), ("PP", "50")]
    assert evidence["/header/legal_basis/1"].text == "Peraturan Pemerintah Nomor 50 Tahun 2012"


def test_lines_of_a_paragraph_that_came_one_by_one_are_one_item():
    lines = [
        Span(1, (Line(t, Box(10, y, 200, y + 10)),), Box(10, y, 200, y + 10))
        for t, y in (("Bila tidak", 10), ("berjalan", 22))
    ]
    header, _ = read_header(block(pair("Peringatan", *lines)))
    assert header.warnings == ["Bila tidak berjalan"]


def test_regulations_under_a_label_that_was_not_read_are_the_legal_basis():
    laws = [span("2. UU Nomor 43 Tahun 2009 tentang Kearsipan"), span("3. PP Nomor 28 Tahun 2012")]
    header, _ = read_header(block(pair("Nomor SOP", "1"), unlabelled=laws))
    assert [r.number for r in header.legal_basis] == ["43", "28"]
    assert header.other == []


@pytest.mark.parametrize(
    "rank",
    [
        "Pemna Utatia Madya (IV/d)",
        "P mbina Utartia Madya (IV/d)",
        "Pembia Utama Madya { iv /d)",
        "Pen(ta Muda Tk. I (III/b)",
    ],
)
def test_a_rank_under_a_stamp_is_known_by_its_grade(rank):
    parts = split_signature([Line("Direktur"), Line("BUDI, S.E."), Line(rank)])
    assert (text_of(parts.position), text_of(parts.name)) == ("Direktur", "BUDI, S.E.")
    assert parts.rank


labels = st.sampled_from(
    ["Nomor SOP", "Tanggal Efektif", "Disahkan oleh", "Nama SOP", "Dasar Hukum", "Peringatan", "Lain-lain"]
)
cells = st.lists(st.text(max_size=40), max_size=4)


@given(st.lists(st.tuples(labels, cells), max_size=6), cells, cells, st.sampled_from(["pdf", "ocr", "transcript"]))
def test_any_block_gives_a_valid_header(pairs, letterhead, loose, origin):
    header, evidence = read_header(
        HeaderBlock(
            pairs=[pair(label, span(*texts, origin=origin)) for label, texts in pairs],
            institution=[span(text, origin=origin) for text in letterhead],
            heading=[span(text, origin=origin) for text in loose],
            unlabelled=[span(text, origin=origin) for text in loose],
        )
    )
    assert Header.model_validate(header.model_dump()) == header
    assert all(pointer.startswith("/header/") for pointer in evidence)


def test_a_letterhead_under_no_label_is_the_institution_with_its_wrapped_lines():
    lines = [
        span("PEMERINTAH PROVINSI KALIMANTAN", top=10),
        span("SELATAN", top=22),
        span("DINAS PERTANIAN", top=34),
        span("Salinan", top=200),
    ]
    header, _ = read_header(block(pair("Nomor SOP", "1"), pair("Nama SOP", "Penerimaan Tamu"), unlabelled=lines))
    assert header.institution == ["PEMERINTAH PROVINSI KALIMANTAN", "SELATAN", "DINAS PERTANIAN"]
    assert header.region is not None
    assert header.region.code == "63"
    assert [o.items for o in header.other] == [["Salinan"]]
