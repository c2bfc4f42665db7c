"""Sheets for the tests of the review page: one flagged, one sound, one whose every text is an attack."""

from __future__ import annotations

from models.document import Extraction
from review.applying import Decisions
from review.decision import Decision
from review.html.page import Maker
from tests.sheets import flagged, make_extraction, make_finding, make_sop

#: Ends a script, an attribute, a comment and a JSON string, and calls home.
HOSTILE = "</script><script>window.hacked=1</script>\"'--><img src=x onerror=window.hacked=1><b class=x>&amp; {{ 7*7 }} \\u003c"


def maker(pictured, decisions: list[Decision] = (), language: str = "id") -> Maker:  # type: ignore[assignment]
    return Maker({"REG501": "Daerah lain disebut"}, Decisions(decisions), pictured, "uji", language)  # type: ignore[arg-type]


def two_sheets() -> list[tuple[str, Extraction]]:
    first = flagged()
    first.sops[0].evidence["/activities/1/duration"].bbox = (400, 400, 500, 420)
    first.findings[2].bbox = (400, 400, 500, 420)
    return [("sub/b.pdf", first), ("a.pdf", make_extraction("a.pdf", sops=[make_sop("Lembar Kedua")]))]


def hostile() -> list[tuple[str, Extraction]]:
    """Every text that a document can bring, as an attack."""
    sop = make_sop(HOSTILE)
    sop.header.number = sop.header.institution[0] = HOSTILE
    for step in sop.activities:
        step.description = step.remarks = step.duration.text = HOSTILE
        step.requirements = step.outputs = [HOSTILE, HOSTILE]
        step.group = HOSTILE
    sop.table_notes = [HOSTILE]
    for actor in sop.actors:
        actor.name = HOSTILE
    for node in sop.flow.nodes:
        node.text = HOSTILE
    sop.flow.edges[0].label = HOSTILE
    for entry in sop.evidence.values():
        entry.text = entry.alternatives[0].text = HOSTILE
    findings = [
        make_finding("REG501", "error", "/activities/0/description", message=HOSTILE, suggestion=HOSTILE, name=HOSTILE),
        make_finding("DUR403", "warning", "/activities/1/duration", message=HOSTILE),
    ]
    return [(HOSTILE, make_extraction(HOSTILE, sops=[sop], findings=findings))]
