"""How wide each column of a table as read should be, so that rows stay low and words whole."""

from __future__ import annotations

from collections.abc import Sequence

#: A longer word is broken rather than given a column that leaves the others none, in characters.
LONGEST_WHOLE_WORD = 13


def column_widths(columns: Sequence[Sequence[str]], total: int) -> list[int]:
    """Widths in characters that sum to at most `total` (as far as one character a column goes).

    Every column first gets its longest word, then each further character goes to the column that makes most rows as
    high as they are. `columns` holds each column's texts, heading included, one per row.
    """
    widths = [_longest_word(texts) for texts in columns]
    while sum(widths) > total and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    rows = list(zip(*([len(text) for text in texts] for texts in columns), strict=True))
    for _ in range(total - sum(widths)):
        blame = [0] * len(widths)
        for lengths in rows:
            heights = [-(-length // width) for length, width in zip(lengths, widths, strict=True)]
            tallest = max(heights)
            if tallest > 1:
                blame[heights.index(tallest)] += tallest
        if not any(blame):
            break
        widths[blame.index(max(blame))] += 1
    return widths


def _longest_word(texts: Sequence[str]) -> int:
    words = [len(word) for text in texts for word in text.split()]
    return max(1, min(max(words, default=1), LONGEST_WHOLE_WORD))
