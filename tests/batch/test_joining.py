"""`batch --join`: what is one sheet over several images, and that no file is lost on the way."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from batch.extract import ExtractSettings, extract_joined, joined_sha256
from batch.joining import MOST_PAGES, group_names, pages_of, refuse_part_of_a_document
from batch.options import BatchOptions
from batch.pool import Limits
from batch.runner import run_batch
from models.document import Extraction
from models.status import UsageError
from tests import fake_readers
from tests.batch_runs import Silent
from tests.fake_readers import Settings


def read_pages(path: Path, settings: Settings) -> Extraction:
    """A fake reader of documents of several files: the title is all their texts."""
    pages = pages_of(path)
    reads = [fake_readers.read(page, settings) for page in pages]
    if len(reads) == 1:
        return reads[0]
    name = "|".join(page.name for page in pages)
    source = reads[0].source.model_copy(
        update={"name": name, "sha256": joined_sha256(read.source.sha256 for read in reads)}
    )
    reads[0].sops[0].header.title = " ".join(page.read_text() for page in pages)
    return reads[0].model_copy(update={"source": source})


def run(root: Path, out: Path, *, join: bool = True, **options) -> dict[str, tuple[str, str]]:
    """Status and output of each input in the ledger after a run."""
    target = "tests.batch.test_joining:read_pages" if join else "tests.fake_readers:read"
    chosen = BatchOptions(Settings(), jobs=1, limits=Limits(seconds=120), join=join, target=target, **options)
    run_batch([root], out, chosen, Silent())
    with sqlite3.connect(out / "sopscan.sqlite") as database:
        return {path: (status, output) for path, status, output in database.execute("SELECT path, status, output FROM inputs")}  # fmt: skip


def title(out: Path, name: str) -> str:
    return json.loads((out / f"{name}.json").read_text())["sops"][0]["header"]["title"]


@pytest.fixture
def archive(tmp_path):
    root = tmp_path / "archive"
    root.mkdir()

    def put(**texts: str) -> Path:
        for name, text in texts.items():
            (root / f"{name}.jpg").write_text(text)
        os.utime(root, ns=(0, sum(map(len, texts)) + len(os.listdir(root))))  # two changes within a tick of the clock
        return root

    return put


@pytest.mark.parametrize(
    "names",
    [
        ["a1.jpg", "a2.jpg"],
        ["page_1.png", "page_2.png", "page_3.png"],
        ["SOP-1.JPG", "sop-2.jpg"],
        ["scan 001.jpg", "scan 002.jpg", "scan 003.jpg"],
        ["surat (1).jpeg", "surat (2).jpeg"],
        [f"hal{n}.tif" for n in range(1, 12)],
        ["1.jpg", "2.jpg"],
    ],
    ids=lambda names: names[0],
)
def test_numbered_images_are_pages_in_the_order_of_their_numbers(names):
    assert group_names(reversed(names)) == dict.fromkeys(names, tuple(names))


@pytest.mark.parametrize(
    "names",
    [
        [f"img{n:03}.jpg" for n in range(1, 301)],
        [f"a{n}.jpg" for n in range(1, MOST_PAGES + 2)],
        ["a1.jpg", "a3.jpg"],
        ["a2.jpg", "a3.jpg"],
        ["a1.jpg", "a01.jpg", "a2.jpg"],
        ["a01.jpg", "a2.jpg"],
        ["a1.jpg", "a2.png"],
        ["a1.pdf", "a2.pdf"],
        ["a (1).jpg", "a 2.jpg"],
        ["IMG_20230101.jpg", "IMG_20230102.jpg"],
        ["a1.jpg"],
        ["kepala.jpg", "tabel.jpg"],
    ],
    ids=lambda names: f"{names[0]}-{len(names)}",
)
def test_what_may_be_something_else_is_left_apart(names):
    assert group_names(names) == {}


def test_pages_are_read_as_one_and_each_file_is_accounted_for(archive, tmp_path):
    root, out = archive(a1="one", a2="two", b="three"), tmp_path / "out"
    assert run(root, out) == {
        "a1.jpg": ("ok", "a1.jpg.json"),
        "a2.jpg": ("joined", ""),
        "b.jpg": ("ok", "b.jpg.json"),
    }
    assert title(out, "a1.jpg") == "one two"
    assert json.loads((out / "a1.jpg.json").read_text())["source"]["name"] == "a1.jpg|a2.jpg"
    assert sorted(path.name for path in out.glob("*.json")) == ["a1.jpg.json", "b.jpg.json"]
    with sqlite3.connect(out / "sopscan.sqlite") as database:
        ((problems,),) = database.execute("SELECT problems FROM inputs WHERE status = 'joined'")
    assert "a1.jpg" in problems and "joined-page" in problems


def test_a_second_run_reads_nothing_and_a_changed_page_reads_the_whole(archive, tmp_path, monkeypatch):
    calls = tmp_path / "calls.txt"
    monkeypatch.setenv("FAKE_CALLS", str(calls))
    root, out = archive(a1="one", a2="two"), tmp_path / "out"
    run(root, out)
    run(root, out)
    assert calls.read_text().split() == ["a1.jpg", "a2.jpg"]
    archive(a2="zwei")
    run(root, out)
    assert title(out, "a1.jpg") == "one zwei"


def test_a_page_that_comes_later_joins_and_one_that_goes_leaves_the_other_alone(archive, tmp_path):
    root, out = archive(a1="one"), tmp_path / "out"
    run(root, out)
    assert title(out, "a1.jpg") == "one"
    archive(a2="two")
    assert run(root, out)["a2.jpg"] == ("joined", "") and title(out, "a1.jpg") == "one two"
    (root / "a1.jpg").unlink()
    archive()
    assert run(root, out)["a2.jpg"] == ("ok", "a2.jpg.json") and title(out, "a2.jpg") == "two"


def test_without_join_each_is_read_by_itself_and_back(archive, tmp_path):
    root, out = archive(a1="one", a2="two"), tmp_path / "out"
    assert run(root, out, join=False)["a2.jpg"] == ("ok", "a2.jpg.json")
    assert run(root, out)["a2.jpg"] == ("joined", "")
    assert not (out / "a2.jpg.json").exists()
    assert run(root, out, join=False)["a2.jpg"] == ("ok", "a2.jpg.json")
    assert title(out, "a1.jpg") == "one"


def test_equal_pages_of_different_sheets_are_no_doubles(archive, tmp_path):
    root, out = archive(a1="one", a2="same", b1="two", b2="same", c="same"), tmp_path / "out"
    found = run(root, out)
    assert [found[f"{name}.jpg"][0] for name in ("a1", "a2", "b1", "b2", "c")] == ["ok", "joined", "ok", "joined", "ok"]
    assert [title(out, f"{name}.jpg") for name in ("a1", "b1", "c")] == ["one same", "two same", "same"]


def test_a_page_that_cannot_be_opened_is_a_failed_page_of_its_document(tmp_path):
    sheet = Path(__file__).parents[2] / "samples" / "sheets" / "1-kepala-kosong.pdf"
    broken = tmp_path / "a2.jpg"
    broken.write_bytes(b"\xff\xd8\xff no picture")
    found = extract_joined([sheet, broken], ExtractSettings())
    assert found.status == "partial" and found.sops
    assert [page.status for page in found.pages] == ["ok"] * (len(found.pages) - 1) + ["failed"]
    assert [problem.page for problem in found.problems] == [len(found.pages)]
    assert found.source.name == f"{sheet.name}|a2.jpg"


@pytest.mark.parametrize("named", ["a1.jpg", "a2.jpg"])
def test_a_page_named_alone_is_refused_before_anything_is_written(archive, tmp_path, named):
    root, out = archive(a1="one", a2="two"), tmp_path / "out"
    with pytest.raises(UsageError, match="part-of-a-document|a2.jpg"):
        run(root / named, out)
    assert not out.exists()


def test_pages_named_all_or_with_their_folder_are_joined(archive, tmp_path):
    root = archive(a1="one", a2="two")
    refuse_part_of_a_document([root / "a1.jpg", root / "a2.jpg"])
    refuse_part_of_a_document([root / "a2.jpg", root])
    refuse_part_of_a_document([root])
    assert run(root, tmp_path / "out")["a2.jpg"] == ("joined", "")
