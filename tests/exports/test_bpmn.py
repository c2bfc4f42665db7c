"""BPMN: valid by the standard's schema, nothing of the flow lost, read and run by an engine that is not ours."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.bpmn import render
from models.document import Activity, Actor, Duration, Edge, Flow, Node, Sop
from tests.bpmn_reading import Read, engine_spec, sop_of, walk

STRAIGHT = sop_of("1A start Mulai, 2B task, 3C end Selesai", "1-2 2-3")
#: The decision sends back to step 2, or on.
LOOP = sop_of("1A start, 2B task, 3C ask, 4A end", "1-2 2-3 3-2:Tidak 3-4:Ya")
FORK = sop_of("1A start, 2A task, 3B task, 3C task, 4A task, 5A end", "1-2 2-3B 2-3C 3B-4 3C-4 4-5")
#: One of two ways that are gone at once may be left by a decision.
FORK_AND_ASK = sop_of(
    "1A start, 2A task, 3B task, 3C ask, 4C task, 5A task, 6A end", "1-2 2-3B 2-3C 3B-5 3C-4:Ya 3C-5:Tidak 4-5 5-6"
)


def test_a_capsule_that_bears_a_step_is_an_event_and_a_task():
    read = Read(STRAIGHT)
    assert read.named("startEvent") == ["Mulai"] and read.named("endEvent") == ["Selesai"]
    assert read.named("userTask") == ["1. Langkah 1", "2. Langkah 2", "3. Langkah 3"]
    assert read.lines() == {
        ("Start_1", "Task_1", ""), ("Task_1", "Task_2", ""), ("Task_2", "Task_3", ""), ("Task_3", "End_3", ""),
    }  # fmt: skip


def test_a_capsule_beside_the_box_of_its_step_is_an_event_only():
    read = Read(sop_of("1A start Mulai, 1B task, 2B task, 2C end Selesai", "1A-1B 1B-2B 2B-2C"))
    assert read.named("userTask") == ["1. Langkah 1", "2. Langkah 2"]
    assert read.named("startEvent") == ["Mulai"] and read.named("endEvent") == ["Selesai"]


def test_a_row_that_only_says_where_the_flow_begins_is_no_task():
    sop = sop_of("1A start, 2B task, 3B end", "1-2 2-3")
    sop.activities[0].description, sop.activities[2].description = "Mulai", "Selesai"
    assert Read(sop).named("userTask") == ["2. Langkah 2"]


def test_lanes_are_the_actors_left_to_right_and_hold_every_node():
    read = Read(LOOP)
    assert [lane.get("name") for lane in read.all(".//bpmn:lane")] == ["Pelaksana 1", "Pelaksana 2", "Pelaksana 3"]
    lanes = read.lane_of()
    assert set(lanes) == set(read.nodes)
    assert lanes["Task_3"] == lanes["Gateway_3"] == "Pelaksana 3" and lanes["Task_2"] == "Pelaksana 2"


def test_a_symbol_outside_the_columns_gets_a_lane_of_its_own():
    sop = sop_of("1A start, 2B task, 3C end", "1-2 2-3")
    sop.flow.nodes[1].actor = None
    assert Read(sop).lane_of()["Task_2"] == "(tanpa pelaksana)"


def test_answers_are_names_conditions_and_a_default():
    read = Read(LOOP)
    gateway = read.nodes["Gateway_3"]
    exits = {flow.get("name"): flow for flow in read.flows if flow.get("sourceRef") == "Gateway_3"}
    assert gateway.get("default") == exits["Tidak"].get("id") and list(exits["Tidak"]) == []
    assert [child.text for child in exits["Ya"]] == ['jawaban_3 == "Ya"']
    assert {flow.get("targetRef") for flow in exits.values()} == {"Task_2", "Task_4"}


def test_the_engine_walks_both_branches_of_a_decision():
    once, ended = walk(Read(LOOP).data, lambda _, visit: "Ya")
    assert ended and once == Counter({f"Task_{n}": 1 for n in (1, 2, 3, 4)})
    twice, ended = walk(Read(LOOP).data, lambda _, visit: "Ya" if visit > 1 else "Tidak")
    assert ended and twice["Task_2"] == twice["Task_3"] == 2 and twice["Task_4"] == 1


def test_ways_gone_at_once_are_waited_for():
    read = Read(FORK)
    assert read.kind("Gateway_2") == read.kind("Join_5") == "parallelGateway"
    done, ended = walk(read.data, lambda *_: "")
    assert ended and set(done.values()) == {1} and done.total() == len(FORK.flow.nodes)


@pytest.mark.parametrize(("answer", "steps"), [("Ya", 7), ("Tidak", 6)])
def test_a_way_that_may_not_come_is_not_waited_for(answer, steps):
    read = Read(FORK_AND_ASK)
    assert read.kind("Join_6") == "inclusiveGateway"
    done, ended = walk(read.data, lambda *_: answer)
    assert ended and set(done.values()) == {1} and done.total() == steps


def test_two_answers_that_meet_again_are_not_joined():
    read = Read(sop_of("1A start, 2A ask, 3B task, 3C task, 4A end", "1-2 2-3B:Ya 2-3C:Tidak 3B-4 3C-4"))
    assert not [name for name in read.nodes if name.startswith("Join")]
    for answer, branch in (("Ya", "Task_3"), ("Tidak", "Task_4")):
        done, ended = walk(read.data, lambda *_, answer=answer: answer)
        assert ended and done["Task_5"] == 1 and done[branch] == 1 and done.total() == 4


def test_off_page_connectors_are_folded_away_and_their_answer_is_kept():
    read = Read(sop_of("1A start, 2A ask, 3A link 1, 4A link 1, 5B task, 6B end", "1-2 2-1:Tidak 2-3:Ya 3-4 4-5 5-6"))
    assert ("Gateway_2", "Task_5", "Ya") in read.lines()
    assert not [name for name in read.nodes if name.endswith(("_3", "_4"))]


def test_a_connector_from_which_two_lines_leave_is_a_branching():
    read = Read(sop_of("1A start, 2A link A, 3A link A, 4B task, 4C task, 5A end", "1-2 2-3 3-4B 3-4C 4B-5 4C-5"))
    assert read.kind("Gateway_3") == read.kind("Join_6") == "parallelGateway"
    assert {("Task_1", "Gateway_3", ""), ("Gateway_3", "Task_4", ""), ("Gateway_3", "Task_5", "")} <= read.lines()


def test_a_connector_without_its_partner_ends_the_flow_by_its_letter():
    read = Read(sop_of("1A start, 2B task, 3B link C", "1-2 2-3"))
    assert read.named("endEvent") == ["C"] and ("Task_2", "End_3", "") in read.lines()


def test_what_no_line_reaches_starts_for_itself():
    read = Read(sop_of("1A start, 2B task, 3B end, 4A task, 5A task", "1-2 2-3 4-5 5-4"))
    assert (
        read.named("startEvent") == ["", ""] and {("Start_1", "Task_1", ""), ("Start_4", "Task_4", "")} <= read.lines()
    )
    assert set(read.nodes) <= set(engine_spec(read.data)[0].task_specs)


def test_steps_without_symbols_or_lines_follow_each_other():
    sop = sop_of("1A start, 2B task, 3C task", "1-2")
    sop.flow = Flow()
    sop.activities[1].actors = ["A2", "A3"]
    read = Read(sop)
    assert read.named("userTask") == ["1. Langkah 1", "2. Langkah 2", "2. Langkah 2", "3. Langkah 3"]
    assert walk(read.data, lambda *_: "")[1]


def test_a_step_whose_symbol_was_not_read_is_a_note():
    sop = sop_of("1A start, 2B task, 3C end", "1-2 2-3")
    sop.activities.append(Activity(id="K4", number=4, page=1, description="Mengarsipkan"))
    read = Read(sop)
    assert [note[0].text for note in read.all("bpmn:process/bpmn:textAnnotation")] == ["4. Mengarsipkan"]


def test_the_standard_of_a_step_is_documented():
    sop = sop_of("1A task, 2B ask", "1-2")
    sop.activities[1] = Activity(
        id="K2", number=2, page=1, description="Memeriksa", requirements=["Berkas", "Agenda"],
        duration=Duration(text="5 menit"), outputs=["Disposisi"], remarks="Rahasia", group="A. Persiapan",
    )  # fmt: skip
    sop.table_notes = ["Jumlah waktu 5 menit"]
    assert "Catatan tabel: Jumlah waktu 5 menit" in Read(sop).all("bpmn:process/bpmn:documentation")[0].text
    (text,) = Read(sop).all("bpmn:process/bpmn:userTask[@id='Task_2']/bpmn:documentation")
    lines = ["Kelengkapan: Berkas; Agenda", "Waktu: 5 menit", "Output: Disposisi", "Keterangan: Rahasia"]
    assert text.text.splitlines() == [*lines, "Kelompok: A. Persiapan"]


def test_a_sheet_without_anything_is_still_a_file():
    read = Read(Sop(pages=[1]))
    assert read.nodes == {} and read.all("bpmn:process")[0].get("isExecutable") == "false"


WORDS = st.text(max_size=30) | st.sampled_from(
    ['" or True or "', "</bpmn:task>", "]]>", "\ud835", "\\", "${x}", "Ya\n"]
)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=8, max_size=8))
def test_any_text_can_stand_on_the_sheet(texts):
    sop = sop_of("1A start, 2B ask, 3C end", "1-2 2-1:x 2-3:y")
    sop.header.title, sop.actors[0].name, sop.activities[0].description = texts[:3]
    sop.activities[1].remarks, sop.flow.nodes[0].text, sop.flow.nodes[1].text = texts[3:6]
    sop.flow.edges[1].label, sop.flow.edges[2].label = texts[6:]
    read = Read(sop)
    engine_spec(read.data)
    for expression in read.all(".//bpmn:conditionExpression"):
        variable, _, answer = expression.text.partition(" == ")
        assert variable == "jawaban_2" and isinstance(json.loads(answer), str)


@st.composite
def flows(draw) -> Sop:
    """Any symbols with any lines between them, as the worst reading could give them."""
    count = draw(st.integers(1, 9))
    nodes = [
        Node(
            id=f"N{n}", activity=draw(st.sampled_from([None, "K1", "K2", "K3", "K9"])),
            actor=draw(st.sampled_from([None, "A1", "A2"])), drawn_as="other", page=1, bbox=(0, 0, 1, 1),
            shape=draw(st.sampled_from(["terminator", "process", "decision", "connector"])),
            text=draw(st.sampled_from(["", "Mulai", "A"])),
        )
        for n in range(count)
    ]  # fmt: skip
    ends = st.integers(0, count)  # one of them is no symbol's
    lines = draw(st.lists(st.tuples(ends, ends, st.sampled_from([None, "Ya", "Tidak"])), max_size=2 * count))
    edges = [Edge(source=f"N{a}", target=f"N{b}", label=label) for a, b, label in lines]
    steps = [Activity(id=f"K{n}", number=n, page=1, description="Langkah" * (n < 3)) for n in (1, 2, 3)]
    actors = [Actor(id="A1", name="Staf"), Actor(id="A2", name="Kepala")][: draw(st.integers(0, 2))]
    return Sop(pages=[1], actors=actors, activities=steps, flow=Flow(nodes=nodes, edges=edges))


@settings(max_examples=150)
@given(flows())
def test_any_flow_gives_a_valid_file_that_an_engine_reads_whole(sop):
    read = Read(sop)
    assert render(sop) == read.data
    spec, _ = engine_spec(read.data)
    assert set(read.nodes) <= set(spec.task_specs)
    for name, node in read.nodes.items():
        ways = Counter(child.tag.partition("}")[2] for child in node)
        assert ways["incoming"] == 0 if name.startswith("Start") else ways["incoming"] > 0, name
        assert ways["outgoing"] == 0 if name.startswith("End") else ways["outgoing"] > 0, name
        assert ways["outgoing"] < 2 or "Gateway" in read.kind(name), name
