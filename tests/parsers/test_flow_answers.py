"""Answers torn by a line through them: what is mended, and what is left as it was read."""

from __future__ import annotations

import pytest

from parsers.flow.answers import mended_answer, two_answers


@pytest.mark.parametrize(
    ("read", "answer"),
    [
        ("Ti ak", "Tidak"),
        ("1 idak", "Tidak"),
        ("Ti idak", "Tidak"),
        ("Tid", "Tidak"),
        ("Len gkap", "Lengkap"),
        ("Tidal Leng kap", "Tidak Lengkap"),
        ("Tid: ik Ses uai", "Tidak Sesuai"),
        ("TI AK", "TIDAK"),
        ("belum leng kap", "belum lengkap"),
    ],
)
def test_a_torn_answer_is_made_whole(read, answer):
    assert mended_answer(read) == answer


@pytest.mark.parametrize(
    "read", ["", "T", "Y", "Ya", "Tidak", "Tidak Lengkap", "Lengkapi", "Kirim", "Tidak sama", "Ada revisi", "ti", "- :"]
)
def test_whole_answers_and_other_words_stay(read):
    assert mended_answer(read) is None


def test_two_answers_close_to_one_another_are_two():
    assert two_answers(["Tidak", "Ya"]) == 1
    assert two_answers(["Tidak", "Lengkap"]) is None
    assert two_answers(["Kembali", "ke", "awal"]) is None
