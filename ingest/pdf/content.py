"""How much a PDF page's content unpacks to, found without unpacking all of it: a kilobyte may hold a gigabyte."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from pdfminer.pdftypes import PDFStream, stream_value

from models.bilingual import Bilingual
from models.status import InputError

#: A sheet's drawing takes 0.1 MB, a large map of a plan 20 MB; the readers hold several copies of it.
MAX_CONTENT_BYTES = 64_000_000
#: Deflate packs a byte run at most so many times smaller; what is shorter than that cannot unpack to too much.
_DEFLATE_MOST = 1032
_FLATE = {"FlateDecode", "Fl"}
#: Packings that can make as little of as much, and cannot be undone in part: two of them on each other are no honest file's.
_ALSO_DENSE = {"LZWDecode", "LZW", "RunLengthDecode", "RL"}


def check_content(contents: Iterable[object], page: int) -> None:
    """Raises InputError (page-too-large) where the content streams of a page unpack to more than MAX_CONTENT_BYTES.

    `contents` are pdfminer's streams or references to them; other packings than deflate unpack to little.
    """
    left = MAX_CONTENT_BYTES
    for content in contents:
        left -= unpacked_size(stream_value(content), left)
        if left < 0:
            raise InputError(
                "page-too-large",
                Bilingual(
                    f"Isi halaman {page} melebihi {MAX_CONTENT_BYTES // 1_000_000} MB setelah dibuka.",
                    f"The content of page {page} unpacks to more than {MAX_CONTENT_BYTES // 1_000_000} MB.",
                ),
                Bilingual("Cetak ulang halaman ini ke PDF.", "Print this page to PDF anew."),
                page=page,
            )


def unpacked_size(stream: PDFStream, limit: int) -> int:
    """Bytes after all packings, or one more than `limit` where there are more at any stage; 0 for what can only be little."""
    data = stream.get_rawdata()
    if data is None:  # was unpacked before
        return len(stream.get_data())
    names = [getattr(kind, "name", "") for kind, _ in stream.get_filters()]
    layers = [name in _FLATE for name in names]
    if any(name in _ALSO_DENSE for name in names) and sum(name in _FLATE | _ALSO_DENSE for name in names) > 1:
        return limit + 1
    if len(layers) < 2 and len(data) * _DEFLATE_MOST <= limit:
        return 0  # little at most, whatever it is
    for is_flate in layers:
        if not is_flate:
            break
        try:
            data = zlib.decompressobj().decompress(data, limit + 1)
        except zlib.error:  # damaged: the readers make of it what they can
            break
        if len(data) > limit:
            return limit + 1
    return len(data)
