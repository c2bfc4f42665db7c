"""Where the time of an extraction goes, by page and step: the steps' functions are wrapped while one watches.

All timing is here; the rooms know nothing of it, and an extraction that nobody watches runs none of this.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from batch.memory import forget_peak, peak_kib
from batch.steps import STEPS, Step

#: Rooms in which a function may stand under the name it was imported by.
ROOMS = frozenset({"ingest", "parsers", "checks", "batch"})


@dataclass
class Cost:
    """Seconds by the clock, seconds of processors (with those of programs that were run), highest memory in KiB."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak_kib: int = 0


@dataclass
class Profile:
    """What each step cost on each page; page None is the document's. A step's cost is without that of steps inside it."""

    costs: dict[tuple[int | None, Step], Cost] = field(default_factory=dict)
    _inside: list[tuple[Step, int | None]] = field(default_factory=list)
    _page: int | None = None
    _mark: tuple[float, float] = (0.0, 0.0)

    def begin(self, step: Step, page: int | None = None) -> None:
        """`page`: that the step is called for, where it is called for one."""
        self._charge()
        self._page = page or self._page
        self._inside.append((step, page))

    def end(self) -> None:
        self._charge()
        self._inside.pop()

    def _charge(self) -> None:
        """What was spent since the last call goes to the innermost step."""
        now = time.perf_counter(), _cpu_s()
        if self._inside:
            step, page = self._inside[-1]
            cost = self.costs.setdefault((None if step.page == "none" else page or self._page, step), Cost())
            cost.wall_s += now[0] - self._mark[0]
            cost.cpu_s += now[1] - self._mark[1]
            cost.peak_kib = max(cost.peak_kib, peak_kib())
        forget_peak()
        self._mark = time.perf_counter(), _cpu_s()


@contextmanager
def watch() -> Iterator[Profile]:
    """Times every step of what is extracted inside, in this process and one extraction at a time."""
    profile = Profile()
    replaced = [(function, _timed(function, step, profile)) for step in STEPS for function in _functions(step)]
    for plain, timed in replaced:
        _exchange(plain, timed)
    try:
        yield profile
    finally:
        for plain, timed in replaced:
            _exchange(timed, plain)


def _cpu_s() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _functions(step: Step) -> list[Callable[..., Any]]:
    """The step's functions; AttributeError or ImportError where the table names one that is no more."""
    found = []
    for place in step.functions:
        module, _, name = place.partition(":")
        owner: Any = importlib.import_module(module)
        for part in name.split("."):
            owner = getattr(owner, part)
        found.append(owner)
    return found


def _timed(function: Callable[..., Any], step: Step, profile: Profile) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        profile.begin(step, _page_of(args) if step.page == "own" else None)
        try:
            return function(*args, **named)
        finally:
            profile.end()

    @functools.wraps(function)
    def generate(*args: Any, **named: Any) -> Any:
        """What a generator does between two of its values is its step's time; what is done with them is not."""
        values = function(*args, **named)
        while True:
            profile.begin(step)
            try:
                value = next(values)
            except StopIteration:
                return
            finally:
                profile.end()
            yield value

    return generate if inspect.isgeneratorfunction(function) else call


def _page_of(args: tuple[Any, ...]) -> int | None:
    """The page that a call is for: a number, or the page of a sheet."""
    for arg in args:
        if isinstance(arg, int):
            return arg
        page = getattr(arg, "page", None)
        if page is not None:
            return page.number
    return None


def _exchange(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    """Put `new` wherever the rooms know `old`: in its class or module, and where it was imported from there."""
    for module in _room_modules():
        for holder in (module, *(v for v in vars(module).values() if inspect.isclass(v))):
            for name, value in list(vars(holder).items()):
                if value is old:
                    setattr(holder, name, new)


def _room_modules() -> list[ModuleType]:
    return [module for name, module in list(sys.modules.items()) if module and name.partition(".")[0] in ROOMS]
