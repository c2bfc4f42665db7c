"""Columns of an activity row whose lines came without them: which words of each printed line belong to which cell.

OCR of a whole page writes "3 | Mengumpulkan data dari Format isian 2 hari Rekap data" and wraps each column on its own.
What is known: a cell's lines follow each other from the row's first line on; cells begin with capitals; a line ends
where the column does, so only a cell's last line is short; small words ("dan", "Kab.") and hyphens bind over the break;
bars and wide gaps are columns. Hypotheses are scored by these and kept in a beam; the best one is a guess all the same,
and its text carries FLAT_CONFIDENCE.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, combinations_with_replacement, pairwise
from typing import NamedTuple

from parsers.vocabulary import vocabulary

#: Confidence of text put into a column by guess.
FLAT_CONFIDENCE = 0.6
#: Cells of a row, left to right; the duration stands between the second and the third.
COLUMNS = 4
_AFTER_DURATION = 2
#: Letters a line of each column holds, before the rows have shown it (landscape F4 or A4, 9-11 point).
_USUAL_WIDTHS = (40.0, 32.0, 24.0, 22.0)
#: Hypotheses kept for a line alone and for the row so far.
_LINE_BEAM = 50
_ROW_BEAM = 25
#: Words of a printed line over four columns; the ways to cut grow with their third power.
_MAX_WORDS = 30
#: Rounds of splitting; the third changes a word here and there, a fourth nothing more.
_ROUNDS = 3
#: Scores are sums of tenths: beyond these digits there is only the order of adding.
_DIGITS = 9
#: A line fuller than this share of its column's width probably goes on below.
_FULL = 0.85
#: Of equal guesses the one further left wins: the activity is the cell with most lines.
_LEFT_FIRST = 0.01
#: A line may be longer than its column's usual width by this factor.
_OVERFULL = 1.25

_SEPARATOR = re.compile(r"^[|\[\]_!¦~—]+$")


class FlatWord(NamedTuple):
    """A word of a flat line; `gap`: a bar or a wide space stands before it."""

    text: str
    gap: bool = False


class FlatLine(NamedTuple):
    """A printed line of a row; `anchor`: how many of its words stand before the duration, None where it holds none."""

    words: tuple[FlatWord, ...]
    anchor: int | None = None


Cut = tuple[int, ...]


@dataclass(frozen=True)
class _Known:
    """What the table has shown so far: letters a line of each column holds, neighbouring words of cells, all words."""

    widths: Sequence[float]
    pairs: frozenset[tuple[str, str]]
    words: frozenset[str]


@dataclass(frozen=True)
class _Hypothesis:
    """The row read so far: each column's lines, which columns have ended, and how well it all fits."""

    cells: tuple[tuple[str, ...], ...]
    ended: tuple[bool, ...]
    score: float = 0.0


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries) for name, entries in vocabulary("columns")["flat"].items()}


def flat_words(text: str) -> tuple[FlatWord, ...]:
    """Words of a line with the gaps before them; bars, stray marks and bracketed symbol texts ("( Mulai )") are gaps."""
    symbols = "|".join(sorted(_words()["symbol_words"]))
    text = re.sub(rf"\(\s*(?:{symbols})\s*\)", " | ", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=\S)\s{2,}(?=\S)", " | ", text)
    words: list[FlatWord] = []
    gap = False
    for token in text.split():
        bare = token.strip("|[]¦")
        if not bare or _SEPARATOR.match(token):
            gap = True
            continue
        words.append(FlatWord(bare, gap or token[0] in "|[¦"))
        gap = token[-1] in "|¦"
    return tuple(words)


def split_rows(rows: Sequence[Sequence[FlatLine]]) -> list[list[list[str]]]:
    """For each row its cells (activity, requirements, output, remarks) as lists of lines.

    Several rounds: each uses the column widths, and the words seen side by side, of the cells that the last one found.
    """
    known = _Known(_USUAL_WIDTHS, frozenset(), _all_words(rows))
    found: list[list[list[str]]] = []
    for _ in range(_ROUNDS):
        split = cache(partial(_split_row, known=known))  # a damaged file may hold one row a hundred times
        found = [[list(cell) for cell in split(tuple(row))] for row in rows]
        known = _Known(_measured_widths(found), _neighbours(found), known.words)
    return found


