"""Two columns of a page that OCR wrote as one: lines such as 'Dasar Hukum Kualifikasi pelaksana' taken apart again."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from models.layout import Line
from parsers.header.labels import LONGEST_LABEL_WORDS, LabelMatch, match_label

#: A line longer than this many times the left column's width holds text of both columns.
_BOTH_COLUMNS = 1.3
#: A line that begins at this share of the right column's place, or beyond, belongs to it.
_INDENTED = 0.7
#: Letters that a cut may lie beyond the left column's usual width.
_SLACK_LETTERS = 2
_GAP = re.compile(r"\s*\|\s*|\s{3,}")
_RIGHT_ITEM = re.compile(r"(?<=\S)\s+(?=(?:\d{1,2}[.)]|[-•])\s+[A-Z(])")
#: A capital after a small word begins the right column, unless the small word binds them ("dan Kinerja", "di Dinas").
_CAPITAL = re.compile(r"(?<=[a-z0-9.,)])\s+(?=[A-Z][a-z])")
_VERB = re.compile(r"(?:Me[mn]|Mampu|Dapat|Apabila|Jika|Setiap)")
_BINDING = frozenset(
    [
        "dan",
        "atau",
        "di",
        "ke",
        "dari",
        "pada",
        "untuk",
        "oleh",
        "tentang",
        "nomor",
        "tahun",
        "no",
        "serta",
        "dengan",
        "yang",
        "bagi",
    ]
)

#: Words of two labels at most, each with its letter or number, its colon and a stray mark.
_LONGEST_LABELS = 2 * (LONGEST_LABEL_WORDS + 3)


def part_labels(line: str) -> tuple[LabelMatch, LabelMatch] | None:
    """The two labels that make up the line and nothing else; None where it is not just two labels."""
    words = line.split()
    if len(words) > _LONGEST_LABELS:
        return None
    best: tuple[LabelMatch, LabelMatch] | None = None
    for cut in range(1, len(words)):
        if words[cut] == ":":  # the first label's own
            continue
        left, right = match_label(" ".join(words[:cut])), match_label(" ".join(words[cut:]))
        if left is None or right is None or left.rest or right.rest or left.field == right.field:
            continue
        if best is None or left.score + right.score > best[0].score + best[1].score:
            best = (left, right)
    return best


def part_lines(lines: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Each line as (left, right, sure).

    A gap, a bar or an item number inside the line says where it parts. In text that keeps places by spaces a line
    stands where it is indented. Elsewhere the left column's width, as far as the lines show it, decides: sure is then
    False. A line no longer than that width is all left, one that begins with an item number that the right column
    counts on is all right.
    """
    parted = [_part_at_mark(line) for line in lines]
    width = _left_width(lines, parted)
    margin = _right_margin(lines, parted)
    result: list[tuple[str, str, bool]] = []
    last_right_number = 0
    for line, parts in zip(lines, parted, strict=True):
        text = " ".join(line.split())
        number = _item_number(text)
        if parts is not None:
            left, right, sure = *parts, True
        elif margin is not None:
            left, right, sure = ("", text, True) if _indent(line) >= margin * _INDENTED else (text, "", True)
        elif number is not None and number == last_right_number + 1 and last_right_number:
            left, right, sure = "", text, True
        elif len(text) <= width * _BOTH_COLUMNS:
            left, right, sure = text, "", True
        else:
            left, right, sure = *_cut(text, width), False
        if (counted := _item_number(right)) is not None:
            last_right_number = counted
        result.append((left, right, sure))
    return result


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one column as its items: one ends with a full stop or semicolon, the next begins with a capital.

    The stop that is left of a lost item number (". Peraturan Menteri") goes with it.
    """
    items: list[list[Line]] = []
    for line in lines:
        text = line.text.lstrip(" .")
        ended = bool(items) and items[-1][-1].text.rstrip().endswith((".", ";"))
        if not items or text != line.text or (ended and text[:1].isupper()):
            items.append([])
        items[-1].append(line._replace(text=text))
    return items


def _part_at_mark(line: str) -> tuple[str, str] | None:
    text = line.strip()
    for gap in sorted([*_GAP.finditer(text), *_RIGHT_ITEM.finditer(text)], key=lambda m: m.start()):
        left, right = text[: gap.start()], text[gap.end() :].strip(" |")
        if right and any(c.isalpha() for c in left):  # a bullet and its indent are no column
            return " ".join(left.split()), " ".join(right.split())
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _right_margin(lines: Sequence[str], parted: Sequence[tuple[str, str] | None]) -> float | None:
    """Where the right column begins, in letters from the left; None in texts that do not keep places by spaces."""
    starts = [
        gap.end()
        for line, parts in zip(lines, parted, strict=True)
        if parts is not None and (gap := re.search(r"\w\S*\s{3,}(?=\S)", line))
    ]
    return float(statistics.median(starts)) if starts else None


def _left_width(lines: Sequence[str], parted: Sequence[tuple[str, str] | None]) -> float:
    """Letters in a full line of the left column: the upper range of the parts and short lines known to be left."""
    lengths = [len(" ".join(line.split())) for line in lines]
    known = [len(parts[0]) for parts in parted if parts is not None]
    known += [length for length in lengths if length <= 0.7 * max(lengths)]
    if not known:
        return max(lengths) / 2
    return statistics.quantiles(known, n=4)[2] if len(known) > 1 else float(known[0])


def _cut(text: str, width: float) -> tuple[str, str]:
    """At the capital that begins the right column near the left one's width, else at the last word that fits it."""
    limit = width + _SLACK_LETTERS
    capitals = [
        m
        for m in _CAPITAL.finditer(text)
        if m.start() <= limit and (_VERB.match(text, m.end()) or text[: m.start()].split()[-1] not in _BINDING)
    ]
    likely = [m for m in capitals if m.start() >= width * 0.6]
    if likely:
        cut = likely[-1].start()
    else:
        cut = max((m.start() for m in re.finditer(r"\s", text) if m.start() <= limit), default=len(text))
    return text[:cut].strip(), text[cut:].strip()


def _item_number(text: str) -> int | None:
    match = re.match(r"(\d{1,2})[.)]\s", text)
    return int(match[1]) if match else None
