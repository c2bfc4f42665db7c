"""Workers that die while they load: tried again, and given up when it happens too often in a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.pool import START_ATTEMPTS, Limits, Pool, Task, WorkersFailed
from batch.worker import Work
from tests.fake_readers import Settings

#: Each load takes the next letter of the plan: "f" fails; past its end all loads are sound.
_READER = """
import os
from pathlib import Path
from tests.fake_readers import read
starts = Path(os.environ["STARTS"])
plan, done = starts.read_text().split(":")
starts.write_text(f"{plan}:{done}x")
if plan[len(done):len(done) + 1] == "f":
    raise ImportError("the library is being renewed")
"""


@pytest.fixture
def starts(tmp_path, monkeypatch) -> Path:
    (tmp_path / "late_reader.py").write_text(_READER)
    monkeypatch.syspath_prepend(tmp_path)
    path = tmp_path / "starts"
    monkeypatch.setenv("STARTS", str(path))
    return path


def attempts(tmp_path: Path, documents: int, recycle_after: int = 200) -> list[tuple[str, str]]:
    """One worker reads `documents`; what became of each try."""
    tasks = []
    for number in range(documents):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"text {number}")
        tasks.append(Task(str(number), path))
    limits = Limits(seconds=120, recycle_after=recycle_after)
    pool = Pool(1, limits, Work("late_reader:read", Settings()))
    return [(attempt.task.key, attempt.kind) for attempt in pool.run(tasks)]


def test_a_worker_that_loads_at_the_last_attempt_reads_all(tmp_path, starts):
    starts.write_text("f" * (START_ATTEMPTS - 1) + ":")
    assert attempts(tmp_path, 2) == [("0", "done"), ("1", "done")]
    assert starts.read_text().endswith(":" + "x" * START_ATTEMPTS)


def test_workers_that_never_load_are_given_up_after_so_many_attempts(tmp_path, starts):
    starts.write_text("f" * 20 + ":")
    with pytest.raises(WorkersFailed, match="the library is being renewed"):
        attempts(tmp_path, 2)
    assert starts.read_text().endswith(":" + "x" * START_ATTEMPTS)


def test_failed_starts_are_counted_in_a_row_only(tmp_path, starts):
    """Each document here has a worker of its own; between two that fail, one loads."""
    documents = START_ATTEMPTS + 1
    starts.write_text("f." * documents + ":")
    assert [kind for _, kind in attempts(tmp_path, documents, recycle_after=1)] == ["done"] * documents
