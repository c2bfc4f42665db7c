"""Small sound SOPs for the tests of the rules: each test spoils one thing and looks for one code."""

from __future__ import annotations

from checks import CheckOptions, run_checks
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
    Region,
    Regulation,
    Sop,
    Source,
)
from models.evidence import Evidence
from models.finding import Finding
from models.geometry import Box
from models.status import Problem

_MINUTES = {"menit": 1, "jam": 60, "hari": 450, "minggu": 2250, "bulan": 9000, "tahun": 108000}
_UNITS = {"menit": "minute", "jam": "hour", "hari": "day", "minggu": "week", "bulan": "month", "tahun": "year"}


def duration(text: str) -> Duration:
    """'2 jam', '1-2 hari kerja', '' or words without a quantity; enough for tests, no parser."""
    words = text.split()
    if not words or not words[0][0].isdigit():
        return Duration(text=text)
    low, _, high = words[0].partition("-")
    unit = words[1].lower()
    kind = True if words[2:] == ["kerja"] else False if words[2:] == ["kalender"] else None
    return Duration(
        text=text,
        min_minutes=float(low) * _MINUTES[unit],
        max_minutes=float(high or low) * _MINUTES[unit],
        unit=_UNITS[unit],
        working_time=kind,
    )


def step(
    number: int | None, description: str, time: str = "30 menit", actors: tuple[str, ...] = ("A1",), **more
) -> Activity:
    return Activity(
        id=f"K{number or 0}",
        number=number,
        page=1,
        description=description,
        actors=list(actors),
        requirements=more.pop("requirements", ["Konsep laporan"]),
        duration=duration(time),
        outputs=more.pop("outputs", ["Konsep laporan"]),
        **more,
    )


def sound_header(**changes) -> Header:
    values = {
        "institution": ["PEMERINTAH KABUPATEN BLORA", "DINAS KESEHATAN"],
        "region": Region(name="Kabupaten Blora", level="regency", code="33.16"),
        "number": "440/012/SOP/2023",
        "title": "Penyusunan Laporan Bulanan",
        "created_on": "2023-02-01",
        "effective_on": "2023-02-06",
        "approved_by": Approval(
            position="Kepala Dinas Kesehatan", name="Dr. Sari Utami", rank="Pembina", nip="197503152000032004"
        ),
        "legal_basis": [
            Regulation(
                text="Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
                kind="UU",
                number="25",
                year=2009,
                about="Pelayanan Publik",
            )
        ],
        "qualifications": ["Memahami penyusunan laporan"],
        "related_sops": ["SOP Pengarsipan"],
        "equipment": ["Komputer"],
        "warnings": ["Laporan terlambat bila SOP tidak dijalankan"],
        "records": ["Buku agenda"],
    }
    return Header(**{**values, **changes})


def sound_steps() -> list[Activity]:
    return [
        step(
            1,
            "Memerintahkan penyusunan laporan bulanan",
            "10 menit",
            requirements=["Surat edaran"],
            outputs=["Disposisi"],
        ),
        step(
            2,
            "Mengumpulkan data kegiatan dari bidang",
            "2 hari",
            ("A2",),
            requirements=["Disposisi"],
            outputs=["Data kegiatan"],
        ),
        step(
            3,
            "Menyusun konsep laporan bulanan",
            "4 jam",
            ("A3",),
            requirements=["Data kegiatan"],
            outputs=["Konsep laporan"],
        ),
        step(
            4,
            "Memeriksa dan memaraf konsep laporan",
            "30 menit",
            ("A2",),
            requirements=["Konsep laporan"],
            outputs=["Konsep laporan diparaf"],
        ),
        step(
            5,
            "Menandatangani laporan bulanan",
            "5 menit",
            requirements=["Konsep laporan diparaf"],
            outputs=["Laporan bulanan"],
        ),
        step(
            6,
            "Mengirim dan mengarsipkan laporan bulanan",
            "1 jam",
            ("A3",),
            requirements=["Laporan bulanan"],
            outputs=["Tanda terima"],
        ),
    ]


def sound_sop(**changes) -> Sop:
    values = {
        "pages": [1],
        "header": sound_header(),
        "actors": [
            Actor(id="A1", name="Kepala Dinas"),
            Actor(id="A2", name="Sekretaris"),
            Actor(id="A3", name="Staf"),
        ],
        "activities": sound_steps(),
    }
    return Sop(**{**values, **changes})


def node(name: str, shape: str = "process", page: int = 1, activity: str | None = None, **more) -> Node:
    drawn = {"terminator": "capsule", "process": "rectangle", "decision": "diamond", "connector": "pentagon"}
    return Node(
        id=name,
        activity=activity,
        actor="A1",
        shape=shape,
        drawn_as=more.pop("drawn_as", drawn[shape]),
        page=page,
        bbox=Box(10, 10, 20, 20),
        **more,
    )


def flow(nodes: list[Node], *edges: str) -> Flow:
    """Edges as 'N1>N2' or 'N1>N2 Ya'."""
    made = []
    for text in edges:
        ends, _, label = text.partition(" ")
        source, target = ends.split(">")
        made.append(Edge(source=source, target=target, label=label or None))
    return Flow(nodes=nodes, edges=made)


def evidence(text: str, confidence: float = 1.0, page: int = 1, origin: str = "ocr", **more) -> Evidence:
    return Evidence(page=page, bbox=Box(100, 50, 200, 60), text=text, confidence=confidence, origin=origin, **more)


def extraction(*sops: Sop, problems: list[Problem] | None = None, origin: str = "pdf") -> Extraction:
    pages = sorted({page for sop in sops for page in sop.pages})
    return Extraction(
        status="ok",
        problems=problems or [],
        source=Source(
            name="lembar.pdf", sha256="0" * 64, media_type="application/pdf", size_bytes=1, page_count=len(pages)
        ),
        producer=Producer(version="0"),
        pages=[PageSummary(number=n, width=842.0, height=595.0, role="both", text_origin=origin) for n in pages],
        sops=list(sops),
    )


def found(sop: Sop, code: str, **options) -> list[Finding]:
    """What one rule finds on one SOP."""
    more = {key: options.pop(key) for key in ("problems", "origin") if key in options}
    return run_checks(extraction(sop, **more), CheckOptions(select=(code,), **options))
