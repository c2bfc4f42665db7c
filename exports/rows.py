"""SOPs as flat rows: one per SOP, per activity, per flow line, per finding. Shared by csv and xlsx."""

from __future__ import annotations

from collections.abc import Iterator

from exports.form import Document
from exports.spreadsheet import Cell
from models.document import Sop
from models.finding import Finding

SOP_COLUMNS = (
    "document",
    "sop",
    "status",
    "pages",
    "institution",
    "region",
    "region_code",
    "number",
    "title",
    "created_on",
    "revised_on",
    "effective_on",
    "approved_position",
    "approved_name",
    "approved_nip",
    "actors",
    "activities",
    "legal_basis",
    "qualifications",
    "related_sops",
    "equipment",
    "warnings",
    "records",
    "findings",
    "table_notes",
)
ACTIVITY_COLUMNS = (
    "document",
    "sop",
    "sop_number",
    "title",
    "id",
    "number",
    "page",
    "description",
    "actors",
    "requirements",
    "duration",
    "min_minutes",
    "max_minutes",
    "unit",
    "outputs",
    "remarks",
    "group",
)
FLOW_COLUMNS = (
    "document", "sop", "source", "source_activity", "source_actor", "source_shape",
    "target", "target_activity", "target_actor", "target_shape", "label",
)  # fmt: skip
FINDING_COLUMNS = (
    "document", "sop", "code", "name", "severity", "page", "pointer", "message", "suggestion", "fingerprint",
    "cause", "state", "decided_by", "decided_at", "reason",
)  # fmt: skip
#: Those of them that a finding has itself; the rest is its review.
_OF_FINDING = FINDING_COLUMNS[1:11]


def sop_rows(document: Document) -> Iterator[list[Cell]]:
    """A row per SOP; a document without one gets a row too, so that no file is missing from the list."""
    name, extraction = document
    if not extraction.sops:
        yield [name, None, extraction.status, len(extraction.pages), *[None] * (len(SOP_COLUMNS) - 6), 0, None]
    for index, sop in enumerate(extraction.sops):
        header, approval = sop.header, sop.header.approved_by
        yield [
            name,
            index,
            extraction.status,
            ", ".join(map(str, sop.pages)),
            _lines(header.institution),
            header.region.name if header.region else None,
            header.region.code if header.region else None,
            header.number,
            header.title,
            header.created_on,
            header.revised_on,
            header.effective_on,
            approval.position,
            approval.name,
            approval.nip,
            _lines([actor.name for actor in sop.actors]),
            len(sop.activities),
            _lines([regulation.text for regulation in header.legal_basis]),
            _lines(header.qualifications),
            _lines(header.related_sops),
            _lines(header.equipment),
            _lines(header.warnings),
            _lines(header.records),
            sum(finding.sop == index and _is_standing(finding) for finding in extraction.findings),
            _lines(sop.table_notes),
        ]


def activity_rows(document: Document) -> Iterator[list[Cell]]:
    for index, sop in enumerate(document.extraction.sops):
        names = _actor_names(sop)
        for step in sop.activities:
            yield [
                document.name,
                index,
                sop.header.number,
                sop.header.title,
                step.id,
                step.number,
                step.page,
                step.description,
                _lines([names.get(actor, actor) for actor in step.actors]),
                _lines(step.requirements),
                step.duration.text,
                step.duration.min_minutes,
                step.duration.max_minutes,
                step.duration.unit,
                _lines(step.outputs),
                step.remarks,
                step.group,
            ]


def flow_rows(document: Document) -> Iterator[list[Cell]]:
    for index, sop in enumerate(document.extraction.sops):
        names = _actor_names(sop)
        nodes = {node.id: node for node in sop.flow.nodes}
        for edge in sop.flow.edges:
            ends: list[Cell] = []
            for key in (edge.source, edge.target):
                node = nodes.get(key)
                actor = names.get(node.actor or "", node.actor) if node else None
                ends += [key, node.activity if node else None, actor, node.shape if node else None]
            yield [document.name, index, *ends, edge.label]


def finding_rows(document: Document) -> Iterator[list[Cell]]:
    for finding in document.extraction.findings:
        review = finding.review
        decided = [review.state, review.by, review.time, review.reason] if review else ["open", None, None, None]
        yield [document.name, *(getattr(finding, column) for column in _OF_FINDING), *decided]


def _is_standing(finding: Finding) -> bool:
    """Not settled by a person: neither dismissed nor mended by a correction."""
    return finding.review is None or finding.review.state == "accepted"


def _actor_names(sop: Sop) -> dict[str, str]:
    return {actor.id: actor.name for actor in sop.actors}


def _lines(values: list[str]) -> str:
    return "; ".join(values)
