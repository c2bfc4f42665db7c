"""The drawing kit: the same seed gives the same sheet, the truth holds, the ink says what the truth says."""

from __future__ import annotations

import io
import json
from collections import Counter
from functools import cache
from random import Random

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from samples import make
from samples.degrade import GRADES, picture_pdf, picture_tiff, spoil
from samples.faults import HEADER_FAULTS, NUMBER_FAULTS, ROW_FAULTS, put_faults
from samples.generate import make_truth
from samples.make import main
from samples.redraw import FOLDER, SAMPLES, Sample, as_json, redraw
from samples.sheet import lay_out
from samples.style import random_style

SEEDS = tuple(range(1, 10))
SCANNED = 4  # a sheet of two pages
SHAPES = {"terminator", "process", "decision", "connector"}
FAULTS = {**ROW_FAULTS, **NUMBER_FAULTS, **HEADER_FAULTS}
HEADER_LISTS = ("legal_basis", "qualifications", "related_sops", "equipment", "warnings", "records")
PICTURE_TOLERANCE = 2.0  # mean grey levels: other versions of the renderer smooth edges a little differently


@cache
def make_sheet(seed: int) -> tuple[bytes, dict]:
    return make.make_sheet(seed)


def assert_sound(truth: dict) -> None:
    """The truth against its format: keys, types, references, symbols of rows and columns."""
    header = truth["header"]
    assert {"institution", "number", "title", "date_created", "date_revised", "date_effective", "approved_by"} <= set(
        header
    )
    assert all(isinstance(header[key], list) for key in HEADER_LISTS)
    assert set(header["approved_by"]) == {"position", "name", "nip"}
    activities, nodes = truth["activities"], truth["flow"]["nodes"]
    assert activities and truth["actors"]
    ids = [n["id"] for n in nodes]
    assert len(ids) == len(set(ids))
    for source, target, label in truth["flow"]["edges"]:
        assert source in ids and target in ids and source != target
        assert label is None or label
    for node in nodes:
        assert node["shape"] in SHAPES and node["actor"] in truth["actors"]
        assert node["activity"] == activities[node["activity_index"]]["number"]
    for index, activity in enumerate(activities):
        assert activity["description"] and activity["page"] >= 1
        drawn = {n["actor"] for n in nodes if n["activity_index"] == index and n["shape"] != "connector"}
        assert sorted(drawn, key=truth["actors"].index) == activity["actors"]
    for defect in truth["defects"]:
        assert defect["kind"] in FAULTS
        assert defect["activity"] is None or 0 <= defect["activity"] < len(activities)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_generated_truth_keeps_the_format(seed: int) -> None:
    assert_sound(make_sheet(seed)[1])


def test_a_seed_gives_one_sheet_and_another_seed_another() -> None:
    assert make.make_sheet(3) == make.make_sheet(3)
    assert make_sheet(3)[0] != make_sheet(4)[0]


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_every_word_of_the_truth_is_printed_on_its_page(seed: int) -> None:
    pdf, truth = make_sheet(seed)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        pages = [{w["text"] for w in page.extract_words(use_text_flow=True, x_tolerance=1)} for page in document.pages]
    for activity in truth["activities"]:
        cells = [activity[k] for k in ("description", "requirements", "duration", "output")]
        words = {w for cell in cells for part in cell.split("; ") for w in part.split()}
        assert words <= pages[activity["page"] - 1]
    header = truth["header"]
    words = {w for text in (header["number"] or "", header["approved_by"]["name"]) for w in text.split()}
    assert words <= pages[0]


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_decisions_and_tasks_are_drawn_where_the_truth_says(seed: int) -> None:
    pdf, truth = make_sheet(seed)
    drawn = Counter()
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            for shape in (*page.curves, *page.rects):
                drawn[number, *(round(shape[k]) for k in ("x0", "top", "x1", "bottom"))] += 1
    for node in truth["flow"]["nodes"]:
        if "bbox" in node:
            assert drawn[node["page"], *(round(v) for v in node["bbox"])] >= 1 or _near(drawn, node)


