"""Slips of reading in a cell of the time column: a figure 1 read as a bare stroke, a unit that the other reader has right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from models.evidence import Alternative
from models.layout import Line, Span
from parsers.values.duration_tokens import is_unit, unit_near

#: What a reader makes of a lone 1 whose flag and foot a copy lost. Right before a unit none of them is anything else.
_STROKE = re.compile(r"[Il|!{}\[\]Jj/\\]")
#: Of a stroke read more surely than this the sheet itself may have a letter: 25 strokes of 60 faxes lay below .6.
DOUBTFUL = 0.8
#: A unit of the other reader stands for a word that differs from it by so many letters.
FEW_LETTERS = 2
#: A word that is a letter away from a unit is that unit where it was read less surely: misread ones lay up to .948.
SURE_UNIT = 0.95
_SPECKS = ".,;:•·'"
_FIGURES = re.compile(r"\(?\d+[\d.,/-]*\)?")


def mended_time(cell: Span) -> Span:
    """`cell` of the time column with such slips of the OCR set right; what a file's own text says stays.

    The cell as it was read remains the evidence: what is mended here is the value alone.
    """
    if cell.origin != "ocr":
        return cell
    lines = tuple(line._replace(text=_mended(line)) for line in cell.lines)
    return Span(cell.page, lines, cell.box, cell.origin)


def _mended(line: Line) -> str:
    words = _without_specks(line.text.split())
    if words and is_unit(words[0]):
        words[:0] = _figure_of_other(words[0], line.alternatives)
    for at in range(len(words) - 1):
        if _FIGURES.fullmatch(words[at]) or _STROKE.fullmatch(words[at]):
            words[at + 1] = _unit_of_other(words[at + 1], line.alternatives, line.confidence)
    if len(words) > 1 and line.confidence < DOUBTFUL and _STROKE.fullmatch(words[0]) and is_unit(words[1]):
        words[0] = "1"
    elif len(words) > 1 and line.confidence < DOUBTFUL and words[0].isalpha() and is_unit(words[1]):  # "z jam"
        words[0] = next(
            (a.text for a in line.alternatives if a.text.isdigit() and len(a.text) == len(words[0])), words[0]
        )
    return " ".join(words)


def _without_specks(words: list[str]) -> list[str]:
    """Without a speck by itself between a figure and its unit, or beside a lone stroke ("15 . menit", "l• jam")."""
    out = [word.rstrip(_SPECKS) if _STROKE.fullmatch(word.rstrip(_SPECKS)) else word for word in words]
    last = len(words) - 1
    return [w for k, w in enumerate(out) if w.strip(_SPECKS) or not (0 < k < last and out[k - 1][-1:].isdigit())]


def _figure_of_other(unit: str, others: Sequence[Alternative]) -> list[str]:
    """What the other reader saw before a unit that the first began with: a figure, or the stroke that is a 1."""
    for other in others:
        figure = other.text[: -len(unit)]
        if other.text.endswith(unit) and (figure.isdigit() or _STROKE.fullmatch(figure)):
            return [figure if figure.isdigit() else "1"]
    return []


def _unit_of_other(word: str, others: Sequence[Alternative], sure: float) -> str:
    """`word`, or the unit that the other reader saw where `word` is none and nearly the same; where it was not read
    surely, the one unit that it is a letter away from.
    """
    if is_unit(word):
        return word
    near = (
        other.text
        for other in others
        if is_unit(other.text) and Levenshtein.distance(word.casefold(), other.text.casefold()) <= FEW_LETTERS
    )
    return next(near, unit_near(word) or word if sure < SURE_UNIT else word)
