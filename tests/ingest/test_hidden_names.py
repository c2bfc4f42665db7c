"""Names under black strokes: read by the page's own letters where the paper decides, left alone where it does not."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ingest.look import Look
from ingest.ocr.ppocr import PpOcr
from ingest.ocr.reader import Reading
from ingest.ocr.spelled import log_likelihoods
from ingest.ocr.type_faces import Lettering, advances, drawn_word
from ingest.stamps.hidden_names import SURE_LETTERS, read_hidden_names
from models.geometry import Box
from models.page import Word

SCALE = 2.8
SIZE = 27.0
NAME = "Drs. Zainal Gunawan, M.Pd."
READ = "Drs. Zinal Gunwan, M.Pd."
SAMPLES = (
    "Laporan bulanan kepada Kepala",
    "Penerimaan tamu harian Gedung",
    "Usulan kenaikan Mutasi Zona",
    "Dokumen rencana Wilayah",
)


class _Undecided(PpOcr):
    """A reader that holds all names for equally likely, so that the letters alone decide."""

    def recognise(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        return [Reading() for _ in crops]

    def likelihoods(self, crops: Sequence[np.ndarray], texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(crops), len(texts)))


def _print(page: np.ndarray, text: str, face: str, x: float, baseline: int, line: int, sure: float) -> list[Word]:
    """Words drawn on the page, as read."""
    out = []
    for part in text.split(" "):
        drawn = drawn_word(Lettering(face, SIZE, 0.6), part, x % 1)
        left, top = int(x) - drawn.left, baseline - drawn.over
        place = page[top : top + drawn.ink.shape[0], left : left + drawn.ink.shape[1]]
        place[:] = np.minimum(place, (255 * (1 - drawn.ink)).astype(np.uint8))
        columns = np.flatnonzero(drawn.ink.max(axis=0) > 0.3)
        x0, x1 = left + int(columns[0]), left + int(columns[-1]) + 1
        out.append(
            Word(part, Box(x0 / SCALE, (baseline - 19) / SCALE, x1 / SCALE, (baseline + 5) / SCALE), sure, "ocr", line)
        )
        x += SIZE * sum(advances(face)[letter] for letter in f"{part} ")
    return out


def _sheet(strokes: Sequence[tuple[tuple[int, int], tuple[int, int], int]], face: str = "Times-Roman"):
    page = np.full((520, 760), 255, np.uint8)
    words = [word for k, text in enumerate(SAMPLES) for word in _print(page, text, face, 60, 60 + 40 * k, k, 0.99)]
    name = _print(page, NAME, face, 200, 330, 8, 0.4)
    name = [word._replace(text=read) for word, read in zip(name, READ.split(" "), strict=True)]
    nip = Word("198503172010122004", Box(200 / SCALE, 345 / SCALE, 420 / SCALE, 365 / SCALE), 0.9, "ocr", 9)
    for start, end, width in strokes:
        cv2.line(page, start, end, 0, width, cv2.LINE_AA)
    return Look(cv2.cvtColor(page, cv2.COLOR_GRAY2RGB), SCALE), [*words, *name, nip]


def _line(words: Sequence[Word], number: int = 8) -> list[Word]:
    return sorted((word for word in words if word.line == number), key=lambda word: word.box.x0)


SIGNED = (((262, 240), (284, 380), 3), ((284, 380), (322, 230), 3), ((382, 230), (412, 375), 3))


@pytest.mark.parametrize(
    ("face", "strokes"), [("Times-Roman", (SIGNED[0], ((400, 240), (392, 380), 3))), ("Helvetica", SIGNED)]
)
def test_a_name_under_a_signature_is_read_by_its_letters(face, strokes):
    look, words = _sheet(strokes, face)
    found = _line(read_hidden_names(look, words, SCALE, _Undecided()))
    assert " ".join(word.text for word in found) == NAME
    assert {word.confidence for word in found} == {SURE_LETTERS}
    assert found[0].alternatives[0].text == READ
    assert abs(found[-1].box.x1 - _line(words)[-1].box.x1) < 3


def test_a_name_of_which_a_letter_is_hidden_is_left_alone():
    look, words = _sheet([((292, 200), (292, 420), 15)])
    assert read_hidden_names(look, words, SCALE, _Undecided()) == words


def test_a_name_whose_beginning_is_hidden_is_left_alone():
    look, words = _sheet([((150, 318), (262, 322), 26)])
    assert read_hidden_names(look, words, SCALE, _Undecided()) == words


def test_a_name_that_the_reader_holds_for_another_is_left_alone():
    class Contrary(_Undecided):
        def likelihoods(self, crops, texts):
            return np.array([[-9.0 if text == NAME else 0.0 for text in texts]] * len(crops))

    look, words = _sheet([((262, 240), (284, 380), 3), ((284, 380), (322, 230), 3)])
    assert read_hidden_names(look, words, SCALE, Contrary()) == words


def test_a_name_read_surely_and_a_doubtful_line_without_a_nip_are_left_alone():
    look, words = _sheet([])
    sure = [word._replace(confidence=0.98) for word in words]
    assert read_hidden_names(look, sure, SCALE, _Undecided()) == sure
    without = [word for word in words if word.line != 9]
    assert read_hidden_names(look, without, SCALE, _Undecided()) == without


def test_spelled_texts_are_as_likely_as_their_ways():
    chances = np.full((3, 3), 0.05)
    chances[[0, 1, 2], [1, 0, 2]] = 0.9  # a, blank, b
    found = log_likelihoods(np.log(chances), ["ab", "ba", "a?"], {"": 0, "a": 1, "b": 2})
    ways = 0.9**3 + 2 * 0.9 * 0.05 * 0.9 + 0.9 * 0.05 * 0.05 + 0.05 * 0.05 * 0.9
    assert found[0] == pytest.approx(np.log(ways))
    assert found[1] < found[0] and found[2] == -np.inf