def _near(drawn: Counter, node: dict) -> bool:
    """Rounding at .5 may fall either way."""
    return any(
        key[0] == node["page"] and all(abs(a - b) <= 1 for a, b in zip(key[1:], node["bbox"], strict=True))
        for key in drawn
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_end_on_borders_and_run_through_no_symbol(seed: int) -> None:
    rng = Random(seed)
    style = random_style(rng)
    layout = lay_out(make_truth(rng, style), style)
    assert sum(len(room.routes) for room in layout.rooms) == sum(len(edges) for edges in layout.flow.edges.values())
    for room in layout.rooms:
        symbols = {s.node: s for s in room.symbols}
        for route in room.routes:
            assert route.points[0] == symbols[route.source].port(route.leave)
            assert route.points[-1] == symbols[route.target].port(route.enter)
            for (ax, ay), (bx, by) in zip(route.points, route.points[1:], strict=False):
                assert abs(ax - bx) < 0.05 or abs(ay - by) < 0.05
                for x0, top, x1, bottom in (s.box for s in room.symbols):
                    inside_x = min(ax, bx) < x1 - 0.1 and max(ax, bx) > x0 + 0.1
                    inside_y = min(ay, by) < bottom - 0.1 and max(ay, by) > top + 0.1
                    assert not (inside_x and inside_y)


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_of_different_meaning_never_run_on_one_another(seed: int) -> None:
    for room in make.make_layout(seed).rooms:
        for n, one in enumerate(room.routes):
            for other in room.routes[:n]:
                if one.target != other.target and (one.source != other.source or one.label != other.label):
                    assert _shared_length(one.points, other.points) < 1.0


def _shared_length(one: list, other: list) -> float:
    total = 0.0
    for (ax, ay), (bx, by) in zip(one, one[1:], strict=False):
        for (px, py), (qx, qy) in zip(other, other[1:], strict=False):
            if ax == bx == px == qx:
                total += max(0.0, min(max(ay, by), max(py, qy)) - max(min(ay, by), min(py, qy)))
            elif ay == by == py == qy:
                total += max(0.0, min(max(ax, bx), max(px, qx)) - max(min(ax, bx), min(px, qx)))
    return total


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_a_fault_changes_the_truth(kind: str) -> None:
    for seed in SEEDS:
        rng = Random(seed)
        truth = make_truth(rng, random_style(rng))
        before = json.dumps(truth)
        if FAULTS[kind](truth, len(truth["activities"]) // 2, rng):
            assert json.dumps(truth) != before
            return
    pytest.fail(f"{kind} never found a row")


def test_faults_of_many_sheets_cover_every_kind() -> None:
    kinds = set()
    for seed in range(60):
        rng = Random(seed)
        truth = put_faults(make_truth(rng, random_style(rng)), rng, 3)
        kinds |= {d["kind"] for d in truth["defects"]}
    assert kinds == set(FAULTS)


@pytest.mark.parametrize("grade", sorted(GRADES))
def test_a_grade_spoils_the_same_way_twice_and_keeps_the_pages(grade: str) -> None:
    pdf, truth = make_sheet(SCANNED)
    first, again = spoil(pdf, grade, 7), spoil(pdf, grade, 7)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    scan = pypdfium2.PdfDocument(picture_pdf(first, grade))
    assert len(scan) == max(a["page"] for a in truth["activities"])
    assert not scan[0].get_textpage().get_text_bounded().strip()
    scan.close()


def test_a_turned_scan_is_the_same_picture_turned() -> None:
    pdf, _ = make_sheet(SCANNED)
    assert np.array_equal(np.rot90(spoil(pdf, "fax", 1)[0]), spoil(pdf, "fax", 1, 90)[0])


def test_a_tiff_holds_every_page() -> None:
    pictures = spoil(make_sheet(SCANNED)[0], "fax", 1)
    with Image.open(io.BytesIO(picture_tiff(pictures, "fax"))) as image:
        assert image.n_frames == len(pictures)


def test_the_command_writes_files_and_truth(tmp_path) -> None:
    assert main([str(tmp_path), "--count", "2", "--seed", "5"]) == 0
    for path in sorted((tmp_path / "truth").iterdir()):
        assert (tmp_path / "files" / json.loads(path.read_text())["doc"]).read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "files").iterdir())) == 2


