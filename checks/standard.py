"""MUT: every step states what it needs and what it yields (mutu baku), and the steps pass their work on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from checks.context import Context
from checks.rule import Hit, Rule
from checks.wording import is_blank, normalised, shortened
from models.bilingual import Bilingual

#: Share of steps that must use an earlier output before a document is said to chain, and the steps it takes to tell.
_CHAINING_SHARE, _CHAINING_STEPS = 0.75, 5
#: Two names of a document are one from this token-set score on (0-100): "Draft LKj-IP" is part of "Draft LKj-IP Dinas".
_SAME_DOCUMENT = 85
#: Things that are at hand in any office and that no step yields.
_AT_HAND = (
    "atk", "alat tulis", "komputer", "laptop", "printer", "kertas", "jaringan", "internet", "aplikasi", "buku", "agenda",
    "telepon", "peraturan", "undang", "kamera", "scanner", "mesin", "stempel", "email", "surat masuk", "ruang", "kendaraan",
)  # fmt: skip

_BETWEEN = re.compile(r"[,;\n]|\bdan/atau\b")

_NAMES = {
    "requirements": Bilingual("persyaratan/kelengkapan", "requirements"),
    "outputs": Bilingual("output", "output"),
}


def _missing_output(context: Context) -> Iterable[Hit]:
    """One finding a step, naming what it lacks; one a table where a whole column is blank or not there."""
    steps = context.working_steps
    absent = [f for f in _NAMES if len(steps) > 1 and all(_nothing(getattr(a, f)) for _, a in steps)]
    for field in absent:
        yield Hit("/activities", {"what": _NAMES[field]}, message=_NO_COLUMN, subject=field, severity="info")
    for index, activity in steps:
        lacking = [f for f in _NAMES if f not in absent and _nothing(getattr(activity, f))]
        if lacking:
            what = Bilingual(" dan ".join(_NAMES[f].id for f in lacking), " and ".join(_NAMES[f].en for f in lacking))
            params = {"step": context.step(index), "what": what, "text": context.quoted(index)}
            yield Hit(f"/activities/{index}/{lacking[0]}", params)


_NO_COLUMN = Bilingual("tidak satu pun langkah mencantumkan {what}", "no step at all gives its {what}")


def _nothing(items: list[str]) -> bool:
    return all(is_blank(item) for item in items)


def _broken_chain(context: Context) -> Iterable[Hit]:
    """A step that takes up nothing of what came before, in a document whose steps otherwise do."""
    steps = context.working_steps
    links = []
    for place, (index, activity) in enumerate(steps):
        # What a step works on may be named as its requirement and its output alike: that breaks no chain.
        made = [output for _, step in steps[: place + 1] for output in step.outputs]
        links.append((index, takes_up(activity.requirements, made)))
    judged = [(i, link) for i, link in links[1:] if link is not None]
    if len(judged) < _CHAINING_STEPS or sum(link for _, link in judged) < _CHAINING_SHARE * len(judged):
        return
    for index, link in judged:
        if not link:
            needed = shortened("; ".join(context.sop.activities[index].requirements))
            yield Hit(
                f"/activities/{index}/requirements/0", {"step": context.step(index), "needed": needed}, subject=needed
            )


def takes_up(requirements: list[str], produced: list[str]) -> bool | None:
    """Whether any requirement was produced; None where all of them are things at hand or there are none."""
    needed, outputs = documents_of(requirements), documents_of(produced)
    if any(fuzz.token_set_ratio(need, output) >= _SAME_DOCUMENT for need in needed for output in outputs):
        return True
    return None if all(map(is_at_hand, needed)) else False


def is_at_hand(name: str) -> bool:
    """True for a thing, named in normalised words, that any office has without a step that makes it."""
    return any(thing in name for thing in _AT_HAND)


def documents_of(items: list[str]) -> list[str]:
    """The things named in cells: one an item, or several between commas."""
    return [name for item in items for part in _BETWEEN.split(item) if (name := normalised(part))]


RULES = (
    Rule(
        "MUT801",
        "missing-output",
        "warning",
        Bilingual("Mutu baku tidak lengkap", "Standard incomplete"),
        Bilingual("{step} tanpa {what}: “{text}”", "{step} has no {what}: “{text}”"),
        _missing_output,
    ),
    Rule(
        "MUT802",
        "broken-chain",
        "info",
        Bilingual("Rangkaian kelengkapan dan output terputus", "Chain of requirements and outputs broken"),
        Bilingual(
            "{step} memerlukan sesuatu yang tidak dihasilkan langkah sebelumnya: “{needed}”",
            "{step} needs what no earlier step yields: “{needed}”",
        ),
        _broken_chain,
        preview=True,
    ),
)
