"""The two records that a digitisation of archives must leave: PP 28/2012 article 49 (alih media).

Daftar arsip yang dialihmediakan: unit pengolah, nomor urut, jenis arsip, jumlah, kurun waktu, keterangan.
Berita acara: waktu, tempat, jenis media, jumlah arsip, keterangan proses, pelaksana, penandatangan.
Both are Indonesian records, whatever language the messages are in. What the files do not say is left to be written in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from exports.form import Document
from exports.spreadsheet import Cell, Sheet, csv_bytes, markdown_table, markdown_text, xlsx_bytes
from models.document import Extraction, Sop

LIST_COLUMNS = ("Unit Pengolah", "Nomor Urut", "Jenis Arsip", "Jumlah", "Kurun Waktu", "Keterangan")
REPORT_COLUMNS = ("Uraian", "Isi")
#: To be written in by hand.
BLANK = "…………………………"
_MEDIA = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/webp": "WebP",
    "text/plain": "teks",
    "text/markdown": "teks",
    "text/html": "HTML",
    "application/octet-stream": "bentuk lain",
}
_STATUS = {"ok": "terbaca lengkap", "partial": "terbaca sebagian", "failed": "tidak terbaca"}


def list_of_archives(documents: Iterable[Document], suffix: str) -> bytes:
    """daftar-alih-media: a row per SOP, and one for each file that holds none."""
    rows: list[list[Cell]] = []
    for name, extraction in documents:
        for sop in extraction.sops or [None]:
            rows.append([_unit(sop), len(rows) + 1, _kind(sop), _amount(sop, extraction), _period(sop), ""])
            rows[-1][5] = f"{name}; {_STATUS[extraction.status]}; SHA-256 {extraction.source.sha256}"
    title = "DAFTAR ARSIP YANG DIALIHMEDIAKAN"
    return _rendered(title, LIST_COLUMNS, rows, suffix)


def official_report(documents: Iterable[Document], suffix: str) -> bytes:
    """berita-acara: the figures filled in; time, place and names left blank."""
    statuses: Counter[str] = Counter()
    media: Counter[str] = Counter()
    pages = sops = 0
    programs: set[str] = set()
    for _, extraction in documents:
        statuses[extraction.status] += 1
        media[_medium(extraction)] += 1
        pages += len(extraction.pages)
        sops += len(extraction.sops)
        programs |= {f"{extraction.producer.name} {extraction.producer.version}", *extraction.producer.readers}
    kinds = ", ".join(f"{name} ({count} berkas)" for name, count in sorted(media.items()))
    outcome = ", ".join(f"{statuses[status]} {words}" for status, words in _STATUS.items() if statuses[status])
    rows: list[list[Cell]] = [
        ["Waktu pelaksanaan", BLANK],
        ["Tempat pelaksanaan", BLANK],
        ["Jenis media", kinds],
        ["Jumlah arsip", f"{sum(statuses.values())} berkas, {sops} lembar SOP, {pages} halaman"],
        ["Keterangan proses", f"Dibaca dengan {', '.join(sorted(programs))}: {outcome}"],
        ["Arsip asli", "disimpan"],
        ["Pelaksana", BLANK],
        ["Penandatangan (pimpinan pencipta arsip)", BLANK],
    ]
    return _rendered("BERITA ACARA ALIH MEDIA ARSIP", REPORT_COLUMNS, rows, suffix)


def _rendered(title: str, columns: tuple[str, ...], rows: list[list[Cell]], suffix: str) -> bytes:
    if suffix == ".xlsx":
        return xlsx_bytes([Sheet(title[:31], columns, rows)])
    if suffix == ".md":
        return f"# {markdown_text(title)}\n\n{markdown_table(columns, rows)}".encode()
    return b"".join(csv_bytes(columns, rows))


def _unit(sop: Sop | None) -> str:
    return sop.header.institution[-1] if sop and sop.header.institution else ""


def _kind(sop: Sop | None) -> str:
    if sop is None:
        return "Bukan lembar SOP"
    return " ".join(part for part in ("SOP", sop.header.number, sop.header.title) if part)


def _amount(sop: Sop | None, extraction: Extraction) -> str:
    return f"{len(sop.pages if sop else extraction.pages)} halaman"


def _period(sop: Sop | None) -> str:
    """The years from making to coming into force."""
    if sop is None:
        return ""
    dates = (sop.header.created_on, sop.header.effective_on, sop.header.revised_on)
    years = sorted({date[:4] for date in dates if date})
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else ""


def _medium(extraction: Extraction) -> str:
    return _MEDIA.get(extraction.source.media_type, extraction.source.media_type)
