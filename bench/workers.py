"""One worker and two: pages a minute, and how much the second one brings."""

from __future__ import annotations

from pathlib import Path

from batch.extract import ExtractSettings
from batch.options import BatchOptions
from batch.runner import run_batch
from bench.clock import report, spend
from bench.sheets import Sheets, page_count

#: Copies of each sheet, so that starting the workers hardly counts: it takes a worker as long as six to eight pages with a
#: text layer, and each takes that time by itself. With 40 such pages two workers cannot be more than 1.77 times one.
TEXT_COPIES, SCAN_COPIES = 24, 2


class Silent:
    """An observer that says nothing."""

    def found(self, count: int) -> None: ...

    def finished(self, row: object, fresh: bool) -> None: ...

    def waiting(self) -> None: ...


def measure(sheets: Sheets, folder: Path) -> None:
    """By the clock, so on a machine that does nothing else."""
    for kind, sources, copies in (("text PDFs", sheets.texts, TEXT_COPIES), ("scans", sheets.scans, SCAN_COPIES)):
        archive = _copied(sources, copies, folder / kind)
        pages = page_count(sources) * copies
        minutes = {}
        for jobs in (1, 2):
            out = folder / f"{kind}-out{jobs}"
            options = BatchOptions(ExtractSettings(), jobs=jobs)
            spent = spend(
                lambda out=out, options=options, archive=archive: run_batch([archive], out, options, Silent())
            )
            minutes[jobs] = spent.wall_s / 60
            report(f"{kind}, {jobs} worker(s), {pages} pages", f"{pages / minutes[jobs]:.0f} pages/minute")
        report(f"{kind}, two workers", f"{minutes[1] / minutes[2]:.2f} x one")


def _copied(sources: list[Path], copies: int, archive: Path) -> Path:
    """Copies that differ in a remark behind their end: the same work, yet no doubles."""
    archive.mkdir()
    for number in range(copies):
        for source in sources:
            (archive / f"{number}-{source.name}").write_bytes(source.read_bytes() + b"\n%%%d\n" % number)
    return archive
