"""Every rule of the contract on drawn sound truths: spoil one thing, find that and nothing else."""

from collections import Counter
from random import Random

import pytest

from checks import CheckOptions, run_checks
from models.document import Extraction, Regulation, Sop
from models.evidence import Evidence
from models.geometry import Box
from models.status import Problem
from parsers.values.citations import parse_citation
from parsers.values.durations import parse_duration
from samples.generate import make_truth
from samples.style import random_style
from tests.checks_truth import extraction_of

SHEETS = 30


def sound(seed: int) -> Extraction:
    rng = Random(f"spoiled/{seed}")
    style = random_style(rng)
    return extraction_of(make_truth(rng, style), style.task_as)


def read(text: str, confidence: float = 1.0) -> Evidence:
    return Evidence(page=1, bbox=Box(0, 0, 9, 9), text=text, confidence=confidence, origin="pdf")


def row(sop: Sop, rng: Random) -> int:
    return rng.randrange(1, len(sop.activities) - 1)


def said(sop: Sop, index: int, more: str) -> str:
    sop.activities[index].description += more
    return f"/activities/{index}/description"


def no_title(x, sop, rng):
    sop.header.title = None
    return "/header/title"


def no_date(x, sop, rng):
    sop.header.effective_on = None
    return "/header/effective_on"


def no_such_date(x, sop, rng):
    sop.header.created_on = None
    sop.evidence["/header/created_on"] = read("32 Feb 2O21 pagi")
    return "/header/created_on"


def no_name(x, sop, rng):
    sop.header.approved_by.name = None
    return "/header/approved_by/name"


def blank_section(x, sop, rng):
    field = rng.choice(("qualifications", "related_sops", "equipment", "warnings", "records"))
    setattr(sop.header, field, [])
    return f"/header/{field}"


def misnumbered(x, sop, rng):
    index = row(sop, rng)
    sop.activities[index].number += 40
    return f"/activities/{index}/number"


def said_nothing(x, sop, rng):
    index = row(sop, rng)
    sop.activities[index].description = ""
    return f"/activities/{index}/description"


def another_actor(x, sop, rng):
    """Kepala … in front of a step that someone else does."""
    head = next((a for a in sop.actors if a.name.split()[0] in ("Kepala", "Camat", "Sekretaris")), None)
    rows = [i for i, a in enumerate(sop.activities) if head and a.actors and head.id not in a.actors]
    if not rows:
        return None
    index = rng.choice(rows)
    text = sop.activities[index].description
    sop.activities[index].description = f"{head.name} {text[0].lower()}{text[1:]}"
    return f"/activities/{index}/actors"


def calendar_days(x, sop, rng):
    for activity in sop.activities:
        if activity.duration.unit == "day":
            activity.duration = parse_duration("2 hari kerja")
    sop.activities[0].duration = sop.activities[1].duration = parse_duration("2 hari kerja")
    sop.activities[2].duration = parse_duration("3 hari kalender")
    return "/activities/2/duration"


def misspelt_region(x, sop, rng):
    kind, _, name = sop.header.region.name.partition(" ")
    if kind not in ("Kabupaten", "Kota") or len(name) < 6:
        return None
    return said(sop, row(sop, rng), f" di {kind} {name[:2]}{name[1]}{name[2:]}")


def nowhere(x, sop, rng):
    return said(sop, row(sop, rng), " untuk Kabupaten Antahberantahjaya")


def other_kind(x, sop, rng):
    kind, _, name = sop.header.region.name.partition(" ")
    if kind not in ("Kabupaten", "Kota") or name.startswith("Administrasi"):
        return None
    return said(sop, row(sop, rng), f" di {'Kota' if kind == 'Kabupaten' else 'Kabupaten'} {name}")


def _cite(sop, item: Regulation):
    sop.header.legal_basis.append(item)
    return f"/header/legal_basis/{len(sop.header.legal_basis) - 1}"


def no_year(x, sop, rng):
    return _cite(sop, parse_citation("Peraturan Menteri Kesehatan Nomor 9 tentang Klinik"))


def revoked(x, sop, rng):
    return _cite(sop, parse_citation("UU No. 32 Tahun 2004 tentang Pemerintahan Daerah"))


def too_young(x, sop, rng):
    return _cite(sop, parse_citation("Peraturan Presiden Nomor 3 Tahun 2049 tentang Kearsipan"))


