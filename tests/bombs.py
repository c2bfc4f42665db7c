"""Small files that ask for far more memory, time or pages than they have bytes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image, PngImagePlugin

from tests.made_files import corner_picture, pdf, raw_pdf, stored, table

MIB = 1 << 20
#: Far more than any reader may take, and quickly packed.
LARGE = 256 * MIB


def png_claiming(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG whose header claims a size; its data may be none."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def zeros(size: int, layers: int = 1) -> bytes:
    """`size` zero bytes, deflated `layers` times."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    data = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return data


def objects_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these numbered objects; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << %s >>"
_CATALOGUE = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]


def _page(content: bytes, resources: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /Resources << %s >> >>" % resources
    return objects_pdf([*_CATALOGUE, page, content, *more])


def nested_streams() -> bytes:
    """A page whose content is deflated three times: some bytes, then 256 MiB."""
    return _page(_stream(b"/Filter [/FlateDecode /FlateDecode /FlateDecode]", zeros(LARGE, 3)))


def picture_of_zeros() -> bytes:
    """A picture of 20,000 x 20,000 pixels on a page: 0.4 GB, deflated twice."""
    image = b"/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    data = _stream(image + b" /Filter [/FlateDecode /FlateDecode]", zeros(400 * MIB, 2))
    return _page(_stream(b"", b"800 0 0 500 20 20 cm /X1 Do"), b"/XObject << /X1 5 0 R >>", [data])


def endless_font_map() -> bytes:
    """A font whose map to Unicode is deflated from 400 MiB of nothing."""
    font = b"/Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /Arial /ToUnicode 5 0 R >> >>"
    data = _stream(b"/Filter /FlateDecode", zeros(400 * MIB))
    return _page(_stream(b"", b"BT /F1 10 Tf 60 500 Td (Halaman) Tj ET"), font, [data])


def font_map_of_long_ranges() -> bytes:
    """A font whose map to Unicode is one range of a thousand million letters, in 50 bytes."""
    font = b"/Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /Arial /ToUnicode 5 0 R >> >>"
    ranges = b"begincmap 1 beginbfrange <00000000> <3FFFFFFF> <0041> endbfrange endcmap"
    return _page(_stream(b"", b"BT /F1 10 Tf 60 500 Td (Halaman) Tj ET"), font, [_stream(b"", ranges)])


def dense_pattern(box: bytes = b"0 0 10 10", step: bytes = b".001", fills: int = 1) -> bytes:
    """A page filled with a pattern whose tiles lie a thousandth of a point apart: 500 thousand million of them."""
    pattern = (
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /Resources << >> /BBox [%s] /XStep %s /YStep %s"
    )
    tile = _stream(pattern % (box, step, step), b"0 0 1 1 re f")
    return _page(
        _stream(b"", b"/Pattern cs /P1 scn" + b" 0 0 842 595 re f" * fills), b"/Pattern << /P1 5 0 R >>", [tile]
    )


def forms_within_forms(depth: int = 24) -> bytes:
    """Each form is drawn twice by the one before: 2**depth lines on the page."""
    forms = [
        _stream(_FORM % (b"/XObject << /X %d 0 R >>" % (6 + n)), b"/X Do /X Do" if n < depth - 1 else b"0 0 m 9 9 l S")
        for n in range(depth)
    ]
    return _page(_stream(b"", b"/X Do"), b"/XObject << /X 5 0 R >>", forms)


def form_within_itself() -> bytes:
    form = _stream(
        b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /X 5 0 R >> >>", b"/X Do"
    )
    return _page(_stream(b"", b"/X Do"), b"/XObject << /X 5 0 R >>", [form])


def forms_nested_deep(depth: int = 5_000) -> bytes:
    """Each form draws the next one once."""
    forms = [
        _stream(_FORM % (b"/XObject << /X %d 0 R >>" % (6 + n)), b"/X Do" if n < depth - 1 else b"0 0 m 9 9 l S")
        for n in range(depth)
    ]
    return _page(_stream(b"", b"/X Do"), b"/XObject << /X 5 0 R >>", forms)


def masks_within_masks(depth: int = 24) -> bytes:
    """Each form is drawn through two masks that are the next form: 2**depth of them."""
    mask = b"/ExtGState << /G << /SMask << /S /Luminosity /G %d 0 R >> >> >>"
    forms = [
        _stream(_FORM % (mask % (6 + n)), b"/G gs 0 0 9 9 re f " * 2 if n < depth - 1 else b"0 0 m 9 9 l S")
        for n in range(depth)
    ]
    return _page(_stream(b"", b"/G gs 0 0 9 9 re f"), mask % 5, forms)


def annotations_of_forms(depth: int = 24) -> bytes:
    """A stamp on the page whose look is forms within forms."""
    forms = [
        _stream(_FORM % (b"/XObject << /X %d 0 R >>" % (5 + n)), b"/X Do /X Do" if n < depth - 1 else b"0 0 m 9 9 l S")
        for n in range(depth)
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Annots [<< /Subtype /Stamp /Rect [9 9 99 99] /AP << /N 4 0 R >> >>] >>"
    return objects_pdf([*_CATALOGUE, page, *forms])


def references_to_themselves() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /Resources 5 0 R /Annots 6 0 R >>"
    return objects_pdf([*_CATALOGUE, page, b"4 0 R", b"6 0 R", b"5 0 R"])


def packed_twice_without_deflate() -> bytes:
    """RunLength upon RunLength: 4 kB a hundredfold, and again."""
    data = b"".join(bytes([257 - 128, byte]) for byte in bytes([257 - 128, 32]) * 2000)
    return _page(_stream(b"/Filter [/RunLengthDecode /RunLengthDecode]", data))


def page_tree_in_a_circle() -> bytes:
    return objects_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def deep_page_tree(depth: int = 20_000) -> bytes:
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(depth)]
    return objects_pdf([_CATALOGUE[0], *nodes, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])


def deep_arrays(depth: int = 30_000) -> bytes:
    return _page(_stream(b"", b"[" * depth + b"]" * depth + b" TJ"))


def many_pages(count: int = 10_000) -> bytes:
    return raw_pdf(b"BT /F1 10 Tf 60 500 Td (Halaman) Tj ET", pages=count)


def tiff_claiming(width: int, height: int) -> bytes:
    tags = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)]
    tags += [(277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, 100)]
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(tags)) + entries + b"\x00" * 104


