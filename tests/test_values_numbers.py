import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values.nip import find_nip
from parsers.values.numbers import parse_step_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("1.", 1),
        ("(2)", 2),
        ("3)", 3),
        ("12 .", 12),
        ("l.", 1),
        ("I", 1),
        ("1O", 10),
        ("l2", 12),
        ("ll", 11),
        ("IV", 4),
        ("III.", 3),
    ],
)
def test_step_numbers(text, number):
    assert parse_step_number(text) == number


@pytest.mark.parametrize("text", ["", "-", "No", "a", "a.", "2.1", "2a", "O", "14 Tahun", "2021", "Ya", "o"])
def test_other_text_is_no_step_number(text):
    assert parse_step_number(text) is None


@given(st.integers(1, 200))
def test_every_step_number_is_read_back(number):
    for text in (str(number), f"{number}.", f"({number})", f" {number} )"):
        assert parse_step_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "NIP. 19900102 201503 1 004",
        "NIP 199001022015031004",
        "N I P : 19900102 201503 1 004",
        "19900102 201503 1 004",
        "Kepala Dinas Budi, S.E. 19900102 201503 1 004",
        "NIP. 1990O102 2015O3 l OO4",
    ],
)
def test_nip_with_blanks_and_slips(text):
    nip = find_nip(text)
    assert nip is not None
    assert nip.digits == "199001022015031004"
    assert text[nip.start : nip.end].rstrip().endswith("4")


def test_nip_of_a_wrong_length_is_given_as_printed_but_unsure():
    nip = find_nip("NIP. 1984042 20140 2 001")
    assert nip is not None
    assert nip.digits == "1984042201402001"
    assert nip.confidence < 1


@pytest.mark.parametrize("text", ["", "NIP.", "NIP. -", "Telp. (0726) 7575156", "19670720 19??03 1 005", "prinsip 3"])
def test_no_nip(text):
    assert find_nip(text) is None


@given(st.text(alphabet="0123456789 .-OlINPA:", max_size=40))
def test_any_text_gives_digits_or_none(text):
    nip = find_nip(text)
    assert nip is None or nip.digits.isdecimal()
