"""Draw the committed samples again, byte for byte: python -m samples.redraw [FOLDER]."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.degrade import encode, picture_pdf, spoil
from samples.originals import blank_header, headless, odd_durations, shifted_columns, wrong_city
from samples.sheet import draw_sheet
from samples.style import Style

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """A file under samples/: which sheet, and as what. `grade` vector or a name of degrade.GRADES."""

    path: str
    truth: Callable[[], dict[str, Any]]
    style: Style
    grade: str = "vector"
    seed: int = 1
    turned: int = 0


SAMPLES = (
    Sample("sheets/1-kepala-kosong.pdf", blank_header.truth, blank_header.STYLE),
    Sample("sheets/2-waktu-janggal.pdf", odd_durations.truth, odd_durations.STYLE),
    Sample("sheets/3-salah-daerah.jpg", wrong_city.truth, wrong_city.STYLE, "phone", 4),
    Sample("sheets/4-kolom-bergeser.pdf", shifted_columns.truth, shifted_columns.STYLE),
    Sample("sheets/5-tanpa-kepala.pdf", headless.truth, headless.STYLE, "photocopy", 2),
    Sample("twins/1-kepala-kosong-faks.pdf", blank_header.truth, blank_header.STYLE, "fax", 3, 90),
    Sample("twins/3-salah-daerah.pdf", wrong_city.truth, wrong_city.STYLE),
    Sample("twins/5-tanpa-kepala.pdf", headless.truth, headless.STYLE),
)


def redraw(sample: Sample) -> tuple[bytes, dict[str, Any]]:
    """The sample's file and truth."""
    data, truth = draw_sheet(sample.truth(), sample.style)
    truth["doc"] = Path(sample.path).name
    if sample.grade != "vector":
        pictures = spoil(data, sample.grade, sample.seed, sample.turned)
        single = not sample.path.endswith(".pdf")
        data = encode(pictures[0], sample.grade)[0] if single else picture_pdf(pictures, sample.grade)
    return data, truth


def as_json(truth: dict[str, Any]) -> str:
    return json.dumps(truth, ensure_ascii=False, indent=1) + "\n"


def main(argv: list[str]) -> int:
    folder = Path(argv[0]) if argv else FOLDER
    for sample in SAMPLES:
        path = folder / sample.path
        path.parent.mkdir(parents=True, exist_ok=True)
        data, truth = redraw(sample)
        path.write_bytes(data)
        path.with_suffix(".json").write_text(as_json(truth))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
