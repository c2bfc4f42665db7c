"""Which part of a page to show for a finding, and the finding's box drawn on it."""

from __future__ import annotations

from typing import Literal

from PIL import Image, ImageDraw

from models.document import Sop
from models.finding import Finding
from models.geometry import Box
from review.places import evidence_at

#: How much around the box: the cell itself, the whole row, the page.
Zoom = Literal["cell", "row", "page"]
ZOOMS: tuple[Zoom, ...] = ("cell", "row", "page")
#: Points around the box; at "row" the page's whole width.
_MARGIN = {"cell": 10.0, "row": 40.0}
#: A crop narrower than this tells nothing of where it is, in points.
_LEAST_WIDTH = 90.0
#: The box is drawn this far outside what it frames, so that it hides no letter. Points.
_FRAME_GAP = 1.5
_FRAME_COLOUR = (200, 30, 30)


def box_of(sop: Sop, finding: Finding) -> Box | None:
    """Where to look on the finding's page; None where nothing says."""
    if finding.bbox is not None:
        return Box(*finding.bbox)
    evidence = evidence_at(sop, finding.pointer)
    if evidence is None or evidence.bbox is None or evidence.page != finding.page:
        return None
    return Box(*evidence.bbox)


def crop(page: Image.Image, scale: float, box: Box | None, zoom: Zoom) -> Image.Image:
    """The part of `page` (`scale` pixels per point) around `box`, framed; the whole page where there is no box."""
    framed = page.copy()
    if box is not None:
        width = max(1, round(scale))
        ImageDraw.Draw(framed).rectangle(
            tuple(v * scale for v in box.grown(_FRAME_GAP)), outline=_FRAME_COLOUR, width=width
        )
    if box is None or zoom == "page":
        return framed
    part = box.grown(_MARGIN[zoom])
    if zoom == "row":
        part = Box(0, part.top, page.width / scale, part.bottom)
    missing = max(0.0, _LEAST_WIDTH - part.width) / 2
    part = Box(part.x0 - missing, part.top, part.x1 + missing, part.bottom)
    edges = part.to_pixels(scale).clipped(*page.size)
    return framed.crop(edges) if edges.width > 0 and edges.height > 0 else framed
