"""What a review page does not show: files that failed or were read in part, files without an SOP sheet, and what may not
have been taken of the others."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.bilingual import Language
from models.document import Extraction
from review import wording
from review.overview import NAMED_FILES
from review.plain import plain
from review.problem_words import problem_words


@dataclass
class NotShown:
    """Collected while a page is made; `files` holds (name, what is wrong, what to do) of the first `NAMED_FILES`."""

    language: Language
    files: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    count: int = 0

    def note(self, name: str, extraction: Extraction) -> None:
        """Does nothing for a document that was read whole, has a sheet and of which nothing is said to be left out."""
        if extraction.status == "ok" and extraction.sops and not extraction.not_taken():
            return
        self.count += 1
        if self.count <= NAMED_FILES:
            self.files.append((name, self._why(extraction)))

    @property
    def more(self) -> str:
        """A line for those that are not named; "" where all are."""
        surplus = self.count - len(self.files)
        return wording.MORE_FILES.say(self.language).format(count=surplus) if surplus else ""

    def _why(self, extraction: Extraction) -> list[tuple[str, str]]:
        status = wording.STATUS[extraction.status].say(self.language)
        problems = extraction.not_taken() if extraction.status == "ok" and extraction.sops else extraction.problems
        told = [(problem_words(problem, self.language), plain(problem.hint or "")) for problem in problems]
        if extraction.status == "ok":
            return told or [(wording.NO_SHEET.say(self.language), "")]
        return [(f"{status}: {words}", hint) for words, hint in told] or [(status, "")]
