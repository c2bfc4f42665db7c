"""Step numbers that were hardly read and break the counting: no number rather than a wrong one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.document import Activity
from models.evidence import Evidence

#: A figure read on a picture less surely than this gives way to the counting around it (on twelve 150 dpi scans: of 86
#: numbers 83 were read right at 0.71 and more, one right at 0.51, two wrong at 0.60 and 0.66).
DOUBTFUL_NUMBER = 0.70
#: Letters that a reader makes of a figure that stands alone, where it is not sure of them.
LIKE_FIGURES = {"b": 6, "G": 6, "S": 5, "s": 5, "B": 8, "g": 9, "q": 9, "Z": 2, "z": 2}
SURE_LETTER = 0.80


def doubt_numbers(activities: Sequence[Activity], evidence: Mapping[str, Evidence]) -> list[Activity]:
    """The activities, without the numbers that were read doubtfully where the rows before and after count past them, and
    with the figure that a doubtful lone letter stands for where it is the one they ask for ("b." after 5).

    The raw text stays in the evidence. A surely read number stays whatever stands around it: the sheet may miscount.
    """
    numbers = [activity.number for activity in activities]
    settled = []
    for index, activity in enumerate(activities):
        entry = evidence.get(f"/activities/{index}/number")
        number = _figure_in_turn(entry, numbers, index) if activity.number is None else activity.number
        if _is_doubtful(entry, DOUBTFUL_NUMBER) and _is_out_of_turn(numbers, index):
            number = None
        settled.append(activity if number == activity.number else activity.model_copy(update={"number": number}))
    return settled


def _figure_in_turn(entry: Evidence | None, numbers: Sequence[int | None], index: int) -> int | None:
    """The number that a doubtful letter was printed as, if it looks like it and the rows before and after ask for it."""
    if not index or not _is_doubtful(entry, SURE_LETTER):
        return None
    figure, before = LIKE_FIGURES.get(entry.text.strip().rstrip(".,)")), numbers[index - 1]
    after = numbers[index + 1] if index + 1 < len(numbers) else None
    fits = figure is not None and before == figure - 1 and after in (None, figure + 1)
    return figure if fits else None


def _is_doubtful(entry: Evidence | None, bound: float) -> bool:
    return entry is not None and entry.origin == "ocr" and entry.confidence is not None and entry.confidence < bound


def _is_out_of_turn(numbers: Sequence[int | None], index: int) -> bool:
    """Whether the row before says which number this one has, the row after agrees (or there is none), and it has not."""
    before = numbers[index - 1] if index else 0
    if before is None or numbers[index] in (None, before + 1):
        return False
    return index + 1 == len(numbers) or numbers[index + 1] == before + 2
