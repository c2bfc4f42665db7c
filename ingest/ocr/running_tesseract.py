"""A tesseract that stays open and reads one call after another: to start it takes as long as to read a dozen lines."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np

from ingest.ocr.errors import engine_failed
from models.status import SopscanError

#: One line of text a picture. Told any resolution it reads the same (550 lines of 70-360 dpi: words, places and
#: confidences). Lines are dark on light: what reads badly need not be read once more with its shades turned round.
OPTIONS = ("--psm", "7", "--dpi", "200", "-c", "tessedit_do_invert=0", "-c", "tessedit_create_tsv=1")
#: Names of pictures are read from the standard input as they come.
STREAM = ("-c", "stream_filelist=1")
#: So many names fit into a pipe, which nobody empties while they are written.
MOST_AT_ONCE = 500
#: The columns of its table of words, and how the rows of the next picture begin.
COLUMNS = [
    "level",
    "page_num",
    "block_num",
    "par_num",
    "line_num",
    "word_num",
    "left",
    "top",
    "width",
    "height",
    "conf",
    "text",
]
NEXT_PICTURE = b"\n1\t"
#: A picture of so many pixels each way follows the last one: when its rows begin, those before are complete.
CLOSING_PX = 4
_PORTION = 1 << 16


class RunningTesseract:
    """The program `command`, reading `language`, with a folder for its pictures; it ends with this process at the latest.

    Raises OSError where it cannot be run.
    """

    def __init__(self, command: str, language: str):
        self._folder = tempfile.TemporaryDirectory(prefix="sopscan-")
        self._said = Path(self._folder.name, "said.txt")
        self._is_fresh = True
        with self._said.open("wb") as said:
            self._program = subprocess.Popen(
                [command, "-", "-", "-l", language, *OPTIONS, *STREAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                bufsize=0,
            )
        # A thread takes what it answers, since not every system can wait for a pipe with a limit.
        self._portions: SimpleQueue[bytes] = SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def read(self, pictures: Sequence[np.ndarray], timeout_s: float) -> list[str]:
        """The rows of the table of words for each picture, uint8 (height, width).

        Raises EngineError where the program ends, answers rubbish or takes longer; nothing more can be asked then.
        """
        deadline = time.monotonic() + timeout_s
        tables: list[str] = []
        for first in range(0, len(pictures), MOST_AT_ONCE):
            tables += self._read(pictures[first : first + MOST_AT_ONCE], deadline)
        return tables

    def end(self) -> None:
        """Stop the program, whatever it does, and clear away its pictures."""
        self._program.kill()
        self._program.wait()
        self._listener.join()
        for pipe in (self._program.stdin, self._program.stdout):
            pipe.close()
        self._folder.cleanup()

    def _read(self, pictures: Sequence[np.ndarray], deadline: float) -> list[str]:
        closing = np.full((CLOSING_PX, CLOSING_PX), 255, np.uint8)
        answer = b"\n"  # what is left of the last call's closing picture comes first
        try:
            names = [self._saved(number, picture) for number, picture in enumerate([*pictures, closing])]
            self._program.stdin.write("".join(f"{name}\n" for name in names).encode())
            while answer.count(NEXT_PICTURE) < len(names):
                portion = self._portions.get(timeout=max(0.0, deadline - time.monotonic()))
                if not portion:
                    raise self._ended()
                answer += portion
            before, *tables, _ = answer.decode().split(NEXT_PICTURE.decode())
        except Empty:
            raise engine_failed("tesseract", "no answer in time") from None
        except BrokenPipeError:
            raise self._ended() from None
        except (OSError, UnicodeDecodeError) as error:
            raise engine_failed("tesseract", f"no readable answer ({error})") from error
        if self._is_fresh and before.split() != COLUMNS:
            raise engine_failed("tesseract", "its answer is no table of words")
        self._is_fresh = False
        return tables

    def _listen(self) -> None:
        """Until the program ends, which an empty portion tells."""
        portion = b"\n"
        while portion:
            portion = os.read(self._program.stdout.fileno(), _PORTION)
            self._portions.put(portion)

    def _saved(self, number: int, picture: np.ndarray) -> Path:
        path = Path(self._folder.name, f"{number}.pgm")
        path.write_bytes(b"P5 %d %d 255\n" % picture.shape[::-1] + picture.tobytes())
        return path

    def _ended(self) -> SopscanError:
        """Why the program is gone: its status, and the last it said."""
        status = self._program.wait()
        said = self._said.read_text(encoding="utf-8", errors="replace").strip()
        return engine_failed("tesseract", f"status {status}: {said[-200:]}")
