"""Printed step numbers -> integers: "1", "2.", "(3)", "l." and "IV"."""

from __future__ import annotations

import re

from parsers.values.slips import digits_from

#: No table of steps is longer; a greater figure in the No column is a year, a code or a misreading.
LARGEST_STEP = 200

_FRAMED = re.compile(r"^[(\[]?\s*([0-9A-Za-z|]{1,4})\s*[)\].,:;]{0,2}$")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
_LONE_ONE = frozenset({"l", "I", "|"})
_SLIPPED = re.compile(r"^[0-9OolI|]*[0-9l|][0-9OolI|]*$")


def parse_step_number(text: str) -> int | None:
    """The integer that the No column shows; None for anything else ("", "2.1", "a", "No", "14 Tahun").

    Letters count as digits only beside a digit ("1O", "l2") or as the lone "l", "I" or "|" that OCR gives for 1;
    capitals alone are Roman numerals.
    """
    framed = _FRAMED.match(" ".join(text.split()))
    if not framed:
        return None
    body = framed[1]
    if body in _ROMAN:
        return _ROMAN[body]
    if body in _LONE_ONE:
        return 1
    if not _SLIPPED.match(body):
        return None
    value = int(digits_from(body))
    return value if value <= LARGEST_STEP else None
