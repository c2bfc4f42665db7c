import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.values.dates import parse_date

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
office_days = st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2 Januari 2024", "2024-01-02"),
        ("03 Jan. 2017", "2017-01-03"),
        ("7 Pebruari 2022", "2022-02-07"),
        ("14 Nopember 2019", "2019-11-14"),
        ("2Juni2021", "2021-06-02"),
        ("13. Desember 2022", "2022-12-13"),
        ("24/03/2022", "2022-03-24"),
        ("24-03-2022", "2022-03-24"),
        ("2 / 6 / 2021", "2021-06-02"),
        ("10-II-2022", "2022-02-10"),
        ("2022-03-24", "2022-03-24"),
        ("January 5, 2024", "2024-01-05"),
        ("2nd June 2021", "2021-06-02"),
        ("Juni 2021", "2021-06"),
        ("06/2021", "2021-06"),
        ("2021", "2021"),
        ("Tahun 2021", "2021"),
    ],
)
def test_printed_forms_keep_their_precision(text, iso):
    value = parse_date(text)
    assert value is not None
    assert value == (iso, 1.0, "")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1O Januari 2O22", "2022-01-10"),
        ("l Maret 2021", "2021-03-01"),
        ("3 Juii 2020", "2020-07-03"),
        ("Jun1 2020", "2020-06"),
        ("10 Febuari 2022", "2022-02-10"),
        ("14 Nopernber 2019", "2019-11-14"),
        ("03-01-17", "2017-01-03"),
        ("03-01-87", "1987-01-03"),
    ],
)
def test_misread_and_short_dates_are_less_sure(text, iso):
    value = parse_date(text)
    assert value is not None
    assert value.iso == iso
    assert value.confidence < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "30",
        "Revisi 2",
        "31 Februari 2020",
        "32/01/2020",
        "12/13/2020",
        "No 14 Tahun 2008",
        "5 Xyz 2020",
        "1/SOP/2023",
    ],
)
def test_what_is_no_date_or_impossible_is_none(text):
    assert parse_date(text) is None


def test_what_stands_beside_the_date_is_told():
    value = parse_date("Bekasi, 17 Februari 2022")
    assert value is not None
    assert (value.iso, value.ignored) == ("2022-02-17", "Bekasi")
    assert value.confidence < 1.0


@given(office_days)
def test_every_day_is_read_back_in_every_form(day):
    for text in (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day:02d} {MONTHS[day.month - 1].upper()} {day.year}",
        day.strftime("%d/%m/%Y"),
        day.strftime("%d-%m-%Y"),
        day.isoformat(),
    ):
        value = parse_date(text)
        assert value is not None
        assert value.iso == day.isoformat()


@given(st.text(max_size=60))
def test_any_text_gives_a_real_date_or_none(text):
    value = parse_date(text)
    if value is not None:
        year, month, day = ([int(p) for p in value.iso.split("-")] + [1, 1])[:3]
        datetime.date(year, month, day)
        assert 0 < value.confidence <= 1


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("17•Maret 2020", "2020-03-17"),
        ("1.7 Maret 2020", "2020-03-17"),
        ("il Maret 2020", "2020-03-11"),
        ("17: Maret 2020", "2020-03-17"),
        ("1. 7 Maret 2020", "2020-03-07"),
        ("17 Maret 202.0", "2020-03-17"),
        ("17 Maret 2'020", "2020-03-17"),
    ],
)
def test_a_speck_in_or_beside_day_or_year_takes_nothing_from_it(text, iso):
    assert parse_date(text).iso == iso


@pytest.mark.parametrize("text", ["LT Maret 2020", "7? Q Maret 2020", "JMaret 2020"])
def test_what_may_be_a_day_before_a_month_is_not_dropped(text):
    assert parse_date(text) is None


def test_places_and_small_words_before_a_month_are_no_day():
    assert parse_date("Palu, Maret 2020").iso == parse_date("di Maret 2020").iso == "2020-03"
