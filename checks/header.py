"""HDR: number, title, dates and approval of the header block (bagian identitas) are there and fit together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz

from checks.archive.keys import title_key
from checks.context import Context
from checks.nip import NIP_DIGITS, nip_faults
from checks.rule import Hit, Param, Rule
from checks.wording import is_blank, normalised, shortened
from models.bilingual import Bilingual
from models.document import Header
from models.evidence import Evidence
from models.finding import SEVERITIES, Cause

_DATES = {
    "created_on": Bilingual("tanggal pembuatan", "date of creation"),
    "revised_on": Bilingual("tanggal revisi", "date of revision"),
    "effective_on": Bilingual("tanggal efektif", "effective date"),
}
#: Under stamps and signatures readers lose digits; from this confidence on a wrong count of them is the sheet's.
_SURE_DIGITS = 0.9
#: What is read as surely as this has no end that may not be its own.
_SURE_PRINT = 0.95
#: Army and police, lecturers and teachers, staff of foundations and state firms have numbers of their own.
_OTHER_NUMBER = re.compile(r"\b(?:nrp|nidn|nidk|nuptk|nik|npp|nipy|nbm)\b")
#: A NIP of which fewer digits were read is a piece.
_MOST_DIGITS = 15
#: A typist drops or adds so many digits at most; where a reading lacks or has more, a mark took or doubled them.
_MOST_MISTYPED = 3

#: A label in place of a value, a month in what is left of a date: from these scores on (0-100).
_SAME_LABEL, _SAME_MONTH = 80, 75
_MONTHS = (
    "januari", "februari", "pebruari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
    "november", "nopember", "desember",
)  # fmt: skip
#: In force from the day it is laid down: the date is that of its making.
_FROM_ITS_MAKING = re.compile(r"sejak (?:tanggal |saat )?(?:di)?(?:tetapkan|penetapan|sahkan|pengesahan|tandatangani)")
#: "13 Mi 2020": a day, a short word and a year, of which a scan lost a letter of the month.
_CUT_MONTH = re.compile(r"\d{1,2} [a-z]{2,} (?:19|20)\d\d")
#: "Revisi ke-2", "00", "Rev. 1": a revision counted instead of dated.
_REVISION_COUNT = re.compile(r"(rev(isi)?\.?\s*(ke)?[\s.:-]*)?\d{1,2}", re.IGNORECASE)


def is_lost(context: Context) -> bool:
    """True where the header block may stand on a page that could not be read: then nothing is known to be missing."""
    return context.has_lost_page and not context.has_header_block


def _missing_number(context: Context) -> Iterable[Hit]:
    """A number that is there but could not be read is a doubtful reading (TXT901), not a missing number."""
    unread = context.is_unread("/header/number") or context.is_rejected("/header/number")
    if context.sop.header.number is None and not unread and not is_lost(context):
        yield _missing(context, "/header/number")


def _missing_title(context: Context) -> Iterable[Hit]:
    """The name of the form ("SOP", "PROSEDUR") alone is no title."""
    if (
        not title_key(context.sop.header.title or "")
        and not context.is_unread("/header/title")
        and not is_lost(context)
    ):
        yield Hit("/header/title")


def _missing_date(context: Context) -> Iterable[Hit]:
    for field in () if is_lost(context) else ("created_on", "effective_on"):
        pointer = f"/header/{field}"
        if (
            getattr(context.sop.header, field) is None
            and _is_no_date_at_all(context.raw(pointer))
            and not context.is_unread(pointer)
            and not _is_from_its_making(context, field)
        ):
            yield _missing(context, pointer, {"field": _DATES[field]})


def _missing(context: Context, pointer: str, params: Mapping[str, Param] | None = None, subject: str = "") -> Hit:
    """A field without a value; where it may only have been overlooked in a picture, a note that says so."""
    if context.may_be_overlooked(pointer):
        return Hit(pointer, params or {}, severity="info", cause="reading", subject=subject)
    return Hit(pointer, params or {}, subject=subject)


def _unreadable_date(context: Context) -> Iterable[Hit]:
    for field, name in _DATES.items():
        raw = context.raw(f"/header/{field}")
        if getattr(context.sop.header, field) is not None or raw is None or _is_no_date_at_all(raw):
            continue
        if context.is_unread(f"/header/{field}"):
            continue
        if field == "revised_on" and _REVISION_COUNT.fullmatch(raw.strip()):
            continue
        if _is_from_its_making(context, field):
            continue
        torn = context.is_rejected(f"/header/{field}") and _is_torn_date(raw)
        yield Hit(
            f"/header/{field}",
            {"field": name, "text": shortened(raw)},
            suggestion=context.other_reading(f"/header/{field}"),
            message=_TORN_DATE if torn else None,
            severity="info" if torn else None,
            cause="reading" if torn else None,
        )


_TORN_DATE = Bilingual(
    "{field} tidak terbaca utuh dari gambar: “{text}”", "the {field} was not read whole from the picture: “{text}”"
)


def _is_from_its_making(context: Context, field: str) -> bool:
    """True where "sejak tanggal ditetapkan" stands for the effective date and the date of creation is there."""
    said = normalised(context.raw(f"/header/{field}") or "")
    return field == "effective_on" and context.sop.header.created_on is not None and bool(_FROM_ITS_MAKING.match(said))


def _is_no_date_at_all(text: str | None) -> bool:
    """True for blanks and for a label that the reader took for the value ("No./Tanggal")."""
    if is_blank(text):
        return True
    plain = normalised(text or "")
    return not any(c.isdigit() for c in plain) and fuzz.partial_ratio("tanggal", plain) >= _SAME_LABEL


def _is_torn_date(text: str) -> bool:
    """True for a month with a year, or parts of them, where letters were lost or parted ("UNI 20 21", by hand mostly).

    An impossible day stays the sheet's fault: it is read whole.
    """
    plain = normalised(text)
    squeezed = plain.replace(" ", "")
    month = max((fuzz.partial_ratio(name, squeezed) for name in _MONTHS), default=0)
    whole = re.fullmatch(r"\d{1,2} (?:" + "|".join(_MONTHS) + r") (?:19|20)\d\d", plain)
    return whole is None and (month >= _SAME_MONTH or _CUT_MONTH.fullmatch(plain) is not None)


def _date_order(context: Context) -> Iterable[Hit]:
    """A revision date later than the effective date is sound: it may be planned (PermenPAN-RB 35/2012)."""
    header = context.sop.header
    for field in ("effective_on", "revised_on"):
        later = getattr(header, field)
        if later is not None and header.created_on is not None and _is_before(later, header.created_on):
            yield Hit(f"/header/{field}", {"field": _DATES[field], "date": later, "created": header.created_on})


def _is_before(date: str, other: str) -> bool:
    """Compared at the precision that both have: 2021-06 is not before 2021-06-02."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]


