"""Faults for the rules that samples.faults leaves out, so that each kind of the catalogue can be drawn.

Recorded apart ("other_defects"), as scorers know the kinds of samples.faults alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from samples import people

Truth = dict[str, Any]
Fault = Callable[[Truth, int, Random], bool]

SECTIONS = ("qualifications", "related_sops", "equipment", "warnings", "records")
NO_DATES = ("32 Maret 2021", "Maret", "31 Februari 2022", "Senin", "hari ini")
REVOKED = (  # and the year in which it ended; sheets are drawn from 2016 on
    ("Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah", 2014),
    ("Peraturan Pemerintah Nomor 53 Tahun 2010 tentang Disiplin Pegawai Negeri Sipil", 2021),
)
#: First words of headings that name a post which a sentence can begin with.
POSTS = ("Kepala", "Sekretaris", "Staf", "Petugas", "Camat", "Lurah", "Operator", "Bendahara", "Direktur")
SPELT_LETTERS = 8
SHORT_NAMES = ("LPPD", "LKPD", "RKPD", "LAKIP", "RKBMD")
OWN_ROWS = 5  # so many rows name the paper that the sheet is on
STRANGERS = ("Sertifikat hak pakai", "Izin mendirikan bangunan", "Polis asuransi", "Surat nikah")
PAGED_ROWS = 12  # shorter sheets seldom take a second page
CHAINED_ROWS = 8  # in a shorter sheet nothing can be said of a chain
OFTEN = 4


def missing_title(truth: Truth, row: int, rng: Random) -> bool:
    truth["header"]["title"] = None
    return True


def missing_date(truth: Truth, row: int, rng: Random) -> bool:
    truth["header"][rng.choice(("date_created", "date_effective"))] = None
    truth["printed"]["blank_date"] = rng.choice(("", "-", "........"))
    return True


def unreadable_date(truth: Truth, row: int, rng: Random) -> bool:
    truth["header"]["date_created"] = None
    truth["printed"]["blank_date"] = rng.choice(NO_DATES)
    return True


def missing_approver(truth: Truth, row: int, rng: Random) -> bool:
    truth["header"]["approved_by"]["name"] = None
    return True


def missing_section(truth: Truth, row: int, rng: Random) -> bool:
    truth["header"][rng.choice(SECTIONS)] = []
    return True


def incomplete_citation(truth: Truth, row: int, rng: Random) -> bool:
    laws = truth["header"]["legal_basis"]
    place = rng.randrange(len(laws))
    cut = re.sub(r" Nomor \d+ Tahun \d{4}", rng.choice(("", " Nomor 12")), laws[place], count=1)
    changed = cut != laws[place]
    laws[place] = cut
    return changed


def revoked_regulation(truth: Truth, row: int, rng: Random) -> bool:
    made = truth["header"]["date_created"] or truth["header"]["date_effective"] or "2016"
    ended = [law for law, year in REVOKED if year < int(made[:4])]
    truth["header"]["legal_basis"].insert(0, rng.choice(ended))
    return True


def citation_after_sop(truth: Truth, row: int, rng: Random) -> bool:
    header = truth["header"]
    dates = [header[key] for key in ("date_created", "date_revised", "date_effective") if header[key]]
    if not dates:
        return False
    year = max(int(date[:4]) for date in dates) + rng.randint(1, 2)
    header["legal_basis"].append(
        f"Peraturan Menteri Dalam Negeri Nomor {rng.randint(3, 90)} Tahun {year} tentang Tata Kerja"
    )
    return True


def unknown_region(truth: Truth, row: int, rng: Random) -> bool:
    """A region's name with a letter doubled."""
    kind, name, _ = rng.choice([place for place in people.PLACES if len(place[1]) > 5 and " " not in place[1]])
    at = rng.randrange(2, len(name) - 1)
    truth["activities"][row]["description"] += f" di {kind} {name[:at]}{name[at - 1]}{name[at:]}"
    return True


def region_kind(truth: Truth, row: int, rng: Random) -> bool:
    """A Kota where there is a Kabupaten alone."""
    names = [n for k, n, _ in people.PLACES if k == "Kabupaten" and n not in people.TWO_KINDS]
    truth["activities"][row]["description"] += f" di Kota {rng.choice(names)}"
    return True


def number_order(truth: Truth, row: int, rng: Random) -> bool:
    rows = truth["activities"]
    if row + 1 >= len(rows) or rows[row]["number"] is None or rows[row + 1]["number"] is None:
        return False
    rows[row]["number"], rows[row + 1]["number"] = rows[row + 1]["number"], rows[row]["number"]
    return True


