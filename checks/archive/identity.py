"""ARC961-963: one number, one sheet; one NIP, one person; one person, one NIP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from checks.archive.keys import number_key, person_key, title_key
from checks.context import Context
from checks.nip import NIP_DIGITS, nip_faults
from checks.rule import Hit, Rule
from checks.wording import normalised, shortened
from models.bilingual import Bilingual

if TYPE_CHECKING:
    from checks.archive.facts import Known

#: Two names are one person's from this score on (0-100): a misread letter, a missing middle name.
_SAME_PERSON = 80
#: NIPs of one person's name that differ in so few digits are one NIP miswritten; in more, they are namesakes.
_MISWRITTEN_DIGITS = 3
#: Letterheads of one office from this score on (0-100).
_SAME_OFFICE = 85
#: Without a letterhead a number this long (letters and figures) is still no coincidence.
_TELLING_NUMBER = 10
_SAME_TITLE = 85


def _nip_two_names(context: Context) -> Iterable[Hit]:
    """On the sheets with the rarer name; on all of them where none is rarer."""
    by = context.sop.header.approved_by
    own = person_key(by.name or "")
    if context.archive is None or not by.nip or not own or len(by.nip) != NIP_DIGITS:
        return
    sheets = [sheet for sheet in context.archive.with_nip(by.nip) if sheet.person_key]
    others = [sheet for sheet in sheets if not _is_one_person(own, sheet.person_key)]
    if not others or len(sheets) - len(others) > len(others):
        return
    other = _usual(others, lambda sheet: sheet.person_key)
    params = {"nip": by.nip, "name": by.name or "", "other": other.person, "document": _where(other)}
    yield Hit("/header/approved_by/nip", params, subject=f"{by.nip} {other.person_key}")


@lru_cache(maxsize=4096)  # a head of office signs hundreds of sheets
def _is_one_person(one: str, other: str) -> bool:
    """By their words, or by their letters where a reader parted them ("hindr sura hmat")."""
    if fuzz.token_set_ratio(one, other) >= _SAME_PERSON:
        return True
    return fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")) >= _SAME_PERSON


def _name_two_nips(context: Context) -> Iterable[Hit]:
    """A NIP that differs by a digit or three from the one that the same name has elsewhere."""
    by = context.sop.header.approved_by
    if context.archive is None or not by.nip or " " not in person_key(by.name or ""):
        return
    sheets = [sheet for sheet in context.archive.with_person(by.name or "") if sheet.nip]
    others = [s for s in sheets if 0 < Levenshtein.distance(s.nip, by.nip) <= _MISWRITTEN_DIGITS]
    mine = sum(sheet.nip == by.nip for sheet in sheets)
    if not others or mine > len(others):
        return
    other = _usual(others, lambda sheet: sheet.nip)
    likely = mine < len(others) or bool(nip_faults(by.nip, None)) and not nip_faults(other.nip, None)
    yield Hit(
        "/header/approved_by/nip",
        {"nip": by.nip, "name": by.name or "", "other": other.nip, "document": _where(other)},
        suggestion=Bilingual(f"mungkin {other.nip}", f"perhaps {other.nip}") if likely else None,
        subject=f"{by.nip} {other.nip}",
    )


def _repeated_number(context: Context) -> Iterable[Hit]:
    """The number of another sheet of the same office; a note where that sheet is the same SOP, perhaps another edition."""
    number, own = context.sop.header.number, context.known
    if context.archive is None or own is None or not number:
        return
    others = [s for s in context.archive.with_number(number) if s.id != own.id and _is_one_office(own, s, number)]
    if not others:
        return
    strangers = [sheet for sheet in others if not _is_one_title(own.title, sheet.title)]
    other = (strangers or others)[0]
    yield Hit(
        "/header/number",
        {"number": number, "document": _where(other), "title": shortened(other.title), "count": len(others)},
        message=None if strangers else _SAME_SOP,
        severity=None if strangers else "info",
        subject=f"{number} {title_key(other.title)}",
    )


def _is_one_office(one: Known, other: Known, number: str) -> bool:
    if one.region and other.region and one.region != other.region:
        return False
    if not one.institution or not other.institution:
        return len(number_key(number)) >= _TELLING_NUMBER
    return fuzz.token_set_ratio(one.institution, other.institution) >= _SAME_OFFICE


def _is_one_title(one: str, other: str) -> bool:
    return fuzz.ratio(normalised(title_key(one)), normalised(title_key(other))) >= _SAME_TITLE


def _usual(sheets: Sequence[Known], of) -> Known:
    """The first of the sheets that hold the most frequent value."""
    value = Counter(map(of, sheets)).most_common(1)[0][0]
    return next(sheet for sheet in sheets if of(sheet) == value)


def _where(sheet: Known) -> str:
    """The document, and which of its sheets where it is not the first."""
    return sheet.document + (f" #{sheet.sop + 1}" if sheet.sop else "")


_SAME_SOP = Bilingual(
    "SOP nomor {number} ada juga di {document}: rangkap, atau edisi lain",
    "SOP number {number} is in {document} too: a double, or another edition",
)

RULES = (
    Rule(
        "ARC961",
        "nip-two-names",
        "error",
        Bilingual("Satu NIP dengan dua nama", "One NIP with two names"),
        Bilingual(
            "NIP {nip} di sini milik {name}, di {document} milik {other}",
            "NIP {nip} is {name}'s here and {other}'s in {document}",
        ),
        _nip_two_names,
    ),
    Rule(
        "ARC962",
        "name-two-nips",
        "warning",
        Bilingual("Satu nama dengan dua NIP yang mirip", "One name with two NIPs much alike"),
        Bilingual(
            "NIP {name} di sini {nip}, di {document} {other}", "{name}'s NIP is {nip} here and {other} in {document}"
        ),
        _name_two_nips,
    ),
    Rule(
        "ARC963",
        "repeated-sop-number",
        "warning",
        Bilingual("Nomor SOP dipakai dua kali", "SOP number used twice"),
        Bilingual(
            "nomor {number} dipakai juga oleh “{title}” ({document})",
            "number {number} is also that of “{title}” ({document})",
        ),
        _repeated_number,
    ),
)
