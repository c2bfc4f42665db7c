"""Decisions: kept line by line, merged from two clerks, applied to what is read now, never lost."""

from __future__ import annotations

import json
import multiprocessing
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.reviewed import READERS
from models.status import OutputError
from review import decision_log
from review.applying import Decisions, apply
from review.decision import Decision, new_id, now
from review.entries import decision_words
from review.fields import fields_at, value_at
from review.making import Subject, decide
from review.standing import standings
from review.values import UnfitValue, corrected
from tests.sheets import flagged, make_sop

HERE = flagged()
CODES = {finding.code: finding for finding in HERE.findings}


def decided(code, action, by="sri", at=None, extraction=HERE, **more) -> Decision:
    """A decision made with `at` in view (a list of decisions made before)."""
    finding = next(f for f in extraction.findings if f.code == code)
    standing = standings(at or []).get((extraction.source.sha256, finding.fingerprint))
    return decide(Subject.of("sub/b.pdf", extraction, finding, standing), action, by, **more)


def field(pointer, sop=None):
    return next(f for f in fields_at(sop or HERE.sops[0], pointer) if f.pointer == pointer)


def review_of(decisions, code, extraction=HERE):
    found = apply(extraction, Decisions(decisions), READERS).extraction.findings
    return next(f.review for f in found if f.code == code)


def test_a_decision_is_one_readable_line():
    line = decided("REG501", "dismiss", reason="memang “Kabupaten Lain”").line()
    data = json.loads(line)
    assert "\n" not in line and "“Kabupaten Lain”" in line
    assert list(data)[:5] == ["id", "time", "by", "action", "document"]
    assert data["was"] == "Menerima surat dari Kabupaten Lain"
    assert Decision.model_validate_json(line).reason == "memang “Kabupaten Lain”"


def test_a_log_survives_a_cut_off_line_and_names_it(tmp_path):
    path = tmp_path / "decisions.jsonl"
    first, second, third = (decided(code, "accept") for code in ("REG501", "DUR403", "STP201"))
    decision_log.append(path, [first, second])
    cut = path.read_bytes()[:-40]
    path.write_bytes(cut)
    assert decision_log.read(path) == decision_log.Log((first,), (2,))
    decision_log.append(path, [third])
    log = decision_log.read(path)
    assert {d.id for d in log.decisions} == {first.id, third.id} and log.damaged == (2,)
    assert path.read_bytes().startswith(cut + b"\n")


def test_a_last_line_that_lacks_only_its_end_is_kept(tmp_path):
    path = tmp_path / "decisions.jsonl"
    first, second = decided("REG501", "accept"), decided("DUR403", "accept")
    path.write_bytes(first.line().encode())
    decision_log.append(path, [second])
    assert [d.id for d in decision_log.read(path).decisions] == [first.id, second.id]


def test_no_log_is_an_empty_one_and_a_folder_in_its_place_is_told(tmp_path):
    assert decision_log.read(tmp_path / "none.jsonl") == decision_log.Log()
    with pytest.raises(OutputError, match="decisions"):
        decision_log.append(tmp_path / "missing" / "decisions.jsonl", [decided("REG501", "accept")])


def _write_many(path, name, count):
    for _ in range(count):
        decision_log.append(path, [decided("REG501", "accept", by=name)])


def test_clerks_who_write_at_the_same_time_lose_nothing(tmp_path):
    path = tmp_path / "decisions.jsonl"
    context = multiprocessing.get_context("fork")
    clerks = [context.Process(target=_write_many, args=(path, name, 25)) for name in ("a", "b", "c")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    log = decision_log.read(path)
    assert len(log.decisions) == 75 and not log.damaged


def test_a_full_disk_leaves_the_log_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "decisions.jsonl"
    decision_log.append(path, [decided("REG501", "accept")])
    before = path.read_bytes()
    real = os.write

    def half(handle, data):
        if len(data) > 20:
            return real(handle, bytes(data[:20]))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OutputError):
        decision_log.append(path, [decided("DUR403", "accept")])
    monkeypatch.undo()
    assert path.read_bytes() == before


def test_merging_twice_changes_nothing_the_second_time(tmp_path):
    path = tmp_path / "decisions.jsonl"
    mine, theirs = decided("REG501", "accept"), decided("DUR403", "dismiss", by="budi", reason="benar")
    decision_log.append(path, [mine])
    given = f"{theirs.line()}\nrusak\n{mine.line()}\n".encode()
    merged = decision_log.merge(path, given)
    assert (merged.new, merged.known, merged.damaged) == ((theirs,), 1, (2,))
    again = decision_log.merge(path, given)
    assert (again.new, again.known) == ((), 2)
    assert {d.id for d in decision_log.read(path).decisions} == {mine.id, theirs.id}


