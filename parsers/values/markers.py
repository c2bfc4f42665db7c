"""Item markers at the beginning of a line: "1.", "2)", "(3)", "a.", "-", "•", "4 Undang-Undang"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

MarkerKind = Literal["number", "bare", "letter", "bullet", "dash"]

#: Numbers that a scan may lose between two items that are read.
LOST_NUMBERS = 2
LARGEST_ITEM = 60

#: Bullets as Unicode has them and as symbol fonts leave them in a text layer (private use area, Wingdings letters).
_BULLETS = "•●○◦▪■□▫◼⬛➢➤➔►▶✓✔❖★·∙\u00a7\u00d8\u00fc\uf000-\uf0ff"
#: Figures that OCR reads as a letter: "S. Peraturan" after item 4.
_LOOKALIKE = {"S": 5, "s": 5, "B": 8, "G": 6, "Z": 2}
_NUMBER = re.compile(r"^\s*\(?\s*(\d{1,2}|[lI|](?=[.)]))\s*(?:[.)](?!\d)|,(?=\s))\)?\s*")
#: Numbers under a chapter's: "6.1. Formulir", "6. 1. Formulir", "6.1 Formulir".
_UNDER_CHAPTER = re.compile(r"^\s*\d{1,2}\s?\.(?:\s?([1-9]\d?)[.)]\s*(?=\D)|([1-9]\d?)\s+(?=[A-Z(\"“]))")
_BARE = re.compile(r"^\s*(\d{1,2})\s+(?=[A-Z(\"“])")
_STUCK = re.compile(r"^\s*(\d{1,2})(?=[A-Z])")
#: What a leading "1" counts instead of numbering an item ("1 Lembar formulir").
_COUNTED = re.compile(
    r"(?:lembar|rangkap|paket|unit|set|buah|berkas|eksemplar|eks|orang|hari|jam|menit|minggu|bulan|tahun|kali|buku|rim)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"^\s*\(?([a-zA-Z])\s*[.)]\s*(?=\S)")
_BULLET = re.compile(rf"^\s*[{_BULLETS}*]\s*|^\s*o\s+(?=\S)|^\s*\.\s+(?=[A-Z])")
_DASH = re.compile(r"^\s*[-–—]\s*")
_BULLET_INSIDE = re.compile(rf"\s*[{_BULLETS.replace('·', '')}]\s*(?=\S)")


class Marker(NamedTuple):
    """`ordinal` counts from 1 for numbers and letters, 0 for bullets; text[end:] is the item's own text."""

    kind: MarkerKind
    ordinal: int
    end: int


def read_marker(text: str) -> Marker | None:
    """What `text` begins with, if it looks like an item's marker; whether it is one, its neighbours say (item_starts)."""
    if found := _UNDER_CHAPTER.match(text):
        return Marker("number", int(found[1] or found[2]), found.end())
    if found := _NUMBER.match(text):
        return Marker("number", int(found[1]) if found[1].isdecimal() else 1, found.end())
    if found := _BULLET.match(text):
        return Marker("bullet", 0, found.end())
    if found := _DASH.match(text):
        return Marker("dash", 0, found.end())
    if found := _LETTER.match(text):
        return Marker("letter", ord(found[1].lower()) - ord("a") + 1, found.end())
    if found := _BARE.match(text):
        return Marker("bare", int(found[1]), found.end())
    return None


def item_starts(texts: Sequence[str]) -> list[Marker | None]:
    """For each line the marker that begins an item there, or None.

    A number counts where it carries on the sequence, repeats it (a misread or misprinted figure), begins it, or begins it anew; so "14 Tahun 2008" at the start of a
    wrapped line begins nothing after item 2. Letters must run a, b, c; dashes must be two, or lead the cell. A letter
    that looks like the figure missing between two numbers is that figure.
    """
    candidates = _with_stuck_numbers(texts, _with_lookalikes(texts, [read_marker(text) for text in texts]))
    dashes = sum(1 for marker in candidates if marker is not None and marker.kind == "dash")
    starts: list[Marker | None] = []
    number, letter = 0, 0
    for index, marker in enumerate(candidates):
        if marker is None:
            starts.append(None)
            continue
        before = texts[index - 1].rstrip() if index else ""
        if marker.kind == "number":
            fits = _number_fits(marker.ordinal, number, first=not any(starts))
            number, letter = (marker.ordinal, 0) if fits else (number, letter)
        elif marker.kind == "bare":
            alone = index == 0 and not _COUNTED.match(texts[index], marker.end)
            fits = marker.ordinal == number + 1 and (number > 0 or alone or _is_followed(candidates, index))
            number = marker.ordinal if fits else number
        elif marker.kind == "letter":
            fits = marker.ordinal == letter + 1 and (
                letter > 0 or _is_followed(candidates, index) or before.endswith(":")
            )
            letter = marker.ordinal if fits else letter
        elif marker.kind == "dash":
            fits = not before.endswith("-") and (dashes > 1 or index == 0 or before.endswith(":"))
        else:
            fits = True
        starts.append(marker if fits else None)
    return starts


