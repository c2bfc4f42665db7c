"""Make sheets for tests and benchmarks, with their truth: python -m samples.make OUT --count 60 --seed 1 --grade photocopy."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

from samples.degrade import GRADE_NAMES, TURNS, picture_pdf, spoil
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
            return draw_sheet(truth, style)
        except ValueError:
            continue
    raise ValueError(f"seed {seed}: no flow could be drawn in {DRAWS} tries")


def write_set(out: Path, count: int, seed: int, grade: str, degrees: int | None) -> None:
    """OUT/files/*.pdf and OUT/truth/*.json, named by seed; `degrees` None turns each scan by chance."""
    (out / "files").mkdir(parents=True, exist_ok=True)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    for n in range(seed, seed + count):
        pdf, truth = make_sheet(n)
        if grade != "vector":
            turned = Random(n).choice(TURNS) if degrees is None else degrees
            pdf = picture_pdf(spoil(pdf, grade, n, turned), grade)
        truth["doc"] = f"sheet-{n:05d}.pdf"
        (out / "files" / truth["doc"]).write_bytes(pdf)
        (out / "truth" / f"sheet-{n:05d}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m samples.make", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of the first sheet; the next ones count on")
    parser.add_argument("--grade", choices=GRADE_NAMES, default="vector")
    parser.add_argument("--turn", choices=[*map(str, TURNS), "any"], default="0", help="degrees, counter-clockwise")
    args = parser.parse_args(argv)
    write_set(args.out, args.count, args.seed, args.grade, None if args.turn == "any" else int(args.turn))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
