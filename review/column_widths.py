"""How wide each column of a table as read should be, so that rows stay low and words whole."""

from __future__ import annotations

from collections.abc import Sequence

#: A longer word is broken rather than given a column that leaves the others none, in characters.
LONGEST_WHOLE_WORD = 13


def column_widths(columns: Sequence[Sequence[str]], total: int) -> list[int]:
    """Widths in characters that sum to at most `total` (as far as one character a column goes).

    Every column first gets its longest word, then each further character goes to the column whose longest cell needs
    the most lines. `columns` holds each column's texts, heading included.
    """
    widths = [_longest_word(texts) for texts in columns]
    while sum(widths) > total and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    longest = [max((len(text) for text in texts), default=1) for texts in columns]
    for _ in range(total - sum(widths)):
        lines = [-(-length // width) if length > width else 0 for length, width in zip(longest, widths, strict=True)]
        if not any(lines):
            break
        widths[lines.index(max(lines))] += 1
    return widths


def _longest_word(texts: Sequence[str]) -> int:
    words = [len(word) for text in texts for word in text.split()]
    return max(1, min(max(words, default=1), LONGEST_WHOLE_WORD))
