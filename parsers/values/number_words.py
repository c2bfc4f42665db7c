"""Indonesian number words -> numbers: "empat belas" 14, "dua puluh lima" 25, "satu setengah" 1.5."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.vocabulary import vocabulary


def is_number_word(word: str) -> bool:
    words = vocabulary("durations")
    return word in words["numbers"] or word in words["multipliers"] or word == "belas"


def number_of_words(words: Sequence[str]) -> float | None:
    """The value of casefolded number words up to some hundreds; None where they form no number ("lima tiga")."""
    numbers, multipliers = vocabulary("durations")["numbers"], vocabulary("durations")["multipliers"]
    total, current = 0.0, None
    limit = float("inf")
    for word in words:
        if word in multipliers:
            scale = multipliers[word]
            times = 1 if word.startswith("se") and current is None else current
            if times is None or scale >= limit:
                return None
            total, current, limit = total + times * scale, None, scale
        elif word == "belas":
            if current is None or not 2 <= current <= 9:
                return None
            current += 10
        elif word in numbers:
            value = numbers[word]
            if current is not None and value >= 1:
                return None
            current = value if current is None else current + value
        else:
            return None
    if current is None:
        return total if words else None
    return total + current
