"""An archive with bad files in it: every input gets its answer, no neighbour suffers, nothing is done twice."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from batch import lock
from batch.conductor import Conductor
from batch.options import BatchOptions
from batch.pool import Limits, Pool, WorkersFailed
from batch.runner import run_batch
from models.status import MissingProgramError, OutputError
from tests.batch_runs import Silent, archive, ledger, output, run
from tests.fake_readers import Settings

#: A reader that hangs is waited for so long; its neighbours, which take no time, have to be done within it on a busy machine.
HANG_S = 5.0


def test_every_input_gets_its_output_and_its_row(tmp_path):
    root = archive(tmp_path, a="one", sub__b="two", c="partial")
    summary = run(root, tmp_path / "out")
    assert summary.statuses == {"ok": 2, "partial": 1}
    assert output(tmp_path / "out", "sub/b")["sops"][0]["header"]["title"] == "two"
    rows = ledger(tmp_path / "out", "SELECT path, status, sops FROM inputs ORDER BY path")
    assert rows == [("a.txt", "ok", 1), ("c.txt", "partial", 1), ("sub/b.txt", "ok", 1)]
    assert ledger(tmp_path / "out", "SELECT count(seconds), min(peak_kib) > 1000 FROM attempts") == [(3, 1)]


@pytest.mark.parametrize(
    ("text", "code", "outcome"),
    [("die", "reader-died", "died"), ("exit", "reader-died", "died"), ("hang", "time-limit", "timeout")],
)
def test_a_reader_that_dies_or_hangs_is_tried_again_alone_and_then_failed(tmp_path, text, code, outcome):
    root = archive(tmp_path, a="one", bad=text, c="two", d="three")
    summary = run(root, tmp_path / "out", limits=Limits(seconds=HANG_S))
    assert summary.statuses == {"ok": 3, "failed": 1}
    assert output(tmp_path / "out", "bad")["problems"][0]["code"] == code
    assert ledger(tmp_path / "out", "SELECT outcome FROM attempts WHERE path = 'bad.txt'") == [(outcome,), (outcome,)]


def test_a_signal_is_named_in_the_problem(tmp_path):
    root = archive(tmp_path, bad="die")
    run(root, tmp_path / "out")
    assert "SIGSEGV" in output(tmp_path / "out", "bad")["problems"][0]["message"]


def test_what_a_hung_reader_started_is_stopped_with_it(tmp_path):
    root = archive(tmp_path, bad="hang")
    run(root, tmp_path / "out", limits=Limits(seconds=HANG_S))
    child = int((root / "bad.txt.part").read_text())
    assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_document_that_ate_the_memory_is_stopped(tmp_path):
    root = archive(tmp_path, bad="eat", c="two")
    run(root, tmp_path / "out", limits=Limits(seconds=30, memory_mib=300))
    assert output(tmp_path / "out", "bad")["problems"][0]["code"] == "memory-limit"
    assert output(tmp_path / "out", "c")["status"] == "ok"


@pytest.mark.parametrize(("accident", "outcome"), [("die once", "died"), ("no memory once", "memory")])
def test_an_accident_that_does_not_happen_again_costs_nothing(tmp_path, accident, outcome):
    root = archive(tmp_path, unlucky=accident, c="two")
    assert run(root, tmp_path / "out").statuses == {"ok": 2}
    assert output(tmp_path / "out", "unlucky")["status"] == "ok"
    tries = ledger(tmp_path / "out", "SELECT outcome FROM attempts WHERE path = 'unlucky.txt' ORDER BY id")
    assert tries == [(outcome,), ("done",)]


def test_a_reader_that_gets_no_memory_is_tried_twice_and_then_failed(tmp_path):
    root = archive(tmp_path, bad="no memory", c="two")
    assert run(root, tmp_path / "out").statuses == {"ok": 1, "failed": 1}
    assert output(tmp_path / "out", "bad")["problems"][0]["code"] == "memory-limit"
    assert ledger(tmp_path / "out", "SELECT outcome FROM attempts WHERE path = 'bad.txt'") == [("memory",)] * 2


def test_a_fault_in_the_reader_is_a_failed_document_with_its_traceback_in_the_ledger(tmp_path):
    root = archive(tmp_path, bad="bug", locked="locked")
    assert run(root, tmp_path / "out").statuses == {"failed": 2}
    assert output(tmp_path / "out", "bad")["problems"][0]["code"] == "internal-error"
    assert output(tmp_path / "out", "locked")["problems"][0]["message"] == "locked"
    assert "a fault of the reader" in ledger(tmp_path / "out", "SELECT detail FROM attempts WHERE path='bad.txt'")[0][0]


def test_a_missing_program_ends_the_run(tmp_path):
    with pytest.raises(MissingProgramError):
        run(archive(tmp_path, a="missing"), tmp_path / "out")


def test_workers_that_cannot_load_end_the_run_instead_of_failing_every_document(tmp_path):
    root = archive(tmp_path, a="one")
    options = BatchOptions(settings=Settings(), jobs=1, target="no_such_module:read")
    with pytest.raises(WorkersFailed, match="no_such_module"):
        run_batch([root], tmp_path / "out", options, Silent())


def test_a_reader_that_writes_to_stdout_does_not_reach_ours(tmp_path, capfd):
    run(archive(tmp_path, a="chatter"), tmp_path / "out")
    assert capfd.readouterr().out == ""


def test_a_second_run_reads_nothing_again_and_a_changed_file_is_read(tmp_path, calls):
    root, out = archive(tmp_path, a="one", b="two"), tmp_path / "out"
    run(root, out)
    before = (out / "a.txt.json").read_bytes()
    again = run(root, out)
    assert (again.kept, again.read, calls()) == (2, 0, ["a.txt", "b.txt"])
    (root / "b.txt").write_text("three")
    assert run(root, out).read == 1
    assert output(out, "b")["sops"][0]["header"]["title"] == "three"
    assert (out / "a.txt.json").read_bytes() == before


def test_other_settings_a_lost_output_or_fresh_read_again(tmp_path, calls):
    root, out = archive(tmp_path, a="one"), tmp_path / "out"
    run(root, out)
    assert run(root, out, settings=Settings(engine="other")).read == 1
    assert run(root, out, settings=Settings(engine="other", debug_dir="x")).kept == 1
    (out / "a.txt.json").unlink()
    assert run(root, out, settings=Settings(engine="other")).read == 1
    assert run(root, out, settings=Settings(engine="other"), fresh=True).read == 1
    assert len(calls()) == 4


def test_retry_failed_reads_only_what_failed(tmp_path):
    root, out = archive(tmp_path, a="one", bad="bug"), tmp_path / "out"
    run(root, out)
    assert run(root, out).read == 0
    assert run(root, out, retry_failed=True).read == 1


def test_a_doubled_file_is_read_once_and_has_its_own_output(tmp_path, calls):
    root, out = archive(tmp_path, a="same", b="same", sub__a="same"), tmp_path / "out"
    summary = run(root, out)
    assert (summary.read, summary.reused, calls()) == (1, 2, ["a.txt"])
    assert output(out, "b")["source"]["name"] == "b.txt"
    assert ledger(out, "SELECT path FROM inputs WHERE same_as = 'a.txt' ORDER BY path") == [("b.txt",), ("sub/a.txt",)]


def test_a_moved_file_takes_its_result_along(tmp_path, calls):
    root, out = archive(tmp_path, a="one"), tmp_path / "out"
    run(root, out)
    (root / "2020").mkdir()
    (root / "a.txt").rename(root / "2020" / "renamed.txt")
    summary = run(root, out)
    assert (summary.moved, calls()) == (1, ["a.txt"])
    assert output(out, "2020/renamed")["source"]["name"] == "renamed.txt"
    assert not (out / "a.txt.json").exists()
    assert ledger(out, "SELECT path FROM inputs") == [("2020/renamed.txt",)]


def test_a_stopped_run_keeps_what_is_done_and_goes_on_later(tmp_path, calls):
    root, out = archive(tmp_path, **{f"n{i}": f"text {i}" for i in range(6)}, zz="hang"), tmp_path / "out"
    stop = threading.Event()

    class Stopper(Silent):
        def finished(self, row, fresh):
            super().finished(row, fresh)
            if len(self.rows) == 2:
                stop.set()

    summary = run(root, out, stopping=stop.is_set, limits=Limits(seconds=600), observer=Stopper())
    assert summary.stopped
    done = ledger(out, "SELECT count(*) FROM inputs")[0][0]
    assert 0 < done == len(list(out.glob("*.json"))) < 7
    (root / "zz.txt").write_text("well now")
    assert run(root, out).statuses == {"ok": 7}
    assert len([name for name in calls() if name.startswith("n")]) == 6


def test_a_wish_to_stop_while_files_are_still_counted_is_heard(tmp_path):
    summary = run(archive(tmp_path, a="one"), tmp_path / "out", stopping=lambda: True)
    assert summary.stopped and summary.total == 0


def test_a_second_run_on_the_same_output_says_so(tmp_path):
    root, out = archive(tmp_path, a="one"), tmp_path / "out"
    with lock.hold(out), pytest.raises(OutputError) as caught:
        run(root, out)
    assert caught.value.code == "output-in-use" and str(os.getpid()) in caught.value.message.en


def test_a_worker_is_replaced_after_its_share_of_documents(tmp_path):
    root = archive(tmp_path, a="1", b="2", c="3", d="4", e="5")
    assert run(root, tmp_path / "out", limits=Limits(recycle_after=2)).statuses == {"ok": 5}


def test_a_folder_that_is_no_folder_for_output_is_an_output_error(tmp_path):
    root = archive(tmp_path, a="one")
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError):
        run(root, tmp_path / "out")


def test_a_run_that_is_stopped_between_two_documents_says_that_others_are_left(tmp_path, monkeypatch):
    stop = threading.Event()

    def give_one_and_end(pool, tasks):
        next(tasks)
        stop.set()
        return iter(())

    monkeypatch.setattr(Pool, "run", give_one_and_end)
    monkeypatch.setattr(Conductor, "_task", lambda self, item, content, known: iter([item]))
    assert run(archive(tmp_path, a="one", b="two"), tmp_path / "out", stopping=stop.is_set).stopped
