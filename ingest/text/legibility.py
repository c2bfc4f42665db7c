"""Pages of which hardly a word could be read: said, so that no page goes by unnoticed."""

from __future__ import annotations

from models.bilingual import Bilingual
from models.status import SopscanError

#: Mean confidence over a page's letters. Of 84 pages of real scans a page left on its side had 0.43, all others 0.87 and more.
LEAST_LEGIBLE = 0.60


def hardly_legible(page: int, confidence: float | None) -> list[SopscanError]:
    """The problem that says so, not raised; none of a page that was read or that has no text."""
    if confidence is None or confidence >= LEAST_LEGIBLE:
        return []
    return [
        SopscanError(
            "hardly-legible",
            Bilingual(
                f"Halaman {page}: hampir tidak ada kata yang terbaca; isinya mungkin tidak terambil.",
                f"Page {page}: hardly a word could be read; what it holds may be missing.",
            ),
            Bilingual(
                "Lihat halamannya: bila miring, terbalik, atau buram, pindai ulang.",
                "Look at the page: if it lies askew, upside down or is blurred, scan it again.",
            ),
            page=page,
        )
    ]
