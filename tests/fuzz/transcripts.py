"""Transcripts drawn from invented sheets, in the shapes that other software leaves: tabs, pipes, HTML, bare lines, columns of spaces."""

from __future__ import annotations

import html
import textwrap
from itertools import zip_longest
from random import Random
from typing import Any

from samples.generate import make_truth
from samples.style import random_style

Truth = dict[str, Any]
#: Label and key of a section that holds a list.
SECTIONS = (
    ("Dasar Hukum", "legal_basis"),
    ("Kualifikasi Pelaksana", "qualifications"),
    ("Keterkaitan", "related_sops"),
    ("Peralatan/Perlengkapan", "equipment"),
    ("Peringatan", "warnings"),
    ("Pencatatan dan Pendataan", "records"),
)
HEADINGS = ("No", "Kegiatan", "Pelaksana", "Persyaratan", "Waktu", "Output", "Keterangan")
#: Letters a column of the layout kept by spaces takes, with the two spaces that part it from the next.
WIDTHS = (6, 34, 22, 28, 18, 28, 20)


def truth(seed: int) -> Truth:
    rng = Random(f"fuzz/{seed}")
    return make_truth(rng, random_style(rng))


def _head(sheet: Truth) -> list[tuple[str, str]]:
    header = sheet["header"]
    approver = header["approved_by"]
    return [
        ("Nomor SOP", header["number"]),
        ("Tgl. Pembuatan", header["date_created"]),
        ("Tgl. Efektif", header["date_effective"]),
        ("Disahkan oleh", f"{approver['position']} {approver['name']} NIP. {approver['nip']}"),
        ("Nama SOP", header["title"]),
    ]


def _rows(sheet: Truth) -> list[tuple[str, ...]]:
    return [
        (
            str(step["number"]), step["description"], ", ".join(step["actors"]), step["requirements"],
            step["duration"], step["output"], step["remarks"],
        )
        for step in sheet["activities"]
    ]  # fmt: skip


def tabs(sheet: Truth) -> str:
    lines = [*sheet["header"]["institution"], ""]
    lines += [f"{label}\t:\t{value}" for label, value in _head(sheet)]
    for label, key in SECTIONS:
        lines += [label, *(f"{n}.\t{item}" for n, item in enumerate(sheet["header"][key], 1))]
    return "\n".join([*lines, "", "\t".join(HEADINGS), *("\t".join(row) for row in _rows(sheet))]) + "\n"


def pipes(sheet: Truth) -> str:
    lines = [f"# {sheet['header']['title']}", "", *(f"**{label}**: {value}" for label, value in _head(sheet))]
    for label, key in SECTIONS:
        lines += ["", f"## {label}", *(f"- {item}" for item in sheet["header"][key])]
    table = [HEADINGS, ["---"] * len(HEADINGS), *_rows(sheet)]
    return "\n".join([*lines, "", *("| " + " | ".join(row) + " |" for row in table)]) + "\n"


def markup(sheet: Truth) -> str:
    """An HTML page with spanned headings and an actor column each, as a table recogniser writes it."""
    actors = sheet["actors"]
    head = "".join(f"<tr><td>{label}</td><td>{html.escape(value)}</td></tr>" for label, value in _head(sheet))
    first = f"<th rowspan=2>No</th><th rowspan=2>Kegiatan</th><th colspan={len(actors)}>Pelaksana</th><th colspan=3>Mutu Baku</th>"
    second = "".join(f"<th>{html.escape(name)}</th>" for name in actors)
    body = ""
    for step in sheet["activities"]:
        marks = "".join(f"<td>{'X' if name in step['actors'] else ''}</td>" for name in actors)
        cells = (step["requirements"], step["duration"], step["output"])
        body += f"<tr><td>{step['number']}<td>{html.escape(step['description'])}{marks}"
        body += "".join(f"<td>{html.escape(text)}</td>" for text in cells) + "</tr>\n"
    return (
        f"<!DOCTYPE html><html><body><table>{head}</table><table border=1><tr>{first}</tr><tr>{second}"
        f"<th>Kelengkapan</th><th>Waktu</th><th>Output</th></tr>{body}</table></body></html>"
    )


def remnants(sheet: Truth) -> str:
    """Bits of HTML in plain text, and a flow drawn with characters."""
    lines = [f"<b>{sheet['header']['title']}</b><br>", "<ol>", *(f"<li>{i}" for i in sheet["header"]["legal_basis"])]
    lines += ["<table>", *("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in _rows(sheet)), "</table>"]
    return "\n".join([*lines, "<pre>", "( Mulai )", "    |", "    v", " < Setuju? >--Tidak--> [1]", "</pre>", ""])


def bare_lines(sheet: Truth) -> str:
    """What OCR without columns leaves: blocks of words side by side, parted by spaces."""
    lines = [f"{label} : {value}" for label, value in _head(sheet)]
    lines += ["Dasar Hukum            Kualifikasi pelaksana"]
    pairs = zip(sheet["header"]["legal_basis"], sheet["header"]["qualifications"], strict=False)
    lines += [f"{n}. {left[:40]:<46}{right[:40]}" for n, (left, right) in enumerate(pairs, 1)]
    lines += ["", "No Kegiatan            Pelaksana     Waktu   Output  Ket"]
    lines += [
        f"{n}  |{text[:46]:<48}{who[:12]:<14}{time:<10}{out[:30]}" for n, text, who, _, time, out, _ in _rows(sheet)
    ]
    return "\n".join(lines) + "\n\x0c"


def aligned(sheet: Truth) -> str:
    """A page's layout as text: columns kept by spaces, lines of a cell under one another, over two pages."""
    lines = [f"{label:<24}: {value}" for label, value in _head(sheet)]
    rows = [line for row in _rows(sheet) for line in [*_under_one_another(row), ""]]
    heading = [*_under_one_another(HEADINGS), ""]
    middle = len(rows) // 2
    body = ["A.  Persiapan", *rows[:middle], "\x0c", *heading, *rows[middle:], "      Jumlah waktu 2 jam"]
    return "\n".join([*lines, "", *heading, *body, "", " " * 90 + "NIP. 19700101 199503 1 001", ""])


def _under_one_another(row: tuple[str, ...]) -> list[str]:
    """The cells of a row side by side, each in as many lines as it needs."""
    cells = [textwrap.wrap(text, width - 2) for text, width in zip(row, WIDTHS, strict=True)]
    lines = zip_longest(*cells, fillvalue="")
    return ["".join(text.ljust(width) for text, width in zip(line, WIDTHS, strict=True)).rstrip() for line in lines]
