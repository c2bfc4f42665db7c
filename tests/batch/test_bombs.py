"""Bombs: each is answered with a typed problem, in little memory and time, by a worker that lives on."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.extract import ExtractSettings
from batch.pool import Limits, Pool, Task
from batch.worker import Work
from ingest.settings import IngestSettings
from tests.bombs import BOMBS

#: What honest pages need stays below this; on a busy machine a bomb may take a while.
LIMITS = Limits(seconds=240, memory_mib=1024)
LARGEST_FILE = 4_700_000


WORK = Work("batch.extract:extract_file", ExtractSettings(ingest=IngestSettings(ocr="off"), language="en"))
#: Seen by what their files say of themselves, before anything is unpacked or drawn.
TOO_LARGE = (
    "picture of ten gigapixels", "tiff of ten gigapixels", "streams within streams", "packed twice without deflate",
    "forms within forms", "forms nested deep", "masks within masks", "annotation of forms", "endless font map",
    "font map of long ranges", "dense pattern",
)  # fmt: skip
#: What no check foresees: the limits of time and memory are for these.
UNFORESEEN = "pattern laid down again and again"


@pytest.mark.timeout(1200)
def test_bombs_are_answered_by_a_worker_that_lives_on(tmp_path):
    tasks = [_task(tmp_path, name) for name in BOMBS if name != UNFORESEEN]
    attempts = {attempt.task.key: attempt for attempt in Pool(1, LIMITS, WORK).run(tasks)}
    outcomes = {name: (attempt.kind, attempt.detail[-300:]) for name, attempt in attempts.items()}
    assert outcomes == {task.key: ("done", "") for task in tasks}
    for name, attempt in attempts.items():
        assert attempt.result.problem_list() or attempt.result.status == "ok", name
    codes = {name: {p["code"] for p in attempt.result.problem_list()} for name, attempt in attempts.items()}
    for name in TOO_LARGE:
        assert "page-too-large" in codes[name], name
    assert codes["ten thousand pages"] == {"too-many-pages"}


def test_a_bomb_that_no_check_foresees_is_stopped_by_the_limits_and_its_neighbour_is_read(tmp_path):
    neighbour = tmp_path / "neighbour.txt"
    neighbour.write_text("Tidak ada lembar SOP di sini.")
    tasks = [_task(tmp_path, UNFORESEEN), Task("neighbour", neighbour)]
    attempts = list(Pool(1, Limits(seconds=20, memory_mib=1024), WORK).run(tasks))
    assert [a.final for a in attempts if a.task.key == UNFORESEEN] == [False, True]
    assert {a.kind for a in attempts if a.task.key == UNFORESEEN} == {"timeout"}
    assert [a.kind for a in attempts if a.task.key == "neighbour"] == ["done"]


def _task(folder: Path, name: str) -> Task:
    path = folder / name.replace(" ", "-")
    path.write_bytes(BOMBS[name]())
    assert path.stat().st_size < LARGEST_FILE
    return Task(name, path)
