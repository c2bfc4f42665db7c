"""Which readings of a line count as print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.ocr.reader import Character, Reading
from ingest.text.lines import TextLayout, TextLine
from ingest.text.reading import erase_words, is_text
from models.geometry import Box, PixelBox
from models.page import Word


def reading(text: str, confidence: float) -> Reading:
    return Reading(tuple(Character(c, 10.0 * k, 10.0 * k + 8, confidence) for k, c in enumerate(text)))


@pytest.mark.parametrize(("text", "counts"), [("8", False), ("ii", False), ("-", True)])
def test_a_line_lower_than_any_letter_is_a_dash_or_nothing(text, counts):
    dot = TextLine(PixelBox(0, 0, 8, 4), letters=1, is_low=True)
    assert is_text(reading(text, 0.96), dot) is counts


@pytest.mark.parametrize(("confidence", "counts"), [(0.5, False), (0.7, True)])
def test_a_lone_figure_counts_if_the_reader_is_sure(confidence, counts):
    assert is_text(reading("8", confidence), TextLine(PixelBox(0, 0, 14, 24), letters=1)) is counts


def test_the_outline_around_a_word_is_not_erased_with_it():
    letters = np.zeros((80, 160), np.uint8)
    cv2.ellipse(letters, (80, 40), (60, 30), 0, 0, 360, 255, 3)
    outline = letters.copy()
    for x in (50, 70, 90):
        letters[32:48, x : x + 5] = 255
    word = Word("III", Box(18, 8, 142, 72), 0.9, "ocr")
    left = erase_words(letters, TextLayout([], letters, 20.0, letters), [word], 1.0)
    assert (left[outline > 0] == 255).all()
    assert not left[32:48, 50:100].any()


@pytest.mark.parametrize(
    ("text", "width", "stays"), [("|", 4, True), ("I", 4, True), ("II", 4, False), ("1", 4, True), ("1", 8, False)]
)
def test_a_standing_dash_that_was_read_as_a_stroke_stays_in_the_drawing(text, width, stays):
    dash = np.zeros((60, 60), np.uint8)
    dash[20:40, 30:32] = 255
    words = [Word(text, Box(33 - width, 19, 33, 41), 0.97, "ocr")]
    assert erase_words(dash, TextLayout([], dash, 20.0, dash), words, 1.0).any() == stays


def test_an_outline_that_was_read_as_two_lines_of_print_is_not_erased():
    """The line above and the line below each hold half of the outline and half of its word."""
    letters = np.zeros((80, 200), np.uint8)
    cv2.ellipse(letters, (100, 40), (80, 25), 0, 0, 360, 255, 3)
    outline = letters.copy()
    for x in (70, 90, 110):
        letters[32:48, x : x + 5] = 255
    words = [Word("III", Box(18, 13, 182, 40), 0.9, "ocr"), Word("III", Box(18, 40, 182, 67), 0.9, "ocr")]
    left = erase_words(letters, TextLayout([], letters, 20.0, letters), words, 1.0)
    assert (left[outline > 0] == 255).all()
    assert not left[34:46, 70:120].any()


@pytest.mark.parametrize(("radius", "stays"), [(14, True), (4, False)])
def test_a_disc_with_an_arrowhead_that_was_read_as_a_letter_stays_in_the_drawing(radius, stays):
    scale = 200 / 72
    letters = np.zeros((80, 80), np.uint8)
    cv2.circle(letters, (40, 45), radius, 255, -1)
    cv2.polylines(letters, [np.array([[34, 45 - radius - 8], [40, 45 - radius], [46, 45 - radius - 8]])], False, 255, 2)
    word = Word("X", Box(20 / scale, 15 / scale, 60 / scale, 65 / scale), 0.75, "ocr")
    assert erase_words(letters, TextLayout([], letters, 20.0, letters), [word], scale)[45, 40] == (255 if stays else 0)


def test_lying_dashes_that_were_read_with_a_word_stay_in_the_drawing():
    letters = np.zeros((60, 160), np.uint8)
    for x in (20, 34, 48):
        letters[20:36, x : x + 4] = 255  # the stems of a word
    letters[30:33, 80:100] = letters[30:33, 110:130] = 255
    scale = 200 / 72
    word = Word("III --", Box(18 / scale, 18 / scale, 132 / scale, 38 / scale), 0.9, "ocr")
    left = erase_words(letters, TextLayout([], letters, 20.0, letters), [word], scale)
    assert not left[:, 18:56].any()
    assert (left[30:33, 80:100] == 255).all() and (left[30:33, 110:130] == 255).all()


def test_the_side_of_a_box_that_was_read_as_a_letter_stays_in_the_drawing():
    drawn = np.zeros((90, 120), np.uint8)
    cv2.rectangle(drawn, (20, 10), (100, 80), 255, 2)
    letters = np.zeros_like(drawn)
    letters[25:65, 19:22] = drawn[25:65, 19:22]
    words = [Word("1", Box(9.5, 13, 11, 32), 0.9, "ocr")]
    assert (erase_words(drawn, TextLayout([], letters, 20.0, letters), words, 2.0) == drawn).all()


@pytest.mark.parametrize(
    ("second", "box", "of_drawing", "counts"),
    [
        ("1", PixelBox(0, 0, 6, 18), False, True),
        ("l", PixelBox(0, 0, 6, 18), False, False),  # the other reader saw no figure
        (None, PixelBox(0, 0, 6, 18), False, False),
        ("1", PixelBox(0, 0, 6, 18), True, False),  # a piece of a flow line
        ("1", PixelBox(0, 0, 4, 18), False, False),  # a standing dash
    ],
)
def test_a_doubtful_figure_counts_where_both_readers_saw_it(second, box, of_drawing, counts):
    first = reading("1", 0.5)._replace(second=reading(second, 0.42) if second else None)
    assert is_text(first, TextLine(box, letters=1, of_drawing=of_drawing)) is counts
