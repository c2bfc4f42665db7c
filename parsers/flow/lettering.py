"""Words that stand in symbols, and words that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.document import DrawnAs
from models.geometry import Box, union
from models.page import Word
from parsers.flow.answers import is_answer
from parsers.spans import group_lines

#: Words whose centre lies so far outside a symbol's box still stand in it (text that sticks out of a flat diamond).
TEXT_MARGIN_PT = 1.0
#: The same for a diamond, as a factor on its size: text sticks out of flat ones, answers stand at their corners.
IN_DIAMOND = 1.08
#: An answer whose middle is so far from a diamond's, in widths of that, stands at its corner.
AT_CORNER = 0.2


def part_marks(words: Iterable[Word], symbols: Sequence[Box]) -> list[Word]:
    """`words` with those parted that are the marks of several symbols side by side, a letter each: "AB" over a connector
    A and a connector B that touch."""
    parted = []
    for word in words:
        over = [] if word.origin != "ocr" else [s for s in symbols if word.box.contains(*s.centre)]
        over.sort(key=lambda s: s.x0)
        if len(over) == len(word.text) > 1:
            parted += [word._replace(text=letter, box=box) for letter, box in zip(word.text, over, strict=True)]
        else:
            parted.append(word)
    return parted


def words_inside(words: Iterable[Word], box: Box, drawn_as: DrawnAs) -> list[Word]:
    """The words whose centres lie in the symbol; not an answer that stands alone over a corner of a diamond: where columns
    are narrow the line it belongs to leaves no other room. "Sesuai?" is no answer but what is asked.
    """
    if drawn_as == "diamond":
        inside = [w for w in words if _in_diamond(w.box, box)]
    else:
        near = box.grown(TEXT_MARGIN_PT)
        inside = [w for w in words if near.contains(*w.box.centre)]
    text = " ".join(w.text for w in inside)
    if drawn_as != "diamond" or not is_answer(text) or text.endswith("?"):
        return inside
    aside = abs(union(w.box for w in inside).centre[0] - box.centre[0])
    return inside if aside < AT_CORNER * box.width else []


def text_inside(words: Sequence[Word], box: Box, drawn_as: DrawnAs) -> str:
    """What stands in the symbol, in reading order."""
    return " ".join(w.text for line in group_lines(words_inside(words, box, drawn_as)) for w in line)


def _in_diamond(word: Box, symbol: Box) -> bool:
    """Whether a word's centre lies in a diamond: the corners of its box are outside of it."""
    x, y = word.centre
    across, down = abs(x - symbol.centre[0]) / symbol.width, abs(y - symbol.centre[1]) / symbol.height
    return across + down <= 0.5 * IN_DIAMOND
