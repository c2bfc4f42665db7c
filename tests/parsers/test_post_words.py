"""Words of the approver's post that a stroke broke or hid, beside what the letterhead prints."""

from __future__ import annotations

import pytest

from models.regions import issuing_region
from parsers.header.corroborate import with_whole_words

LETTERHEAD = ["PEMERINTAH KABUPATEN SERUYAN", "DINAS PERTANIAN DAN PERIKANAN"]


def read(post, confidence):
    return with_whole_words(post, confidence, LETTERHEAD, issuing_region(LETTERHEAD))


@pytest.mark.parametrize(
    "post",
    [
        "Kepala D nas Pertanian dan Perikanan Kabupaten Seruyan",
        "Kepala Dinas Per anian dan Perikanan Kabupaten Seruyan",
        ": : Kepala Dinas Pertanian dan Perikanan Kabupaten Seruyan",
    ],
)
def test_a_broken_word_is_one_however_sure_its_halves(post):
    assert read(post, 0.99) == "Kepala Dinas Pertanian dan Perikanan Kabupaten Seruyan"


def test_a_misread_word_is_the_letterheads_in_doubt_alone():
    assert read("Kepala Dinas Pertanlan dan Perikanan", 0.9) == "Kepala Dinas Pertanian dan Perikanan"
    assert read("KEPALA DINAS PERTANLAN DAN PERIKANAN", 0.9) == "KEPALA DINAS PERTANIAN DAN PERIKANAN"
    assert read("Kepala Dinas Pertanlan dan Perikanan", 0.99) == "Kepala Dinas Pertanlan dan Perikanan"


def test_a_word_that_nothing_knows_makes_a_doubtful_post_none():
    assert read("Kepala Dinas Fertiwi dan Perikanan Kabupaten Seruyan", 0.9) is None
    assert read("Kepala Kabupaten Seruyan", 0.9) is None
    assert read("Kepala Di Kabupaten Seruyan", 0.9) is None
    assert read("Kepala Pertanian dan Perikanan Kabupaten Seruyan", 0.9) is None
    assert read("Kepala Dinas Dinas an Perikanan Kabupaten Seruyan", 0.7) is None


def test_a_post_of_another_office_than_the_letterheads_stays():
    assert read("Direktur Rumah Sakit Harapan Bunda", 0.9) == "Direktur Rumah Sakit Harapan Bunda"
