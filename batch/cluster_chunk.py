"""What a worker of a cluster does: reads a chunk of documents under the same limits, in the same kind of process, as a
run on one machine does. A document that kills its reader is dealt with here, and no other machine hears of it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from batch.cluster_errors import inputs_not_shared, other_version
from batch.pool import Attempt, Limits, Pool, Task
from batch.worker import Work
from models.version import VERSION

#: Runs that were told to stop while this worker had a chunk of theirs; a name each, so they may stay.
_stopped: set[str] = set()


def read_chunk(
    tasks: Sequence[Task], limits: Limits, work: Work, run: str, roots: Sequence[Path], version: str
) -> list[Attempt]:
    """All attempts at `tasks`, in order of their end; after `stop(run)` those that were over within seconds.

    Raises ClusterError where this machine has another version or does not see `roots`, WorkersFailed where no reader
    can be started.
    """
    host = socket.gethostname()
    if version != VERSION:
        raise other_version(host, VERSION, version)
    for root in roots:
        if not os.path.exists(root):
            raise inputs_not_shared(host, root)
    attempts = Pool(1, limits, work, lambda: run in _stopped).run(tasks)
    return [replace(attempt, host=host) for attempt in attempts]


def stop(run: str) -> None:
    """Chunks of `run` end early, and keep what they have."""
    _stopped.add(run)
