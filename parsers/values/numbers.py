"""Printed step numbers -> integers: "1", "2.", "(3)", "l." and "IV"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.values.slips import digits_from

#: No table of steps is longer; a greater figure in the No column is a year, a code or a misreading.
LARGEST_STEP = 200

#: Specks before a number are read as stops or bullets.
_FRAMED = re.compile(r"^[.,:;•·'\s]*[(\[]?\s*([0-9A-Za-z|]{1,4})\s*[)\].,:;]{0,2}$")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
_LONE_ONE = frozenset({"l", "I", "|"})
#: Of a figure 1 that a copy tore, a reader makes an i; beside another stroke it is no letter of a step.
_TORN_ONE = re.compile(r"^(?:[1Il|]i|i[1Il|])[.)]?$")
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


def parse_read_step_number(text: str, others: Sequence[str]) -> int | None:
    """The same of a cell that OCR read: with a speck between its figures where another reading has none ("1.2." beside
    "12."), once where the line was read twice ("19. 1 9."), and 11 of a torn figure beside another ("li.").
    """
    number = parse_step_number(text.replace("i", "1") if _TORN_ONE.match(text.strip()) else text)
    if number is not None:
        return number
    figures = re.sub(r"\D", "", text)
    half = figures[: len(figures) // 2]
    if len(half) > 1 and figures == half * 2 and any(word.rstrip(".") == half for word in text.split()):
        return parse_step_number(half)
    seen = [other for other in others if figures and re.sub(r"\D", "", other) == figures]
    return next((read for other in seen if (read := parse_step_number(other)) is not None), None)
