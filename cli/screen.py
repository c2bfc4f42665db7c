"""Where words go: results to stdout, everything else to stderr; colour and width as the terminal allows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING

from models.bilingual import Bilingual, Language
from review.plain import plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_ERROR = Bilingual("galat", "error")
_HINT = Bilingual("saran", "hint")
#: Without a terminal the report is laid out for the screen a clerk most likely has, in columns.
PLAIN_WIDTH = 80


def tell(text: str) -> None:
    """A message on stderr; names of files in it may come from anywhere, so control characters are shown, not obeyed."""
    print(plain(text, keep_lines=True), file=sys.stderr, flush=True)


def complain(message: str, hint: str | None, language: Language) -> None:
    tell(f"sopscan: {_ERROR.say(language)}: {message}")
    if hint:
        tell(f"  {_HINT.say(language)}: {hint}")


def write_result(data: bytes) -> None:
    """Bytes to stdout as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def show(renderable: RenderableType, *, error: bool = False) -> None:
    """A report on stdout (or stderr): coloured on a terminal, plain text 80 columns wide elsewhere."""
    where = console(error=error)
    if where.is_terminal:
        where.print(renderable)
        return
    with where.capture() as captured:
        where.print(renderable)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()), file=where.file)


def width() -> int:
    """Columns there are for a report on stdout."""
    return console().width


def console(*, error: bool = False) -> Console:
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else int(os.environ.get("COLUMNS", PLAIN_WIDTH))
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


@contextmanager
def quiet_stdout() -> Iterator[None]:
    """While documents are read, whatever libraries print on stdout goes to stderr: stdout carries results alone."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
