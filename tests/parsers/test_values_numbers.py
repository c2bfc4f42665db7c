import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values.nip import find_nip, with_first_figure
from parsers.values.numbers import parse_read_step_number, parse_step_number


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


@pytest.mark.parametrize(
    ("text", "others", "number"),
    [
        (".8", [], 8),
        ("• 3.", [], 3),
        ("1.2.", ["12."], 12),
        ("1.2.", [], None),
        ("1.2.", ["13."], None),
        ("17. 1 7.", [], 17),
        ("1 7 17.", [], 17),
        ("1 1", [], None),
        ("2.1", ["2.1"], None),
        ("li.", [], 11),
        ("i.", [], None),
    ],
)
def test_a_step_number_beside_specks_or_read_twice(text, others, number):
    assert parse_read_step_number(text, others) == number


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


@pytest.mark.parametrize(
    "text", ["NIPT9800213 200501 2 003", "NP19800213 200501 2 003", "NR9800213200501 2 003", "9800213200501 2 003"]
)
def test_letters_stuck_to_a_nip_are_its_label_and_its_first_figure(text):
    nip = find_nip(text)
    assert (with_first_figure(nip.digits), nip.start, nip.end) == ("198002132005012003", 0, len(text))


def test_another_figure_that_is_lost_does_not_come_back():
    assert with_first_figure("19800213200501200") == "19800213200501200"
    assert find_nip("Kode AB123456789012345678") is None
