"""Invented sheets by seed: an office, a procedure, its steps and flow, as a truth ready to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from samples import people, words
from samples.offices import OFFICES, Office
from samples.style import Style
from samples.words import Phrase

MOST_ACTORS = 7
LOOP_REACH = 4  # a refused paper goes back over at most this many steps
PACES: Mapping[str, tuple[tuple[float, str], ...]] = {
    "quick": ((5, "menit"), (10, "menit"), (15, "menit"), (20, "menit"), (30, "menit"), (45, "menit"), (1, "jam")),
    "slow": ((30, "menit"), (1, "jam"), (2, "jam"), (3, "jam"), (4, "jam"), (1, "hari")),
    "days": ((1, "hari"), (2, "hari"), (3, "hari"), (5, "hari"), (1, "minggu")),
}
COUNTED = ("", "satu", "dua", "tiga", "empat", "lima")


def duration_writer(rng: Random) -> Callable[[str], str]:
    """One sheet's way of writing durations: capitals, abbreviations, ranges, double writing."""
    unit_case = rng.choice((str.lower, str.lower, str.capitalize))
    minute = rng.choice(("menit", "menit", "menit", "mnt"))
    day = rng.choice(("hari", "hari", "hari kerja"))
    double = rng.random() < 0.1

    def write(pace: str) -> str:
        amount, unit = rng.choice(PACES[pace])
        unit = {"menit": minute, "hari": day}.get(unit, unit)
        unit = " ".join(unit_case(w) for w in unit.split())
        n = int(amount)
        if double and n < len(COUNTED):
            return f"{n} ({COUNTED[n]}) {unit}"
        roll = rng.random()
        if pace == "days" and roll < 0.12:
            return f"{n} - {n + 1} {unit}"
        if roll < 0.03:
            return f"maks. {n} {unit}"
        return f"{n} {unit}"

    return write


def _nip(rng: Random, sex: int, year: int) -> str:
    """A sound number: born in the sixties to eighties, appointed on the first of a month at 22-30."""
    born = date(rng.randint(max(1962, year - 58), 1985), rng.randint(1, 12), rng.randint(1, 28))
    start = born.year + rng.randint(22, 30)
    return f"{born:%Y%m%d}{start}{rng.randint(1, 12):02d}{sex}{rng.randint(1, 15):03d}"


def _approver(rng: Random, office: Office, place: str, year: int) -> tuple[dict[str, str], dict[str, str]]:
    first, sex = rng.choice(people.FIRST_NAMES)
    before, after = rng.choice(people.DEGREES)
    before = "Hj. " if before == "H. " and sex == 2 else before
    before = "Dra. " if before == "Drs. " and sex == 2 else before
    nip = _nip(rng, sex, year)
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    by = {
        "position": f"{office.head} {place}",
        "name": f"{before}{first} {rng.choice(people.LAST_NAMES)}{after}",
        "nip": nip,
    }
    return by, {"nip": rng.choice((spaced, spaced, nip)), "rank": rng.choice((*people.RANKS, ""))}


def _number(rng: Random, office: Office, year: int) -> str:
    n = rng.randint(1, 180)
    return rng.choice(
        (f"067/{n:03d}/{office.short}/{year}", f"SOP-{n:03d}/{office.short}/{year}", f"000.8.3.3/{n}/{office.short}/{year}",
         f"{n:02d}/SOP/{office.short}/{rng.choice(('I', 'III', 'VII', 'XI'))}/{year}", f"065/{n}/{year}")
    )  # fmt: skip


