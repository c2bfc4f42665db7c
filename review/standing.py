"""Which decision stands on a finding, when several were made, by one clerk or by two who did not know of each other.

A decision supersedes those that its author saw (`after`). What nobody superseded are the heads. One head: it stands.
Several heads of one author: the author's latest. Heads of different authors that say the same: they agree. Heads that
differ: the latest by time, then author, stands, and the finding is contested until someone decides with all in view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from review.decision import Decision


@dataclass(frozen=True)
class Standing:
    """`decision` is what stands, None where all was undone; `heads` is what a further decision supersedes.

    `correction` sets the value: the decision itself or, where a verdict followed, the correction before it. `rivals`
    are what other authors decided otherwise.
    """

    decision: Decision | None
    correction: Decision | None
    heads: tuple[str, ...]
    rivals: tuple[Decision | None, ...] = ()

    @property
    def contested(self) -> bool:
        return bool(self.rivals)


def standings(decisions: Iterable[Decision]) -> dict[tuple[str, str], Standing]:
    """What stands, by (sha256 of the document, fingerprint of the finding)."""
    by_finding: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_finding[decision.sha256, decision.fingerprint].append(decision)
    return {key: _standing(sorted(found, key=lambda d: d.order)) for key, found in by_finding.items()}


def _standing(decisions: list[Decision]) -> Standing:
    """`decisions` on one finding, in order."""
    by_id = {decision.id: decision for decision in decisions}
    superseded = {earlier for decision in decisions for earlier in decision.after if earlier != decision.id}
    heads = [decision for decision in decisions if decision.id not in superseded] or decisions[-1:]
    latest = {head.by: head for head in heads}
    last = heads[-1]
    stands = _effect(last, by_id)
    others = [_effect(head, by_id) for head in latest.values() if head is not last]
    rivals = tuple(other for other in others if _said(other) != _said(stands))
    return Standing(stands, _correction(stands, by_id), tuple(head.id for head in heads), rivals)


def _correction(decision: Decision | None, by_id: dict[str, Decision]) -> Decision | None:
    """The latest correction that was not undone: to accept or dismiss a finding does not take it back."""
    for _ in by_id:
        if decision is None or decision.action == "correct":
            return decision
        decision = _effect(_latest(decision.after, by_id), by_id)
    return None


def _effect(decision: Decision | None, by_id: dict[str, Decision]) -> Decision | None:
    """The decision itself; of an undo, what stood before the decision that it took back."""
    seen: set[str] = set()
    while decision is not None and decision.action == "undo":
        if decision.id in seen:  # a file made by hand may run in a circle
            return None
        seen.add(decision.id)
        undone = _latest(decision.after, by_id)
        decision = _latest(undone.after, by_id) if undone else None
    return decision


def _latest(ids: Iterable[str], by_id: dict[str, Decision]) -> Decision | None:
    known = [by_id[name] for name in ids if name in by_id]
    return max(known, key=lambda decision: decision.order, default=None)


def _said(decision: Decision | None) -> tuple:
    """What a decision comes to; reasons may differ without a quarrel."""
    return (decision.action, decision.target, decision.value) if decision else ()
