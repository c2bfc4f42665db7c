"""NIPs under black strokes: read by their shapes where the picture decides, left alone where it does not."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ingest.ink.long_strokes import long_strokes
from ingest.look import Look
from ingest.ocr.figure_row import likeliest_numbers
from ingest.ocr.figure_shapes import printed_figures
from ingest.ocr.printed_shapes import shapes
from ingest.ocr.reader import Reading
from ingest.stamps.hidden_numbers import SURE_SHAPES, read_hidden_numbers
from models.civil_number import is_sound
from models.geometry import Box
from models.page import Word

SCALE = 2.8
NUMBER = "198503172010122004"
SAMPLE = "0123456789"
HEIGHT, PITCH = 22, 17


class _Blind:
    """A reader that sees nothing, so that the shapes alone decide."""

    name, version, notices = "ppocr", "none", ()

    def recognise(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        return [Reading() for _ in crops]


def _printed(page: np.ndarray, text: str, x: int, foot: int) -> Box:
    """`text` in figures on the page; its box in points."""
    drawn = shapes("Helvetica", SAMPLE)
    for k, figure in enumerate(text):
        shape = drawn[figure].ink
        sized = cv2.resize(shape, (max(1, round(shape.shape[1] * HEIGHT / 46)), HEIGHT), interpolation=cv2.INTER_AREA)
        left = x + k * PITCH + (PITCH - sized.shape[1]) // 2
        place = page[foot - HEIGHT : foot, left : left + sized.shape[1]]
        place[:] = np.minimum(place, (255 * (1 - sized)).astype(np.uint8))
    return Box(x / SCALE, (foot - HEIGHT) / SCALE, (x + len(text) * PITCH) / SCALE, foot / SCALE)


def _page(strokes: Sequence[tuple[str, tuple[int, ...]]]) -> tuple[Look, list[Word]]:
    page = np.full((500, 700), 255, np.uint8)
    words = [Word(SAMPLE, _printed(page, SAMPLE, 60, 60 + 40 * k), 0.99, "ocr", k) for k in range(3)]
    box = _printed(page, NUMBER, 200, 300)
    for kind, at in strokes:
        if kind == "ring":
            cv2.circle(page, at[:2], at[2], 0, 3)
        else:
            cv2.line(page, at[:2], at[2:4], 0, at[4])
    words.append(Word(NUMBER.replace("3", "8"), box, 0.4, "ocr", 9))
    return Look(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), SCALE), words


def _number(words: Sequence[Word]) -> Word:
    return next(word for word in words if word.line == 9)


def test_a_nip_under_a_ring_is_read_by_its_shapes():
    look, words = _page([("ring", (290, 250, 70)), ("line", (250, 200, 330, 330, 3))])
    found = _number(read_hidden_numbers(look, words, SCALE, _Blind()))
    assert (found.text, found.confidence) == (NUMBER, SURE_SHAPES)
    assert found.alternatives[0].text == NUMBER.replace("3", "8")


def test_a_figure_wholly_under_a_stroke_is_not_made_up():
    covered = 200 + 7 * PITCH + PITCH // 2  # the unit of the day
    look, words = _page([("line", (covered, 180, covered, 420, PITCH + 4))])
    assert read_hidden_numbers(look, words, SCALE, _Blind()) == words


def test_a_flat_piece_read_as_a_figure_shows_no_figure():
    """A broken line that was read surely as "4" made a figure of one pixel, and the page could not be read."""
    look, words = _page([("ring", (330, 290, 30))])
    dash = np.zeros((500, 700), np.uint8)
    dash[100, 400:404] = 255
    flat = Word("4", Box(400 / SCALE, 99 / SCALE, 404 / SCALE, 102 / SCALE), 0.99, "ocr", 7)
    assert not printed_figures([flat], dash, SCALE).figures
    assert printed_figures(words[:3], look.ink.text, SCALE).figures


def test_a_number_read_surely_is_left_alone():
    look, words = _page([])
    words[-1] = words[-1]._replace(text=NUMBER, confidence=0.98)
    assert read_hidden_numbers(look, words, SCALE, _Blind()) == words


def test_what_was_read_surely_must_be_a_part_of_the_number():
    look, words = _page([("ring", (290, 250, 70))])
    box = words[-1].box
    middle = (box.x0 + box.x1) / 2
    words[-1:] = [
        Word("198508172", box._replace(x1=middle), 0.4, "ocr", 9),
        Word("010122009", box._replace(x0=middle), 0.99, "ocr", 9),
    ]
    assert read_hidden_numbers(look, words, SCALE, _Blind()) == words


def test_rings_and_slanting_lines_are_long_strokes_and_letters_are_not():
    page = np.full((300, 500), 255, np.uint8)
    _printed(page, NUMBER, 100, 250)
    letters = page < 128
    cv2.circle(page, (250, 130), 80, 0, 2)
    cv2.line(page, (200, 40), (320, 280), 0, 3)
    strokes = long_strokes(page < 128, 30.0)
    drawn = (page < 128) & ~letters
    assert strokes[drawn].mean() > 0.9
    assert strokes[letters].mean() < 0.25


def test_numbers_come_cheapest_first():
    costs = np.full((2, 10), 9.0)
    costs[0, 4], costs[1, 7], costs[1, 2] = 0, 0, 3
    assert [number for number, _ in likeliest_numbers(costs, 2, 20)] == ["47", "42"]


@pytest.mark.parametrize(
    "number", ["198513172010122004", "198503172010132004", "198503172010123004", "19850317201012200"]
)
def test_unsound_numbers(number):
    assert is_sound(NUMBER) and not is_sound(number)


def test_a_number_of_nineteen_figures_is_the_sheets_own():
    look, words = _page([("ring", (290, 250, 70))])
    page = cv2.cvtColor(look.colour, cv2.COLOR_RGB2GRAY)
    _printed(page, "1", 200 + 18 * PITCH, 300)
    longer = Look(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), SCALE)
    assert _number(read_hidden_numbers(look, words, SCALE, _Blind())).text == NUMBER
    assert read_hidden_numbers(longer, words, SCALE, _Blind()) == words
    words[-1] = words[-1]._replace(text=NUMBER + "1")
    assert read_hidden_numbers(longer, words, SCALE, _Blind()) == words
