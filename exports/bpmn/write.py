"""The BPMN 2.0 file (OMG formal/2011-01-03): collaboration, process and diagram interchange as XML."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from exports.bpmn.layout import Bounds, Layout
from exports.bpmn.model import Element, Link, Process

_SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_TARGET = "urn:sopscan:bpmn"
#: Characters that XML 1.0 cannot hold, escaped or not.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(process: Process, layout: Layout) -> bytes:
    for prefix, space in _SPACES.items():
        ET.register_namespace(prefix, space)
    root = _element(None, "bpmn:definitions", id="Definitions_1", targetNamespace=_TARGET, exporter="sopscan")
    pool = _element(root, "bpmn:collaboration", id="Collaboration_1")
    _element(pool, "bpmn:participant", id="Participant_1", name=process.name, processRef=process.id)
    _process(root, process)
    _diagram(root, process, layout)
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def condition(link: Link) -> str:
    """The condition of an exit, true when the variable named after its gateway holds the answer.

    A comparison that Python, FEEL-like and JavaScript engines read alike; quotes in the answer cannot end it.
    """
    return f"{variable(link.source)} == {json.dumps(_clean(link.answer or ''), ensure_ascii=False)}"


def variable(gateway: str) -> str:
    """Gateway_7 -> jawaban_7: what the task before the decision has to set."""
    return gateway.replace("Gateway_", "jawaban_")


def _process(root: ET.Element, process: Process) -> None:
    starts = any(element.kind == "startEvent" for element in process.elements)
    body = _element(root, "bpmn:process", id=process.id, name=process.name, isExecutable="true" if starts else "false")
    _documentation(body, process.documentation)
    _lanes(body, process)
    for element in process.elements:
        if element.kind != "textAnnotation":
            _flow_node(body, element, process.links)
    for link in process.links:
        flow = _element(
            body, "bpmn:sequenceFlow", id=link.id, **_named(link.name), sourceRef=link.source, targetRef=link.target
        )
        if link.answer is not None:
            expression = _element(flow, "bpmn:conditionExpression")
            expression.set(_tag("xsi:type"), "bpmn:tFormalExpression")
            expression.text = condition(link)
    for note in process.elements:
        if note.kind == "textAnnotation":
            _text(_element(body, "bpmn:textAnnotation", id=note.id), "bpmn:text", note.name)


def _lanes(body: ET.Element, process: Process) -> None:
    if not process.lanes:
        return
    lanes = _element(body, "bpmn:laneSet", id="LaneSet_1")
    for number, name in enumerate(process.lanes):
        lane = _element(lanes, "bpmn:lane", id=_lane_id(number), name=name)
        for element in process.elements:
            if element.cell.lane == number and element.kind != "textAnnotation":
                _text(lane, "bpmn:flowNodeRef", element.id)


def _flow_node(body: ET.Element, element: Element, links: Sequence[Link]) -> None:
    exits = [link for link in links if link.source == element.id]
    default = next(({"default": link.id} for link in exits if link.is_default), {})
    node = _element(body, f"bpmn:{element.kind}", id=element.id, **_named(element.name), **default)
    _documentation(node, element.documentation)
    for link in links:
        if link.target == element.id:
            _text(node, "bpmn:incoming", link.id)
    for link in exits:
        _text(node, "bpmn:outgoing", link.id)


def _diagram(root: ET.Element, process: Process, layout: Layout) -> None:
    diagram = _element(root, "bpmndi:BPMNDiagram", id="Diagram_1")
    plane = _element(diagram, "bpmndi:BPMNPlane", id="Plane_1", bpmnElement="Collaboration_1")
    _shape(plane, "Participant_1", layout.pool, isHorizontal="false")
    for number, lane in enumerate(layout.lanes):
        _shape(plane, _lane_id(number), lane, isHorizontal="false")
    for element in process.elements:
        marker = {"isMarkerVisible": "true"} if element.kind == "exclusiveGateway" else {}
        shape = _shape(plane, element.id, layout.shapes[element.id], **marker)
        _label(shape, layout.labels.get(element.id))
    for link in process.links:
        edge = _element(plane, "bpmndi:BPMNEdge", id=f"{link.id}_di", bpmnElement=link.id)
        for x, y in layout.ways[link.id]:
            _element(edge, "di:waypoint", x=str(x), y=str(y))
        _label(edge, layout.labels.get(link.id))


def _shape(plane: ET.Element, name: str, bounds: Bounds, **more: str) -> ET.Element:
    shape = _element(plane, "bpmndi:BPMNShape", id=f"{name}_di", bpmnElement=name, **more)
    _bounds(shape, bounds)
    return shape


def _label(shape: ET.Element, bounds: Bounds | None) -> None:
    if bounds is not None:
        _bounds(_element(shape, "bpmndi:BPMNLabel"), bounds)


def _bounds(parent: ET.Element, bounds: Bounds) -> None:
    _element(parent, "dc:Bounds", x=str(bounds.x), y=str(bounds.y), width=str(bounds.width), height=str(bounds.height))


def _lane_id(number: int) -> str:
    return f"Lane_{number + 1}"


def _documentation(parent: ET.Element, text: str) -> None:
    if text:
        _text(parent, "bpmn:documentation", text)


def _named(name: str) -> dict[str, str]:
    return {"name": name} if name else {}


def _text(parent: ET.Element, tag: str, text: str) -> None:
    _element(parent, tag).text = _clean(text)


def _element(parent: ET.Element | None, tag: str, **attributes: str) -> ET.Element:
    clean = {name: _clean(value) for name, value in attributes.items()}
    if parent is None:
        return ET.Element(_tag(tag), clean)
    return ET.SubElement(parent, _tag(tag), clean)


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
