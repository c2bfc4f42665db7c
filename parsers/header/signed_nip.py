"""Which NIP a signature block gives, of all that readers saw there: one that is printed, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from models.civil_number import NIP_DIGITS, is_sound
from models.layout import Line
from parsers.header.approval import CLEAR
from parsers.values.nip import Nip, find_nip, with_first_figure

#: A NIP with one figure misread is mostly as sound as the right one; where it is the one sound number among different
#: readings, the others are misread. Where all looks have the same figures, it is the word before them that is doubtful:
#: a stamp's ring makes NIR and NP of it.
SURE_FIGURE, SURE_SOUND_FIGURE, SURE_AGREED_FIGURE = 0.8, 0.6, 0.55
#: A number of another length is misprinted where it was read this surely, or less so where other looks have the same
#: figures, and lacks, or has too many, at most so many; else figures of it are lost.
SURE_MISPRINT, SURE_AGREED_MISPRINT, MOST_MISPRINTED = 0.88, 0.7, 3
#: A reading less sure than this is what strokes look like to a reader, and says nothing of the figures under them.
LEAST_SAID = 0.5
#: A sound number that so many readings give, and no other sound one, is what is printed, however doubtful the first one.
FEWEST_WITNESSES, SURE_WITNESS = 2, 0.95


def chosen_nip(nip: Nip | None, lines: Sequence[Line], confidence: float | None, scanned: bool) -> str | None:
    """The digits as printed, None where they are in doubt.

    `nip`: as read on `lines`, if it was; `confidence`: how surely, None for what needs no reading; `scanned`: read from a picture,
    where a number of another length may have lost figures.
    """
    if nip is None:
        return _witnessed(lines)
    if not scanned or confidence is None:
        return nip.digits
    is_short = len(nip.digits) < NIP_DIGITS
    digits = with_first_figure(nip.digits) if confidence < CLEAR or is_short else nip.digits
    said = [other for line in lines for other in line.alternatives if (other.confidence or 0) >= LEAST_SAID]
    figures = [re.sub(r"\D", "", other.text) for other in said]
    is_seen = any((other.confidence or 0) >= SURE_WITNESS and part for other, part in zip(said, figures, strict=True))
    agreed = is_seen and all(part in digits for part in figures)
    if len(digits) != NIP_DIGITS:
        sure = SURE_AGREED_MISPRINT if agreed else SURE_MISPRINT
        is_near = abs(len(digits) - NIP_DIGITS) <= MOST_MISPRINTED
        if is_near and confidence >= sure and all(part in digits for part in figures):
            return digits
        return _witnessed(lines)
    if not is_sound(digits):  # misprinted numbers there are, but not this one as long as readers differ on it
        is_misprint = confidence >= SURE_FIGURE and all(part in digits for part in figures)
        return digits if is_misprint else _witnessed(lines)
    numbers = [number for line in lines for number in _other_numbers(line)]
    if any(is_sound(number) for number, _ in numbers if number != digits):
        return digits if confidence >= SURE_FIGURE else None
    agreed |= any(number == digits and sure >= SURE_WITNESS for number, sure in numbers)
    is_rivalled = any(part not in digits for part in figures)  # by numbers that can be none
    sure = SURE_AGREED_FIGURE if agreed else SURE_SOUND_FIGURE if is_rivalled else SURE_FIGURE
    return digits if confidence >= sure else _witnessed(lines)


def _witnessed(lines: Sequence[Line]) -> str | None:
    """The only sound number among the other readings, where enough of them surely give it."""
    sound = [(number, sure) for line in lines for number, sure in _other_numbers(line) if is_sound(number)]
    witnesses = [number for number, sure in sound if sure >= SURE_WITNESS]
    if len({number for number, _ in sound}) != 1 or len(witnesses) < FEWEST_WITNESSES:
        return None
    return witnesses[0]


def _other_numbers(line: Line) -> Iterator[tuple[str, float]]:
    """The NIP of the line with each other reading in the place of the word that it is most like, and how sure that is."""
    words = line.text.split()
    for other in line.alternatives:
        at = max(range(len(words)), key=lambda i: fuzz.ratio(words[i], other.text))
        nip = find_nip(" ".join([*words[:at], other.text, *words[at + 1 :]]))
        if nip is not None:
            yield with_first_figure(nip.digits), other.confidence or 0.0
