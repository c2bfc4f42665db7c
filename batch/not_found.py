"""What a file should hold and does not: said in the problems of its result, for a sheet must not be lost in silence."""

from __future__ import annotations

from collections.abc import Sequence

from models.bilingual import Bilingual
from models.document import PageSummary, Sop
from models.status import SopscanError


def no_sheet() -> SopscanError:
    """For a file without any SOP sheet."""
    return SopscanError(
        "no-sop-sheet",
        Bilingual(
            "Tidak ada lembar SOP (blok identitas atau tabel kegiatan) di berkas ini.",
            "No SOP sheet (header block or activity table) was found in this file.",
        ),
        Bilingual(
            "Bila seharusnya ada, buka halamannya: pindai ulang lebih terang dan lurus, atau kirim sebagai temuan.",
            "If there should be one, look at its pages: scan it again, brighter and straighter, or report it.",
        ),
        stage="parse",
    )


def no_table(sop: Sop, pages: Sequence[PageSummary]) -> SopscanError | None:
    """For an SOP whose header block was read and of whose steps nothing was; None where there are steps."""
    if sop.activities:
        return None
    title = sop.header.title or sop.header.number or "-"
    unused = ", ".join(str(page.number) for page in pages if page.role == "other" and page.text_origin != "none")
    rest = Bilingual(
        f" Halaman {unused} tidak memuat tabel yang dikenali dan isinya tidak diambil." if unused else "",
        f" Nothing of page {unused} was taken: no table was recognised there." if unused else "",
    )
    return SopscanError(
        "no-activity-table",
        Bilingual(
            f"Tabel kegiatan SOP “{title}” tidak ditemukan.{rest.id}",
            f"The activity table of the SOP “{title}” was not found.{rest.en}",
        ),
        Bilingual(
            "Bila tabelnya di berkas lain, baca bersama (--join). Langkah yang ditulis tanpa tabel tidak diambil: lihat"
            " halamannya.",
            "If its table is in another file, read them together (--join). Steps written without a table are not taken:"
            " look at the page.",
        ),
        stage="parse",
        page=sop.pages[0] if sop.pages else None,
    )


def left_out(pages: Sequence[PageSummary], sops: Sequence[Sop], *, joined: bool) -> list[SopscanError]:
    """For pages with text of which no SOP took anything though they should belong to one: those of files that were said to
    be one sheet (`joined`), those between two pages of an SOP, and those that look like a part of one.
    """
    taken = {number for sop in sops for number in sop.pages}
    within = {number for sop in sops if sop.pages for number in range(min(sop.pages), max(sop.pages))}
    missed = [
        page.number
        for page in pages
        if page.number not in taken
        and page.status == "ok"
        and page.text_origin not in ("none", "transcript")
        and (joined or page.number in within or page.role != "other")
    ]
    return [_left_out(number) for number in missed]


def _left_out(number: int) -> SopscanError:
    return SopscanError(
        "page-left-out",
        Bilingual(
            f"Halaman {number} tidak menjadi bagian lembar SOP mana pun; isinya tidak diambil.",
            f"Page {number} became part of no SOP sheet; nothing of it was taken.",
        ),
        Bilingual(
            "Lihat halamannya: bila memuat tabel atau blok identitas, pindai ulang lebih terang dan lurus.",
            "Look at the page: if it holds a table or a header block, scan it again, brighter and straighter.",
        ),
        stage="parse",
        page=number,
    )
