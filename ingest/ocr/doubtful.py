"""The part of a line that is worth a second reading at a greater width, and the line with that part read anew."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ingest.ocr.reader import Character, Reading

#: A letter less sure than the first asks for it; what is on the whole less sure than the second is no line of print.
DOUBTFUL, HOPELESS = 0.80, 0.45
#: Read with so many words on both sides: "NIP." by itself was read as "NF.", and surely.
CONTEXT = 1
#: The whole line is read where that is more than this share of its width.
MOST_OF_LINE = 0.6
#: Ink, of a thin stroke too, is darker than this share of the paper; a letter is at least this share of the crop high.
INK, LETTER_HEIGHT = 0.7, 0.33
#: Ink is passed over where the first character begins this share of the crop's height after it.
LATE = 0.2
#: A space is told within so many heights of the line; the lightest column so far around is where the line is cut.
AROUND_SPACE = 0.2


class Part(NamedTuple):
    """Characters `first` to `stop` (excluded) of a reading, on columns `left` to `right` of its crop. `always`: whether
    the second reading counts however sure the first was; `lacks_start`, `lacks_end`: whether it does if it is the same
    with more before or after it.
    """

    first: int
    stop: int
    left: int
    right: int
    always: bool = False
    lacks_start: bool = False
    lacks_end: bool = False

    @property
    def lacks_any(self) -> bool:
        return self.lacks_start or self.lacks_end


def doubtful_part(reading: Reading, crop: np.ndarray) -> Part | None:
    """The words with a letter in doubt, those between and beside them, or the whole line; None where there is no doubt.

    The first and last word are in doubt where ink beside them was passed over. The numbers of sheets and regulations ("12/SOP/III/2024") are always in doubt.
    """
    width, characters = crop.shape[1], reading.characters
    whole = Part(0, len(characters), 0, width)
    if _is_reference(reading.text):
        return whole._replace(always=True)
    lacks_start, lacks_end = begins_late(reading, crop), ends_early(reading, crop)
    doubtful = [k for k, c in enumerate(characters) if c.text != " " and c.confidence < DOUBTFUL]
    doubtful = [0] * lacks_start + doubtful + [len(characters) - 1] * lacks_end
    if not doubtful or reading.confidence <= HOPELESS:
        return None
    spaces = [k for k, c in enumerate(characters) if c.text == " "]
    before = next(iter([k for k in spaces if k < doubtful[0]][-1 - CONTEXT : -CONTEXT]), None)
    after = next(iter([k for k in spaces if k > doubtful[-1]][CONTEXT : CONTEXT + 1]), None)
    left = 0 if before is None else _gap_at(characters[before], crop)
    right = width if after is None else _gap_at(characters[after], crop)
    if right - left > MOST_OF_LINE * width:
        return whole._replace(lacks_start=lacks_start, lacks_end=lacks_end)
    first = 0 if before is None else before + 1
    return Part(first, len(characters) if after is None else after, left, right, False, lacks_start, lacks_end)


def with_part(reading: Reading, part: Part, anew: Reading) -> Reading:
    """`reading` with the `part` of it that was read `anew`, if that is surer."""
    old = Reading(reading.characters[part.first : part.stop])
    if not (part.always or _has_more(old.text, anew.text, part) or anew.confidence > old.confidence):
        return reading
    moved = [c._replace(start=c.start + part.left, end=c.end + part.left) for c in anew.characters]
    return Reading((*reading.characters[: part.first], *moved, *reading.characters[part.stop :]))


def begins_late(reading: Reading, crop: np.ndarray) -> bool:
    """Whether ink as high as a letter stands by itself before the first character: of "1 jam" on a fax the reader may
    make "jam", and surely.
    """
    printed = [c for c in reading.characters if c.text != " "]
    runs = _runs(crop)
    return bool(printed and runs and runs[0][1] + LATE * len(crop) < printed[0].start and _is_letter(crop, runs[0]))


def ends_early(reading: Reading, crop: np.ndarray) -> bool:
    """Whether ink as high as a letter stands by itself after the last character: of "Eselon I" the I may be passed over."""
    printed = [c for c in reading.characters if c.text != " "]
    runs = _runs(crop)
    return bool(printed and len(runs) > 1 and runs[-1][0] >= printed[-1].end and _is_letter(crop, runs[-1]))


def _runs(crop: np.ndarray) -> list[tuple[int, int]]:
    """First and last column of each run of columns with ink."""
    inked = np.flatnonzero(_ink(crop).any(axis=0))
    breaks = np.flatnonzero(np.diff(inked) > 1)
    return (
        [(int(a), int(b)) for a, b in zip(inked[[0, *breaks + 1]], inked[[*breaks, -1]], strict=True)]
        if len(inked)
        else []
    )


def _is_letter(crop: np.ndarray, run: tuple[int, int]) -> bool:
    """Whether the ink of these columns is as high as a letter; a bar from edge to edge of the crop is a drawing."""
    rows = np.flatnonzero(_ink(crop)[:, run[0] : run[1] + 1].any(axis=1))
    inside = rows[0] > 0 and rows[-1] < len(crop) - 1
    return bool(inside and rows[-1] - rows[0] + 1 >= LETTER_HEIGHT * len(crop))


def _ink(crop: np.ndarray) -> np.ndarray:
    return crop.min(axis=2) < INK * np.median(crop)


def _has_more(old: str, anew: str, part: Part) -> bool:
    """Whether `anew` is `old` with a letter or figure more where it lacks one."""
    old, anew = old.replace(" ", ""), anew.replace(" ", "")
    before, found, after = anew.partition(old)
    if not found or not (before or after):
        return False
    where_lacking = (part.lacks_start or not before) and (part.lacks_end or not after)
    return where_lacking and (before + after).isalnum()


def _is_reference(text: str) -> bool:
    """Whether a line holds a number with parts between slashes."""
    return text.count("/") >= 2 and any(c.isdigit() for c in text)


def _gap_at(space: Character, crop: np.ndarray) -> int:
    """The lightest column where a space was read."""
    height, width = crop.shape[:2]
    middle, reach = (space.start + space.end) / 2, AROUND_SPACE * height
    low, high = max(0, int(middle - reach)), min(width, int(middle + reach) + 1)
    shades = crop[:, low:high].min(axis=(0, 2))
    lightest = np.flatnonzero(shades >= shades.max())
    return low + int(lightest[len(lightest) // 2])
