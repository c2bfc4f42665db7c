"""One document's result as the run handles it: the bytes to write and the figures for the ledger."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from batch.ledger import RowStatus
from checks import CheckOptions, checked
from exports.json_file import from_bytes, to_bytes
from models.document import Extraction, Producer, Source
from models.status import Problem
from models.version import VERSION


@dataclass(frozen=True)
class Result:
    """`sha256` is that of the bytes that were read, None where none were."""

    data: bytes
    sha256: str | None
    status: RowStatus
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
        sha256=extraction.source.sha256 or None,
        status=extraction.status,
        problems=json.dumps([problem.model_dump() for problem in extraction.problems], ensure_ascii=False),
        pages=len(extraction.pages),
        sops=len(extraction.sops),
        errors=severities["error"],
        warnings=severities["warning"],
        infos=severities["info"],
    )


def renamed(data: bytes, path: str) -> Result:
    """The result of the same bytes under another path. Raises pydantic's ValidationError for a damaged output."""
    extraction = from_bytes(data)
    source = extraction.source.model_copy(update={"name": PurePath(path).name})
    return from_extraction(extraction.model_copy(update={"source": source}))


def checked_again(data: bytes, checks: CheckOptions, location: str) -> Result:
    """The result with the findings that `checks` make of it; `location` is the file's path, for exceptions.

    Raises pydantic's ValidationError for a damaged output.
    """
    return from_extraction(checked(from_bytes(data), checks, location))


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
