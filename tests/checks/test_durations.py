"""DUR: blank, unreadable and odd times; what is normal on sound sheets stays silent."""

import random

import pytest

from tests.checks_builder import duration, found, sound_sop, sound_steps, step

VERB = {True: "Menandatangani naskah", False: "Mengolah data"}


def timed(*texts, light=()):
    return sound_sop(activities=[step(i + 1, f"{VERB[i in light]} bagian {i}", text) for i, text in enumerate(texts)])


def odd(*texts, **more):
    return [texts[int(f.pointer.split("/")[2])] for f in found(timed(*texts, **more), "DUR403")]


@pytest.mark.parametrize("code", [f"DUR40{n}" for n in range(1, 5)])
def test_sound_times_are_silent(code):
    assert found(sound_sop(), code) == []


def test_blank_time():
    sop = timed("5 menit", "", "-", "1 jam")
    assert [f.pointer for f in found(sop, "DUR401")] == ["/activities/1/duration", "/activities/2/duration"]


def test_rows_that_only_mark_start_and_end_need_no_time():
    steps = [step(1, "Mulai", ""), *sound_steps()[1:], step(7, "Selesai.", "")]
    assert found(sound_sop(activities=steps), "DUR401") == []


def test_table_without_times_is_one_finding():
    assert [f.pointer for f in found(timed("", "", ""), "DUR401")] == ["/activities"]


@pytest.mark.parametrize(("text", "severity"), [("segera", "warning"), ("30", "warning"), ("Sesuai kebutuhan", "info")])
def test_time_without_quantity_or_unit(text, severity):
    sop = timed("5 menit", "1 jam")
    sop.activities[1].duration = duration("").model_copy(update={"text": text})
    assert [(f.pointer, f.severity) for f in found(sop, "DUR402")] == [("/activities/1/duration", severity)]


# Times as measured on real sheets of five agencies, in their order: none of them is odd.
NORMAL = [
    "10 menit|2 jam|1 jam|5 menit|25 menit|2 jam|3 jam|4 hari|2 hari|3 hari|1 jam|10 menit",
    "10 menit|4 jam|1 jam|1 jam|2 jam|5 hari|2 hari|5 hari|5 hari|1 hari|20 menit|20 menit|2 jam|20 menit",
    "15 menit|15 menit|60 menit|15 menit|15 menit|1 hari|2 hari|3 minggu|1 hari|1 jam|15 menit|1 hari",
    "5 menit|12 hari|12 hari|1 hari|1 hari|1 hari|30 hari|1 hari|1 hari|30 hari|5 menit|10 menit|2 hari",
    "5 menit|10 menit|10 menit|30 menit",
    "6 hari|1 hari|1 hari|1 hari|2 hari|2 jam|1 hari|3 jam|1 jam",
    "5 menit|2 menit|10 menit|5 menit|15 menit",
]


@pytest.mark.parametrize("texts", NORMAL)
def test_normal_times_are_silent(texts):
    assert odd(*texts.split("|")) == []


@pytest.mark.parametrize(
    ("texts", "strange"),
    [
        ("15 menit|30 menit|2 menit|30 menit|30 menit|2 hari|120 hari|60 menit|15 menit", ["2 menit", "120 hari"]),
        ("15 menit|0 menit|1 jam", ["0 menit"]),
        ("5-2 hari|1 jam", ["5-2 hari"]),
        ("15 menit|30 menit|30 menit|1 jam|30 hari|30 menit", ["30 hari"]),
        ("1 hari|2 hari|1 tahun", ["1 tahun"]),
    ],
)
def test_odd_times(texts, strange):
    assert odd(*texts.split("|")) == strange


def test_long_steps_are_usual_where_the_document_is_about_long_things():
    assert odd("6 bulan", "1 tahun", "3 hari", "1 tahun", "2 hari") == []


def test_quick_by_nature_is_odd_only_far_below_all_others():
    assert odd("2 menit", "10 menit", "15 menit", "30 menit", "20 menit", light={0}) == []
    assert odd("2 menit", "10 menit", "15 menit", "30 menit", "20 menit") == ["2 menit"]
    assert odd("1 menit", "20 menit", "15 menit", "30 menit", "20 menit", light={0}) == ["1 menit"]


def test_random_sound_sheets_have_no_odd_time():
    rng = random.Random(20350)
    kinds = [
        *[f"{n} menit" for n in (5, 10, 15, 20, 30, 45, 60)],
        *[f"{n} jam" for n in range(1, 5)],
        *[f"{n} hari" for n in range(1, 15)],
        *[f"{n} minggu" for n in range(1, 4)],
    ]
    for _ in range(300):
        texts = [rng.choice(kinds) for _ in range(rng.randint(3, 20))]
        assert odd(*texts) == [], texts


def test_bounds_can_be_set():
    options = {"durations": {"longest_step_days": 3}}
    assert [f.pointer for f in found(timed("1 jam", "5 hari", "2 hari", "1 jam"), "DUR403", **options)] == [
        "/activities/1/duration"
    ]


def test_calendar_days_beside_working_days():
    (finding,) = found(timed("3 hari kerja", "5 hari kerja", "7 hari kalender"), "DUR404")
    assert (finding.pointer, finding.severity) == ("/activities/2/duration", "warning")
    (finding,) = found(timed("3 hari kerja", "5 hari kerja", "1 hari", "10 menit"), "DUR404")
    assert (finding.pointer, finding.severity) == ("/activities/2/duration", "info")
    assert found(timed("3 hari kerja", "5 hari kerja", "10 menit"), "DUR404") == []
    assert found(timed("3 hari", "5 hari", "10 menit"), "DUR404") == []
