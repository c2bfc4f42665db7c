"""Ruling lines -> a lattice -> cells, with merged cells where a piece of rule is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.geometry import Box, union
from models.page import Ruling

#: Strokes closer than this are one rule (doubled rules, cells drawn side by side with their own borders).
SAME_RULE_PT = 3.0
#: Pieces of one rule with a smaller gap than this are joined (rule drawn cell by cell, gaps at crossings).
PIECE_GAP_PT = 4.0
#: Rules that end closer than this to another rule meet it.
MEETS_PT = 5.0
#: A piece of rule between two neighbouring crossings is there if this share of it is drawn.
DRAWN = 0.55
#: A stroke that reaches over this share of its region is a rule though its ends may stand in the open.
LOOSE_SHARE = 0.3
#: A connected group of rules smaller than this is a symbol or a box, no table.
MIN_TABLE_PT = 60.0


@dataclass
class Rule:
    """A full rule: all pieces at one position. `position` is y for "h" and x for "v"; pieces along the other axis."""

    position: float
    pieces: list[tuple[float, float]]

    @property
    def start(self) -> float:
        return self.pieces[0][0]

    @property
    def end(self) -> float:
        return self.pieces[-1][1]

    def drawn(self, start: float, end: float) -> float:
        """The share of start..end that is drawn, 0-1."""
        if end <= start:
            return 0.0
        return sum([min(b, end) - max(a, start) for a, b in self.pieces if a < end and b > start]) / (end - start)


def collect_rules(rulings: Sequence[Ruling], orientation: str) -> list[Rule]:
    """Strokes of one orientation gathered into rules, by position; near-collinear pieces are joined."""
    rules: list[Rule] = []
    members: list[list[Ruling]] = []
    for stroke in sorted((r for r in rulings if r.orientation == orientation), key=lambda r: r.position):
        if members and stroke.position - _mean(members[-1]) <= SAME_RULE_PT:
            members[-1].append(stroke)
        else:
            members.append([stroke])
    for group in members:
        rules.append(Rule(_mean(group), _joined((r.start, r.end) for r in group)))
    return rules


def _mean(strokes: Sequence[Ruling]) -> float:
    """Position weighted by length: a long rule counts more than a symbol's edge beside it."""
    total = sum(s.length for s in strokes)
    return sum(s.position * s.length for s in strokes) / total


def _joined(pieces) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if out and start - out[-1][1] <= PIECE_GAP_PT:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def find_regions(rulings: Sequence[Ruling]) -> list[tuple[Box, list[Ruling]]]:
    """Connected groups of strokes large enough to be a table, top to bottom, each with its strokes."""
    parent = list(range(len(rulings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    horizontal = [(i, r) for i, r in enumerate(rulings) if r.orientation == "h"]
    vertical = [(i, r) for i, r in enumerate(rulings) if r.orientation == "v"]
    for i, h in horizontal:
        for j, v in vertical:
            if (
                h.start - MEETS_PT <= v.position <= h.end + MEETS_PT
                and v.start - MEETS_PT <= h.position <= v.end + MEETS_PT
            ):
                parent[root(i)] = root(j)
    groups: dict[int, list[Ruling]] = {}
    for i, stroke in enumerate(rulings):
        groups.setdefault(root(i), []).append(stroke)
    found = [(union(map(stroke_box, group)), group) for group in groups.values()]
    return sorted(
        ((box, group) for box, group in found if box.width >= MIN_TABLE_PT and box.height >= MIN_TABLE_PT / 3),
        key=lambda item: (item[0].top, item[0].x0),
    )


def without_loose_strokes(box: Box, rulings: Sequence[Ruling]) -> list[Ruling]:
    """The strokes without the short ones that end in the open: underlines, signatures. A rule's ends meet other rules."""
    return [
        r
        for r in rulings
        if r.length >= LOOSE_SHARE * (box.width if r.orientation == "h" else box.height) or _is_held(r, rulings)
    ]


def _is_held(stroke: Ruling, rulings: Sequence[Ruling]) -> bool:
    across = [
        r
        for r in rulings
        if r.orientation != stroke.orientation and r.start - MEETS_PT <= stroke.position <= r.end + MEETS_PT
    ]
    return all(any(abs(r.position - end) <= MEETS_PT for r in across) for end in (stroke.start, stroke.end))


def stroke_box(stroke: Ruling) -> Box:
    if stroke.orientation == "h":
        return Box(stroke.start, stroke.position, stroke.end, stroke.position)
    return Box(stroke.position, stroke.start, stroke.position, stroke.end)


@dataclass
class Lattice:
    """Rules of one region. `columns` are vertical rules by x, `rows` horizontal rules by y, `box` their extent."""

    box: Box
    columns: list[Rule]
    rows: list[Rule]

    @classmethod
    def of(cls, box: Box, rulings: Sequence[Ruling]) -> Lattice:
        """Outer borders that are not drawn are put in where other rules end."""
        columns, rows = collect_rules(rulings, "v"), collect_rules(rulings, "h")
        _close(columns, box.x0, box.x1, (box.top, box.bottom))
        _close(rows, box.top, box.bottom, (box.x0, box.x1))
        return cls(box, columns, rows)

    def cells(self, top: float, bottom: float) -> list[Box]:
        """Boxes of the cells between two heights, merged where no rule parts them, in reading order."""
        ys = [r for r in self.rows if top - SAME_RULE_PT <= r.position <= bottom + SAME_RULE_PT]
        xs = self.columns
        height, width = len(ys) - 1, len(xs) - 1
        if height < 1 or width < 1:
            return []
        parent = list(range(height * width))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        for r in range(height):
            y0, y1 = ys[r].position, ys[r + 1].position
            for c in range(width):
                x0, x1 = xs[c].position, xs[c + 1].position
                if c + 1 < width and xs[c + 1].drawn(y0, y1) < DRAWN:
                    parent[root(r * width + c)] = root(r * width + c + 1)
                if r + 1 < height and ys[r + 1].drawn(x0, x1) < DRAWN:
                    parent[root(r * width + c)] = root((r + 1) * width + c)
        merged: dict[int, list[Box]] = {}
        for r in range(height):
            for c in range(width):
                piece = Box(xs[c].position, ys[r].position, xs[c + 1].position, ys[r + 1].position)
                merged.setdefault(root(r * width + c), []).append(piece)
        return sorted((union(p) for p in merged.values()), key=lambda b: (round(b.top), b.x0))


def _close(rules: list[Rule], low: float, high: float, extent: tuple[float, float]) -> None:
    if not rules or rules[0].position - low > MEETS_PT:
        rules.insert(0, Rule(low, [extent]))
    if high - rules[-1].position > MEETS_PT:
        rules.append(Rule(high, [extent]))
