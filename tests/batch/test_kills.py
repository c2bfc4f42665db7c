"""A run that is killed, whenever that is, leaves whole files, and the next one goes on from there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from batch import lock
from tests.batch_runs import archive, ledger, run

HOUSE = Path(__file__).parents[2]
#: A killed run is waited for so long until it has written what it is to write; it comes within a second or two.
PATIENCE_S = 60.0
#: More than twenty runs of a moment each can read.
TEXTS = 200


@pytest.fixture
def begin(tmp_path):
    """begin() starts a run on archive and killed/ and returns its number; begin.ended() waits for its end."""
    command = [sys.executable, "-m", "tests.run_launcher", str(tmp_path / "archive"), str(tmp_path / "killed")]
    with subprocess.Popen(
        command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as launcher:

        def begin() -> int:
            launcher.stdin.write("\n")
            return int(launcher.stdout.readline())

        begin.ended = launcher.stdout.readline
        yield begin


def test_a_run_killed_at_twenty_moments_leaves_whole_files_only_and_the_last_finishes_alike(tmp_path, begin):
    """kill -9 of the conductor alone, or of its group too, from its first breath to the middle of its writing."""
    texts = {f"n{i:03}": f"text {i}" for i in range(TEXTS)}
    root, out, whole = archive(tmp_path, **texts), tmp_path / "killed", tmp_path / "whole"
    moments, done = random.Random(20), [0]
    for number in range(20):
        process, wanted = begin(), moments.randrange(3)
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if _holds(out, process) and len(list(out.glob("*.json"))) - done[-1] >= wanted:
                break
            time.sleep(0.002)
        time.sleep(moments.uniform(0, 0.05))
        if number % 2:
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        assert begin.ended() == "ended\n"
        for path in out.glob("*.json"):
            json.loads(path.read_bytes())
        done.append(len(list(out.glob("*.json"))))
    assert done == sorted(done) and len(set(done)) > 3 and 0 < done[-1] < TEXTS
    run(root, whole)
    summary = run(root, out)
    assert summary.kept >= done[-1] - 1 and summary.statuses == {"ok": TEXTS}
    assert {path.name: path.read_bytes() for path in out.glob("*.json")} == {
        path.name: path.read_bytes() for path in whole.glob("*.json")
    }
    assert ledger(out, "SELECT count(*), count(DISTINCT path) FROM inputs") == [(TEXTS, TEXTS)]
    assert not list(out.rglob(".sopscan-*"))


def _holds(out: Path, pid: int) -> bool:
    """Whether the run of this process has begun: its number stands in the lock."""
    try:
        return (out / lock.LOCK_NAME).read_text().strip() == str(pid)
    except FileNotFoundError:
        return False