def _header(
    rng: Random, office: Office, kind: str, name: str, province: str, fill: Callable[[str], str]
) -> tuple[dict[str, Any], dict[str, str]]:
    year = rng.randint(2016, 2025)
    created = date(year, rng.randint(1, 12), rng.randint(1, 28))
    effective = created + timedelta(days=rng.choice((0, 3, 7, 14, 30)))
    revised = created + timedelta(days=rng.randint(200, 700)) if rng.random() < 0.25 else None
    place = f"{kind} {name}"
    by, printed = _approver(rng, office, place, year)
    ruler = {"Kabupaten": "Bupati", "Kota": "Wali Kota", "Provinsi": "Gubernur"}[kind]
    laws = rng.sample(words.LAWS, rng.randint(2, 5))
    laws.append(
        f"Peraturan {ruler} {name} Nomor {rng.randint(3, 99)} Tahun {rng.randint(year - 5, year - 1)} tentang Kedudukan, Susunan Organisasi, Tugas dan Fungsi {office.name}"
    )
    institution = [f"PEMERINTAH {place.upper()}", office.name.upper()]
    if rng.random() < 0.3:
        institution.append(rng.choice(("SEKRETARIAT", "BIDANG PELAYANAN", "SUBBAGIAN UMUM")))
    take = lambda bank, low, high: [fill(t) for t in rng.sample(bank, rng.randint(low, min(high, len(bank))))]  # noqa: E731
    printed["blank_revision"] = rng.choice(("", "-"))
    return {
        "institution": institution,
        "number": _number(rng, office, year),
        "title": rng.choice((office.title, office.title.upper(), f"SOP {office.title}")),
        "date_created": created.isoformat(),
        "date_revised": revised.isoformat() if revised else None,
        "date_effective": effective.isoformat(),
        "approved_by": by,
        "legal_basis": laws,
        "qualifications": take(words.QUALIFICATIONS, 2, 4),
        "related_sops": take(words.RELATED, 1, 3),
        "equipment": take(words.EQUIPMENT, 2, 5),
        "warnings": take(words.WARNINGS, 1, 2),
        "records": take(words.RECORDS, 1, 2),
    }, printed


def _choose_steps(rng: Random, office: Office, size: str) -> list[Phrase]:
    bank = words.SERVICE if office.kind == "service" else words.REPORT
    keep = {"short": 0.1, "middle": 0.45, "long": 0.95}[size]
    steps = [p for p in bank if not p.optional or rng.random() < keep]
    if size == "short":
        cut = rng.randint(4, 7)
        steps = steps[: cut - 1] + steps[-1:]
    return steps


def _cell(rng: Random, parts: list[str], marker: str) -> str:
    """Several things in a cell: one after another, or as items with the sheet's marker."""
    if len(parts) == 1 or not marker:
        return ", ".join(parts)
    if marker == "1.":
        return "; ".join(f"{n}. {p}" for n, p in enumerate(parts, 1))
    return "; ".join(f"{marker} {p}" for p in parts)


def _flow(rng: Random, steps: list[Phrase], columns: list[list[str]]) -> dict[str, Any]:
    """Nodes and edges: start and end symbols, answers at decisions, loops back, parallel work in two columns."""
    ends = rng.choice(("shape", "shape", "extra"))
    words_in_ends = rng.random() < 0.5 or ends == "extra"
    answers = rng.choice(words.ANSWERS)
    refused_ends = rng.random() < 0.08
    nodes: list[dict[str, Any]] = []
    of_step: list[list[str]] = []

    def add(index: int, actor: str, shape: str, text: str = "") -> str:
        nodes.append(
            {
                "id": f"n{len(nodes) + 1}",
                "activity": None,
                "activity_index": index,
                "actor": actor,
                "shape": shape,
                "text": text,
            }
        )
        return nodes[-1]["id"]

    edges: list[list[Any]] = []
    last = len(steps) - 1
    for i, step in enumerate(steps):
        at_end = i in (0, last) and ends == "shape"
        shape = "decision" if step.decision else "terminator" if at_end else "process"
        text = ("Mulai" if i == 0 else "Selesai") if at_end and words_in_ends else ""
        start = add(i, columns[i][0], "terminator", "Mulai") if i == 0 and ends == "extra" else None
        of_step.append([add(i, actor, shape, text) for actor in columns[i]])
        if start:
            edges.append([start, of_step[0][0], None])
    for i in range(last):
        label = answers[0] if steps[i].decision else None
        edges += [[a, b, label] for a in of_step[i] for b in of_step[i + 1]]
        if steps[i].decision:
            reach = [j for j in range(max(0, i - LOOP_REACH), i) if len(columns[j]) == 1 and not steps[j].decision]
            back = rng.choice(reach[-2:]) if reach else None
            if refused_ends and i < last - 2:
                back = last
            if back is not None:
                edges.append([of_step[i][0], of_step[back][0], answers[1]])
    if ends == "extra":
        edges.append([of_step[last][0], add(last, columns[last][0], "terminator", "Selesai"), None])
    return {"nodes": nodes, "edges": edges}


