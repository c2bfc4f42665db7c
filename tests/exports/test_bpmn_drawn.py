"""Whole sheets as BPMN: drawn by samples/, read from their PDF or taken from their truth, walked by an engine, laid out."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from random import Random

import pytest

from batch.extract import ExtractSettings, extract_file
from models.document import Sop
from samples.generate import make_truth
from samples.make import make_sheet
from samples.style import random_style
from tests.bpmn_reading import Read, walk
from tests.checks_truth import extraction_of

#: Seeds of the sheets taken from their truth, and of those read from their PDF (a second each).
TRUTHS, SHEETS = range(60), range(7000, 7012)


@cache
def of_truth(seed: int) -> Sop:
    rng = Random(f"bpmn/{seed}")
    style = random_style(rng)
    return extraction_of(make_truth(rng, style), style.task_as).sops[0]


@cache
def read_truth(seed: int) -> Read:
    return Read(of_truth(seed))


@pytest.mark.parametrize("seed", SHEETS)
def test_a_sheet_read_from_its_pdf_is_valid_and_whole(seed, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(make_sheet(seed)[0])
    for sop in extract_file(path, ExtractSettings()).sops:
        assert sop.flow.nodes
        assert_whole(sop, Read(sop))


@pytest.mark.parametrize("seed", TRUTHS)
def test_a_true_flow_is_valid_and_whole(seed):
    assert_whole(of_truth(seed), read_truth(seed))


def assert_whole(sop: Sop, read: Read) -> None:
    """Every step in its actor's lane, and a way from symbol to symbol for every line that was drawn."""
    lanes = read.lane_of()
    names = {actor.id: actor.name for actor in sop.actors}
    kept = {number: node for number, node in enumerate(sop.flow.nodes, 1) if f"_{number}\0" in _numbers(read)}
    assert {node.id for node in sop.flow.nodes if node.shape != "connector"} <= {node.id for node in kept.values()}
    for number, node in kept.items():
        own = [name for name in read.nodes if name.partition("_")[2] == str(number)]
        assert {lanes[name] for name in own} == {names.get(node.actor, "(tanpa pelaksana)")}
    for step in sop.activities:
        if step.description:
            assert any(step.description in name for name in _texts(read)), step.description
    ways = {(source.partition("_")[2], target.partition("_")[2]) for source, target, _ in read.lines()}
    number = {node.id: str(place) for place, node in enumerate(sop.flow.nodes, 1)}
    folded = {str(place) for place in range(1, len(sop.flow.nodes) + 1)} - {str(place) for place in kept}
    for edge in sop.flow.edges:
        source, target = number[edge.source], number[edge.target]
        if not {source, target} & folded:
            assert (source, target) in ways
    assert sum(bool(name) for *_, name in read.lines()) >= len({e.source for e in sop.flow.edges if e.label})


def _numbers(read: Read) -> str:
    return "".join(f"_{name.partition('_')[2]}\0" for name in read.nodes)


def _texts(read: Read) -> list[str]:
    notes = [text.text for text in read.all("bpmn:process/bpmn:textAnnotation/bpmn:text")]
    return notes + [node.get("name", "") for node in read.nodes.values()]


@pytest.mark.parametrize("seed", TRUTHS)
def test_an_engine_comes_to_the_end_and_into_every_step(seed):
    """A true flow is sound: whatever the answers, no step is done twice at once, and the end is reached."""
    read = read_truth(seed)
    gateways = [name for name in read.nodes if name.startswith("Gateway") and read.kind(name) == "exclusiveGateway"]
    exits = {name.partition("_")[2]: _answers(read, name) for name in gateways}
    straight = {number: answers[-1] for number, answers in exits.items()}
    seen, ended = walk(read.data, lambda number, _: straight.get(number, ""))
    assert ended and set(seen.values()) == {1}
    for number, answers in exits.items():
        for answer in answers:
            once = {(number, 1): answer}
            done, ended = walk(read.data, lambda n, visit, once=once: once.get((n, visit), straight.get(n, "")))
            assert ended, (number, answer)
            seen += done
    assert set(seen) == {name for name in read.nodes if name.startswith("Task")}


def _answers(read: Read, gateway: str) -> list[str]:
    """The answers of a decision: first the default's, "" (back or out), last the one that leads on."""
    default = read.nodes[gateway].get("default")
    exits = [flow for flow in read.flows if flow.get("sourceRef") == gateway]
    exits.sort(key=lambda flow: flow.get("id") != default)
    return ["" if flow.get("id") == default else flow.get("name") for flow in exits]


@pytest.mark.parametrize("seed", TRUTHS)
def test_the_diagram_is_the_sheet(seed):
    """Shapes lie in their lane and on no other; lines are orthogonal, begin and end on borders and cross no shape."""
    read = read_truth(seed)
    boxes = {name: read.bounds(name) for name in read.nodes}
    lanes = {lane.get("name"): read.bounds(lane.get("id")) for lane in read.all(".//bpmn:lane")}
    for name, lane in read.lane_of().items():
        assert _inside(boxes[name], lanes[lane])
    assert not any(_meet(one, other) for one, other in combinations(boxes.values(), 2))
    for one, other in zip(lanes.values(), list(lanes.values())[1:], strict=False):
        assert one[2] == other[0] and one[1] == other[1] and one[3] == other[3]
    for flow in read.flows:
        way = read.way(flow.get("id"))
        assert _on_border(way[0], boxes[flow.get("sourceRef")]) and _on_border(way[-1], boxes[flow.get("targetRef")])
        for (x0, y0), (x1, y1) in zip(way, way[1:], strict=False):
            assert (x0 == x1) != (y0 == y1)
            piece = (min(x0, x1) + 0.5, min(y0, y1) + 0.5, max(x0, x1) - 0.5, max(y0, y1) - 0.5)
            assert not any(_meet(piece, box) for box in boxes.values())
    tasks = [(boxes[name][1], int(name.partition("_")[2])) for name in boxes if name.startswith("Task")]
    rows = {place: node.activity for place, node in enumerate(of_truth(seed).flow.nodes, 1)}
    order = [rows[place] for _, place in sorted(tasks)]
    assert order == sorted(order, key=lambda activity: int(activity[1:]))


def _inside(inner, outer) -> bool:
    return outer[0] < inner[0] and outer[1] < inner[1] and inner[2] < outer[2] and inner[3] < outer[3]


def _meet(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _on_border(point, box) -> bool:
    (x, y), (left, top, right, bottom) = point, box
    return (x in (left, right) and top < y < bottom) or (y in (top, bottom) and left < x < right)
