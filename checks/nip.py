"""Whether 18 digits can be a NIP: birth date, appointment, sex and serial number (Perka BKN 22/2007). No check digit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.bilingual import Bilingual
from models.finding import Severity

NIP_DIGITS = 18
#: The number before 2008; nothing in it can be checked.
OLD_NIP_DIGITS = 9

#: Ages at appointment in whole years; the limits are on the day of application, so one year is allowed either way.
_YOUNGEST_PNS, _YOUNGEST_PPPK = 18 - 1, 20 - 1
#: PP 48/2005: honorary staff were taken on up to 46; above 35 (PP 98/2000) only they and a few others.
_OLDEST_PNS, _USUAL_OLDEST_PNS = 46 + 1, 35 + 1
#: PP 11/2017: 58 to 65 by post; nobody signs at more than 65.
_OLDEST_SIGNER, _USUAL_OLDEST_SIGNER = 65 + 1, 60 + 1
#: PPPK exist since PP 49/2018.
_FIRST_PPPK_YEAR = 2019


@dataclass(frozen=True)
class NipFault:
    """`key` is stable; `reason` completes the sentence 'NIP …:'."""

    key: str
    reason: Bilingual
    severity: Severity


def nip_faults(digits: str, sheet_year: int | None) -> list[NipFault]:
    """What is impossible (error), rare (warning, info) in a NIP; [] for a sound one. `digits` holds digits only."""
    if len(digits) == OLD_NIP_DIGITS:
        return [
            NipFault(
                "old", Bilingual("nomor lama (9 angka), sebelum 2008", "an old number (9 digits), before 2008"), "info"
            )
        ]
    if len(digits) != NIP_DIGITS:
        reason = Bilingual(
            f"terdiri atas {len(digits)} angka, seharusnya 18", f"has {len(digits)} digits instead of 18"
        )
        return [NipFault("length", reason, "error")]
    faults = [*_birth(digits), *_appointment(digits), *_person(digits)]
    if not faults:
        faults = [*_age_at_appointment(digits), *_at_sheet(digits, sheet_year)]
    return faults


def _birth(digits: str) -> list[NipFault]:
    text = digits[:8]
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        possible = int(text[:4]) >= 1900
    except ValueError:
        possible = False
    if possible:
        return []
    reason = Bilingual(f"tanggal lahir {text} tidak mungkin", f"birth date {text} is impossible")
    return [NipFault("birth", reason, "error")]


def _appointment(digits: str) -> list[NipFault]:
    """Month 01-12 for PNS; for PPPK '2' and the number of the work contract (21-29) stand in its place."""
    month = int(digits[12:14])
    if 1 <= month <= 12 or 21 <= month <= 29:
        return []
    reason = Bilingual(
        f"bulan pengangkatan {digits[12:14]} tidak mungkin", f"appointment month {digits[12:14]} is impossible"
    )
    return [NipFault("appointment", reason, "error")]


def _person(digits: str) -> list[NipFault]:
    faults = []
    if digits[14] not in "12":
        reason = Bilingual(
            f"angka ke-15 (jenis kelamin) {digits[14]}, seharusnya 1 atau 2",
            f"digit 15 (sex) is {digits[14]}, not 1 or 2",
        )
        faults.append(NipFault("sex", reason, "error"))
    if digits[15:] == "000":
        faults.append(NipFault("serial", Bilingual("nomor urut 000", "serial number 000"), "error"))
    return faults


def _is_pppk(digits: str) -> bool:
    return digits[12] == "2"


def _age_at_appointment(digits: str) -> list[NipFault]:
    age = int(digits[8:12]) - int(digits[:4])
    year = int(digits[8:12])
    if not _is_pppk(digits):
        age -= int(digits[12:14]) < int(digits[4:6])
    youngest = _YOUNGEST_PPPK if _is_pppk(digits) else _YOUNGEST_PNS
    reason = Bilingual(f"diangkat pada usia {age} tahun", f"appointed at the age of {age}")
    if age < youngest:
        return [NipFault("age", reason, "error")]
    if _is_pppk(digits):
        early = Bilingual(f"PPPK dengan tahun {year}, sebelum ada PPPK", f"a PPPK of {year}, before there were any")
        return [NipFault("pppk-year", early, "warning")] if year < _FIRST_PPPK_YEAR else []
    if age > _OLDEST_PNS:
        return [NipFault("age", reason, "warning")]
    return [NipFault("age", reason, "info")] if age > _USUAL_OLDEST_PNS else []


def _at_sheet(digits: str, sheet_year: int | None) -> list[NipFault]:
    if sheet_year is None:
        return []
    appointed, age = int(digits[8:12]), sheet_year - int(digits[:4])
    if appointed > sheet_year:
        reason = Bilingual(
            f"diangkat {appointed}, sesudah SOP ({sheet_year})", f"appointed {appointed}, after the SOP ({sheet_year})"
        )
        return [NipFault("future", reason, "error")]
    if age > _USUAL_OLDEST_SIGNER:
        severity: Severity = "error" if age > _OLDEST_SIGNER else "warning"
        reason = Bilingual(
            f"berusia {age} tahun pada tahun SOP ({sheet_year})", f"aged {age} in the year of the SOP ({sheet_year})"
        )
        return [NipFault("retired", reason, severity)]
    return []
