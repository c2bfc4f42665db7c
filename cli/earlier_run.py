"""Figures of a run of check, and how it differs from an earlier run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cli import messages_run
from models.bilingual import Bilingual, Language
from models.file_name import printable
from models.status import InputError, UsageError

if TYPE_CHECKING:
    from exports.baseline import Baseline
    from exports.form import Document


@dataclass
class Tally:
    """Figures of the documents that went by: an archive is shown piece by piece, not kept.

    With a baseline `severities` counts what is new since then.
    """

    baseline: Baseline | None = None
    documents: int = 0
    troubled: int = 0
    excepted: int = 0
    settled: int = 0
    unchanged: int = 0
    severities: Counter[str] = field(default_factory=Counter)

    def counting(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            extraction = document.extraction
            self.documents += 1
            self.troubled += extraction.status != "ok"
            settled = sum(finding.review is not None for finding in extraction.excepted)
            self.settled += settled
            self.excepted += len(extraction.excepted) - settled
            new = self.only_new(document).extraction.findings
            self.unchanged += len(extraction.findings) - len(new)
            self.severities.update(finding.severity for finding in new)
            for finding in extraction.excepted if self.baseline else ():  # not gone either
                self.baseline.state(document.name, finding.fingerprint)
            yield document

    def only_new(self, document: Document) -> Document:
        """The document with the findings that the baseline has not; as it is without a baseline."""
        if self.baseline is None:
            return document
        found = document.extraction.findings
        new = [f for f in found if self.baseline.state(document.name, f.fingerprint) == "new"]
        return document._replace(extraction=document.extraction.model_copy(update={"findings": new}))

    def lines(self, earlier: Path | None, language: Language) -> Iterator[str]:
        """What is said after the total: excepted, settled, and what became of the earlier findings."""
        if self.excepted:
            yield messages_run.EXCEPTED_TOTAL.say(language).format(count=self.excepted)
        if self.settled:
            yield messages_run.SETTLED_TOTAL.say(language).format(count=self.settled)
        if self.baseline is None or earlier is None:
            return
        from exports.baseline import document_of

        gone = self.baseline.absent()
        for result in gone:
            words = messages_run.GONE.say(language)
            yield words.format(document=document_of(result), code=result["ruleId"], message=result["message"]["text"])
        new = sum(self.severities.values())
        yield messages_run.SINCE.say(language).format(
            baseline=printable(earlier), new=new, unchanged=self.unchanged, absent=len(gone)
        )


def earlier_run(path: Path, language: Language) -> Baseline:
    """The run recorded in a SARIF log, or in the results of a batch. Raises UsageError for anything else."""
    from batch.saved import load, saved_in
    from exports.baseline import from_documents, from_sarif
    from exports.form import Document

    try:
        if path.is_dir():
            saved = (load(result, path) for result in saved_in(path))
            return from_documents(Document(one.name, one.extraction) for one in saved)
        return from_sarif(path.read_bytes())
    except (OSError, ValueError, InputError) as error:
        words = messages_run.NO_BASELINE
        shown = printable(path)
        message = Bilingual(words.id.format(path=shown), words.en.format(path=shown))
        raise UsageError("no-baseline", message, stage="check") from error
