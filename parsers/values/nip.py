"""NIP, the 18-digit number of a civil servant, in printed text (Perka BKN 22/2007: birth, appointment, sex, serial)."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.civil_number import NIP_DIGITS, is_sound
from parsers.values.slips import digits_from

#: Fewer digits after the word "NIP" are a blank or a fragment under a stamp, not a number with a slip in it.
FEWEST_LABELLED_DIGITS = 9
SLIP_PENALTY = 0.8
WRONG_LENGTH_PENALTY = 0.5

_LABEL = re.compile(r"N\s?[I1l|]\s?P\s?(?:PPPK|P3K)?(?![A-Za-z])[\s.:;,]*", re.IGNORECASE)
#: Digits and their look-alikes in groups; the blocks of a NIP are printed with single spaces, dots or hyphens between.
_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ .\-]{0,2}[0-9OoQlI|SB]){8,21}(?![0-9A-Za-z])")
#: The same with letters stuck to it, of a label under a stamp (NIR, NP) or of the stamp; which may be the first figure.
_STUCK_RUN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z.:;,]{0,6}([0-9]?(?:[ .\-]{0,2}[0-9]){17})(?![0-9A-Za-z])")
_LABELLED_RUN = re.compile(r"[0-9OolI|](?:[ .\-]{0,2}[0-9OoQlI|SB?]){5,21}")


class Nip(NamedTuple):
    """`digits` as printed (18 where sound); text[start:end] is the number with its label."""

    digits: str
    start: int
    end: int
    confidence: float


def find_nip(text: str) -> Nip | None:
    """The NIP in `text`, blanks and slips taken out; None where there is none.

    A number of another length is returned only after the word "NIP", as it stands, with a low confidence: whether it is
    sound is for the checks to say. Letters stuck to it may only stand before a number that can be one.
    """
    for label in _LABEL.finditer(text):
        run = _LABELLED_RUN.match(text, label.end())
        if run:
            nip = _nip(run[0], label.start(), run.end())
            if len(nip.digits) >= FEWEST_LABELLED_DIGITS and nip.digits.isdecimal():
                return nip
    for run in _RUN.finditer(text):
        nip = _nip(run[0], run.start(), run.end())
        if len(nip.digits) == NIP_DIGITS:
            return nip
    for run in _STUCK_RUN.finditer(text):
        nip = _nip(run[1], run.start(), run.end())
        if is_sound(with_first_figure(nip.digits)):
            return nip
    return None


def find_nip_label(text: str) -> re.Match[str] | None:
    """Where the word "NIP" stands, with its colon, whether or not a number follows."""
    return _LABEL.search(text)


def with_first_figure(digits: str) -> str:
    """A number whose first figure alone is lost or misread ("T9800213 …", "49800213 …") with the 1 that must stand there,
    its holder being born in 19…; any other as it is.
    """
    mended = f"1{digits[1 - NIP_DIGITS :]}"
    is_short = len(digits) in (NIP_DIGITS - 1, NIP_DIGITS) and mended[1] == "9"
    return mended if is_short and not is_sound(digits) and is_sound(mended) else digits


def _nip(printed: str, start: int, end: int) -> Nip:
    plain = re.sub(r"[ .\-]", "", printed)
    confidence = 1.0 if plain.isdecimal() else SLIP_PENALTY
    if len(plain) != NIP_DIGITS:
        confidence *= WRONG_LENGTH_PENALTY
    return Nip(digits_from(plain), start, end, confidence)
