"""Names of who signed, with the slips that copies and stamps make in their stops, commas and spaces."""

from __future__ import annotations

import pytest

from parsers.header.person_names import is_cut_name, is_torn_name, mended_name


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Marlina Sitorus. S.Sos., M.Si.", "Marlina Sitorus, S.Sos., M.Si."),
        ("MARLINA SITORUS. S.SOS.", "MARLINA SITORUS, S.SOS."),
        ("Marlina Sitorus, S.Pd.. M.Pd.", "Marlina Sitorus, S.Pd., M.Pd."),
        ("Marlina Sitorus , S.Pd.", "Marlina Sitorus, S.Pd."),
        ("Hj. Marlina/Sitorus, S.Pd.", "Hj. Marlina Sitorus, S.Pd."),
        ("Muhd. Idris, S.T.", "Muhd. Idris, S.T."),
        ("H. M. Idris, S.T.", "H. M. Idris, S.T."),
        ("Drs IDRIS", "Drs IDRIS"),  # so printed, if it was read surely
        ("Marlina Sitorus S.Pd., M.Pd.", "Marlina Sitorus S.Pd., M.Pd."),
        ("Marlina DeLima, S.Pd.", "Marlina DeLima, S.Pd."),
    ],
)
def test_what_no_sheet_prints_is_mended_however_sure_the_reading(read, printed):
    assert mended_name(read, 0.98, False) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Drs Idris Lubis, M.Si.", "Drs. Idris Lubis, M.Si."),
        ("H Idris Lubis", "H. Idris Lubis"),
        ("Marlina Sitorus S.Pd., M.Pd.", "Marlina Sitorus, S.Pd., M.Pd."),
        ("Dra. MarlinaSitorus, M.Si.", "Dra. Marlina Sitorus, M.Si."),
        ("Idris H. Lubis", "Idris H. Lubis"),
    ],
)
def test_what_some_sheets_leave_out_is_put_in_where_the_reading_was_in_doubt(read, printed):
    assert mended_name(read, 0.9, True) == printed


def test_a_name_that_a_stroke_broke_is_none():
    assert is_torn_name("Mar lina Sitorus, S.Pd.", 0.8)
    assert is_torn_name("Marlina S.Pd., S.Pd.", 0.9)
    assert not is_torn_name("Mar lina Sitorus, S.Pd.", 0.99)
    assert not is_torn_name("Ahmad bin Idris, S.Pd., M.Pd.", 0.8)


@pytest.mark.parametrize(("first", "torn"), [("In", True), ("Hy", True), ("Ir.", False), ("Hj", False), ("Al", False)])
def test_what_is_a_letter_off_a_title_before_a_name_is_no_name(first, torn):
    assert is_torn_name(f"{first} Idris Lubis, S.Pd.", 0.9) == torn
    assert not is_torn_name(f"{first} Idris Lubis, S.Pd.", 0.99)


@pytest.mark.parametrize(
    ("read", "sure", "cut"),
    [
        ("Sumirah S.Sos.", 0.9, True),
        ("Hj. Sumirah S.Sos.", 0.9, True),
        ("Sumirah, S.Sos.", 0.9, False),
        ("Sumirah Lestari S.Sos.", 0.9, False),
        ("Sumirah S.Sos.", 0.99, False),
        ("Sumirah Lestari, S.Sos.,", 0.9, True),  # a second degree stands behind it
        ("Sumirah Lestari, S.Sos.,", 0.99, False),
    ],
)
def test_a_doubtful_name_whose_comma_is_gone_or_last_may_have_lost_a_word(read, sure, cut):
    assert is_cut_name(read, sure) is cut
