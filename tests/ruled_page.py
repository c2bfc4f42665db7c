"""Pages put together by hand: rules where they are wanted and words where they are printed, in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.geometry import Box
from models.page import Page, Ruling, Word

#: Height of a printed word, and its width a letter.
WORD_PT = 8.0
LETTER_PT = 4.0
#: From one printed line to the next.
LEADING_PT = 10.0


def h(y: float, x0: float, x1: float) -> Ruling:
    return Ruling("h", y, x0, x1)


def v(x: float, top: float, bottom: float) -> Ruling:
    return Ruling("v", x, top, bottom)


def full_grid(xs: Sequence[float], ys: Sequence[float]) -> list[Ruling]:
    """Every rule of a grid, border to border."""
    return [h(y, xs[0], xs[-1]) for y in ys] + [v(x, ys[0], ys[-1]) for x in xs]


def printed(text: str, x: float, top: float, size: float = WORD_PT) -> list[Word]:
    """Words of `text` in lines ("\\n" parts them), the first one's upper left corner at (x, top)."""
    words = []
    for n, line in enumerate(text.split("\n")):
        at, y = x, top + n * LEADING_PT
        for token in line.split():
            width = len(token) * LETTER_PT
            words.append(Word(token, Box(at, y, at + width, y + size)))
            at += width + LETTER_PT
    return words


def in_cells(
    xs: Sequence[float], ys: Sequence[float], texts: Mapping[tuple[int, int], str] | Iterable[Sequence[str]]
) -> list[Word]:
    """Words printed in the cells of a grid: {(row, column): text}, or rows of texts."""
    if not isinstance(texts, Mapping):
        texts = {(r, c): text for r, row in enumerate(texts) for c, text in enumerate(row)}
    return [w for (r, c), text in texts.items() if text for w in printed(text, xs[c] + 4, ys[r] + 4)]


def page_of(words: Iterable[Word], rulings: Iterable[Ruling] = (), number: int = 1) -> Page:
    return Page(number, 842, 595, list(words), list(rulings), text_origin="pdf")
