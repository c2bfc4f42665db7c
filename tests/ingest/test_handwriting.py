"""Numbers and dates written by hand, told from print."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont

from ingest.text.handwriting import MOST_WHEN_DISPUTED, is_by_hand, with_handwriting
from models.evidence import Alternative, Evidence
from models.geometry import Box
from models.page import Word
from parsers.spans import to_span

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def line(text: str, unrest: float, seed: int = 3) -> np.ndarray:
    """Ink of a line, uint8 (h, w): each letter moved and resized by chance, up to `unrest` of its size."""
    rng = np.random.default_rng(seed)
    page = Image.new("L", (40 * len(text), 90), 0)
    x = 10.0
    for letter in text:
        size = 36 * (1 + unrest * rng.uniform(-1, 1))
        font = ImageFont.truetype(str(FONT), size)
        ImageDraw.Draw(page).text((x, 62 + 36 * unrest * rng.uniform(-1, 1)), letter, fill=255, font=font, anchor="ls")
        x += font.getlength(letter) + 3
    ink = (np.asarray(page) > 128).astype(np.uint8) * 255
    rows = np.flatnonzero(ink.any(axis=1))
    return np.ascontiguousarray(ink[rows[0] : rows[-1] + 1, : int(x)])


@pytest.mark.parametrize("text", ["072/SOP/TU/VII/2019", "12 Juni 2018", "19710602 199809 2 001", "JUNI 2021"])
def test_print_is_none(text):
    assert not is_by_hand(text, line(text, 0.0))


@pytest.mark.parametrize("text", ["072/SOP/TU/VII/2019", "12 Juni 2018", "AGUSTUS 2021"])
def test_letters_that_stand_at_different_heights_are_written(text):
    assert is_by_hand(text, line(text, 0.25))


@pytest.mark.parametrize("text", ["Menyampaikan surat", "2 jam", "Kepala Bagian Umum"])
def test_only_numbers_and_dates_are_asked_about(text):
    assert not is_by_hand(text, line(text, 0.25))


def test_what_readers_dispute_of_handwriting_is_no_value_and_its_evidence_says_so():
    other = (Alternative(text="I2 Jumi", reader="tesseract", confidence=0.6),)
    ink = line("12 Juni 2018", 0.25)
    high, wide = ink.shape
    words = [
        Word("12 Juni", Box(0, 0, 0.6 * wide, high), 0.94, "ocr", 0, other),
        Word("2018", Box(0.65 * wide, 0, wide, high), 0.97, "ocr", 1),
    ]
    disputed, agreed = with_handwriting(words, ink, 1.0)
    assert disputed.confidence == MOST_WHEN_DISPUTED and agreed.confidence == 0.97
    entry = to_span([disputed, agreed], 1).evidence()
    assert entry.handwritten and isinstance(entry, Evidence)
    assert not to_span([Word("JUNI", words[0].box)], 1).evidence().handwritten


def test_a_labels_colon_that_one_reader_took_for_a_stroke_is_no_dispute_about_the_date_behind_it():
    other = (Alternative(text="1", reader="tesseract", confidence=0.8),)
    ink = line("12 Juni 2018", 0.25)
    high, wide = ink.shape
    words = [
        Word(":", Box(-8, 0, -5, high), 0.95, "ocr", 0, other),
        Word("12 Juni", Box(0, 0, 0.6 * wide, high), 0.94, "ocr", 0),
        Word("2018", Box(0.65 * wide, 0, wide, high), 0.97, "ocr", 1),
    ]
    assert [word.confidence for word in with_handwriting(words, ink, 1.0)] == [0.95, 0.94, 0.97]