def make_truth(rng: Random, style: Style) -> dict[str, Any]:
    """A sound sheet without defects: nothing in it should be flagged by the rules that defects are made for."""
    office = rng.choice(OFFICES)
    kind, name, province = rng.choice(people.PLACES)
    if rng.random() < 0.15:
        kind, name = "Provinsi", province
    names = {"obj": office.obj, "dok": office.dok, "pihak": office.pihak, "tempat": f"{kind} {name}"}

    def fill(text: str) -> str:
        out = text.format(**names)
        return out[0].upper() + out[1:]

    header, printed = _header(rng, office, kind, name, province, fill)
    steps = _choose_steps(rng, office, rng.choice(("short", "middle", "middle", "long")))
    headings = {level: rng.choice(variants) for level, variants in office.roles.items()}
    used = {s.level for s in steps}
    if rng.random() < 0.5 and len(used) < MOST_ACTORS and any(s.with_field for s in steps):
        used.add("field")
    order = [lv for lv in ("guest", "desk", "staff", "section", "field", "secretary", "head") if lv in used]
    if rng.random() < 0.4:
        order.reverse()
    elif rng.random() < 0.2:
        rng.shuffle(order)
    columns = []
    for i, step in enumerate(steps):
        both = step.with_field and "field" in used and 0 < i < len(steps) - 1 and not steps[i - 1].decision
        levels = [lv for lv in order if lv in ({step.level, "field"} if both else {step.level})]
        columns.append([headings[lv] for lv in levels])
    marker = rng.choice(("", "", "-", "1.", "•"))
    write = duration_writer(rng)
    activities, outputs = [], []
    for i, step in enumerate(steps):
        texts = [fill(t) for t in step.texts]
        description = rng.choice(texts)
        if rng.random() < 0.08:
            description += f" di lingkungan Pemerintah {names['tempat']}"
        needs = [outputs[-1]] if outputs else ["Disposisi" if office.kind == "report" else "Formulir dan lampiran"]
        needs += rng.sample(
            ("ATK", "Komputer", "Buku agenda", "Lembar kendali", "Data dukung"), rng.choice((0, 0, 1, 2))
        )
        outputs.append(fill(step.output))
        activities.append(
            {
                "number": i + 1,
                "page": 0,
                "description": description,
                "actors": columns[i],
                "requirements": _cell(rng, needs, marker),
                "duration": write(step.pace),
                "output": _cell(
                    rng, [outputs[-1], *rng.sample(("Lembar kendali", "Catatan"), rng.choice((0, 0, 0, 1)))], marker
                ),
                "remarks": rng.choice(words.REMARKS) if style.remarks_column and rng.random() < 0.2 else "",
            }
        )
    truth = {
        "doc": "",
        "header": header,
        "actors": [headings[lv] for lv in order],
        "activities": activities,
        "flow": _flow(rng, steps, columns),
        "defects": [],
        "oddities": [],
        "printed": printed,
    }
    if style.task_as != "rectangle":  # dots all the way: only a written Mulai or Selesai is an end symbol
        for node in truth["flow"]["nodes"]:
            if node["shape"] == "terminator" and not node["text"]:
                node["shape"] = "process"
    if rng.random() < 0.12:
        row = rng.randrange(len(activities) - 1)
        activities[row + 1]["duration"] = activities[row]["duration"]
        printed["merged"] = [row]
    return number_nodes(truth)


def number_nodes(truth: dict[str, Any]) -> dict[str, Any]:
    """Give every node the number printed in its row."""
    for node in truth["flow"]["nodes"]:
        node["activity"] = truth["activities"][node["activity_index"]]["number"]
    return truth
