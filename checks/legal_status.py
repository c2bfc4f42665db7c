"""What is known of a regulation's end: a dated table (data/legal_status.csv), which never asserts that one is in force."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checks.options import RevokedRegulation
from checks.wording import normalised
from models.document import Regulation

_ENDED = ("dicabut", "digantikan", "dinyatakan tidak berlaku")
_SURE = {"tinggi", "sedang"}
_SUCCESSOR_YEAR = re.compile(r"/(\d{4})")


@dataclass(frozen=True)
class Revocation:
    """`by` names the regulation that ended another, `year` is its year; `sure` where the clause itself was read."""

    by: str
    year: int
    sure: bool
    source: str


def revocation(regulation: Regulation, by_office: Sequence[RevokedRegulation] = ()) -> Revocation | None:
    """What ended a regulation, by the office's own list or the built-in table; None where nothing is known."""
    if regulation.kind is None or regulation.number is None or regulation.year is None:
        return None
    key = _key(regulation.kind, regulation.number, regulation.year)
    own = next((entry for entry in by_office if _key(entry.kind, entry.number, entry.year) == key), None)
    if own is not None:
        return Revocation(own.by, own.since, sure=True, source="sopscan.toml")
    return _table().get(key)


def _key(kind: str, number: str, year: int) -> tuple[str, str, int]:
    """One ministry under its two names counts as one; "PER/21/M.PAN/11/2008" may or may not hold its year."""
    kind = normalised(kind)
    kind = "permenpan" if kind == "permenpanrb" else kind
    return kind, normalised(number).lstrip("0").removesuffix(f" {year}"), year


@cache
def _table() -> dict[tuple[str, str, int], Revocation]:
    text = (files("checks") / "data" / "legal_status.csv").read_text(encoding="utf-8")
    table = {}
    for row in csv.DictReader(text.splitlines()):
        year = _SUCCESSOR_YEAR.search(row["oleh"])
        if not row["status"].startswith(_ENDED) or row["keyakinan"] not in _SURE or year is None:
            continue
        key = _key(row["jenis"], row["nomor"], int(row["tahun"]))
        table[key] = Revocation(row["oleh"], int(year.group(1)), row["keyakinan"] == "tinggi", row["sumber"])
    return table
