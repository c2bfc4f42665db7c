"""From a finding's pointer to words a clerk can follow with a finger on the sheet, and to what stands there."""

from __future__ import annotations

from typing import Any

from models.bilingual import Language
from models.document import Duration, Sop
from models.evidence import Evidence
from review import wording
from review.plain import plain

#: Four lines of a report: enough to find the place on the sheet, in characters.
LONGEST_QUOTE = 240


def parts_of(pointer: str) -> list[str]:
    return [part for part in pointer.split("/") if part]


def step_index(sop: Sop, pointer: str) -> int | None:
    """The table row a pointer is about, counted from 0: the activity's own, or the one its symbol belongs to."""
    parts = parts_of(pointer)
    if len(parts) >= 2 and parts[0] == "activities" and parts[1].isdigit():
        return int(parts[1]) if int(parts[1]) < len(sop.activities) else None
    if (
        len(parts) >= 3
        and parts[:2] == ["flow", "nodes"]
        and parts[2].isdigit()
        and int(parts[2]) < len(sop.flow.nodes)
    ):
        activity = sop.flow.nodes[int(parts[2])].activity
        return next((index for index, step in enumerate(sop.activities) if step.id == activity), None)
    return None


def column_of(pointer: str) -> str | None:
    """The table column a pointer is about, as a field name of Activity; "description" for a whole row."""
    parts = parts_of(pointer)
    if parts[:1] == ["activities"] and len(parts) >= 2:
        return parts[2] if len(parts) > 2 else "description"
    return "actors" if parts[:1] == ["flow"] else None


def step_words(sop: Sop, index: int, language: Language) -> str:
    number = sop.activities[index].number
    if number is None:
        return wording.STEP_UNNUMBERED.say(language).format(row=index + 1)
    return wording.STEP.say(language).format(number=number)


def place_words(sop: Sop, pointer: str, language: Language) -> str:
    """ "langkah 3, waktu", "Nomor SOP", "tabel kegiatan" …"""
    parts = parts_of(pointer)
    index = step_index(sop, pointer)
    if index is not None:
        words = [step_words(sop, index, language)]
        if parts[0] == "activities" and len(parts) > 2 and parts[2] in wording.ACTIVITY_FIELDS:
            words.append(wording.ACTIVITY_FIELDS[parts[2]].say(language))
        elif parts[0] == "flow":
            words.append(wording.FLOW.say(language))
        return ", ".join(words)
    if parts[:1] == ["header"]:
        field = wording.HEADER_FIELDS.get(parts[1]) if len(parts) > 1 else None
        return (field or wording.HEADER).say(language)
    if parts[:1] == ["actors"] and len(parts) > 1 and parts[1].isdigit() and int(parts[1]) < len(sop.actors):
        return wording.ACTOR_COLUMN.say(language).format(name=plain(sop.actors[int(parts[1])].name))
    named = {"activities": wording.TABLE, "actors": wording.ACTORS, "flow": wording.FLOW}
    return named.get(parts[0] if parts else "", wording.SHEET).say(language)


def evidence_at(sop: Sop, pointer: str) -> Evidence | None:
    """The evidence of the pointer itself, else of what holds it, else of its first part."""
    parts = parts_of(pointer)
    for length in range(len(parts), 1, -1):
        found = sop.evidence.get("/" + "/".join(parts[:length]))
        if found is not None:
            return found
    below = sorted(key for key in sop.evidence if key.startswith(pointer.rstrip("/") + "/"))
    return sop.evidence[below[0]] if below and len(parts) > 1 else None


def text_at(sop: Sop, pointer: str) -> str:
    """What stands at the pointer: the value's text, else the raw text that was read there; "" for nothing.

    A whole part of the sheet (its table, its header block) has no text to show; a long text is cut.
    """
    if len(parts_of(pointer)) < 2:
        return ""
    value: Any = sop
    for part in parts_of(pointer):
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = getattr(value, part, None)
    text = _text(value)
    if not text:
        evidence = evidence_at(sop, pointer)
        text = evidence.text if evidence else ""
    text = plain(text)
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _text(value: Any) -> str:
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, list):
        return "; ".join(part for part in map(_text, value) if part)
    for field in ("description", "name", "text"):
        if isinstance(getattr(value, field, None), str):
            return getattr(value, field)
    return str(value) if isinstance(value, (str, int)) else ""
