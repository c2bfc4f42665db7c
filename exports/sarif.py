"""sarif: findings as SARIF 2.1.0 (OASIS), for tools that track them from run to run by fingerprint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from exports.form import Document
from models.finding import ExceptedFinding, Finding
from models.version import VERSION

if TYPE_CHECKING:
    from exports.baseline import Baseline

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


#: The name of our fingerprints among a result's.
FINGERPRINT = "sopscan/v1"


def sarif_bytes(documents: Iterable[Document], titles: Mapping[str, str], baseline: Baseline | None = None) -> bytes:
    """One run; a location names the document, and the page, box and JSON pointer as properties (SARIF has no pages).

    With a baseline each result bears its state, and what the earlier run had beyond them is added as absent.
    """
    results: list[dict] = []
    for document in documents:
        for result in results_of(document):
            if baseline is not None:
                result["baselineState"] = baseline.state(document.name, result["partialFingerprints"][FINGERPRINT])
            results.append(result)
    if baseline is not None:
        results += baseline.absent()
    rules = [
        {"id": code, "shortDescription": {"text": titles.get(code, code)}}
        for code in sorted({result["ruleId"] for result in results})
    ]
    driver = {"name": "sopscan", "version": VERSION, "rules": rules}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def results_of(document: Document) -> list[dict]:
    """A document's findings as SARIF results, those that the office excepts marked as suppressed."""
    extraction = document.extraction
    return [_result(document.name, finding) for finding in (*extraction.findings, *extraction.excepted)]


def _result(name: str, finding: Finding) -> dict:
    place = {"page": finding.page, "bbox": finding.bbox and list(finding.bbox)}
    result = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + (f" -> {finding.suggestion}" if finding.suggestion else "")},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(name)}},
                "logicalLocations": [{"fullyQualifiedName": f"/sops/{finding.sop}{finding.pointer}"}],
                "properties": {key: value for key, value in place.items() if value is not None},
            }
        ],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {"name": finding.name, **({"cause": finding.cause} if finding.cause else {})},
    }
    if isinstance(finding, ExceptedFinding):
        result["suppressions"] = [{"kind": "external", "justification": finding.reason}]
    return result
