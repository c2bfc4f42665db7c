"""How long a clerk waits for the first word, and what a worker takes before its first page."""

from __future__ import annotations

import sys

from bench.clock import best, report, run


def measure() -> None:
    spent = best(lambda: run([sys.executable, "-c", "from cli.main import run; run(['--help'])"]))
    report("sopscan --help", f"{spent.cpu_s:.2f} CPU s")
    spent = best(lambda: run([sys.executable, "-c", "import batch.worker, batch.extract, ingest.pdf.source"]))
    report("a worker's libraries", f"{spent.cpu_s:.2f} CPU s")
