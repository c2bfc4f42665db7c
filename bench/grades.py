"""`make grades`: how well drawn sheets are read, by grade of scan: `python -m bench grades --count 60 --seed 20000`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import mean

from batch.extract import ExtractSettings, extract_file
from bench.scoring import score
from ingest.settings import IngestSettings
from samples.make import Wish, make_layout, write_set

GRADES = {
    "clean300": Wish("clean300"),
    "clean200": Wish("clean200"),
    "clean150": Wish("clean150"),
    "photocopy": Wish("photocopy"),
    "fax": Wish("fax"),
    "phone": Wish("phone"),
    "stamped": Wish("clean200"),  # every sheet with stamp and signature in colour
    "turned90": Wish("clean200", turn="90"),
    "turned180": Wish("clean200", turn="180"),
    "vector": Wish(),  # no scan: for the rules (bench/rules.py), when asked for
}
SCANS = tuple(name for name in GRADES if name != "vector")
#: What each grade must reach.
BOUNDS = {"rows_f1": 0.99, "description": 0.985, "duration": 0.98, "header_exact": 0.97, "actor_f1": 0.97}
OUT = Path("build/grades")


def seeds(grade: str, first: int, count: int) -> Iterator[int]:
    """Seeds from `first` on: `count` of them, or as many of those as give a sheet of the grade's kind."""
    seed = first
    while count:
        if grade != "stamped" or make_layout(seed).style.stamp:
            count -= 1
            yield seed
        seed += 1


def read(folder: Path, seed: int, wish: Wish, settings: ExtractSettings) -> dict[str, float]:
    """Draw a sheet into `folder`, read it, keep what was read beside it; its scores."""
    write_set(folder, 1, seed, wish)
    truth = json.loads((folder / "truth" / f"sheet-{seed:05d}.json").read_text())
    extraction = extract_file(folder / "files" / truth["doc"], settings)
    (folder / f"sheet-{seed:05d}.json").write_text(extraction.model_dump_json(by_alias=True, indent=1))
    return score(truth, extraction)


def measure(
    grade: str, first: int, count: int, settings: ExtractSettings, jobs: int, faults: str
) -> dict[int, dict[str, float]]:
    """The scores of each sheet of a grade, by seed."""
    folder = OUT / settings.ingest.engine / (grade if faults == "scored" else f"{grade}-{faults}")
    wish = replace(GRADES[grade], faults=faults)
    chosen = list(seeds(grade, first, count))
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(read, folder, seed, wish, settings) for seed in chosen]
        return dict(zip(chosen, [task.result() for task in waiting], strict=True))


def without_stamp(scores: Mapping[int, dict[str, float]]) -> str:
    """The header fields of the sheets that no stamp is drawn on: on paper that keeps no colours it hides who signed."""
    plain = [one["header_exact"] for seed, one in scores.items() if not make_layout(seed).style.stamp]
    return f"header_exact {mean(plain):.4f} on {len(plain)} sheets without a stamp" if plain else "all stamped"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench grades", description=__doc__)
    parser.add_argument("--count", type=int, default=60, help="sheets a grade")
    parser.add_argument("--seed", type=int, default=20000, help="of the first sheet")
    parser.add_argument("--grade", choices=GRADES, action="append", help="this grade alone; may be repeated")
    parser.add_argument("--engine", choices=("auto", "ppocr", "tesseract"), default="auto")
    parser.add_argument("--jobs", type=int, default=1, help="sheets read at a time")
    parser.add_argument("--faults", choices=("scored", "catalogue"), default="scored", help="kinds put into the sheets")
    args = parser.parse_args(arguments)
    settings = ExtractSettings(ingest=IngestSettings(engine=args.engine))
    print(f"{'grade':10}" + "".join(f"{name:>14}" for name in (*BOUNDS, "header_lists")))
    print(f"{'bound':10}" + "".join(f"{bound:14.3f}" for bound in BOUNDS.values()))
    below = 0
    for grade in args.grade or SCANS:
        scores = measure(grade, args.seed, args.count, settings, args.jobs, args.faults)
        means = {name: mean(one[name] for one in scores.values()) for name in (*BOUNDS, "header_lists")}
        marks = {name: "*" if means[name] < bound else " " for name, bound in BOUNDS.items()}
        below += "*" in marks.values()
        cells = (f"{means[name]:13.4f}{marks.get(name, ' ')}" for name in (*BOUNDS, "header_lists"))
        print(f"{grade:10}" + "".join(cells), flush=True)
        print(f"{'':10}  {without_stamp(scores)}", flush=True)
        for seed, one in scores.items():
            if short := [name for name, bound in BOUNDS.items() if one[name] < bound]:
                print(f"{'':10}  sheet-{seed:05d}: {', '.join(short)}", flush=True)
    return int(below > 0)
