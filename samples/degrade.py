"""What paper, copiers, fax machines and phones do to a sheet: seeded, graded, from a vector PDF to pictures.

Pages are rendered with pypdfium2; arrays are height x width x 3, uint8, RGB, top row first, unless said otherwise.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Picture = np.ndarray
PT_PER_INCH = 72.0
PAPER_WHITE = 255


@dataclass(frozen=True)
class Grade:
    """A quality of scan: rendering dpi, what is done to the picture, and how it is stored (JPEG quality; 0: 1-bit PNG)."""

    dpi: int
    spoil: Callable[[Picture, Random], Picture]
    jpeg: int


def render(pdf: bytes, dpi: int) -> list[Picture]:
    """The pages as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [np.asarray(page.render(scale=dpi / PT_PER_INCH).to_pil().convert("RGB")) for page in document]
    finally:
        document.close()


def _noise(rng: Random) -> np.random.Generator:
    return np.random.default_rng(rng.getrandbits(64))


def skew(picture: Picture, degrees: float) -> Picture:
    """Turned about its centre, the corners filled with paper."""
    h, w = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
    return cv2.warpAffine(picture, matrix, (w, h), flags=cv2.INTER_LINEAR, borderValue=(PAPER_WHITE,) * 3)


def uneven_shade(picture: Picture, rng: Random, depth: float) -> Picture:
    """A slow shadow over the page, darkest at one edge or corner: `depth` 0-1 of the brightness is lost there."""
    h, w = picture.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    ax, ay = rng.uniform(-1, 1), rng.uniform(-1, 1)
    slope = ax * (x / w - 0.5) + ay * (y / h - 0.5)
    slope = (slope - slope.min()) / max(1e-6, float(slope.max() - slope.min()))
    return np.clip(picture * (1 - depth * slope**1.5)[..., None], 0, 255).astype(np.uint8)


def grain(picture: Picture, rng: Random, sigma: float) -> Picture:
    """Grey noise of `sigma` levels."""
    noise = _noise(rng).normal(0, sigma, picture.shape[:2]).astype(np.float32)
    return np.clip(picture.astype(np.float32) + noise[..., None], 0, 255).astype(np.uint8)


def specks(picture: Picture, rng: Random, count: int, size_px: int) -> Picture:
    """Dust and toner: small dark discs, and light ones that break thin lines."""
    out = picture.copy()
    h, w = out.shape[:2]
    for _ in range(count):
        at = (rng.randrange(w), rng.randrange(h))
        colour = (rng.randint(0, 90),) * 3 if rng.random() < 0.75 else (PAPER_WHITE,) * 3
        cv2.circle(out, at, rng.randint(0, size_px), colour, -1)
    return out


def _clean(picture: Picture, rng: Random) -> Picture:
    return picture


def _photocopy(picture: Picture, rng: Random) -> Picture:
    """A copy of a copy, scanned: grey, a little crooked, blurred, shaded, dusty."""
    grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    grey = skew(grey, rng.uniform(-1.5, 1.5))
    grey = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.5, 0.9))
    grey = uneven_shade(grey, rng, rng.uniform(0.05, 0.18))
    grey = specks(grey, rng, rng.randint(60, 220), 1)
    return grain(grey, rng, rng.uniform(4, 9))


def _fax(picture: Picture, rng: Random) -> Picture:
    """Black or white and nothing between, with specks; a slight skew."""
    grey = skew(picture, rng.uniform(-0.7, 0.7))
    grey = grain(specks(grey, rng, rng.randint(150, 500), 1), rng, 22)
    value = cv2.cvtColor(grey, cv2.COLOR_RGB2GRAY)
    return cv2.cvtColor(np.where(value < rng.randint(140, 185), 0, 255).astype(np.uint8), cv2.COLOR_GRAY2RGB)


