"""FLW: the drawn flow from start to end."""

import pytest

from tests.checks_builder import flow, found, node, sound_sop

START, END = ("N1", "terminator"), ("N5", "terminator")


def drawn(*nodes_and_edges):
    nodes = [node(*n) if isinstance(n, tuple) else n for n in nodes_and_edges if not isinstance(n, str)]
    return sound_sop(flow=flow(nodes, *[e for e in nodes_and_edges if isinstance(e, str)]))


SOUND = drawn(
    START,
    ("N2",),
    ("N3", "decision"),
    ("N4",),
    END,
    "N1>N2",
    "N2>N3",
    "N3>N4 Ya",
    "N3>N2 Tidak",
    "N4>N5",
)
CODES = [f"FLW70{n}" for n in range(1, 8)]


@pytest.mark.parametrize("code", CODES)
def test_sound_flow_is_silent(code):
    assert found(SOUND, code) == []
    assert found(sound_sop(), code) == []  # no flow read: nothing to say


@pytest.mark.parametrize(
    ("code", "sop", "pointers"),
    [
        ("FLW701", drawn(("N1",), ("N2",), END, "N1>N2", "N2>N5"), ["/flow"]),
        ("FLW701", drawn(("N1",), ("N2",), "N1>N2"), ["/flow", "/flow"]),
        ("FLW702", drawn(START, ("N3", "decision"), END, "N1>N3", "N3>N5 Ya"), ["/flow/nodes/1"]),
        ("FLW702", drawn(START, ("N3", "decision"), END, "N1>N3", "N3>N5 Ya", "N3>N1"), ["/flow/nodes/1"]),
        ("FLW702", drawn(START, ("N3", "decision"), END, "N1>N3", "N3>N5 Ya", "N3>N1 Ya"), ["/flow/nodes/1"]),
        ("FLW703", drawn(START, ("N2",), END, "N1>N5"), ["/flow/nodes/1"]),
        ("FLW705", drawn(START, ("N2",), ("N3",), END, "N1>N5", "N2>N3", "N3>N5"), ["/flow/nodes/1"]),
        ("FLW706", drawn(START, ("N2",), ("N3",), END, "N1>N2", "N2>N3", "N3>N2", "N1>N5"), ["/flow/nodes/1"]),
        ("FLW707", drawn(START, ("N2",), ("N3",), END, "N1>N2", "N1>N3", "N3>N5"), ["/flow/nodes/1"]),
    ],
)
def test_fault_in_the_flow(code, sop, pointers):
    assert [f.pointer for f in found(sop, code)] == pointers


def test_missing_end_is_told_from_missing_start():
    (finding,) = found(drawn(START, ("N2",), "N1>N2"), "FLW701", language="en")
    assert "end" in finding.message


def test_sheet_of_dots_has_no_start_to_miss():
    for drawn_as in ("disc", "capsule"):  # rounded boxes that are all steps are dots with room for a word
        dots = [node(f"N{i}", drawn_as=drawn_as) for i in range(3)]
        assert found(drawn(*dots, "N0>N1", "N1>N2"), "FLW701") == []
        assert found(drawn(*dots, ("N3", "decision"), "N0>N1", "N1>N3"), "FLW701") == []


def test_lines_that_were_not_read_are_one_finding():
    sop = drawn(START, ("N2",), ("N3", "decision"), ("N4",), END, "N1>N2")
    (finding,) = found(sop, "FLW", language="en")
    assert (finding.code, finding.pointer) == ("FLW703", "/flow")
    assert "3 of 5" in finding.message


def connector(name, page, text=""):
    return node(name, "connector", page, text=text)


@pytest.mark.parametrize(
    ("connectors", "unmatched"),
    [
        ([connector("C1", 1), connector("C2", 2)], []),
        ([connector("C1", 1, "A"), connector("C2", 3, "A")], []),
        ([connector("C1", 1, "A"), connector("C2", 2)], []),
        ([connector("C1", 1)], ["/flow/nodes/0"]),
        ([connector("C1", 1, "A"), connector("C2", 2, "B")], ["/flow/nodes/0", "/flow/nodes/1"]),
        ([connector("C1", 1), connector("C2", 3)], ["/flow/nodes/0", "/flow/nodes/1"]),
    ],
)
def test_connector_needs_its_partner(connectors, unmatched):
    assert [f.pointer for f in found(drawn(*connectors), "FLW704")] == unmatched


def test_connectors_that_the_flow_joins_are_partners():
    one, other = connector("C1", 1, "A"), connector("C2", 1)
    assert found(drawn(("N1",), one, other, ("N2",), "N1>C1", "C1>C2", "C2>N2"), "FLW704") == []
    assert len(found(drawn(("N1",), one, ("N2",), "N1>C1", "C1>N2"), "FLW704")) == 1


