"""Sheets to measure on, drawn by seed: PDFs with text, their scans at 200 dpi, and the scans' page pictures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from samples.make import Wish, write_set

#: The scans' resolution, dots per inch: the usual one of an archive.
DPI = 200
#: Away from the seeds by which readings are judged.
SEED = 19000


@dataclass(frozen=True)
class Sheets:
    """`texts`; the first of them as `scans`; `pictures`: the pages of the scans, a file each."""

    texts: list[Path]
    scans: list[Path]
    pictures: list[Path]


def draw(folder: Path, count: int, scanned: int) -> Sheets:
    """`count` sheets of two or three pages each in `folder`, the first `scanned` of them as scans, too."""
    write_set(folder / "text", count, SEED, Wish())
    write_set(folder / "scan", scanned, SEED, Wish("clean200"))
    scans = sorted((folder / "scan" / "files").iterdir())
    return Sheets(sorted((folder / "text" / "files").iterdir()), scans, [p for scan in scans for p in _pages(scan)])


def _pages(scan: Path) -> list[Path]:
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(scan), 1):
        pages.append(scan.with_name(f"{scan.stem}-p{number}.png"))
        picture: Image.Image = page.render(scale=DPI / 72).to_pil()
        picture.save(pages[-1], dpi=(DPI, DPI))
    return pages


def page_count(paths: list[Path]) -> int:
    return sum(len(pypdfium2.PdfDocument(path)) for path in paths)
