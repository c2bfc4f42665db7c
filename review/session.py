"""A sitting at the review desk: which finding is shown, what is decided on it; every decision is on the disk at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from models.document import Extraction, Sop
from models.finding import Finding
from models.review import Review
from models.status import OutputError
from review import decision_log
from review.applying import Decisions, apply, review_of
from review.decision import Action, Decision, Value
from review.fields import Field, fields_at
from review.making import Subject, decide
from review.queue import Item
from review.standing import Standing
from review.states import ALL_STATES, is_due, state_of
from review.values import Readers, corrected

#: Documents kept open: going back a few sheets need not read them again.
OPEN_DOCUMENTS = 8


class Session:
    """`load` gives a document's extraction as it was read; `by` is the clerk. The queue is not empty.

    What decides raises OutputError where the decision cannot be written; nothing has changed then.
    """

    def __init__(self, queue: Sequence[Item], load: Callable[[str], Extraction], log: Path, by: str, readers: Readers):
        if not queue:
            raise ValueError("nothing to review")
        self.queue = list(queue)
        self.position = 0
        self._log, self._by, self._readers = log, by, readers
        self._load = lru_cache(maxsize=OPEN_DOCUMENTS)(load)
        self._decided: list[int] = []
        self._states = ["open" if is_due(item.entry.finding) else state_of(item.entry.finding) for item in self.queue]
        self._decisions = decision_log.read(log).decisions
        self._alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, item in enumerate(self.queue):
            self._alike[_key(item)].append(place)

    @property
    def item(self) -> Item:
        return self.queue[self.position]

    @property
    def state(self) -> str:
        return self._states[self.position]

    def counts(self) -> dict[str, int]:
        """How many findings of the queue are in each state."""
        counted = Counter(self._states)
        return {state: counted[state] for state in ALL_STATES}

    def extraction(self) -> Extraction:
        """The document shown, with the decisions so far."""
        read = self._load(self.item.document)
        mine = [decision for decision in self._decisions if decision.sha256 == read.source.sha256]
        return apply(read, Decisions(mine), self._readers).extraction

    def sop(self) -> Sop:
        return self.extraction().sops[self.finding.sop]

    @property
    def finding(self) -> Finding:
        return self.item.entry.finding

    def review(self) -> Review | None:
        """What was decided on the finding shown."""
        return review_of(self._standing())

    def fields(self) -> list[Field]:
        """The values that a correction of this finding may set."""
        return fields_at(self.sop(), self.finding.pointer)

    def move(self, steps: int) -> bool:
        """Go on or back; False at either end."""
        target = self.position + steps
        if not 0 <= target < len(self.queue):
            return False
        self.position = target
        return True

    def next_open(self) -> bool:
        """To the next finding that nobody decided on, from here to the end and round; False where there is none."""
        count = len(self.queue)
        for step in range(1, count + 1):
            place = (self.position + step) % count
            if self._states[place] == "open":
                self.position = place
                return True
        return False

    def accept(self) -> None:
        self._decide("accept")

    def dismiss(self, reason: str) -> None:
        self._decide("dismiss", reason=reason)

    def correct(self, field: Field, value: Value) -> None:
        """Raises UnfitValue where the value cannot stand there; nothing is written then."""
        corrected(self.sop(), field.pointer, value, self._readers, self.finding.page)
        self._decide("correct", field=field, value=value)

    def undo(self) -> bool:
        """Take back the last decision of this sitting, else the one on the finding shown; False where there is none."""
        before = self.position
        if self._decided:
            self.position = self._decided[-1]
        elif self.state == "open":
            return False
        try:
            self._write(self._made("undo"))
        except OutputError:
            self.position = before
            raise
        del self._decided[-1:]
        standing = self._standing()
        self._settle(standing.decision.action if standing and standing.decision else None)
        return True

    def _decide(self, action: Action, **details) -> None:
        self._write(self._made(action, **details))
        self._settle(action)
        self._decided.append(self.position)

    def _settle(self, action: str | None) -> None:
        """The state of the finding shown, and of the same finding in every copy of the file: it is decided once."""
        for place in self._alike[_key(self.item)]:
            self._states[place] = _state_after(action)

    def _made(self, action: Action, **details) -> Decision:
        subject = Subject.of(self.item.document, self.extraction(), self.finding, self._standing())
        return decide(subject, action, self._by, **details)

    def _standing(self) -> Standing | None:
        read = self._load(self.item.document)
        return Decisions(self._decisions).of(read).get(self.finding.fingerprint)

    def _write(self, decision: Decision) -> None:
        decision_log.append(self._log, [decision])
        self._decisions = decision_log.read(self._log).decisions


def _key(item: Item) -> tuple[str, str]:
    """What a decision is about: a finding of a content, whatever the file is called."""
    return item.sha256, item.entry.finding.fingerprint


def _state_after(action: str | None) -> str:
    return {"accept": "accepted", "dismiss": "dismissed", "correct": "corrected"}.get(action or "", "open")