def empty_activity(truth: Truth, row: int, rng: Random) -> bool:
    truth["activities"][row]["description"] = ""
    return True


def actor_mismatch(truth: Truth, row: int, rng: Random) -> bool:
    """The text begins with the name of another column."""
    activity = truth["activities"][row]
    said = activity["description"]
    if not said.startswith("Me") or len(activity["actors"]) != 1:
        return False
    mine = set(activity["actors"][0].casefold().split())
    others = [a for a in truth["actors"] if a.split()[0] in POSTS and not mine & set(a.casefold().split())]
    if not others:
        return False
    activity["description"] = f"{rng.choice(others)} {said[0].lower()}{said[1:]}"
    return True


def mixed_days(truth: Truth, row: int, rng: Random) -> bool:
    rows = truth["activities"]
    if row < 2 or set(truth["printed"].get("merged", ())) & {row - 2, row - 1, row}:
        return False
    rows[row]["duration"], rows[row - 2]["duration"] = "3 hari kalender", "2 hari kerja"
    return True


def missing_output(truth: Truth, row: int, rng: Random) -> bool:
    truth["activities"][row][rng.choice(("output", "requirements"))] = ""
    return True


def misspelling(truth: Truth, row: int, rng: Random) -> bool:
    """A letter left out of, or two exchanged in, a long word that the sheet uses often."""
    said = truth["activities"][row]["description"]
    texts = [a[key] for a in truth["activities"] for key in ("description", "requirements", "output")]
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]+", text))
    words = [w for w in re.findall(r"\b[a-z]+\b", said) if len(w) >= SPELT_LETTERS and counts[w] >= OFTEN]
    if not words:
        return False
    word = rng.choice(words)
    at = rng.randrange(3, len(word) - 3)
    wrong = (
        word[:at] + word[at + 1 :] if word[at] == word[at + 1] else word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    )
    truth["activities"][row]["description"] = re.sub(rf"\b{word}\b", wrong, said, count=1)
    return True


def foreign_subject(truth: Truth, row: int, rng: Random) -> bool:
    """A sheet on one short-named paper, in whose row the name of another was left in by copying."""
    own, foreign = rng.sample(SHORT_NAMES, 2)
    rows = truth["activities"]
    others = [r for r in rows if r is not rows[row] and ", " not in r["output"] and "; " not in r["output"]]
    if len(others) < OWN_ROWS or truth["header"]["title"] is None:
        return False
    truth["header"]["title"] += f" ({own})"
    for other in others[:OWN_ROWS]:
        other["description"] += f" {own}"
    rows[row]["output"] = f"Konsep {foreign}"
    return True


def broken_chain(truth: Truth, row: int, rng: Random) -> bool:
    """A step that needs what no step before it yields, where the sheet's steps hand on their outputs."""
    if row < 2 or len(truth["activities"]) < CHAINED_ROWS:
        return False
    truth["activities"][row]["requirements"] = rng.choice(STRANGERS)
    return True


def missing_end(truth: Truth, row: int, rng: Random) -> bool:
    """The last symbol a box like the others."""
    ends = [n for n in truth["flow"]["nodes"] if n["shape"] == "terminator"]
    last = len(truth["activities"]) - 1
    here = [n for n in truth["flow"]["nodes"] if n["activity_index"] == last]
    if len(ends) != 2 or len(here) != 1 or here[0]["shape"] != "terminator":
        return False
    here[0]["shape"], here[0]["text"] = "process", ""
    return True


def unlabelled_exit(truth: Truth, row: int, rng: Random) -> bool:
    decision = next(
        (n["id"] for n in truth["flow"]["nodes"] if n["activity_index"] == row and n["shape"] == "decision"), None
    )
    exits = [edge for edge in truth["flow"]["edges"] if edge[0] == decision]
    if len(exits) != 2:
        return False
    rng.choice(exits)[2] = None
    return True


def odd_connector(truth: Truth, row: int, rng: Random) -> bool:
    """Over a page break the line goes on from another letter than it went into; which break, the drawing decides."""
    if len(truth["activities"]) < PAGED_ROWS:
        return False
    truth["printed"]["odd_connector"] = True
    return True


def unconnected_symbol(truth: Truth, row: int, rng: Random) -> bool:
    """The line runs past the row's symbol, from the step before to the step after."""
    flow = truth["flow"]
    here = [n for n in flow["nodes"] if n["activity_index"] == row]
    if len(here) != 1 or here[0]["shape"] != "process":
        return False
    name = here[0]["id"]
    into, out = [e for e in flow["edges"] if e[1] == name], [e for e in flow["edges"] if e[0] == name]
    if len(into) != 1 or len(out) != 1:
        return False
    flow["edges"] = [e for e in flow["edges"] if name not in e[:2]] + [[into[0][0], out[0][1], into[0][2]]]
    return True


