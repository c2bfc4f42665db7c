"""A pen on PDF pages with the origin at the top left: what the drawing kit needs of reportlab and nothing more."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Point = tuple[float, float]
Rgb = tuple[float, float, float]
BLACK: Rgb = (0.0, 0.0, 0.0)
BULLET = "•"
ARC = 0.5523  # how far the handles of a quarter circle reach, of its radius

# regular, bold; Vera comes with reportlab and is embedded, the others are among the 14 that every reader has
FACES = {
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "times": ("Times-Roman", "Times-Bold"),
    "vera": ("Vera", "VeraBd"),
}


def _register_vera() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in FACES["vera"]:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def text_width(text: str, font: str, size: float) -> float:
    """Width in points."""
    if font in FACES["vera"]:
        _register_vera()
    return pdfmetrics.stringWidth(text, font, size)


def _between(a: Point, b: Point, distance: float) -> Point:
    """The point so far on the way from a to b."""
    share = distance / (math.dist(a, b) or 1.0)
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


class Pen:
    """Draws on one page after another; every coordinate is in points from the page's top left corner."""

    def __init__(self) -> None:
        _register_vera()
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, invariant=1, pageCompression=1)
        self._height = 0.0
        self.page = 0
        self.width = 0.0

    def new_page(self, width: float, height: float) -> None:
        if self.page:
            self._canvas.showPage()
        self._canvas.setPageSize((width, height))
        self.width, self._height = width, height
        self.page += 1

    @property
    def height(self) -> float:
        return self._height

    def finish(self) -> bytes:
        """The PDF; the same strokes give the same bytes."""
        self._canvas.save()
        return self._buffer.getvalue()

    @contextmanager
    def translucent(self) -> Iterator[None]:
        """What is drawn inside lets the drawing under it show through, as ink on ink does."""
        self._canvas.saveState()
        self._canvas.setBlendMode("Multiply")
        yield
        self._canvas.restoreState()

    def _stroke(self, width: float, colour: Rgb, dash: Sequence[float] = ()) -> None:
        self._canvas.setLineWidth(width)
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setDash(list(dash))

    def polyline(self, points: Sequence[Point], width: float, colour: Rgb = BLACK, dash: Sequence[float] = ()) -> None:
        self._stroke(width, colour, dash)
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def path(
        self,
        points: Sequence[Point],
        width: float,
        colour: Rgb = BLACK,
        dash: Sequence[float] = (),
        radius: float = 0.0,
    ) -> None:
        """A line through `points` whose corners are bows of `radius`, or of half the shorter piece beside them."""
        self._stroke(width, colour, dash)
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for before, at, after in zip(points, points[1:], points[2:], strict=False):
            r = min(radius, math.dist(before, at) / 2, math.dist(at, after) / 2)
            (x0, y0), (x1, y1) = _between(at, before, r), _between(at, after, r)
            path.lineTo(x0, self._height - y0)
            if r:
                (c0, d0), (c1, d1) = _between(at, before, r * (1 - ARC)), _between(at, after, r * (1 - ARC))
                path.curveTo(c0, self._height - d0, c1, self._height - d1, x1, self._height - y1)
        path.lineTo(points[-1][0], self._height - points[-1][1])
        self._canvas.drawPath(path, stroke=1, fill=0)

    def polygon(self, points: Sequence[Point], width: float, colour: Rgb = BLACK, fill: Rgb | None = None) -> None:
        self._stroke(width, colour)
        if fill:
            self._canvas.setFillColorRGB(*fill)
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        path.close()
        self._canvas.drawPath(path, stroke=int(width > 0), fill=int(fill is not None))

    def rectangle(
        self, box: tuple[float, float, float, float], width: float, colour: Rgb = BLACK, fill: Rgb | None = None
    ) -> None:
        x0, top, x1, bottom = box
        self._stroke(width, colour)
        if fill:
            self._canvas.setFillColorRGB(*fill)
        self._canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top, int(width > 0), int(fill is not None))

    def rounded(
        self,
        box: tuple[float, float, float, float],
        radius: float,
        width: float,
        colour: Rgb = BLACK,
        fill: Rgb | None = None,
    ) -> None:
        x0, top, x1, bottom = box
        self._stroke(width, colour)
        if fill:
            self._canvas.setFillColorRGB(*fill)
        self._canvas.roundRect(
            x0, self._height - bottom, x1 - x0, bottom - top, radius, stroke=1, fill=int(fill is not None)
        )

    def ellipse(
        self, box: tuple[float, float, float, float], width: float, colour: Rgb = BLACK, fill: Rgb | None = None
    ) -> None:
        x0, top, x1, bottom = box
        self._stroke(width, colour)
        if fill:
            self._canvas.setFillColorRGB(*fill)
        self._canvas.ellipse(x0, self._height - bottom, x1, self._height - top, int(width > 0), int(fill is not None))

    def text(
        self, x: float, baseline: float, text: str, font: str, size: float, colour: Rgb = BLACK, word_gap: float = 0.0
    ) -> None:
        """`word_gap` points are added to every space (justified text)."""
        if text == BULLET and font not in FACES["vera"]:
            font = "Symbol"  # reportlab writes a Latin font's bullet as byte 127, which other readers cannot name
        line = self._canvas.beginText(x, self._height - baseline)
        line.setFont(font, size)
        line.setFillColorRGB(*colour)
        if word_gap and font not in FACES["vera"]:
            line.setWordSpace(word_gap)
            line.textOut(text)
            line.setWordSpace(0)
        elif word_gap:  # Tw does not work on two-byte fonts: place word after word
            for word in text.split():
                line.setTextOrigin(x, self._height - baseline)
                line.textOut(word)
                x += text_width(word + " ", font, size) + word_gap
        else:
            line.textOut(text)
        self._canvas.drawText(line)
