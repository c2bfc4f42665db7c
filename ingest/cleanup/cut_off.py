"""Sheets that lie partly beside the glass: rules and letters that run over the edge of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import cv2
import numpy as np

from ingest.look import Look
from models.bilingual import Bilingual
from models.status import SopscanError

Side = Literal["left", "top", "right", "bottom"]

#: What comes this near to the edge of the picture runs over it. Points.
EDGE_PT = 2.0
#: A table is cut where this many rules run over one edge, a text where this many letters do: single strokes are shadows
#: of the glass, folds, or marks of the scanner.
FEWEST_RULES, FEWEST_LETTERS = 3, 4
#: A rule is at least this long; and rules this close together are one (an edge's shadow is many strokes). Points.
LEAST_RULE_PT, SAME_RULE_PT = 24.0, 4.0

_NAMES = {
    "left": ("kiri", "left"),
    "top": ("atas", "upper"),
    "right": ("kanan", "right"),
    "bottom": ("bawah", "lower"),
}


def cut_sides(look: Look) -> list[Side]:
    """The sides at which an upright page, not yet straightened, is cut off; none of a whole one."""
    sides: list[Side] = ["left", "bottom", "right", "top"]
    strokes, letters = look.lines.mask, look.ink.text
    found = []
    for quarter, side in enumerate(sides):  # each side turned to the left in its turn
        if _is_cut(np.rot90(strokes, -quarter), np.rot90(letters, -quarter), look.scale):
            found.append(side)
    return found


def _is_cut(strokes: np.ndarray, letters: np.ndarray, scale: float) -> bool:
    """Whether the left side is cut: masks uint8 (h, w)."""
    edge, reach = max(1, round(EDGE_PT * scale)), max(3, round(LEAST_RULE_PT * scale))
    strip = np.ascontiguousarray(strokes[:, : 2 * reach])
    rules = cv2.morphologyEx(strip, cv2.MORPH_OPEN, np.ones((1, reach), np.uint8))
    if len(_runs(rules[:, :edge].any(axis=1), round(SAME_RULE_PT * scale))) >= FEWEST_RULES:
        return True
    return len(_letters_at_edge(np.ascontiguousarray(letters[:, : 2 * reach]), scale)) >= FEWEST_LETTERS


def _runs(rows: np.ndarray, gap: int) -> list[int]:
    """Where runs of true rows begin, those closer than `gap` rows counted once."""
    starts: list[int] = []
    last = -gap - 1
    for row in np.flatnonzero(rows).tolist():
        if row - last > gap:
            starts.append(row)
        last = row
    return starts


def _letters_at_edge(ink: np.ndarray, scale: float) -> list[int]:
    """Rows of letter-sized pieces of ink that the edge cuts: wider than a shadow, on rows of their own."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    rows: list[int] = []
    for x, y, width, height, area in boxes[1:].tolist():
        letter = 3.0 * scale <= height <= 20.0 * scale and 1.0 * scale <= width <= 14.0 * scale
        if x == 0 and letter and area < 0.85 * width * height:
            rows.append(y)
    return rows


def cut_off(page: int, sides: Sequence[Side]) -> SopscanError:
    """The problem that says so; it is not raised."""
    indonesian, english = (", ".join(_NAMES[side][k] for side in sides) for k in (0, 1))
    return SopscanError(
        "cut-off",
        Bilingual(
            f"Halaman {page}: lembar terpotong di tepi {indonesian}; kolom atau teks di sana tidak terbaca seluruhnya.",
            f"Page {page}: the sheet is cut off at its {english} edge; columns or text there are not all in the picture.",
        ),
        Bilingual(
            "Pindai ulang lembar itu dengan seluruh tepinya di atas kaca.",
            "Scan the sheet again with all of its edges on the glass.",
        ),
        page=page,
    )
