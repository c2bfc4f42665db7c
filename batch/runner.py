"""An archive from end to end: find, plan, read in workers, write, remember. Can be stopped and run again at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from batch import atomic, result
from batch.discovery import Input, discover
from batch.failure import problem_of
from batch.ledger import Ledger, Row
from batch.lock import hold
from batch.names import output_name
from batch.options import BatchOptions
from batch.plan import Content, Planner, location, was_moved
from batch.pool import Attempt, Pool, Task
from batch.result import Result
from models.status import MissingProgramError
from models.version import VERSION


class Observer(Protocol):
    """Whoever shows progress."""

    def found(self, count: int) -> None: ...

    def finished(self, row: Row, fresh: bool) -> None: ...


@dataclass
class RunSummary:
    """`statuses` counts all inputs of this run, `findings` theirs by severity; `read`, `kept` and `reused` say how each came by its result."""

    statuses: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    read: int = 0
    kept: int = 0
    reused: int = 0
    moved: int = 0
    stopped: bool = False

    @property
    def total(self) -> int:
        return sum(self.statuses.values())


def run_batch(
    roots: Sequence[Path],
    out: Path,
    options: BatchOptions,
    observer: Observer,
    stopping: Callable[[], bool] = lambda: False,
) -> RunSummary:
    """Read every input under `roots` into `out`. One bad file never stops the run.

    Raises UsageError (a root is not there), OutputError (cannot write, or another run holds `out`),
    MissingProgramError (a reader lacks what it needs) and WorkersFailed.
    """
    with hold(out):
        ledger = Ledger(out)
        outcome = "failed"
        try:
            run = _Run(roots, out, options, observer, stopping, ledger)
            if ledger.begin_run(VERSION, options.settings_hash()):
                _sweep(out)
            summary = run.go()
            outcome = "stopped" if summary.stopped else "done"
            return summary
        finally:
            ledger.end_run(outcome)
            ledger.close()


def _sweep(out: Path) -> None:
    """A run killed while writing may have left its temporary file."""
    for leftover in out.rglob(atomic.TEMPORARY_NAME):
        atomic.remove(leftover)


class _Run:
    def __init__(
        self,
        roots: Sequence[Path],
        out: Path,
        options: BatchOptions,
        observer: Observer,
        stopping: Callable[[], bool],
        ledger: Ledger,
    ):
        self._roots, self._out, self._options, self._observer = roots, out, options, observer
        self._stopping, self._ledger = stopping, ledger
        self._settings = options.settings_hash()
        self._summary = RunSummary()
        self._written: set[str] = set()
        self._in_work: dict[str, tuple[Input, Content]] = {}
        self._first_of: dict[str, str] = {}
        self._followers: dict[str, list[tuple[Input, Content]]] = {}
        self._planner = Planner(ledger, self._settings, VERSION, self._usable)

    def go(self) -> RunSummary:
        count = 0
        for _ in discover(self._roots, self._out):
            if self._stopping():
                self._summary.stopped = True
                return self._summary
            count += 1
        self._observer.found(count)
        pool = Pool(self._options.jobs, self._options.limits, self._options.work(), self._stopping)
        for attempt in pool.run(self._tasks()):
            self._take(attempt)
        self._summary.stopped = self._stopping() and self._summary.total < count
        return self._summary

    def _usable(self, row: Row) -> bool:
        if row.path in self._written:
            return True
        if self._options.fresh or (self._options.retry_failed and row.status == "failed"):
            return False
        return (self._out / row.output).is_file()

    def _tasks(self) -> Iterator[Task]:
        """Settle what needs no reading at once; the rest becomes tasks, one per content."""
        for item in discover(self._roots, self._out):
            if self._stopping():
                return
            content = Content(None, None, None) if item.error else self._planner.content(item)
            if item.error:
                problem = item.error.problem(self._language)
                self._finish(item, content, result.failed(Path(item.relative).name, None, None, problem))
            elif content.sha256 in self._first_of:
                self._followers[self._first_of[content.sha256]].append((item, content))
            elif not self._settle(item, content):
                self._in_work[item.relative] = (item, content)
                self._followers[item.relative] = []
                if content.sha256:
                    self._first_of[content.sha256] = item.relative
                yield Task(item.relative, item.path)

    @property
    def _language(self):
        return getattr(self._options.settings, "language", "id")

    def _settle(self, item: Input, content: Content) -> bool:
        """Keep or take over a result that is there; False where the document has to be read."""
        plan = self._planner.plan(item, content)
        if plan.action == "done" and plan.row:
            self._summary.kept += 1
            self._count(plan.row, fresh=False)
            return True
        if plan.action == "reuse" and plan.row:
            return self._take_over(item, content, plan.row)
        return False

    def _take_over(self, item: Input, content: Content, row: Row) -> bool:
        try:
            data = (self._out / row.output).read_bytes()
            self._copy(item, content, row, data)
        except (OSError, ValidationError):
            return False
        return True

    def _copy(self, item: Input, content: Content, row: Row, data: bytes) -> None:
        """Give `item` the result `data` of `row`, whose input holds the same bytes; a moved input leaves its old place."""
        taken = result.renamed(data, Path(item.relative).name)
        moved = was_moved(row)
        self._finish(item, content, taken, same_as=None if moved else row.path, died=row.died)
        self._summary.reused += 1
        if moved:
            self._summary.moved += 1
            self._ledger.forget(row.path)
            atomic.remove(self._out / row.output)

    def _take(self, attempt: Attempt) -> None:
        item, content = self._in_work[attempt.task.key]
        self._ledger.attempt(item.relative, attempt.kind, attempt.seconds, attempt.peak_kib, attempt.detail)
        if isinstance(attempt.error, MissingProgramError):
            raise attempt.error
        if not attempt.final:
            return
        found = attempt.result
        if found is None:
            problem = problem_of(attempt, self._options.limits, self._language)
            found = result.failed(Path(item.relative).name, content.sha256, content.size_bytes, problem)
        died = int(attempt.kind != "done")
        self._summary.read += 1
        row = self._finish(item, content, found, seconds=attempt.seconds, peak_kib=attempt.peak_kib, died=died)
        del self._in_work[item.relative]
        self._first_of.pop(content.sha256 or "", None)
        for follower, same in self._followers.pop(item.relative):
            self._copy(follower, same, row, found.data)

    def _finish(
        self,
        item: Input,
        content: Content,
        found: Result,
        *,
        seconds: float = 0.0,
        peak_kib: int = 0,
        same_as: str | None = None,
        died: int = 0,
    ) -> Row:
        """The output first, then the ledger: what the ledger calls done is there."""
        output = str(output_name(item.relative))
        atomic.write_whole(self._out / output, found.data)
        row = Row(
            path=item.relative,
            root=location(item.root),
            location=location(item.path),
            size_bytes=content.size_bytes,
            mtime_ns=content.mtime_ns,
            sha256=content.sha256,
            settings=self._settings,
            version=VERSION,
            status=found.status,
            output=output,
            problems=found.problems,
            pages=found.pages,
            sops=found.sops,
            seconds=round(seconds, 3),
            peak_kib=peak_kib,
            errors=found.errors,
            warnings=found.warnings,
            infos=found.infos,
            same_as=same_as,
            died=died,
        )
        self._ledger.record(row)
        self._written.add(row.path)
        self._count(row, fresh=True)
        return row

    def _count(self, row: Row, *, fresh: bool) -> None:
        self._summary.statuses[row.status] += 1
        self._summary.findings.update(error=row.errors, warning=row.warnings, info=row.infos)
        self._observer.finished(row, fresh)
