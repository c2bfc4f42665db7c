"""What stands in a header block beside its values: marks of logos and stamps, banners, the place of signing."""

import pytest

from parsers.header.approval import split_signature, text_of
from parsers.header.fields import read_header
from tests.header_blocks import block, pair, span


def test_letters_of_logos_and_stamps_are_no_text_of_a_section():
    """Under no label a lone short word that OCR saw is a mark's; few doubtful words of a signed section are a stamp's."""
    signed = span("BANG", "LAP", confidence=0.3, origin="ocr"), span("Kepala Seksi Data", origin="ocr")
    header, evidence = read_header(
        block(
            pair("Diperiksa oleh", *signed), unlabelled=[span("TIR", origin="ocr"), span("Catatan umum", origin="ocr")]
        )
    )
    assert [(other.label, other.items) for other in header.other] == [
        ("Diperiksa oleh", ["Kepala Seksi Data"]),
        ("", ["Catatan umum"]),
    ]
    assert evidence["/header/other/0/items/0"].text == "Kepala Seksi Data"
    header, _ = read_header(block(pair("Nomor SOP", span("1/SOP")), unlabelled=[span("TIR"), span("Catatan umum")]))
    assert header.other[0].items == ["TIR", "Catatan umum"]


def test_the_title_under_a_banner_stands_beside_the_letterhead():
    """The banner's own cell prints the title under it; an office there is none."""
    office, banner = span("RUMAH SAKIT CONTOH", top=12.0), span("STANDAR OPERASIONAL PROSEDUR", top=10.0)
    title = span("PENGELOLAAN ARSIP", top=30.0)
    header, _ = read_header(block(pair("Nomor", span("7/TU")), institution=[banner, office, title]))
    assert (header.title, header.institution) == ("PENGELOLAAN ARSIP", ["RUMAH SAKIT CONTOH"])
    header, _ = read_header(block(pair("Nomor", span("7/TU")), institution=[banner, span("DINAS ARSIP", top=30.0)]))
    assert (header.title, header.institution) == (None, ["DINAS ARSIP"])


@pytest.mark.parametrize("date", ["Palu, 2 Januari 2024", "Kota Bima, Januari 2024"])
def test_place_and_date_of_signing_are_no_post(date):
    parts = split_signature(span(date, "Direktur", "dr. ANITA PUTRI, Sp.PD", "NIP. 198001012006042001").lines)
    assert text_of(parts.position) == "Direktur"
