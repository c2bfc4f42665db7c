"""The loop: mutants are read in a worker under limits of time and memory, and what comes of them is counted."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from batch.extract import ExtractSettings
from batch.pool import Attempt, Limits, Pool, Task
from batch.worker import Work
from ingest.settings import IngestSettings
from tests.fuzz.mutate import mutant
from tests.fuzz.seeds import seeds

#: Small enough that honest work on a page stays far below the limits, so that reaching one is a fault.
SETTINGS = ExtractSettings(ingest=IngestSettings(max_megapixels=4, max_pages=20))
LIMITS = Limits(seconds=30, memory_mib=1024, recycle_after=2000)
#: How often a seed comes up, by its kind. Transcripts and pictures take a twentieth of a second, small PDFs a quarter, the drawn
#: sheet two, a scan in a PDF one: so that none of them is rare and twenty thousand mutants are read within the hour.
_WEIGHTS = {"transcript": 16, "picture": 12, "pdf": 8}
_DEAR = {"drawn.pdf": 2, "layer.pdf": 4}
_TEXT = (".txt", ".md", ".html")


@dataclass
class Tally:
    """`outcomes` counts what became of the mutants, `kinds` the same by kind of seed, `codes` the typed problems; `faults`
    names what must not be.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[int, str] = (0, "")

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())

    def take(self, attempt: Attempt) -> None:
        name = attempt.task.key
        self.slowest = max(self.slowest, (round(attempt.seconds, 2), name))
        self.largest = max(self.largest, (attempt.peak_kib // 1024, name))
        if not attempt.final:
            return
        if attempt.result is None:
            self._count(name, attempt.error.code if attempt.error else attempt.kind)
            self.faults[name] = attempt.detail.strip() or repr(attempt.error)
            return
        self._count(name, attempt.result.status)
        self.codes.update(problem["code"] for problem in attempt.result.problem_list())

    def _count(self, name: str, outcome: str) -> None:
        self.outcomes[outcome] += 1
        self.kinds[f"{kind_of(name)} {outcome}"] += 1


def fuzz(numbers: range, keep: Path, limits: Limits = LIMITS, every: int = 0) -> Iterator[Tally]:
    """Read mutants `numbers` (each follows from its number alone); yields the tally after each `every` and at the end.

    The files of faults are copied to `keep`.
    """
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="sopscan-fuzz-") as folder:
        pool = Pool(1, limits, Work("tests.fuzz.target:read", SETTINGS))
        for attempt in pool.run(_tasks(numbers, Path(folder))):
            tally.take(attempt)
            if not attempt.final:
                continue
            if attempt.task.key in tally.faults:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / attempt.task.key).write_bytes(attempt.task.path.read_bytes())
            attempt.task.path.unlink()
            if every and tally.total % every == 0:
                yield tally
    yield tally


def _tasks(numbers: range, folder: Path) -> Iterator[Task]:
    for number in numbers:
        name, data = make(number)
        path = folder / name
        path.write_bytes(data)
        yield Task(name, path)


def make(number: int) -> tuple[str, bytes]:
    """Mutant `number`, and its name: the number and the seed it comes from."""
    rng = Random(f"mutant/{number}")
    name = rng.choice(_by_weight())
    return f"{number:06}-{name}", mutant(rng, seeds()[name], list(seeds().values()))


def kind_of(name: str) -> str:
    """Of a seed or a mutant, by its name."""
    if name.endswith(_TEXT):
        return "transcript"
    return "pdf" if name.endswith(".pdf") else "picture"


def _by_weight() -> list[str]:
    return [name for name in seeds() for _ in range(_DEAR.get(name, _WEIGHTS[kind_of(name)]))]
