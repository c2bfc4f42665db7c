"""DUR: every step has a time that can be read and that a step of this kind can take."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.context import Context
from checks.options import DurationBounds
from checks.rule import Hit, Rule
from checks.wording import is_blank, normalised, shortened, words
from models.bilingual import Bilingual
from models.document import Activity
from models.working_time import MINUTES_PER_DAY

#: Words for a time left open on purpose; no slip, but no standard (mutu baku) either.
_OPEN_TIMES = (
    "sesuai kebutuhan",
    "menyesuaikan",
    "sesuai",
    "tentatif",
    "kondisional",
    "insidentil",
    "insidental",
    "setiap",
    "tiap",
    "rutin",
    "sewaktu waktu",
    "berkala",
    "pada hari dan jam kerja",
    "jam kerja",
    "terus menerus",
    "kontinu",
)
#: Steps that are quick by nature, by the first word (me- and pe- melt the first letter of a root: terima, menerima):
#: a two-minute signature is no slip.
_LIGHT_STEPS = re.compile(
    r"andatangan|paraf|stempel|^cap$|isposisi|nomor|terima|nerima|serahk|nyerah|sampaik|nyampai|terusk|nerus|catat|agenda"
    r"|kirim|girim|antar|ambil|simpan|nyimpan|arsip|erintah|tugask|nugas|panggil|manggil|daftar"
)
#: Fewer other durations than this say nothing about what is usual in the document.
_ENOUGH_DURATIONS = 4
#: From this share of steps beyond the bound on, the document is about long things and none of them is odd.
_LONG_DOCUMENT_SHARE = 1 / 3


def _missing_duration(context: Context) -> Iterable[Hit]:
    steps = context.working_steps
    blank = [i for i, a in steps if is_blank(a.duration.text)]
    if blank and len(blank) == len(steps):
        yield Hit("/activities", message=_NO_DURATIONS, subject="all")
        return
    for index in blank:
        yield Hit(f"/activities/{index}/duration", {"step": context.step(index), "text": context.quoted(index)})


_NO_DURATIONS = Bilingual("tidak satu pun langkah mencantumkan waktu", "no step at all gives a time")


def _unreadable_duration(context: Context) -> Iterable[Hit]:
    for index, activity in context.working_steps:
        text = activity.duration.text
        if is_blank(text) or activity.duration.min_minutes is not None:
            continue
        open_time = any(phrase in normalised(text) for phrase in _OPEN_TIMES)
        yield Hit(
            f"/activities/{index}/duration",
            {"step": context.step(index), "text": shortened(text)},
            message=_OPEN if open_time else None,
            severity="info" if open_time else None,
            suggestion=context.other_reading(f"/activities/{index}/duration"),
            subject=text,
        )


_OPEN = Bilingual("waktu {step} tidak terukur: “{text}”", "the time of {step} is not measurable: “{text}”")


def _odd_duration(context: Context) -> Iterable[Hit]:
    bounds = context.options.durations
    timed = [(i, a) for i, a in context.working_steps if a.duration.max_minutes is not None]
    for index, activity in timed:
        others = [a for i, a in timed if i != index]
        reason = _impossible(activity) or _too_long(activity, others, bounds) or _too_short(activity, others, bounds)
        if reason is not None:
            yield Hit(
                f"/activities/{index}/duration",
                {
                    "step": context.step(index),
                    "duration": shortened(activity.duration.text),
                    "reason": reason,
                    "text": context.quoted(index),
                },
                suggestion=context.other_reading(f"/activities/{index}/duration"),
                subject=activity.duration.text,
            )


def _impossible(activity: Activity) -> Bilingual | None:
    shortest, longest = activity.duration.min_minutes, activity.duration.max_minutes
    if longest is not None and longest <= 0:
        return Bilingual("nol", "zero")
    if shortest is not None and longest is not None and shortest > longest:
        return Bilingual("batas bawah melebihi batas atas", "the range runs backwards")
    return None


def _too_long(activity: Activity, others: list[Activity], bounds: DurationBounds) -> Bilingual | None:
    """Beyond the bound of one step, or a matter of months among steps that are all far shorter."""
    longest, limit = activity.duration.max_minutes, bounds.longest_step_days * MINUTES_PER_DAY
    rest = sorted(other.duration.max_minutes for other in others)
    if longest > limit:
        long_ones = sum(1 for minutes in rest if minutes > limit)
        if rest and long_ones >= max(1, len(rest) * _LONG_DOCUMENT_SHARE):
            return None
        days = round(bounds.longest_step_days)
        return Bilingual(
            f"lebih dari {days} hari kerja untuk satu langkah", f"more than {days} working days for one step"
        )
    if longest < bounds.long_step_days * MINUTES_PER_DAY or len(rest) < _ENOUGH_DURATIONS:
        return None
    if longest < bounds.long_step_ratio * rest[-1]:
        return None
    times = round(longest / rest[-1])
    return Bilingual(
        f"{times} kali lebih lama daripada langkah terlama lainnya", f"{times} times the next longest step"
    )


def _too_short(activity: Activity, others: list[Activity], bounds: DurationBounds) -> Bilingual | None:
    """A step of a minute or two where every other step takes far longer.

    A ratio alone would not do: on sound sheets five minutes (a signature) stand beside five days, a ratio of 450. So
    only steps under a floor count, and they are compared with the shortest of the others, not with the middle one.
    """
    shortest = activity.duration.max_minutes
    rest = sorted(other.duration.min_minutes for other in others)
    if not 0 < shortest < bounds.short_step_minutes or len(rest) < _ENOUGH_DURATIONS or rest[0] <= 0:
        return None
    ratio = bounds.short_light_step_ratio if _is_light(activity) else bounds.short_step_ratio
    if rest[0] < ratio * shortest:
        return None
    return Bilingual(
        f"jauh lebih singkat daripada langkah lainnya (paling singkat {rest[0]:g} menit)",
        f"far shorter than every other step (at least {rest[0]:g} minutes)",
    )


def _is_light(activity: Activity) -> bool:
    first = next(iter(words(activity.description)), "")
    return _LIGHT_STEPS.search(first) is not None


def _mixed_day_units(context: Context) -> Iterable[Hit]:
    """Working days beside calendar days (or beside plain 'hari', which may be either); one finding a document."""
    days = [(i, a) for i, a in context.working_steps if a.duration.unit == "day"]
    working = [(i, a) for i, a in days if a.duration.working_time is True]
    calendar = [
        (i, a) for i, a in days if a.duration.working_time is False or "kalender" in normalised(a.duration.text)
    ]
    plain = [(i, a) for i, a in days if (i, a) not in working and (i, a) not in calendar]
    if working and calendar:
        fewer, message, severity = min(calendar, working, key=len), None, None
    elif working and plain:
        fewer, message, severity = min(plain, working, key=len), _PLAIN_DAYS, "info"
    else:
        return
    steps = [context.step(i) for i, _ in fewer]
    names = Bilingual(", ".join(s.id for s in steps), ", ".join(s.en for s in steps))
    index, activity = fewer[0]
    params = {"steps": names, "text": shortened(activity.duration.text)}
    yield Hit(f"/activities/{index}/duration", params, message=message, severity=severity)


_PLAIN_DAYS = Bilingual(
    "sebagian waktu dalam “hari”, sebagian dalam “hari kerja”; lain dari yang lain: {steps} (“{text}”)",
    "some times are in days, some in working days; the odd ones are {steps} (“{text}”)",
)

RULES = (
    Rule(
        "DUR401",
        "missing-duration",
        "warning",
        Bilingual("Waktu kosong", "No duration"),
        Bilingual("waktu {step} kosong: “{text}”", "the time of {step} is blank: “{text}”"),
        _missing_duration,
    ),
    Rule(
        "DUR402",
        "unreadable-duration",
        "warning",
        Bilingual("Waktu tidak terbaca", "Unreadable duration"),
        Bilingual(
            "waktu {step} tanpa jumlah atau satuan: “{text}”", "the time of {step} has no quantity or unit: “{text}”"
        ),
        _unreadable_duration,
    ),
    Rule(
        "DUR403",
        "odd-duration",
        "warning",
        Bilingual("Waktu janggal", "Odd duration"),
        Bilingual(
            "waktu {step} “{duration}” janggal ({reason}): “{text}”",
            "the time of {step}, “{duration}”, is odd ({reason}): “{text}”",
        ),
        _odd_duration,
    ),
    Rule(
        "DUR404",
        "mixed-day-units",
        "warning",
        Bilingual("Hari kerja dan hari kalender bercampur", "Working and calendar days mixed"),
        Bilingual(
            "hari kerja dan hari kalender dipakai bersama; lain dari yang lain: {steps} (“{text}”)",
            "working days and calendar days are both used; the odd ones are {steps} (“{text}”)",
        ),
        _mixed_day_units,
    ),
)
