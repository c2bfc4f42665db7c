"""Words that two readers read alike but for one sign."""

from __future__ import annotations

import pytest

from ingest.ocr.agreement import settle
from ingest.ocr.single_slips import second_is_right
from ingest.ocr.words import ReadWord


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("gudag", "gudang", 0.92),
        ("Sumayah", "Sumaiyah", 0.92),
        ("gudanig", "gudang", 0.91),
        ("gudamg", "gudang", 0.96),
        ("Gudang.", "Gudang", 0.93),
        (".Gudang", "Gudang", 0.93),
        ("gudang.", "gudang,", 0.86),
        ("S.Kom..", "S.Kom.,", 0.86),
        ("12/UPT/DIS/2020", "12/UPTD/DIS/2020", 0.92),
    ],
)
def test_what_the_second_reader_surely_saw_is_printed(first, second, sure):
    assert second_is_right(first, second, sure)


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("gudang", "gudanq", 0.94),  # of another letter it is surer
        ("lumbung", "Jumbung", 0.97),
        ("lumbung", "iumbung", 0.97),
        ("kiriman", "kirlman", 0.97),
        ("gudang", "Gudang", 0.97),
        ("gudang,", "gudang.", 0.97),  # no tail is drawn by a copier
        ("gudang", "gudang.", 0.97),
        ("gudang", "|gudang", 0.97),
        ("hlm.", "hlm", 0.97),
        ("No.", "No,", 0.97),
        ("Kab.", "Kab", 0.97),
        ("12", "1", 0.97),
        ("1.", "1,", 0.97),
        ("3", "8", 0.97),
        ("gdang", "gudangg", 0.97),
    ],
)
def test_what_may_be_its_own_slip_is_not(first, second, sure):
    assert not second_is_right(first, second, sure)


def test_the_reading_that_goes_stays_as_another():
    seen = [ReadWord("gudang", 0.0, 60.0, 0.96, 0.95)]
    text, sure, others = settle(ReadWord("gudag", 0.0, 60.0, 0.99, 0.98), 0.985, seen)
    assert (text, [other.text for other in others]) == ("gudang", ["gudag"])
    assert sure < 0.95
