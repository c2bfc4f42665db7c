"""Boxes on the upright page: points (1/72 inch) and pixels are different types, converted only here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points, origin at the top left of the upright page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def contains(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def intersection(self, other: Box) -> Box:
        """The common rectangle; its width or height is negative where there is none."""
        return Box(
            max(self.x0, other.x0), max(self.top, other.top), min(self.x1, other.x1), min(self.bottom, other.bottom)
        )

    def overlap_x(self, other: Box) -> float:
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def overlap_y(self, other: Box) -> float:
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def grown(self, margin: float) -> Box:
        return Box(self.x0 - margin, self.top - margin, self.x1 + margin, self.bottom + margin)

    def rounded(self) -> Box:
        """To a tenth of a point, as written to JSON."""
        return Box(*(round(float(v), 1) for v in self))

    def to_pixels(self, scale: float) -> PixelBox:
        """`scale` is pixels per point."""
        return PixelBox(
            int(self.x0 * scale), int(self.top * scale), int(self.x1 * scale + 0.999), int(self.bottom * scale + 0.999)
        )


class PixelBox(NamedTuple):
    """A rectangle in pixels of the page raster, half open: columns x0..x1-1, rows top..bottom-1."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def to_points(self, scale: float) -> Box:
        """`scale` is pixels per point."""
        return Box(self.x0 / scale, self.top / scale, self.x1 / scale, self.bottom / scale)

    def clipped(self, width: int, height: int) -> PixelBox:
        return PixelBox(max(0, self.x0), max(0, self.top), min(width, self.x1), min(height, self.bottom))


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; ValueError for none."""
    found = list(boxes)
    if not found:
        raise ValueError("union of no boxes")
    if len(found) == 1:
        return found[0]
    x0, top, x1, bottom = zip(*found, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))
