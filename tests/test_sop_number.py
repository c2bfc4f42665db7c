"""The number of a sheet, read by two readers that differ."""

from __future__ import annotations

import pytest

from models.evidence import Alternative
from models.geometry import Box
from models.layout import HeaderBlock, LabelledValue, Line, Span
from parsers.header_fields import read_header


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
        (["O8/SOP/I/2O21"], "08/SOP/I/2021"),
        (["06/SOP/I/2021"], None),
        ([], None),  # nobody else was asked
    ],
)
def test_a_number_of_which_readings_differ_by_what_a_stroke_is_called_is_a_value(others, number):
    assert read_header(numbered("08/SOP/I/2021", 0.75, *others))[0].number == number
