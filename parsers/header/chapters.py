"""Header blocks printed as running text under numbered chapters ("A. DASAR HUKUM"), on one page or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.geometry import Box, union
from models.layout import LabelledValue, Line, Span
from models.page import Page, Word
from parsers.grid import find_regions
from parsers.header.labels import match_label
from parsers.spans import group_lines, join_spans, split_segments, to_line, to_span
from parsers.values.markers import read_marker

#: A title in no list is one if it is printed in capitals, with at least so many letters and at most so many words.
LEAST_LETTERS, MOST_WORDS = 4, 9
#: A title that is no capitals must be a known label, matched at least this well.
SURE_LABEL = 0.9
#: Chapters of one run begin at the same left edge, within so many points.
SAME_EDGE_PT = 8.0
#: Numbers of chapters that may be missing between two that are read.
LOST_CHAPTERS = 1
#: Without a chapter before it, a page holds a run of chapters from this many on.
FEWEST_CHAPTERS = 2
#: The last line of a page is its footer if it stands so many line heights off the line above, in the lowest part (share
#: of the page's height).
FOOTER_GAP, FOOTER_FROM = 2.5, 0.88
#: Columns of items side by side ("- Printer   - Komputer   - ATK") stand in so many lines at least, as a share of them.
SIDE_BY_SIDE = 0.5

_HEADING = re.compile(r"^\(?([A-Z]{1,5}|\d{1,2})\s?[.)]\s*(?!\d)(\S.*)$")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


class Chapter(NamedTuple):
    """A chapter: the numbers its heading may mean (I is a letter and a Roman one), its left edge in points, its text."""

    ordinals: dict[str, int]
    left: float
    pair: LabelledValue


@dataclass(frozen=True)
class PageChapters:
    """The chapters that begin on a page, the text that goes on from the chapter before, and the place of it all.

    `place` is None on a page without any.
    """

    chapters: tuple[Chapter, ...] = ()
    goes_on: Span | None = None
    place: Box | None = None


def find_chapters(page: Page, tables: Sequence[Box], before: Chapter | None) -> PageChapters:
    """The chapters of a page above its first activity table; `before` is the chapter that was open on the page before.

    Text in ruled cells (a running header, a signature block) belongs to no chapter.
    """
    lines = _without_footer(_loose_lines(page, tables), page)
    heads = _headings(lines, page.number, before)
    if not heads and (before is None or not lines):
        return PageChapters()
    starts = [index for index, _ in heads]
    goes_on = _body(lines[: starts[0]] if starts else lines, page) if before else None
    first = 0 if goes_on else starts[0]
    chapters = []
    for (start, chapter), end in zip(heads, [*starts, len(lines)][1:], strict=True):
        body = _body(lines[start + 1 : end], page)
        if body:
            chapter.pair.values.append(body)
        chapters.append(chapter)
    place = union(word.box for line in lines[first:] for word in line).grown(1.0)
    return PageChapters(tuple(chapters), goes_on, place)


def _loose_lines(page: Page, tables: Sequence[Box]) -> list[list[Word]]:
    ruled = [box for box, _ in find_regions(page.rulings)]
    end = min((box.top for box in tables), default=page.height)
    loose = [
        word
        for word in page.words
        if word.box.bottom < end and not any(box.contains(*word.box.centre) for box in [*ruled, *tables])
    ]
    return group_lines(loose)


def _without_footer(lines: list[list[Word]], page: Page) -> list[list[Word]]:
    if len(lines) < 2:
        return lines
    above, last = union(w.box for w in lines[-2]), union(w.box for w in lines[-1])
    is_footer = last.top > FOOTER_FROM * page.height and last.top - above.bottom > FOOTER_GAP * last.height
    return lines[:-1] if is_footer else lines


def _headings(lines: list[list[Word]], page: int, before: Chapter | None) -> list[tuple[int, Chapter]]:
    """(index of line, chapter) of the headings that count on from `before`, or from the first of a run of their own."""
    found: list[tuple[int, Chapter]] = []
    last = before
    for index, line in enumerate(lines):
        chapter = _as_heading(to_line(line), page)
        if chapter is None:
            continue
        if _begins(chapter) if last is None else _follows(last, chapter):
            found.append((index, chapter))
            last = chapter
    return found if before is not None or len(found) >= FEWEST_CHAPTERS else []


def _as_heading(line: Line, page: int) -> Chapter | None:
    match = _HEADING.match(line.text)
    if match is None or line.box is None:
        return None
    ordinals = _ordinals(match[1])
    title = match[2].rstrip(" :.")
    if not ordinals or not (_is_capitals(title) or _is_known(title)):
        return None
    label = Span(page, (line._replace(text=title),), line.box)
    return Chapter(ordinals, line.box.x0, LabelledValue(label, []))


def _ordinals(printed: str) -> dict[str, int]:
    if printed.isdigit():
        return {"figure": int(printed)}
    found = {"roman": _ROMAN.index(printed)} if printed in _ROMAN else {}
    return found | ({"letter": ord(printed) - ord("A") + 1} if len(printed) == 1 else {})


def _is_capitals(title: str) -> bool:
    return title.isupper() and sum(c.isalpha() for c in title) >= LEAST_LETTERS and len(title.split()) <= MOST_WORDS


def _is_known(title: str) -> bool:
    match = match_label(title)
    return match is not None and not match.rest and match.score >= SURE_LABEL


def _begins(chapter: Chapter) -> bool:
    return min(chapter.ordinals.values()) <= 1 + LOST_CHAPTERS


def _follows(last: Chapter, chapter: Chapter) -> bool:
    steps = [chapter.ordinals[kind] - last.ordinals[kind] for kind in chapter.ordinals if kind in last.ordinals]
    return any(1 <= step <= 1 + LOST_CHAPTERS for step in steps) and abs(chapter.left - last.left) <= SAME_EDGE_PT


def _body(lines: list[list[Word]], page: Page) -> Span | None:
    """The text of a chapter on one page; items that stand side by side are read column by column."""
    if not lines:
        return None
    columns = _columns(lines)
    if not columns:
        return to_span((w for line in lines for w in line), page.number)
    parts: list[list[list[Word]]] = [[] for _ in columns]
    for line in lines:
        for segment in split_segments(line):
            parts[max((i for i, x in enumerate(columns) if segment[0].box.x0 >= x), default=0)].append(segment)
    return join_spans(to_span((w for s in part for w in s), page.number) for part in parts if part)


def _columns(lines: list[list[Word]]) -> list[float]:
    """Left edges of the columns in which marked items stand side by side; none where they do not."""
    marked = [
        [segment[0].box.x0 for segment in split_segments(line) if read_marker(to_line(segment).text)] for line in lines
    ]
    rows = [edges for edges in marked if len(edges) > 1]
    if len(rows) < SIDE_BY_SIDE * len(lines):
        return []
    edges: list[float] = []
    for x in sorted(x for row in rows for x in row):
        if not edges or x - edges[-1] > SAME_EDGE_PT:
            edges.append(x)
    return [edge - SAME_EDGE_PT for edge in edges]
