"""A typed value -> a corrected SOP: validated against the model, its evidence saying who read it and what was read before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from models.bilingual import Bilingual
from models.document import Duration, Region, Regulation, Sop
from models.evidence import Alternative, Evidence
from models.regions import issuing_region
from review.decision import Value
from review.fields import Field, field_at, resolve, value_at
from review.places import evidence_at, parts_of


@dataclass(frozen=True)
class Readers:
    """How typed text becomes a value; the parsers' own readers, handed in. `date` gives ISO 8601, None for no date."""

    duration: Callable[[str], Duration]
    date: Callable[[str], str | None]
    citation: Callable[[str], Regulation]


class UnfitValue(Exception):
    """The value cannot stand there; `why` tells the person what would."""

    def __init__(self, why: Bilingual):
        super().__init__(why.en)
        self.why = why


def corrected(sop: Sop, pointer: str, value: Value, readers: Readers, page: int | None = None) -> Sop:
    """A copy of `sop` with `value` at `pointer`; `page` is where to look for it, where nothing was read there.

    Raises UnfitValue where the pointer names no single value, or the value is of another kind.
    """
    field = field_at(sop, pointer)
    if field is None:
        raise UnfitValue(_NO_FIELD)
    read = _read(sop, field, value, readers)
    copy = sop.model_copy(deep=True)
    *folder, name = parts_of(pointer)
    setattr(resolve(copy, "/".join(folder)), name, read)
    try:
        copy = Sop.model_validate(copy.model_dump())
    except ValidationError as error:
        raise UnfitValue(_NOT_VALID) from error
    copy.evidence = _evidence(sop, copy, field, page)
    return copy


def _read(sop: Sop, field: Field, value: Value, readers: Readers) -> Any:
    if field.kind in ("list", "actors"):
        items = [value] if isinstance(value, str) else value or []
        items = [" ".join(item.split()) for item in items if item.strip()]
        if field.kind == "actors":
            return [_actor(sop, item) for item in items]
        return [readers.citation(item) for item in items] if field.pointer == "/header/legal_basis" else items
    if isinstance(value, list):
        raise UnfitValue(_ONE_LINE)
    text = " ".join((value or "").split())
    return _READ[field.kind](text, field, readers)


def _number(text: str, *_: Any) -> int | None:
    if text and not text.rstrip(".").isdecimal():
        raise UnfitValue(_NO_NUMBER)
    return int(text.rstrip(".")) if text else None


def _date(text: str, _: Field, readers: Readers) -> str | None:
    found = readers.date(text) if text else None
    if text and found is None:
        raise UnfitValue(_NO_DATE)
    return found


def _region(text: str, *_: Any) -> Region | None:
    found = issuing_region([text]) if text else None
    if text and found is None:
        raise UnfitValue(_NO_REGION)
    return found


def _text(text: str, field: Field, _: Readers) -> str | None:
    if field.pointer == "/header/approved_by/nip":
        digits = text.replace(" ", "").replace(".", "")
        if digits and not digits.isdecimal():
            raise UnfitValue(_NO_NUMBER)
        return digits or None
    blank_is_none = field.pointer.startswith("/header") or field.pointer.endswith("/label")
    return text or (None if blank_is_none else "")


_READ: dict[str, Callable[..., Any]] = {
    "number": _number,
    "date": _date,
    "region": _region,
    "text": _text,
    "duration": lambda text, _, readers: readers.duration(text),
}


def _actor(sop: Sop, name: str) -> str:
    """The id of the column of that name."""
    wanted = name.casefold()
    for actor in sop.actors:
        if wanted in (actor.name.casefold(), actor.id.casefold()):
            return actor.id
    known = ", ".join(actor.name for actor in sop.actors)
    raise UnfitValue(Bilingual(f"pelaksana yang ada: {known}", f"the actors are: {known}"))


def _evidence(before: Sop, after: Sop, field: Field, page: int | None) -> dict[str, Evidence]:
    """The evidence with the corrected places entered as `review`; what was read there stays as an alternative."""
    if field.kind != "list":
        return {**before.evidence, field.pointer: _entry(before, after, field.pointer, page)}
    inside = field.pointer + "/"
    kept = {key: entry for key, entry in before.evidence.items() if not key.startswith(inside)}
    old, new = value_at(before, field.pointer) or [], value_at(after, field.pointer) or []
    for place, item in enumerate(new):
        key = f"{inside}{place}"
        if item in old and (same := before.evidence.get(f"{inside}{old.index(item)}")):  # only moved up or down
            kept[key] = same
        elif item not in old:
            kept[key] = _entry(before, after, key, page)
    return kept


def _entry(before: Sop, after: Sop, pointer: str, page: int | None) -> Evidence:
    former = before.evidence.get(pointer) or evidence_at(before, pointer)
    value = value_at(after, pointer)
    text = "; ".join(value) if isinstance(value, list) else value or ""
    if former is None:
        pages = [page] if page else before.pages
        return Evidence(page=pages[0] if pages else 1, bbox=None, text=text, confidence=1.0, origin="review")
    exact = pointer in before.evidence
    read = [Alternative(text=former.text, reader=former.origin, confidence=former.confidence)] if exact else []
    others = [*read, *former.alternatives] if exact else []
    return Evidence(
        page=former.page,
        bbox=former.bbox,
        text=text,
        confidence=1.0,
        origin="review",
        alternatives=[other for other in others if other.text != text],
    )


_NO_FIELD = Bilingual("tidak ada satu nilai yang dapat dikoreksi di sini", "there is no single value to correct here")
_NOT_VALID = Bilingual("nilai ini tidak dapat berada di sini", "this value cannot stand here")
_ONE_LINE = Bilingual("isi satu baris saja", "give one line only")
_NO_NUMBER = Bilingual("isi dengan angka saja, misalnya 3", "give digits only, such as 3")
_NO_DATE = Bilingual("tanggal tidak dikenal; contoh: 2 Juni 2025", "no known date; for example: 2 Juni 2025")
_NO_REGION = Bilingual(
    "wilayah tidak dikenal; contoh: Kabupaten Blora", "no known region; for example: Kabupaten Blora"
)
