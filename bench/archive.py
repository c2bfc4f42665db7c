"""What the run of an archive costs beyond reading, in time and in the conductor's memory: the same for each document, be
there ten or ten thousand.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from batch.memory import forget_peak, peak_kib
from batch.options import BatchOptions
from batch.runner import run_batch
from bench.clock import report, spend
from bench.workers import Silent
from models.document import Extraction, Producer, Source

#: Sizes of the archives; FOLDER documents lie in one folder.
SIZES, FOLDER = (10, 1000, 10_000), 500


class Nothing(BaseModel):
    """Settings of a reader that has none."""

    language: str = "en"


def read(path: Path, settings: Nothing) -> Extraction:
    """A reader that takes no time: what is left is finding, hashing, handing out, writing and remembering."""
    from hashlib import sha256

    data = path.read_bytes()
    source = Source(
        name=path.name,
        sha256=sha256(data).hexdigest(),
        media_type="text/plain",
        size_bytes=len(data),
        page_count=1,
    )
    return Extraction(status="ok", source=source, producer=Producer(version="0"))


def measure(folder: Path) -> None:
    costs = {}
    for size in SIZES:
        archive, out = _archive(folder / str(size), size), folder / f"{size}-out"
        options = BatchOptions(Nothing(), jobs=1, target="bench.archive:read")
        forget_peak()
        before = peak_kib()
        costs[size] = _each(archive, out, options, size)
        grown = (peak_kib() - before) / 1024
        again = _each(archive, out, options, size)
        figures = f"{costs[size] * 1000:.2f} CPU ms each, {again * 1000:.2f} where all is done; {grown:+.0f} MiB"
        report(f"{size} documents", figures)
    report("a document of the largest archive", f"{costs[SIZES[-1]] / costs[SIZES[1]]:.2f} x one of {SIZES[1]}")


def _each(archive: Path, out: Path, options: BatchOptions, size: int) -> float:
    return spend(lambda: run_batch([archive], out, options, Silent())).cpu_s / size


def _archive(root: Path, size: int) -> Path:
    for number in range(size):
        path = root / f"{number // FOLDER:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"document {number}")
    return root
