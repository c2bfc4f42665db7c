"""STP: the steps are numbered without gap or repetition, and each says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from checks.context import Context
from checks.rule import Hit, Rule
from checks.wording import is_blank, normalised, words
from models.bilingual import Bilingual

#: Shorter texts recur on sound sheets ("Paraf", "Membuat surat").
_DUPLICATE_WORDS, _DUPLICATE_CHARACTERS = 3, 16
#: Two words may be one with a slip of the pen if both are this long and one edit apart; one such pair per this many words.
_SLIP_CHARACTERS, _WORDS_PER_SLIP = 6, 6
#: A step copied by mistake stands by its model; further on the same words are another round (checked, corrected, checked).
_NEAR_ROWS = 2

_SUB_STEP = re.compile(r"\(?(?:\d{1,2}\s*[.)]?\s*(?:[a-z]|\d{1,2})[.)]?|[a-z][.)])", re.IGNORECASE)


def _has_numbers(context: Context) -> bool:
    """False where the sheet has no No column at all: then no step lacks its number."""
    activities = context.sop.activities
    if any(a.number is not None for a in activities):
        return True
    return any(context.evidence(f"/activities/{i}/number") for i in range(len(activities)))


def _missing_step_number(context: Context) -> Iterable[Hit]:
    if not _has_numbers(context):
        return
    for index, activity in context.working_steps:
        if activity.number is None and not is_blank(activity.description) and not _is_sub_step(context, index):
            params = {"row": index + 1, "text": context.quoted(index)}
            yield Hit(f"/activities/{index}/number", params, suggestion=_expected(context, index))


def _is_sub_step(context: Context, index: int) -> bool:
    """Whether the No column prints a part of a step ("1.a", "2b", "3.1", "a."), which is no whole number but none missing."""
    entry = context.evidence(f"/activities/{index}/number")
    return entry is not None and _SUB_STEP.fullmatch(entry.text.strip()) is not None


def _expected(context: Context, index: int) -> Bilingual | None:
    """The number that the rows around ask for, where the last one before and the next one after agree."""
    numbers = [a.number for a in context.sop.activities]
    before = next((i for i in range(index - 1, -1, -1) if numbers[i] is not None), None)
    after = next((i for i in range(index + 1, len(numbers)) if numbers[i] is not None), None)
    number = index + 1 if before is None else numbers[before] + index - before
    if after is not None and numbers[after] != number + after - index:
        return None
    return Bilingual(f"mungkin {number}", f"perhaps {number}")


def numbered_runs(
    numbers: Sequence[int | None], groups: Sequence[str | None] | None = None
) -> list[list[tuple[int, int]]]:
    """(index, number) of the numbered rows, cut where the counting starts again at 1 and goes on with 2, or under the
    heading of another group of steps (`groups`, row by row)."""
    rows = [(i, n) for i, n in enumerate(numbers) if n is not None]
    runs: list[list[tuple[int, int]]] = []
    for place, (index, number) in enumerate(rows):
        follows = rows[place + 1][1] if place + 1 < len(rows) else None
        restarts = number == 1 and follows == 2 and bool(runs) and len(runs[-1]) > 1
        if groups and number == 1 and place:
            restarts = restarts or groups[index] != groups[rows[place - 1][0]]
        if not runs or restarts:
            runs.append([])
        runs[-1].append((index, number))
    return runs


def _runs(context: Context) -> list[list[tuple[int, int]]]:
    steps = context.sop.activities
    return numbered_runs([a.number for a in steps], [a.group for a in steps])


def in_order(run: Sequence[tuple[int, int]]) -> set[int]:
    """Indices of the rows that carry the counting: the longest rising series, the one nearest to the rows' places.

    What is not in it is out of order: one misread number does not make all that follow it wrong.
    """
    best: list[tuple[int, int, int | None]] = []  # length, links that count row by row, previous place
    for place, (index, number) in enumerate(run):
        score: tuple[int, int, int | None] = (1, int(number == index + 1), None)
        for earlier in range(place):
            if run[earlier][1] < number:
                fits = number - run[earlier][1] == index - run[earlier][0]
                offer = (best[earlier][0] + 1, best[earlier][1] + fits, earlier)
                if offer[:2] > score[:2]:
                    score = offer
        best.append(score)
    chain: set[int] = set()
    place = max(range(len(best)), key=lambda p: (best[p][:2], -p), default=None)
    while place is not None:
        chain.add(run[place][0])
        place = best[place][2]
    return chain


def _skipped_step_number(context: Context) -> Iterable[Hit]:
    runs = _runs(context)
    for run in runs:
        present, chain = {n for _, n in run}, in_order(run)
        steady = [(i, n) for i, n in run if i in chain]
        start = (-1, 0) if run is runs[0] and (run[0][0] in chain or run[0][0] == 0) else None
        for (before, low), (index, high) in pairwise([*([start] if start else []), *steady]):
            missing = [n for n in range(low + 1, high) if n not in present]
            # Rows between without a number, or with a wrong one, stand where the missing numbers belong.
            if len(missing) > index - before - 1:
                yield _skipped(index, low, high, missing)


def _skipped(index: int, low: int, high: int, missing: list[int]) -> Hit:
    shown = f"{missing[0]}" if len(missing) == 1 else f"{missing[0]}-{missing[-1]}"
    if low == 0:
        message = Bilingual(
            "penomoran mulai dari {high}; nomor {missing} tidak ada",
            "the numbering starts at {high}; {missing} missing",
        )
        return Hit(f"/activities/{index}/number", {"missing": shown, "high": high}, subject=shown, message=message)
    return Hit(f"/activities/{index}/number", {"missing": shown, "low": low, "high": high}, subject=shown)


def _duplicate_step_number(context: Context) -> Iterable[Hit]:
    for run in _runs(context):
        chain, numbers = in_order(run), [n for _, n in run]
        for index, number in run:
            if index not in chain and numbers.count(number) > 1:
                yield Hit(
                    f"/activities/{index}/number",
                    {"number": number, "text": context.quoted(index)},
                    suggestion=_fitting(run, chain, index),
                    subject=str(number),
                )


def _fitting(run: Sequence[tuple[int, int]], chain: set[int], index: int) -> Bilingual | None:
    """The number that the place of a wrongly numbered row asks for, where the neighbours leave room for just one."""
    before = max(((i, n) for i, n in run if i in chain and i < index), default=(index - 1, 0) if index == 0 else None)
    after = min(((i, n) for i, n in run if i in chain and i > index), default=None)
    if before is None or before[0] != index - 1:
        return None
    number = before[1] + 1
    if after is not None and after[1] != number + 1:
        return None
    return Bilingual(f"mungkin {number}", f"perhaps {number}")


def _step_number_order(context: Context) -> Iterable[Hit]:
    runs = _runs(context)
    for before, run in pairwise(runs):
        if context.sop.activities[before[0][0]].group != context.sop.activities[run[0][0]].group:
            continue  # each group of steps counts its own
        message = Bilingual("penomoran mulai lagi dari 1", "the numbering starts again at 1")
        yield Hit(f"/activities/{run[0][0]}/number", message=message, subject="restart")
    for run in runs:
        chain, numbers = in_order(run), [n for _, n in run]
        for index, number in run:
            if index not in chain and numbers.count(number) == 1:
                yield Hit(
                    f"/activities/{index}/number",
                    {"number": number, "text": context.quoted(index)},
                    suggestion=_fitting(run, chain, index),
                    subject=str(number),
                )


def _empty_activity(context: Context) -> Iterable[Hit]:
    for index, activity in enumerate(context.sop.activities):
        if activity.number is not None and is_blank(activity.description):
            yield Hit(f"/activities/{index}/description", {"number": activity.number}, subject=str(activity.number))


def _duplicate_activity(context: Context) -> Iterable[Hit]:
    roles = [normalised(actor.name) for actor in context.sop.actors]
    said = [_said(a.description, roles) for a in context.sop.activities]
    for index, text in enumerate(said):
        earlier = next((e for e in reversed(range(index)) if _same(said[e], text)), None)
        if earlier is None:
            continue
        first, second = context.sop.activities[earlier].actors, context.sop.activities[index].actors
        other_actor = bool(first) and bool(second) and not set(first) & set(second)
        yield Hit(
            f"/activities/{index}/description",
            {"step": context.step(index), "earlier": context.step(earlier), "text": context.quoted(index)},
            severity="info" if other_actor or index - earlier > _NEAR_ROWS else None,
        )


def _said(text: str, roles: list[str]) -> list[str]:
    """The words of an activity without the name of its actor in front."""
    plain = normalised(text)
    for role in sorted(roles, key=len, reverse=True):
        if role and plain.startswith(role + " "):
            plain = plain[len(role) + 1 :]
            break
    return words(plain)


def _same(one: list[str], two: list[str]) -> bool:
    """Equal, or equal but for a slip of the pen in a long word; numbers must be equal (semester 1, semester 2)."""
    if len(one) != len(two) or len(one) < _DUPLICATE_WORDS or sum(map(len, one)) < _DUPLICATE_CHARACTERS:
        return False
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(differing) > len(one) // _WORDS_PER_SLIP:
        return False
    return all(_is_slip(a, b) for a, b in differing)


def _is_slip(one: str, two: str) -> bool:
    long_enough = min(len(one), len(two)) >= _SLIP_CHARACTERS
    return long_enough and not any(c.isdigit() for c in one + two) and OSA.distance(one, two) == 1


RULES = (
    Rule(
        "STP201",
        "missing-step-number",
        "warning",
        Bilingual("Kegiatan tanpa nomor", "Activity without a number"),
        Bilingual("baris ke-{row} tidak bernomor: “{text}”", "row {row} has no number: “{text}”"),
        _missing_step_number,
    ),
    Rule(
        "STP202",
        "skipped-step-number",
        "warning",
        Bilingual("Nomor kegiatan terlewati", "Step number skipped"),
        Bilingual(
            "nomor {missing} tidak ada (dari {low} langsung ke {high})",
            "number {missing} is missing ({low} is followed by {high})",
        ),
        _skipped_step_number,
    ),
    Rule(
        "STP203",
        "duplicate-step-number",
        "warning",
        Bilingual("Nomor kegiatan dipakai dua kali", "Step number used twice"),
        Bilingual("nomor {number} dipakai lagi pada “{text}”", "number {number} is used again at “{text}”"),
        _duplicate_step_number,
    ),
    Rule(
        "STP204",
        "step-number-order",
        "warning",
        Bilingual("Urutan nomor kegiatan salah", "Step numbers out of order"),
        Bilingual("nomor {number} tidak pada urutannya: “{text}”", "number {number} is out of order: “{text}”"),
        _step_number_order,
    ),
    Rule(
        "STP205",
        "empty-activity",
        "error",
        Bilingual("Nomor tanpa kegiatan", "Number without an activity"),
        Bilingual("langkah {number} tidak berisi kegiatan", "step {number} says nothing"),
        _empty_activity,
    ),
    Rule(
        "STP206",
        "duplicate-activity",
        "warning",
        Bilingual("Kegiatan tertulis dua kali", "Activity written twice"),
        Bilingual("{step} mengulang {earlier}: “{text}”", "{step} repeats {earlier}: “{text}”"),
        _duplicate_activity,
    ),
)
