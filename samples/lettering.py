"""Setting text into boxes: line breaks, hanging item markers, alignment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samples.pen import Pen, text_width

Align = Literal["left", "center", "justify"]
VerticalAlign = Literal["top", "middle"]
LEADING = 1.18  # of the type size: Word's single spacing for Arial and Times
ASCENT = 0.78  # of the type size: baseline below the top of a line
MARKER = re.compile(r"^(\d{1,2}[.)]|[a-z][.)]|[-•*–])\s+")
ITEM_GAP = "; "  # how the truth joins printed items


@dataclass(frozen=True)
class SetLine:
    """A line ready to draw: `indent` in points, `ends` when it closes its paragraph (never justified)."""

    text: str
    indent: float = 0.0
    marker: str = ""
    ends: bool = False


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break at spaces; a word wider than the column is broken after '/' or '-', at worst anywhere."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        trial = f"{current} {word}".strip()
        if text_width(trial, font, size) <= width:
            current = trial
            continue
        if current:
            lines.append(current)
        while text_width(word, font, size) > width:
            fits = max((n for n in range(1, len(word)) if text_width(word[:n], font, size) <= width), default=1)
            breaks = [n + 1 for n in range(fits) if word[n] in "/-"]
            cut = breaks[-1] if breaks else fits
            lines.append(word[:cut])
            word = word[cut:]
        current = word
    return [*lines, current] if current or not lines else lines


def items_of(text: str) -> list[tuple[str, str]]:
    """(marker, text) of each printed item; a text whose parts carry no markers is one item without a marker."""
    parts = text.split(ITEM_GAP)
    if len(parts) > 1 and all(MARKER.match(p) for p in parts):
        return [(MARKER.match(p)[1], p[MARKER.match(p).end() :]) for p in parts]
    return [("", text)]


def set_items(items: Sequence[tuple[str, str]], font: str, size: float, width: float) -> list[SetLine]:
    """Items one under another, hanging behind their markers."""
    lines: list[SetLine] = []
    indent = max((text_width(marker + "  ", font, size) for marker, _ in items if marker), default=0.0)
    for marker, text in items:
        broken = wrap(text, font, size, width - indent)
        for n, line in enumerate(broken):
            lines.append(SetLine(line, indent, marker if n == 0 else "", n == len(broken) - 1))
    return lines


def set_text(text: str, font: str, size: float, width: float) -> list[SetLine]:
    return set_items(items_of(text), font, size, width) if text else []


def height_of(lines: Sequence[SetLine], size: float) -> float:
    return len(lines) * size * LEADING


def draw_lines(
    pen: Pen,
    lines: Sequence[SetLine],
    box: tuple[float, float, float, float],
    font: str,
    size: float,
    align: Align = "left",
    valign: VerticalAlign = "top",
) -> None:
    """Draw into `box` (x0, top, x1, bottom); lines may stick out below, never sideways."""
    x0, top, x1, bottom = box
    if valign == "middle":
        top += max(0.0, (bottom - top - height_of(lines, size)) / 2)
    for n, line in enumerate(lines):
        baseline = top + n * size * LEADING + ASCENT * size
        room = x1 - x0 - line.indent
        spare = room - text_width(line.text, font, size)
        x, gap = x0 + line.indent, 0.0
        if align == "center" and not line.indent:
            x += spare / 2
        elif align == "justify" and not line.ends and " " in line.text:
            gap = max(0.0, spare) / line.text.count(" ")
        if line.marker:
            pen.text(x0, baseline, line.marker, font, size)
        if line.text:
            pen.text(x, baseline, line.text, font, size, word_gap=gap)
