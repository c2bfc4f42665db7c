"""Content of PDF pages cut into text operators: the same as pdfminer makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword

from ingest.pdf.operators import OPERANDS, operations


def _by_pdfminer(content: bytes) -> list[tuple[bytes, list]]:
    parser, found, operands = PDFContentParser([PDFStream({}, content)]), [], []
    while True:
        try:
            _, item = parser.nextobject()
        except PSEOF:
            return found
        if not isinstance(item, PSKeyword):
            operands.append(item)
            continue
        wanted = OPERANDS.get(item.name)
        if wanted is not None and len(operands) >= wanted:
            found.append((item.name, operands[-wanted:] if wanted else []))
        operands = []


@pytest.mark.parametrize(
    "content",
    [
        b"q 1 0 0 -1 0 842 cm BT /F1 9 Tf 12.5 -3 Td (Menerima berkas) Tj ET Q\n",
        b"BT /F1 .5 Tf [(Me)-12(ne)3.25(rima)]TJ T* (a \\(satu\\) \\101\\053 \\\r\n lanjut) ' ET\n",
        b'BT <004d0065 6E> Tj <4> Tj (dua (tiga) empat) Tj 1 2 (lima) " ET\n',
        b"10 20 m 30 40 l S\n0 0 5 5 re f* W n 1 0 0 RG 2 w\n/P <</MCID 3>> BDC BT (x) Tj ET EMC % akhir (kata\n/Im1 Do\n",
        b"/Span <</ActualText <FEFF0041>>> BDC BT (S) Tj 7 Ts ET\nEMC (m 1 2 l) Tj\n",
    ],
)
def test_operators_are_those_of_pdfminer(content: bytes):
    found = operations(content)
    assert found
    assert found == _by_pdfminer(content)


@given(st.binary(max_size=40))
def test_any_string_is_read_as_pdfminer_reads_it(inside: bytes):
    """Whatever bytes a string holds, its special ones written as the standard says."""
    string = b"".join(b"\\" + bytes([c]) if c in b"\\()" else bytes([c]) for c in inside)
    content = b"BT (" + string + b") Tj ET\n"
    assert operations(content) == _by_pdfminer(content)


@given(
    st.lists(
        st.sampled_from([b"1", b"-.5", b"(a", b"b)", b"[", b"]", b"<41>", b"/N", b"Tj", b"TJ", b"re", b"f", b"<<"])
    )
)
def test_broken_content_is_left_to_pdfminer_or_read_alike(pieces: list[bytes]):
    content = b" ".join(pieces) + b" ET\n"
    found = operations(content)
    if found is not None:
        assert found == _by_pdfminer(content)


def test_operands_before_a_drawing_are_no_operands_of_what_comes_after_it():
    content = b"(lost) 1 2 m Tj 3 f Tj (kept) Tj ET\n"
    assert operations(content) == _by_pdfminer(content) == [(b"Tj", [b"kept"]), (b"ET", [])]


def test_content_with_an_inline_picture_is_left_to_pdfminer():
    assert operations(b"BI /W 1 /H 1 /BPC 8 ID (\nEI\nBT (satu) Tj ET") is None


def test_a_word_that_never_ends_costs_no_more_than_its_length():
    assert operations(b"BT (" + b"a(b)" * 50_000) is None


@pytest.mark.timeout(60)
def test_a_long_run_of_numbers_takes_no_longer_than_its_length():
    """A page of numbers only: looked at anew from each number, these would take an hour."""
    found = operations(b"BT " + b"1 " * 300_000 + b"Td ET\n")
    assert found == [(b"BT", []), (b"Td", [1, 1]), (b"ET", [])]
