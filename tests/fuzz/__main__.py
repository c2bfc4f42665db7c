"""python -m tests.fuzz --mutants 20000: the long run; ends with 1 where something but a typed error came out."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from tests.fuzz.run import LIMITS, Tally, fuzz
from tests.fuzz.seeds import seeds

REPORT_EVERY = 500


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant; a number gives one mutant")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="folder for files that showed a fault")
    parser.add_argument(
        "--seconds", type=float, default=LIMITS.seconds, help="a mutant may take; more on a busy machine"
    )
    chosen = parser.parse_args()
    tally, limits = Tally(), replace(LIMITS, seconds=chosen.seconds)
    for tally in fuzz(range(chosen.first, chosen.first + chosen.mutants), chosen.keep, limits, every=REPORT_EVERY):
        print(_words(tally), flush=True)
    for name, fault in tally.faults.items():
        print(f"\n{name}\n{fault}")
    return 1 if tally.faults else 0


def _words(tally: Tally) -> str:
    return (
        f"{tally.total} mutants of {len(seeds())} seeds: {dict(tally.outcomes.most_common())}, "
        f"by kind {dict(sorted(tally.kinds.items()))}, "
        f"{len(tally.faults)} faults; slowest {tally.slowest[0]} s ({tally.slowest[1]}), "
        f"largest {tally.largest[0]} MiB ({tally.largest[1]}); problems {dict(tally.codes.most_common())}"
    )


if __name__ == "__main__":
    sys.exit(main())
