"""The regions of Indonesia by code and by name (Kemendagri codes; see data/PROVENANCE.md). Loaded once, when first asked."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from models.document import RegionLevel

#: Below this similarity a name is another name, not a misreading: one wrong letter in five still counts.
NEAREST_CUTOFF = 0.78
#: Similarity given to a name that differs by look-alike letters alone ("Dernak", "B1itar").
LOOKALIKE_LIKENESS = 0.97

_NO_LETTERS = re.compile(r"[\W_]+")
_PREFIXES: tuple[tuple[str, RegionLevel], ...] = (
    ("Kabupaten Administrasi ", "regency"),
    ("Kota Administrasi ", "city"),
    ("Kabupaten ", "regency"),
    ("Kota ", "city"),
)


class RegionEntry(NamedTuple):
    """`name` is official ("Kabupaten Blitar"), `base` without the kind ("Blitar"); `code` is dotted (35.05)."""

    code: str
    name: str
    base: str
    level: RegionLevel


class Gazetteer:
    """Look-ups over entries; names are compared by their letters alone, so "TULANGBAWANG" finds "Tulang Bawang"."""

    def __init__(self, entries: list[RegionEntry], aliases: list[RegionEntry]):
        self.by_code = {entry.code: entry for entry in entries}
        self._names: dict[RegionLevel, dict[str, list[RegionEntry]]] = defaultdict(lambda: defaultdict(list))
        for entry in [*entries, *aliases]:
            known = self._names[entry.level][letters(entry.base)]
            official = self.by_code[entry.code]
            if official not in known:
                known.append(official)
        self._drawn: dict[RegionLevel, dict[str, list[RegionEntry]]] = {}

    def lookup(self, name: str, level: RegionLevel) -> tuple[RegionEntry, ...]:
        """All regions of that level and name, without its kind ("Blitar", not "Kabupaten Blitar"); empty where none."""
        return tuple(self._names[level].get(letters(name).removeprefix("administrasi"), ()))

    def nearest(self, name: str, level: RegionLevel) -> tuple[RegionEntry, float] | None:
        """The most similar name of that level and its similarity 0-1; None below NEAREST_CUTOFF."""
        exact = self.lookup(name, level)
        if exact:
            return exact[0], 1.0
        if level not in self._drawn:
            self._drawn[level] = {as_drawn(known): found for known, found in self._names[level].items()}
        drawn = self._drawn[level].get(as_drawn(letters(name)))
        if drawn:
            return drawn[0], LOOKALIKE_LIKENESS
        best = process.extractOne(
            letters(name),
            self._names[level].keys(),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=NEAREST_CUTOFF,
        )
        return (self._names[level][best[0]][0], round(best[1], 3)) if best else None


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process; reading it takes some tens of milliseconds."""
    entries = [_entry(row["kode"], row["nama"].strip()) for row in _rows("wilayah.csv")]
    aliases = [_entry(row["kode"], row["nama"].strip()) for row in _rows("region_aliases.csv")]
    return Gazetteer(entries, aliases)


def is_within(code: str, other: str) -> bool:
    """Whether region `code` is `other` or lies in it ("35.05" is within "35")."""
    return code == other or code.startswith(other + ".")


def letters(name: str) -> str:
    """What names are compared by: letters and figures, casefolded; "Kep." is Kepulauan."""
    return _NO_LETTERS.sub("", name.casefold().replace("kep.", "kepulauan"))


def as_drawn(name: str) -> str:
    """Look-alike letters made one, as OCR confuses them."""
    return name.replace("rn", "m").translate(str.maketrans("l1|0", "iiio"))


def _entry(code: str, name: str) -> RegionEntry:
    depth = code.count(".")
    if depth == 1:
        for prefix, level in _PREFIXES:
            if name.startswith(prefix):
                return RegionEntry(code, name, name.removeprefix(prefix), level)
    return RegionEntry(code, name, name, "district" if depth == 2 else "province")


def _rows(name: str) -> list[dict[str, str]]:
    with files("models").joinpath("data", name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
