"""Ctrl-C and SIGTERM as a wish to stop: the run finishes what it can in a few seconds and keeps it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cli.messages_run import STOPPING
from cli.screen import tell
from models.bilingual import Language


@contextmanager
def stop_on_signals(language: Language) -> Iterator[Callable[[], bool]]:
    """Yields a function that is True once a signal came. A second Ctrl-C ends the program at once."""
    wish = threading.Event()

    def note(number: int, _: object) -> None:
        if wish.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        wish.set()
        tell(STOPPING.say(language))

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield wish.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
