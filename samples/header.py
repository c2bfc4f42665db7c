"""The header block: letterhead and numbered fields above, six sections below, as the form of PermenPAN-RB 35/2012."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samples.lettering import LEADING, SetLine, draw_lines, height_of, set_items, set_text
from samples.pen import BLACK, Pen, text_width
from samples.stamp import draw_stamp
from samples.style import Style

SECTION_PAIRS = (("legal_basis", "qualifications"), ("related_sops", "equipment"), ("warnings", "records"))
LABEL_SHARE = 0.34  # of the right half
SIGNATURE_LINES = 2.6  # left free between position and name
LOGO_PT = 36.0
SECTION_SLACK_LINES = 0.7
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def printed_date(iso: str | None, blank: str = "") -> str:
    """2024-03-05 -> 5 Maret 2024."""
    if not iso:
        return blank
    year, month, day = iso.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


@dataclass(frozen=True)
class _Field:
    key: str
    text: str
    bold: bool = False


def _fields(truth: Mapping[str, Any], style: Style) -> list[_Field]:
    h = truth["header"]
    blank = truth.get("printed", {}).get("blank_date", "")
    fields = [
        _Field("number", h["number"] or ""),
        _Field("created", printed_date(h["date_created"], blank)),
        _Field("revised", printed_date(h["date_revised"], truth.get("printed", {}).get("blank_revision", blank))),
        _Field("effective", printed_date(h["date_effective"], blank)),
        _Field("approved", ""),
    ]
    if style.title_place == "right":
        fields.append(_Field("title", h["title"] or "", True))
    return fields


def approver_lines(truth: Mapping[str, Any], style: Style, width: float) -> tuple[list[SetLine], list[SetLine]]:
    """Lines above and below the room for the signature."""
    by, size = truth["header"]["approved_by"], style.header_size
    above = set_text(by["position"] or "", style.regular, size, width)
    nip = f"NIP. {truth.get('printed', {}).get('nip') or by['nip']}" if by["nip"] else ""
    rank = truth.get("printed", {}).get("rank", "")
    below = [line for text in (by["name"] or "", rank, nip) for line in set_text(text, style.regular, size, width)]
    return above, below


def _signature(truth: Mapping[str, Any], style: Style, width: float) -> tuple[list[SetLine], list[SetLine]]:
    """What the block itself shows of the approver: the post alone where the signature stands below the table."""
    above, below = approver_lines(truth, style, width)
    return above, [] if truth.get("printed", {}).get("signed_below") else below


def _draw_logo(pen: Pen, x: float, y: float, size: float) -> None:
    """A round emblem of nobody's: circle, ring and a five-pointed star."""
    pen.ellipse((x - size / 2, y, x + size / 2, y + size), 1.0, fill=(0.92, 0.85, 0.45))
    pen.ellipse((x - size * 0.38, y + size * 0.12, x + size * 0.38, y + size * 0.88), 0.6, fill=(0.25, 0.5, 0.35))
    star = ((0, -30), (7, -9), (28, -9), (11, 4), (18, 25), (0, 12), (-18, 25), (-11, 4), (-28, -9), (-7, -9))
    k = size / 100
    pen.polygon([(x + dx * k, y + size / 2 + dy * k) for dx, dy in star], 0.4, fill=(0.95, 0.95, 0.9))


def _letterhead(truth: Mapping[str, Any]) -> list[str]:
    """The institution's lines and what else stands below them, as printed."""
    return [*truth["header"]["institution"], *truth.get("printed", {}).get("below_institution", [])]


def _draw_left(pen: Pen, truth: Mapping[str, Any], style: Style, box: tuple[float, float, float, float]) -> None:
    """Letterhead: emblem above, institution lines centred below it."""
    x0, top, x1, bottom = box
    size = style.header_size + 0.5
    lines = _letterhead(truth)
    if style.unit_label:
        draw_lines(
            pen,
            set_text(style.unit_label, style.bold, size, x1 - x0),
            (x0, top + 3, x1, bottom),
            style.bold,
            size,
            "center",
        )
    set_lines = [line for text in lines for line in set_text(text, style.bold, size, x1 - x0 - 12)]
    total = height_of(set_lines, size) + (LOGO_PT + 6 if style.logo else 0)
    y = top + max(4.0, (bottom - top - total) / 2)
    if style.logo:
        _draw_logo(pen, (x0 + x1) / 2, y, LOGO_PT)
        y += LOGO_PT + 6
    draw_lines(pen, set_lines, (x0 + 6, y, x1 - 6, bottom), style.bold, size, "center")


def _left_height(truth: Mapping[str, Any], style: Style, width: float) -> float:
    size = style.header_size + 0.5
    lines = sum(len(set_text(t, style.bold, size, width - 12)) for t in _letterhead(truth))
    return lines * size * LEADING + (LOGO_PT + 6 if style.logo else 0) + (size * 1.5 if style.unit_label else 0) + 12


