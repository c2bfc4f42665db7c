"""Misread or miswritten: whether a fault is likely the sheet's own or came in by reading it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from checks.context import SURE_READING, Context
from checks.drawing import is_pictured
from checks.rule import Hit, Rule
from checks.wording import is_blank, normalised
from models.bilingual import Bilingual
from models.document import Sop
from models.evidence import Evidence
from models.finding import Cause

#: From this confidence on, and where no reader saw anything else, what is read is what is printed.
SURE_PRINT = 0.95
#: Rows before and after a wrong step number whose other readings may set the counting right.
_ROWS_AROUND = 2
#: A quantity and a unit: an alternative of this form is a duration (the parsers would say which).
_DURATION = re.compile(r"\d\s*(?:detik|menit|mnt|jam|hari|hr|minggu|bulan|bln|tahun|thn)", re.IGNORECASE)


class Judgement(NamedTuple):
    """`reason` completes a finding's message; None where the message needs none."""

    cause: Cause | None
    reason: Bilingual | None = None


def judge(context: Context, rule: Rule, hit: Hit) -> Judgement:
    """The likely cause of a hit: by the rule's own word, by other readings of the place, by how sure the reading was."""
    if hit.cause is not None:
        return Judgement(hit.cause)
    entry = context.evidence(hit.pointer)
    other = next(_harmless_readings(context, rule, hit), None)
    if other is not None:
        return Judgement("reading", Bilingual(_OTHERWISE.id.format(text=other), _OTHERWISE.en.format(text=other)))
    if entry is None:
        return Judgement("sheet" if _is_all_print(context) else None)
    if is_blank(entry.text) and entry.confidence is None and is_pictured(context, entry.page):
        return Judgement(None)  # a cell in which the reader saw nothing: it may have overlooked a figure
    if entry.origin in ("pdf", "review"):
        return Judgement("sheet")
    if entry.origin != "ocr" or entry.confidence is None:
        return Judgement(None)
    if entry.confidence < SURE_READING:
        return Judgement("reading")
    return Judgement("sheet" if entry.confidence >= SURE_PRINT and not _disputed(entry) else None)


_OTHERWISE = Bilingual(
    " Kemungkinan salah baca: pembacaan lain di tempat itu, “{text}”, tidak menimbulkan temuan ini.",
    " It may be misread: another reading of the place, “{text}”, does not give this finding.",
)


def _is_all_print(context: Context) -> bool:
    """True where the SOP's pages hold text and drawings as the file gives them: nothing was read from a picture."""
    mine = [page for page in context.extraction.pages if page.number in context.sop.pages]
    return bool(mine) and all(page.text_origin == "pdf" for page in mine)


def _disputed(entry: Evidence) -> bool:
    return any(normalised(other.text) != normalised(entry.text) for other in entry.alternatives)


def _harmless_readings(context: Context, rule: Rule, hit: Hit) -> Iterator[str]:
    """Other readings under which the rule no longer finds this fault."""
    for pointer in _places(context, hit.pointer):
        entry = context.sop.evidence.get(pointer)
        for other in entry.alternatives if entry and entry.origin == "ocr" else ():
            if rule.code == "DUR402" and _DURATION.search(other.text):
                yield other.text
                continue
            sop = _read_as(context.sop, pointer, other.text)
            if sop is not None and not _finds(replace(context, sop=sop), rule, hit):
                yield other.text


def _places(context: Context, pointer: str) -> list[str]:
    """The place itself; for a step number the ones around it too, as one misread number makes its neighbour wrong."""
    parts = pointer.split("/")
    if parts[1] != "activities" or parts[-1] != "number":
        return [pointer]
    row = int(parts[2])
    around = range(max(0, row - _ROWS_AROUND), min(len(context.sop.activities), row + _ROWS_AROUND + 1))
    return [pointer, *(f"/activities/{index}/number" for index in around if index != row)]


def _finds(context: Context, rule: Rule, hit: Hit) -> bool:
    """Whether any fault of the kind is left in the place: another wrong number there is no better reading."""
    return any(other.pointer == hit.pointer for other in rule.check(context))


def _read_as(sop: Sop, pointer: str, text: str) -> Sop | None:
    """The SOP with another reading of one place; None where the value is no plain text, number or NIP."""
    parts = pointer.strip("/").split("/")
    match parts:
        case ["activities", row, "number"]:
            figures = re.sub(r"\D", "", text)
            return _with_row(sop, int(row), number=int(figures)) if figures else None
        case ["activities", row, ("description" | "remarks") as field]:
            return _with_row(sop, int(row), **{field: text})
        case ["activities", row, ("requirements" | "outputs") as field, item]:
            items = list(getattr(sop.activities[int(row)], field))
            items[int(item)] = text
            return _with_row(sop, int(row), **{field: items})
        case ["header", ("number" | "title") as field]:
            return sop.model_copy(update={"header": sop.header.model_copy(update={field: text})})
        case ["header", "approved_by", ("nip" | "name" | "position") as field]:
            value = re.sub(r"\D", "", text) if field == "nip" else text
            approval = sop.header.approved_by.model_copy(update={field: value})
            return sop.model_copy(update={"header": sop.header.model_copy(update={"approved_by": approval})})
    return None


def _with_row(sop: Sop, row: int, **values) -> Sop:
    activities = list(sop.activities)
    activities[row] = activities[row].model_copy(update=values)
    return sop.model_copy(update={"activities": activities})
