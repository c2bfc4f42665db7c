"""Bytes of transcripts become blocks: encodings, tab rows, markdown, HTML, diagrams, pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.transcript.source import decode, read_transcript
from models.status import InputError
from models.transcript import DiagramBlock, TableBlock, TextBlock

#: More than the signature below a page's blank space.
LINES = "Surat masuk\n" * 6


def tables(text: str, media_type: str = "text/plain") -> list[TableBlock]:
    return [b for b in read_transcript(text.encode(), media_type).blocks if isinstance(b, TableBlock)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding):
    text = "Langkah – “uji” ½ hari\nNo\tKegiatan\n1\tMencatat nomor agenda surat\n"
    transcript = read_transcript(text.encode(encoding), "text/plain")
    assert transcript.blocks[0] == TextBlock(1, ("Langkah – “uji” ½ hari",))
    assert transcript.blocks[1] == TableBlock(1, (("No", "Kegiatan"), ("1", "Mencatat nomor agenda surat")))


def test_tab_row_keeps_blank_cells():
    assert tables("1\tMencatat\t\t\t5 menit\t")[0].rows == (("1", "Mencatat", "", "", "5 menit", ""),)


def test_html_remnants_inside_cells():
    text = "<p>DINAS ARSIP</p> <p>KOTA X</p>\tNama\n<b>Judul</b> \t<ol> A; B </ol>\n<ul><li>satu</li><li>dua</li></ul>\tc\n"
    assert tables(text)[0].rows == (("DINAS ARSIP\nKOTA X", "Nama"), ("Judul", "A; B"), ("- satu\n- dua", "c"))


def test_diagram_leaves_the_cell_but_is_kept():
    transcript = read_transcript(b"1\t<pre> graph TD A --> B </pre>x\t2\n", "text/plain")
    assert DiagramBlock(1, "graph TD A --> B") in transcript.blocks
    assert [b.rows for b in transcript.blocks if isinstance(b, TableBlock)] == [(("1", "x", "2"),)]


def test_a_smaller_sign_is_no_tag():
    assert tables("1\t< 1 jam\tA<B dan C & D\n")[0].rows == (("1", "< 1 jam", "A<B dan C & D"),)


def test_markdown_table():
    text = "## Bagian\n\n| No | **Kegiatan** | Waktu |\n|----|:---:|---|\n| 1 | Menyusun a\\|b<br>konsep | 1 jam |\n"
    assert tables(text)[0].rows == (("No", "Kegiatan", "Waktu"), ("1", "Menyusun a|b\nkonsep", "1 jam"))


def test_html_spans():
    html = """<html><body><p>Judul</p><table>
      <tr><th rowspan=2>No</th><th rowspan=2>Kegiatan</th><th colspan="2">Pelaksana</th><td rowspan=2>Waktu</td></tr>
      <tr><th>Ketua</th><th>Staf</th></tr>
      <tr><td>1<td>Menulis<td>x<td><td rowspan="2">1 jam
      <tr><td>2</td><td>Membaca</td><td></td><td>x</td></tr></table><p>Akhir</p></body></html>"""
    transcript = read_transcript(html.encode(), "text/plain")
    table = next(b for b in transcript.blocks if isinstance(b, TableBlock))
    assert transcript.media_type == "text/html"
    assert table.rows == (
        ("No", "Kegiatan", "Pelaksana", "", "Waktu"),
        ("No", "Kegiatan", "Ketua", "Staf", "Waktu"),
        ("1", "Menulis", "x", "", "1 jam"),
        ("2", "Membaca", "", "x", "1 jam"),
    )
    assert table.merged == {(1, 0), (1, 1), (1, 4), (3, 4)}
    assert [b.lines for b in transcript.blocks if isinstance(b, TextBlock)] == [("Judul",), ("Akhir",)]


def test_html_table_inside_markdown():
    text = "# Lembar\n<table><tr><td>1</td><td>Membuka\nsurat</td></tr></table>\nselesai\n"
    assert tables(text, "text/markdown")[0].rows == (("1", "Membuka surat"),)


@pytest.mark.parametrize("gap", ["\f", "\n\n\n\n", "<!-- page 2 -->\n", "--- Halaman 2 ---\n"])
def test_page_breaks(gap):
    transcript = read_transcript(f"\n\n\n\natas\n1\tA\n{gap}2\tB\n".encode(), "text/plain")
    assert transcript.page_count == 2
    assert [b.page for b in transcript.blocks] == [1, 1, 2]


def test_a_repeated_heading_begins_a_page():
    head = "No\tKegiatan\tKetua\tStaf\tWaktu\tHasil\n"
    assert [b.page for b in tables(f"{head}1\ta\t\t\t\t\n\n{head}2\tb\t\t\t\t\n")] == [1, 2]


def test_other_columns_that_count_on_begin_a_page():
    assert [b.page for b in tables("4\ta\t\t\t\t\n\n5\tb\t\t\t\t\t\t\n")] == [1, 2]


def test_the_space_of_a_signature_is_no_page():
    transcript = read_transcript(b"1\tA\n\nKepala Dinas\n\n\n\n\nNama Orang\nNIP. 1\n", "text/plain")
    assert transcript.page_count == 1


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty-file"), (b" \n\t", "empty-file"), (b"ab\0\x01\x02cd", "not-text")]
)
def test_what_is_no_transcript(data, code):
    with pytest.raises(InputError) as error:
        read_transcript(data, "text/plain")
    assert error.value.code == code


def test_absurd_spans_are_limited():
    rows = tables("<table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>")[0].rows
    assert len(rows) == 1 and len(rows[0]) <= 100


@pytest.mark.parametrize("filled", [" ", "-", "| ", "-- | ", "<!-- page ", "[ "])
def test_a_line_as_long_as_a_book_is_read_as_fast_as_any(filled):
    """Two runs of blanks side by side in a pattern tried each way to share such a line: hours."""
    long = filled * (200_000 // len(filled))
    blocks = read_transcript(f"Awal\n{long}x\nAkhir".encode(), "text/plain").blocks
    lines = [line for block in blocks if isinstance(block, TextBlock) for line in block.lines]
    assert (lines[0], lines[-1]) == ("Awal", "Akhir")


@pytest.mark.parametrize(
    "mark", ["<!-- page 2 -->", "  <!-- Halaman 2 -->  ", "--- Page 2 ---", "[Halaman 2]", "  Hal. 2"]
)
def test_marks_that_converters_put_between_pages(mark):
    assert read_transcript(f"Awal\n{mark}\n{LINES}".encode(), "text/plain").page_count == 2


@pytest.mark.parametrize("text", ["Halaman 2 sampai 3", "<!-- page 2 --> lanjutan", "--- Page dua ---"])
def test_what_only_begins_like_such_a_mark_is_text(text):
    assert read_transcript(f"Awal\n{text}\n{LINES}".encode(), "text/plain").page_count == 1


@given(st.binary(max_size=300))
def test_any_bytes_give_blocks_or_a_typed_error(data):
    try:
        transcript = read_transcript(b"<table>" + data, "text/html")
    except InputError:
        return
    assert transcript.page_count >= 1


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=100))
def test_utf8_comes_back_as_it_was(text):
    import unicodedata

    assert decode(text.encode())[0].lstrip("\ufeff") == unicodedata.normalize("NFC", text).lstrip("\ufeff")
