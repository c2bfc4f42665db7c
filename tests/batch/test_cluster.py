"""The same batch on a Dask cluster: same outputs, same ledger, whatever happens to its workers. Real processes."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest

from batch.cluster import Cluster
from batch.cluster_errors import ClusterError
from batch.options import BatchOptions
from batch.pool import Limits, WorkersFailed
from batch.runner import run_batch
from models.status import MissingProgramError, UsageError
from tests.batch_runs import Silent, archive, ledger
from tests.fake_readers import Settings

distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
dask = pytest.importorskip("dask")
#: A worker takes seconds to start again where the machine is busy.
pytestmark = pytest.mark.timeout(900)
PATIENCE = {f"distributed.comm.timeouts.{what}": "300s" for what in ("connect", "tcp")}


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    monkeypatch.setattr("batch.cluster.CONNECT_S", 300.0)


@pytest.fixture(scope="module")
def cluster():
    # Each chunk on a worker that dies is blamed at once: starting a worker anew is what takes time here, and the
    # innocent are accused as they would be in a long run.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0, **PATIENCE}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=2, processes=True, dashboard_address=":0", silence_logs=50
        ) as running,
    ):
        yield running


def run(root: Path, out: Path | str, address: str | None, *, stopping=lambda: False, observer=None, **options):
    options.setdefault("limits", Limits(seconds=240))
    chosen = BatchOptions(
        settings=Settings(),
        jobs=2,
        target=options.pop("target", "tests.fake_readers:read"),
        scheduler=address,
        **options,
    )
    return run_batch([root], out, chosen, observer or Silent(), stopping)


def outputs(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*.json"))}


#: All that the ledger holds of an input but what depends on clock and machine.
COLUMNS = (
    "path, sha256, settings, version, status, output, problems, pages, sops, errors, warnings, infos, same_as, died"
)


def test_a_cluster_gives_the_same_bytes_and_the_same_ledger_as_one_machine(tmp_path, cluster):
    texts = {f"n{i:02}": f"text {i}" for i in range(6)}
    texts |= {"sub__a": "partial", "sub__b": "text 3", "die": "die", "bug": "bug", "locked": "locked"}
    root = archive(tmp_path, **texts)
    (root / "data.json").write_text('{"a": 1}')
    here = run(root, tmp_path / "here", None)
    there = run(root, tmp_path / "there", cluster.scheduler_address)
    assert here.statuses == there.statuses == {"ok": 7, "partial": 1, "failed": 3, "skipped": 1}
    assert len(outputs(tmp_path / "here")) == 11
    assert outputs(tmp_path / "here") == outputs(tmp_path / "there")
    for query in (
        f"SELECT {COLUMNS} FROM inputs ORDER BY path",
        "SELECT path, outcome FROM attempts ORDER BY path, id",
    ):
        assert ledger(tmp_path / "here", query) == ledger(tmp_path / "there", query)
    assert run(root, tmp_path / "there", cluster.scheduler_address).read == 0


def test_a_worker_killed_in_mid_run_costs_nothing(tmp_path, cluster):
    root = archive(tmp_path, **{f"n{i:02}": f"slow {i}" for i in range(10)})
    killed = []

    class Killer(Silent):
        def finished(self, row, fresh):
            super().finished(row, fresh)
            if len(self.rows) == 2:
                killed.extend(cluster.scheduler_info["workers"])
                victim = next(iter(cluster.workers.values()))
                victim.process.process.kill()

    summary = run(root, tmp_path / "out", cluster.scheduler_address, observer=Killer())
    assert killed and summary.statuses == {"ok": 10} and len(outputs(tmp_path / "out")) == 10


def test_a_document_that_kills_its_worker_each_time_is_found_and_its_neighbours_are_innocent(tmp_path, cluster):
    texts = {f"n{i}": f"slow {i}" for i in range(8)}
    root = archive(tmp_path, **texts, n3x="kill my parent")
    summary = run(root, tmp_path / "out", cluster.scheduler_address)
    assert summary.statuses == {"ok": 8, "failed": 1}
    problem = json.loads((tmp_path / "out" / "n3x.txt.json").read_text())["problems"][0]
    assert problem["code"] == "reader-died" and "worker lost" in problem["message"]
    attempts = ledger(tmp_path / "out", "SELECT path, outcome FROM attempts WHERE outcome != 'done' ORDER BY id")
    assert attempts[-1] == ("n3x.txt", "died") and attempts.count(("n3x.txt", "died")) == 2
    assert len(ledger(tmp_path / "out", "SELECT path FROM inputs WHERE status = 'ok'")) == 8


def test_a_stopped_run_keeps_what_is_done_and_goes_on_later(tmp_path, cluster):
    root = archive(tmp_path, **{f"n{i:02}": f"slow {i}" for i in range(30)})
    stop = threading.Event()

    class Stopper(Silent):
        def finished(self, row, fresh):
            super().finished(row, fresh)
            stop.set()

    summary = run(root, tmp_path / "out", cluster.scheduler_address, stopping=stop.is_set, observer=Stopper())
    assert summary.stopped and 0 < summary.total < 30
    assert run(root, tmp_path / "out", cluster.scheduler_address).statuses == {"ok": 30}


def test_results_go_to_any_place_that_fsspec_knows_and_the_ledger_stays_here(tmp_path, cluster):
    import fsspec

    root, records = archive(tmp_path, a="one", sub__b="two", c="two", d="bug"), tmp_path / "records"
    out = f"memory://{tmp_path.name}/out"
    summary = run(root, out, cluster.scheduler_address, ledger=records)
    assert summary.statuses == {"ok": 3, "failed": 1}
    run(root, tmp_path / "here", None)
    system, place = fsspec.core.url_to_fs(out)
    assert {p.removeprefix(place + "/"): system.cat_file(p) for p in system.find(place)} == outputs(tmp_path / "here")
    (root / "a.txt").rename(root / "moved.txt")
    again = run(root, out, None, ledger=records)
    assert (again.moved, again.read, again.kept) == (1, 0, 3)
    names = {p.removeprefix(place + "/") for p in system.find(place)}
    assert names == {"moved.txt.json", "sub/b.txt.json", "c.txt.json", "d.txt.json"}
    system.rm_file(f"{place}/c.txt.json")
    assert run(root, out, None, ledger=records).total == 4 and system.exists(f"{place}/c.txt.json")
    with pytest.raises(UsageError):
        run(root, out, None)


def test_what_is_wrong_with_a_cluster_is_said(tmp_path, cluster, monkeypatch):
    root = archive(tmp_path, a="missing")
    monkeypatch.setattr("batch.cluster.RETRIES", 0)
    with pytest.raises(MissingProgramError):
        run(root, tmp_path / "a", cluster.scheduler_address)
    with pytest.raises(WorkersFailed, match="no_such_module"):
        run(root, tmp_path / "b", cluster.scheduler_address, target="no_such_module:read")
    monkeypatch.setattr("batch.cluster.VERSION", "0.0.0")
    with pytest.raises(ClusterError) as caught:
        run(root, tmp_path / "c", cluster.scheduler_address)
    assert caught.value.code == "cluster-version"


def test_a_machine_that_does_not_see_the_archive_says_so(tmp_path, cluster):
    from batch.pool import Task
    from batch.worker import Work

    work = Work("tests.fake_readers:read", Settings())
    with (
        Cluster(cluster.scheduler_address, [tmp_path / "elsewhere"], Limits(), work, lambda: False) as there,
        pytest.raises(ClusterError) as caught,
    ):
        list(there.run([Task("a", tmp_path / "a")]))
    assert caught.value.code == "inputs-not-shared"


def test_no_scheduler_at_the_address(tmp_path, monkeypatch):
    monkeypatch.setattr("batch.cluster.CONNECT_S", 0.5)
    with pytest.raises(ClusterError) as caught:
        run(archive(tmp_path, a="one"), tmp_path / "out", "tcp://127.0.0.1:9")
    assert caught.value.code == "cluster-unreachable"
    with sqlite3.connect(tmp_path / "out" / "sopscan.sqlite") as database:
        assert database.execute("SELECT outcome FROM runs").fetchall() == [("failed",)]