def _phone(picture: Picture, rng: Random) -> Picture:
    """Held over the sheet by hand: a dark table round it, the far edge shorter, warm light from one side."""
    h, w = picture.shape[:2]
    edge = int(0.035 * w)
    corners = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    shift = lambda: rng.uniform(0.15, 1.0) * edge  # noqa: E731
    seen = np.float32(
        [
            [edge + shift(), edge + shift()],
            [w - shift(), edge + shift()],
            [w + edge - shift(), h - shift()],
            [shift(), h + edge - shift()],
        ]
    )
    size = (w + edge, h + edge)
    tone = rng.randint(25, 80)
    desk = (tone + rng.randint(0, 25), tone + rng.randint(0, 10), tone)  # wood or grey
    lit = uneven_shade(picture, rng, rng.uniform(0.15, 0.35))
    lit = np.clip(lit * np.float32([0.97, 0.95, rng.uniform(0.85, 0.92)]), 0, 255).astype(np.uint8)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    out = cv2.warpPerspective(lit, matrix, size, flags=cv2.INTER_LINEAR, borderValue=desk)
    out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.5, 0.9))
    return grain(out, rng, rng.uniform(2, 5))


GRADES: dict[str, Grade] = {
    "clean300": Grade(300, _clean, 85),
    "clean200": Grade(200, _clean, 85),
    "clean150": Grade(150, _clean, 80),
    "photocopy": Grade(200, _photocopy, 45),
    "fax": Grade(200, _fax, 0),
    "phone": Grade(200, _phone, 60),
}
GRADE_NAMES = ("vector", *GRADES)
TURNS = (0, 90, 180, 270)


def turn(picture: Picture, degrees: int) -> Picture:
    """Counter-clockwise by 0, 90, 180 or 270."""
    return np.ascontiguousarray(np.rot90(picture, degrees // 90))


def spoil(pdf: bytes, grade: str, seed: int, degrees: int = 0) -> list[Picture]:
    """The PDF's pages as that grade of scan, turned by `degrees`. The same arguments give the same pictures."""
    recipe = GRADES[grade]
    rng = Random(f"{grade}/{seed}")
    return [turn(recipe.spoil(page, rng), degrees) for page in render(pdf, recipe.dpi)]


def encode(picture: Picture, grade: str) -> tuple[bytes, str]:
    """The picture's file and its suffix."""
    quality, buffer = GRADES[grade].jpeg, io.BytesIO()
    dpi = (GRADES[grade].dpi,) * 2
    if quality:
        Image.fromarray(picture).save(buffer, "JPEG", quality=quality, dpi=dpi)
        return buffer.getvalue(), "jpg"
    Image.fromarray(picture).convert("1", dither=Image.Dither.NONE).save(buffer, "PNG", dpi=dpi)
    return buffer.getvalue(), "png"


def picture_pdf(pictures: list[Picture], grade: str, rotate: int = 0) -> bytes:
    """A PDF whose pages are the pictures and nothing else, as a scanner makes it.

    `rotate` becomes /Rotate: degrees clockwise by which a viewer turns the page before showing it.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for picture in pictures:
        h, w = picture.shape[:2]
        size = (w * PT_PER_INCH / GRADES[grade].dpi, h * PT_PER_INCH / GRADES[grade].dpi)
        canvas.setPageSize(size[::-1] if rotate % 180 else size)  # reportlab swaps them back for turned pages
        canvas.setPageRotation(rotate)
        data, _ = encode(picture, grade)
        canvas.drawImage(ImageReader(io.BytesIO(data)), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture_tiff(pictures: list[Picture], grade: str) -> bytes:
    """One many-page TIFF (group 4 for 1-bit grades, else JPEG inside)."""
    buffer = io.BytesIO()
    bilevel = GRADES[grade].jpeg == 0
    pages = [Image.fromarray(p) for p in pictures]
    if bilevel:
        pages = [p.convert("1", dither=Image.Dither.NONE) for p in pages]
    kind = "group4" if bilevel else "jpeg"
    dpi = (GRADES[grade].dpi,) * 2
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], compression=kind, dpi=dpi)
    return buffer.getvalue()
