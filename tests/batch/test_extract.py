"""From file to extraction: the committed samples, drawn sheets and real text PDFs against their truth."""

from __future__ import annotations

import csv
import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

from batch.extract import ExtractSettings, extract_file, extract_joined
from exports.json_file import to_bytes
from ingest.settings import IngestSettings
from models.document import Extraction
from samples.make import make_file, make_sheet
from tests.made_files import corner_picture, pdf, raw_pdf, table
from tests.truth_compare import Comparison, compare

HOUSE = Path(__file__).parents[2]
SHARED = HOUSE.parent / "shared"
SAMPLES = HOUSE / "samples"
CORPUS = SHARED / "corpus"
AGENCIES = ("tulangbawang", "papuabarat", "grobogan")
SETTINGS = ExtractSettings()
#: Drawn sheets with a text layer. 110 is left out: two of its off-page connectors are drawn one over the other.
SEEDS = [seed for seed in range(100, 113) if seed != 110]
#: 112 is drawn with an answer over the text of a step.
OVERPRINTED = {112: 1}


@cache
def extracted(path: Path) -> Extraction:
    return extract_file(path, SETTINGS)


def sample(name: str) -> tuple[dict, Extraction]:
    """Truth and extraction of a committed sample."""
    path = SAMPLES / name
    return json.loads(path.with_suffix(".json").read_text()), extracted(path)


def assert_valid(extraction: Extraction) -> None:
    """It survives its own schema, and its references hold."""
    assert Extraction.model_validate_json(to_bytes(extraction)) == extraction
    assert [p.number for p in extraction.pages] == list(range(1, len(extraction.pages) + 1))
    for sop in extraction.sops:
        ids = {a.id for a in sop.actors}
        assert all(set(a.actors) <= ids for a in sop.activities)
        pages = {p.number: p for p in extraction.pages}
        for pointer, evidence in sop.evidence.items():
            assert pointer.startswith("/") and evidence.page in pages
            if evidence.bbox and pages[evidence.page].width:
                x0, top, x1, bottom = evidence.bbox
                assert -5 <= x0 <= x1 <= pages[evidence.page].width + 5, pointer
                assert -5 <= top <= bottom <= pages[evidence.page].height + 5, pointer


@pytest.mark.parametrize(
    "name",
    [
        "sheets/1-kepala-kosong.pdf",
        "sheets/2-waktu-janggal.pdf",
        "sheets/4-kolom-bergeser.pdf",
        "twins/3-salah-daerah.pdf",
        "twins/5-tanpa-kepala.pdf",
    ],
)
def test_samples_with_a_text_layer_are_read_without_a_fault(name):
    truth, extraction = sample(name)
    assert compare(truth, extraction).wrong == []
    assert extraction.status == "ok" and len(extraction.sops) == 1
    assert {p.text_origin for p in extraction.pages} == {"pdf"} and extraction.producer.readers == []
    assert_valid(extraction)


@pytest.mark.parametrize(
    ("name", "wrong", "rotation"),
    [
        ("sheets/3-salah-daerah.jpg", 0, 0),  # a phone photo
        ("sheets/5-tanpa-kepala.pdf", 1, 0),  # a photocopy; measured: one letter of one cell
        ("twins/1-kepala-kosong-faks.pdf", 1, 90),  # a fax, turned; measured: one letter of one cell
    ],
)
def test_scanned_samples_are_read_as_well_as_measured(name, wrong, rotation):
    pytest.importorskip("rapidocr", reason="the model ships with rapidocr")
    truth, extraction = sample(name)
    result = compare(truth, extraction)
    assert len(result.wrong) <= wrong, result.wrong
    assert extraction.status == "ok" and len(extraction.sops) == 1
    assert {p.text_origin for p in extraction.pages} == {"ocr"} and extraction.producer.readers
    assert {p.rotation for p in extraction.pages} <= {rotation, 360 - rotation}
    assert_valid(extraction)


@pytest.mark.parametrize("seed", SEEDS)
def test_drawn_sheets_are_read_without_a_fault(tmp_path, seed):
    data, truth = make_sheet(seed)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(data)
    extraction = extract_file(path, SETTINGS)
    result = compare(truth, extraction)
    assert result.asked > 40
    assert len(result.wrong) <= OVERPRINTED.get(seed, 0), result.wrong
    assert_valid(extraction)


def test_the_comparison_sees_what_is_wrong():
    """A yardstick that never measures anything wrong is none."""
    truth, extraction = sample("twins/3-salah-daerah.pdf")
    spoiled = extraction.model_copy(deep=True)
    spoiled.sops[0].activities[0].duration.text = "9 jam"
    del spoiled.sops[0].activities[-1]
    spoiled.sops[0].header.title = "Lain"
    wrong = compare(truth, spoiled).wrong
    assert [w.split(":")[0] for w in wrong] == ["header title", "rows", "row 1 duration"]
    assert compare(truth, spoiled).right < 1 == Comparison(asked=3).right


