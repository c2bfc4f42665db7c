"""Extractions made by hand for tests of report, exports and commands: one sound file, one with findings, one failed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from exports.json_file import to_bytes
from models.document import (
    Activity,
    Actor,
    Approval,
    Duration,
    Edge,
    Extraction,
    Flow,
    Header,
    Node,
    PageSummary,
    Producer,
    Sop,
    Source,
)
from models.evidence import Alternative, Evidence
from models.finding import Finding
from models.status import Problem


def grouped_sop() -> Sop:
    """The two steps of make_sop in a group each, and a sum below them."""
    sop = make_sop("Berkelompok")
    for step, group in zip(sop.activities, ("A. Penerimaan", "B. Putusan"), strict=True):
        step.group = group
    sop.table_notes = ["Jumlah waktu 2 jam", "=1+1"]
    return sop


def make_sop(title: str = "Penanganan Surat", number: str = "SOP-1/2024") -> Sop:
    return Sop(
        pages=[1, 2],
        header=Header(
            institution=["PEMERINTAH KOTA CONTOH", "BAGIAN UMUM"],
            number=number,
            title=title,
            created_on="2023-05",
            effective_on="2024-01-02",
            approved_by=Approval(position="Kepala Bagian", name="Siti", nip=None),
            qualifications=["SMA", "Paham komputer"],
        ),
        actors=[Actor(id="A1", name="Staf"), Actor(id="A2", name="Kepala")],
        activities=[
            Activity(
                id="K1",
                number=1,
                page=2,
                description="Menerima surat dari Kabupaten Lain",
                actors=["A1"],
                requirements=["Surat"],
                duration=Duration(text="5 menit", min_minutes=5, max_minutes=5, unit="minute", working_time=True),
                outputs=["Surat tercatat"],
            ),
            Activity(
                id="K2",
                number=None,
                page=2,
                description="=HYPERLINK(\"x\")",
                actors=["A2"],
                requirements=["- lampiran", "Surat"],
                duration=Duration(text="120 hari"),
                outputs=["Disposisi"],
                remarks="\x1b[31mmerah\x1b[0m",
            ),
        ],
        flow=Flow(
            nodes=[
                Node(id="N1", activity="K1", actor="A1", shape="terminator", drawn_as="capsule", page=2, bbox=(0, 0, 9, 9)),
                Node(
                    id="N2", activity="K2", actor="A2", shape="decision", drawn_as="diamond", text='Setuju "?"',
                    page=2, bbox=(0, 20, 9, 29),
                ),
            ],
            edges=[Edge(source="N1", target="N2", label=None), Edge(source="N2", target="N1", label="Tidak")],
        ),
        evidence={
            "/activities/1/duration": Evidence(
                page=2,
                bbox=(1, 2, 3, 4),
                text="120 hari",
                confidence=0.61,
                origin="ocr",
                alternatives=[Alternative(text="12 hari", reader="tesseract", confidence=0.5)],
            )
        },
    )  # fmt: skip


def make_finding(code: str, severity: str, pointer: str, **more) -> Finding:
    values = {"name": code.lower(), "sop": 0, "page": 2, "bbox": None, "message": f"Pesan {code}"} | more
    return Finding(
        code=code, severity=severity, pointer=pointer, fingerprint=hashlib.sha256((code + pointer).encode()).hexdigest()[:16], **values
    )  # fmt: skip


def make_extraction(name: str, *, status: str = "ok", sops: list[Sop] | None = None, **more) -> Extraction:
    return Extraction(
        status=status,
        source=Source(
            name=name, sha256=hashlib.sha256(name.encode(errors="replace")).hexdigest(), media_type="application/pdf", size_bytes=9,
            page_count=2,
        ),
        producer=Producer(version="0.1.0", readers=["tesseract 5.3.0 (ind+eng)"]),
        pages=[PageSummary(number=number, width=842, height=595, role="both") for number in (1, 2)],
        sops=[make_sop()] if sops is None else sops,
        **more,
    )  # fmt: skip


def flagged() -> Extraction:
    return make_extraction(
        "b.pdf",
        sops=[make_sop(number="SOP-2/2024")],
        findings=[
            make_finding("HDR106", "warning", "/header/approved_by", page=1),
            make_finding("REG501", "error", "/activities/0/description", suggestion="Kota Contoh"),
            make_finding("DUR403", "warning", "/activities/1/duration"),
            make_finding("STP201", "warning", "/activities/1/number", suggestion="2"),
            make_finding("FLW702", "info", "/flow/nodes/1"),
        ],
    )


def failed() -> Extraction:
    problem = Problem(code="encrypted", stage="ingest", message="berkas dikunci", hint="buka kuncinya")
    return make_extraction("c.pdf", status="failed", sops=[], problems=[problem])


def write_run(out: Path) -> Path:
    """An output folder as a batch leaves it: a.pdf sound, sub/b.pdf flagged, c.pdf failed, d.pdf no sheet."""
    for name, extraction in (
        ("a.pdf", make_extraction("a.pdf")),
        ("sub/b.pdf", flagged()),
        ("c.pdf", failed()),
        ("d.pdf", make_extraction("d.pdf", sops=[])),
    ):
        path = out / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(to_bytes(extraction))
    return out
