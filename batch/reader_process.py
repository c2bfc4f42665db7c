"""A reader in a process of its own, seen from its parent: given documents, watched, and stopped with all it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from typing import Generic, TypeVar

from batch.worker import Work

#: Of a dead reader's last words this much is kept, in characters.
LOG_TAIL = 2000
#: How long a closed connection may be ahead of the end of its process, in seconds.
DYING_S = 0.2
#: Loads the reader in a fresh interpreter. No multiprocessing child: a worker of a cluster may not have any, and a
#: program without an importable main module could not start one.
_START = "import sys; sys.path[:] = {path!r}; from batch.worker import serve; serve({handle})"

Given = TypeVar("Given")


class ReaderProcess(Generic[Given]):
    """`task` is what it reads now, `alone` whether nothing else is read meanwhile, `since` when that began (monotonic)."""

    def __init__(self, work: Work, log: Path):
        self.connection, theirs = Pipe()
        self.log = log
        path = [os.path.abspath(entry) for entry in sys.path]
        with open(log, "wb") as words:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(path=path, handle=theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                pass_fds=[theirs.fileno()],
                process_group=0,  # its own, so that whatever it starts is stopped with it
            )
        theirs.close()
        self.task: Given | None = None
        self.alone = False
        self.ready = False
        self.since = time.monotonic()
        self.documents = 0
        with suppress(OSError):  # it died at once: its end is found where its answer is waited for
            self.connection.send(work)

    @property
    def idle(self) -> bool:
        return self.ready and self.task is None

    def give(self, task: Given, path: Path, alone: bool) -> None:
        """Raises OSError where it died since its last answer."""
        self.task, self.alone, self.since = task, alone, time.monotonic()
        self.documents += 1
        self.connection.send(path)

    def resident_mib(self) -> float:
        try:
            with open(f"/proc/{self._process.pid}/statm") as stream:
                return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        except (OSError, IndexError):
            return 0.0

    def kill(self) -> None:
        """Stop it and everything it started, at once. Its number is ours until it is reaped."""
        for stop in (os.killpg, os.kill):
            try:
                stop(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        self._process.wait()
        self.connection.close()

    def await_end(self) -> None:
        """Wait for a dying reader's end without reaping it: its group must still be ours when it is killed."""
        end = time.monotonic() + DYING_S
        while time.monotonic() < end:
            if os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                return
            time.sleep(DYING_S / 20)

    def cause_of_death(self) -> str:
        """The signal's name or the exit code; for a reader that was reaped."""
        code = self._process.returncode
        return signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"

    def last_words(self) -> str:
        try:
            return self.log.read_text(errors="replace")[-LOG_TAIL:]
        except OSError:
            return ""
