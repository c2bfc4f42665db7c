"""One document's result as the run handles it: the bytes to write and the figures for the ledger."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from exports.json_file import from_bytes, to_bytes
from models.document import Extraction, Producer, Source
from models.status import Problem, Status
from models.version import VERSION


@dataclass(frozen=True)
class Result:
    data: bytes
    status: Status
    problems: str
    pages: int
    sops: int
    errors: int
    warnings: int
    infos: int

    def problem_list(self) -> list[dict]:
        return json.loads(self.problems)


def from_extraction(extraction: Extraction) -> Result:
    severities = Counter(finding.severity for finding in extraction.findings)
    return Result(
        data=to_bytes(extraction),
        status=extraction.status,
        problems=json.dumps([problem.model_dump() for problem in extraction.problems], ensure_ascii=False),
        pages=len(extraction.pages),
        sops=len(extraction.sops),
        errors=severities["error"],
        warnings=severities["warning"],
        infos=severities["info"],
    )


def renamed(data: bytes, name: str) -> Result:
    """The result of the same bytes under another file name. Raises pydantic's ValidationError for a damaged output."""
    extraction = from_bytes(data)
    source = extraction.source.model_copy(update={"name": name})
    return from_extraction(extraction.model_copy(update={"source": source}))


def failed(name: str, sha256: str | None, size_bytes: int | None, problem: Problem) -> Result:
    """For a document whose reader could not answer itself: even this input gets its output."""
    return from_extraction(
        Extraction(
            status="failed",
            problems=[problem],
            source=Source(
                name=name,
                sha256=sha256 or "",
                media_type="application/octet-stream",
                size_bytes=size_bytes or 0,
                page_count=None,
            ),
            producer=Producer(version=VERSION),
        )
    )
