"""Letters that OCR gives for digits."""

from __future__ import annotations

#: Letter forms that stand for a digit only where a number is expected.
DIGIT_SLIPS = str.maketrans({"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1", "S": "5", "B": "8"})


def digits_from(text: str) -> str:
    """`text` with the look-alike letters replaced by their digits; other characters stay."""
    return text.translate(DIGIT_SLIPS)