def _missing_approver(context: Context) -> Iterable[Hit]:
    if is_lost(context):
        return
    approval = context.sop.header.approved_by
    parts = {
        "position": Bilingual("jabatan", "position"),
        "name": Bilingual("nama", "name"),
    }
    missing = [key for key in parts if is_blank(getattr(approval, key))]
    said = approval.name or context.raw("/header/approved_by/name") or ""
    is_post = _is_of_the_letterhead(context.sop.header, said)
    if approval.name and is_post:
        missing.append("name")
    places = {key: f"/header/approved_by/{key}" for key in missing}
    missing = [
        key
        for key, place in places.items()
        if not (context.is_unread(place) or context.is_rejected(place)) or (key == "name" and is_post)
    ]
    if len(missing) == len(parts) and approval.nip is None:
        unseen = context.may_be_overlooked("/header/approved_by")
        cause: Cause | None = "reading" if unseen else None
        yield Hit("/header/approved_by", message=_NO_APPROVAL, subject="block", cause=cause)
        return
    for key in missing:
        yield _missing(context, f"/header/approved_by/{key}", {"what": parts[key]}, key)


def _is_of_the_letterhead(header: Header, name: str) -> bool:
    """True for the last words of a post taken for the name that is missing below it ("Kepala Dinas … Kota / Solok")."""
    return bool(normalised(name)) and f" {normalised(name)} " in f" {normalised(' '.join(header.institution))} "


_NO_APPROVAL = Bilingual("blok pengesahan tidak ada", "there is no signature block")


def _invalid_nip(context: Context) -> Iterable[Hit]:
    pointer = "/header/approved_by/nip"
    digits = context.sop.header.approved_by.nip or _printed_digits(context, pointer)
    covered = "" if digits else _covered_digits(context, pointer)
    digits = digits or covered
    if not digits or _is_of_another_kind(context.raw(pointer) or "", digits):
        return
    faults = nip_faults(digits, sheet_year(context.sop.header))
    cut_off = "" if faults else _cut_off_digits(context, pointer, digits)
    if cut_off:
        digits, faults = cut_off, nip_faults(cut_off, None)
    if faults:
        misread = bool(covered) or bool(cut_off) or (context.is_rejected(pointer) and _is_miscounted(digits))
        reason = Bilingual("; ".join(f.reason.id for f in faults), "; ".join(f.reason.en for f in faults))
        yield Hit(
            pointer,
            {"nip": digits, "reason": reason},
            subject=" ".join(fault.key for fault in faults),
            message=_CUT_OFF if cut_off else None,
            severity="info" if misread else min((fault.severity for fault in faults), key=SEVERITIES.index),
            cause="reading" if misread else None,
            suggestion=_sound_alternative(context, pointer),
        )


_CUT_OFF = Bilingual(
    "NIP mungkin terpotong: menurut pembacaan lain hanya {nip} ({reason})",
    "the NIP may be cut off: another reading saw {nip} only ({reason})",
)


def _is_miscounted(digits: str) -> bool:
    """True where the count of digits read from a picture is off as readings are: by one, or by more than typing is."""
    off = abs(len(digits) - NIP_DIGITS)
    return off == 1 or off > _MOST_MISTYPED


