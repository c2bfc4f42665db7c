"""BPMN files as others read them: the schema of the standard, an engine (SpiffWorkflow), and plain XML."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree as ET

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from exports.bpmn import render
from models.document import Activity, Actor, Edge, Flow, Header, Node, Sop

SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
_VALIDATOR = BpmnValidator()
#: A walk that takes more steps than this goes round in a loop.
_MOST_STEPS = 400


def sop_of(symbols: str, lines: str, actors: int = 3) -> Sop:
    """A sheet in short: symbols "1A start, 2B task, 3B ask", lines "1-2 2-3 3-1:Tidak 3-4:Ya".

    A symbol is the number of its row, the letter of its actor and its shape; it is named by both (1A) where a row has
    several.
    """
    shapes = {"start": "terminator", "end": "terminator", "task": "process", "ask": "decision", "link": "connector"}
    nodes = []
    for symbol in symbols.split(", "):
        place, shape, *text = symbol.split(" ", 2)
        row, actor = int(place[:-1]), f"A{ord(place[-1]) - 64}"
        nodes.append(
            Node(
                id=place, activity=f"K{row}", actor=actor, shape=shapes[shape], drawn_as="other",
                text=text[0] if text else "", page=1, bbox=(0, row, 1, row + 1),
            )
        )  # fmt: skip
    by_row = {node.id[:-1]: node.id for node in reversed(nodes)}
    edges = []
    for line in lines.split():
        way, _, label = line.partition(":")
        source, target = (by_row.get(end, end) for end in way.split("-"))
        edges.append(Edge(source=source, target=target, label=label or None))
    rows = sorted({int(node.id[:-1]) for node in nodes})
    return Sop(
        pages=[1],
        header=Header(title="Penanganan Surat", number="SOP-1/2024"),
        actors=[Actor(id=f"A{n}", name=f"Pelaksana {n}") for n in range(1, actors + 1)],
        activities=[Activity(id=f"K{row}", number=row, page=1, description=f"Langkah {row}") for row in rows],
        flow=Flow(nodes=nodes, edges=edges),
    )


class Read:
    """A BPMN file: valid by the schema (else an AssertionError), and what it holds."""

    def __init__(self, sop: Sop):
        self.data = render(sop)
        tree = etree.parse(io.BytesIO(self.data))
        _VALIDATOR.validate(tree, "sheet.bpmn")
        self.root = ET.fromstring(self.data)
        self.nodes = {e.get("id"): e for e in self.all("bpmn:process/*") if e.find("bpmn:outgoing", SPACES) is not None
                      or e.find("bpmn:incoming", SPACES) is not None}  # fmt: skip
        self.flows = self.all("bpmn:process/bpmn:sequenceFlow")

    def all(self, path: str) -> list[ET.Element]:
        return self.root.findall(path, SPACES)

    def kind(self, name: str) -> str:
        return self.nodes[name].tag.partition("}")[2]

    def named(self, kind: str) -> list[str]:
        return [element.get("name", "") for element in self.all(f"bpmn:process/bpmn:{kind}")]

    def lines(self) -> set[tuple[str, str, str]]:
        return {(flow.get("sourceRef"), flow.get("targetRef"), flow.get("name", "")) for flow in self.flows}

    def lane_of(self) -> dict[str, str]:
        return {ref.text: lane.get("name") for lane in self.all(".//bpmn:lane") for ref in lane}

    def bounds(self, name: str) -> tuple[float, float, float, float]:
        (bounds,) = self.all(f".//bpmndi:BPMNShape[@bpmnElement='{name}']/dc:Bounds")
        x, y, width, height = (float(bounds.get(key)) for key in ("x", "y", "width", "height"))
        return x, y, x + width, y + height

    def way(self, name: str) -> list[tuple[float, float]]:
        points = self.all(f".//bpmndi:BPMNEdge[@bpmnElement='{name}']/di:waypoint")
        return [(float(point.get("x")), float(point.get("y"))) for point in points]


def engine_spec(data: bytes) -> tuple:
    """The process as SpiffWorkflow understands it, and those it calls."""
    parser = BpmnParser(validator=_VALIDATOR)
    parser.add_bpmn_io(io.BytesIO(data))
    (name,) = parser.get_process_ids()
    return parser.get_spec(name), parser.get_subprocess_specs(name)


def walk(data: bytes, answer: Callable[[str, int], str]) -> tuple[Counter[str], bool]:
    """How often each task was done, by id (Task_7), and whether the process came to its end.

    `answer` says what the decision after a task (gateway Gateway_7: "7") answers the first, second … time.
    """
    spec, called = engine_spec(data)
    workflow = BpmnWorkflow(spec, called)
    asked = [name for name in spec.task_specs if name.startswith("Gateway_")]
    done: Counter[str] = Counter()
    workflow.do_engine_steps()
    while (ready := workflow.get_tasks(state=TaskState.READY, manual=True)) and done.total() < _MOST_STEPS:
        task = ready[0]
        done[task.task_spec.name] += 1
        visit = done[task.task_spec.name]
        numbers = [name.partition("_")[2] for name in asked]
        task.data.update({f"jawaban_{number}": answer(number, visit) for number in numbers})
        task.run()
        workflow.do_engine_steps()
    return done, workflow.is_completed()
