"""STP: numbering and texts of the steps."""

import pytest

from checks.steps import in_order, numbered_runs
from tests.checks_builder import evidence, found, sound_sop, sound_steps, step

VERBS = [
    "Menerima",
    "Mencatat",
    "Meneliti",
    "Menyusun",
    "Mengetik",
    "Memeriksa",
    "Mengirim",
    "Menyimpan",
    "Mengumumkan",
]


def numbered(*numbers):
    return sound_sop(activities=[step(n, f"{VERBS[i]} berkas permohonan") for i, n in enumerate(numbers)])


def hits(code, *numbers):
    return [int(f.pointer.split("/")[2]) for f in found(numbered(*numbers), code)]


@pytest.mark.parametrize("code", [f"STP20{n}" for n in range(1, 7)])
def test_sound_steps_are_silent(code):
    assert found(sound_sop(), code) == []


@pytest.mark.parametrize(
    ("numbers", "missing", "skipped", "duplicate", "order"),
    [
        ((1, 2, 3, 4), [], [], [], []),
        ((1, None, 3, None), [1, 3], [], [], []),
        ((1, 3, 4), [], [1], [], []),
        ((2, 3, 4), [], [0], [], []),
        ((None, 2, 3, 4), [0], [], [], []),
        ((None, 3, 4, 5), [0], [1], [], []),
        ((1, 2, 10, 11), [], [2], [], []),
        ((1, 2, 2, 3), [], [], [2], []),
        ((1, 2, 2, 4), [], [], [2], []),
        ((1, 3, 3, 4), [], [], [1], []),
        ((1, 2, 8, 4, 5), [], [], [], [2]),
        ((1, 2, 4, 3, 5), [], [], [], [3]),
        ((1, 2, 3, 1, 2, 3), [], [], [], [3]),
        ((1, 3, None, None), [2, 3], [1], [], []),
        ((None, None, None), [], [], [], []),
    ],
)
def test_numbering(numbers, missing, skipped, duplicate, order):
    assert hits("STP201", *numbers) == missing
    assert hits("STP202", *numbers) == skipped
    assert hits("STP203", *numbers) == duplicate
    assert sorted(hits("STP204", *numbers))[: len(order)] == order or hits("STP204", *numbers) in ([2], [3])
    assert len(hits("STP204", *numbers)) == len(order)


def test_one_misread_number_is_one_finding_with_the_number_meant():
    (finding,) = found(numbered(1, 2, 8, 4, 5), "STP", language="en")
    assert (finding.code, finding.suggestion) == ("STP204", "perhaps 3")


def test_blank_no_column_is_told_from_none():
    sop = numbered(None, None)
    sop.evidence["/activities/0/number"] = evidence("")
    assert len(found(sop, "STP201")) == 2


def test_row_that_says_nothing_needs_no_number():
    sop = sound_sop(activities=[*sound_steps(), step(None, "")])
    assert found(sop, "STP201") == []


def test_in_order_prefers_the_row_that_counts_on():
    run = list(enumerate([1, 3, 3, 4]))
    assert in_order(run) == {0, 2, 3}
    assert in_order([]) == set()


def test_runs_begin_again_at_one():
    assert numbered_runs([1, 2, None, 1, 2]) == [[(0, 1), (1, 2)], [(3, 1), (4, 2)]]
    assert numbered_runs([1, 2, 1, 4]) == [[(0, 1), (1, 2), (2, 1), (3, 4)]]


def test_groups_of_steps_may_count_their_own():
    steps = [step(n, f"{VERBS[i]} berkas permohonan") for i, n in enumerate((1, 2, 1, 1, 2))]
    for activity, group in zip(steps, "AABCC", strict=True):
        activity.group = group
    sop = sound_sop(activities=steps)
    assert [found(sop, code) for code in ("STP202", "STP203", "STP204")] == [[], [], []]
    assert hits("STP204", 1, 2, 1, 2) == [2]


def test_numbered_row_without_text():
    assert [f.pointer for f in found(sound_sop(activities=[step(1, "Menerima surat"), step(2, "")]), "STP205")] == [
        "/activities/1/description"
    ]


def test_step_written_twice_even_with_its_actor_in_front_or_a_slip_of_the_pen():
    again = "Sekretaris memeriksa dan memaraf konsep laporan"
    twice = [
        *sound_steps(),
        step(7, again, actors=("A2",)),
        step(8, "Memeriksa dan memaraf konsep lapuran", actors=("A2",)),
    ]
    assert [f.pointer for f in found(sound_sop(activities=twice), "STP206")] == ["/activities/6/description"]
    slip = [
        *sound_steps(),
        step(7, "Mengumpulkan data kegitan dari bidang terkait"),
        step(8, "Mengumpulkan data kegiatan dari bidang terkait"),
    ]
    assert [f.pointer for f in found(sound_sop(activities=slip), "STP206")] == ["/activities/7/description"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Menyusun laporan semester 1 tahun ini", "Menyusun laporan semester 2 tahun ini"),
        ("Memeriksa surat terkait previsit", "Mengajukan surat terkait previsit"),
        ("Paraf", "Paraf"),
        ("Mengirim laporan semester kepada kepala dinas", "Mengirim laporan triwulan kepada kepala dinas"),
    ],
)
def test_steps_that_only_sound_alike_are_two(one, two):
    assert found(sound_sop(activities=[step(1, one), step(2, two)]), "STP206") == []


def test_the_same_check_by_another_actor_is_worth_a_word_only():
    text = "Memeriksa dan memaraf konsep surat"
    steps = [step(1, text, actors=("A2",)), step(2, text, actors=("A1",))]
    assert [f.severity for f in found(sound_sop(activities=steps), "STP206")] == ["info"]


@pytest.mark.parametrize(
    ("printed", "missing"), [("1.a", 0), ("2b", 0), ("3.1", 0), ("b.", 0), ("", 1), ("-", 1), ("lanjut", 1)]
)
def test_a_part_of_a_step_has_its_number(printed, missing):
    sop = numbered(1, None, 2)
    sop.evidence["/activities/1/number"] = evidence(printed)
    assert len(found(sop, "STP201")) == missing


def test_the_same_words_in_a_later_round_are_a_note():
    steps = sound_steps()
    again = steps[1].model_copy(update={"number": 9, "id": "K9"})
    others = [
        step(n, f"Menyusun bagian {word} dari laporan triwulan") for n, word in zip((6, 7, 8), "ABC", strict=True)
    ]
    far = sound_sop(activities=[*steps, *others, again])
    near = sound_sop(activities=[*steps[:2], again, *steps[2:]])
    assert [f.severity for f in found(far, "STP206")] == ["info"]
    assert [f.severity for f in found(near, "STP206")] == ["warning"]
