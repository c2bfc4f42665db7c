"""A folder that grows: after all is done the run goes on and takes what is new, until it is told to stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from batch.changes import Changes
from batch.conductor import Conductor, Executor
from batch.options import WatchOptions
from batch.stillness import Stillness
from models.status import UsageError

#: Of the time at most one part in so many goes into looking through the archive: a million files, to which one is added
#: each minute, are not looked through without end.
LOOKING_SHARE = 10


def keep_watching(
    conductor: Conductor,
    executor: Executor,
    roots: Sequence[Path],
    out: Path | None,
    options: WatchOptions,
    still: Stillness,
    stopping: Callable[[], bool],
) -> None:
    """Rounds through the archive until a wish to stop comes.

    A round follows a notice of a change, a file that was waited for, and in any case every `rescan_s`: what no notice
    told of is found then.
    """
    with Changes(roots, out, stopping) as changes:
        looking_s = 0.0
        first = True
        while not stopping():
            began, read = time.monotonic(), conductor.summary.read
            _round(conductor, executor, first)
            still.forget_others()
            ended = time.monotonic()
            if conductor.summary.read == read:
                looking_s = ended - began
            if conductor.summary.read > read or first:
                conductor.observer.waiting()
            first = False
            _rest(changes, still, ended, looking_s, options, stopping)


def _round(conductor: Conductor, executor: Executor, first: bool) -> None:
    try:
        conductor.go(executor, known=not first)
    except UsageError:
        if first:
            raise
        # A share that is away for an hour comes back; the next round will see.


def _rest(
    changes: Changes,
    still: Stillness,
    since: float,
    looking_s: float,
    options: WatchOptions,
    stopping: Callable[[], bool],
) -> None:
    """Return when there is reason to look again."""
    wanted = False
    while not stopping():
        wanted = changes.wait() or wanted
        now, look = time.monotonic(), still.next_look()
        late = now - since >= options.rescan_s or (look is not None and now >= look)
        if (wanted or late) and now - since >= LOOKING_SHARE * looking_s:
            return
