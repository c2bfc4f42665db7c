"""The number of a sheet, read by two readers that differ."""

from __future__ import annotations

import pytest

from models.evidence import Alternative
from models.geometry import Box
from models.layout import HeaderBlock, LabelledValue, Line, Span
from parsers.header.fields import read_header


def numbered(text: str, confidence: float, *others: str) -> HeaderBlock:
    alternatives = tuple(Alternative(text=other, reader="tesseract", confidence=0.7) for other in others)
    value = Span(1, (Line(text, Box(90, 10, 190, 20), confidence, alternatives),), Box(85, 8, 300, 22), "ocr")
    label = Span(1, (Line("Nomor SOP", Box(10, 10, 70, 20)),), Box(5, 8, 80, 22), "ocr")
    return HeaderBlock(pairs=[LabelledValue(label, [value])])


@pytest.mark.parametrize(
    ("others", "number"),
    [
        (["08/SOP/1/2021"], "08/SOP/I/2021"),  # a stroke is a stroke
        (["08/SOP/II/2021"], None),  # but not two
        (["08/SOP:I/2021"], "08/SOP/I/2021"),
        (["O8/SOP/I/2O21"], "08/SOP/I/2021"),
        (["06/SOP/I/2021"], None),
        ([], None),  # nobody else was asked
        (["-"], None),  # nor was anything seen
    ],
)
def test_a_number_of_which_readings_differ_by_what_a_stroke_is_called_is_a_value(others, number):
    assert read_header(numbered("08/SOP/I/2021", 0.75, *others))[0].number == number


@pytest.mark.parametrize(
    ("read", "other", "number"),
    [
        ("31/SOP/DISNAKER//2019", "31/SOP/DISNAKER/I/2019", "31/SOP/DISNAKER/I/2019"),
        ("31/SOP/DISNAKER/VIL/2019", "31/SOP/DISNAKER/VII/2019", "31/SOP/DISNAKER/VII/2019"),
        ("31/SOP/DISNAKER/IIX/2019", "31/SOP/DISNAKER!III/2019", "31/SOP/DISNAKER/III/2019"),
        ("31/SOP/DISNAKERVI/2019", "31/SOP/DISNAKER/VII/2019", "31/SOP/DISNAKER/VII/2019"),
        ("31/SOP/DISNAKER/2019", "31/SOP/DISNAKER/I/2019", "31/SOP/DISNAKER/I/2019"),
        ("31/SOP/DISNAKER//2019", "31/SOP/DISNAKER/1/2019", "31/SOP/DISNAKER/I/2019"),  # a printed 1 is read as one
        ("31/SOP/DISNAKER//2019", "31/SOP/DISNAKER/!/2019", "31/SOP/DISNAKER/I/2019"),
        ("31/SOP/DISNAKER/2019", "31/SOP/DISNAKER/1/2019", "31/SOP/DISNAKER/I/2019"),
        ("31/SOP/DISNAKER/V/2019", "31/SOP/DISNAKER/1/2019", "31/SOP/DISNAKER/I/2019"),
        ("31/SOP/DISNAKER/V/2019", "31/SOP/DISNAKER/V/2019", "31/SOP/DISNAKER/V/2019"),
        ("31/SOP/DISNAKER/1/2019", "31/SOP/DISNAKER/I/2019", "31/SOP/DISNAKER/1/2019"),
        ("31/SOP/DISNAKER//2019", "31/SOP/DISNAKER/1/2018", None),
        ("31/SOP/DISNAKER//2019", "31/SOP/DISHUB/I/2019", None),
        ("31/SOP/DISNAKER/II/2019", "31/SOP/DISNAKER/III/2019", None),
        ("31/SOP/DISNAKER/IIV/2019", "31/SOP/DISNAKER/II/2019", None),
        ("31/SOP/DISNAKER/I/2019", "31/SOP/DISNAKER:I/2019", "31/SOP/DISNAKER/I/2019"),
        ("050,3.1/31/DISNAKER", "050.3.1/31/DISNAKER", "050.3.1/31/DISNAKER"),
        ("31/SOP/DISNAKER/2019", "131/SOP/DISNAKER/2019", "31/SOP/DISNAKER/2019"),  # the edge of the cell
        ("31/SOP/DISNAKER/2019", "31/SOP/DSNAKER/2019", "31/SOP/DISNAKER/2019"),  # no figure
    ],
)
def test_a_reading_without_sense_gives_way_to_one_with_a_month(read, other, number):
    assert read_header(numbered(read, 0.92, other))[0].number == number


