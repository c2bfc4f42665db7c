"""DUR: every step has a time that can be read and that a step of this kind can take."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from checks.context import Context
from checks.options import CheckOptions
from checks.rule import Hit, Rule
from checks.wording import is_blank, normalised, shortened, words
from models.bilingual import Bilingual
from models.document import Activity

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
    "tergantung",
    "fleksibel",
    "situasional",
    "seketika",
    "real time",
    "langsung",
    "on the spot",
    "selesai",
    "sepanjang",
    "beberapa",
    "tidak ditentukan",
    "setelah",
    "sesudah",
    "pada saat",
)
#: A day of the calendar or an hour of the clock tells when, not how long.
_POINT_IN_TIME = re.compile(
    r"\bh ?[-+] ?\d|\b(?:tgl|tanggal|pukul|jam ke|minggu ke|hari ke|awal|akhir|pertengahan)\b|\d\d[.:]\d\d|\b(?:wib|wita|wit)\b"
    r"|\b(?:hari )?(?:senin|selasa|rabu|kamis|jumat|sabtu)\b|\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september"
    r"|oktober|november|desember)\b|\bminggu [iv]+\b",
    re.IGNORECASE,
)
#: Measures of work and teaching that an office counts by; no clock says how long they are.
_OWN_UNIT = re.compile(
    r"\d+ ?(?:\(\w+\) ?)?(?:jpl?|jam pelajaran|sks|oj|oh|orang (?:jam|hari)|shift|pertemuan|sesi|siklus|periode|malam)\b",
    re.IGNORECASE,
)
#: Steps that are quick by nature, by the first word (me- and pe- melt the first letter of a root: terima, menerima):
#: a two-minute signature is no slip.
_LIGHT_STEPS = re.compile(
    r"andatangan|bubuhk|paraf|stempel|^cap$|isposisi|nomor|terima|nerima|serahk|nyerah|sampaik|nyampai|terusk|nerus|catat|agenda"
    r"|kirim|girim|antar|ambil|simpan|nyimpan|arsip|erintah|tugask|nugas|panggil|manggil|daftar"
)
#: What takes as long as it was set to: no step of a procedure, but often given a row in it.
_TERMS = re.compile(
    r"\b(?:kuliah|perkuliahan|magang|praktik kerja|praktek kerja|penelitian|skripsi|tesis|pelatihan|diklat|kontrak|masa (?:kerja|tugas|percobaan"
    r"|pemeliharaan|berlaku)|pemantauan|memantau|monitoring|pembinaan|pendampingan|mendampingi|pemeliharaan|uji coba|tugas belajar)\b"
)
#: Written out; a letter is lost or misread in one that is still known.
_UNITS = ("detik", "menit", "jam", "hari", "minggu", "bulan", "tahun")
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
        open_time = _is_open(text)
        yield Hit(
            f"/activities/{index}/duration",
            {"step": context.step(index), "text": shortened(text)},
            message=_OPEN if open_time else None,
            severity="info" if open_time else None,
            cause="reading" if _lost_a_sign(context, index) else None,
            suggestion=context.other_reading(f"/activities/{index}/duration"),
            subject=text,
        )


def _lost_a_sign(context: Context, index: int) -> bool:
    """True for a unit read from a picture that lacks its figure or a letter ("jam", "20 enit"): the scan lost it.

    Who writes a unit writes how many; "30" and "2 berkas" are the sheet's own.
    """
    entry = context.evidence(f"/activities/{index}/duration")
    if entry is None or entry.origin != "ocr":
        return False
    said = [word for word in words(re.sub(r"\([^)]*\)", " ", entry.text)) if not any(c.isdigit() for c in word)]
    unit = "".join(word for word in said if word not in ("kerja", "kalender"))
    return any(OSA.distance(unit, name, score_cutoff=1) <= 1 for name in _UNITS)


def _is_open(text: str) -> bool:
    """True for a time left open, a moment instead of a span, or a span in the office's own measure."""
    plain = normalised(text)
    return (
        any(phrase in plain for phrase in _OPEN_TIMES)
        or _POINT_IN_TIME.search(text) is not None
        or _OWN_UNIT.search(text) is not None
    )


