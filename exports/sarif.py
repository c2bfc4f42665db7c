"""sarif: findings as SARIF 2.1.0 (OASIS), for tools that track them from run to run by fingerprint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from exports.form import Document
from models.finding import ExceptedFinding, Finding
from models.version import VERSION

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_bytes(documents: Iterable[Document], titles: Mapping[str, str]) -> bytes:
    """One run; a location names the document, and the page, box and JSON pointer as properties (SARIF has no pages)."""
    results: list[dict] = []
    names: dict[str, str] = {}
    for document in documents:
        for finding in (*document.extraction.findings, *document.extraction.excepted):
            names.setdefault(finding.code, finding.name)
            results.append(_result(document.name, finding))
    rules = [
        {"id": code, "name": name, "shortDescription": {"text": titles.get(code, name)}}
        for code, name in sorted(names.items())
    ]
    driver = {"name": "sopscan", "version": VERSION, "rules": rules}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def _result(name: str, finding: Finding) -> dict:
    result = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + (f" -> {finding.suggestion}" if finding.suggestion else "")},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(name)}},
                "logicalLocations": [{"fullyQualifiedName": f"/sops/{finding.sop}{finding.pointer}"}],
                "properties": {"page": finding.page, "bbox": finding.bbox and list(finding.bbox)},
            }
        ],
        "partialFingerprints": {"sopscan/v1": finding.fingerprint},
    }
    if finding.cause is not None:
        result["properties"] = {"cause": finding.cause}
    if isinstance(finding, ExceptedFinding):
        result["suppressions"] = [{"kind": "external", "justification": finding.reason}]
    return result
