"""PP-OCRv6 on drawn lines, and its model with fewer characters."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.ocr.ppocr import PpOcr, _batches, model_path
from ingest.ocr.slim import keep_characters, of_any_height
from tests.drawn_text import SCALE, blank_page, write

LINES = [
    "Menyampaikan laporan kegiatan",
    "NIP. 19660825 198802 1 001",
    "2 hari kerja",
    "Nomor 188/543/429.116/2018",
    "Ya",
]


@pytest.fixture(scope="module")
def reader():
    pytest.importorskip("rapidocr", reason="the model ships with rapidocr")
    return PpOcr()


def crop(text, size_pt=10):
    page = blank_page(12 + 0.75 * size_pt * len(text), 1.6 * size_pt)
    write(page, text, 4, 0.2 * size_pt, size_pt)
    return page


def test_lines_are_read_in_the_order_given_whatever_their_width(reader):
    readings = reader.recognise([crop(text) for text in LINES])
    assert [r.text for r in readings] == LINES
    assert all(r.confidence > 0.95 for r in readings)


def test_characters_know_their_place(reader):
    (reading,) = reader.recognise([crop("Surat tugas")])
    middles = [(c.start + c.end) / 2 for c in reading.characters]
    assert middles == sorted(middles) and middles[0] < 20 * SCALE and middles[-1] > 45 * SCALE


@pytest.mark.parametrize("number", ["07/SOP/UMUM/III/2023", "118/SOP/KASDA/I/2019", "9/POS/KEU/VIII/2020"])
def test_no_stroke_of_a_number_in_narrow_type_is_lost(reader, number):
    blurred = cv2.GaussianBlur(crop(number), (0, 0), 1.4)
    narrow = cv2.resize(blurred, None, fx=0.42, fy=0.6, interpolation=cv2.INTER_AREA)
    assert reader.recognise([narrow])[0].text == number


def test_paper_reads_as_nothing(reader):
    (reading,) = reader.recognise([blank_page(60, 14)])
    assert reading.text == "" and reading.confidence == 0.0


def test_no_crops_no_readings(reader):
    assert reader.recognise([]) == []


def test_batches_hold_lines_of_nearly_one_width_and_each_line_once():
    sizes = [(48, 100), (48, 900), (32, 950), (48, 105), (32, 98), (48, 2400), (48, 930)]
    batches = list(_batches(sizes))
    assert sorted(k for batch in batches for k in batch) == list(range(7))
    assert all(min(sizes[k][1] for k in b) >= 0.9 * max(sizes[k][1] for k in b) for b in batches)
    assert all(len({sizes[k][0] for k in b}) == 1 for b in batches)


def test_only_long_lines_with_bare_edges_are_read_at_less_than_the_full_height(reader):
    long = crop("Menyampaikan laporan kegiatan triwulan")
    crossed = long.copy()
    crossed[:3] = 0
    heights = [len(reader._first_line(picture)) for picture in (long, crossed, crop("Ya"))]
    assert heights == [32, 48, 48]


def test_at_first_sight_nothing_is_read_again(reader, monkeypatch):
    given: list[int] = []
    read = reader._read
    monkeypatch.setattr(reader, "_read", lambda lines, crops: given.append(len(lines)) or read(lines, crops))
    number = crop("118/SOP/KASDA/I/2019")
    assert reader.glimpse([number]) and given == [1]
    assert reader.recognise([number]) and given == [1, 1, 1]


def test_the_model_reads_the_full_height_as_before_it_was_freed_from_it(reader):
    onnxruntime = pytest.importorskip("onnxruntime")
    model = model_path().read_bytes()
    line = np.random.default_rng(1).random((1, 3, 48, 96), np.float32)
    before, after = (
        onnxruntime.InferenceSession(m, providers=["CPUExecutionProvider"]).run(None, {"x": line})[0]
        for m in (model, of_any_height(model, 48))
    )
    assert np.allclose(before, after, atol=1e-4)


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def message(*fields):
    """A protobuf message of (number, value): int as varint, bytes as length-delimited."""
    out = b""
    for number, value in fields:
        is_bytes = isinstance(value, bytes)
        out += varint(number << 3 | (2 if is_bytes else 0)) + (
            varint(len(value)) + value if is_bytes else varint(value)
        )
    return out


def test_a_model_is_cut_to_the_characters_asked_for():
    weights = np.arange(6, dtype=np.float32).reshape(2, 3)
    tensor = message((1, 2), (1, 3), (2, 1), (8, b"w"), (9, weights.tobytes()))
    other = message((1, 2), (2, 1), (8, b"o"), (9, np.zeros(2, np.float32).tobytes()))
    model = message((1, 8), (7, message((2, b"net"), (5, tensor), (5, other))), (14, b"x"))
    cut = message((1, 2), (1, 2), (2, 1), (8, b"w"), (9, weights[:, [0, 2]].tobytes()))
    assert keep_characters(model, [0, 2], 3) == message(
        (1, 8), (7, message((2, b"net"), (5, cut), (5, other))), (14, b"x")
    )


def test_a_model_built_otherwise_is_refused():
    with pytest.raises(ValueError):
        keep_characters(message((1, 8), (7, message((2, b"net")))), [0], 3)
    with pytest.raises(ValueError):
        of_any_height(message((1, 8), (7, message((2, b"net")))), 48)
