"""bpmn: the flow as a BPMN 2.0 process with its diagram, for process engines and modelers."""

from __future__ import annotations

from exports.bpmn.layout import layout_of
from exports.bpmn.process import process_of
from exports.bpmn.write import document
from models.document import Sop

__all__ = ["render"]


def render(sop: Sop) -> bytes:
    """A BPMN file (UTF-8); the same SOP gives the same bytes."""
    process = process_of(sop)
    return document(process, layout_of(process))
