import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.working_time import MINUTES_PER_UNIT
from parsers.values.durations import parse_duration, read_duration
from parsers.values.number_words import number_of_words


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("5 menit", 5, 5, "minute"),
        ("10menit", 10, 10, "minute"),
        ("30mnt", 30, 30, "minute"),
        ("60 Menit.", 60, 60, "minute"),
        ("30'", 30, 30, "minute"),
        ("45 detik", 0.75, 0.75, "second"),
        ("2 Jam", 120, 120, "hour"),
        ("1,5 jam", 90, 90, "hour"),
        ("1 ½ jam", 90, 90, "hour"),
        ("1/2 jam", 30, 30, "hour"),
        ("setengah jam", 30, 30, "hour"),
        ("satu setengah jam", 90, 90, "hour"),
        ("1 jam 30 menit", 90, 90, "hour"),
        ("1 jam, 30 menit", 90, 90, "hour"),
        ("2 x 24 jam", 2880, 2880, "hour"),
        ("sehari", 450, 450, "day"),
        ("1-2 hari kerja", 450, 900, "day"),
        ("1 – 2 hari", 450, 900, "day"),
        ("2 s/d3 hari", 900, 1350, "day"),
        ("1 (satu) s.d. 3 (tiga) hari", 450, 1350, "day"),
        ("1 sampai dengan 3 jam", 60, 180, "hour"),
        ("30 menit - 1 jam", 30, 60, "hour"),
        ("3 (tiga) hari", 1350, 1350, "day"),
        ("tiga (3) hari kerja", 1350, 1350, "day"),
        ("14 (empat belas hari) kerja", 6300, 6300, "day"),
        ("maks. 2 hari", 900, 900, "day"),
        ("± 30 menit", 30, 30, "minute"),
        ("min. 2 hari", 900, 900, "day"),
        ("10 menit/berkas", 10, 10, "minute"),
        ("seminggu", 2250, 2250, "week"),
        ("1 bulan 2 minggu", 13500, 13500, "month"),
        ("1 triwulan", 27000, 27000, "quarter"),
        ("1 semester", 54000, 54000, "semester"),
        ("1 tahun", 108000, 108000, "year"),
        ("seratus dua puluh menit", 120, 120, "minute"),
        ("2 working days", 900, 900, "day"),
        ("15 Minutes", 15, 15, "minute"),
        ("1.000 menit", 1000, 1000, "minute"),
        ("0 menit", 0, 0, "minute"),
        ("45. menit", 45, 45, "minute"),
        ("1.jam", 60, 60, "hour"),
        ("2 . hari kerja", 900, 900, "day"),
        ("1.5 jam", 90, 90, "hour"),
        ("maks. 15. menit", 15, 15, "minute"),
    ],
)
def test_printed_durations(text, low, high, unit):
    duration = parse_duration(text)
    assert (duration.min_minutes, duration.max_minutes, duration.unit) == (low, high, unit)
    assert duration.text == text
    assert read_duration(text).confidence == 1.0


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("l hari", 450),
        ("I jam", 60),
        ("i jam", 60),
        ("1O menit", 10),
        ("3O rnenit", 30),
        ("10 menlt", 10),
        ("5 rnnt", 5),
        ("2 jarn", 120),
        ("1 hart", 450),
        ("2 hati", 900),
        ("20 manit", 20),
        ("3 (dua) hari", 1350),
    ],
)
def test_misread_durations_are_less_sure(text, minutes):
    reading = read_duration(text)
    assert reading.duration.max_minutes == minutes
    assert reading.confidence < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "30",
        "ii jam",
        "menyesuaikan",
        "sesuai kebutuhan",
        "Setiap saat",
        "Pada hari dan jam kerja",
        "Hari H - H+8 selama jam kerja",
        "setiap 1 bulan",
        "1 bulan sekali",
        "2 x sebulan",
        "minggu I bulan Juni",
        "minggu ke 2 bulan Januari",
        "tanggal 10 bulan berikutnya",
        "Jam 08.00 - 10.00",
        "2 hard copy",
    ],
)
def test_text_without_a_duration_keeps_its_text_and_no_minutes(text):
    duration = parse_duration(text)
    assert duration.text == text
    assert duration.min_minutes is None
    assert duration.max_minutes is None
    assert duration.unit is None


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("3 hari kerja", True),
        ("3 harikerja", True),
        ("2 HK", True),
        ("5 hari kalender", False),
        ("7 hari (kerja)", True),
        ("3 hari", None),
    ],
)
def test_whose_days_they_are(text, working):
    assert parse_duration(text).working_time is working


def test_long_prose_holds_its_one_duration():
    duration = parse_duration("Paling lambat diserahkan 14 (empat belas) harikerja setelah berkas dinyatakan lengkap.")
    assert (duration.min_minutes, duration.unit, duration.working_time) == (14 * 450, "day", True)


def test_a_second_duration_is_left_aside_and_told():
    reading = read_duration("1 hari 2 hari")
    assert reading.duration.max_minutes == 450
    assert reading.ignored == ("2 hari",)
    assert reading.confidence < 1.0


def test_a_restatement_in_brackets_is_not_added():
    assert parse_duration("1 hari (7,5 jam)").max_minutes == 450


@given(
    st.integers(0, 500), st.sampled_from([("menit", "minute"), ("jam", "hour"), ("hari", "day"), ("bulan", "month")])
)
def test_figures_and_units_multiply(figure, unit):
    word, name = unit
    for text in (f"{figure} {word}", f"{figure}{word}", f"maksimal {figure} {word.upper()}"):
        duration = parse_duration(text)
        assert duration.min_minutes == duration.max_minutes == figure * MINUTES_PER_UNIT[name]


@given(st.integers(1, 90), st.integers(1, 90), st.sampled_from([" - ", "-", " s/d ", " s.d. ", " sampai "]))
def test_ranges_are_ordered(first, second, joint):
    duration = parse_duration(f"{first}{joint}{second} menit")
    assert (duration.min_minutes, duration.max_minutes) == (min(first, second), max(first, second))


@given(st.text(max_size=80))
def test_any_text_is_kept_and_gives_ordered_minutes_or_none(text):
    duration = parse_duration(text)
    assert duration.text == " ".join(text.split())
    if duration.min_minutes is not None:
        assert 0 <= duration.min_minutes <= duration.max_minutes


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("sebelas", 11),
        ("empat belas", 14),
        ("dua puluh lima", 25),
        ("seratus lima puluh", 150),
        ("dua ratus", 200),
        ("lima tiga", None),
    ],
)
def test_number_words(words, value):
    assert number_of_words(words.split()) == value


def test_thousands_of_bars_in_a_cell_do_not_take_hours():
    assert parse_duration("|" * 3000 + " 5 menit").min_minutes == 5