def _all_words(rows: Sequence[Sequence[FlatLine]]) -> frozenset[str]:
    return frozenset(word.text.casefold().strip(".,;()") for row in rows for line in row for word in line.words)


def _neighbours(rows: Sequence[Sequence[Sequence[str]]]) -> frozenset[tuple[str, str]]:
    """Words that stand side by side within a line of a cell: they may do so over a line break too."""
    lines = [line.casefold().split() for row in rows for cell in row for line in cell]
    return frozenset(pair for words in lines for pair in pairwise(words))


def _split_row(lines: Sequence[FlatLine], known: _Known) -> list[list[str]]:
    beam = [_Hypothesis(((),) * COLUMNS, (False,) * COLUMNS)]
    for line in lines:
        cuts = [(_texts(line, cut), score) for cut, score in _likely_cuts(line, known)]
        grow = cache(partial(_column_score, line, known))  # hypotheses differ in few of their cells
        grown = [
            new
            for hypothesis in beam
            for texts, score in cuts
            if (new := _extended(hypothesis, line, texts, score, grow)) is not None
        ]
        if grown:
            beam = sorted(grown, key=lambda h: -h.score)[:_ROW_BEAM]
    return [list(cell) for cell in beam[0].cells]


def _likely_cuts(line: FlatLine, known: _Known) -> list[tuple[Cut, float]]:
    """The best ways to cut the line into columns, by what stands at the cuts and by the columns' widths."""
    gains, uncut, ends = _gains(line, known), _uncut_score(line), _ends(line)
    scored = [(cut, round(uncut + _cut_score(cut, gains, ends, known), _DIGITS)) for cut in _cuts(line)]
    return sorted(scored, key=lambda pair: -pair[1])[:_LINE_BEAM]


def _cuts(line: FlatLine) -> Iterator[Cut]:
    """All ways to cut: positions after the 1st, 2nd and 3rd column; the duration fixes the middle one."""
    places = _places(line)
    if line.anchor is not None:
        for first in (place for place in places if place <= line.anchor):
            for third in (place for place in places if place >= line.anchor):
                yield first, line.anchor, third
    else:
        yield from combinations_with_replacement(places, COLUMNS - 1)


def _places(line: FlatLine) -> list[int]:
    """Where the line may be cut: at every word, in overlong lines at gaps and capitals alone."""
    count = len(line.words)
    if count <= _MAX_WORDS:
        return list(range(count + 1))
    marked = [i for i, word in enumerate(line.words) if i and (word.gap or _is_capital(word.text))]
    return sorted({0, count, *marked[: _MAX_WORDS - 2], *([line.anchor] if line.anchor is not None else [])})


def _texts(line: FlatLine, cut: Cut) -> tuple[str, ...]:
    """What each column gets of the line."""
    return tuple(
        " ".join(word.text for word in line.words[start:end])
        for start, end in zip((0, *cut), (*cut, len(line.words)), strict=True)
    )


def _gains(line: FlatLine, known: _Known) -> dict[int, float]:
    """What a cut before each word gains over none; at the duration there is nothing to choose."""
    return {
        i: _score_at(line, i, known) - _score_within(line, i) for i in range(1, len(line.words)) if i != line.anchor
    }


def _score_at(line: FlatLine, i: int, known: _Known) -> float:
    """How likely a column ends before word `i`."""
    before, word = line.words[i - 1].text, line.words[i]
    score = 3.0 if word.gap or word.text == before else 1.0 if _is_capital(word.text) else -0.7
    score -= 0.8 if _binds(before) and not word.gap else 0.0
    score -= 1.5 if word.text.casefold() in _words()["apposed_words"] else 0.0
    return score - (0.7 if (before.casefold(), word.text.casefold()) in known.pairs else 0.0)


def _score_within(line: FlatLine, i: int) -> float:
    """How likely word `i` stands beside the one before it in one column."""
    before, word = line.words[i - 1].text, line.words[i]
    score = -3.0 if word.gap else 0.0
    return score - (0.8 if _is_capital(word.text) and before[:1].islower() and not _binds(before) else 0.0)


def _uncut_score(line: FlatLine) -> float:
    return sum(_score_within(line, i) for i in range(1, len(line.words)) if i != line.anchor)


