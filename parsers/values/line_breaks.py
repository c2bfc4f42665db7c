"""Where lines without bullets begin a new item, told from their places on the page."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from models.layout import Line

#: A blank of this many line heights between two lines parts them; ordinary leading leaves 0.0-0.5. Before a small letter
#: it takes more: lines without tails look further apart than they are (0.9), a line left blank leaves 1.7 and more.
BLANK_GAP, BLANK_WITHIN_SENTENCE = 0.9, 1.4
#: A line was broken by hand where the next line's first word would have fitted with this much to spare, in line heights.
SPARE_ROOM = 1.5
#: What begins within so many line heights of the markers of a list stands at their edge.
EDGE = 0.5
#: Words after which a sentence goes on, whatever the geometry says.
_OPEN_ENDS = ("dan", "atau", "dengan", "tentang", "yang", "untuk", "dari", "di", "ke", "pada", "oleh", "nomor", "no.")


def begins_anew(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it begins an item; the first one does. Without boxes nothing else does.

    A new item begins below a blank gap (by the usual height: "sarana" alone is low), or with a capital after a line that
    was broken by hand: one that ends so far from the right edge that the next word would have fitted.
    """
    starts = [True] * min(1, len(lines))
    boxes = [line.box for line in lines if line.box is not None]
    right_edge = max((box.x1 for box in boxes), default=0.0)
    usual = median([box.height for box in boxes]) if boxes else 0.0
    for above, below in zip(lines, lines[1:], strict=False):
        starts.append(_is_parted(above, below, usual) or _is_broken_by_hand(above, below, right_edge))
    return starts


def leaves_list(lines: Sequence[Line], marked: Sequence[bool]) -> list[bool]:
    """For each line whether a paragraph begins there under a list whose items are `marked`: below a blank gap, with a
    capital, at the left edge of the markers. None does in a list whose items go on at that edge.
    """
    boxes = [line.box for line in lines]
    if not all(boxes):
        return [False] * len(lines)
    usual = median([box.height for box in boxes])
    edge = min(box.x0 for box, is_marked in zip(boxes, marked, strict=True) if is_marked) + EDGE * usual
    starts = [False] * len(lines)
    in_paragraph = True  # what stands over the list
    for k, line in enumerate(lines):
        if marked[k] or in_paragraph or boxes[k].x0 > edge:
            in_paragraph = in_paragraph and not marked[k]
            continue
        if boxes[k].top - boxes[k - 1].bottom <= BLANK_GAP * usual or not _may_begin(line.text):
            return [False] * len(lines)
        starts[k] = in_paragraph = True
    return starts


def _is_parted(above: Line, below: Line, usual: float) -> bool:
    if above.box is None or below.box is None:
        return False
    height = max(usual, min(above.box.height, below.box.height))
    goes_on = below.text.lstrip("\"“('")[:1].islower()
    return below.box.top - above.box.bottom > (BLANK_WITHIN_SENTENCE if goes_on else BLANK_GAP) * height


def _is_broken_by_hand(above: Line, below: Line, right_edge: float) -> bool:
    if above.box is None or below.box is None or not _may_end(above.text) or not _may_begin(below.text):
        return False
    first_word = below.text.split()[0]
    letter = below.box.width / max(1, len(below.text))
    needed = (len(first_word) + 1) * letter + SPARE_ROOM * above.box.height
    return above.box.x1 + needed < right_edge


def _may_end(text: str) -> bool:
    last = text.split()[-1].casefold()
    return not last.endswith((",", "-", "–", "/", "&", "(")) and last not in _OPEN_ENDS


def _may_begin(text: str) -> bool:
    return text.lstrip("\"“('")[:1].isupper()
