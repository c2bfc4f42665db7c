"""Which part of a line is read a second time, and what becomes of the line."""

from __future__ import annotations

import numpy as np

from ingest.ocr.doubtful import doubtful_part, with_part
from ingest.ocr.reader import Character, Reading

#: Pixels of a letter, and of a space.
LETTER, HEIGHT = 10, 20


def line(text, doubtful=(), sure=0.99):
    """A reading, with letters in doubt at these places, and its crop: white where a space is."""
    crop = np.full((HEIGHT, LETTER * len(text), 3), 255, np.uint8)
    characters = []
    for k, letter in enumerate(text):
        confidence = 0.6 if k in doubtful else sure
        characters.append(Character(letter, float(LETTER * k), float(LETTER * (k + 1)), confidence))
        if letter != " ":
            crop[5:15, LETTER * k + 1 : LETTER * (k + 1)] = 0
    return Reading(tuple(characters)), crop


LONG = "menyusun laporan hasil kegiatan tahunan kantor"


def test_a_line_that_is_sure_is_not_read_again():
    assert doubtful_part(*line(LONG)) is None


def test_what_is_no_print_at_all_is_not_read_again():
    assert doubtful_part(*line(LONG, doubtful=[10], sure=0.3)) is None


def test_only_the_word_in_doubt_and_its_neighbours_are_read_again():
    reading, crop = line(LONG, doubtful=[LONG.index("hasil")])
    part = doubtful_part(reading, crop)
    assert LONG[part.first : part.stop] == "laporan hasil kegiatan"
    assert crop[:, part.left].min() == crop[:, part.right].min() == 255, "cut through a letter"


def test_doubt_at_both_ends_takes_the_whole_line():
    reading, crop = line(LONG, doubtful=[0, len(LONG) - 1])
    part = doubtful_part(reading, crop)
    assert (part.first, part.stop, part.left, part.right) == (0, len(LONG), 0, crop.shape[1])


def test_doubt_in_the_first_or_last_word_reaches_to_the_end_of_the_line():
    first, last = (doubtful_part(*line(LONG, doubtful=[k])) for k in (0, len(LONG) - 1))
    assert LONG[first.first : first.stop] == "menyusun laporan" and first.left == 0
    assert LONG[last.first : last.stop] == "tahunan kantor" and last.right == LETTER * len(LONG)


def test_a_surer_reading_takes_the_place_of_its_part_alone():
    reading, crop = line(LONG, doubtful=[LONG.index("hasil")])
    part = doubtful_part(reading, crop)
    better = with_part(reading, part, line("laporan hasik kegiatan")[0])
    assert better.text == LONG.replace("hasil", "hasik")
    middles = [(c.start + c.end) / 2 for c in better.characters]
    assert middles == sorted(middles)


def test_a_reading_less_sure_than_the_first_is_dropped():
    reading, crop = line(LONG, doubtful=[LONG.index("hasil")])
    assert with_part(reading, doubtful_part(reading, crop), line("laporan hazil kegiatan", sure=0.5)[0]) == reading


def test_a_reference_is_always_read_again_and_believed():
    reading, crop = line("12/SOP/I/2024")
    part = doubtful_part(reading, crop)
    assert with_part(reading, part, line("12/SOP/III/2024", sure=0.9)[0]).text == "12/SOP/III/2024"


def with_bar(text, high=True):
    """A line whose last letter, a bar, was passed over."""
    reading, crop = line(text + "I")
    if high:
        crop[:, -LETTER:] = 255
        crop[:, -LETTER // 2] = 0
    return Reading(reading.characters[: len(text)]), crop


def test_a_letter_passed_over_at_the_end_is_read_again():
    reading, crop = with_bar(LONG + " ", high=False)
    part = doubtful_part(reading, crop)
    assert part.lacks_end and part.right == crop.shape[1]
    whole = with_part(reading, part, line(LONG[part.first :] + " I", sure=0.7)[0])
    assert whole.text == LONG + " I"


def test_a_reading_anew_that_is_another_one_gives_no_end():
    reading, crop = with_bar(LONG + " ", high=False)
    assert with_part(reading, doubtful_part(reading, crop), line("rantor I", sure=0.7)[0]) == reading


def test_a_drawn_bar_beside_a_line_is_no_letter_of_it():
    assert doubtful_part(*with_bar(LONG + " ")) is None


def test_a_short_word_passed_over_at_the_start_is_read_again():
    reading, crop = line("TIM ABC")
    reading = Reading(reading.characters[4:])
    part = doubtful_part(reading, crop)
    assert part.lacks_start and part.left == 0
    assert with_part(reading, part, line("TIM ABC", sure=0.7)[0]).text == "TIM ABC"
    assert with_part(reading, part, line("ABC D", sure=0.7)[0]) == reading, "the end lacks nothing"