def test_a_mended_scan_shows_upright(tmp_path) -> None:
    options = ["--count", "1", "--seed", str(SCANNED), "--grade", "clean150"]
    assert main([str(tmp_path / "a"), *options]) == 0
    assert main([str(tmp_path / "b"), *options, "--turn", "90", "--mend"]) == 0
    assert main([str(tmp_path / "c"), *options, "--form", "tiff"]) == 0
    upright, mended = (next((tmp_path / d / "files").iterdir()).read_bytes() for d in "ab")
    for a, b in zip(_pictures(upright), _pictures(mended), strict=True):
        assert a.shape == b.shape
        assert np.abs(a.astype(int) - b.astype(int)).mean() < PICTURE_TOLERANCE
    with Image.open(next((tmp_path / "c" / "files").iterdir())) as image:
        assert image.format == "TIFF" and image.n_frames == len(_pictures(upright))


def test_a_bound_file_counts_pages_through(tmp_path) -> None:
    assert main([str(tmp_path / "a"), "--count", "1", "--seed", "2", "--bind", "2"]) == 0
    assert main([str(tmp_path / "b"), "--count", "1", "--seed", "2", "--bind", "2"]) == 0
    book = tmp_path / "a" / "files" / "sheet-00002.pdf"
    assert book.read_bytes() == (tmp_path / "b" / "files" / book.name).read_bytes()
    first, second = (json.loads(p.read_text()) for p in sorted((tmp_path / "a" / "truth").iterdir()))
    assert (first["sop_index"], second["sop_index"]) == (0, 1)
    with pdfplumber.open(book) as document:
        for truth in (first, second):
            activity = truth["activities"][0]
            page = document.pages[activity["page"] - 1].extract_text(use_text_flow=True)
            assert activity["description"].split()[0] in page
    assert first["activities"][0]["page"] > 2 and second["activities"][0]["page"] > first["activities"][-1]["page"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.path)
def test_a_committed_sample_is_what_the_code_draws(sample: Sample) -> None:
    path = FOLDER / sample.path
    assert path.exists(), f"{sample.path} is missing: run python -m samples.redraw"
    data, truth = redraw(sample)
    assert path.with_suffix(".json").read_text() == as_json(truth)
    assert_sound(truth)
    if sample.grade == "vector":
        assert path.read_bytes() == data
    else:
        for kept, drawn in zip(_pictures(path.read_bytes()), _pictures(data), strict=True):
            assert kept.shape == drawn.shape
            assert np.abs(kept.astype(int) - drawn.astype(int)).mean() < PICTURE_TOLERANCE


def _pictures(data: bytes) -> list[np.ndarray]:
    if not data.startswith(b"%PDF"):
        return [np.asarray(Image.open(io.BytesIO(data)).convert("L"))]
    document = pypdfium2.PdfDocument(data)
    pages = [np.asarray(page.render(scale=1).to_pil().convert("L")) for page in document]
    document.close()
    return pages


def test_the_committed_samples_stay_small() -> None:
    files = [FOLDER / s.path for s in SAMPLES]
    assert sum(f.stat().st_size for f in files) < 5_000_000
    assert all(f.stat().st_size < 100_000 for f, s in zip(files, SAMPLES, strict=True) if s.grade == "vector")
