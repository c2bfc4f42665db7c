"""Starts batches quickly: `python -m tests.run_launcher ROOT OUT` begins one for each line of its input.

What a run imports is loaded once, here; each run is a fork of it in a session of its own. Its number is answered on a
line, and "ended" when it has, so that a test can kill twenty runs without loading twenty interpreters.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.batch_runs import run


def main(root: Path, out: Path) -> None:
    for _ in sys.stdin:
        number = os.fork()
        if not number:
            os.setsid()
            run(root, out)
            os._exit(0)
        print(number, flush=True)
        os.waitpid(number, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
