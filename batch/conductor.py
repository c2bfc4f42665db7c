"""The work of a run: settle what needs no reading, hand out the rest, take what comes back, write it and remember it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from batch import result
from batch.discovery import Input, discover
from batch.failure import problem_of
from batch.ledger import Ledger, Row, RowStatus
from batch.names import output_name
from batch.options import BatchOptions
from batch.plan import Content, Planner, location, was_moved
from batch.pool import Attempt, Task
from batch.result import Result
from batch.store import Store
from models.status import NOT_TAKEN, InputError, MissingProgramError
from models.version import VERSION

#: What a row says of the reading: checking again leaves it as it was.
_KEPT_BY_A_CHECK = ("seconds", "peak_kib", "same_as", "died")


class Observer(Protocol):
    """Whoever shows progress."""

    def found(self, count: int) -> None: ...

    def finished(self, row: Row, fresh: bool) -> None: ...

    def waiting(self) -> None:
        """All is done that is there; the run waits for more."""


class Executor(Protocol):
    """Whoever has tasks read: workers on this machine, or a cluster."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Attempt]: ...


@dataclass
class RunSummary:
    """`statuses` counts all inputs of this run, `findings` theirs by severity; `read`, `kept`, `rechecked` and `reused` say
    how each came by its result; `not_all_taken` counts those that are ok though something in them was left out.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    read: int = 0
    kept: int = 0
    rechecked: int = 0
    reused: int = 0
    moved: int = 0
    not_all_taken: int = 0
    stopped: bool = False

    @property
    def total(self) -> int:
        return sum(self.statuses.values())


class Conductor:
    """One run over `roots`. `ready` says whether a file may be taken now: one that is still being written may not."""

    def __init__(
        self,
        roots: Sequence[Path],
        out: Path | None,
        store: Store,
        options: BatchOptions,
        observer: Observer,
        stopping: Callable[[], bool],
        ledger: Ledger,
        ready: Callable[[Path], bool] = lambda path: True,
    ):
        self._roots, self._out, self._store, self._options = roots, out, store, options
        self.observer, self._stopping, self._ledger, self._ready = observer, stopping, ledger, ready
        self._settings, self._checks = options.reading_hash(), options.checking_hash()
        self.summary = RunSummary()
        self._anew = options.fresh or options.retry_failed
        self._written: set[str] = set()
        self._in_work: dict[str, tuple[Input, Content]] = {}
        self._first_of: dict[str, str] = {}
        self._followers: dict[str, list[tuple[Input, Content]]] = {}
        self._again: deque[tuple[Input, Content]] = deque()
        self._cut_off = False
        self._planner = Planner(ledger, self._settings, self._checks, VERSION, self._usable, options.join)

    def count(self) -> int | None:
        """How many inputs there are; None where a wish to stop came first."""
        found = 0
        for _ in discover(self._roots, self._out):
            if self._stopping():
                return None
            found += 1
        return found

    def go(self, executor: Executor, *, known: bool = False) -> None:
        """Bring every input's result up to date. `known`: those that stand were counted before and are passed over."""
        tasks = self._tasks(known)
        for attempt in executor.run(tasks):
            self._take(attempt)
        next(tasks, None)  # one that was stopped between two tasks has asked for no other: what is left is noticed here
        while self._again and not self._stopping():
            for attempt in executor.run(self._second_looks()):
                self._take(attempt)

    def unfinished(self) -> bool:
        """True where a wish to stop left something undone."""
        return self._cut_off or bool(self._in_work or self._again)

    def _usable(self, row: Row) -> bool:
        if row.path in self._written:
            return True
        if self._options.fresh or (self._options.retry_failed and row.status == "failed"):
            return False
        return not row.output or self._store.has(row.output)

    def _tasks(self, known: bool) -> Iterator[Task]:
        """Settle what needs no reading at once; the rest becomes tasks, one per content."""
        for item in discover(self._roots, self._out):
            if self._stopping():
                self._cut_off = True
                return
            if item.error:
                problem = item.error.problem(self._options.language)
                self._finish(item, Content(), result.failed(Path(item.relative).name, None, None, problem))
            elif all(self._ready(page) for page in self._planner.pages(item)):
                yield from self._task(item, self._planner.content(item), known)

    def _second_looks(self) -> Iterator[Task]:
        """Inputs that waited for a twin which turned out to have changed."""
        while self._again and not self._stopping():
            yield from self._task(*self._again.popleft(), False)

    def _task(self, item: Input, content: Content, known: bool) -> Iterator[Task]:
        alone = len(self._planner.pages(item)) == 1
        if alone and content.sha256 in self._first_of:
            self._followers[self._first_of[content.sha256]].append((item, content))
        elif not self._settle(item, content, known):
            self._in_work[item.relative] = (item, content)
            self._followers[item.relative] = []
            if alone and content.sha256:
                self._first_of[content.sha256] = item.relative
            yield Task(item.relative, item.path)

    def _settle(self, item: Input, content: Content, known: bool) -> bool:
        """Keep or take over a result that is there, or set a file aside; False where the document has to be read."""
        plan = self._planner.plan(item, content)
        if plan.action == "done" and plan.row:
            if not known:
                self.summary.kept += 1
                self._count(plan.row, fresh=False)
            return True
        if plan.action in ("skip", "joined") and plan.reason:
            self._set_aside(item, content, plan.reason, "skipped" if plan.action == "skip" else "joined")
            return True
        if plan.action == "check" and plan.row:
            return self._check_again(item, content, plan.row)
        if plan.action == "reuse" and plan.row:
            return self._take_over(item, content, plan.row)
        return False

    def _check_again(self, item: Input, content: Content, row: Row) -> bool:
        """New findings on what was read before, which no setting of the checks changes; False where that is damaged."""
        checks = self._options.checks
        if checks is None:
            return False
        try:
            found = result.checked_again(self._store.read(row.output), checks, location(item.path))
        except (OSError, ValidationError):
            return False
        self._finish(item, content, found, **{name: getattr(row, name) for name in _KEPT_BY_A_CHECK})
        self.summary.rechecked += 1
        return True

    def _set_aside(self, item: Input, content: Content, reason: InputError, status: RowStatus) -> None:
        """No output, since it is no document of its own; the ledger says why."""
        before = self._ledger.row(item.relative)
        if before and before.output:
            self._store.remove(before.output)
        problem = result.failed(Path(item.relative).name, None, None, reason.problem(self._options.language))
        self._record(item, content, replace(problem, status=status), output="")

    def _take_over(self, item: Input, content: Content, row: Row) -> bool:
        try:
            self._copy(item, content, row, self._store.read(row.output))
        except (OSError, ValidationError):
            return False
        return True

    def _copy(self, item: Input, content: Content, row: Row, data: bytes) -> None:
        """Give `item` the result `data` of `row`, whose input holds the same bytes; a moved input leaves its old place."""
        taken = result.renamed(data, item.relative)
        checks = self._options.checks
        if checks and (checks.exceptions or row.checks != self._checks):  # what is excepted depends on the path
            taken = result.checked_again(taken.data, checks, location(item.path))
        moved = was_moved(row)
        self._finish(item, content, taken, same_as=None if moved else row.path, died=row.died)
        self.summary.reused += 1
        if moved:
            self.summary.moved += 1
            self._ledger.forget(row.path)
            self._store.remove(row.output)

    def _take(self, attempt: Attempt) -> None:
        item, content = self._in_work[attempt.task.key]
        self._ledger.attempt(
            item.relative, attempt.kind, attempt.seconds, attempt.peak_kib, attempt.detail, attempt.host
        )
        if isinstance(attempt.error, MissingProgramError):
            raise attempt.error
        if not attempt.final:
            return
        found = attempt.result
        if found is None:
            problem = problem_of(attempt, self._options.limits, self._options.language)
            found = result.failed(Path(item.relative).name, content.sha256, content.size_bytes, problem)
        changed = found.sha256 != content.sha256
        died = int(attempt.kind != "done")
        row = self._finish(
            item,
            Content(found.sha256) if changed else content,  # what was read counts; the next look sees what is there now
            found,
            seconds=attempt.seconds,
            peak_kib=attempt.peak_kib,
            died=died,
        )
        self.summary.read += 1
        del self._in_work[item.relative]
        self._first_of.pop(content.sha256 or "", None)
        followers = self._followers.pop(item.relative)
        if changed:
            self._again.extend(followers)
            return
        for follower, same in followers:
            self._copy(follower, same, row, found.data)

    def _finish(self, item: Input, content: Content, found: Result, **more) -> Row:
        """The output first, then the ledger: what the ledger calls done is there."""
        output = str(output_name(item.relative))
        self._store.write(output, found.data)
        return self._record(item, content, found, output=output, **more)

    def _record(
        self,
        item: Input,
        content: Content,
        found: Result,
        *,
        output: str,
        seconds: float = 0.0,
        peak_kib: int = 0,
        same_as: str | None = None,
        died: int = 0,
    ) -> Row:
        row = Row(
            path=item.relative,
            root=location(item.root),
            location=location(item.path),
            size_bytes=content.size_bytes,
            mtime_ns=content.mtime_ns,
            sha256=content.sha256,
            settings=self._settings,
            checks=self._checks,
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
        if self._anew:
            self._written.add(row.path)
        self._count(row, fresh=True)
        return row

    def _count(self, row: Row, *, fresh: bool) -> None:
        self.summary.statuses[row.status] += 1
        self.summary.findings.update(error=row.errors, warning=row.warnings, info=row.infos)
        left_out = any(problem["code"] in NOT_TAKEN for problem in row.problem_list())
        self.summary.not_all_taken += row.status == "ok" and left_out
        self.observer.finished(row, fresh)