def tiff_in_a_circle() -> bytes:
    """A TIFF whose first directory says that it is followed by itself."""
    data = bytearray(stored(Image.fromarray(corner_picture()), "TIFF"))
    start = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, start)[0]
    struct.pack_into("<I", data, start + 2 + 12 * count, start)
    return bytes(data)


def png_with_an_endless_text() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add(b"zTXt", b"Comment\x00\x00" + zeros(LARGE))
    out = io.BytesIO()
    Image.fromarray(corner_picture()).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def spans_beyond_measure() -> bytes:
    cell = "<td colspan=99999999 rowspan=99999999>No</td>"
    return f"<html><table><tr><th>No<th>Kegiatan<th>Waktu<th>Output</tr><tr>{cell * 50}</tr></table></html>".encode()


def tags_within_tags(depth: int = 20_000) -> bytes:
    return b"<html>" + b"<table><tr><td>" * depth


def one_endless_line() -> bytes:
    return b"No Kegiatan Waktu Output " + b"Menerima surat 5 menit " * 200_000


BOMBS = {
    "picture of ten gigapixels": lambda: png_claiming(100_000, 100_000, zeros(1 << 20)[:900]),
    "tiff of ten gigapixels": lambda: tiff_claiming(100_000, 100_000),
    "tiff in a circle": tiff_in_a_circle,
    "endless text in a png": png_with_an_endless_text,
    "streams within streams": nested_streams,
    "picture of zeros": picture_of_zeros,
    "endless font map": endless_font_map,
    "font map of long ranges": font_map_of_long_ranges,
    "dense pattern": dense_pattern,
    "pattern laid down again and again": lambda: dense_pattern(step=b".6", fills=10_000),
    "forms within forms": forms_within_forms,
    "form within itself": form_within_itself,
    "forms nested deep": forms_nested_deep,
    "masks within masks": masks_within_masks,
    "annotation of forms": annotations_of_forms,
    "references to themselves": references_to_themselves,
    "packed twice without deflate": packed_twice_without_deflate,
    "page tree in a circle": page_tree_in_a_circle,
    "deep page tree": deep_page_tree,
    "deep arrays": deep_arrays,
    "ten thousand pages": many_pages,
    "page of a square kilometre": lambda: pdf(table, size=(3_000_000, 3_000_000)),
    "spans beyond measure": spans_beyond_measure,
    "tags within tags": tags_within_tags,
    "one endless line": one_endless_line,
}
