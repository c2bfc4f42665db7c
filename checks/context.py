"""An SOP as a rule sees it: the model, its evidence, and the options of the run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.options import CheckOptions
from checks.wording import is_blank, normalised, shortened, words
from models.bilingual import Bilingual
from models.document import Activity, Extraction, Sop
from models.evidence import Evidence
from models.geometry import Box, union
from models.markers import MARKER_WORDS

if TYPE_CHECKING:
    from checks.archive.facts import ArchiveFacts, Known

#: A reading below this is no value (the reader leaves it null); the sheet is not to blame for what could not be read.
SURE_READING = 0.8
#: A second reading much shorter than the first is of one word in it.
_WHOLE_READING = 0.6


@dataclass(frozen=True)
class Place:
    """Where a pointer stands on paper; `evidence` is the entry found for it or the nearest around it."""

    page: int | None
    bbox: Box | None
    evidence: Evidence | None


@dataclass(frozen=True)
class Context:
    """One SOP of an extraction, with the options of the run; `archive` where it is checked among others."""

    extraction: Extraction
    sop: Sop
    index: int
    options: CheckOptions
    archive: ArchiveFacts | None = None

    def evidence(self, pointer: str) -> Evidence | None:
        """The entry for the pointer or for a part of it (/header/legal_basis/0 -> …/0/text); None where none is."""
        found = self.sop.evidence.get(pointer)
        if found is None and not pointer.startswith("/flow/"):  # what stands beside a symbol is not what a symbol is
            found = next((e for p, e in self.sop.evidence.items() if p.startswith(pointer + "/")), None)
        return found

    def raw(self, pointer: str) -> str | None:
        """The raw text read at a pointer; None where nothing was found there at all."""
        entry = self.evidence(pointer)
        return entry.text if entry else None

    def is_unread(self, pointer: str) -> bool:
        """True for a place where something stands that could not be read for certain: doubtful text, or ink without any."""
        entry = self.evidence(pointer)
        if entry is None or entry.confidence is None:
            return False
        return entry.confidence < SURE_READING and (not is_blank(entry.text) or entry.origin == "ocr")

    def is_rejected(self, pointer: str) -> bool:
        """True for text read from a picture that the reader did not take for the value: the sheet has something there."""
        entry = self.evidence(pointer)
        return entry is not None and entry.origin == "ocr" and not is_blank(entry.text)

    def may_be_overlooked(self, pointer: str) -> bool:
        """True for a header field of a block read from a picture of which nothing is known, not even that it is blank.

        A blank that was seen has evidence with the text ""; where there is none, handwriting or a stamp may stand there.
        """
        return self._is_from_picture and self.has_header_block and self.evidence(pointer) is None

    @cached_property
    def _is_from_picture(self) -> bool:
        return any(p.text_origin == "ocr" for p in self.extraction.pages if p.number in self.sop.pages)

    def other_reading(self, pointer: str) -> Bilingual | None:
        """What a second reader saw in the whole of the place, as a suggestion; None where it saw only a part or the same."""
        entry = self.evidence(pointer)
        for alternative in entry.alternatives if entry else ():
            if normalised(alternative.text) == normalised(entry.text):
                continue
            if len(alternative.text) >= len(entry.text) * _WHOLE_READING:
                return Bilingual(f"mungkin “{alternative.text}”", f"perhaps “{alternative.text}”")
        return None

    def place(self, pointer: str) -> Place:
        """Page and box of a pointer: its own evidence, else that of what holds it, else the whole row or block."""
        entry = self.evidence(pointer)
        parent = pointer
        while entry is None and parent.count("/") > 2:
            parent = parent.rsplit("/", 1)[0]
            entry = self.sop.evidence.get(parent)
        if entry is not None:
            return Place(entry.page, entry.bbox, entry)
        if pointer.startswith("/flow/nodes/"):
            node = self.sop.flow.nodes[int(pointer.split("/")[3])]
            return Place(node.page, node.bbox, None)
        if pointer.startswith("/activities/"):
            return self._row_place(int(pointer.split("/")[2]))
        if pointer.startswith("/header"):
            pages = [e.page for p, e in self.sop.evidence.items() if p.startswith("/header/")]
            return Place(min(pages, default=self._first_page), None, None)
        return Place(self._first_page, None, None)

    def _row_place(self, index: int) -> Place:
        page = self.sop.activities[index].page
        prefix = f"/activities/{index}/"
        boxes = [
            e.bbox
            for p, e in self.sop.evidence.items()
            if p.startswith(prefix) and e.bbox is not None and e.page == page
        ]
        return Place(page, union(boxes) if boxes else None, None)

    @property
    def _first_page(self) -> int | None:
        return min(self.sop.pages, default=None)

    @cached_property
    def known(self) -> Known | None:
        """The sheet as the archive knows it; None outside an archive."""
        return self.archive.sheet(self.extraction, self.index) if self.archive else None

    @cached_property
    def is_transcript(self) -> bool:
        """True where no drawing can be known: the text came from other software."""
        mine = [p for p in self.extraction.pages if p.number in self.sop.pages]
        if mine:
            return all(p.text_origin == "transcript" for p in mine)
        return bool(self.sop.evidence) and all(e.origin == "transcript" for e in self.sop.evidence.values())

    @cached_property
    def has_lost_page(self) -> bool:
        """True where a page that could not be read stands among the SOP's pages or right before them."""
        if not self.sop.pages:
            return False
        failed = {page.number for page in self.extraction.pages if page.status == "failed"}
        return any(n in failed for n in range(min(self.sop.pages) - 1, max(self.sop.pages) + 1))

    @cached_property
    def has_header_block(self) -> bool:
        """True where a header block was found: anything of it beyond letterhead, title and the region drawn from them."""
        header = self.sop.header
        bare = ("/header/institution", "/header/title", "/header/region")
        if any(p.startswith("/header/") and not p.startswith(bare) for p in self.sop.evidence):
            return True
        approval = header.approved_by
        return any(
            (
                header.number,
                header.created_on,
                header.revised_on,
                header.effective_on,
                approval.position,
                approval.name,
                header.legal_basis,
                header.qualifications,
                header.related_sops,
                header.equipment,
                header.warnings,
                header.records,
                header.other,
            )
        )

    def step(self, index: int) -> Bilingual:
        """How a message names an activity: by its printed number, else by its place in the table."""
        number = self.sop.activities[index].number
        if number is not None:
            return Bilingual(f"langkah {number}", f"step {number}")
        return Bilingual(f"baris ke-{index + 1} (tanpa nomor)", f"row {index + 1} (no number)")

    def quoted(self, index: int) -> str:
        """The activity's text, short enough for a message."""
        return shortened(self.sop.activities[index].description)

    @cached_property
    def working_steps(self) -> list[tuple[int, Activity]]:
        """Activities with their index, without the rows that hold only 'Mulai' or 'Selesai' or nothing at all."""
        return [(i, a) for i, a in enumerate(self.sop.activities) if not _is_marker(a)]


def _is_marker(activity: Activity) -> bool:
    said = words(activity.description)
    if said:
        return len(said) == 1 and said[0] in MARKER_WORDS
    return is_blank(activity.duration.text) and not activity.requirements and not activity.outputs
