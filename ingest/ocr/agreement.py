"""What two readings of one line say of each word: agreement makes sure, disagreement keeps both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ingest.ocr.ppocr import PpOcr
from ingest.ocr.single_slips import second_is_right
from ingest.ocr.tesseract import Tesseract
from ingest.ocr.words import ReadWord
from models.evidence import Alternative

#: Names kept in evidence.
FIRST, SECOND = PpOcr.name, Tesseract.name
#: A word of the second reading belongs to one of the first where this share of the narrower lies under the other.
SAME_PLACE = 0.5
#: Two readers that agree are wrong only where both are: what is left of the doubt of the first.
DOUBT_LEFT = 0.25
#: Where they differ the first, the stronger reader, keeps at most this, less the surer the second is of its own. On eight
#: scans, of 12 values wrong at 0.95 and more, 8 were such words.
MOST_WHEN_DISPUTED, WEIGHT_OF_SECOND = 0.94, 0.25
#: The second is believed against the first where the first is this unsure and the second this sure.
UNSURE_FIRST, SURE_SECOND = 0.55, 0.90


def settle(
    word: ReadWord, confidence: float, seconds: Sequence[ReadWord]
) -> tuple[str, float, tuple[Alternative, ...]]:
    """Text, confidence and alternatives of `word`, read with `confidence`, in the light of the second reading.

    `seconds`: the words of the second reading of the line.
    """
    there = [other for other in seconds if same_place(word, other)]
    if not there:
        return word.text, confidence, ()
    text = "".join(other.text for other in there)
    sure = min(other.mean for other in there)
    if text == word.text:
        return word.text, 1 - (1 - confidence) * DOUBT_LEFT, ()
    if second_is_right(word.text, text, sure):
        first = Alternative(text=word.text, reader=FIRST, confidence=round(confidence, 3))
        return text, min(sure, MOST_WHEN_DISPUTED), (first,)
    if confidence < UNSURE_FIRST and sure > SURE_SECOND:
        return (
            text,
            min(sure, MOST_WHEN_DISPUTED) - WEIGHT_OF_SECOND,
            (Alternative(text=word.text, reader=FIRST, confidence=round(confidence, 3)),),
        )
    disputed = min(confidence, MOST_WHEN_DISPUTED) - WEIGHT_OF_SECOND * sure * (1 - confidence)
    return word.text, max(0.0, disputed), (Alternative(text=text, reader=SECOND, confidence=round(sure, 3)),)


def recut(seconds: Sequence[ReadWord], words: Sequence[ReadWord]) -> Sequence[ReadWord]:
    """`seconds` parted where `words` are, if both hold the same letters: which figures of a number stand together
    ("199711 1 0", "19971 11 0") is nothing that readers differ on. Else as they are.
    """
    letters = "".join(word.text for word in seconds)
    if letters != "".join(word.text for word in words):
        return seconds
    sure = [(word.mean, word.least) for word in seconds for _ in word.text]
    out, at = [], 0
    for word in words:
        there = sure[at : at + len(word.text)]
        at += len(word.text)
        out.append(word._replace(mean=min(mean for mean, _ in there), least=min(least for _, least in there)))
    return out


class Placed(Protocol):
    """Anything with an extent along the line, in pixels of one crop."""

    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...


def same_place(one: Placed, other: Placed) -> bool:
    """Whether two words, of two readings of one line, are one."""
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return overlap > SAME_PLACE * min(one.end - one.start, other.end - other.start)
