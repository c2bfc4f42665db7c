"""Short texts at the lines (Ya, Tidak, lengkap …): which words they are and which route each belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from models.document import DrawnAs
from models.evidence import Evidence
from models.geometry import Box, union
from models.layout import FlowSheet
from models.page import Word
from parsers.flow.answers import is_answer, mended_answer, two_answers
from parsers.flow.lettering import part_marks, words_inside
from parsers.flow.linework import Canvas, actor_columns
from parsers.flow.routes import Route

#: A label is short: longer text in the actor columns is a remark.
MAX_LETTERS, MAX_WORDS = 32, 5
#: Words of one label: gap in a line and between lines, in heights of the word.
WORD_GAP, LINE_GAP = 1.1, 0.55
#: What OCR makes of a line.
STROKES = frozenset("Il|!/\\-–—_.,:;'`")
#: Words of one line stand at one height: neither is higher than the other by so much of it at both its top and its foot.
LIFTED = 0.2
#: Two pieces of an answer with a line between them: gap in a line and between lines, in heights of the lower piece.
TORN_APART, TORN_OVER = 2.0, 0.8
#: Lines of one label begin, end or are centred alike, within this many heights; two answers side by side are not.
ALIGNED = 0.45
#: A word that overlaps the actor columns by this share of its width stands there: text of cells never meets a border.
ON_BORDER = 0.08
#: How far a label may stand from a line that leaves a decision, and from any other line.
FROM_DECISION_PT, FROM_OTHER_PT = 46.0, 12.0
#: Share of the way along a line, from where it is its own, that counts as distance.
ALONG = 0.08
#: An answer that is nearest to a line which another one has takes it, if that one finds another exit and the two are
#: then no farther from their lines than this, beyond what the other was.
GIVE_WAY_PT = 20.0
#: A label standing between a decision's exit and another line is taken for the exit's, up to this difference.
DECISION_FIRST_PT = 8.0


@dataclass(frozen=True)
class Label:
    """A label's words in reading order; `text` is what they say, `raw` what was read where that was mended."""

    text: str
    box: Box
    page: int
    words: tuple[Word, ...]
    raw: str | None = None

    def evidence(self) -> Evidence:
        """What was read for a label and where, as surely as the least sure of its words."""
        confidence = min(word.confidence for word in self.words)
        return Evidence(
            page=self.page,
            bbox=self.box.rounded(),
            text=self.text if self.raw is None else self.raw,
            confidence=confidence,
            origin=self.words[0].origin,
        )


def find_labels(sheet: FlowSheet, symbols: Iterable[tuple[Box, DrawnAs]]) -> list[Label]:
    """Short texts in the actor columns that stand in no symbol; `symbols`: their boxes and shapes."""
    columns = [c for _, c in actor_columns(sheet)]
    if not columns:
        return []
    symbols = list(symbols)
    area = Box(min(c.x0 for c in columns), sheet.body.top, max(c.x1 for c in columns), sheet.body.bottom)
    words = part_marks(sheet.page.words, [box for box, _ in symbols])
    words = [w for w in words if _stands_on(area, w.box) and not _is_stroke(w)]
    inside = {id(w) for symbol in symbols for w in words_inside(words, *symbol)}
    words = [w for w in words if id(w) not in inside]
    labels = _with_pieces([_label(sheet.page.number, part) for group in _grouped(words) for part in _parted(group)])
    return [label for label in labels if _is_label(label.text)]


def mend_answers(given: dict[int, Label], routes: list[Route], decisions: set[int]) -> dict[int, Label]:
    """`given` with the torn answers at decisions' exits made whole, unless that gives two exits of one the same answer."""
    mended = dict(given)
    for k, label in given.items():
        source = routes[k].source.symbol
        if source not in decisions or any(word.origin != "ocr" for word in label.words):
            continue
        whole = mended_answer(label.text)
        others = (mended[n].text for n in given if routes[n].source.symbol == source and given[n] is not label)
        if whole is not None and whole.casefold() not in (other.casefold() for other in others):
            mended[k] = replace(label, text=whole, raw=label.text)
    return mended


def _label(page: int, words: list[Word]) -> Label:
    return Label(" ".join(w.text for w in words), _box(words), page, tuple(words))


def _parted(words: list[Word]) -> list[list[Word]]:
    """A label's words, or those of two answers that stand close to one another ("Tidak" over "Ya")."""
    at = two_answers([w.text for w in words])
    return [words] if at is None else [words[:at], words[at:]]


def _with_pieces(labels: list[Label]) -> list[Label]:
    """Labels with those joined that a line has torn apart: neighbours that together are one answer."""
    for one, other in combinations(labels, 2):
        whole = is_answer(one.text) and is_answer(other.text)
        if not _are_pieces(one.box, other.box) or (whole and not _flush(one.box, other.box)):
            continue
        lines = sorted(_joined([[w] for w in (*one.words, *other.words)], _level), key=lambda ws: _box(ws).centre[1])
        both = _label(one.page, [w for line in lines for w in sorted(line, key=lambda w: w.box.x0)])
        if any(w.origin != "ocr" for w in both.words) or not (
            is_answer(both.text) or (not whole and mended_answer(both.text))
        ):
            continue
        return _with_pieces([*(label for label in labels if label not in (one, other)), both])
    return labels