@given(st.permutations(range(4)))
def test_the_order_of_lines_does_not_matter(order):
    first = decided("REG501", "accept")
    second = decided("REG501", "dismiss", by="budi", at=[first], reason="x")
    third = decided("REG501", "undo", at=[first, second])
    fourth = decided("DUR403", "accept")
    made = [first, second, third, fourth]
    data = "\n".join(made[place].line() for place in order).encode()
    assert standings(decision_log.parse(data).decisions) == standings(made)
    assert standings(made)[HERE.source.sha256, first.fingerprint].decision == first


def test_a_later_decision_made_with_the_earlier_in_view_stands_without_quarrel():
    first = decided("REG501", "accept")
    second = decided("REG501", "dismiss", by="budi", at=[first], reason="memang begitu")
    review = review_of([first, second], "REG501")
    assert (review.state, review.by, review.contested) == ("dismissed", "budi", False)


def test_two_clerks_who_did_not_know_of_each_other_are_shown_as_contested_until_one_decides():
    first = decided("REG501", "accept").model_copy(update={"time": "2026-01-01T08:00:00Z"})
    second = decided("REG501", "dismiss", by="budi", reason="x").model_copy(update={"time": "2026-01-01T09:00:00Z"})
    review = review_of([second, first], "REG501")
    assert (review.state, review.by, review.contested) == ("dismissed", "budi", True)
    (rival,) = review.rivals
    assert (rival.state, rival.by) == ("accepted", first.by)
    assert f"tetapi diterima oleh {first.by}: putuskan sekali lagi" in decision_words(review, "id")
    assert f"but accepted by {first.by}: decide once more" in decision_words(review, "en")
    settled = decided("REG501", "accept", at=[first, second])
    assert review_of([second, first, settled], "REG501").contested is False


def test_the_same_said_twice_is_no_quarrel_nor_is_ones_own_later_word():
    same = [decided("REG501", "accept"), decided("REG501", "accept", by="budi")]
    assert review_of(same, "REG501").contested is False
    own = [decided("REG501", "accept"), decided("REG501", "dismiss", reason="x")]
    own[1] = own[1].model_copy(update={"time": "2999-01-01T00:00:00Z"})
    assert (review_of(own, "REG501").state, review_of(own, "REG501").contested) == ("dismissed", False)


def test_undo_brings_back_what_stood_before():
    first = decided("REG501", "accept")
    second = decided("REG501", "dismiss", at=[first], reason="x")
    undone = decided("REG501", "undo", at=[first, second])
    assert review_of([first, second, undone], "REG501").state == "accepted"
    twice = decided("REG501", "undo", at=[first])
    assert review_of([first, twice], "REG501") is None


def test_a_file_that_runs_in_a_circle_ends():
    one = decided("REG501", "undo").model_copy(update={"id": "a" * 16, "after": ("b" * 16,)})
    two = decided("REG501", "undo").model_copy(update={"id": "b" * 16, "after": ("a" * 16,)})
    assert review_of([one, two], "REG501") is None


def test_a_correction_sets_the_value_keeps_the_former_reading_and_leaves_the_extraction_alone():
    before = HERE.model_dump_json()
    chosen = decided("DUR403", "correct", field=field("/activities/1/duration"), value="12 hari")
    found = apply(HERE, Decisions([chosen]), READERS).extraction
    duration = found.sops[0].activities[1].duration
    assert (duration.text, duration.min_minutes, duration.unit) == ("12 hari", 12 * 450, "day")
    evidence = found.sops[0].evidence["/activities/1/duration"]
    assert (evidence.origin, evidence.text, evidence.bbox) == ("review", "12 hari", (1, 2, 3, 4))
    assert [(a.text, a.reader) for a in evidence.alternatives] == [("120 hari", "ocr")]
    assert HERE.model_dump_json() == before


def test_a_verdict_after_a_correction_keeps_the_corrected_value():
    first = decided("DUR403", "correct", field=field("/activities/1/duration"), value="90 hari")
    second = decided("DUR403", "accept", at=[first])
    found = apply(HERE, Decisions([first, second]), READERS).extraction
    assert found.sops[0].activities[1].duration.text == "90 hari"
    assert next(f.review.state for f in found.findings if f.code == "DUR403") == "accepted"


def test_lists_are_corrected_whole_and_untouched_items_keep_their_evidence():
    sop = make_sop()
    sop.evidence["/activities/1/requirements/1"] = sop.evidence["/activities/1/duration"]
    changed = corrected(sop, "/activities/1/requirements", ["Surat", "lampiran  baru", ""], READERS)
    assert changed.activities[1].requirements == ["Surat", "lampiran baru"]
    assert changed.evidence["/activities/1/requirements/0"].text == "120 hari"  # moved up
    assert changed.evidence["/activities/1/requirements/1"].origin == "review"


