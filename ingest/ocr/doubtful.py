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
#: A space is told within so many heights of the line; the lightest column so far around is where the line is cut.
AROUND_SPACE = 0.2


class Part(NamedTuple):
    """Characters `first` to `stop` (excluded) of a reading, on columns `left` to `right` of its crop. `always`: whether
    the second reading counts however sure the first was.
    """

    first: int
    stop: int
    left: int
    right: int
    always: bool = False


def doubtful_part(reading: Reading, crop: np.ndarray) -> Part | None:
    """The words with a letter in doubt, those between and beside them, or the whole line; None where there is no doubt.

    The numbers of sheets and regulations ("12/SOP/III/2024") are always in doubt.
    """
    width, characters = crop.shape[1], reading.characters
    whole = Part(0, len(characters), 0, width)
    if _is_reference(reading.text):
        return whole._replace(always=True)
    doubtful = [k for k, c in enumerate(characters) if c.text != " " and c.confidence < DOUBTFUL]
    if not doubtful or reading.confidence <= HOPELESS:
        return None
    spaces = [k for k, c in enumerate(characters) if c.text == " "]
    before = next(iter([k for k in spaces if k < doubtful[0]][-1 - CONTEXT : -CONTEXT]), None)
    after = next(iter([k for k in spaces if k > doubtful[-1]][CONTEXT : CONTEXT + 1]), None)
    left = 0 if before is None else _gap_at(characters[before], crop)
    right = width if after is None else _gap_at(characters[after], crop)
    if right - left > MOST_OF_LINE * width:
        return whole
    first = 0 if before is None else before + 1
    return Part(first, len(characters) if after is None else after, left, right)


def with_part(reading: Reading, part: Part, anew: Reading) -> Reading:
    """`reading` with the `part` of it that was read `anew`, if that is surer."""
    old = Reading(reading.characters[part.first : part.stop])
    if not (part.always or anew.confidence > old.confidence):
        return reading
    moved = [c._replace(start=c.start + part.left, end=c.end + part.left) for c in anew.characters]
    return Reading((*reading.characters[: part.first], *moved, *reading.characters[part.stop :]))


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
