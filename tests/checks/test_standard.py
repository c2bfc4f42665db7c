"""MUT: requirements and outputs are given and follow from one another."""

from tests.checks_builder import found, sound_sop, sound_steps, step


def test_sound_standard_is_silent():
    assert found(sound_sop(), "MUT") == []


def test_step_without_output_or_requirements():
    steps = sound_steps()
    steps[1].outputs = []
    steps[2].requirements, steps[2].outputs = ["-"], []
    findings = found(sound_sop(activities=steps), "MUT801", language="en")
    assert [f.pointer for f in findings] == ["/activities/1/outputs", "/activities/2/requirements"]
    assert "requirements and output" in findings[1].message


def test_column_that_is_not_there_is_one_finding():
    steps = [a.model_copy(update={"requirements": []}) for a in sound_steps()]
    assert [(f.pointer, f.severity) for f in found(sound_sop(activities=steps), "MUT801")] == [("/activities", "info")]


def test_rows_that_only_mark_start_and_end_need_no_output():
    steps = [step(0, "Mulai", "", requirements=[], outputs=[]), *sound_steps()]
    assert found(sound_sop(activities=steps), "MUT801") == []


def test_step_that_takes_up_nothing_of_what_came_before():
    steps = sound_steps()
    steps[4].requirements = ["Daftar hadir peserta"]
    steps.append(step(7, "Menyimpan tanda terima", requirements=["Tanda terima", "ATK"]))
    assert [f.pointer for f in found(sound_sop(activities=steps), "MUT802")] == ["/activities/4/requirements/0"]


def test_document_that_does_not_chain_breaks_no_chain():
    steps = [
        step(i, f"Langkah {i}", requirements=[f"Berkas {c}"], outputs=[f"Naskah {c}"])
        for i, c in enumerate("abcdefg", 1)
    ]
    assert found(sound_sop(activities=steps), "MUT802") == []


def test_things_at_hand_in_an_office_need_no_step_that_yields_them():
    steps = sound_steps()
    steps[3].requirements = ["Komputer, ATK"]
    assert found(sound_sop(activities=steps), "MUT802") == []