@pytest.mark.parametrize(
    ("pointer", "value", "stands"),
    [
        ("/header/number", "  SOP  7 ", "SOP 7"),
        ("/header/number", None, None),
        ("/header/created_on", "2 Juni 2025", "2025-06-02"),
        ("/header/approved_by/nip", "19660825 198802 1 001", "196608251988021001"),
        ("/header/region", "kabupaten  blora", "Kabupaten Blora"),
        ("/header/legal_basis", ["Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik"], None),
        ("/activities/1/number", "2.", "2"),
        ("/activities/1/actors", ["staf"], None),
        ("/activities/0/remarks", "", None),
        ("/actors/0/name", "Staf TU", "Staf TU"),
        ("/flow/edges/0/label", "Ya", "Ya"),
    ],
)
def test_values_of_every_kind(pointer, value, stands):
    changed = corrected(make_sop(), pointer, value, READERS)
    if stands is not None or value is None:
        assert value_at(changed, pointer) == stands
    assert pointer in changed.evidence or f"{pointer}/0" in changed.evidence
    if pointer.endswith("legal_basis"):
        assert (changed.header.legal_basis[0].kind, changed.header.legal_basis[0].year) == ("UU", 2009)
    if pointer.endswith("actors"):
        assert changed.activities[1].actors == ["A1"]


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/header/created_on", "kapan saja"),
        ("/activities/0/number", "dua"),
        ("/activities/0/actors", ["Bupati"]),
        ("/header/number", ["a", "b"]),
        ("/header", "x"),
        ("/activities/99/number", "1"),
        ("/evidence/x", "1"),
        ("", "1"),
    ],
)
def test_values_that_cannot_stand_there_are_refused_with_a_reason(pointer, value):
    with pytest.raises(UnfitValue) as refused:
        corrected(make_sop(), pointer, value, READERS)
    assert refused.value.why.id and refused.value.why.en


def test_a_refused_correction_leaves_the_finding_open_and_says_so():
    wrong = decided("STP201", "correct", field=field("/activities/1/number"), value="dua")
    found = apply(HERE, Decisions([wrong]), READERS)
    assert found.left_out[0].decision == wrong
    assert all(f.review is None for f in found.extraction.findings)


def rerun(**changes):
    """The same file read again, otherwise: a row above, or a text."""
    again = HERE.model_copy(deep=True)
    if changes.get("row_above"):
        again.sops[0].activities.insert(0, again.sops[0].activities[0].model_copy(update={"id": "K0"}))
        again.findings = [
            f.model_copy(update={"pointer": f.pointer.replace("/activities/1/", "/activities/2/")})
            for f in again.findings
        ]
    return again


def test_after_a_rerun_the_correction_follows_its_row():
    chosen = decided("DUR403", "correct", field=field("/activities/1/duration"), value="12 hari")
    found = apply(rerun(row_above=True), Decisions([chosen]), READERS)
    assert [a.duration.text for a in found.extraction.sops[0].activities] == ["5 menit", "5 menit", "12 hari"]
    assert not found.left_out


def test_after_a_rerun_a_finding_under_another_fingerprint_keeps_its_decision_where_the_value_is_the_same():
    chosen = decided("REG501", "dismiss", reason="memang")
    again = rerun()
    again.findings = [f.model_copy(update={"fingerprint": f.fingerprint[::-1]}) for f in again.findings]
    assert review_of([chosen], "REG501", again).reason == "memang"
    again.sops[0].activities[0].description = "Lain sama sekali"
    assert review_of([chosen], "REG501", again) is None


def test_after_a_rerun_without_the_finding_the_value_is_set_only_where_the_old_one_still_stands():
    chosen = decided("DUR403", "correct", field=field("/activities/1/duration"), value="12 hari")
    again = rerun()
    again.findings = []
    assert apply(again, Decisions([chosen]), READERS).extraction.sops[0].activities[1].duration.text == "12 hari"
    again.sops[0].activities[1].duration = READERS.duration("2 jam")
    found = apply(again, Decisions([chosen]), READERS)
    assert found.extraction.sops[0].activities[1].duration.text == "2 jam"
    assert "kini lain" in found.left_out[0].why.id


def test_decisions_are_about_the_document_with_the_same_content():
    other = HERE.model_copy(deep=True)
    other.source.sha256 = "0" * 64
    assert review_of([decided("REG501", "accept")], "REG501", other) is None


def test_two_corrections_of_one_list_from_one_former_value_do_not_swallow_each_other():
    one = decided("REG501", "correct", field=field("/activities/0/description"), value="Menerima surat")
    two = decided("STP201", "correct", by="budi", field=field("/activities/1/number"), value="2").model_copy(
        update={"at": "/activities/0/description", "value": "Lain", "was": "Menerima surat dari Kabupaten Lain"}
    )
    two = two.model_copy(update={"time": "2999-01-01T00:00:00Z"})
    found = apply(HERE, Decisions([one, two]), READERS)
    assert found.extraction.sops[0].activities[0].description == "Menerima surat"
    assert [left.decision.id for left in found.left_out] == [two.id]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_log(data):
    log = decision_log.parse(data)
    assert not log.decisions


def test_ids_and_times_are_of_the_form_that_is_read_back():
    assert Decision.model_validate({**decided("REG501", "accept").model_dump(), "id": new_id(), "time": now()})
    assert "review" not in HERE.findings[0].model_dump() and CODES["REG501"].review is None