def test_what_another_reading_mends_was_read_as_surely_as_two_that_agree():
    read = "31/SOP/DISNAKER//2019", "31/SOP/DISNAKER/I/2019"
    assert read_header(numbered(read[0], 0.72, read[1]))[0].number == read[1]
    assert read_header(numbered(read[0], 0.65, read[1]))[0].number is None


def test_a_month_is_not_parted_by_a_stroke_that_another_reader_takes_for_a_slash():
    read = numbered("31/SOP/DISNAKER/III/2019", 0.94, "31/SOP/DISNAKER/I!I/2019")
    assert read_header(read)[0].number == "31/SOP/DISNAKER/III/2019"


def test_a_blank_month_is_the_sheets_own_where_it_was_read_surely():
    assert read_header(numbered("31/SOP/DISNAKER//2019", 0.97))[0].number == "31/SOP/DISNAKER//2019"
    assert read_header(numbered("31/SOP/DISNAKER//2019", 0.93))[0].number is None
    assert read_header(numbered("31//2019", 0.93))[0].number is None


@pytest.mark.parametrize(
    ("other", "number"), [("31/SOP/DISNAKER/I!/2019", None), ("31/SOP/DISNAKER:II/2019", "31/SOP/DISNAKER/II/2019")]
)
def test_a_month_of_two_strokes_must_be_seen_by_both(other, number):
    assert read_header(numbered("31/SOP/DISNAKER/II/2019", 0.85, other))[0].number == number


@pytest.mark.parametrize(
    ("read", "other", "number"),
    [
        ("31/SOP/DISNAKER/III/2019", "31/SOP/DISNAKERII!!/2019", "31/SOP/DISNAKER/III/2019"),
        ("31/SOP/DISNAKER/VIII/2019", "31/SOP/DISNAKER/V!!!/2019", "31/SOP/DISNAKER/VIII/2019"),
        ("31/SOP/DISNAKER/VII/2019", "31/SOP/DISNAKER/V!I/2019", "31/SOP/DISNAKER/VII/2019"),
        ("31/SOP/DISNAKER/III/2019", "31/SOP/DISNAKER/!!/2019", None),
        ("31/SOP/DISNAKER/II/2019", "31/SOP/DISNAKER/III/2019", None),
    ],
)
def test_a_month_of_three_strokes_that_both_counted_is_whole(read, other, number):
    assert read_header(numbered(read, 0.85, other))[0].number == number


@pytest.mark.parametrize(
    ("read", "other", "number"),
    [
        ("31/SOP/DINAS/I/2Q19", "31/SOP/DINAS/1/2019", "31/SOP/DINAS/I/2019"),
        ("SOP-31/DIHU8/2019", "SOP-31/DIHUB/2019", "SOP-31/DIHUB/2019"),
        ("31/D1N5OS/2019", "31/DINSOS/2019", None),  # not alone among letters
        ("31/P8KB/2019", "31/PBKB/2019", "31/PBKB/2019"),
        ("31/P2KB/2019", "31/PZKB/2019", None),
        ("31/B8/2019", "31/BB/2019", None),  # two are no word
        ("31/SOP/2Q19", "37/SOP/2019", None),
    ],
)
def test_a_figure_stands_among_figures_and_a_letter_among_letters(read, other, number):
    assert read_header(numbered(read, 0.86, other))[0].number == number


def test_a_reading_that_differs_in_more_mends_no_sign():
    assert read_header(numbered("31/DIHU8/2019", 0.94, "37/DIHUB/2019"))[0].number == "31/DIHU8/2019"


@pytest.mark.parametrize(
    ("other", "number"), [("31/SOP/DISNAKER/II/2019", None), ("31/SOP/DISNAKER/1/2019", "31/SOP/DISNAKER/I/2019")]
)
def test_a_month_of_which_another_reading_has_a_stroke_more_is_in_doubt(other, number):
    assert read_header(numbered("31/SOP/DISNAKER/I/2019", 0.94, other))[0].number == number