def _are_pieces(a: Box, b: Box) -> bool:
    height = max(min(a.height, b.height), 1.0)
    beside = a.overlap_y(b) > 0 and max(a.x0, b.x0) - min(a.x1, b.x1) <= TORN_APART * height
    over = a.overlap_x(b) > 0 and max(a.top, b.top) - min(a.bottom, b.bottom) <= TORN_OVER * height
    return beside or over


def _flush(a: Box, b: Box) -> bool:
    """Whether two lines one over the other are set to one edge or middle."""
    height = max(min(a.height, b.height), 1.0)
    edges = min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.centre[0] - b.centre[0]))
    return a.overlap_y(b) <= 0 < a.overlap_x(b) and edges <= ALIGNED * height


def _level(one: Word, other: Word) -> bool:
    return one.box.overlap_y(other.box) > 0.5 * min(one.box.height, other.box.height)


def assign_labels(labels: list[Label], routes: list[Route], decisions: set[int], canvas: Canvas) -> dict[int, Label]:
    """Labels by index into `routes`: nearest first, one label a route, decisions' exits before other lines.

    Of two answers between two exits each gets one, though both may be nearest to the same.
    `decisions`: indices of the symbols that ask something. A label at the part that several routes of one exit share
    belongs to all of them, unless one has its own.
    """
    costs = [
        {k: c for k, r in enumerate(routes) if (c := _cost(label, r, decisions, canvas, r.own_from)) is not None}
        for label in labels
    ]
    holders: dict[int, int] = {}
    for _, i, k in sorted((cost, i, k) for i, found in enumerate(costs) for k, cost in found.items()):
        if i not in holders.values():
            holders.setdefault(k, i)
    exits = {k for k, route in enumerate(routes) if route.source.symbol in decisions}
    for i, found in enumerate(costs):
        if i not in holders.values():
            _push_in(i, found, costs, holders, exits)
    given = {k: labels[i] for k, i in holders.items()}
    used = set(holders.values())
    for i, label in enumerate(labels):
        if i in used:
            continue
        shared = {k: cost for k, r in enumerate(routes) if (cost := _cost(label, r, decisions, canvas, 0)) is not None}
        if shared:
            nearest = routes[min(shared, key=shared.get)].source
            fork = [k for k in shared if routes[k].source == nearest]
            if not any(k in given for k in fork):
                given.update(dict.fromkeys(fork, label))
    return given


def _push_in(
    label: int, found: dict[int, float], costs: list[dict[int, float]], holders: dict[int, int], exits: set[int]
) -> None:
    """Give a label the exit that it stands at, if the label that holds it can go to a free one. Changes `holders`."""
    ways = [
        (found[k] + costs[holders[k]][other] - costs[holders[k]][k], k, other)
        for k in exits & found.keys() & holders.keys()
        for other in exits & costs[holders[k]].keys() - holders.keys()
    ]
    if ways and min(ways)[0] <= GIVE_WAY_PT:
        _, k, other = min(ways)
        holders[other], holders[k] = holders[k], label


def _is_label(text: str) -> bool:
    return len(text) <= MAX_LETTERS and len(text.split()) <= MAX_WORDS and any(c.isalpha() for c in text)


def _is_stroke(word: Word) -> bool:
    """Whether OCR has read a piece of line as letters."""
    return word.origin == "ocr" and set(word.text) <= STROKES


def _stands_on(area: Box, word: Box) -> bool:
    inside = area.top <= word.centre[1] <= area.bottom
    return inside and area.overlap_x(word) >= ON_BORDER * word.width


def _grouped(words: list[Word]) -> list[list[Word]]:
    """Words that stand together, in reading order: first to lines, then lines to labels."""
    lines = _joined([[word] for word in words], _in_line)
    for line in lines:
        line.sort(key=lambda w: w.box.x0)
    labels = _joined([[line] for line in lines], lambda a, b: _under(_box(a), _box(b)))
    ordered = [sorted(label, key=lambda line: _box(line).centre[1]) for label in labels]
    return [[word for line in label for word in line] for label in ordered]


def _joined(groups: list[list], belong) -> list[list]:
    """Groups merged as long as some member of one belongs to some member of another."""
    merged: list[list] = []
    for group in groups:
        near = [g for g in merged if any(belong(a, b) for a in g for b in group)]
        merged = [g for g in merged if g not in near] + [[*(m for g in near for m in g), *group]]
    return merged


def _box(line: list[Word]) -> Box:
    return union(word.box for word in line)


def _in_line(one: Word, other: Word) -> bool:
    a, b = one.box, other.box
    height = max(a.height, b.height, 1.0)
    gap_x = max(a.x0, b.x0) - min(a.x1, b.x1)
    gap_y = max(a.top, b.top) - min(a.bottom, b.bottom)
    lift = min((a.top - b.top, a.bottom - b.bottom), key=abs)
    level = (a.top - b.top) * (a.bottom - b.bottom) <= 0 or abs(lift) <= LIFTED * height
    return level and gap_y < -0.5 * min(a.height, b.height) and gap_x < WORD_GAP * height


def _under(a: Box, b: Box) -> bool:
    """Whether two lines belong to one label: close above one another and set to one edge or middle."""
    height = max(a.height, b.height, 1.0)
    gap_y = max(a.top, b.top) - min(a.bottom, b.bottom)
    aligned = min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.centre[0] - b.centre[0])) <= ALIGNED * height
    return gap_y < LINE_GAP * height and a.overlap_x(b) > 0 and aligned


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
