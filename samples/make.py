"""Make sheets for tests and benchmarks: python -m samples.make OUT --count 60 --seed 1 --grade vector."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from samples.faults import put_faults
from samples.generate import make_truth
from samples.sheet import draw_sheet
from samples.style import random_style

FAULTY_SHARE = 0.7  # of the sheets carry one fault or more
MOST_FAULTS = 4
DRAWS = 8  # a truth whose flow finds no way in its style gets another one


def make_sheet(seed: int) -> tuple[bytes, dict[str, Any]]:
    """A vector PDF and its truth. The same seed gives the same bytes."""
    for attempt in range(DRAWS):
        rng = Random(f"{seed}/{attempt}")
        style = random_style(rng)
        truth = make_truth(rng, style)
        if rng.random() < FAULTY_SHARE:
            truth = put_faults(truth, rng, rng.randint(1, MOST_FAULTS))
        try:
            return draw_sheet(truth, replace(style))
        except ValueError:
            continue
    raise ValueError(f"seed {seed}: no flow could be drawn in {DRAWS} tries")


def write_set(out: Path, count: int, seed: int) -> None:
    """OUT/files/*.pdf and OUT/truth/*.json, named by seed."""
    (out / "files").mkdir(parents=True, exist_ok=True)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    for n in range(seed, seed + count):
        pdf, truth = make_sheet(n)
        truth["doc"] = f"sheet-{n:05d}.pdf"
        (out / "files" / truth["doc"]).write_bytes(pdf)
        (out / "truth" / f"sheet-{n:05d}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m samples.make", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of the first sheet; the next ones count on")
    args = parser.parse_args(argv)
    write_set(args.out, args.count, args.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