def _with_lookalikes(texts: Sequence[str], candidates: list[Marker | None]) -> list[Marker | None]:
    """Letters read for a figure as numbers, where the numbers before and after leave out just that figure.

    A letter with its neighbour in the alphabet is one of a list of letters.
    """
    found = list(candidates)
    letters = {m.ordinal for m in candidates if m is not None and m.kind == "letter"}
    for index, marker in enumerate(candidates):
        if marker is None or marker.kind != "letter" or letters & {marker.ordinal - 1, marker.ordinal + 1}:
            continue
        figure = _LOOKALIKE.get(texts[index].lstrip(" (")[0])
        before, after = (
            next((m.ordinal for m in run if m is not None and m.kind == "number"), None)
            for run in (reversed(found[:index]), candidates[index + 1 :])
        )
        if figure is None or before is None:
            continue
        if (before == figure - 1 and after is None) or (
            after == figure + 1 and 0 < figure - before <= 1 + LOST_NUMBERS
        ):
            found[index] = Marker("number", figure, marker.end)
    return found


def _with_stuck_numbers(texts: Sequence[str], candidates: list[Marker | None]) -> list[Marker | None]:
    """Numbers that stick to their item's first word ("4PP") count where those before and after leave out just them; they
    stay in the text, for an "8D" may be a name.
    """
    found = list(candidates)
    for index, text in enumerate(texts):
        stuck = _STUCK.match(text)
        if stuck is None or candidates[index] is not None:
            continue
        numbers = [[m.ordinal for m in run if m and m.kind == "number"] for run in (found[:index], found[index + 1 :])]
        if all(numbers) and numbers[0][-1] + 1 == int(stuck[1]) == numbers[1][0] - 1:
            found[index] = Marker("number", int(stuck[1]), 0)
    return found


def with_twins(texts: Sequence[str], markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Markers where a number that stands at the height between two lines was read in both: it marks both lines."""
    found = list(markers)
    for index, marker in enumerate(markers):
        if marker is None or marker.kind not in ("number", "bare"):
            continue
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(texts) and markers[beside] is None:
                again = re.match(rf"\s*{marker.ordinal}(?:[.)]\s*|\s+)", texts[beside])
                found[beside] = Marker(marker.kind, marker.ordinal, again.end()) if again else None
    return found


def _number_fits(ordinal: int, last: int, *, first: bool) -> bool:
    if first and last == 0:
        return ordinal <= LARGEST_ITEM
    return ordinal == 1 or last <= ordinal <= last + 1 + LOST_NUMBERS


def _is_followed(candidates: Sequence[Marker | None], index: int) -> bool:
    """Whether the marker's successor begins a later line."""
    here = candidates[index]
    assert here is not None
    kinds = ("number", "bare") if here.kind in ("number", "bare") else (here.kind,)
    return any(
        later is not None and later.kind in kinds and later.ordinal == here.ordinal + 1
        for later in candidates[index + 1 :]
    )


def split_run_together(text: str, marker: Marker | None) -> list[str]:
    """The items of one stretch of text whose line breaks were lost: "Komputer 2. Printer 3. ATK" after marker 1.

    Only numbers that ascend one by one from the item's own number (or from 1) cut; with a bullet, every bullet does.
    """
    if marker is not None and marker.kind == "bullet":
        return _BULLET_INSIDE.split(text)
    if marker is not None and marker.kind == "dash":
        return re.split(r"(?<=[\w.,;)])\s+[-–—]\s+(?=\S)", text)
    last = marker.ordinal if marker is not None and marker.kind in ("number", "bare") else 0
    parts, begin, position = [], 0, 0
    while cut := _next_number(text, last + 1, position):
        parts.append(text[begin : cut.start()].strip())
        begin = position = cut.end()
        last += 1
    parts.append(text[begin:].strip())
    if marker is None and len(parts) < 3:  # a single "1." inside running text is no list
        return [text]
    return parts


def _next_number(text: str, ordinal: int, position: int) -> re.Match[str] | None:
    return re.compile(rf"(?<=\s)\(?{ordinal}\s?[.)]\s*(?=[A-Za-z\"“(])").search(text, position)