def _draw_fields(
    pen: Pen, truth: Mapping[str, Any], style: Style, x0: float, top: float, x1: float, least: float
) -> float:
    """Label and value rows of the right half; returns the bottom. `least` is the height to fill."""
    size, pad = style.header_size, 3.0
    split = x0 + (x1 - x0) * LABEL_SHARE
    colon = text_width(": ", style.regular, size) + 3 if style.label_colon == "column" else 0.0
    rows: list[tuple[_Field, float]] = []
    for f in _fields(truth, style):
        width = x1 - split - colon - 2 * pad
        font = style.bold if f.bold else style.regular
        height = height_of(set_text(f.text, font, size, width), size)
        if f.key == "approved":
            if not style.approver_label:
                width = x1 - x0 - 2 * pad
            above, below = _signature(truth, style, width)
            height = height_of(above, size) + height_of(below, size) + (SIGNATURE_LINES * size if below else 0.0)
        rows.append((f, max(height, size * LEADING) + 2 * pad))
    spare = max(0.0, least - sum(h for _, h in rows))
    y = top
    for f, height in rows:
        height += spare if f.key == "approved" else 0.0
        pen.rectangle((x0, y, x1, y + height), style.rule)
        start = split
        if f.key == "approved" and not style.approver_label:
            start = x0
        else:
            pen.polyline([(split, y), (split, y + height)], style.rule)
            label = style.label(f.key) + (" :" if style.label_colon == "after" else "")
            draw_lines(
                pen,
                set_text(label, style.regular, size, split - x0 - 2 * pad),
                (x0 + pad, y + pad, split, y + height),
                style.regular,
                size,
            )
            if style.label_colon == "column":
                pen.text(split + pad, y + pad + 0.78 * size, ":", style.regular, size)
        inner = (start + (colon if start == split else 0) + pad, y + pad, x1 - pad, y + height - pad)
        if f.key == "approved":
            above, below = _signature(truth, style, inner[2] - inner[0])
            draw_lines(pen, above, inner, style.regular, size, "center")
            tail = (inner[0], inner[3] - height_of(below, size), inner[2], inner[3])
            draw_lines(pen, below, tail, style.regular, size, "center")
            if style.stamp and below:
                draw_stamp(pen, (inner[0] + inner[2]) / 2, inner[1], inner[3], truth["header"]["institution"])
        else:
            font = style.bold if f.bold else style.regular
            draw_lines(pen, set_text(f.text, font, size, inner[2] - inner[0]), inner, font, size)
        y += height
    return y


def _items(texts: list[str], style: Style) -> list[tuple[str, str]]:
    if style.section_marker in ("1.", "1") and len(texts) > 1:
        return [(f"{n}." if style.section_marker == "1." else str(n), t) for n, t in enumerate(texts, 1)]
    if style.section_marker in ("-", "•"):
        return [(style.section_marker, t) for t in texts]
    return [("", t) for t in texts]


def _draw_sections(pen: Pen, truth: Mapping[str, Any], style: Style, x0: float, top: float, x1: float) -> float:
    size, pad, middle, y = style.header_size, 3.5, (x0 + x1) / 2, top
    bar = size * LEADING + 5
    for pair in SECTION_PAIRS:
        halves = ((x0, middle), (middle, x1))
        contents = []
        for key, (a, b) in zip(pair, halves, strict=True):
            items = _items(truth["header"][key], style)
            contents.append(set_items(items, style.regular, size, b - a - 2 * pad) if items else [])
        body = max(height_of(c, size) for c in contents) + 2 * pad + SECTION_SLACK_LINES * size
        for key, (a, b), lines in zip(pair, halves, contents, strict=True):
            label = style.label(key) + (" :" if style.label_colon == "after" else "")
            if style.section_shade:
                pen.rectangle((a, y, b, y + bar), 0, fill=style.section_shade)
            if style.section_bar:
                pen.rectangle((a, y, b, y + bar), style.rule)
            draw_lines(
                pen,
                set_text(label, style.bold, size, b - a - 2 * pad),
                (a + pad, y, b - pad, y + bar),
                style.bold,
                size,
                "left",
                "middle",
            )
            pen.rectangle((a, y, b, y + bar + body), style.rule)
            draw_lines(pen, lines, (a + pad, y + bar + pad, b - pad, y + bar + body), style.regular, size, style.align)
        y += bar + body
    return y


def draw_header(pen: Pen, truth: Mapping[str, Any], style: Style, top: float) -> float:
    """Draw the block from `top` down over the page's width; returns its bottom."""
    x0, x1 = style.margin, pen.width - style.margin
    y, size = top, style.header_size
    if style.header == "form":
        middle = x0 + (x1 - x0) * 0.47
        least = _left_height(truth, style, middle - x0)
        y = _draw_fields(pen, truth, style, middle, top, x1, least)
        pen.rectangle((x0, top, middle, y), style.rule, BLACK)
        _draw_left(pen, truth, style, (x0, top, middle, y))
    if style.header == "sections" or style.title_place == "full":
        gap = "" if style.header == "sections" else "  "
        text = f"{style.label('title')}{gap} : {truth['header']['title'] or ''}"
        lines = set_text(text, style.bold, size, x1 - x0 - 8)
        height = height_of(lines, size) + 7
        pen.rectangle((x0, y, x1, y + height), style.rule)
        draw_lines(pen, lines, (x0 + 4, y + 3.5, x1 - 4, y + height), style.bold, size)
        y += height
    bottom = _draw_sections(pen, truth, style, x0, y, x1)
    if style.outer_rule > style.rule:
        pen.rectangle((x0, top, x1, bottom), style.outer_rule)
    return bottom


def header_height(truth: Mapping[str, Any], style: Style, width: float, height: float) -> float:
    """The block's height on such a page, found by drawing it on scratch paper."""
    scratch = Pen()
    scratch.new_page(width, height)
    return draw_header(scratch, truth, style, 0.0)
