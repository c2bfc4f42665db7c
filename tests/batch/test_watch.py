"""--watch: new files are taken once they stand still; nothing is read twice, nothing is missed, Ctrl-C keeps all."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from batch import changes
from batch.options import BatchOptions, WatchOptions
from batch.pool import Limits
from batch.runner import run_batch
from batch.stillness import Stillness
from tests.batch_runs import Silent, archive, ledger, output
from tests.fake_readers import Settings

#: For a machine that is busy with everything else; what is waited for comes within seconds.
PATIENCE_S = 120.0


class Run(Silent):
    """A watching run in a thread of its own."""

    def __init__(self, root: Path, out: Path, **watch):
        super().__init__()
        self._stop, self.waits, self.summary = threading.Event(), 0, None
        watch = WatchOptions(**{"settle_s": 0.5, "rescan_s": 600.0, **watch})
        options = BatchOptions(
            settings=Settings(), jobs=1, target="tests.fake_readers:read", limits=Limits(seconds=60), watch=watch
        )

        def go():
            self.summary = run_batch([root], out, options, self, self._stop.is_set)

        self._thread = threading.Thread(target=go)

    def waiting(self):
        self.waits += 1

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join(PATIENCE_S)

    def has_read(self, *names: str) -> bool:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if {path for path, _ in self.rows} >= set(names):
                return True
            time.sleep(0.05)
        return False

    def is_waiting(self) -> bool:
        deadline = time.monotonic() + PATIENCE_S
        while not self.waits and time.monotonic() < deadline:
            time.sleep(0.05)
        return bool(self.waits)


def test_files_that_come_are_read_and_what_is_done_is_not_read_again(tmp_path, calls):
    root, out = archive(tmp_path, a="one"), tmp_path / "out"
    with Run(root, out) as run:
        assert run.is_waiting() and run.has_read("a.txt")
        (root / "new").mkdir()
        (root / "new" / "b.txt").write_text("two")
        (root / "Thumbs.db").write_text("junk")
        (root / "~$b.txt").write_text("junk")
        (root / "c.txt.part").write_text("junk")
        (root / "copy.txt").write_text("one")
        assert run.has_read("new/b.txt", "copy.txt")
        (root / "a.txt").write_text("changed")
        assert run.has_read("a.txt") and _until(lambda: output(out, "a")["sops"][0]["header"]["title"] == "changed")
    assert not run.summary.stopped
    assert run.summary.statuses == {"ok": 3} and run.summary.reused == 1
    assert calls() == ["a.txt", "a.txt", "b.txt"]
    assert ledger(out, "SELECT outcome FROM runs") == [("done",)]


def test_a_file_is_taken_when_it_has_stopped_growing(tmp_path, calls):
    root = archive(tmp_path, a="one")
    with Run(root, tmp_path / "out", settle_s=1.5) as run:
        assert run.is_waiting()
        with open(root / "b.txt", "w") as stream:
            for _ in range(12):
                stream.write("more ")
                stream.flush()
                time.sleep(0.3)
        assert run.has_read("b.txt")
    assert output(tmp_path / "out", "b")["sops"][0]["header"]["title"] == " ".join(["more"] * 12)
    assert calls() == ["a.txt", "b.txt"]


def test_what_no_notice_told_of_is_found_when_all_is_looked_through(tmp_path, monkeypatch):
    monkeypatch.setattr(changes.Changes, "wait", lambda self: time.sleep(0.1))
    root = archive(tmp_path, a="one")
    with Run(root, tmp_path / "out", rescan_s=1.0) as run:
        assert run.is_waiting()
        (root / "b.txt").write_text("two")
        assert run.has_read("b.txt")


def test_a_run_stopped_while_it_reads_says_so_and_keeps_what_is_done(tmp_path):
    root = archive(tmp_path, a="one", b="hang")
    with Run(root, tmp_path / "out") as run:
        assert run.has_read("a.txt")
    assert run.summary.stopped and (tmp_path / "out" / "a.txt.json").exists()
    assert ledger(tmp_path / "out", "SELECT outcome FROM runs") == [("stopped",)]


def test_a_folder_that_is_away_for_a_while_ends_nothing(tmp_path):
    root = archive(tmp_path, a="one")
    with Run(root, tmp_path / "out", rescan_s=0.5) as run:
        assert run.is_waiting()
        root.rename(tmp_path / "away")
        time.sleep(2.5)
        (tmp_path / "away" / "b.txt").write_text("two")
        (tmp_path / "away").rename(root)
        assert run.has_read("b.txt")
    assert (tmp_path / "out" / "a.txt.json").exists()


def _until(condition) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watched(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"1")
    return path


def test_what_nobody_has_touched_for_long_is_taken_at_first_sight(watched):
    assert Stillness(10, Clock(), wall=lambda: watched.stat().st_ctime + 11).is_still(watched)


@pytest.mark.parametrize("jump", [-1e6, 0.0, 5.0])
def test_what_was_touched_just_now_has_to_look_the_same_twice_whatever_the_wall_clock_does(watched, jump):
    clock = Clock()
    still = Stillness(10, clock, wall=lambda: watched.stat().st_ctime + jump)
    assert not still.is_still(watched)
    clock.now += 9
    assert not still.is_still(watched) and still.next_look() == 1010
    watched.write_bytes(b"12")
    clock.now += 9
    assert not still.is_still(watched)
    clock.now += 10
    assert still.is_still(watched)
    still.forget_others()
    assert still.next_look() is None


def test_an_old_date_of_a_copied_file_does_not_make_it_old(watched):
    os.utime(watched, (0, 0))  # cp -p, an archive unpacked
    assert not Stillness(10, Clock(), wall=lambda: watched.stat().st_ctime + 1).is_still(watched)


def test_a_file_that_goes_away_is_not_waited_for(watched):
    still = Stillness(10, Clock(), wall=lambda: watched.stat().st_ctime)
    assert not still.is_still(watched) and still.next_look() == 1010
    still.forget_others()
    watched.unlink()
    still.forget_others()
    assert still.next_look() is None
