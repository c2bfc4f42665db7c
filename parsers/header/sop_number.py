"""The number of a sheet as two readers saw it: the reading that can be one, and how sure it must be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from models.layout import Span
from parsers.header.approval import CLEAR

#: Handwritten numbers read wrong were scored up to 0.94, those above 0.83 with another reading of their figures beside
#: them; printed ones of which nothing is disputed but whether a stroke is an I, a 1 or a slash from 0.72.
SURE_NUMBER, SURE_DISPUTED_NUMBER, SURE_AGREED_NUMBER = 0.9, 0.935, 0.7

_MONTHS = frozenset(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"))
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Letters and figures that a fax makes alike, those aside that are a stroke, among so many others of one kind. A 2 in a
#: word is a word's own ("P2KB").
_ALIKE = {"O": "0", "Q": "0", "D": "0", "0": "OQD", "8": "B", "B": "8", "S": "5", "5": "S", "G": "6", "6": "G"}
FEWEST_BESIDE = 3
#: Before a year: one stroke in the place of the month; nothing there, or what a stroke and a slash may be taken for.
_LONE_STROKE = re.compile(r"(.+)/[I1l|!]/((?:19|20)\d\d)")
_LOST_MONTH = re.compile(r"(.+?)/(?:V?/)?((?:19|20)\d\d)")
#: What readers make of a slash, and of the strokes of a month.
_SLASHES = re.compile(r"[/!|\\]")
_STROKES = re.compile(r"[IVXLil1|!\\]*")
#: Between letters of a month a stroke is one of them ("V!I").
_STROKE_INSIDE = re.compile(r"(?<=[IVX])[!|](?=[IVX])")


def printed_number(span: Span, text: str) -> str | None:
    """The number that `span` holds, `text` without its colon; None where it is in doubt.

    Of scans a reading without sense ("12/SOP/DIS//2020", "…/VIL/2024", "…/DISVI/2024") gives way to another reader's
    that differs in the strokes of its month alone; without one it is None unless it was read surely.
    """
    if span.origin != "ocr" or span.confidence is None:
        return text or None
    others = readings_of(text, span)
    text = next(filter(None, (_with_signs_of(text, other) for other in others)), text)
    for other in others:
        mended = _with_month_of(text, other) or _with_lone_stroke_of(text, other) or _with_stops_of(text, other)
        if mended:
            return mended if span.confidence >= SURE_AGREED_NUMBER else None
    if not text or (span.confidence < CLEAR and (_is_broken(text) or any(_has_longer_month(o, text) for o in others))):
        return None
    return text if span.confidence >= _bound(text, others) else None


def readings_of(text: str, span: Span) -> list[str]:
    """`text` with each other reading in the place of the word that it is most like."""
    words = text.split()
    out = []
    for other in [a.text for line in span.lines for a in line.alternatives]:
        at = max(range(len(words)), key=lambda i: fuzz.ratio(words[i], other), default=None)
        if at is not None:
            out.append(" ".join([*words[:at], other, *words[at + 1 :]]))
    return out


def _with_month_of(text: str, other: str) -> str | None:
    """`text` with the Roman month of `other`, where that has one and `text` no sense in its place, nor more letters: of
    three strokes a fax leaves two; else None.
    """
    read, seen = text.split("/"), _SLASHES.split(other)
    if len(seen) < 3 or seen[-2] not in _MONTHS or not _YEAR.fullmatch(seen[-1]) or read[-1] != seen[-1]:
        return None
    if len(read) == len(seen):
        is_senseless = read[-2] not in _MONTHS and (read[-2] == "" or "I" in read[-2]) and _STROKES.fullmatch(read[-2])
        is_same = _drawn(read[:-2]) == _drawn(seen[:-2]) and len(read[-2]) <= len(seen[-2])
        return "/".join([*read[:-2], *seen[-2:]]) if is_senseless and is_same else None
    if len(read) != len(seen) - 1 or _drawn(read[:-2]) != _drawn(seen[:-3]):
        return None
    office, rest = seen[-3], read[-2][len(seen[-3]) :]
    is_run_on = bool(office) and read[-2] not in _MONTHS and read[-2].startswith(office) and _STROKES.fullmatch(rest)
    return "/".join([*read[:-2], *seen[-3:]]) if is_run_on else None


def _with_lone_stroke_of(text: str, other: str) -> str | None:
    """`text` with the month I where `other` saw one stroke between slashes, and `text` nothing, or the V that a stroke and
    its slash make; else None. The first reader reads each printed 1 and V (12 of 12 and 28 of 28 on a fax and a copy).
    """
    read, seen = _LOST_MONTH.fullmatch(text), _LONE_STROKE.fullmatch(other)
    if not read or not seen or _shape(read[1]) != _shape(seen[1]) or read[2] != seen[2]:
        return None
    return f"{read[1]}/I/{read[2]}"


def _with_signs_of(text: str, other: str) -> str | None:
    """`text` with the figure of `other` among figures for a letter like it ("2Q16"), its letter among letters ("DISHU8"),
    where they differ in nothing but that and strokes; else None.
    """
    if len(text) != len(other):
        return None
    signs, start = list(text), 0
    for part in text.split("/"):
        for at in range(start, start + len(part)):
            was, seen = text[at], other[at]
            beside = [c for c in text[start : start + len(part)].replace(was, "", 1) if c.isalnum()]
            if was == seen or len(beside) < FEWEST_BESIDE:
                continue
            of_kind = str.isdecimal if seen.isdecimal() else str.isalpha
            if seen in _ALIKE.get(was, ()) and all(map(of_kind, beside)):
                signs[at] = seen
        start += len(part) + 1
    mended = "".join(signs)
    return mended if mended != text and _shape(mended) == _shape(other) else None


def _with_stops_of(text: str, other: str) -> str | None:
    """`text` with a stop between figures where only `other` has one: no number holds a comma there ("000,8/…")."""
    stops = re.sub(r"(?<=\d),(?=\d)", ".", text)
    return stops if stops == other != text else None


def _is_broken(text: str) -> bool:
    """Whether a part is empty, or its month is none."""
    parts = text.split("/")
    if "" in parts[1:-1]:
        return True
    is_dated = len(parts) > 2 and _YEAR.fullmatch(parts[-1])
    month = parts[-2] if is_dated else ""
    return month not in _MONTHS and "I" in month and bool(re.fullmatch("[IVXL]+", month))


def _has_longer_month(other: str, text: str) -> bool:
    """Whether `other` has the month of `text` with a stroke more: of II a fax leaves I, and surely."""
    *_, month, year = ["", *text.split("/")]
    return (
        month in _MONTHS and bool(_YEAR.fullmatch(year)) and other.endswith((f"/{month}I/{year}", f"/{month}II/{year}"))
    )


def _bound(text: str, others: Sequence[str]) -> float:
    """How sure a number must be: more where another reading has other figures, as of handwriting, which no reader was
    taught; less where all readings agree but for which stroke is an I, a 1 or a slash, in months of several strokes not
    even in that: of three a fax leaves two. A stroke before it is the cell's.
    """
    read, seen = _shape(text), [shape for other in others if (shape := _shape(other))]  # specks say nothing
    if seen and all(other in read for other in seen) and all(_has_month_of(text, other) for other in others):
        return SURE_AGREED_NUMBER
    figures = _figures(text)
    disputed = any(_figures(other) not in figures for other in others if _shape(other) != f"1{read}")
    return SURE_DISPUTED_NUMBER if disputed else SURE_NUMBER


def _has_month_of(text: str, other: str) -> bool:
    """Whether `other` has the months of `text`, or, of three strokes, which none was lost of, as many."""
    months = [part for part in text.split("/") if part in _MONTHS and "II" in part]
    is_as_long = _shape(other) == _shape(text)
    seen = _SLASHES.split(_STROKE_INSIDE.sub("I", other.replace(":", "/")))
    return all(part in seen or (part.endswith("III") and is_as_long) for part in months)


def _figures(text: str) -> str:
    """All figures, and strokes where a part holds nothing else; those of a word ("DIS") are letters."""
    parts = [(part, _shape(part)) for part in _SLASHES.split(text)]
    return "".join(shape if shape.isdigit() else re.sub(r"\D", "", part) for part, shape in parts)


def _drawn(parts: Sequence[str]) -> list[str]:
    return [_shape(part) for part in parts]


def _shape(text: str) -> str:
    """Letters and figures, with all that is but a stroke as a 1."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"[Il|!:/\\]", "1", text).replace("O", "0").casefold())
