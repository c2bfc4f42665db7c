"""Misread or miswritten: what a finding says of its likely cause."""

import pytest

from checks import CheckOptions, run_checks
from models.evidence import Alternative
from tests.checks_builder import evidence, extraction, sound_sop, sound_steps, step


def cause_of(sop, code: str, origin: str = "ocr"):
    (found,) = run_checks(extraction(sop, origin=origin), CheckOptions(select=(code,)))
    return found.cause, found.message


def read(text: str, confidence: float = 0.97, *others: str, **more):
    alternatives = [Alternative(text=other, reader="tesseract", confidence=0.7) for other in others]
    return evidence(text, confidence, alternatives=alternatives, **more)


def skipping(number_evidence):
    """A sheet whose fourth step is read as 9."""
    steps = sound_steps()
    steps[3] = steps[3].model_copy(update={"number": 9})
    return sound_sop(activities=steps, evidence={"/activities/3/number": number_evidence})


def test_a_second_reading_that_fits_the_sequence_makes_it_the_reading():
    cause, message = cause_of(skipping(read("9", 0.97, "4")), "STP204")
    assert cause == "reading" and "“4”" in message
    assert cause_of(skipping(read("9", 0.97, "7")), "STP204")[0] is None  # disputed, but no better
    assert cause_of(skipping(read("9", 0.97)), "STP204")[0] == "sheet"
    assert cause_of(skipping(read("9", 0.6)), "STP204")[0] == "reading"
    assert cause_of(skipping(read("9", 0.9)), "STP204")[0] is None


def test_a_misread_number_is_found_beside_the_row_that_seems_wrong():
    steps = [*sound_steps()[:3], step(8, "Menandatangani laporan bulanan")]
    sop = sound_sop(activities=steps, evidence={"/activities/3/number": read("8", 0.97, "4")})
    assert cause_of(sop, "STP202")[0] == "reading"


def test_a_name_of_a_region_misread():
    steps = [*sound_steps(), step(7, "Mengirim laporan ke Kabupaten Demak", actors=("A1",))]
    pointer = "/activities/6/description"
    harmless = read(steps[6].description, 0.97, "Mengirim laporan ke Kabupaten Blora")
    assert cause_of(sound_sop(activities=steps, evidence={pointer: harmless}), "REG501")[0] == "reading"
    same = read(steps[6].description, 0.97, "Mengirim laporan ke Kabupaten Dernak")
    assert cause_of(sound_sop(activities=steps, evidence={pointer: same}), "REG501")[0] is None


def test_a_duration_whose_other_reading_has_a_unit():
    steps = [*sound_steps(), step(7, "Menyimpan laporan bulanan", "lO rnenit")]
    pointer = "/activities/6/duration"
    sop = sound_sop(activities=steps, evidence={pointer: read("lO rnenit", 0.97, "10 menit")})
    assert cause_of(sop, "DUR402")[0] == "reading"


@pytest.mark.parametrize(("origin", "cause"), [("pdf", "sheet"), ("ocr", None), ("transcript", None)])
def test_what_is_blank_is_the_sheets_where_nothing_was_read_from_a_picture(origin, cause):
    sop = sound_sop(activities=[*sound_steps(), step(7, "Menyimpan laporan bulanan", "")])
    assert cause_of(sop, "DUR401", origin)[0] == cause


def test_print_is_the_sheets_and_doubt_is_the_readings():
    steps = [*sound_steps(), step(7, "Menyimpan laporan bulanan", "0 menit")]
    pointer = "/activities/6/duration"
    printed = sound_sop(activities=steps, evidence={pointer: evidence("0 menit", 1.0, origin="pdf")})
    assert cause_of(printed, "DUR403", "pdf")[0] == "sheet"
    doubtful = sound_sop(evidence={"/activities/0/description": read("Memerintahkan", 0.3)})
    assert cause_of(doubtful, "TXT901")[0] == "reading"


def test_what_the_reading_brought_in_is_a_note():
    (found,) = run_checks(extraction(skipping(read("9", 0.97, "4"))), CheckOptions(select=("STP204",)))
    assert found.severity == "info"
    (found,) = run_checks(extraction(skipping(read("9", 0.97))), CheckOptions(select=("STP204",)))
    assert found.severity == "warning"
    options = CheckOptions(select=("STP204",), severity={"STP204": "error"})
    assert run_checks(extraction(skipping(read("9", 0.97, "4"))), options)[0].severity == "error"
