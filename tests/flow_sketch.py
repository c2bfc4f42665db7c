"""A pen for the tests of the flow: sheets of three actor columns and some rows, drawn in points."""

from __future__ import annotations

import cv2
import numpy as np

from models.document import Flow
from models.evidence import Evidence
from models.geometry import Box
from models.layout import Column, FlowSheet, Line, Span
from models.page import Page, Raster, Ruling, Word
from parsers.flow import find_symbols, read_flow

#: Pixels per point, as for vector pages.
SCALE = 200 / 72
#: Borders of the activity column, three actor columns and an output column; the top of the first row and a row's height.
BORDERS = (20.0, 120.0, 220.0, 320.0, 420.0, 520.0)
ROLES = ("activity", "actor", "actor", "actor", "output")
TOP, ROW = 60.0, 80.0
ACTORS = ("A", "B", "C")


class Sketch:
    """A page with a grid of `rows` rows; everything is drawn in points, `pen` points thick."""

    def __init__(self, rows: int = 3, page: int = 1, pen: float = 1.0, scale: float = SCALE):
        self.page, self.scale, self.pen = page, scale, pen
        self.rows = rows
        self.width, self.height = 540.0, TOP + rows * ROW + 60
        self.ink = np.zeros((round(self.height * scale), round(self.width * scale)), np.uint8)
        self.colour = np.full((*self.ink.shape, 3), 255, np.uint8)
        self.words: list[Word] = []
        self.rulings: list[Ruling] = []
        bottom = TOP + rows * ROW
        for x in BORDERS:
            self.line((x, TOP), (x, bottom))
            self.rulings.append(Ruling("v", x, TOP, bottom, pen))
        for k in range(rows + 1):
            y = TOP + k * ROW
            self.line((BORDERS[0], y), (BORDERS[-1], y))
            self.rulings.append(Ruling("h", y, BORDERS[0], BORDERS[-1], pen))

    def at(self, column: int, row: int) -> tuple[float, float]:
        """The middle of an actor's cell."""
        return (BORDERS[column + 1] + BORDERS[column + 2]) / 2, TOP + (row + 0.5) * ROW

    def polygon(self, *points: tuple[float, float], fill: tuple[int, int, int] | None = None) -> None:
        path = np.array([[round(x * self.scale), round(y * self.scale)] for x, y in points], np.int32)
        self._stroke(lambda picture, ink: cv2.polylines(picture, [path], True, ink, self._px()))
        if fill is not None:
            cv2.fillPoly(self.ink, [path], 255)
            cv2.fillPoly(self.colour, [path], fill)

    def line(self, *points: tuple[float, float]) -> None:
        path = np.array([[round(x * self.scale), round(y * self.scale)] for x, y in points], np.int32)
        self._stroke(lambda picture, ink: cv2.polylines(picture, [path], False, ink, self._px()))

    def box(self, x: float, y: float, width: float = 50, height: float = 26, fill=None) -> Box:
        a, b = width / 2, height / 2
        self.polygon((x - a, y - b), (x + a, y - b), (x + a, y + b), (x - a, y + b), fill=fill)
        return Box(x - a, y - b, x + a, y + b)

    def diamond(self, x: float, y: float, width: float = 50, height: float = 32, fill=None) -> Box:
        a, b = width / 2, height / 2
        self.polygon((x - a, y), (x, y - b), (x + a, y), (x, y + b), fill=fill)
        return Box(x - a, y - b, x + a, y + b)

    def rounded(self, x: float, y: float, width: float = 50, height: float = 26, radius: float = 13, fill=None) -> Box:
        a, b = width / 2 - radius, height / 2 - radius
        quarter = np.radians(np.arange(0, 91, 6))
        points = []
        for turn, (cx, cy) in enumerate(((x + a, y + b), (x - a, y + b), (x - a, y - b), (x + a, y - b))):
            angles = quarter + turn * np.pi / 2
            points += [(cx + radius * np.cos(t), cy + radius * np.sin(t)) for t in angles]
        self.polygon(*points, fill=fill)
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def ellipse(self, x: float, y: float, width: float = 50, height: float = 26, fill=None) -> Box:
        angles = np.radians(np.arange(0, 360, 5))
        self.polygon(*((x + width / 2 * np.cos(t), y + height / 2 * np.sin(t)) for t in angles), fill=fill)
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def pentagon(self, x: float, y: float, width: float = 20, height: float = 18) -> Box:
        a, b = width / 2, height / 2
        self.polygon((x - a, y - b), (x + a, y - b), (x + a, y + 0.2 * height), (x, y + b), (x - a, y + 0.2 * height))
        return Box(x - a, y - b, x + a, y + b)

    def arrow(self, *points: tuple[float, float], head: str = "filled", size: float = 7.0) -> None:
        """A line with a head at its last point: "filled", "open" or "none"."""
        self.line(*points)
        self.head(points[-2], points[-1], head, size)

    def head(self, before: tuple[float, float], tip: tuple[float, float], kind: str = "filled", size: float = 7.0):
        way = np.subtract(tip, before) / np.hypot(*np.subtract(tip, before))
        side = np.array([-way[1], way[0]]) * size * 0.45
        back = np.array(tip) - way * size
        if kind == "filled":
            self.polygon(tip, tuple(back + side), tuple(back - side), fill=(0, 0, 0))
        elif kind == "open":
            self.line(tuple(back + side), tip, tuple(back - side))

    def write(self, text: str, x: float, y: float, height: float = 9.0) -> None:
        """A text of the text layer: it is in the words, not in the line work."""
        for word in text.split():
            width = 0.5 * height * len(word)
            self.words.append(Word(word, Box(x, y - height / 2, x + width, y + height / 2)))
            x += width + 0.3 * height

    def sheet(self, first_row: int = 0) -> FlowSheet:
        page = Page(
            self.page, self.width, self.height, self.words, self.rulings, Raster(self.colour, self.ink, self.scale)
        )
        columns = [
            Column(role, Span(self.page, (Line(role),)), x0, x1)
            for role, x0, x1 in zip(ROLES, BORDERS, BORDERS[1:], strict=False)
        ]
        rows = [
            (first_row + k, Box(BORDERS[0], TOP + k * ROW, BORDERS[-1], TOP + (k + 1) * ROW)) for k in range(self.rows)
        ]
        body = Box(BORDERS[0], TOP, BORDERS[-1], TOP + self.rows * ROW)
        return FlowSheet(page, body, columns, rows, self.rulings)

    def _px(self) -> int:
        return max(1, round(self.pen * self.scale))

    def _stroke(self, draw) -> None:
        draw(self.ink, 255)
        draw(self.colour, (0, 0, 0))


def read(*sheets: FlowSheet) -> Flow:
    """The flow of the sheets; row k is activity Kk, the actor columns are A, B, C."""
    return read_with_evidence(*sheets)[0]


def read_with_evidence(*sheets: FlowSheet) -> tuple[Flow, dict[str, Evidence]]:
    symbols = find_symbols(*sheets)
    count = 1 + max(index for sheet in sheets for index, _ in sheet.rows)
    return read_flow(sheets, symbols, [f"K{k}" for k in range(count)], [None, *ACTORS, None])


def drawn(flow: Flow) -> list[tuple[str, str, str | None]]:
    """Edges as (activity and actor of the source, of the target, label), sorted."""
    name = {n.id: f"{n.activity}{n.actor}" for n in flow.nodes}
    return sorted(((name[e.source], name[e.target], e.label) for e in flow.edges), key=str)