_OPEN = Bilingual("waktu {step} tidak terukur: “{text}”", "the time of {step} is not measurable: “{text}”")


def _odd_duration(context: Context) -> Iterable[Hit]:
    clock = context.options.working_time
    times = {i: time for i, a in context.working_steps if (time := clock.minutes(a.duration)) is not None}
    for index, time in times.items():
        activity = context.sop.activities[index]
        others = [other for i, other in times.items() if i != index]
        short = _too_short(activity, time, others, context)
        reason = _impossible(time) or _too_long(time, others, context.options) or short
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
                # A quick signature among slow steps, or a stage that runs its term: odd, but seldom a slip.
                severity="info" if (reason is short and _is_light(activity)) or _runs_its_term(activity) else None,
            )


#: (least, most) minutes by the office's clock.
_Minutes = tuple[float, float]


def _impossible(time: _Minutes) -> Bilingual | None:
    if time[1] <= 0:
        return Bilingual("nol", "zero")
    if time[0] > time[1]:
        return Bilingual("batas bawah melebihi batas atas", "the range runs backwards")
    return None


def _too_long(time: _Minutes, others: list[_Minutes], options: CheckOptions) -> Bilingual | None:
    """Beyond the bound of one step, or a matter of months among steps that are all far shorter."""
    bounds, day = options.durations, options.working_time.minutes_per_day
    rest = sorted(most for _, most in others)
    if time[1] > bounds.longest_step_days * day:
        long_ones = sum(1 for minutes in rest if minutes > bounds.longest_step_days * day)
        if rest and long_ones >= max(1, len(rest) * _LONG_DOCUMENT_SHARE):
            return None
        days = f"{bounds.longest_step_days:g}"
        return Bilingual(
            f"lebih dari {days} hari kerja untuk satu langkah", f"more than {days} working days for one step"
        )
    if time[1] < bounds.long_step_days * day or len(rest) < _ENOUGH_DURATIONS:
        return None
    if time[1] < bounds.long_step_ratio * rest[-1]:
        return None
    times = round(time[1] / rest[-1])
    return Bilingual(
        f"{times} kali lebih lama daripada langkah terlama lainnya", f"{times} times the next longest step"
    )


def _too_short(activity: Activity, time: _Minutes, others: list[_Minutes], context: Context) -> Bilingual | None:
    """A step of a minute or two where every other step takes far longer.

    A ratio alone would not do: on sound sheets five minutes (a signature) stand beside five days, a ratio of 450. So
    only steps under a floor count, and they are compared with the shortest of the others, not with the middle one.
    """
    bounds = context.options.durations
    rest = sorted(least for least, _ in others)
    if not 0 < time[1] < bounds.short_step_minutes or len(rest) < _ENOUGH_DURATIONS or rest[0] <= 0:
        return None
    ratio = bounds.short_light_step_ratio if _is_light(activity) else bounds.short_step_ratio
    if rest[0] < ratio * time[1]:
        return None
    return Bilingual(
        f"jauh lebih singkat daripada langkah lainnya (paling singkat {rest[0]:g} menit)",
        f"far shorter than every other step (at least {rest[0]:g} minutes)",
    )


def _runs_its_term(activity: Activity) -> bool:
    """True for courses, trials and terms of office of one or a few whole months, semesters or years."""
    whole = activity.duration.unit in ("month", "quarter", "semester", "year")
    return whole and _TERMS.search(normalised(activity.description)) is not None


def _is_light(activity: Activity) -> bool:
    first = next(iter(words(activity.description)), "")
    return _LIGHT_STEPS.search(first) is not None


def _mixed_day_units(context: Context) -> Iterable[Hit]:
    """Working days beside calendar days (or beside plain 'hari', which may be either); one finding a document."""
    days = [(i, a) for i, a in context.working_steps if a.duration.unit == "day"]
    working = [(i, a) for i, a in days if a.duration.working_time is True]
    calendar = [
        (i, a)
        for i, a in days
        if a.duration.working_time is False or "kalender" in normalised(a.duration.text).replace(" ", "")
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
