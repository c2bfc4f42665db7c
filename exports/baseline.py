"""An earlier run to compare with: what is new since then, what stayed, what was mended."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal
from urllib.parse import unquote

from exports.form import Document
from exports.sarif import FINGERPRINT, results_of

State = Literal["new", "unchanged"]


class Baseline:
    """The results of an earlier run, each taken once by the finding that is the same.

    A finding is the same by its fingerprint, in the same document, or, where a document is new (moved, renamed), in any.
    """

    def __init__(self, results: Iterable[dict]):
        self._left: dict[str, list[dict]] = defaultdict(list)
        self._documents: set[str] = set()
        self._states: dict[tuple[str, str], State] = {}
        for result in results:
            if result.get("baselineState") != "absent":
                self._left[_fingerprint(result)].append(result)
                self._documents.add(document_of(result))

    def state(self, document: str, fingerprint: str) -> State:
        """Whether the earlier run had the finding; each earlier finding answers for one, however often it is asked."""
        asked = (document, fingerprint)
        if asked not in self._states:
            self._states[asked] = self._look_up(document, fingerprint)
        return self._states[asked]

    def _look_up(self, document: str, fingerprint: str) -> State:
        earlier = self._left.get(fingerprint, [])
        same = next((result for result in earlier if document_of(result) == document), None)
        if same is None and document not in self._documents and earlier:
            same = earlier[0]
        if same is None:
            return "new"
        earlier.remove(same)
        return "unchanged"

    def absent(self) -> list[dict]:
        """The earlier results that no finding was the same as, in their order: mended, or no longer looked for."""
        return [{**result, "baselineState": "absent"} for results in self._left.values() for result in results]


def from_sarif(data: bytes) -> Baseline:
    """The baseline in a SARIF log; ValueError for anything else."""
    log = json.loads(data)
    try:
        return Baseline(result for run in log["runs"] for result in run["results"])
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("no SARIF log") from error


def from_documents(documents: Iterable[Document]) -> Baseline:
    """The baseline of results as a batch left them."""
    return Baseline(result for document in documents for result in results_of(document))


def document_of(result: dict) -> str:
    """The document that a SARIF result is about."""
    return unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def _fingerprint(result: dict) -> str:
    return result["partialFingerprints"][FINGERPRINT]
