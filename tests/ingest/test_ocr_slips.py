"""Slips of l, i and j: set right where another reader and the script or the page say so, and only there."""

from __future__ import annotations

import pytest

from ingest.ocr.slips import mend_slips
from models.evidence import Alternative
from models.geometry import Box
from models.page import Word

PLACE = Box(0, 0, 30, 10)


def word(text, other=None, confidence=0.7, sure=0.9, reader="tesseract"):
    alternatives = (Alternative(text=other, reader=reader, confidence=sure),) if other else ()
    return Word(text, PLACE, confidence, "ocr", 0, alternatives)


def read(*words):
    return [w.text for w in mend_slips(words)]


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("darl", "dari"),
        ("tldak", "tidak"),
        ("Catatl,", "Catati,"),
        ("ljazah", "Ijazah"),
        ("DIl", "DII"),
        ("(BAPi)", "(BAPI)"),
        ("djcatat", "dicatat"),
        ("ha!aman", "halaman"),
    ],
)
def test_what_the_script_does_not_know_is_read_as_the_other_reader_has_it(slip, right):
    (mended,) = mend_slips([word(slip, right)])
    assert mended.text == right
    assert [a.text for a in mended.alternatives] == [slip]
    assert mended.confidence < 0.98


@pytest.mark.parametrize(
    "text, other",
    [
        ("kelas", "keias"),
        ("dll.", "dii."),
        ("Jl.", "Ji."),
        ("instruksi", "Instruksi"),
        ("Djoko", "Dioko"),
        ("Ingat!", "Ingatl"),
    ],
)
def test_a_word_that_may_be_right_stays(text, other):
    assert read(word(text, other)) == [text]


def test_without_another_reader_nothing_is_changed():
    assert read(word("darl"), word("darl", "dari", reader="ppocr"), word("darl", "dari", sure=0.05)) == ["darl"] * 3


def test_the_same_word_elsewhere_on_the_page_decides():
    slip, sure = word("plano", "piano"), word("Piano", confidence=0.98)
    assert read(slip) == ["plano"]
    assert read(slip, sure) == ["piano", "Piano"]
    assert read(word("piano", "plano"), sure) == ["piano", "Piano"]
    assert read(word("Jadwa!", "Jadwal"), word("jadwal", confidence=0.98))[0] == "Jadwal"


@pytest.mark.parametrize(
    ("slip", "right"), [("Rl", "RI"), ("(K8R)", "(KBR)"), ("intemal", "internal"), ("PKPi-Bali", "PKPI-Bali")]
)
def test_a_short_form_or_word_that_the_page_prints_elsewhere_is_read_as_there(slip, right):
    """The page's own words decide by their capitals, too: "Ri" is not "RI" read once more."""
    elsewhere = word(right, confidence=0.98)
    assert read(word(slip, right), elsewhere) == [right, right]
    assert read(word(right, slip), elsewhere) == [right, right]


@pytest.mark.parametrize(
    ("slip", "right"), [("S0", "50"), ("S0.", "50."), ("2O0", "200"), ("I04", "104"), ("SO", "SO"), ("S1", "S1")]
)
def test_a_letter_before_a_nought_is_a_figure(slip, right):
    (mended,) = mend_slips([word(slip, "SO", confidence=0.98)])
    assert mended.text == right
    if slip != right:
        assert mended.confidence < 0.95
        assert mended.alternatives[0].text == slip


@pytest.mark.parametrize(("slip", "right"), [("sesual", "sesuai"), ("Pengeiola", "Pengelola"), ("(teiah)", "(telah)")])
def test_a_word_of_every_office_decides_where_the_page_does_not(slip, right):
    assert read(word(slip, right)) == [right]
    assert read(word(right, slip)) == [right]
    assert read(word(slip)) == [slip]
    assert read(word(slip, right), word(slip.strip("()"), confidence=0.98))[0] == slip


def test_a_word_in_capitals_keeps_them_though_the_page_has_it_in_small_letters():
    assert read(word("DI", "Di"), word("di", confidence=0.98), word("di", confidence=0.98))[0] == "DI"


def test_a_lone_figure_is_no_letter():
    assert read(word("8", "B"), word("B", confidence=0.98), word("B", confidence=0.98)) == ["8", "B", "B"]


def test_figures_and_other_letters_are_no_such_slips():
    assert read(word("11", "l1"), word("surat", "surai"), word("l", "I")) == ["11", "surat", "l"]
