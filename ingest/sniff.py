"""What a file is, told by its first bytes and not by its name."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ingest.data_files import data_file
from models.bilingual import Bilingual
from models.status import InputError

Kind = Literal["pdf", "image", "transcript"]

#: A PDF may begin with rubbish; readers look for its mark within this many bytes (ISO 32000-1, annex H).
PDF_MARK_WITHIN = 1024
#: Share of control bytes above which a file is no text.
MAX_CONTROL_BYTES = 0.02

_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"BM", "image/bmp"),
)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


class Sniffed(NamedTuple):
    kind: Kind
    media_type: str


def sniff(head: bytes, name: str) -> Sniffed:
    """Kind and media type from the first bytes (1 kB or more). `name` only parts Markdown from plain text.

    Raises InputError: empty, office-file, not-a-document, not-a-transcript.
    """
    if not head.strip(b"\x00 \t\r\n"):
        raise InputError(
            "empty",
            Bilingual("Berkas ini kosong.", "This file is empty."),
            Bilingual("Ambil ulang dari sumbernya.", "Get it again from where it came from."),
        )
    if b"%PDF-" in head[:PDF_MARK_WITHIN]:
        return Sniffed("pdf", "application/pdf")
    for magic, media_type in _IMAGES:
        if head.startswith(magic):
            return Sniffed("image", media_type)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Sniffed("image", "image/webp")
    if head.startswith(_OFFICE):
        raise InputError(
            "office-file",
            Bilingual(
                "Berkas kantor (Excel, Word, zip) belum dibaca langsung.",
                "Office files (Excel, Word, zip) are not read directly.",
            ),
            Bilingual("Simpan atau cetak ke PDF, lalu ulangi.", "Save or print it to PDF, then try again."),
        )
    if not _looks_like_text(head):
        raise InputError(
            "not-a-document",
            Bilingual("Jenis berkas tidak dikenal.", "Not a kind of file that can be read."),
            Bilingual(
                "Yang dibaca: PDF, PNG, JPEG, TIFF, BMP, WebP, teks, Markdown, HTML.",
                "What is read: PDF, PNG, JPEG, TIFF, BMP, WebP, text, Markdown, HTML.",
            ),
        )
    if reason := data_file(head):  # a name alone does not keep a file that was asked for from being read
        raise reason
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return Sniffed("transcript", "text/html")
    if name.lower().endswith((".md", ".markdown")):
        return Sniffed("transcript", "text/markdown")
    return Sniffed("transcript", "text/plain")


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = sum(1 for b in head if b < 32 and b not in b"\t\n\r\x0c\x1b")
    return control <= MAX_CONTROL_BYTES * len(head)
