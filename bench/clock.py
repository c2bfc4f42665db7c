"""What a piece of work costs: seconds by the clock, and of processors with those of the programs it ran."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).parents[1]


class Spent(NamedTuple):
    wall_s: float
    cpu_s: float


def spend(action: Callable[[], object]) -> Spent:
    """The cost of one run. Processor seconds suffer least from whatever else the machine does."""
    wall, cpu = time.perf_counter(), _cpu_s()
    action()
    return Spent(time.perf_counter() - wall, _cpu_s() - cpu)


def best(action: Callable[[], object], repeats: int = 3) -> Spent:
    """The cheapest of some runs: other work on the machine only ever makes one dearer."""
    return min((spend(action) for _ in range(repeats)), key=lambda spent: spent.cpu_s)


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess:
    """Run a program from the house's folder, its words kept to itself. Raises CalledProcessError."""
    return subprocess.run([str(part) for part in command], cwd=HOUSE, check=True, capture_output=True)


def report(what: str, figure: str) -> None:
    print(f"{what:58} {figure}", flush=True)


def _cpu_s() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
