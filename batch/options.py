"""What a run of an archive may be told."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from batch.pool import Limits
from batch.worker import Work
from checks.options import CheckOptions
from models.bilingual import Language

#: Settings that change nothing in what is read. Those of the checks and the language of findings are told apart, as they
#: need no page: whoever works with another LANG must not have a whole archive read anew.
_NO_READING: dict[str, Any] = {"debug_dir": True, "checks": True, "language": True, "ingest": {"language"}}


@dataclass(frozen=True)
class WatchOptions:
    """A file is taken when size and time have stood still for `settle_s`; everything is looked through every `rescan_s`."""

    settle_s: float = 10.0
    rescan_s: float = 600.0


@dataclass(frozen=True)
class BatchOptions:
    """`settings` go to the reader as they are. `retry_failed` reads again what an earlier run recorded as failed.

    `scheduler` is the address of a Dask cluster that reads instead of `jobs` workers here. `ledger` is the folder of the
    ledger where that is not the output folder. `join`: images that are pages of one document by their names are read as
    one (batch.joining).
    """

    settings: BaseModel
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    fresh: bool = False
    retry_failed: bool = False
    limits: Limits = Limits()
    scheduler: str | None = None
    ledger: Path | None = None
    watch: WatchOptions | None = None
    join: bool = False
    target: str = "batch.extract:extract_file"

    def work(self) -> Work:
        return Work(self.target, self.settings)

    @property
    def checks(self) -> CheckOptions | None:
        """The options of the checks, in the run's language; None for a reader whose settings have none."""
        checks = getattr(self.settings, "checks", None)
        return checks and checks.model_copy(update={"language": self.language})

    @property
    def language(self) -> Language:
        return getattr(self.settings, "language", "id")

    def reading_hash(self) -> str:
        """16 hex digits over what shapes the reading; a resumed run reads again where they differ."""
        shaping: Any = self.settings.model_dump_json(exclude=_NO_READING)
        return _hash(shaping + ("+join" if self.join else ""))

    def checking_hash(self) -> str:
        """16 hex digits over what shapes the findings alone; where they differ, what was read is checked again."""
        return _hash(self.checks.model_dump_json()) if self.checks else ""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
