"""How a sheet looks: every choice that two offices would make differently, and a way to roll them all from a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import Literal

from samples.lettering import Align, VerticalAlign
from samples.line_habits import LineHabits
from samples.pen import FACES, Rgb

A4 = (595.3, 841.9)
F4 = (609.4, 935.4)  # folio as Indonesian offices buy it: 215 x 330 mm

HEADER_LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": ("Nomor SOP", "NOMOR SOP", "No. SOP", "Nomor"),
        "created": ("Tanggal Pembuatan", "TGL. PEMBUATAN", "Tgl Pembuatan", "Tanggal Dibuat"),
        "revised": ("Tanggal Revisi", "TGL. REVISI", "Tgl Revisi"),
        "effective": ("Tanggal Efektif", "TGL. EFEKTIF", "Tgl Efektif", "Tanggal Berlaku"),
        "approved": ("Disahkan Oleh", "DISAHKAN OLEH", "Disahkan oleh", "Ditetapkan Oleh"),
        "title": ("Nama SOP", "NAMA SOP", "Judul SOP", "JUDUL SOP"),
        "legal_basis": ("Dasar Hukum", "DASAR HUKUM"),
        "qualifications": ("Kualifikasi Pelaksana", "KUALIFIKASI PELAKSANA"),
        "related_sops": ("Keterkaitan", "KETERKAITAN", "Keterkaitan SOP"),
        "equipment": ("Peralatan/Perlengkapan", "PERALATAN/PERLENGKAPAN", "Peralatan dan Perlengkapan"),
        "warnings": ("Peringatan", "PERINGATAN"),
        "records": ("Pencatatan dan Pendataan", "PENCATATAN DAN PENDATAAN", "Pencatatan & Pendataan"),
    }
)
TABLE_HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": ("No", "No.", "NO"),
        "activity": ("Kegiatan", "Uraian Kegiatan", "Aktivitas", "Uraian Prosedur"),
        "actors": ("Pelaksana", "Pelaksana", "Pelaksana Kegiatan"),
        "standard": ("Mutu Baku", "Mutu Baku", "Pendukung"),
        "requirements": ("Kelengkapan", "Persyaratan/ Kelengkapan", "Persyaratan"),
        "duration": ("Waktu",),
        "output": ("Output", "Hasil", "Output"),
        "remarks": ("Keterangan", "Ket", "Ket."),
    }
)
PALE: tuple[Rgb, ...] = ((0.85, 0.91, 0.97), (0.93, 0.93, 0.86), (0.87, 0.95, 0.87), (0.99, 0.9, 0.8))
STRONG: tuple[Rgb, ...] = ((0.27, 0.45, 0.77), (0.36, 0.61, 0.84), (0.44, 0.68, 0.28))


@dataclass(frozen=True)
class Style:
    """One office's habits. Lengths in points."""

    # paper and type
    paper: tuple[float, float] = A4
    face: str = "helvetica"
    body_size: float = 8.5
    heading_size: float = 8.5
    margin: float = 36.0
    align: Align = "left"
    cell_valign: VerticalAlign = "top"
    cell_pad: float = 3.0
    # header block
    header: Literal["form", "sections", "none"] = "form"
    header_landscape: bool = True
    header_with_table: bool = False
    header_labels: Mapping[str, str] = field(default_factory=dict)
    header_size: float = 9.5
    label_colon: Literal["none", "after", "column"] = "column"
    title_place: Literal["right", "full"] = "right"
    approver_label: bool = True
    unit_label: str = ""
    section_marker: Literal["1.", "-", "•", "1", ""] = "1."
    section_bar: bool = True
    section_shade: Rgb | None = None
    logo: bool = True
    stamp: bool = False
    # table
    table_labels: Mapping[str, str] = field(default_factory=dict)
    upper_headings: bool = False
    portrait_table: bool = False
    title_line: Literal["none", "title", "prosedur", "colon"] = "none"
    remarks_column: bool = True
    remarks_under_standard: bool = False
    number_row: Literal["none", "plain", "brackets"] = "none"
    repeat_header: Literal["full", "numbers", "none"] = "full"
    number_dot: bool = False
    head_shade: Rgb | None = None
    rule: float = 0.5
    outer_rule: float = 0.5
    double_outer: bool = False
    outer_border: bool = True
    part_widths: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    closing_signature: bool = False
    # flow
    symbol_line: float = 0.8
    flow_line: float = 0.8
    flow_colour: Rgb = (0.0, 0.0, 0.0)
    symbol_fill: Rgb | None = None
    symbol_height: float = 16.0
    symbol_share: float = 0.6  # of the actor column's width
    terminator: Literal["capsule", "rounded", "ellipse"] = "capsule"
    arrowhead: Literal["triangle", "open", "long"] = "triangle"
    task_as: Literal["rectangle", "disc", "square"] = "rectangle"
    odd_task: Literal["", "document", "trapezoid"] = ""  # some tasks drawn so, for paper or handwork
    jitter: float = 0.0  # symbols set by hand stand this far off the middle
    lines_on_rules: bool = False  # level runs lie on the table's rules
    habit: Literal["bottom-side", "side-top", "bottom-top"] = "bottom-side"
    off_page: Literal["pentagon", "circle", "line"] = "pentagon"
    connector_row: bool = True
    connector_text: Literal["", "A", "1"] = ""
    lines: LineHabits = field(default_factory=LineHabits)
    split_rows: bool = False  # a row may go on over a page break
    # quirks of single rows (activity index) and of single pages of the table (counted from 1)
    shifted_rows: frozenset[int] = frozenset()
    break_before: frozenset[int] = frozenset()
    loose_actor_parts: frozenset[int] = frozenset()

    @property
    def table_page(self) -> tuple[float, float]:
        """Width and height of a page that holds the table."""
        long, short = max(self.paper), min(self.paper)
        return (short, long) if self.portrait_table else (long, short)

    @property
    def header_page(self) -> tuple[float, float]:
        """Width and height of the page that holds the header block."""
        long, short = max(self.paper), min(self.paper)
        if self.header_with_table:
            return self.table_page
        return (long, short) if self.header_landscape else (short, long)

    @property
    def regular(self) -> str:
        return FACES[self.face][0]

    @property
    def bold(self) -> str:
        return FACES[self.face][1]

    def label(self, key: str) -> str:
        return self.header_labels.get(key) or HEADER_LABELS[key][0]

    def heading(self, key: str) -> str:
        text = self.table_labels.get(key) or TABLE_HEADINGS[key][0]
        return text.upper() if self.upper_headings else text