def _line_on(truth: Truth, row: int) -> list[Any] | None:
    """The one line from the row's only symbol, a step, to the next row's, which nothing else leads to; None elsewhere."""
    nodes, edges = truth["flow"]["nodes"], truth["flow"]["edges"]
    here, below = ([n for n in nodes if n["activity_index"] == place] for place in (row, row + 1))
    if len(here) != 1 or len(below) != 1 or {here[0]["shape"], below[0]["shape"]} != {"process"}:
        return None
    out, into = [e for e in edges if e[0] == here[0]["id"]], [e for e in edges if e[1] == below[0]["id"]]
    return out[0] if len(out) == 1 and out == into else None


def missing_line(truth: Truth, row: int, rng: Random) -> bool:
    """The flow stops at the row's step and goes on from the next as if from nowhere."""
    line = _line_on(truth, row)
    if line is not None:
        truth["flow"]["edges"].remove(line)
    return line is not None


def endless_loop(truth: Truth, row: int, rng: Random) -> bool:
    """The row's step leads back to the one two rows above it instead of on; of two steps one line would have two heads."""
    ways = [_line_on(truth, place) for place in (row - 2, row - 1, row)]
    if None in ways:
        return False
    ways[2][1] = ways[0][0]
    return True


#: Code that must find each fault; the kinds of samples.faults are not among them.
CODES: dict[str, str] = {
    "missing_title": "HDR102",
    "missing_date": "HDR103",
    "unreadable_date": "HDR104",
    "missing_approver": "HDR106",
    "missing_section": "HDR108",
    "number_order": "STP204",
    "empty_activity": "STP205",
    "actor_mismatch": "ACT302",
    "mixed_days": "DUR404",
    "unknown_region": "REG502",
    "region_kind": "REG503",
    "incomplete_citation": "LAW601",
    "revoked_regulation": "LAW602",
    "citation_after_sop": "LAW603",
    "missing_end": "FLW701",
    "unlabelled_exit": "FLW702",
    "unconnected_symbol": "FLW703",
    "odd_connector": "FLW704",
    "endless_loop": "FLW706",
    "missing_line": "FLW707",
    "missing_output": "MUT801",
    "misspelling": "TXT902",
    "foreign_subject": "TXT903",
    "broken_chain": "MUT802",
}
#: What a fault rightly brings along by any rule: the other connector is alone as well, and what follows is not come to.
COMPANIONS: dict[str, tuple[str, ...]] = {
    "odd_connector": ("FLW704", "FLW705", "FLW707"),
    "endless_loop": ("FLW705",),
    "missing_line": ("FLW705",),
}
_IN_THE_HEADER = (
    missing_title, missing_date, unreadable_date, missing_approver, missing_section, incomplete_citation,
    revoked_regulation, citation_after_sop,
)  # fmt: skip
_IN_A_ROW = (
    number_order, empty_activity, actor_mismatch, mixed_days, unknown_region, region_kind, missing_end, unlabelled_exit,
    unconnected_symbol, odd_connector, endless_loop, missing_line, missing_output, misspelling, foreign_subject, broken_chain,
)  # fmt: skip
#: Faults of the same field, of which one would undo the other: one of them a sheet.
_EXCLUDING = (
    {"missing_date", "unreadable_date"},
    {"incomplete_citation", "revoked_regulation", "citation_after_sop"},
)
TRIES = 20


def put_catalogue_faults(truth: Truth, rng: Random, count: int) -> Truth:
    """Put up to `count` faults of the whole catalogue into a sound truth, rows apart from each other."""
    truth["other_defects"] = []
    free = list(range(1, len(truth["activities"]) - 1))
    for fault in rng.sample((*_IN_THE_HEADER, *_IN_A_ROW), count):
        done = {defect["kind"] for defect in truth["other_defects"]}
        if any(fault.__name__ in group and done & group for group in _EXCLUDING):
            continue
        if fault in _IN_THE_HEADER:
            if fault(truth, 0, rng):
                truth["other_defects"].append({"kind": fault.__name__, "activity": None})
            continue
        for _ in range(TRIES):
            row = rng.choice(free) if free else 0
            if row and fault(truth, row, rng):
                free = [r for r in free if abs(r - row) > 3]
                place = None if fault in (missing_end, odd_connector, endless_loop) else row
                truth["other_defects"].append({"kind": fault.__name__, "activity": place})
                break
    return truth