def _is_of_another_kind(printed: str, digits: str) -> bool:
    """True for the number of an officer or a lecturer, also under the label "NIP/NRP"."""
    said = printed.casefold()
    return _OTHER_NUMBER.search(said) is not None and ("nip" not in said or len(digits) < _MOST_DIGITS)


def _printed_digits(context: Context, pointer: str) -> str:
    """Digits where the reader gave no NIP: from a text layer; from a scan only if it was all but sure of them."""
    evidence = context.evidence(pointer)
    if evidence is None or evidence.confidence is None:
        return ""
    if evidence.confidence < _SURE_DIGITS and not _is_confirmed(evidence):
        return ""
    if _sound_alternative(context, pointer) is not None:
        return ""  # one reader saw a possible NIP: the other misread it
    return re.sub(r"\D", "", evidence.text)


def _covered_digits(context: Context, pointer: str) -> str:
    """Most of a NIP's digits, read too doubtfully for a value and possible in no reading: enough for a note.

    Under a stamp the sheet's own misprint looks like this as often as a lost digit does.
    """
    evidence = context.evidence(pointer)
    if evidence is None or evidence.origin != "ocr" or _sound_alternative(context, pointer) is not None:
        return ""
    digits = re.sub(r"\D", "", evidence.text)
    return digits if _MOST_DIGITS <= len(digits) <= NIP_DIGITS + 2 else ""


def _cut_off_digits(context: Context, pointer: str, digits: str) -> str:
    """What another reading saw of a NIP: all but its last figures, which a stamp or stroke beside a shorter one may have
    given. "" where none did; of 596 drawn scans one did, and there the sheet's NIP was cut off."""
    evidence = context.evidence(pointer)
    if evidence is None or evidence.confidence is None or evidence.confidence >= _SURE_PRINT:
        return ""
    others = (re.sub(r"\D", "", other.text) for other in evidence.alternatives)
    return next((o for o in others if _MOST_DIGITS <= len(o) < len(digits) and digits.startswith(o)), "")


def _is_confirmed(evidence: Evidence) -> bool:
    """True where another look, itself sure, gave the same digits: what a stamp covers is looked at several times."""
    digits = re.sub(r"\D", "", evidence.text)
    return any(
        (other.confidence or 0) >= _SURE_DIGITS and re.sub(r"\D", "", other.text) == digits
        for other in evidence.alternatives
    )


def _sound_alternative(context: Context, pointer: str) -> Bilingual | None:
    """Another reading of the same place that is a possible NIP."""
    evidence = context.evidence(pointer)
    for alternative in evidence.alternatives if evidence else ():
        digits = re.sub(r"\D", "", alternative.text)
        if digits and not nip_faults(digits, None):
            return Bilingual(f"mungkin {digits}", f"perhaps {digits}")
    return None


def sheet_year(header: Header) -> int | None:
    """The latest year the sheet dates itself to; else a year in its number; None where it says nothing.

    A revision date counts only where nothing else is dated: it may be planned.
    """
    for dates in ((header.created_on, header.effective_on), (header.revised_on,)):
        years = [int(date[:4]) for date in dates if date]
        if years:
            return max(years)
    found = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", header.number or "")
    return int(found[-1]) if found else None


RULES = (
    Rule(
        "HDR101",
        "missing-sop-number",
        "error",
        Bilingual("Nomor SOP tidak ada", "No SOP number"),
        Bilingual("nomor SOP kosong", "the SOP number is blank"),
        _missing_number,
    ),
    Rule(
        "HDR102",
        "missing-title",
        "error",
        Bilingual("Judul SOP tidak ada", "No title"),
        Bilingual("judul SOP kosong", "the title is blank"),
        _missing_title,
    ),
    Rule(
        "HDR103",
        "missing-date",
        "warning",
        Bilingual("Tanggal tidak diisi", "Date left blank"),
        Bilingual("{field} kosong", "the {field} is blank"),
        _missing_date,
    ),
    Rule(
        "HDR104",
        "unreadable-date",
        "warning",
        Bilingual("Tanggal tidak terbaca", "Unreadable date"),
        Bilingual("{field} bukan tanggal: “{text}”", "the {field} is no date: “{text}”"),
        _unreadable_date,
    ),
    Rule(
        "HDR105",
        "date-order",
        "error",
        Bilingual("Urutan tanggal terbalik", "Dates in the wrong order"),
        Bilingual(
            "{field} ({date}) lebih awal daripada tanggal pembuatan ({created})",
            "the {field} ({date}) is before the date of creation ({created})",
        ),
        _date_order,
    ),
    Rule(
        "HDR106",
        "missing-approver",
        "warning",
        Bilingual("Pengesahan tidak lengkap", "Approval incomplete"),
        Bilingual("pengesahan tanpa {what}", "the approval lacks its {what}"),
        _missing_approver,
    ),
    Rule(
        "HDR107",
        "invalid-nip",
        "error",
        Bilingual("NIP tidak mungkin benar", "Impossible NIP"),
        Bilingual("NIP {nip}: {reason}", "NIP {nip}: {reason}"),
        _invalid_nip,
    ),
)
