"""Which readings of a line count as print."""

from __future__ import annotations

import pytest

from ingest.ocr.reader import Character, Reading
from ingest.reading import is_text
from ingest.textlines import TextLine
from models.geometry import PixelBox


def reading(text: str, confidence: float) -> Reading:
    return Reading(tuple(Character(c, 10.0 * k, 10.0 * k + 8, confidence) for k, c in enumerate(text)))


@pytest.mark.parametrize(("text", "counts"), [("8", False), ("ii", False), ("-", True)])
def test_a_line_lower_than_any_letter_is_a_dash_or_nothing(text, counts):
    dot = TextLine(PixelBox(0, 0, 8, 4), letters=1, is_low=True)
    assert is_text(reading(text, 0.96), dot) is counts


@pytest.mark.parametrize(("confidence", "counts"), [(0.5, False), (0.7, True)])
def test_a_lone_figure_counts_if_the_reader_is_sure(confidence, counts):
    assert is_text(reading("8", confidence), TextLine(PixelBox(0, 0, 14, 24), letters=1)) is counts
