"""Words become printed lines, lines become spans that keep their place and their doubts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.evidence import Alternative
from models.geometry import Box
from models.layout import Line, Span, join_lines
from models.page import Word
from parsers.spans import group_lines, join_spans, split_segments, to_line, to_span
from tests.ruled_page import printed


def word(text: str, x: float, top: float, height: float = 8, **more) -> Word:
    return Word(text, Box(x, top, x + 20, top + height), **more)


def texts(lines: list[list[Word]]) -> list[str]:
    return [" ".join(w.text for w in line) for line in lines]


def test_words_come_in_reading_order_whatever_order_they_are_stored_in():
    words = printed("Menerima surat\nmasuk dari bupati", 40, 100)
    assert texts(group_lines(reversed(words))) == ["Menerima surat", "masuk dari bupati"]


def test_a_small_word_on_the_same_baseline_stays_on_its_line():
    line = [word("Pasal", 40, 100), word("2", 62, 103, height=5), word("ayat", 84, 100)]
    assert texts(group_lines(line)) == ["Pasal 2 ayat"]


def test_lines_set_tight_are_not_joined():
    assert texts(group_lines([word("atas", 40, 100, 8), word("bawah", 40, 105, 8)])) == ["atas", "bawah"]


def test_words_that_ocr_read_as_one_line_stay_together_however_their_boxes_lie():
    """Boxes round 'aman' and 'Tgl.' differ in height, and a skewed line drifts."""
    line = [word("Tgl.", 40, 100, 9, line=3), word("aman", 70, 106, 4, line=3), word("sekali", 100, 107, 5, line=3)]
    below = [word("kedua", 40, 112, 8, line=4)]
    assert texts(group_lines(below + line)) == ["Tgl. aman sekali", "kedua"]


def test_no_words_no_lines():
    assert group_lines([]) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60), st.integers(4, 20), st.integers(-1, 3)), max_size=25))
def test_grouping_loses_no_word_and_keeps_ocr_lines_whole(places):
    words = [word(str(n), x * 10, y * 5, size, line=line) for n, (x, y, size, line) in enumerate(places)]
    lines = group_lines(words)
    assert sorted(w for line in lines for w in line) == sorted(words)
    assert all(line == sorted(line, key=lambda w: w.box.x0) for line in lines)
    for number in {w.line for w in words if w.line >= 0}:
        assert sum(any(w.line == number for w in line) for line in lines) == 1


def test_a_line_is_cut_at_wide_gaps_only():
    line = printed("Nomor SOP", 40, 100) + printed("065/12/2024", 200, 100)
    assert texts(split_segments(line)) == ["Nomor SOP", "065/12/2024"]
    assert split_segments([]) == []


def test_a_span_keeps_box_least_confidence_and_alternatives():
    other = Alternative(text="lO menit", reader="tesseract", confidence=0.4)
    words = [
        word("10", 40, 100, confidence=0.7, origin="ocr", line=0, alternatives=(other,)),
        word("menit", 64, 101, confidence=0.9, origin="ocr", line=0, alternatives=(other,)),
        word("kerja", 40, 112, confidence=0.95, origin="ocr", line=1),
    ]
    span = to_span(words, 2)
    evidence = span.evidence()
    assert span.text == evidence.text == "10 menit kerja"
    assert [line.confidence for line in span.lines] == [0.7, 0.95]
    assert (evidence.page, evidence.bbox, evidence.confidence, evidence.origin) == (2, (40, 100, 84, 120), 0.7, "ocr")
    assert evidence.alternatives == [other]  # said once, though both words carry it


def test_an_empty_span_stands_at_its_place_and_is_false():
    place = Box(40.04, 50, 100, 60)
    span = to_span([], 3, place)
    assert not span and span.box == place and span.text == "" and span.confidence is None
    assert span.evidence().bbox == (40.0, 50, 100, 60)
    assert not Span(1, (Line("  "),))


def test_joined_spans_keep_the_order_given_and_the_origin_of_what_was_read():
    empty, first = to_span([], 1, Box(0, 0, 10, 10)), to_span([word("satu", 40, 50, origin="ocr")], 1)
    second = to_span(printed("dua", 40, 20), 1)
    joined = join_spans([empty, first, second])
    assert joined.text == "satu dua" and joined.origin == "ocr" and joined.box == Box(0, 0, 60, 58)
    with pytest.raises(ValueError):
        join_spans([])


def test_to_line_spans_its_words():
    line = to_line(printed("Kepala Dinas", 40, 100))
    assert line.text == "Kepala Dinas" and line.box == Box(40, 100, 88, 108) and line.alternatives == ()


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Menerima  surat ", "", " masuk"], "Menerima surat masuk"),
        (["pengum-", "pulan data"], "pengumpulan data"),
        (["masing-", "masing bidang"], "masing-masing bidang"),
        (["buku-", "buku agenda"], "buku-buku agenda"),
        (["LKj-", "IP tahun"], "LKj-IP tahun"),
        (["tahun 2018-", "2023"], "tahun 2018-2023"),
        (["Undang-", "Undang Nomor 16"], "Undang-Undang Nomor 16"),
        (["undang-", "undangan"], "undang-undangan"),
        (["peraturan perundang-", "undangan yang"], "peraturan perundang-undangan yang"),
        (["berulang-", "ulang"], "berulang-ulang"),
        (["selambat-", "lambatnya"], "selambat-lambatnya"),
        (["sehari-", "hari"], "sehari-hari"),
        (["pemberi-", "tahuan"], "pemberitahuan"),
        (["Berkas -", "lengkap"], "Berkas - lengkap"),
        (["-", "tanpa lampiran"], "- tanpa lampiran"),
        ([], ""),
        (["", "  "], ""),
    ],
)  # fmt: skip
def test_lines_are_joined_as_they_are_read(lines, joined):
    assert join_lines(lines) == joined


@given(st.lists(st.text(alphabet="abcde -1A", max_size=12), max_size=6))
def test_joining_keeps_every_letter_and_doubles_no_space(lines):
    joined = join_lines(lines)
    kept = [c for c in "".join(lines) if c not in " -"]
    assert [c for c in joined if c not in " -"] == kept
    assert joined == " ".join(joined.split())


@given(st.lists(st.text(alphabet="abcdeA1", min_size=1, max_size=12), min_size=1, max_size=6))
def test_lines_without_hyphens_are_joined_by_spaces(lines):
    assert join_lines(lines) == " ".join(lines)
