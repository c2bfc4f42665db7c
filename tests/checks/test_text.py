"""TXT: doubtful readings, slips of the pen, subjects of another SOP."""

import pytest

from tests.checks_builder import evidence, found, sound_header, sound_sop, sound_steps, step


@pytest.mark.parametrize("code", ["TXT901", "TXT902", "TXT903"])
def test_sound_sheet_is_silent(code):
    assert found(sound_sop(), code) == []


def test_doubtful_readings_of_a_row_are_one_finding_at_the_least_sure():
    other = [{"text": "Mencatat surat", "reader": "lain", "confidence": 0.3}]
    sop = sound_sop(
        evidence={
            "/header/number": evidence("44O", 0.4),
            "/header/title": evidence("Penyusunan", 0.9),
            "/activities/0/description": evidence("Mencalal sural", 0.35, alternatives=other),
            "/activities/0/outputs/0": evidence("Dlsposisi", 0.45),
        }
    )
    findings = found(sop, "TXT901")
    assert [f.pointer for f in findings] == ["/header/number", "/activities/0/description"]
    assert "35%" in findings[1].message and "1 bacaan lain" in findings[1].message
    assert findings[1].suggestion == "mungkin “Mencatat surat”"
    assert found(sop, "TXT901", min_confidence=0.2) == []


def test_second_reading_of_one_word_is_no_suggestion_for_the_whole():
    other = [{"text": "sural", "reader": "lain"}]
    sop = sound_sop(evidence={"/activities/0/description": evidence("Mencalal surat masuk", 0.3, alternatives=other)})
    assert found(sop, "TXT901")[0].suggestion is None


def test_rare_word_one_letter_from_a_usual_one():
    steps = [step(i, f"Menyusun laporan Dinas Kebudayaan bagian {i}") for i in range(1, 6)]
    steps.append(step(6, "Mengirim laporan Dinas Kebduayaan"))
    (finding,) = found(sound_sop(activities=steps), "TXT902")
    assert (finding.pointer, finding.suggestion) == ("/activities/5/description", "mungkin “kebudayaan”")
    assert found(sound_sop(activities=steps), "TXT902", vocabulary=("kebduayaan",)) == []


def test_affixes_and_office_words_are_no_slips():
    steps = [step(i, f"Penyusun membuat pelaksanaan kepala {i}") for i in range(1, 6)]
    steps.append(step(6, "Penyusunan pelaksana kepada penyusup pelaksaraan"))
    assert found(sound_sop(activities=steps), "TXT902") == []


def about(*outputs):
    steps = [step(i, f"Menyusun bagian {i} dari LKjIP", outputs=[text]) for i, text in enumerate(outputs, 1)]
    return sound_sop(header=sound_header(title="Penyusunan LKjIP"), activities=steps)


def test_document_of_another_sop():
    sop = about("Konsep LKjIP", "Draft LKjIP", "Konsep LKjIP", "LKjIP", "Konsep PK")
    (finding,) = found(sop, "TXT903")
    assert finding.pointer == "/activities/4/outputs/0"
    assert "PK" in finding.message


def test_document_that_the_title_or_a_step_names_is_no_stranger():
    sop = about("Konsep LKjIP", "Draft LKjIP", "Konsep LKjIP", "LKjIP", "Konsep PK")
    sop.activities[4].description = "Menyusun PK dari LKjIP"
    assert found(sop, "TXT903") == []
    assert found(sound_sop(activities=sound_steps()), "TXT903") == []