def test_start_symbol_taken_for_a_connector_needs_no_partner():
    assert found(drawn(connector("C1", 1, "Mu lai"), connector("C2", 2, "A"), connector("C3", 3, "A")), "FLW704") == []


def test_exit_of_a_decision_may_be_drawn_where_another_symbol_lacks_its_line_too():
    whole = drawn(START, ("N3", "decision"), ("N4",), END, "N1>N3", "N3>N4 Ya", "N4>N5")
    broken = drawn(START, ("N3", "decision"), ("N4",), END, "N1>N3", "N3>N5 Ya", "N4>N5")
    assert [f.severity for f in found(whole, "FLW702")] == ["warning"]
    assert [f.severity for f in found(broken, "FLW702")] == ["info"]


def test_answers_that_fork_and_talk_over_a_double_headed_line_are_sound():
    forked = drawn(START, ("N3", "decision"), ("N4",), END, "N1>N3", "N3>N4 Ya", "N3>N5 Ya", "N3>N1 Tidak", "N4>N5")
    talk = drawn(START, ("N3", "decision"), ("N4",), END, "N1>N3", "N3>N1", "N3>N4 Ya", "N3>N5 Tidak", "N4>N5")
    assert found(forked, "FLW702") == found(talk, "FLW702") == []


def test_finding_in_the_flow_carries_the_symbols_place():
    (finding,) = found(drawn(START, ("N2",), END, "N1>N5"), "FLW703")
    assert (finding.page, finding.bbox) == (1, (10, 10, 20, 20))


def test_answer_read_at_a_line_into_the_decision_says_that_lines_were_mixed_up():
    """A step seemed to answer "Tidak" into the question; of the question's exits one had no answer."""
    mixed = drawn(START, ("N2",), ("N3", "decision"), END, "N1>N2", "N2>N3 Tidak", "N3>N5 Ya", "N3>N1")
    (finding,) = found(mixed, "FLW702")
    assert (finding.severity, finding.cause) == ("info", "reading")


def test_one_answered_exit_in_a_picture_is_a_note():
    """Who writes "Lengkap" at one exit draws the other: on paper an answer alone was never seen."""
    sop = drawn(START, ("N3", "decision"), END, "N1>N3", "N3>N5 Lengkap")
    (finding,) = found(sop, "FLW702", origin="ocr")
    assert (finding.severity, finding.cause) == ("info", "reading")
    (finding,) = found(sop, "FLW702")
    assert finding.severity == "warning"


def test_partner_that_was_read_as_another_shape_is_known_by_its_letter():
    """Two circles that touch: one of them looked like a capsule with the letter A."""
    capsule = node("N9", "terminator", page=2, text="A")
    sop = drawn(START, node("C1", "connector", text="A"), capsule, END, "N1>C1", "N9>N5")
    assert found(sop, "FLW704") == []
    other = node("N9", "terminator", page=2, text="Mulai")
    sop = drawn(START, node("C1", "connector", text="A"), other, END, "N1>C1", "N9>N5")
    assert [f.pointer for f in found(sop, "FLW704")] == ["/flow/nodes/1"]


def test_flow_that_stops_and_begins_in_other_places_was_not_read():
    """A line left out of a drawing leaves one stop and one beginning, side by side; a line read wrongly does not."""
    steps = [(f"S{n}",) for n in range(4)]
    gap = drawn(START, *steps, END, "N1>S0", "S0>S1", "S2>S3", "S3>N5")
    assert [(f.code, f.severity) for f in found(gap, "FLW705")] == [("FLW705", "warning")]
    assert [(f.code, f.severity) for f in found(gap, "FLW707")] == [("FLW707", "warning")]
    astray = drawn(START, *steps, END, "N1>S0", "S0>S1", "S0>S2", "S2>S3", "S3>N5")
    assert [(f.code, f.cause) for f in found(astray, "FLW707")] == [("FLW707", "reading")]
    torn = drawn(START, *steps, END, "N1>S0", "S1>S2", "S3>N5")
    assert {f.cause for code in ("FLW705", "FLW707") for f in found(torn, code)} == {"reading"}


def test_loop_with_a_question_in_it_has_an_answer_that_leads_on():
    asked = drawn(START, ("N2",), ("N3", "decision"), END, "N1>N2", "N2>N3", "N3>N2 Tidak", "N1>N5")
    assert [f.cause for f in found(asked, "FLW706")] == ["reading"]
    plain = drawn(START, ("N2",), ("N3",), END, "N1>N2", "N2>N3", "N3>N2", "N1>N5")
    assert [f.severity for f in found(plain, "FLW706")] == ["warning"]


def test_three_exits_with_one_answer_were_not_read():
    """A line with heads at both ends was taken for two exits more."""
    sop = drawn(START, ("N3", "decision"), ("N4",), ("N6",), END, "N1>N3", "N3>N5 Tidak", "N3>N4 Tidak", "N3>N6 Tidak")
    assert [f.cause for f in found(sop, "FLW702")] == ["reading"]
