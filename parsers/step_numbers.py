"""Step numbers that were hardly read and break the counting: no number rather than a wrong one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.document import Activity
from models.evidence import Evidence

#: A figure read on a picture less surely than this gives way to the counting around it (on twelve 150 dpi scans: of 86
#: numbers 83 were read right at 0.71 and more, one right at 0.51, two wrong at 0.60 and 0.66).
DOUBTFUL_NUMBER = 0.70


def doubt_numbers(activities: Sequence[Activity], evidence: Mapping[str, Evidence]) -> list[Activity]:
    """The activities, without the numbers that were read doubtfully where the rows before and after count past them.

    The raw text stays in the evidence. A surely read number stays whatever stands around it: the sheet may miscount.
    """
    numbers = [activity.number for activity in activities]
    return [
        activity.model_copy(update={"number": None})
        if _is_doubtful(evidence.get(f"/activities/{index}/number")) and _is_out_of_turn(numbers, index)
        else activity
        for index, activity in enumerate(activities)
    ]


def _is_doubtful(entry: Evidence | None) -> bool:
    return (
        entry is not None
        and entry.origin == "ocr"
        and entry.confidence is not None
        and entry.confidence < DOUBTFUL_NUMBER
    )


def _is_out_of_turn(numbers: Sequence[int | None], index: int) -> bool:
    """Whether the row before says which number this one has, the row after agrees (or there is none), and it has not."""
    before = numbers[index - 1] if index else 0
    if before is None or numbers[index] in (None, before + 1):
        return False
    return index + 1 == len(numbers) or numbers[index + 1] == before + 2