def _ends(line: FlatLine) -> list[int]:
    """Letters up to the end of each word, with a space after each; the first entry stands for no word."""
    return list(accumulate((len(word.text) + 1 for word in line.words), initial=0))


def _cut_score(cut: Cut, gains: Mapping[int, float], ends: Sequence[int], known: _Known) -> float:
    """What the cuts gain, less what the columns' widths are overrun by."""
    score = sum(gains.get(place, 0.0) for place in set(cut))
    for start, end, width in zip((0, *cut), (*cut, len(ends) - 1), known.widths, strict=True):
        over = (ends[end] - ends[start] - 1) / (width * _OVERFULL) - 1.0
        if over > 0:
            score -= 4.0 * over
    return score


def _extended(
    hypothesis: _Hypothesis,
    line: FlatLine,
    texts: Sequence[str],
    score: float,
    grow: Callable[[int, str | None, str], float],
) -> _Hypothesis | None:
    """The hypothesis with one more line, cut into `texts`; None where a column that has ended gets text. `grow`: what a
    column's text, "" for none, scores below the last line of its cell."""
    if any(text and over for text, over in zip(texts, hypothesis.ended, strict=True)):
        return None
    cells, ended = list(hypothesis.cells), list(hypothesis.ended)
    total = hypothesis.score + score
    for column, text in enumerate(texts):
        above = cells[column]
        if text:
            total -= _LEFT_FIRST * column
            cells[column] = (*above, text)
        else:
            ended[column] = bool(above) or line.anchor is not None
        total += grow(column, above[-1] if above else None, text)
    return _Hypothesis(tuple(cells), tuple(ended), total)


def _column_score(line: FlatLine, known: _Known, column: int, above: str | None, text: str) -> float:
    if not text:
        return _ending_score(column, above, known.widths[column], line)
    if above is None:
        return _opening_score(column, text, line)
    return _joining_score(above, text, known.widths[column], known)


def _ending_score(column: int, above: str | None, width: float, line: FlatLine) -> float:
    if above is None:
        return -1.5 if line.anchor is not None and column < COLUMNS - 1 else 0.0
    if _hangs(above):
        return -3.0
    return -0.4 if len(above) >= _FULL * width else 0.2


def _joining_score(above: str, text: str, width: float, known: _Known) -> float:
    """How likely `text` goes on below `above`: it would not have fitted there, and the words know each other."""
    last, first = above.split()[-1].casefold(), text.split()[0].casefold()
    score = 0.4 if text[:1].islower() else 0.0
    if len(above) + 1 + len(first) <= _FULL * width:
        score -= 1.5
    if last.endswith("-"):
        whole = {last + first, last[:-1] + first}
        return score + (2.0 if any(part.strip(".,;()") in known.words for part in whole) else 0.5)
    score += 1.5 if _hangs(above) else 0.0
    return score + (1.0 if (last, first) in known.pairs else -0.3)


def _opening_score(column: int, text: str, line: FlatLine) -> float:
    """How likely a cell begins like this; only columns left of remarks must begin on the row's first line."""
    first = text.split()[0]
    score = 0.5 if _is_capital(first) or first[:1].isdigit() else -1.5
    word = first.casefold().strip(".,()")
    if column in (1, _AFTER_DURATION) and word in _words()["document_words"]:
        score += 1.5
    if column == COLUMNS - 1:
        score += 1.5 if word in _words()["remark_words"] else -1.5
    return score - (1.5 if line.anchor is None else 0.0)


def _measured_widths(rows: Sequence[Sequence[Sequence[str]]]) -> list[float]:
    """Letters in a full line of each column: the upper range of its lines."""
    widths = []
    for column in range(COLUMNS):
        lengths = [len(line) for row in rows for line in row[column]]
        widths.append(statistics.quantiles(lengths, n=8)[6] if len(lengths) > 3 else _USUAL_WIDTHS[column])
    return widths


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _binds(word: str) -> bool:
    return word.casefold() in _words()["binding_words"] or (word.endswith("-") and len(word) > 1)


def _hangs(line: str) -> bool:
    """True for a line that cannot be a cell's last: it ends with a binding word or a hyphen."""
    return _binds(line.split()[-1])
