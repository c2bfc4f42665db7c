"""ACT: a symbol for every step, under the actor that the text names."""

import pytest

from checks.actors import long_form, subject_of
from models.document import Actor
from tests.checks_builder import flow, found, node, sound_sop, sound_steps, step


@pytest.mark.parametrize("code", ["ACT301", "ACT302"])
def test_sound_sheet_is_silent(code):
    assert found(sound_sop(), code) == []


def test_step_without_symbol():
    sop = sound_sop()
    sop.activities[2].actors = []
    assert [f.pointer for f in found(sop, "ACT301")] == ["/activities/2/actors"]
    assert found(sop, "ACT301", origin="transcript") == []


def test_sheet_without_any_symbol_is_one_finding():
    steps = [a.model_copy(update={"actors": []}) for a in sound_steps()]
    assert [f.pointer for f in found(sound_sop(activities=steps), "ACT301")] == ["/activities"]


def test_many_steps_without_symbol_are_one_finding_on_the_reading():
    steps = [a.model_copy(update={"actors": [] if i < 4 else ["A1"]}) for i, a in enumerate(sound_steps())]
    (finding,) = found(sound_sop(activities=steps), "ACT301", language="en")
    assert finding.pointer == "/activities" and "4 of 6" in finding.message


@pytest.mark.parametrize(
    ("letters", "told"), [(["", "", "", ""], ("info", "reading")), (["A", "B", "A", ""], ("error", "sheet"))]
)
def test_steps_drawn_as_circles_that_were_taken_for_connectors_are_the_readings(letters, told):
    steps = [a.model_copy(update={"actors": [] if i < 4 else ["A1"]}) for i, a in enumerate(sound_steps())]
    circles = [node(f"N{i}", "connector", activity=steps[i].id, text=text) for i, text in enumerate(letters)]
    (finding,) = found(sound_sop(activities=steps, flow=flow(circles)), "ACT301", origin="pdf")
    assert (finding.severity, finding.cause) == told


def test_sheet_without_actor_columns_has_no_idle_steps():
    steps = [a.model_copy(update={"actors": []}) for a in sound_steps()]
    assert found(sound_sop(actors=[], activities=steps), "ACT301") == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Kasubbag. Program menyampaikan format data", "kepala subbagian program"),
        ("Kadin Menandatangani dokumen", "kepala dinas"),
        ("Staf mengetik surat", "staf"),
        ("Sekretaris Dinas mendisposisi surat", "sekretaris dinas"),
        ("Menyampaikan surat kepada Sekretaris untuk diperiksa", None),
        ("Kepala Dinas", None),
        ("Petugas loket pada kantor layanan terpadu satu pintu di kabupaten lalu memeriksa", None),
    ],
)
def test_subject_stands_before_the_verb(text, subject):
    assert subject_of(text) == subject


def test_posts_are_compared_in_their_long_form():
    assert long_form("Kasub. Bag Umum") == "kepala subbagian umum"
    assert long_form("Kadis") == long_form("Kepala Dinas")


ACTORS = [
    Actor(id="A1", name="Kadin"),
    Actor(id="A2", name="Sekretaris"),
    Actor(id="A3", name="Kasubbag Program dan Keuangan"),
]


@pytest.mark.parametrize(
    ("text", "under", "wrong"),
    [
        ("Kasubbag. Program menyampaikan format data", "A2", True),
        ("Kasubbag. Program menyampaikan format data", "A3", False),
        ("Kepala Dinas menandatangani surat", "A1", False),
        ("Sekretaris memeriksa konsep surat", "A1", True),
        ("Kepala Bidang memeriksa konsep surat", "A1", False),  # no such column: may belong to a team
        ("Memeriksa konsep surat dari Sekretaris", "A1", False),
    ],
)
def test_text_names_another_column(text, under, wrong):
    sop = sound_sop(actors=ACTORS, activities=[step(1, text, actors=(under,))])
    assert bool(found(sop, "ACT302")) is wrong
