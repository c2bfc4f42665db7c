"""Print under stamps and signatures: found, read from several looks, and doubted where the looks differ."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont

from ingest.look import Look
from ingest.ocr.looks import Cover, agree, nearest_look, settle_looks
from ingest.ocr.reader import Character, Reading
from ingest.ocr.words import ReadWord
from ingest.scan import read_scan
from ingest.settings import IngestSettings
from ingest.stamps.marked_lines import _Line, _Marks, _read, _without_marks
from ingest.stamps.unmixing import in_lightest_shade, print_alone
from models.geometry import PixelBox

#: Pixels per point: a page at 200 dpi.
SCALE = 200 / 72
STAMP, PEN = (84, 71, 158), (25, 38, 140)
CLEAN = np.zeros((40, 600), bool)
NO_COVER = Cover(np.ones_like(CLEAN), CLEAN, CLEAN)
LINES = ("KEPALA DINAS PERHUBUNGAN", "KABUPATEN PURBALINGGA", "", "", "DRS. SLAMET RAHARJO, M.SI", "PEMBINA UTAMA MUDA")


def look(*words: str, sure: float = 0.99, second: str = "") -> tuple[list[ReadWord], list[ReadWord]]:
    def placed(texts):
        out, x = [], 0.0
        for text in texts:
            out.append(ReadWord(text, x, x + 10 * len(text), sure, sure))
            x += 10 * len(text) + 8
        return out

    return placed(words), placed(second.split())


def test_looks_that_agree_leave_less_doubt():
    (word,) = settle_looks([look("GROBOGAN", sure=0.9), look("GROBOGAN", sure=0.9)], NO_COVER)
    assert word.text == "GROBOGAN" and word.confidence > 0.9 and not word.alternatives


def test_the_reading_nearest_to_all_counts_and_the_others_are_kept():
    readings = ["INDONESIDA", "INDONESA", "INDONESIA", "INDONESIA", "INDONESIO"]
    (word,) = settle_looks([look(text, sure=0.99 - k / 100) for k, text in enumerate(readings)], NO_COVER)
    assert word.text == "INDONESIA"
    assert word.confidence < 0.9, "looks that differ are no sure value"
    assert {a.text for a in word.alternatives} == {"INDONESIDA", "INDONESA", "INDONESIO"}


def test_the_second_reader_is_of_use_for_the_look_that_counts_alone():
    looks = [look("INDONESIDA", second="INDONESIA"), look("INDONESIA"), look("INDONESIO", second="INDONESIA")]
    at = nearest_look(looks)
    assert at == 1 and nearest_look([look()]) is None
    alone = [read if k == at else (read[0], ()) for k, read in enumerate(looks)]
    assert settle_looks(alone, NO_COVER) == settle_looks(looks, NO_COVER)


def test_half_a_line_read_surely_does_not_win():
    words = settle_looks([look("ROBOGAN", sure=1.0), look("KABUPATEN", "GROBOGAN", sure=0.9)], NO_COVER)
    assert [w.text for w in words] == ["KABUPATEN", "GROBOGAN"]


def test_a_figure_that_differs_is_doubted_though_each_look_is_sure_of_its_own():
    words = settle_looks([look("NIP.", "19650408", sure=0.98), look("NIP.", "19550408", sure=0.98)], NO_COVER)
    assert words[0].confidence > 0.9 > 0.6 > words[1].confidence


def test_a_comma_more_or_less_is_no_other_name():
    words = settle_looks([look("SAMUEL,", "SE"), look("SAMUEL", "SE"), look("SAMUEL,", "SE")], NO_COVER)
    assert words[0].confidence > 0.9


def test_black_strokes_over_a_word_lower_what_all_looks_agree_on():
    struck = Cover(np.ones_like(CLEAN), np.ones_like(CLEAN), np.ones_like(CLEAN))
    free, under = (settle_looks([look("SAMUEL"), look("SAMUEL")], cover)[0] for cover in (NO_COVER, struck))
    assert under.confidence < free.confidence


def test_a_word_under_a_stroke_is_sure_only_where_the_second_reader_reads_it_too():
    touched = Cover(np.ones_like(CLEAN), np.ones_like(CLEAN), CLEAN)
    for second, sure in (("SAMUEL", True), ("5AMVEL", False), ("", False)):
        (word,) = settle_looks([look("SAMUEL", second=second), look("SAMUEL", second=second)], touched)
        assert (word.confidence >= 0.95) == sure


def test_a_letter_that_no_look_is_sure_of_asks_for_more_looks():
    assert agree([look("SAMUEL"), look("SAMUEL", sure=0.5)], NO_COVER)
    assert not agree([look("SAMUEL", sure=0.5), look("SAMUEL", sure=0.6)], NO_COVER)
    assert not agree([look("SAMUEL"), look("SAMUE")], NO_COVER)


def test_a_word_of_stamp_ink_alone_takes_more_than_the_looks_that_show_the_stamp():
    stamp = np.ones_like(CLEAN)
    cover = Cover(stamp, stamp, CLEAN)
    shown = [look("DINAS", "SAMUEL")] * 2
    assert agree(shown, NO_COVER) and not agree(shown, cover)
    assert agree([*shown, look("DINAS", "SAMUEL")], cover)
    touched = Cover(stamp, np.arange(CLEAN.size).reshape(CLEAN.shape) % 10 == 0, CLEAN)
    assert agree(shown, touched) and not agree([look("NIP.", "19650408")] * 2, touched)


def block(*, stamped: bool, grey: bool = False) -> np.ndarray:
    """A signature block on a page, uint8 (h, w, 3), with ink that lets the print show through."""
    page = Image.new("L", (1100, 700), 255)
    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"), 26)
    for row, line in enumerate(LINES):
        width = font.getlength(line)
        ImageDraw.Draw(page).text((560 - width / 2, 190 + 52 * row), line, fill=20, font=font)
    print_ = np.dstack([np.asarray(page)] * 3).astype(np.float32) / 255
    ink = np.full(print_.shape, 255, np.uint8)
    if stamped:
        for radius, width in ((165, 4), (150, 2), (105, 2)):
            cv2.circle(ink, (430, 335), radius, STAMP, width, cv2.LINE_AA)
        for x, y, letter in ((290, 300, "D"), (310, 240, "I"), (355, 205, "N"), (420, 190, "A"), (480, 205, "S")):
            cv2.putText(ink, letter, (x, y + 20), cv2.FONT_HERSHEY_SIMPLEX, 1.1, STAMP, 3, cv2.LINE_AA)
        strokes = np.array([(480, 430), (520, 280), (560, 440), (590, 300), (640, 420), (760, 330)], np.int32)
        cv2.polylines(ink, [strokes], False, PEN, 5, cv2.LINE_AA)
    out = (print_ * ink).astype(np.uint8)
    return np.dstack([cv2.cvtColor(out, cv2.COLOR_RGB2GRAY)] * 3) if grey else out


class Fickle:
    """A reader that never reads the same twice, and counts the crops it is given."""

    def __init__(self, name: str):
        self.name, self.seen, self.version, self.notices = name, 0, name, []

    def recognise(self, crops):
        first, self.seen = self.seen, self.seen + len(crops)
        return [
            Reading((Character(chr(ord("a") + k), 0, 20, 0.9), Character("n", 20, 40, 0.9)))
            for k in range(first, self.seen)
        ]


@pytest.mark.parametrize("name", ["ppocr", "tesseract"])
def test_a_line_that_is_never_read_alike_is_looked_at_in_each_picture_with_both_margins(name):
    page = block(stamped=False)
    inner = PixelBox(300, 180, 820, 220)
    bare = np.zeros(page.shape[:2], bool)
    marks = _Marks(bare, bare, [], [])
    reader = Fickle(name)
    _read([_Line(inner, PixelBox(290, 170, 830, 230))], [], [page] * 4, marks, Look(page, SCALE), SCALE, reader)
    assert reader.seen == 8


def test_unmixing_takes_the_ink_and_leaves_the_print():
    stamped, clean = block(stamped=True), block(stamped=False)
    coloured = (stamped.max(axis=2).astype(int) - stamped.min(axis=2)) > 12
    alone = print_alone(stamped, coloured, SCALE)
    bare = coloured & (clean[..., 0] > 250)
    assert alone[bare].mean() > stamped[bare].mean() + 40
    under = coloured & (clean[..., 0] < 40)
    assert under.any() and alone[under].mean() < 110
    assert np.array_equal(alone[~coloured], stamped[~coloured])


def test_in_the_lightest_shade_print_keeps_its_strokes_and_a_stamp_is_a_ghost():
    stamped, clean = block(stamped=True), block(stamped=False)
    coloured = (stamped.max(axis=2).astype(int) - stamped.min(axis=2)) > 12
    ghost = in_lightest_shade(stamped, coloured)
    assert np.ptp(ghost[coloured], axis=1).max() == 0
    assert ghost[coloured & (clean[..., 0] > 250)].min() > 120
    assert ghost[coloured & (clean[..., 0] < 40)].max() < 60
    assert np.array_equal(ghost[~coloured], stamped[~coloured])


def test_without_coloured_ink_there_is_nothing_to_unmix():
    page = block(stamped=False)
    assert print_alone(page, np.zeros(page.shape[:2], bool), SCALE) is page


@pytest.mark.parametrize("grey", [False, True], ids=["colour", "photocopied"])
def test_post_and_name_under_a_stamp_are_read_or_doubted_never_sure_and_wrong(grey):
    pytest.importorskip("rapidocr", reason="the models ship with rapidocr")
    page = read_scan(block(stamped=True, grey=grey), 200, 1, IngestSettings(engine="ppocr"))
    printed = {"".join(c for c in word if c.isalnum()) for line in LINES for word in line.split()}
    read = {"".join(c for c in w.text if c.isalnum()): w.confidence for w in page.words if len(w.text) > 3}
    assert {word for word, sure in read.items() if sure >= 0.95} <= printed
    assert len(printed & set(read)) >= 7, read


def test_what_a_pen_drew_straight_is_no_rule_beside_a_line():
    """Painted out like a rule, a stroke ended at the line, where it was read as one more letter."""
    strokes = np.zeros((100, 200), np.uint8)
    strokes[10:90, 60] = strokes[95, :] = 255
    mark = PixelBox(50, 0, 120, 92)
    none = np.zeros(strokes.shape, bool)
    rules = _without_marks(strokes, _Marks(none, none, [mark], [mark]))
    assert not rules[:92].any() and rules[95].all()
    assert strokes[50, 60], "the page keeps its strokes"
