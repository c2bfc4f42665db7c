"""A progress bar for a terminal; for anything else, nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cli.messages_run import READING, WAITING
from cli.screen import console, tell
from models.bilingual import Language
from review.plain import plain
from review.wording import STATUS

if TYPE_CHECKING:
    from batch.ledger import Row


class Progress:
    """A batch.conductor.Observer that draws on stderr: how far, how long still, how many failed."""

    def __init__(self, language: Language):
        self._language = language
        self._bar = None
        self._task = None
        self._bad = 0

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from rich import progress

            self._bar = progress.Progress(
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TimeRemainingColumn(),
                progress.TextColumn("{task.fields[bad]}", style="bold red"),
                console=console(error=True),
            )
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def found(self, count: int) -> None:
        if self._bar is not None:
            self._task = self._bar.add_task(READING.say(self._language), total=count, bad="")

    def waiting(self) -> None:
        words = WAITING.say(self._language)
        if self._bar is None:
            tell(words)
        elif self._task is not None:
            self._bar.update(self._task, description=words, total=None)

    def _tell(self, row: Row) -> None:
        """A file that needs care is named as soon as it is known."""
        reasons = "; ".join(problem["message"] for problem in row.problem_list())
        words = plain(f"{row.path}: {STATUS[row.status].say(self._language)}: {reasons}")
        if self._bar is not None:
            self._bar.console.print(words)
        else:
            tell(words)

    def finished(self, row: Row, fresh: bool) -> None:
        if row.status in ("partial", "failed"):
            self._bad += 1
            self._tell(row)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, bad=f"{self._bad} !" if self._bad else "")
