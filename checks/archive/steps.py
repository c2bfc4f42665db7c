"""ARC965-966, ARC968: steps beside the same steps of the archive's other sheets."""

from __future__ import annotations

from collections.abc import Iterable

from checks.context import Context
from checks.rule import Hit, Rule
from checks.standard import documents_of, is_at_hand, takes_up
from checks.wording import shortened, words
from models.bilingual import Bilingual

#: Fewer sheets than this say nothing about what a step usually takes.
_ENOUGH_SHEETS = 5
#: Fewer sheets with times than this do not show in which units an office measures.
_ENOUGH_TIMED_SHEETS = 10
#: So many times longer than the longest of the others, or shorter than the shortest, is far out of line.
_FAR = 8.0
#: Shorter texts ("Paraf") mean different things on different sheets.
_TELLING_WORDS = 3
#: Papers that are made inside an office, by the first word: someone's step must yield them.
_MADE_INSIDE = frozenset(
    "draf draft konsep rancangan laporan nota notulen disposisi rekapitulasi rekap telaah telaahan berita".split()  # noqa: SIM905
)


def _archive_odd_duration(context: Context) -> Iterable[Hit]:
    if context.archive is None or context.known is None:
        return
    for index, activity in context.working_steps:
        time = context.options.working_time.minutes(activity.duration)
        if time is None or time[1] <= 0 or len(words(activity.description)) < _TELLING_WORDS:
            continue
        others = context.archive.times(activity.description, context.known)
        if len(others) < _ENOUGH_SHEETS:
            continue
        least, most = min(low for low, _ in others), max(high for _, high in others)
        if time[0] <= most * _FAR and time[1] >= least / _FAR:
            continue
        yield Hit(
            f"/activities/{index}/duration",
            {
                "step": context.step(index),
                "duration": shortened(activity.duration.text),
                "count": len(others),
                "usual": _span(least, most),
                "text": context.quoted(index),
            },
            suggestion=context.other_reading(f"/activities/{index}/duration"),
            subject=activity.duration.text,
        )


def _span(least: float, most: float) -> str:
    return f"{least:g}" if least == most else f"{least:g}-{most:g}"


def _lone_unit(context: Context) -> Iterable[Hit]:
    """One finding a unit: where the unit is a slip (bulan for jam) it recurs down the column."""
    if context.archive is None or context.known is None or context.archive.timed_sheets <= _ENOUGH_TIMED_SHEETS:
        return
    named: set[str] = set()
    for index, activity in context.working_steps:
        unit = activity.duration.unit
        if unit is None or unit in named or context.archive.uses_unit(unit, context.known):
            continue
        named.add(unit)
        yield Hit(
            f"/activities/{index}/duration",
            {
                "step": context.step(index),
                "duration": shortened(activity.duration.text),
                "count": context.archive.timed_sheets - 1,
            },
            suggestion=context.other_reading(f"/activities/{index}/duration"),
            subject=unit,
        )


def _unproduced_requirement(context: Context) -> Iterable[Hit]:
    """A paper made inside an office that no step of any sheet yields; the first step takes what it is given."""
    if context.archive is None:
        return
    for index, activity in context.working_steps[1:]:
        for item, text in enumerate(activity.requirements):
            if any(_is_missing(context, thing, index) for thing in documents_of([text])):
                yield Hit(
                    f"/activities/{index}/requirements/{item}",
                    {"step": context.step(index), "needed": shortened(text)},
                    subject=text,
                )


def _is_missing(context: Context, thing: str, index: int) -> bool:
    first = next(iter(thing.split()), "")
    if first not in _MADE_INSIDE or is_at_hand(thing) or context.archive is None or context.archive.makes(thing):
        return False
    yields = [output for a in context.sop.activities[: index + 1] for output in a.outputs]
    said = [a.description for a in context.sop.activities[: index + 1]]
    return takes_up([thing], [*yields, *said]) is False


RULES = (
    Rule(
        "ARC965",
        "archive-odd-duration",
        "warning",
        Bilingual("Waktu jauh dari lembar lain di arsip", "Duration far from the archive's other sheets"),
        Bilingual(
            "waktu {step} “{duration}”, padahal di {count} lembar lain {usual} menit: “{text}”",
            "the time of {step} is “{duration}”, in {count} other sheets {usual} minutes: “{text}”",
        ),
        _archive_odd_duration,
    ),
    Rule(
        "ARC966",
        "unproduced-requirement",
        "info",
        Bilingual("Kelengkapan yang tidak dihasilkan lembar mana pun", "Requirement that no sheet yields"),
        Bilingual(
            "{step} memerlukan “{needed}”, yang tidak dihasilkan langkah mana pun di arsip ini",
            "{step} needs “{needed}”, which no step in this archive yields",
        ),
        _unproduced_requirement,
        preview=True,
    ),
    Rule(
        "ARC968",
        "lone-duration-unit",
        "info",
        Bilingual("Satuan waktu yang tidak dipakai lembar lain", "Unit of time that no other sheet uses"),
        Bilingual(
            "waktu {step} “{duration}” memakai satuan yang tidak dipakai di {count} lembar lain",
            "the time of {step}, “{duration}”, is in a unit that none of {count} other sheets uses",
        ),
        _lone_unit,
        preview=True,
    ),
)
