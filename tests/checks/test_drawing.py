"""Drawings read from a picture: what a scan lost is no fault of the sheet's, what it shows whole is."""

import pytest

from models.document import Sop
from tests.checks_builder import evidence, flow, found, node, sound_header, sound_sop, sound_steps

#: Six steps, their symbols one below the other; the third decides.
SHAPES = ("terminator", "process", "decision", "process", "process", "terminator")
LINES = ("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2 Tidak", "N4>N5", "N5>N6")


def sheet(*lines: str, without: tuple[str, ...] = (), idle: int | None = None, **shapes: str) -> Sop:
    """The drawn sheet with these lines; `idle` is a row without a symbol, `shapes` say what a symbol was taken for."""
    kinds = {f"N{n}": shapes.get(f"N{n}", shape) for n, shape in enumerate(SHAPES, 1)}
    nodes = [node(name, shape, activity=f"K{name[1:]}") for name, shape in kinds.items() if name not in without]
    steps = sound_steps()
    if idle is not None:
        steps[idle].actors = []
    return sound_sop(activities=steps, flow=flow(nodes, *(lines or LINES)))


def told(sop: Sop, code: str, origin: str = "ocr") -> list[tuple[str, str | None]]:
    return [(f.severity, f.cause) for f in found(sop, code, origin=origin)]


PASSED_BY = sheet("N1>N2", "N2>N3", "N3>N5 Ya", "N3>N2 Tidak", "N5>N6", without=("N4",), idle=3)


def test_a_step_that_a_line_passes_by_has_no_symbol_on_a_scan_as_in_a_file():
    assert told(PASSED_BY, "ACT301", "pdf") == [("error", "sheet")]
    assert told(PASSED_BY, "ACT301") == [("error", None)]


@pytest.mark.parametrize(
    "sop",
    [
        sheet("N1>N2", "N2>N4 Lengkap?", "N4>N5", "N5>N6", without=("N3",), idle=2),
        sheet("N1>N2", "N2>N4", "N1>N4", "N4>N5", "N5>N6", without=("N3",), idle=2),
        sheet("N2>N3", "N3>N4 Ya", "N3>N2 Tidak", "N4>N5", "N5>N6", without=("N1",), idle=0),
        sheet("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2 Tidak", "N4>N5", idle=4, N5="connector"),
    ],
    ids=["question beside a line", "lines of two symbols meet", "first row", "row of a connector"],
)
def test_a_symbol_that_must_be_there_was_not_read_and_is_put_before_a_person(sop):
    assert told(sop, "ACT301") == [("info", "reading")]
    assert [f for f in told(sop, "ACT301", "pdf") if f == ("error", "sheet")]
    assert "tidak terbaca" in found(sop, "ACT301", origin="ocr")[0].message


def test_without_a_line_that_passes_it_cannot_be_told_whether_a_symbol_was_drawn():
    sop = sheet("N1>N2", "N2>N3", "N3>N2 Tidak", "N5>N6", without=("N4",), idle=3)
    assert told(sop, "ACT301") == [("info", "reading")]


def test_a_start_that_says_mulai_is_one_whatever_its_outline_was_taken_for():
    sop = sheet(N1="process")
    assert told(sop, "FLW701") == [("info", "reading")]  # rounded corners are easily lost
    sop.flow.nodes[0].text = "Mutai"
    assert told(sop, "FLW701") == []
    assert told(sop, "FLW701", "pdf") == [("warning", "sheet")]


@pytest.mark.parametrize(
    ("lines", "scanned"),
    [
        (("N1>N2", "N2>N3", "N3>N4", "N3>N2", "N4>N5", "N5>N6"), ("warning", None)),
        (("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2", "N4>N5", "N5>N6"), ("info", "reading")),
        (("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2 Ya", "N4>N5", "N5>N6"), ("info", "reading")),
        (("N1>N2", "N2>N3", "N3>N4", "N3>N2", "N4>N5"), ("info", "reading")),
    ],
    ids=["no answers", "one answer", "two equal answers", "another line is gone"],
)
def test_answers_of_a_decision_on_a_scan(lines, scanned):
    assert told(sheet(*lines), "FLW702") == [scanned]
    assert told(sheet(*lines), "FLW702", "pdf") == [("warning", "sheet")]


@pytest.mark.parametrize(
    "lines",
    [
        ("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2 Tidak", "N3>N6", "N4>N5"),
        ("N1>N2", "N2>N3 Ya", "N2>N5 Tidak", "N2>N1 Tidak", "N3>N4 Ya", "N4>N5", "N5>N6"),
    ],
    ids=["a line too many, and one that is lost elsewhere", "an answer of another decision led astray"],
)
def test_an_exit_that_was_read_as_another_symbols_is_no_fault_of_the_sheet(lines):
    sop = sheet(*lines, N2="decision" if "N2>N3 Ya" in lines else "process")
    assert {severity for severity, _ in told(sop, "FLW702", "pdf")} == {"info"}


