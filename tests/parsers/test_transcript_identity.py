"""Identity blocks in text that keeps a page's columns by spaces."""

from ingest.transcript.source import read_transcript
from models.document import Header
from parsers.header.fields import read_header
from parsers.transcript.sheets import parse_transcript

BESIDE = """\
                                            Nomor SOP            : 12/SOP/2024
                                            Tanggal Pembuatan    : 2 Mei 2024
        PEMERINTAH KOTA PALU                Tanggal Revisi       : -
     BAGIAN UMUM SEKRETARIAT DAERAH         Tanggal Efektif      : 6 Mei 2024
                                            Disahkan Oleh          Kepala Bagian Umum

                                                                   Siti Aminah, S.H.
                                                                   NIP. 19700101 199503 2 001

                                            Nama SOP               Penerimaan Tamu

Dasar Hukum:                                Kualifikasi Pelaksana:
1. UU Nomor 43 Tahun 2009                   1. SMA
2. PP Nomor 28 Tahun 2012                   2. Ramah
"""
UNDER = """\
                    PEMERINTAH KOTA PALU
Nomor SOP              12/SOP/2024
Tanggal Pembuatan      2 Mei 2024
Tanggal Efektif        6 Mei 2024
Disahkan Oleh          Kepala Bagian Umum

                       Siti Aminah, S.H.
                       NIP. 19700101 199503 2 001
Nama SOP               Penerimaan Tamu
Peralatan/Perlengkapan 1. Komputer
                       2. Buku tamu
Pencatatan dan         1. Buku tamu
Pendataan              2. Kartu
"""


def read(text: str) -> Header:
    [(block, _)] = parse_transcript(read_transcript(text.encode(), "text/plain"))
    return read_header(block)[0]


def test_the_letterhead_left_of_the_labels_is_no_part_of_their_values():
    header = read(BESIDE)
    assert header.institution == ["PEMERINTAH KOTA PALU", "BAGIAN UMUM SEKRETARIAT DAERAH"]
    assert (header.number, header.title) == ("12/SOP/2024", "Penerimaan Tamu")
    assert (header.created_on, header.revised_on, header.effective_on) == ("2024-05-02", None, "2024-05-06")
    signed = header.approved_by
    assert (signed.position, signed.name, signed.nip) == (
        "Kepala Bagian Umum",
        "Siti Aminah, S.H.",
        "197001011995032001",
    )
    assert header.qualifications == ["SMA", "Ramah"]
    assert [law.number for law in header.legal_basis] == ["43", "28"]


def test_sections_beside_their_values_go_on_as_the_labels_do():
    """A label may fill its column, so that one space parts it from its value, or run over two lines."""
    header = read(UNDER)
    assert header.approved_by.position == "Kepala Bagian Umum"
    assert header.equipment == ["Komputer", "Buku tamu"]
    assert header.records == ["Buku tamu", "Kartu"]
    assert header.title == "Penerimaan Tamu"