def no_end(x, sop, rng):
    ends = [n for n in sop.flow.nodes if n.shape == "terminator"]
    if len(ends) < 2:
        return None
    for node in ends[1:]:
        node.shape, node.drawn_as = "process", "rectangle"
    return "/flow"


def unlabelled_exit(x, sop, rng):
    decisions = [i for i, n in enumerate(sop.flow.nodes) if n.shape == "decision"]
    if not decisions:
        return None
    place = rng.choice(decisions)
    next(e for e in sop.flow.edges if e.source == sop.flow.nodes[place].id).label = None
    return f"/flow/nodes/{place}"


def cut_off(x, sop, rng):
    places = [i for i, n in enumerate(sop.flow.nodes) if n.shape == "process"]
    decisions = {n.id for n in sop.flow.nodes if n.shape == "decision"}
    rng.shuffle(places)
    for place in places:
        name = sop.flow.nodes[place].id
        mine = [e for e in sop.flow.edges if name in (e.source, e.target)]
        rest = [e for e in sop.flow.edges if e not in mine]
        neighbours = {end for e in mine for end in (e.source, e.target)} - {name}
        if not decisions & {e.source for e in mine} and neighbours <= {
            end for e in rest for end in (e.source, e.target)
        }:
            sop.flow.edges = rest
            return f"/flow/nodes/{place}"
    return None


def lone_connector(x, sop, rng):
    node = sop.flow.nodes[-1].model_copy(
        update={"id": "N99", "shape": "connector", "drawn_as": "pentagon", "text": "Z"}
    )
    sop.flow.edges.append(sop.flow.edges[0].model_copy(update={"source": sop.flow.nodes[-1].id, "target": "N99"}))
    sop.flow.nodes.append(node)
    return f"/flow/nodes/{len(sop.flow.nodes) - 1}"


def no_output(x, sop, rng):
    index = row(sop, rng)
    sop.activities[index].outputs = []
    return f"/activities/{index}/outputs"


def doubtful(x, sop, rng):
    index = row(sop, rng)
    sop.evidence[f"/activities/{index}/remarks"] = read("Dlarslpkan", 0.3)
    return f"/activities/{index}/remarks"


def shifted(x, sop, rng):
    page = sop.pages[-1]
    x.problems.append(Problem(code="shifted-columns", stage="parse", page=page, message="…"))
    return f"/activities/{next(i for i, a in enumerate(sop.activities) if a.page == page)}"


def changed(x, sop, rng):
    x.problems.append(Problem(code="changed-columns", stage="parse", page=sop.pages[0], message="…"))
    return "/activities/0"


SPOILERS = [
    ("HDR102", no_title),
    ("HDR103", no_date),
    ("HDR104", no_such_date),
    ("HDR106", no_name),
    ("HDR108", blank_section),
    ("STP204", misnumbered),
    ("STP205", said_nothing),
    ("ACT302", another_actor),
    ("DUR404", calendar_days),
    ("REG502", misspelt_region),
    ("REG502", nowhere),
    ("REG503", other_kind),
    ("LAW601", no_year),
    ("LAW602", revoked),
    ("LAW603", too_young),
    ("FLW701", no_end),
    ("FLW702", unlabelled_exit),
    ("FLW703", cut_off),
    ("FLW704", lone_connector),
    ("MUT801", no_output),
    ("TXT901", doubtful),
    ("TBL951", shifted),
    ("TBL952", changed),
]


@pytest.mark.parametrize(("code", "spoil"), SPOILERS, ids=[f"{c}-{s.__name__}" for c, s in SPOILERS])
def test_one_fault_is_one_finding(code, spoil):
    rng, tried, alarms = Random(code), 0, Counter()
    for seed in range(SHEETS):
        extraction = sound(seed)
        pointer = spoil(extraction, extraction.sops[0], rng)
        if pointer is None:
            continue
        tried += 1
        findings = run_checks(extraction)
        assert (code, pointer) in [(f.code, f.pointer) for f in findings], (seed, [f.message for f in findings])
        alarms.update(f.code for f in findings if f.code != code)
        assert [f.code for f in findings].count(code) == 1, (seed, [f.message for f in findings if f.code == code])
    assert tried >= SHEETS / 3
    assert not alarms


def test_sound_truths_are_silent_even_for_previews():
    alarms = Counter()
    for seed in range(100, 300):
        alarms.update(f.code for f in run_checks(sound(seed), CheckOptions(preview=True)) if f.severity != "info")
    assert not alarms
