"""An archive from end to end: find, plan, read in workers, write, remember. Can be stopped and run again at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from batch.conductor import Conductor, Executor, Observer, RunSummary
from batch.joining import refuse_part_of_a_document
from batch.ledger import Ledger
from batch.lock import hold
from batch.options import BatchOptions
from batch.pool import Pool
from batch.stillness import Stillness
from batch.store import Store, is_remote, open_store
from batch.watching import keep_watching
from models.bilingual import Bilingual
from models.status import UsageError
from models.version import VERSION


def run_batch(
    roots: Sequence[Path],
    out: Path | str,
    options: BatchOptions,
    observer: Observer,
    stopping: Callable[[], bool] = lambda: False,
) -> RunSummary:
    """Read every input under `roots` into `out`, a folder or an address of fsspec. One bad file never stops the run.

    The ledger is kept in `options.ledger`, which an address needs; for a folder it is the folder itself by default.
    Raises UsageError (a root is not there, …), OutputError (cannot write, or another run holds `out`),
    MissingProgramError (a reader lacks what it needs) and WorkersFailed.
    """
    folder = None if is_remote(str(out)) else Path(out)
    records = options.ledger or folder
    if records is None:
        raise _no_place_for_the_ledger()
    if options.join:
        refuse_part_of_a_document(roots)
    with _held(folder, records):
        ledger = Ledger(records)
        outcome = "failed"
        try:
            store = open_store(out)
            if ledger.begin_run(VERSION, options.reading_hash()):
                store.sweep()
            with _executor(roots, options, stopping) as executor:
                summary = _run(roots, folder, store, options, observer, stopping, ledger, executor)
            outcome = "stopped" if summary.stopped else "done"
            return summary
        finally:
            ledger.end_run(outcome)
            ledger.close()


def _run(
    roots: Sequence[Path],
    folder: Path | None,
    store: Store,
    options: BatchOptions,
    observer: Observer,
    stopping: Callable[[], bool],
    ledger: Ledger,
    executor: Executor,
) -> RunSummary:
    still = Stillness(options.watch.settle_s) if options.watch else None
    ready = still.is_still if still else lambda path: True
    conductor = Conductor(roots, folder, store, options, observer, stopping, ledger, ready)
    summary = conductor.summary
    count = conductor.count()
    if count is None:
        summary.stopped = True
        return summary
    observer.found(count)
    if options.watch and still:
        keep_watching(conductor, executor, roots, folder, options.watch, still, stopping)
        summary.statuses, summary.findings = ledger.totals()
    else:
        conductor.go(executor)
    summary.stopped = conductor.unfinished()
    return summary


@contextmanager
def _held(folder: Path | None, records: Path) -> Iterator[None]:
    """Nobody else writes the outputs or the ledger meanwhile."""
    with ExitStack() as locks:
        for place in {place.resolve(): place for place in (folder, records) if place}.values():
            locks.enter_context(hold(place))
        yield


@contextmanager
def _executor(roots: Sequence[Path], options: BatchOptions, stopping: Callable[[], bool]) -> Iterator[Executor]:
    if options.scheduler is None:
        yield Pool(options.jobs, options.limits, options.work(), stopping)
        return
    from batch.cluster import Cluster  # an optional extra

    with Cluster(options.scheduler, roots, options.limits, options.work(), stopping) as cluster:
        yield cluster


def _no_place_for_the_ledger() -> UsageError:
    return UsageError(
        "no-ledger-folder",
        Bilingual(
            "keluaran di tempat jauh memerlukan folder buku catatan", "output in a remote place needs a ledger folder"
        ),
        Bilingual("sebutkan dengan --ledger DIR", "name one with --ledger DIR"),
        stage="batch",
    )