def test_a_symbol_without_a_line_is_the_sheets_fault_where_a_line_runs_past_it():
    past = sheet("N1>N2", "N2>N3", "N3>N5 Ya", "N3>N2 Tidak", "N5>N6")
    assert told(past, "FLW703") == [("warning", None)]
    cut = sheet("N1>N2", "N2>N3", "N3>N2 Tidak", "N5>N6")
    assert told(cut, "FLW703") == [("info", "reading")]


def two(one: str, other: str) -> Sop:
    ends = [node("C1", "connector", text=one), node("C2", "connector", page=2, text=other)]
    return sound_sop(pages=[1, 2], flow=flow(ends))


def test_connectors_alone_on_both_pages_bear_one_misread_letter():
    assert told(two("B", "8"), "FLW704") == [("info", "reading")] * 2
    assert told(two("A", "B"), "FLW704", "pdf") == [("warning", "sheet")] * 2
    pair = [node(name, "connector", page=page, text="B") for name, page in (("C2", 1), ("C3", 2))]
    alone = sound_sop(pages=[1, 2], flow=flow([node("C1", "connector", text="A"), *pair]))
    assert told(alone, "FLW704") == [("warning", None)]
    alone.flow.nodes[0].text = "1JL2"
    assert told(alone, "FLW704") == [("info", "reading")]
    last = sound_sop(flow=flow([node("C1", "connector", text="A")]))
    assert told(last, "FLW704") == [("info", "reading")]  # of the next page no connector was read


def test_a_blank_number_cell_of_a_scan_may_have_been_overlooked():
    steps = sound_steps()
    steps[3].number = None
    blank = evidence("", None, origin="pdf")
    sop = sound_sop(activities=steps, evidence={"/activities/3/number": blank})
    assert told(sop, "STP201") == [("warning", None)]
    assert told(sop, "STP201", "pdf") == [("warning", "sheet")]


def test_circles_on_one_page_are_partners_where_the_flow_goes_in_at_one_and_out_at_the_other():
    def sop(*lines: str) -> Sop:
        rest = [node("N1"), node("N2")]
        circles = [node("C1", "connector", text="1"), node("C2", "connector")]
        return sound_sop(flow=flow([*rest, *circles], *lines))

    assert told(sop("N1>C1", "C2>N2"), "FLW704", "pdf") == []
    assert len(told(sop("N1>C1", "N2>C2"), "FLW704", "pdf")) == 2


def test_the_last_words_of_a_post_are_no_name_though_they_stand_where_it_should():
    def sop(name: str) -> Sop:
        header = sound_header(institution=["PEMERINTAH KOTA SOLOK", "DINAS KESEHATAN"])
        header.approved_by.name = None
        return sound_sop(header=header, evidence={"/header/approved_by/name": evidence(name, 0.97)})

    assert told(sop("Solok"), "HDR106")
    assert told(sop("Rahmat Hidayat"), "HDR106") == []


def test_a_nip_of_sixteen_figures_read_with_doubt_is_a_note_unless_another_look_saw_a_possible_one():
    def sop(*others: tuple[str, float]) -> Sop:
        header = sound_header()
        header.approved_by.nip = None
        alternatives = [{"text": text, "reader": "ppocr", "confidence": sure} for text, sure in others]
        entry = evidence("NIP. 19750315 200003 2 0", 0.72, alternatives=alternatives)
        return sound_sop(header=header, evidence={"/header/approved_by/nip": entry})

    for other in (("NIP.1975031520000320", 0.98), ("NIP.1975031520000320", 0.4), ("NIP.1975081520000320", 0.98)):
        assert told(sop(other), "HDR107") == [("info", "reading")]
    assert told(sop(("NIP.197503152000032001", 0.4)), "HDR107") == []


def with_answer(sop: Sop, row: int, text: str = "Tidak") -> Sop:
    """An answer printed beside the row's symbol that no line took."""
    entry = evidence(text, 1.0, origin="pdf")
    return sop.model_copy(update={"evidence": {f"/flow/nodes/{row}/answer": entry}})


