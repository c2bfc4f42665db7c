"""`make bench`: start-up, seconds a page for PDFs with text and for scans, and what a second worker brings.

`python -m bench pages workers` measures these parts only; `python -m bench grades` is another matter (bench/grades.py).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from batch.extract import ExtractSettings, extract_file
from batch.options import BatchOptions
from batch.runner import run_batch
from bench import grades

HOUSE = Path(__file__).parents[1]
SHEETS = HOUSE / "samples" / "sheets"
#: Each figure is the best of this many: other work on the machine only ever makes it worse.
REPEATS = 3
#: Documents of the run that compares one worker with two.
DOCUMENTS = 24
#: Resolution at which tesseract alone gets the pages, in dots per inch.
DPI = 200


class Silent:
    def found(self, count: int) -> None: ...

    def finished(self, row: object, fresh: bool) -> None: ...


def has_text(path: Path) -> bool:
    """True for a PDF whose first page has a text layer: the quick kind, of which archives of today are made."""
    return pypdfium2.PdfDocument(path)[0].get_textpage().count_chars() > 0


def best(action: Callable[[], object]) -> float:
    """Seconds of the quickest of REPEATS runs."""
    seconds = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def report(what: str, figure: str) -> None:
    print(f"{what:58} {figure}", flush=True)


def start_up() -> None:
    command = [sys.executable, "-c", "from cli.main import run; run(['--help'])"]
    seconds = best(lambda: subprocess.run(command, cwd=HOUSE, check=True, stdout=subprocess.DEVNULL))
    report("sopscan --help", f"{seconds:.2f} s")


def pages() -> None:
    settings = ExtractSettings()
    for path in sorted(SHEETS.iterdir()):
        if path.suffix == ".json":
            continue
        count = len(extract_file(path, settings).pages)
        seconds = best(lambda path=path: extract_file(path, settings))
        report(f"extract {path.name} ({count} p.), loaded", f"{seconds / count:.2f} s/page")


def against_tesseract() -> None:
    """The same page pictures through tesseract alone, and through the whole of sopscan."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = []
        for path in sorted(SHEETS.glob("*.pdf"))[:2]:
            for number, page in enumerate(pypdfium2.PdfDocument(path)):
                pictures.append(Path(folder) / f"{path.stem}-{number}.png")
                page.render(scale=DPI / 72).to_pil().save(pictures[-1], dpi=(DPI, DPI))
        alone = best(
            lambda: [
                subprocess.run(["tesseract", picture, "-", "-l", "ind+eng"], check=True, capture_output=True)
                for picture in pictures
            ]
        )
        whole = best(lambda: [extract_file(picture, ExtractSettings()) for picture in pictures])
        report(f"tesseract alone, {len(pictures)} page pictures", f"{alone / len(pictures):.2f} s/page")
        report("sopscan extract, the same pictures", f"{whole / len(pictures):.2f} s/page, {whole / alone:.2f} x")


def workers() -> None:
    """Copies that differ in a byte after their end: the same work, yet no doubles."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        archive.mkdir()
        sources = [path for path in sorted(SHEETS.glob("*.pdf")) if has_text(path)]
        for number in range(DOCUMENTS):
            source = sources[number % len(sources)]
            (archive / f"{number:03}.pdf").write_bytes(source.read_bytes() + b"\n%%%d\n" % number)
        seconds = {}
        for jobs in (1, 2):
            started = time.perf_counter()
            run_batch([archive], Path(folder) / f"out{jobs}", BatchOptions(ExtractSettings(), jobs=jobs), Silent())
            seconds[jobs] = time.perf_counter() - started
            report(f"batch of {DOCUMENTS} text PDFs, {jobs} worker(s), start included", f"{seconds[jobs]:.1f} s")
        report("one worker's time over two workers'", f"{seconds[1] / seconds[2]:.2f} x")


if __name__ == "__main__":
    if sys.argv[1:2] == ["grades"]:
        sys.exit(grades.main(sys.argv[2:]))
    parts = {"start-up": start_up, "pages": pages, "tesseract": against_tesseract, "workers": workers}
    for name in sys.argv[1:] or parts:
        parts[name]()
