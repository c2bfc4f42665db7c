"""Tesseract as it should be, and as a program that crashes, hangs, prints rubbish or is not there."""

from __future__ import annotations

import shutil
import stat
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from ingest.ocr.engines import seconded
from ingest.ocr.errors import EngineError, missing_ppocr, missing_tesseract
from ingest.ocr.reader import Character, Reading
from ingest.ocr.running_tesseract import COLUMNS, MOST_AT_ONCE
from ingest.ocr.tesseract import Tesseract
from ingest.ocr.two_readers import TwoReaders
from models.status import MissingProgramError
from tests.drawn_text import blank_page, write

#: Answers the questions for version and languages; what it answers to pictures is the test's.
FAKE = """#!{python}
import sys, time
if "--version" in sys.argv:
    print("tesseract 5.9.9")
elif "--list-langs" in sys.argv:
    print("List of available languages (1):\\nind")
else:
    {does}
"""
HEADING = "\t".join(COLUMNS)


def answering(row, heading=HEADING):
    """Gives the same word for every picture, as tesseract writes it."""
    page = "1\\t{number}\\t" + "\\t".join("0" * 8) + "\\t-1\\t"
    word = "\\t".join(row)
    return (
        f"print({heading!r})\n    for number, name in enumerate(iter(sys.stdin.readline, ''), 1):\n"
        f"        print(f'{page}\\n{word}', flush=True)"
    )


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Puts a program named tesseract on the path that does what it is told."""
    pytest.importorskip("pytesseract")

    def install(does):
        program = tmp_path / "tesseract"
        program.write_text(FAKE.format(python=sys.executable, does=does))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))

    return install


def crop(text="30 menit"):
    page = blank_page(80, 16)
    write(page, text, 4, 2)
    return page


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_lines_are_read_in_order():
    texts = ["30 menit", "Surat tugas", "NA", "null"]
    readings = Tesseract().recognise([crop(text) for text in texts])
    assert [r.text for r in readings] == texts
    assert all(r.confidence > 0.5 for r in readings)
    assert Tesseract().version.startswith("tesseract ")


def test_the_table_is_parsed_word_by_word(fake):
    fake(answering(["5", "1", "1", "1", "1", "1", "30", "12", "40", "20", "91.5", "30"]))
    (reading,) = Tesseract().recognise([crop()])
    assert reading.text == "30" and reading.confidence == pytest.approx(0.915)


def test_one_program_reads_call_after_call_until_it_may_rest(fake, tmp_path):
    """More crops than are asked at once among them, and nothing of one call in the answer to the next."""
    started = tmp_path / "started"
    row = ["5", "1", "1", "1", "1", "1", "10", "10", "9", "9", "90", "{number}"]
    fake(f"open({str(started)!r}, 'a').write('x')\n    {answering(row)}")
    reader = Tesseract()
    read = [reader.recognise([np.zeros((9, 9, 3), np.uint8)] * count) for count in (2, MOST_AT_ONCE + 1, 1)]
    number = iter(range(1, 10_000))
    for readings in read:
        for first in range(0, len(readings), MOST_AT_ONCE):
            for reading in readings[first : first + MOST_AT_ONCE]:
                assert reading.text == str(next(number))
            next(number)  # the closing picture
    assert started.read_text() == "x"
    folder = Path(reader._running._folder.name)
    assert folder.exists()
    reader.rest()
    assert not folder.exists()
    assert [r.text for r in reader.recognise([crop()])] == ["1"] and started.read_text() == "xx"
    reader.rest()


def test_what_was_asked_before_a_failure_is_no_answer_after_it(fake, tmp_path):
    """Out of time with half of an answer given, the next call starts anew."""
    row = ["5", "1", "1", "1", "1", "1", "10", "10", "9", "9", "90", "{number}"]
    mark = tmp_path / "mark"
    fake(
        f"import os\n    if not os.path.exists({str(mark)!r}): open({str(mark)!r}, 'w'); time.sleep(60)\n    {answering(row)}"
    )
    reader = Tesseract(timeout_s=2)
    with pytest.raises(EngineError):
        reader.recognise([crop(), crop()])
    assert [r.text for r in reader.recognise([crop()])] == ["1"]
    reader.rest()


def test_a_crash_is_an_engine_error(fake):
    fake("sys.exit(3)")
    with pytest.raises(EngineError) as error:
        Tesseract().recognise([crop()])
    assert error.value.code == "ocr-failed"


def test_a_hang_ends_with_the_time(fake):
    fake("time.sleep(60)")
    started = time.monotonic()
    with pytest.raises(EngineError):
        Tesseract(timeout_s=1).recognise([crop()])
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "does",
    [
        "pass",
        'print("rubbish")',
        'sys.stdout.buffer.write(b"\\n1\\t\\xff\\n1\\t\\xfe\\x00")',
        answering(["5", "1", "1", "1", "1", "1", "1", "1", "9", "9", "90", "A"], heading="words of another kind"),
        answering(["5", "1", "1", "1", "1", "1", "x", "y", "z", "9", "?", "A"]),
    ],
    ids=["no answer", "no table", "no text", "other columns", "words for numbers"],
)
def test_rubbish_is_an_engine_error(fake, does):
    fake(does)
    with pytest.raises(EngineError):
        Tesseract().recognise([crop()])


def test_a_missing_program_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgramError) as error:
        Tesseract().recognise([crop()])
    assert "apt install" in error.value.hint.en


class Reader:
    """An engine that reads the same on every crop, or fails."""

    version, notices = "1", []

    def __init__(self, name, text="", confidence=0.99, error=None):
        self.name, self._text, self._sure, self._error = name, text, confidence, error
        self.asked = 0

    def recognise(self, crops):
        self.asked += len(crops)
        if self._error:
            raise self._error
        return [Reading(tuple(Character(c, k, k + 1, self._sure) for k, c in enumerate(self._text))) for _ in crops]


@pytest.mark.parametrize("text,sure,asked", [("Surat", 0.99, 0), ("2 hari", 0.99, 1), ("Surat", 0.7, 1), ("x", 0.1, 0)])
def test_the_second_reader_reads_figures_and_what_is_doubtful(text, sure, asked):
    second = Reader("b", "2 hari")
    (reading,) = TwoReaders(Reader("a", text, sure), second).recognise([np.zeros((9, 9, 3), np.uint8)])
    assert second.asked == asked and (reading.second is not None) == bool(asked)


def test_the_second_reader_reads_sure_lines_it_is_asked_for():
    """None of them blank: there it would read specks."""
    first, second = Reader("a", "gudag"), Reader("b", "gudang")
    crops = [np.zeros((9, 9, 3), np.uint8)] * 3
    firsts = [*first.recognise(crops[:2]), Reading()]
    read = seconded(TwoReaders(first, second), firsts, crops, also={1, 2})
    assert [reading.second.text if reading.second else None for reading in read] == [None, "gudang", None]


def test_the_second_reader_reads_a_line_whose_first_figure_the_first_passed_over():
    first, second = Reader("a", "jam", 0.99), Reader("b", "1 jam")
    page = np.full((20, 60, 3), 255, np.uint8)
    page[4:16, 24:56:3] = 0
    begins = [Character(c.text, c.start + 24, c.end + 24, c.confidence) for c in first.recognise([page])[0].characters]
    first.recognise = lambda crops: [Reading(tuple(begins))]
    assert TwoReaders(first, second).recognise([page])[0].second is None
    page[13:16, 5:7] = 0  # a speck
    assert TwoReaders(first, second).recognise([page])[0].second is None
    page[4:16, 5:7] = 0
    assert TwoReaders(first, second).recognise([page])[0].second is not None


def test_two_readers_go_on_with_one_and_a_notice(fake):
    fake("sys.exit(3)")
    both = TwoReaders(Reader("a", "2 hari"), Tesseract())
    (reading,) = both.recognise([crop()])
    assert reading.text == "2 hari" and reading.second is None
    assert [notice.code for notice in both.notices] == ["ocr-failed"]


def test_the_second_reads_alone_where_the_first_is_missing():
    both = TwoReaders(Reader("a", error=missing_ppocr("rapidocr")), Reader("b", "2 hari"))
    assert [r.text for r in both.recognise([crop()])] == ["2 hari"]
    assert [notice.code for notice in both.notices] == ["ppocr-missing"]


def test_no_engine_at_all_is_an_error():
    both = TwoReaders(Reader("a", error=missing_ppocr("x")), Reader("b", error=missing_tesseract("x")))
    with pytest.raises(MissingProgramError):
        both.recognise([crop()])
