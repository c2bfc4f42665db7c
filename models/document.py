"""The normalised SOP model: one Extraction per input file (schema version 1.0)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from models.bilingual import Language
from models.evidence import Confidence, Evidence, Model, Sparing
from models.file_name import printable
from models.finding import ExceptedFinding, Finding
from models.geometry import Box
from models.spoken import said_in
from models.status import NOT_TAKEN, Problem, Status

SCHEMA_VERSION = "1.0"

#: ISO 8601 at the precision printed: 2021, 2021-06 or 2021-06-02.
IsoDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]

RegionLevel = Literal["province", "regency", "city", "district", "village"]
DurationUnit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "semester", "year"]
NodeShape = Literal["terminator", "process", "decision", "connector"]
DrawnAs = Literal[
    "rectangle",
    "square",
    "disc",
    "capsule",
    "ellipse",
    "diamond",
    "pentagon",
    "circle",
    "document",
    "trapezoid",
    "other",
]
PageRole = Literal["header", "table", "both", "other"]
TextOrigin = Literal["pdf", "ocr", "mixed", "transcript", "none"]


class Region(Model):
    """The region whose office issued the sheet; `code` as in Kepmendagri (17, 35.05), None where unknown."""

    name: str
    level: RegionLevel
    code: str | None = None


class Approval(Model):
    """Who signed; `nip` holds digits only."""

    position: str | None = None
    name: str | None = None
    rank: str | None = None
    nip: str | None = None


class Regulation(Model):
    """One entry of the legal basis; `kind` is the usual abbreviation (UU, PP, Perpres, Permen …)."""

    text: str
    kind: str | None = None
    number: str | None = None
    year: int | None = None
    about: str | None = None


class OtherSection(Model):
    """A printed section of the header block that has no field of its own."""

    label: str
    items: list[str] = Field(default_factory=list)


class Header(Model):
    """The header block (bagian identitas, PermenPAN-RB 35/2012)."""

    institution: list[str] = Field(default_factory=list)
    region: Region | None = None
    number: str | None = None
    title: str | None = None
    created_on: IsoDate | None = None
    revised_on: IsoDate | None = None
    effective_on: IsoDate | None = None
    approved_by: Approval = Field(default_factory=Approval)
    legal_basis: list[Regulation] = Field(default_factory=list)
    qualifications: list[str] = Field(default_factory=list)
    related_sops: list[str] = Field(default_factory=list)
    equipment: list[str] = Field(default_factory=list)
    warnings: list[str] = Field(default_factory=list)
    records: list[str] = Field(default_factory=list)
    other: list[OtherSection] = Field(default_factory=list)


class Actor(Model):
    """A column under Pelaksana, left to right."""

    id: str
    name: str


class Duration(Model):
    """A printed time and what it means; minutes are None where the text holds no duration.

    Minutes of the clock; a day is 7.5 h of work, a week 5 days (Perpres 21/2023), for comparing only.
    """

    text: str = ""
    min_minutes: float | None = None
    max_minutes: float | None = None
    unit: DurationUnit | None = None
    working_time: bool | None = None


class Activity(Sparing):
    """One step of the table. `number` is the integer printed, None where none is printed.

    `group`: the heading between the steps that it stands under ("A. Persiapan"); left out where there is none.
    """

    id: str
    number: int | None
    page: int
    description: str
    actors: list[str] = Field(default_factory=list)
    requirements: list[str] = Field(default_factory=list)
    duration: Duration = Field(default_factory=Duration)
    outputs: list[str] = Field(default_factory=list)
    remarks: str = ""
    group: str | None = None

    RARE = frozenset(("group",))


class Node(Model):
    """A drawn symbol: `shape` is its meaning, `drawn_as` what is drawn."""

    id: str
    activity: str | None
    actor: str | None
    shape: NodeShape
    drawn_as: DrawnAs
    text: str = ""
    page: int
    bbox: Box


class Edge(Model):
    """A drawn line from symbol to symbol, in the arrow's direction."""

    source: str
    target: str
    label: str | None = None


class Flow(Model):
    nodes: list[Node] = Field(default_factory=list)
    edges: list[Edge] = Field(default_factory=list)


class Sop(Sparing):
    """One SOP. `evidence` keys are JSON pointers inside the SOP.

    `table_notes`: rows of the table that are no step, as its sum of the times; left out where there are none.
    """

    pages: list[int]
    header: Header = Field(default_factory=Header)
    actors: list[Actor] = Field(default_factory=list)
    activities: list[Activity] = Field(default_factory=list)
    table_notes: list[str] = Field(default_factory=list)
    flow: Flow = Field(default_factory=Flow)
    evidence: dict[str, Evidence] = Field(default_factory=dict)

    RARE = frozenset(("table_notes",))


class Source(Model):
    """The input file: its name without folders, and its content hash."""

    name: Annotated[str, BeforeValidator(printable)]
    sha256: str
    media_type: str
    size_bytes: int
    page_count: int | None


class Producer(Model):
    name: str = "sopscan"
    version: str
    readers: list[str] = Field(default_factory=list)


class PageSummary(Model):
    """What became of a page; width and height in points, upright; rotation in degrees clockwise applied."""

    number: int
    width: float
    height: float
    rotation: int = 0
    skew: float = 0.0
    status: Literal["ok", "failed"] = "ok"
    role: PageRole = "other"
    text_origin: TextOrigin = "none"
    ocr_confidence: Confidence | None = None


class Extraction(Sparing):
    """Everything read from one input file, and what was found wrong in it; `excepted` is left out where empty."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    status: Status
    problems: list[Problem] = Field(default_factory=list)
    source: Source
    producer: Producer
    pages: list[PageSummary] = Field(default_factory=list)
    sops: list[Sop] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    excepted: list[ExceptedFinding] = Field(default_factory=list)

    def said_in(self, language: Language) -> Extraction:
        """The same with findings and problems in that language, as far as they were put into it."""
        update = {
            name: [said_in(one, language) for one in getattr(self, name)]
            for name in ("problems", "findings", "excepted")
        }
        return self.model_copy(update=update)

    def not_taken(self) -> list[Problem]:
        """The problems of what may not have been taken, though it was read."""
        return [problem for problem in self.problems if problem.code in NOT_TAKEN]

    RARE = frozenset(("excepted",))
