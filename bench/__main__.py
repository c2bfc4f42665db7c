"""`make bench`: what reading costs, in ratios of one run, in some ten minutes of two idle cores; `python -m bench scans
archive` measures these parts only.

`python -m bench grades`, `rules` and `calibration` are other matters (the files of these names).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from bench import archive, calibration, grades, rivals, rules, scan_pages, start_up, text_pages, workers
from bench.sheets import draw

PARTS = ("start-up", "texts", "scans", "workers", "archive", "rivals")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without")
    parser.add_argument("--sheets", type=int, default=4, help="sheets with a text layer drawn to measure on")
    parser.add_argument(
        "--scans", type=int, default=2, help="of which so many are read as scans, too: these take the time"
    )
    parser.add_argument("--rivals", default=sys.executable, metavar="PYTHON", help="that has OCRmyPDF and img2table")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="sopscan-bench-") as name:
        folder = Path(name)
        sheets = cache(lambda: draw(folder, chosen.sheets, chosen.scans))  # not drawn for the parts that read none
        measures = {
            "start-up": start_up.measure,
            "texts": lambda: text_pages.measure(sheets()),
            "scans": lambda: scan_pages.measure(sheets()),
            "workers": lambda: workers.measure(sheets(), folder),
            "archive": lambda: archive.measure(folder),
            "rivals": lambda: rivals.measure(sheets(), folder, chosen.rivals),
        }
        begun = time.monotonic()
        for part in chosen.parts or PARTS:
            print(f"-- {part}, after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
            measures[part]()
        print(f"-- done, after {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["grades"]:
        sys.exit(grades.main(sys.argv[2:]))
    if sys.argv[1:2] == ["rules"]:
        sys.exit(rules.main(sys.argv[2:]))
    if sys.argv[1:2] == ["calibration"]:
        sys.exit(calibration.main(sys.argv[2:]))
    sys.exit(main(sys.argv[1:]))
