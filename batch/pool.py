"""The parent's side: workers under limits. One that dies, hangs or eats memory costs its own document and no other."""

from __future__ import annotations

import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Literal

from batch.reader_process import ReaderProcess
from batch.result import Result
from batch.worker import Reply, Work
from models.bilingual import Bilingual
from models.status import SopscanError

#: How often deadlines, memory and a wish to stop are looked at, in seconds.
TICK_S = 0.2
#: What a worker may take to load its programs, in seconds; a cold disk needs half a minute.
START_LIMIT_S = 180.0
#: Workers that die while loading, one after the other, before the run is given up.
START_ATTEMPTS = 3
#: After a wish to stop, running documents get this long to finish, in seconds.
GRACE_S = 3.0


@dataclass(frozen=True)
class Limits:
    """Finite by default: wall clock per document, resident memory per worker, documents before a fresh worker."""

    seconds: float = 300.0
    memory_mib: int = 3072
    recycle_after: int = 200


@dataclass(frozen=True)
class Task:
    """A document to read; `key` comes back with the attempt."""

    key: str
    path: Path


@dataclass(frozen=True)
class Attempt:
    """One try at a document. Only the last one of a document is `final`; `host` is the cluster's machine that tried."""

    task: Task
    kind: Literal["done", "error", "timeout", "memory", "died"]
    final: bool
    result: Result | None = None
    error: SopscanError | None = None
    detail: str = ""
    seconds: float = 0.0
    peak_kib: int = 0
    host: str = ""


class WorkersFailed(SopscanError):
    """No worker gets as far as its first document; the message ends with the last one's last words."""

    exit_code = 70

    def __init__(self, detail: str):
        self._detail = detail
        words = detail.strip().splitlines()[-1] if detail.strip() else "?"
        super().__init__(
            "workers-failed",
            Bilingual(f"pembaca tidak dapat dimuat: {words}", f"the reader cannot be loaded: {words}"),
            Bilingual("periksa pemasangan dengan: sopscan doctor", "check what is installed with: sopscan doctor"),
            stage="batch",
        )

    def __reduce__(self):  # survives the way back from another machine
        return WorkersFailed, (self._detail,)


class Pool:
    """Runs tasks on `jobs` workers. A document whose worker died is tried once more, alone, after all others."""

    def __init__(self, jobs: int, limits: Limits, work: Work, stopping: Callable[[], bool] = lambda: False):
        self._jobs, self._limits, self._work, self._stopping = jobs, limits, work, stopping
        self._workers: list[ReaderProcess[Task]] = []
        self._suspects: deque[Task] = deque()
        self._failed_starts = 0
        self._started = 0

    def run(self, tasks: Iterable[Task]) -> Iterator[Attempt]:
        """Yield attempts as they end. After a wish to stop, what finishes within GRACE_S is still yielded.

        Raises WorkersFailed where the workers cannot even load.
        """
        with tempfile.TemporaryDirectory(prefix="sopscan-") as logs:
            self._logs = Path(logs)
            try:
                yield from self._drain(deque(), iter(tasks), self._jobs, alone=False)
                self._remove_all()
                yield from self._drain(self._suspects, iter(()), 1, alone=True)
            finally:
                self._remove_all()

    def _drain(self, queue: deque[Task], more: Iterator[Task], jobs: int, *, alone: bool) -> Iterator[Attempt]:
        stop_at: float | None = None
        exhausted = False
        while True:
            if self._stopping() and stop_at is None:
                stop_at = time.monotonic() + GRACE_S
            if not queue and not exhausted and stop_at is None:
                task = next(more, None)
                exhausted = task is None
                if task is not None:
                    queue.append(task)
            if queue and stop_at is None and self._hand_out(queue, jobs, alone):
                continue
            busy = [worker for worker in self._workers if worker.task]
            if stop_at is not None and (not busy or time.monotonic() > stop_at):
                return
            if not queue and exhausted and not busy:
                return
            yield from self._listen()

    def _hand_out(self, queue: deque[Task], jobs: int, alone: bool) -> bool:
        """Give the next task to an idle worker; start one where there is room. True where a task was given."""
        idle = next((worker for worker in self._workers if worker.idle), None)
        if idle is not None and (alone or idle.documents >= self._limits.recycle_after) and idle.documents:
            self._remove(idle)
            idle = None
        if idle is None:
            if len(self._workers) < jobs:
                self._started += 1
                self._workers.append(ReaderProcess(self._work, self._logs / f"{self._started}.log"))
            return False
        try:
            idle.give(queue[0], queue[0].path, alone)
        except OSError:  # it died between two documents: no document's fault
            idle.task = None
            self._remove(idle)
            return False
        queue.popleft()
        return True

    def _listen(self) -> Iterator[Attempt]:
        """Wait for one tick at most; take what came, and end what is over a limit."""
        waitables = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(waitables), TICK_S):
            worker = waitables[connection]
            try:
                reply = connection.recv()
            except (EOFError, OSError):
                worker.await_end()
                yield from self._bury(worker, "died", "")
                continue
            yield from self._receive(worker, reply)
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.task and now - worker.since > self._limits.seconds:
                yield from self._bury(worker, "timeout", f"{self._limits.seconds:g} s")
            elif worker.task and worker.resident_mib() > self._limits.memory_mib:
                yield from self._bury(worker, "memory", f"{self._limits.memory_mib} MiB")
            elif not worker.ready and now - worker.since > START_LIMIT_S:
                yield from self._bury(worker, "timeout", "start")

    def _receive(self, worker: ReaderProcess[Task], reply: Reply) -> Iterator[Attempt]:
        if reply.kind == "ready":
            worker.ready = True
            self._failed_starts = 0
            return
        task, worker.task = worker.task, None
        assert task is not None
        again = reply.kind == "memory" and not worker.alone
        if again:
            self._suspects.append(task)
            self._remove(worker)
        yield Attempt(
            task, reply.kind, not again, reply.result, reply.error, reply.detail, reply.seconds, reply.peak_kib
        )

    def _bury(
        self, worker: ReaderProcess[Task], kind: Literal["died", "timeout", "memory"], cause: str
    ) -> Iterator[Attempt]:
        peak = int(worker.resident_mib() * 1024)
        self._remove(worker)
        cause = cause or worker.cause_of_death()
        detail = "\n".join(part for part in (cause, worker.last_words()) if part)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= START_ATTEMPTS:
                raise WorkersFailed(detail)
        if worker.task is None:
            return
        if not worker.alone:
            self._suspects.append(worker.task)
        yield Attempt(
            worker.task,
            kind,
            worker.alone,
            detail=detail,
            seconds=time.monotonic() - worker.since,
            peak_kib=peak,
        )

    def _remove(self, worker: ReaderProcess[Task]) -> None:
        worker.kill()
        self._workers.remove(worker)

    def _remove_all(self) -> None:
        """Idle workers have nothing to finish: ending them hard is the same as asking, and quicker."""
        for worker in list(self._workers):
            self._remove(worker)
