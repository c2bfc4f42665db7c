"""Readings to words, and what two readings say of one word."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.ocr.agreement import settle
from ingest.ocr.alphabet import PrintedAlphabet, as_printed
from ingest.ocr.reader import Character, Reading
from ingest.ocr.words import ReadWord, split_words

LETTER, EM = 10, 24  # pixels


def printed(text, gaps=None):
    """Letters 10 px wide and 2 px apart; `gaps` gives wider ones by the index of the letter before them."""
    characters, x, ink = [], 0, np.zeros((EM, 800), np.uint8)
    for k, letter in enumerate(text):
        if letter != " ":
            ink[4:20, x : x + LETTER] = 255
        characters.append(Character(letter, x, x + LETTER, 0.9))
        x += LETTER + (gaps or {}).get(k, 2)
    return Reading(tuple(characters)), ink


def test_spaces_read_part_the_words_and_boxes_snap_to_the_ink():
    reading, ink = printed("satu dua")
    words = split_words(reading, ink, EM)
    assert [w.text for w in words] == ["satu", "dua"]
    assert (words[0].start, words[0].end) == (0, 46) and (words[1].start, words[1].end) == (60, 94)


def test_a_space_that_was_dropped_comes_back_from_the_gap():
    assert [w.text for w in split_words(*printed("1hari", {0: 7}), EM)] == ["1", "hari"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("satu•dua", ["satu", "dua"]), ("•satu", ["•satu"]), ("satu• dua", ["satu•", "dua"]), ("1•2", ["1•2"])],
)
def test_a_speck_between_two_words_is_read_as_a_bullet(text, words):
    assert [w.text for w in split_words(*printed(text), EM)] == words


@pytest.mark.parametrize(
    ("text", "gaps", "words"),
    [
        ("No . 20", {1: -8}, ["No.", "20"]),
        ("surat .", {}, ["surat"]),
        ("surat . izin", {}, ["surat", "izin"]),
        ("3 . surat", {}, ["3.", "surat"]),
        (". surat", {}, [".", "surat"]),
        ("surat , izin", {}, ["surat", ",", "izin"]),
    ],
)
def test_a_stop_hangs_on_to_its_word_and_is_a_speck_where_it_stands_apart(text, gaps, words):
    """Of "Arsip" with a speck beside it a fax had made "Arsip ."."""
    assert [w.text for w in split_words(*printed(text, gaps), EM)] == words


@pytest.mark.parametrize("text,gaps", [("1999", {1: 6}), ("1.2", {0: 6}), ("ac.id", {2: 4}), ("kata", {1: 5})])
def test_loose_print_is_not_torn_apart(text, gaps):
    assert [w.text for w in split_words(*printed(text, gaps), EM)] == [text]


def test_no_characters_no_words():
    assert split_words(Reading(), np.zeros((EM, 40), np.uint8), EM) == []


def word(text, start=0.0, end=50.0, sure=0.8):
    return ReadWord(text, start, end, sure, sure)


def test_agreement_makes_sure():
    text, sure, alternatives = settle(word("30"), 0.8, [word("30")])
    assert text == "30" and sure == pytest.approx(0.95) and alternatives == ()


def test_disagreement_keeps_the_first_less_sure_and_the_second_as_alternative():
    text, sure, (other,) = settle(word("3O", sure=0.7), 0.7, [word("30", sure=0.9)])
    assert text == "3O" and sure < 0.7
    assert (other.text, other.reader, other.confidence) == ("30", "tesseract", 0.9)


def test_a_sure_second_reader_is_believed_against_an_unsure_first():
    text, sure, (other,) = settle(word("l997", sure=0.4), 0.4, [word("1997", sure=0.96)])
    assert text == "1997" and sure < 0.96 and other.text == "l997"


def test_a_second_reading_elsewhere_says_nothing():
    assert settle(word("30"), 0.8, [word("hari", 60, 90)]) == ("30", 0.8, ())


def test_wide_forms_and_look_alikes_are_folded_and_cjk_has_no_place():
    alphabet = PrintedAlphabet(["", "a", ":", "：", "中", " "])
    picked = alphabet.pick(np.array([[0.1, 0.2, 0.3, 0.3, 0.1, 0.0]]))
    assert alphabet.characters == ["", "a", ":", " "]
    assert picked[0].tolist() == pytest.approx([0.1, 0.2, 0.6, 0.0])
    assert as_printed("（") == "(" and as_printed("é") == "é"
