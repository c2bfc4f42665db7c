"""Opening files: told by content, refused with a typed error and a hint in both languages, page by page."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from batch.extract import ExtractSettings, extract_file
from ingest import images
from ingest.document import open_document
from ingest.ocr.errors import EngineError
from ingest.pdf import source as pdf_room
from ingest.settings import IngestSettings
from ingest.sniff import sniff
from models.bilingual import Bilingual
from models.document import Extraction
from models.page import Page
from models.status import InputError, MissingProgramError, SopscanError
from tests.made_files import corner_picture, pdf, raw_pdf, stored, table, tiff

#: Pillow tells of damaged tags by warnings.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
NO_OCR = IngestSettings(ocr="off")
PNG = stored(Image.fromarray(corner_picture()), "PNG")
JPEG = stored(Image.fromarray(corner_picture()), "JPEG")
RANDOM = random.Random(5).randbytes(5000)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header claims a size that its data does not have."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return PNG[:8] + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + PNG[33:]


@pytest.fixture
def unread(monkeypatch):
    """Pictures are decoded, but nothing is recognised in them."""
    monkeypatch.setattr(images, "read_scan", lambda pixels, dpi, number, settings: Page(number, *pixels.shape[1::-1]))


@pytest.fixture
def put(tmp_path):
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def assert_says_what_to_do(error: SopscanError, code: str) -> None:
    assert error.code == code
    for text in (error.message, error.hint):
        assert text.id.strip() and text.en.strip() and text.id != text.en


@pytest.mark.parametrize(
    ("data", "name", "kind", "media_type"),
    [
        (b"%PDF-1.7\n", "scan.jpg", "pdf", "application/pdf"),
        (b"\x00" * 20 + b"\r\n%PDF-1.4\n", "scan.pdf", "pdf", "application/pdf"),
        (PNG, "sheet.pdf", "image", "image/png"),
        (JPEG, "sheet.png", "image", "image/jpeg"),
        (tiff(corner_picture()), "sheet", "image", "image/tiff"),
        (b"MM\x00*\x00\x00\x00\x08", "sheet.tif", "image", "image/tiff"),
        (stored(Image.fromarray(corner_picture()), "BMP"), "sheet.txt", "image", "image/bmp"),
        (stored(Image.fromarray(corner_picture()), "WEBP"), "sheet.txt", "image", "image/webp"),
        (b"<!DOCTYPE html><html><body>SOP</body></html>", "sheet.pdf", "transcript", "text/html"),
        (b"\xef\xbb\xbf\n <HTML><body>SOP</body></html>", "sheet.pdf", "transcript", "text/html"),
        (b"# SOP\n", "sheet.MD", "transcript", "text/markdown"),
        (b"No\tKegiatan\n", "sheet.txt", "transcript", "text/plain"),
        ("No\tKegiatan\n".encode("utf-16"), "sheet.txt", "transcript", "text/plain"),
        (b"SOP\x0chalaman 2\x0c", "sheet.txt", "transcript", "text/plain"),
    ],
)
def test_a_file_is_told_by_its_content_not_by_its_name(data, name, kind, media_type):
    assert sniff(data[:4096], name) == (kind, media_type)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 3000, "empty"),
        (b" \r\n\t" * 40, "empty"),
        (b"PK\x03\x04" + RANDOM, "office-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + RANDOM, "office-file"),
        (b"{\\rtf1 SOP}", "office-file"),
        (RANDOM, "not-a-document"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 500, "not-a-document"),
        (b"%PDF-1.4\n" + RANDOM, "damaged"),
        (pdf(table)[:200], "damaged"),
        (PNG[:20], "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "damaged"),
        (b"II*\x00" + b"\xff" * 100, "damaged"),
        (pdf(table, encrypt="rahasia"), "encrypted"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_way_on(put, data, code):
    path = put("sheet.pdf", data)
    with pytest.raises(InputError) as caught:
        open_document(path, NO_OCR)
    assert_says_what_to_do(caught.value, code)
    for language in ("id", "en"):
        extraction = extract_file(path, ExtractSettings(language=language))
        assert extraction.status == "failed" and extraction.sops == []
        assert [p.code for p in extraction.problems] == [code] and extraction.problems[0].hint
        assert extraction.source.name == "sheet.pdf" and extraction.source.size_bytes == len(data)
        assert len(extraction.source.sha256) == 64
        assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction


def test_a_file_that_is_not_there_and_one_that_is_a_folder(tmp_path):
    with pytest.raises(InputError) as caught:
        open_document(tmp_path / "none.pdf", NO_OCR)
    assert_says_what_to_do(caught.value, "not-found")
    with pytest.raises(InputError) as caught:
        open_document(tmp_path, NO_OCR)
    assert_says_what_to_do(caught.value, "unreadable")
    assert extract_file(tmp_path / "none.pdf", ExtractSettings()).status == "failed"


def test_an_html_page_named_pdf_is_read_as_the_transcript_it_is(put):
    rows = "".join(f"<tr><td>{n}</td><td>Langkah {n}</td><td>{n} jam</td><td>Arsip</td></tr>" for n in (1, 2))
    html = f"<html><table><tr><th>No</th><th>Kegiatan</th><th>Waktu</th><th>Output</th></tr>{rows}</table></html>"
    extraction = extract_file(put("sheet.pdf", html.encode()), ExtractSettings())
    assert extraction.source.media_type == "text/html" and extraction.pages[0].text_origin == "transcript"
    assert [a.duration.text for a in extraction.sops[0].activities] == ["1 jam", "2 jam"]


def test_a_pdf_named_jpg_is_read(put):
    document = open_document(put("sheet.jpg", pdf(table)), NO_OCR)
    assert document.source.media_type == "application/pdf" and document.source.page_count == 1
    assert [page.words[0].text for page in document.pages()] == ["Kegiatan"]
    document.close()


def test_a_pdf_locked_against_changes_only_opens(put):
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = pdf(table, encrypt=StandardEncryption("", ownerPassword="tata usaha", canModify=0))
    [page] = open_document(put("sheet.pdf", locked), NO_OCR).pages()
    assert len(page.words) == 18


def test_a_pdf_cut_short_never_escapes_as_anything_but_our_error(put):
    whole = pdf(table, table)
    for length in range(300, len(whole), len(whole) // 25):
        open_and_read(put("sheet.pdf", whole[:length]), NO_OCR)


def test_a_pdf_without_pages_says_so(put):
    extraction = extract_file(put("sheet.pdf", raw_pdf(pages=0)), ExtractSettings())
    assert extraction.status == "failed" and extraction.sops == []
    assert extraction.problems[0].code == "damaged" and extraction.problems[0].hint


def open_and_read(path: Path, settings: IngestSettings) -> None:
    """Whatever the bytes: pages, or an InputError that says what to do."""
    try:
        document = open_document(path, settings)
    except InputError as error:
        assert_says_what_to_do(error, error.code)
        return
    list(document.pages())
    for number, error in document.errors.items():
        assert_says_what_to_do(error, error.code)
        assert error.page == number
    document.close()


@pytest.mark.parametrize(
    "data", [pdf(table), PNG, JPEG, tiff(corner_picture(), corner_picture())], ids=["pdf", "png", "jpeg", "tiff"]
)
def test_from_spoiled_bytes_only_our_errors_escape(put, unread, data):
    rng = random.Random(11)
    for _ in range(40):
        spoiled = bytearray(data)
        for _ in range(rng.choice((1, 3, 20))):
            spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
        if rng.random() < 0.3:
            cut = rng.randrange(len(spoiled))
            del spoiled[cut : cut + rng.randrange(200)]
        open_and_read(put("sheet", bytes(spoiled)), NO_OCR)


def test_more_bytes_than_allowed(put):
    with pytest.raises(InputError) as caught:
        open_document(put("sheet.pdf", pdf(table)), IngestSettings(max_bytes=100))
    assert_says_what_to_do(caught.value, "too-large")


def test_more_pages_than_allowed_unless_fewer_are_chosen(put):
    path = put("sheet.pdf", pdf(table, table, table))
    with pytest.raises(InputError) as caught:
        open_document(path, IngestSettings(max_pages=2))
    assert_says_what_to_do(caught.value, "too-many-pages")
    document = open_document(path, IngestSettings(max_pages=2, pages=(2, 9), ocr="off"))
    assert [page.number for page in document.pages()] == [2, 3]
    assert document.source.page_count == 3


def test_a_page_as_large_as_a_field_is_left_out_and_the_others_are_read(put):
    def poster(canvas):
        canvas.setPageSize((14000, 14000))
        table(canvas)

    document = open_document(put("sheet.pdf", pdf(table, poster)), NO_OCR)
    assert [page.number for page in document.pages()] == [1]
    assert_says_what_to_do(document.errors[2], "page-too-large")


def test_a_picture_that_claims_ten_gigapixels_is_refused_before_it_is_decoded(put, unread):
    document = open_document(put("sheet.png", png_claiming(100_000, 100_000)), IngestSettings())
    assert list(document.pages()) == []
    assert_says_what_to_do(document.errors[1], "page-too-large")
    assert document.errors[1].page == 1


def test_a_tiff_with_one_broken_page_is_partial_and_keeps_the_others(put, unread):
    noise = np.random.default_rng(1).integers(0, 255, (80, 120), np.uint8)
    data = bytearray(tiff(corner_picture(), noise, corner_picture()))
    with Image.open(path := put("sheet.tif", bytes(data))) as image:
        image.seek(1)
        start = image.tag_v2[273][0]  # StripOffsets
    data[start : start + 4000] = b"\xff" * 4000
    path.write_bytes(data)
    extraction = extract_file(path, ExtractSettings())
    assert extraction.status == "partial"
    assert [(p.number, p.status) for p in extraction.pages] == [(1, "ok"), (2, "failed"), (3, "ok")]
    assert ("page-unreadable", 2) in [(p.code, p.page) for p in extraction.problems]
    assert extraction.source.page_count == 3


def test_a_page_on_which_the_engine_fails_is_lost_alone_a_missing_engine_stops_all(put, monkeypatch):
    def failing(pixels, dpi, number, settings):
        if number == 2:
            raise failure
        return Page(number, 1, 1)

    monkeypatch.setattr(images, "read_scan", failing)
    path = put("sheet.tif", tiff(*[corner_picture()] * 3))
    failure = EngineError("engine-timeout", Bilingual("Terlalu lama.", "Too long."), Bilingual("Ulangi.", "Try again."))
    extraction = extract_file(path, ExtractSettings(language="en"))
    assert extraction.status == "partial" and [p.status for p in extraction.pages] == ["ok", "failed", "ok"]
    assert ("engine-timeout", 2) in [(p.code, p.page) for p in extraction.problems]
    failure = MissingProgramError("tesseract-missing", Bilingual("Tidak ada.", "Missing."))
    with pytest.raises(MissingProgramError):
        extract_file(path, ExtractSettings())


def test_a_file_whose_only_page_fails_is_failed_not_partial(put, unread):
    extraction = extract_file(put("sheet.png", png_claiming(100_000, 100_000)), ExtractSettings())
    assert extraction.status == "failed" and extraction.pages[0].status == "failed"


def test_a_tiff_whose_later_directory_is_damaged_keeps_the_pages_before_it(put, unread):
    data = bytearray(tiff(*[corner_picture()] * 3))
    with Image.open(path := put("sheet.tif", bytes(data))) as image:
        image.seek(2)
        directory = image.tag_v2.offset if hasattr(image.tag_v2, "offset") else image._frame_pos[2]
    data[directory : directory + 60] = b"\xff" * 60
    path.write_bytes(data)
    document = open_document(path, NO_OCR)
    assert [page.number for page in document.pages()] == [1, 2]
    assert_says_what_to_do(document.errors[3], "page-unreadable")


def test_pages_before_a_damaged_one_are_read_and_those_behind_it_from_their_picture(put, monkeypatch):
    """pdfminer gives up at the first page it cannot parse; pdfium goes on."""
    monkeypatch.setattr(pdf_room, "read_scan", lambda image, dpi, number, settings: Page(number, 1, 1, text_origin="ocr"))  # fmt: skip
    data = raw_pdf(b"BT /F1 10 Tf 50 500 Td (Menerima surat masuk dari bupati) Tj ET", pages=3)
    broken = data.replace(b"6 0 obj\n<< /Type", b"6 0 obj\n<< 12345")
    path = put("sheet.pdf", broken)
    document = open_document(path, IngestSettings())
    origins = {page.number: page.text_origin for page in document.pages()}
    document.close()
    assert origins[1] == "pdf" and origins.get(3, "ocr") == "ocr"
    assert len(origins) + len(document.errors) == document.source.page_count
