"""Two readings of a word that differ in a single sign: where the second reader has seen what the first has not."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

#: From these confidences on the second reader is right. On 211 drawn scans of all grades these rules take 145 words of
#: which one reading is printed on the sheet, all rightly; of other letters read less surely 7 of 17 were. It reads what
#: is printed, not what is usual: of 810 words misprinted on purpose, each read by both, it set none right.
SURE_OF_LETTER, SURE_OF_OTHER_LETTER, SURE_OF_NO_STOP, SURE_OF_COMMA = 0.90, 0.95, 0.90, 0.85
#: Another letter for the first reader's l, and the second's own J, l and I, are slips of the second ("mengenal" for
#: "mengenai"), as are capitals for small letters.
_OWN_SLIPS_FOR, _OWN_SLIPS = frozenset("lLI"), frozenset("JlI")
#: Specks beside a word are read as these.
_SPECKS = frozenset(".,;:•")
#: A word is whole, and its stop none of its own, from so many letters on; surely so from the second.
WHOLE_WORD, NO_ABBREVIATION = 4, 6


def second_is_right(first: str, second: str, sure: float) -> bool:
    """Whether `second`, read with confidence `sure`, is what is printed, and not `first`; False where they differ in
    more than one sign, or in figures.
    """
    if sure < SURE_OF_COMMA:
        return False
    changes = [change for change in Levenshtein.opcodes(first, second) if change.tag != "equal"]
    if len(changes) != 1:
        return False
    (change,) = changes
    was, is_now = first[change.src_start : change.src_end], second[change.dest_start : change.dest_end]
    if len(was) > 1 or len(is_now) > 1:
        return False
    if was == "." and is_now == ",":  # a copy loses the tail of a comma; but "No," is "No." read badly
        return first.endswith("..") or _is_whole_word(first[:-1], NO_ABBREVIATION)
    if was in _SPECKS and not is_now:
        is_outside = change.src_start == 0 or change.src_end == len(first)
        return sure >= SURE_OF_NO_STOP and is_outside and _is_whole_word(second)
    if not (was + is_now).isalpha():
        return False
    if was and is_now:
        is_own = was in _OWN_SLIPS_FOR or is_now in _OWN_SLIPS or was.isupper() != is_now.isupper()
        return sure >= SURE_OF_OTHER_LETTER and not is_own
    return sure >= SURE_OF_LETTER


def _is_whole_word(text: str, letters: int = WHOLE_WORD) -> bool:
    return len(text) >= letters and text.isalpha() and text[1:].islower()
