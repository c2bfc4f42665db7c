"""Tasks read by an existing Dask cluster: chunks through a sliding window; a lost worker's chunk is split until the
document that did it is found.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from batch import cluster_errors
from batch.cluster_chunk import read_chunk, stop
from batch.pool import GRACE_S, Attempt, Limits, Task
from batch.worker import Work
from models.status import SopscanError
from models.version import VERSION

#: Documents in a chunk, at first and at most. A chunk starts a reader of its own (2 s of work), so a few seconds' reading for each
#: makes that small; what is lost with a worker or with the conductor is a chunk.
FIRST_DOCUMENTS, CHUNK_DOCUMENTS = 4, 32
#: Chunks in the scheduler for each thread of the cluster: one that is read and one that waits.
CHUNKS_PER_THREAD = 2
#: How often the cluster is asked how large it is, and how long it may be without any worker, in seconds.
CENSUS_S, LONELY_S = 10.0, 600.0
CONNECT_S = 30.0
TICK_S = 0.5
#: How long word to the workers may take, in seconds.
TELL_S = 2.0
#: A chunk that fails by an error (a full disk, a missing module) is tried on so many workers more.
RETRIES = 2
#: After a wish to stop: the readers' own time to finish, and the way back.
STOP_S = GRACE_S + 5.0


@dataclass(frozen=True)
class _Chunk:
    """`alone`: nothing else is read meanwhile, so that nobody else can have taken the worker down."""

    tasks: tuple[Task, ...]
    alone: bool = False

    def halves(self) -> list[_Chunk]:
        middle = len(self.tasks) // 2
        return [_Chunk(self.tasks[:middle]), _Chunk(self.tasks[middle:])]


class Cluster:
    """A batch.conductor.Executor. `roots` are the folders that every machine has to see.

    Raises ClusterError where the scheduler cannot be reached, has no workers, or goes away.
    """

    def __init__(self, address: str, roots: Sequence[Path], limits: Limits, work: Work, stopping: Callable[[], bool]):
        self._address, self._limits, self._work, self._stopping = address, limits, work, stopping
        self._roots = [Path(os.path.abspath(root)) for root in roots]
        self._run = uuid.uuid4().hex
        self._client: Any = None
        self._flight: dict[Any, _Chunk] = {}
        self._submitted = 0
        self._threads = 0
        self._counted = self._peopled = 0.0

    def __enter__(self) -> Cluster:
        try:
            from distributed import Client
        except ImportError as error:
            raise cluster_errors.no_package() from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said by typed errors
        try:
            self._client = Client(self._address, timeout=CONNECT_S)
        except (OSError, ValueError) as error:
            raise cluster_errors.unreachable(self._address, error) from error
        self._peopled = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        if self._flight and self._client.status == "running":
            self._end_chunks()
            self._client.cancel(list(self._flight), force=True)
        self._client.close(timeout=TICK_S)

    def run(self, tasks: Iterable[Task]) -> Iterator[Attempt]:
        """Yield attempts as chunks come back. After a wish to stop, what is over within STOP_S is still yielded."""
        more, waiting, accused = iter(tasks), deque[_Chunk](), deque[Task]()
        stop_at: float | None = None
        self._submitted = 0
        while True:
            if stop_at is None and self._stopping():
                stop_at = time.monotonic() + STOP_S
                self._end_chunks()
            left = stop_at is None and self._fill(waiting, more, accused)
            if not self._flight and not left or (stop_at is not None and time.monotonic() > stop_at):
                return
            for future in self._landed():
                yield from self._land(self._flight.pop(future), future, waiting, accused)

    def _fill(self, waiting: deque[_Chunk], more: Iterator[Task], accused: deque[Task]) -> bool:
        """Keep the window full; the accused wait until nothing else is under way. False where nothing is left."""
        window = CHUNKS_PER_THREAD * self._census()
        while len(self._flight) < window:
            if any(chunk.alone for chunk in self._flight.values()):
                break
            if not waiting:
                # Small ones first, so that a small archive is spread over all.
                size = min(CHUNK_DOCUMENTS, FIRST_DOCUMENTS * 2 ** (self._submitted // window))
                if chunk := tuple(islice(more, size)):
                    waiting.append(_Chunk(chunk))
            if waiting:
                self._submit(waiting.popleft())
            elif accused and not self._flight:
                self._submit(_Chunk((accused.popleft(),), alone=True))
            else:
                return bool(accused)
        return True

    def _submit(self, chunk: _Chunk) -> None:
        tasks = [replace(task, path=Path(os.path.abspath(task.path))) for task in chunk.tasks]
        future = self._client.submit(
            read_chunk, tasks, self._limits, self._work, self._run, self._roots, VERSION, pure=False, retries=RETRIES
        )
        self._flight[future] = chunk
        self._submitted += 1

    def _landed(self) -> list[Any]:
        """Futures that are over, waiting a tick for the first."""
        from distributed import wait

        if not self._flight:
            return []
        try:
            return list(wait(list(self._flight), timeout=TICK_S, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if self._client.status != "running":
                raise cluster_errors.lost(self._address) from None
            return []

    def _land(self, chunk: _Chunk, future: Any, waiting: deque[_Chunk], accused: deque[Task]) -> Iterator[Attempt]:
        from distributed.scheduler import KilledWorker

        if future.status == "finished":
            yield from future.result()
            return
        if future.status != "error":  # cancelled or lost: by no fault of the chunk
            if self._client.status != "running":
                raise cluster_errors.lost(self._address)
            waiting.appendleft(chunk)
            return
        error = future.exception()
        if isinstance(error, SopscanError):
            raise error
        if not isinstance(error, KilledWorker):
            raise cluster_errors.task_failed(error) from error
        if len(chunk.tasks) > 1:
            waiting.extendleft(chunk.halves())
            return
        # The worker was lost again and again with this one document. It may have been a neighbour's doing: a verdict
        # falls when the same happens while nothing else is read.
        (task,) = chunk.tasks
        if not chunk.alone:
            accused.append(task)
        yield Attempt(task, "died", chunk.alone, detail="worker lost")

    def _census(self) -> int:
        """Threads of the cluster. Raises ClusterError where there have been none for LONELY_S."""
        now = time.monotonic()
        if not self._threads or now - self._counted > CENSUS_S:
            try:
                self._threads = sum(self._client.nthreads().values())
            except OSError as error:
                raise cluster_errors.lost(self._address) from error
            self._counted = now
        if self._threads:
            self._peopled = now
        elif now - self._peopled > LONELY_S:
            raise cluster_errors.no_workers(self._address)
        elif not self._flight:
            time.sleep(TICK_S)
        return self._threads

    def _end_chunks(self) -> None:
        """Tell all workers, without waiting for the slowest or for one that is dying."""

        def tell() -> None:
            with suppress(Exception):  # whatever is wrong with a worker that is to stop, it is no reason to wait
                self._client.run(stop, self._run, on_error="ignore")

        telling = threading.Thread(target=tell, daemon=True)
        telling.start()
        telling.join(TELL_S)
