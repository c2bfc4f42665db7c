"""Does confidence mean something? `python -m bench calibration TRUTH_DIR EXTRACTIONS_DIR [--plot FILE.png] [--wrong]`.

Values read by OCR are compared with the truth and counted by the confidence in their evidence. What was left null is no
value: it is counted apart, as kept back. Handwriting is left out where the truth marks it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from bench.scoring import APPROVER, LISTS, VALUES, joined, matched_rows, plain
from models.document import Extraction, Sop

#: Lower ends of the bins; and what is promised of the last one (issue 3).
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
PROMISED = 0.98
CELLS = {"description": "description", "requirements": "requirements", "output": "outputs", "remarks": "remarks"}
#: The plot: a square of this many pixels with a margin.
SIDE_PX, MARGIN_PX = 400, 50


class Judged(NamedTuple):
    """A value that was presented: where, how surely, and whether it is right."""

    where: str
    confidence: float
    right: bool
    text: str
    truth: str


@dataclass
class Calibration:
    """All values of some sheets; `kept_back` of the header's were read but left null."""

    values: list[Judged] = field(default_factory=list)
    kept_back: int = 0

    def bins(self) -> Iterator[tuple[float, float, int, float]]:
        """(from, to, values, share that is right) of each bin that holds any."""
        for low, high in zip(BINS, [*BINS[1:], 1.01], strict=True):
            inside = [v.right for v in self.values if low <= v.confidence < high]
            if inside:
                yield low, min(high, 1.0), len(inside), sum(inside) / len(inside)


def judge(truth: Mapping[str, Any], extraction: Extraction, into: Calibration, name: str = "") -> None:
    """Compare the sheet that `truth` is of with the extraction, value by value."""
    sops = extraction.sops
    if "sop_index" in truth:
        sop = sops[truth["sop_index"]] if len(sops) > truth["sop_index"] else Sop(pages=[1])
    else:
        sop = max(sops, key=lambda s: len(s.activities), default=Sop(pages=[1]))
    by_hand = " ".join(truth.get("handwritten") or [])
    header = truth["header"]
    for key, attribute in VALUES.items():
        if key not in by_hand:
            _judge(into, sop, name, f"/header/{attribute}", header.get(key), getattr(sop.header, attribute), True)
    approver = header.get("approved_by") or {}
    for key in APPROVER:
        found = getattr(sop.header.approved_by, key)
        _judge(into, sop, name, f"/header/approved_by/{key}", approver.get(key), found, True)
    for key in LISTS:
        wanted = {plain(joined([item])) for item in header[key]}
        for index, item in enumerate(getattr(sop.header, key)):
            pointer, text = f"/header/{key}/{index}", joined([item])
            _judge(into, sop, name, pointer, text if plain(text) in wanted else " / ".join(header[key]), text)
    at = {id(activity): index for index, activity in enumerate(sop.activities)}
    for want, got in matched_rows(truth["activities"], sop.activities):
        row = f"/activities/{at[id(got)]}"
        _judge(into, sop, name, f"{row}/duration", want["duration"], got.duration.text if got.duration else "")
        for key, attribute in CELLS.items():
            found = getattr(got, attribute)
            listed = isinstance(found, list)
            _judge(into, sop, name, f"{row}/{attribute}", _text(want[key]), joined(found) if listed else found)


def _text(cell: str | Sequence[str] | None) -> str:
    return joined([cell] if isinstance(cell, str) else cell or [])


def _judge(
    into: Calibration, sop: Sop, name: str, pointer: str, truth: Any, found: Any, may_be_null: bool = False
) -> None:
    entries = [e for key, e in sop.evidence.items() if key == pointer or key.startswith(f"{pointer}/")]
    read = [entry.confidence for entry in entries if entry.origin == "ocr" and entry.confidence is not None]
    if not read:
        return
    if not plain(found):
        into.kept_back += may_be_null and any(plain(entry.text) for entry in entries)
        return
    text, wanted = str(found), str(truth or "")
    into.values.append(Judged(f"{name}{pointer}", min(read), plain(text) == plain(wanted), text, wanted))


def measure(truths: Path, extractions: Path) -> Calibration:
    """All truths of a folder against the extractions of the same names; what was not extracted is left out."""
    calibration = Calibration()
    for path in sorted(truths.glob("*.json")):
        extracted = extractions / path.name
        if extracted.is_file():
            extraction = Extraction.model_validate_json(extracted.read_text(encoding="utf-8"))
            judge(json.loads(path.read_text(encoding="utf-8")), extraction, calibration, path.stem)
    return calibration


def plot(calibration: Calibration) -> np.ndarray:
    """The share that is right (upwards) by confidence (to the right): uint8 (height, width, 3); the diagonal is honest."""
    size = SIDE_PX + 2 * MARGIN_PX
    picture = np.full((size, size, 3), 255, np.uint8)

    def at(confidence: float, share: float) -> tuple[int, int]:
        return MARGIN_PX + round(SIDE_PX * confidence), size - MARGIN_PX - round(SIDE_PX * share)

    cv2.rectangle(picture, at(0, 0), at(1, 1), (0, 0, 0), 1)
    cv2.line(picture, at(0, 0), at(1, 1), (160, 160, 160), 1)
    for low, high, count, share in calibration.bins():
        cv2.rectangle(picture, at(low, 0), at(high, share), (200, 140, 60), -1)
        cv2.putText(picture, str(count), at(low, share), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1, cv2.LINE_AA)
    return picture


def main(argv: list[str]) -> int:
    """0 where the last bin holds what is promised, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bench calibration", description=__doc__)
    parser.add_argument("truths", type=Path)
    parser.add_argument("extractions", type=Path)
    parser.add_argument("--plot", type=Path, help="a PNG to write")
    parser.add_argument("--wrong", action="store_true", help="list the wrong values, surest first")
    args = parser.parse_args(argv)
    calibration = measure(args.truths, args.extractions)
    share = 1.0
    print("confidence   values  right")
    for low, high, count, share in calibration.bins():
        print(f"{low:.2f}-{high:.2f}   {count:7}  {share:.3f}", flush=True)
    print(f"kept back    {calibration.kept_back:7}")
    if args.wrong:
        for value in sorted(calibration.values, key=lambda v: -v.confidence):
            if not value.right:
                print(f"{value.confidence:.3f} {value.where}: {value.text!r}, should be {value.truth!r}")
    if args.plot:
        cv2.imwrite(str(args.plot), plot(calibration))
    return 0 if share >= PROMISED else 1