def _labels(rng: Random) -> dict[str, str]:
    """One spelling habit for the whole block: capitals everywhere or nowhere."""
    upper = rng.random() < 0.4
    out = {}
    for key, variants in HEADER_LABELS.items():
        fitting = [v for v in variants if v.isupper() == upper] or list(variants)
        chosen = rng.choice(fitting)
        out[key] = chosen.upper() if upper else chosen
    return out


def random_style(rng: Random) -> Style:
    """A style in which every choice is one that real sheets show."""
    rule = rng.choice((0.4, 0.5, 0.75, 1.0))
    repeat = rng.choice(("full", "full", "full", "numbers", "none"))
    size = rng.choice((7.5, 8.0, 8.5, 9.0))
    coloured = rng.random() < 0.2
    return Style(
        paper=rng.choice((A4, F4)),
        face=rng.choice(("helvetica", "helvetica", "times", "times", "vera")),
        body_size=size,
        heading_size=size + rng.choice((0.0, 0.0, 0.5)),
        margin=rng.choice((28.0, 36.0, 43.0, 50.0)),
        align=rng.choice(("left", "left", "left", "justify")),
        cell_valign=rng.choice(("top", "top", "middle")),
        cell_pad=rng.choice((2.5, 3.5, 4.5)),
        header_landscape=rng.random() < 0.7,
        header_with_table=rng.random() < 0.12,
        header_labels=_labels(rng),
        header_size=rng.choice((8.5, 9.0, 10.0)),
        label_colon=rng.choice(("none", "none", "after", "column")),
        title_place=rng.choice(("right", "right", "full")),
        approver_label=rng.random() < 0.94,
        unit_label=rng.choice(("", "", "", "SATUAN KERJA")),
        section_marker=rng.choice(("1.", "1.", "1.", "-", "•", "1")),
        section_bar=rng.random() < 0.8,
        section_shade=rng.choice((None, None, None, (0.85, 0.85, 0.85), *PALE[:1])),
        logo=rng.random() < 0.9,
        stamp=rng.random() < 0.25,
        table_labels={key: rng.choice(variants) for key, variants in TABLE_HEADINGS.items()},
        upper_headings=rng.random() < 0.3,
        title_line=rng.choice(("none", "none", "title", "prosedur")),
        remarks_column=rng.random() < 0.88,
        remarks_under_standard=rng.random() < 0.15,
        number_row=rng.choice(
            ("plain", "brackets") if repeat == "numbers" else ("none", "none", "none", "plain", "brackets")
        ),
        repeat_header=repeat,
        number_dot=rng.random() < 0.3,
        head_shade=rng.choice((None, None, (0.85, 0.85, 0.85), rng.choice(PALE))),
        rule=rule,
        outer_rule=rng.choice((rule, rule, 1.5)),
        double_outer=rng.random() < 0.08,
        outer_border=rng.random() < 0.94,
        closing_signature=rng.random() < 0.15,
        symbol_line=rng.choice((0.6, 0.8, 1.0, 1.5)),
        flow_line=rng.choice((0.5, 0.75, 0.75, 1.0, 1.5)),
        flow_colour=rng.choice(STRONG) if coloured else (0.0, 0.0, 0.0),
        symbol_fill=rng.choice(STRONG + PALE) if coloured else None,
        symbol_height=rng.choice((13.0, 15.0, 17.0, 20.0)),
        symbol_share=rng.choice((0.5, 0.56, 0.62)),
        terminator=rng.choice(("capsule", "capsule", "rounded", "ellipse")),
        arrowhead=rng.choice(("triangle", "triangle", "open", "long")),
        task_as=rng.choice(("rectangle",) * 14 + ("disc", "square")),
        odd_task=rng.choice(("",) * 8 + ("document", "trapezoid")),
        jitter=rng.choice((0.0, 0.0, 0.0, 1.0, 2.0)),
        lines_on_rules=rng.random() < 0.06,
        split_rows=rng.random() < 0.2,
        habit=rng.choice(("bottom-side", "side-top", "bottom-top")),
        off_page=rng.choice(("pentagon", "pentagon", "pentagon", "circle", "line")),
        connector_row=rng.random() < 0.5,
        connector_text=rng.choice(("", "", "A", "1")),
    )
