"""Symbols on scans whose letters are as large as they are: nothing of the inside is whole, the four sides tell."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from models.geometry import Box
from models.page import Word
from parsers.flow import find_symbols
from tests.flow_sketch import ROW, Sketch, drawn, read

FONT = cv2.FONT_HERSHEY_SIMPLEX


def lettered(sketch: Sketch, text: str, x: float, y: float, height: float) -> Box:
    """Letters in the ink, as of a word that was not read; their capitals are `height` points high."""
    size = cv2.getFontScaleFromHeight(FONT, round(height * sketch.scale), 2)
    (width, tall), _ = cv2.getTextSize(text, FONT, size, 2)
    at = round(x * sketch.scale - width / 2), round(y * sketch.scale + tall / 2)
    cv2.putText(sketch.ink, text, at, FONT, size, 255, 2)
    cv2.putText(sketch.colour, text, at, FONT, size, (0, 0, 0), 2)
    across = width / 2 / sketch.scale
    return Box(x - across, y - height / 2, x + across, y + height / 2)


def scanned() -> Sketch:
    """A sheet on which something was read by OCR: letters may be left in its ink."""
    sketch = Sketch(pen=1.4)
    x, y = sketch.at(0, 2)
    sketch.words.append(Word("Kirim", Box(x - 10, y - 4, x + 10, y + 4), 0.95, "ocr", 1))
    return sketch


@pytest.mark.parametrize(
    ("width", "height", "text"), [(34, 13, "Benar?"), (44, 12, "Sudah?"), (34, 16, "Lulus?"), (26, 18, "OK?")]
)
def test_a_flat_diamond_whose_question_is_as_large_as_it(width, height, text):
    sketch = scanned()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y, width, height)
    lettered(sketch, text, x, y - 1, 6)
    (symbol,) = find_symbols(sketch.sheet())
    assert symbol.drawn_as == "diamond"
    assert np.abs(np.subtract(symbol.box.centre, (x, y))).max() < 1.5
    assert symbol.box.width == pytest.approx(width, rel=0.3)
    assert symbol.box.height == pytest.approx(height, rel=0.3)


def test_the_exits_of_a_diamond_that_letters_cut_up():
    sketch = scanned()
    x, y = sketch.at(1, 1)
    sketch.diamond(x, y, 36, 14)
    lettered(sketch, "Benar?", x, y - 1, 6)
    sketch.box(*sketch.at(1, 0))
    sketch.box(*sketch.at(0, 0))
    sketch.box(*sketch.at(1, 2))
    sketch.arrow((x, y - ROW + 13), (x, y - 7))
    sketch.arrow((x - 18, y), (x - 100, y), (x - 100, y - ROW + 13))
    sketch.arrow((x, y + 7), (x, y + ROW - 13))
    assert {e[:2] for e in drawn(read(sketch.sheet()))} == {("K0B", "K1B"), ("K1B", "K0A"), ("K1B", "K2B")}


def test_other_lettered_forms_and_letters_alone_are_no_diamonds():
    sketch = scanned()
    sketch.ellipse(*sketch.at(0, 0), 34, 14)
    lettered(sketch, "Benar?", *sketch.at(0, 0), 7)
    lettered(sketch, "KODE", *sketch.at(1, 0), 20)
    sketch.box(*sketch.at(2, 0), 36, 12)
    lettered(sketch, "Benar?", *sketch.at(2, 0), 8)
    assert not [s for s in find_symbols(sketch.sheet()) if s.drawn_as == "diamond"]
