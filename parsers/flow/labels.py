"""Short texts at the lines (Ya, Tidak, lengkap …): which words they are and which route each belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.geometry import Box, union
from models.layout import FlowSheet, Symbol
from models.page import Word
from parsers.flow.lettering import stands_in
from parsers.flow.linework import Canvas, actor_columns
from parsers.flow.routes import Route

#: A label is short: longer text in the actor columns is a remark.
MAX_LETTERS, MAX_WORDS = 32, 5
#: Words of one label: gap in a line and between lines, in heights of the word.
WORD_GAP, LINE_GAP = 1.1, 0.55
#: How far a label may stand from a line that leaves a decision, and from any other line.
FROM_DECISION_PT, FROM_OTHER_PT = 46.0, 12.0
#: Share of the way along a line, from where it is its own, that counts as distance.
ALONG = 0.08
#: A label standing between a decision's exit and another line is taken for the exit's, up to this difference.
DECISION_FIRST_PT = 8.0


@dataclass(frozen=True)
class Label:
    text: str
    box: Box


def find_labels(sheet: FlowSheet, symbols: list[Symbol]) -> list[Label]:
    """Short texts in the actor columns that stand in no symbol."""
    columns = [c for _, c in actor_columns(sheet)]
    if not columns:
        return []
    area = Box(min(c.x0 for c in columns), sheet.body.top, max(c.x1 for c in columns), sheet.body.bottom)
    words = [
        w
        for w in sheet.page.words
        if area.contains(*w.box.centre) and not any(stands_in(w.box, s.box, s.drawn_as) for s in symbols)
    ]
    labels = [Label(" ".join(w.text for w in group), union(w.box for w in group)) for group in _grouped(words)]
    return [label for label in labels if _is_label(label.text)]


def assign_labels(labels: list[Label], routes: list[Route], decisions: set[int], canvas: Canvas) -> dict[int, str]:
    """Texts by index into `routes`: nearest first, one label a route, decisions' exits before other lines.

    `decisions`: indices of the symbols that ask something. A label at the part that several routes of one exit share
    belongs to all of them, unless one has its own.
    """
    near = sorted(
        (cost, i, k)
        for i, label in enumerate(labels)
        for k, route in enumerate(routes)
        if (cost := _cost(label, route, decisions, canvas, route.own_from)) is not None
    )
    given: dict[int, str] = {}
    used: set[int] = set()
    for _, i, k in near:
        if i not in used and k not in given:
            given[k] = labels[i].text
            used.add(i)
    for i, label in enumerate(labels):
        if i in used:
            continue
        shared = {k: cost for k, r in enumerate(routes) if (cost := _cost(label, r, decisions, canvas, 0)) is not None}
        if shared:
            nearest = routes[min(shared, key=shared.get)].source
            fork = [k for k in shared if routes[k].source == nearest]
            if not any(k in given for k in fork):
                given.update(dict.fromkeys(fork, label.text))
    return given


def _is_label(text: str) -> bool:
    return len(text) <= MAX_LETTERS and len(text.split()) <= MAX_WORDS and any(c.isalpha() for c in text)


def _grouped(words: list[Word]) -> list[list[Word]]:
    """Words that stand together, in reading order."""
    groups: list[list[Word]] = []
    for word in words:
        near = [g for g in groups if any(_together(word.box, other.box) for other in g)]
        groups = [g for g in groups if g not in near] + [[word, *(w for g in near for w in g)]]
    for group in groups:
        height = max(w.box.height for w in group)
        group.sort(key=lambda w: (round(w.box.centre[1] / max(height, 1.0)), w.box.x0))
    return groups


def _together(a: Box, b: Box) -> bool:
    height = max(a.height, b.height, 1.0)
    gap_x = max(a.x0, b.x0) - min(a.x1, b.x1)
    gap_y = max(a.top, b.top) - min(a.bottom, b.bottom)
    if gap_y < -0.5 * min(a.height, b.height):
        return gap_x < WORD_GAP * height
    return gap_y < LINE_GAP * height and gap_x < 0


def _cost(label: Label, route: Route, decisions: set[int], canvas: Canvas, begin: int) -> float | None:
    """How far the label is from the route's path from point `begin` on, in points; None where it is too far to belong.

    An answer stands where its line begins, so the way there along the line counts a little.
    """
    asks = route.source.symbol in decisions
    x = (route.path[begin:, 0] + canvas.left) / canvas.scale
    y = (route.path[begin:, 1] + canvas.top) / canvas.scale
    box = label.box
    dx = np.maximum(np.maximum(box.x0 - x, x - box.x1), 0.0)
    dy = np.maximum(np.maximum(box.top - y, y - box.bottom), 0.0)
    gaps = np.hypot(dx, dy)
    nearest = int(gaps.argmin())
    gap = float(gaps[nearest])
    if gap > (FROM_DECISION_PT if asks else FROM_OTHER_PT):
        return None
    run = float(np.hypot(np.diff(x[: nearest + 1]), np.diff(y[: nearest + 1])).sum())
    return gap + ALONG * run + (0.0 if asks else DECISION_FIRST_PT)
