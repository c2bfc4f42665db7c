"""Faults put in on purpose, each recorded as a defect {"kind": …, "activity": index or None}.

Every fault is a function (truth, row, rng) that changes the truth and returns whether it could.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from samples import people
from samples.generate import number_nodes

Truth = dict[str, Any]
Fault = Callable[[Truth, int, Random], bool]


def _renumber(truth: Truth, row: int, step: int) -> None:
    for activity in truth["activities"][row:]:
        activity["number"] += step


def missing_number(truth: Truth, row: int, rng: Random) -> bool:
    """The last rows often go without a number; in the middle the count goes on as if the row had one."""
    truth["activities"][row]["number"] = None
    return True


def skipped_number(truth: Truth, row: int, rng: Random) -> bool:
    if row == 0:
        return False
    _renumber(truth, row, 1)
    return True


def duplicate_number(truth: Truth, row: int, rng: Random) -> bool:
    if row == 0:
        return False
    _renumber(truth, row, -1)
    return True


def _home(truth: Truth) -> tuple[str, str]:
    first = truth["header"]["institution"][0].removeprefix("PEMERINTAH ").title()
    kind, _, name = first.partition(" ")
    return kind, name


def wrong_region(truth: Truth, row: int, rng: Random) -> bool:
    """The name of a region of another province, as it stays behind when a sheet is copied; or the namesake next door."""
    kind, name = _home(truth)
    province = next((p for _, n, p in people.PLACES if n == name), name)
    strangers = [(k, n) for k, n, p in people.PLACES if p != province]
    k, n = rng.choice(strangers)
    if name in people.TWO_KINDS and rng.random() < 0.5:
        k, n = ("Kota" if kind == "Kabupaten" else "Kabupaten"), name
    cell = rng.choice(("description", "description", "requirements", "output"))
    text = truth["activities"][row][cell]
    if "; " in text or kind in text:
        cell, text = "description", truth["activities"][row]["description"]
        if kind in text:
            return False
    written = rng.choice((f"{k} {n}", f"{'Kab.' if k == 'Kabupaten' else k} {n}"))
    truth["activities"][row][cell] = f"{text} {written}"
    return True


def odd_duration(truth: Truth, row: int, rng: Random) -> bool:
    truth["activities"][row]["duration"] = rng.choice(
        ("0 menit", "120 hari", "2 tahun", "500 jam", "90 hari", "18 bulan")
    )
    return True


def missing_duration(truth: Truth, row: int, rng: Random) -> bool:
    truth["activities"][row]["duration"] = ""
    return True


def unknown_unit(truth: Truth, row: int, rng: Random) -> bool:
    truth["activities"][row]["duration"] = rng.choice(("30", "2 berkas", "3 lembar", "15 org", "1 kali"))
    return True


def date_order(truth: Truth, row: int, rng: Random) -> bool:
    header = truth["header"]
    year, rest = header["date_created"].split("-", 1)
    header["date_effective"] = f"{int(year) - 1}-{rest}"
    return True


def bad_nip(truth: Truth, row: int, rng: Random) -> bool:
    by = truth["header"]["approved_by"]
    nip = by["nip"]
    wrong = rng.choice(
        (nip[:16], nip + "1", nip[:4] + "14" + nip[6:], nip[:14] + "4" + nip[15:], nip[:8] + "1970" + nip[12:])
    )
    by["nip"] = wrong
    truth["printed"]["nip"] = f"{wrong[:8]} {wrong[8:14]} {wrong[14:15]} {wrong[15:]}".rstrip()
    return True


def missing_header_number(truth: Truth, row: int, rng: Random) -> bool:
    truth["header"]["number"] = None
    return True


def no_actor(truth: Truth, row: int, rng: Random) -> bool:
    """The row's only symbol left out; the line runs from the step before to the step after."""
    flow = truth["flow"]
    here = [n for n in flow["nodes"] if n["activity_index"] == row]
    if len(here) != 1 or here[0]["shape"] != "process":
        return False
    gone = here[0]["id"]
    into, out = [e for e in flow["edges"] if e[1] == gone], [e for e in flow["edges"] if e[0] == gone]
    if len(into) != 1 or len(out) != 1:
        return False
    flow["nodes"].remove(here[0])
    flow["edges"] = [e for e in flow["edges"] if gone not in e[:2]] + [[into[0][0], out[0][1], into[0][2]]]
    truth["activities"][row]["actors"] = []
    return True


def duplicate_activity(truth: Truth, row: int, rng: Random) -> bool:
    if row == 0:
        return False
    truth["activities"][row]["description"] = truth["activities"][row - 1]["description"]
    return True


#: Code of the rule that must find each fault.
CODES: dict[str, str] = {
    "missing_number": "STP201",
    "skipped_number": "STP202",
    "duplicate_number": "STP203",
    "wrong_region": "REG501",
    "odd_duration": "DUR403",
    "missing_duration": "DUR401",
    "unknown_unit": "DUR402",
    "date_order": "HDR105",
    "bad_nip": "HDR107",
    "missing_header_number": "HDR101",
    "no_actor": "ACT301",
    "duplicate_activity": "STP206",
}
ROW_FAULTS: dict[str, Fault] = {
    f.__name__: f for f in (wrong_region, odd_duration, missing_duration, unknown_unit, no_actor, duplicate_activity)
}
NUMBER_FAULTS: dict[str, Fault] = {f.__name__: f for f in (missing_number, skipped_number, duplicate_number)}
HEADER_FAULTS: dict[str, Fault] = {f.__name__: f for f in (date_order, bad_nip, missing_header_number)}
TRIES = 12


def put_faults(truth: Truth, rng: Random, count: int) -> Truth:
    """Put up to `count` faults into a sound truth: one a row, one in the numbering, each header fault once."""
    free = list(range(1, len(truth["activities"])))
    kinds = [
        *rng.sample(sorted(ROW_FAULTS), len(ROW_FAULTS)),
        rng.choice(sorted(NUMBER_FAULTS)),
        *rng.sample(sorted(HEADER_FAULTS), 2),
    ]
    for kind in rng.sample(kinds, min(count, len(kinds))):
        if kind in HEADER_FAULTS:
            if HEADER_FAULTS[kind](truth, 0, rng):
                truth["defects"].append({"kind": kind, "activity": None})
            continue
        fault = ROW_FAULTS.get(kind) or NUMBER_FAULTS[kind]
        for _ in range(TRIES):
            row = rng.choice(free) if free else 0
            if row and fault(truth, row, rng):
                free = [r for r in free if abs(r - row) > 1]
                truth["defects"].append({"kind": kind, "activity": row})
                break
    return number_nodes(truth)