@pytest.mark.parametrize(
    "lines",
    [
        ("N1>N2", "N2>N3", "N3>N4 Ya", "N4>N5", "N5>N6"),
        ("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2", "N4>N5", "N5>N6"),
        ("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2 Ya", "N4>N5", "N5>N6"),
    ],
    ids=["one exit", "one answer", "the same answer twice"],
)
def test_an_answer_beside_a_decision_that_no_line_took_is_the_readings_in_a_files_own_drawing_too(lines):
    sop = sheet(*lines)
    assert told(sop, "FLW702", "pdf") == [("warning", "sheet")]
    (finding,) = found(with_answer(sop, 2), "FLW702", origin="pdf")
    assert (finding.severity, finding.cause, finding.pointer) == ("info", "reading", "/flow/nodes/2")
    assert "“Tidak”" in finding.message
    assert told(with_answer(sop, 1), "FLW702", "pdf") == [("warning", "sheet")]


def test_an_answer_at_a_line_into_a_decision_was_the_other_lines():
    mixed = sheet("N1>N2", "N2>N3 Tidak", "N3>N4 Ya", "N4>N5", "N5>N6")
    assert told(mixed, "FLW702", "pdf") == [("info", "reading")]


def test_a_symbol_without_a_line_is_the_readings_where_others_far_from_it_lack_one_too():
    alone = sheet("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2 Tidak", "N4>N6")
    assert told(alone, "FLW703", "pdf") == [("warning", "sheet")]
    cut = sheet("N1>N2", "N2>N3", "N3>N4 Ya", "N3>N2 Tidak")
    assert told(cut, "FLW703", "pdf") == [("warning", "sheet"), ("warning", "sheet")]
    torn = sheet("N1>N2", "N3>N4 Ya", "N3>N1 Tidak")
    assert told(torn, "FLW703", "pdf") == [("info", "reading"), ("info", "reading")]


def test_a_capsule_in_mid_way_without_a_word_is_no_end():
    sop = sheet(N4="terminator", N6="process")
    assert told(sop, "FLW701", "pdf") == [("warning", "sheet")]
    assert told(sheet(N5="terminator", N6="process"), "FLW701", "pdf") == []


def test_a_sheet_of_dots_may_draw_its_archive_otherwise():
    sop = sheet(N1="process", N6="process")
    for place, drawn_as in enumerate(("disc", "disc", "diamond", "trapezoid", "disc", "disc")):
        sop.flow.nodes[place].drawn_as = drawn_as
    assert told(sop, "FLW701", "pdf") == []
    for place in (0, 1, 4):
        sop.flow.nodes[place].drawn_as = "rectangle"
    assert len(told(sop, "FLW701", "pdf")) == 2


def test_an_answer_that_came_through_a_connector_is_the_decisions_on_the_page_before():
    lines = ("N1>N2", "N2>N3", "N3>N2 Tidak", "N3>N4 Ya", "N4>N5 Ya", "N5>N6 Ya")
    carried = sheet(*lines, N4="connector", N5="decision")
    assert ("warning", "sheet") in told(carried, "FLW702", "pdf")
    strange = sheet("N1>N2", "N2>N4", "N4>N5 Ya", "N5>N6 Ya", "N3>N2 Tidak", "N3>N5 Ya", N4="connector", N5="decision")
    assert told(strange, "FLW702", "pdf") == [("info", "reading")]


def test_the_same_long_answer_twice_has_lost_its_tidak():
    twice = sheet("N1>N2", "N2>N3", "N3>N4 Lengkap", "N3>N2 Lengkap", "N4>N5", "N5>N6")
    assert told(twice, "FLW702", "pdf") == [("info", "reading")]


def test_a_connectors_letter_at_a_line_is_its_partner_unseen():
    nodes = [node("N1", "terminator"), node("N2", "connector", text="A"), node("N3"), node("N4", "terminator")]
    alone = sound_sop(flow=flow(nodes, "N1>N2", "N3>N4"))
    seen = sound_sop(flow=flow(nodes, "N1>N2", "N3>N4 A"))
    assert told(alone, "FLW704", "pdf") == [("warning", "sheet")]
    assert told(seen, "FLW704", "pdf") == [("info", "reading")]


def test_two_neighbours_without_lines_on_a_scan_lost_them():
    """A fax of which the lines of two steps were not read, while one long line runs past them both."""
    alone = sheet("N1>N2", "N2>N3", "N3>N5 Ya", "N3>N2 Tidak", "N5>N6")
    assert told(alone, "FLW703") == [("warning", None)]
    both = sheet("N1>N2", "N2>N3", "N3>N6 Ya", "N3>N2 Tidak")
    assert told(both, "FLW703") == [("info", "reading"), ("info", "reading")]
    assert told(both, "FLW703", "pdf") == [("warning", "sheet"), ("warning", "sheet")]


def test_a_connector_whose_partners_letter_was_not_read_is_noted_on_scans():
    assert told(two("A", ""), "FLW704") == [("info", "reading")]
    assert told(two("A", "A"), "FLW704") == told(two("", ""), "FLW704") == []
    assert told(two("A", ""), "FLW704", "pdf") == []
