"""Make sheets for tests and benchmarks, with their truth: python -m samples.make OUT --count 60 --seed 1 --grade photocopy."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from samples.bundle import bind
from samples.catalogue_faults import put_catalogue_faults
from samples.degrade import GRADE_NAMES, TURNS, picture_pdf, picture_tiff, spoil
from samples.faults import put_faults
from samples.generate import make_truth
from samples.line_habits import random_habits, suit
from samples.pen import Pen
from samples.sheet import Layout, ink, lay_out, truth_as_drawn
from samples.style import random_style

FAULTY_SHARE = 0.7  # of the sheets carry one fault or more
MOST_FAULTS = 4
MOST_CATALOGUE_FAULTS = 3
DRAWS = 8  # a truth whose flow finds no way in its style gets another one


@dataclass(frozen=True)
class Wish:
    """How a set is stored; `turn` "any" turns each scan by chance; `faults` are those that scorers know, or the others."""

    grade: str = "vector"
    turn: str = "0"
    mend: bool = False
    form: str = "pdf"
    bind: int = 1
    faults: str = "scored"


def make_layout(seed: int, faults: str = "scored") -> Layout:
    """A sheet laid out: everything follows from the seed, and from the kind of faults."""
    for attempt in range(DRAWS):
        rng = Random(f"{seed}/{attempt}")
        style = random_style(rng)
        truth = make_truth(rng, style)
        if faults == "catalogue":
            truth = put_catalogue_faults(truth, rng, rng.randint(1, MOST_CATALOGUE_FAULTS))
        elif rng.random() < FAULTY_SHARE:
            truth = put_faults(truth, rng, rng.randint(1, MOST_FAULTS))
        try:
            habits = random_habits(Random(f"{seed}/{attempt}/lines"))
            truth = suit(truth, habits, Random(f"{seed}/{attempt}/suit"))
            return lay_out(truth, replace(style, lines=habits))
        except ValueError:
            continue
    raise ValueError(f"seed {seed}: no flow could be drawn in {DRAWS} tries")


def make_file(seed: int, bound: int, faults: str = "scored") -> tuple[bytes, list[dict[str, Any]]]:
    """A PDF and the truths in it: one sheet, or `bound` sheets in one file behind a cover (every other time)."""
    if bound == 1:
        pdf, truth = make_sheet(seed, faults)
        return pdf, [truth]
    return bind([make_layout(seed * bound + n, faults) for n in range(bound)], cover=seed % 2 == 0)


def make_sheet(seed: int, faults: str = "scored") -> tuple[bytes, dict[str, Any]]:
    """A vector PDF and its truth. The same seed gives the same bytes."""
    layout, pen = make_layout(seed, faults), Pen()
    ink(pen, layout)
    return pen.finish(), truth_as_drawn(layout)


def store(pdf: bytes, seed: int, wish: Wish) -> tuple[bytes, str]:
    """The file as wished, and its suffix."""
    if wish.grade == "vector":
        return pdf, "pdf"
    degrees = Random(seed).choice(TURNS) if wish.turn == "any" else int(wish.turn)
    pictures = spoil(pdf, wish.grade, seed, degrees)
    if wish.form == "tiff":
        return picture_tiff(pictures, wish.grade), "tiff"
    return picture_pdf(pictures, wish.grade, degrees if wish.mend else 0), "pdf"


def write_set(out: Path, count: int, seed: int, wish: Wish) -> None:
    """OUT/files/* and OUT/truth/*.json, named by seed."""
    (out / "files").mkdir(parents=True, exist_ok=True)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    for n in range(seed, seed + count):
        name = f"sheet-{n:05d}"
        pdf, truths = make_file(n, wish.bind, wish.faults)
        data, suffix = store(pdf, n, wish)
        (out / "files" / f"{name}.{suffix}").write_bytes(data)
        for truth in truths:
            truth["doc"] = f"{name}.{suffix}"
            part = f"-{truth['sop_index'] + 1}" if "sop_index" in truth else ""
            path = out / "truth" / f"{name}{part}.json"
            path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m samples.make", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of the first sheet; the next ones count on")
    parser.add_argument("--grade", choices=GRADE_NAMES, default="vector")
    parser.add_argument("--turn", choices=[*map(str, TURNS), "any"], default="0", help="degrees, counter-clockwise")
    parser.add_argument("--mend", action="store_true", help="set /Rotate so that viewers show turned scans upright")
    parser.add_argument("--form", choices=("pdf", "tiff"), default="pdf", help="of scans")
    parser.add_argument("--bind", type=int, default=1, metavar="N", help="sheets to a file")
    parser.add_argument("--faults", choices=("scored", "catalogue"), default="scored", help="kinds put in")
    args = parser.parse_args(argv)
    wish = Wish(args.grade, args.turn, args.mend, args.form, args.bind, args.faults)
    write_set(args.out, args.count, args.seed, wish)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
