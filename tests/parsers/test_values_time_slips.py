"""Slips of reading in the time column: what the OCR read is mended, what a file says itself is not."""

from __future__ import annotations

import pytest

from models.evidence import Alternative
from models.layout import Line, Span
from parsers.values.time_slips import mended_time


def cell(text: str, confidence: float, other: str = "", origin: str = "ocr") -> Span:
    others = (Alternative(text=other, reader="tesseract", confidence=0.9),) if other else ()
    return Span(1, (Line(text, None, confidence, others),), None, origin)


@pytest.mark.parametrize("read", ["l jam", "I jam", "| jam", "{ jam", "J jam"])
def test_a_doubtful_bare_stroke_before_a_unit_is_a_one(read: str) -> None:
    assert mended_time(cell(read, 0.45)).text == "1 jam"


def test_a_stroke_that_was_read_surely_stays_as_it_is_printed() -> None:
    assert mended_time(cell("l jam", 0.97)).text == "l jam"


def test_the_text_of_a_file_stays_as_it_is() -> None:
    assert mended_time(cell("l jam", 0.45, origin="pdf")).text == "l jam"


@pytest.mark.parametrize(
    ("read", "other", "wanted"),
    [
        ("10 meit", "menit", "10 menit"),
        ("4 Jamn", "Jam", "4 Jam"),
        ("l jamn", "jam", "1 jam"),
        ("10 meit", "hari", "10 meit"),  # another word altogether
        ("10 meit", "", "10 meit"),  # nobody saw a unit: it may be the sheet's own misprint
        ("10 menit", "jam", "10 menit"),
        ("Telepon meit", "menit", "Telepon meit"),  # no time
    ],
)
def test_a_unit_is_mended_where_the_other_reader_saw_it(read: str, other: str, wanted: str) -> None:
    assert mended_time(cell(read, 0.5, other)).text == wanted


def test_a_stroke_before_another_word_is_no_figure() -> None:
    assert mended_time(cell("I bulan sekali", 0.4)).text == "1 bulan sekali"
    assert mended_time(cell("I tahap", 0.4)).text == "I tahap"


@pytest.mark.parametrize(
    ("read", "wanted"), [("15 . menit", "15 menit"), ("l• jam", "1 jam"), ("2 - 3 jam", "2 - 3 jam"), ("-", "-")]
)
def test_a_speck_is_no_part_of_a_time(read: str, wanted: str) -> None:
    assert mended_time(cell(read, 0.45)).text == wanted


@pytest.mark.parametrize(
    ("read", "other", "wanted"),
    [
        ("hari kerja", "|hari", "1 hari kerja"),
        ("jam", "2jam", "2 jam"),
        ("jam", "", "jam"),
        ("jam", "Sjam", "jam"),
        ("jam kerja", "|kerja", "jam kerja"),
        ("z jam", "2", "z jam"),  # read surely
    ],
)
def test_a_figure_that_only_the_other_reader_saw_stands_before_its_unit(read: str, other: str, wanted: str) -> None:
    assert mended_time(cell(read, 0.9, other)).text == wanted


@pytest.mark.parametrize(
    ("read", "sure", "wanted"),
    [
        ("3 bari kerja", 0.94, "3 hari kerja"),
        ("3 bari kerja", 0.98, "3 bari kerja"),  # so printed
        ("20 mot", 0.94, "20 mnt"),
        ("2 rim", 0.9, "2 rim"),
        ("2 set", 0.9, "2 set"),
    ],
)
def test_a_doubtful_word_a_letter_from_a_usual_unit_is_that_unit(read: str, sure: float, wanted: str) -> None:
    assert mended_time(cell(read, sure)).text == wanted


def test_a_doubtful_letter_before_a_unit_is_the_figure_that_the_other_reader_saw() -> None:
    assert mended_time(cell("z jam", 0.3, "2")).text == "2 jam"
    assert mended_time(cell("z jam", 0.3)).text == "z jam"