def test_several_sheets_behind_a_cover_are_read_one_by_one(tmp_path):
    data, truths = make_file(4, 2)  # an even seed has a cover
    path = tmp_path / "bound.pdf"
    path.write_bytes(data)
    extraction = extract_file(path, SETTINGS)
    assert len(extraction.sops) == len(truths) == 2
    assert [len(s.activities) for s in extraction.sops] == [len(t["activities"]) for t in truths]
    assert extraction.pages[0].role == "other" and 1 not in extraction.sops[0].pages
    assert_valid(extraction)


def test_the_same_file_gives_the_same_bytes(tmp_path):
    path = SAMPLES / "twins/3-salah-daerah.pdf"
    other = tmp_path / "elsewhere" / path.name
    other.parent.mkdir()
    other.write_bytes(path.read_bytes())
    first, second = to_bytes(extract_file(path, SETTINGS)), to_bytes(extract_file(other, SETTINGS))
    assert first == second
    assert str(HOUSE).encode() not in first and str(tmp_path).encode() not in second


def test_joined_files_are_the_pages_of_one_document(tmp_path):
    """The header block in one file, the table in another."""
    whole = SAMPLES / "sheets/2-waktu-janggal.pdf"
    header = extract_file(whole, ExtractSettings(ingest=IngestSettings(pages=(1, 1))))
    assert len(header.sops) == 1 and header.sops[0].activities == []
    cover = tmp_path / "cover.pdf"
    cover.write_bytes(
        pdf(lambda c: [c.drawString(80, 400 - 20 * n, "Lampiran keputusan kepala dinas") for n in range(4)])
    )
    joined = extract_joined([cover, whole], SETTINGS)
    assert joined.source.name == "cover.pdf|2-waktu-janggal.pdf"
    assert joined.source.page_count == len(joined.pages) == 3 and joined.status == "ok"
    assert [p.number for p in joined.pages] == [1, 2, 3] and joined.pages[0].role == "other"
    alone = extracted(whole)
    assert [a.description for a in joined.sops[0].activities] == [a.description for a in alone.sops[0].activities]
    assert joined.sops[0].pages == [page + 1 for page in alone.sops[0].pages]
    assert joined.sops[0].activities[0].page == alone.sops[0].activities[0].page + 1
    assert joined.source.sha256 not in (alone.source.sha256, "")
    assert_valid(joined)
    with pytest.raises(ValueError):
        extract_joined([], SETTINGS)


def test_one_bad_file_among_joined_ones_is_named(tmp_path):
    good, bad = tmp_path / "a.pdf", tmp_path / "b.pdf"
    good.write_bytes(pdf(table))
    bad.write_bytes(b"")
    extraction = extract_joined([good, bad], SETTINGS)
    assert extraction.status == "partial" and "empty" in [problem.code for problem in extraction.problems]
    assert [page.status for page in extraction.pages] == ["ok", "failed"]


def test_a_file_without_a_sheet_says_so(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(raw_pdf(b"BT /F1 10 Tf 50 500 Td (Dengan hormat kami sampaikan undangan rapat) Tj ET"))
    for language, words in (("id", "Tidak ada lembar SOP"), ("en", "No SOP sheet")):
        extraction = extract_file(path, ExtractSettings(language=language))
        assert extraction.status == "ok" and extraction.sops == [] and extraction.findings == []
        [problem] = extraction.problems
        assert problem.code == "no-sop-sheet" and words in problem.message and problem.hint
        assert extraction.pages[0].role == "other"


def test_a_blank_picture_is_read_and_holds_nothing(tmp_path):
    pytest.importorskip("rapidocr", reason="the model ships with rapidocr")
    path = tmp_path / "blank.png"
    Image.fromarray(corner_picture(300, 200)).save(path)
    extraction = extract_file(path, SETTINGS)
    assert extraction.status == "ok" and extraction.sops == []
    assert [p.code for p in extraction.problems] == ["no-sop-sheet"]


def test_debug_pictures_are_drawn_where_they_are_wanted(tmp_path):
    settings = ExtractSettings(debug_dir=tmp_path / "debug")
    extraction = extract_file(SAMPLES / "twins/3-salah-daerah.pdf", settings)
    assert list((tmp_path / "debug").rglob("*.png"))
    assert extraction.sops == extracted(SAMPLES / "twins/3-salah-daerah.pdf").sops


def real_sheets() -> list[str]:
    """Names of truths whose file has a text layer."""
    index = CORPUS / "INDEX.tsv"
    if not index.exists():
        return []
    with index.open(encoding="utf-8", newline="") as stream:
        kinds = {row["file"]: row["kind"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)}
    truths = [p for p in sorted((CORPUS / "truth").glob("*.json")) if p.stem.startswith(AGENCIES)]
    return [p.stem for p in truths if kinds.get(json.loads(p.read_text())["doc"]) == "text-pdf"]


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(
    not real_sheets(), reason="the corpus is not part of the project; it lies beside it where it is there"
)
@pytest.mark.parametrize("name", real_sheets())
def test_real_sheets_score_as_measured(name):
    truth = json.loads((CORPUS / "truth" / f"{name}.json").read_text())
    extraction = extracted(CORPUS / "files" / truth["doc"])
    score = scorer().score(truth, json.loads(to_bytes(extraction)))
    assert score["rows_f1"] == 1.0
    assert score["actor_f1"] >= 0.98
    assert score["header_exact"] >= 0.87
    assert_valid(extraction)
