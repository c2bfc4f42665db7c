"""Titles and dates that stand under no label of the header block."""

import pytest

from parsers.header.fields import read_header
from tests.header_blocks import block, pair, span


def test_the_title_stands_in_the_heading_of_a_sheet_without_a_block():
    heading = [
        span("PEMERINTAH PROVINSI PAPUA BARAT", top=10),
        span("DINAS SOSIAL", top=24),
        span("Jalan Melati 3 Kode Pos 98315", top=38),
        span("SOP PENERIMAAN", top=70),
        span("TAMU DINAS", top=84),
    ]
    header, _ = read_header(block(heading=heading))
    assert header.title == "SOP PENERIMAAN TAMU DINAS"
    assert header.institution == ["PEMERINTAH PROVINSI PAPUA BARAT", "DINAS SOSIAL", "Jalan Melati 3 Kode Pos 98315"]
    assert header.region is not None
    assert header.region.code == "92"


def test_the_title_stands_below_a_banner():
    heading = [span("STANDAR OPERASIONAL PROSEDUR", top=10), span("PENERIMAAN TAMU", top=24)]
    header, _ = read_header(block(heading=heading))
    assert (header.title, header.institution) == ("PENERIMAAN TAMU", [])


def test_the_title_row_of_a_block_has_no_label():
    lines = [span("SOP", top=10), span("DIREKTUR POLITEKNIK", top=24), span("SOP PENGELOLAAN TAMU", top=90)]
    header, _ = read_header(block(pair("Nomor SOP", "1"), institution=lines))
    assert header.title == "SOP PENGELOLAAN TAMU"
    assert header.institution == ["SOP", "DIREKTUR POLITEKNIK"]


def test_the_title_stands_apart_under_the_offices():
    lines = [
        span("KEMENTERIAN AGAMA", top=10),
        span("KANTOR KABUPATEN BUOL", top=22),
        span("Legalisasi Ijazah", top=60),
    ]
    header, _ = read_header(block(pair("Nomor SOP", "1"), institution=lines))
    assert (header.title, header.institution) == ("Legalisasi Ijazah", ["KEMENTERIAN AGAMA", "KANTOR KABUPATEN BUOL"])
    wrapped = [*lines[:2], span("TOLITOLI UTARA", top=34)]
    assert read_header(block(pair("Nomor SOP", "1"), institution=wrapped))[0].title is None


@pytest.mark.parametrize("signed", ["Buol, 7 Mei 2021", "pada tanggal 7 Mei 2021", "Pada tanggal : 7 Mei 2021"])
def test_the_date_over_the_signature_counts_where_no_label_names_one(signed):
    signature = span(signed, "Kepala Kantor,", "Drs. UMAR, M.Pd", "NIP. 19700102 199503 1 004", top=400)
    header, evidence = read_header(block(pair("Nomor SOP", "1"), signature=signature))
    assert (header.created_on, header.effective_on) == ("2021-05-07", "2021-05-07")
    assert evidence["/header/created_on"].text == "7 Mei 2021"
    header, _ = read_header(block(pair("Nomor SOP", "1"), pair("Tanggal Pembuatan", ""), signature=signature))
    assert (header.created_on, header.effective_on) == (None, None)
