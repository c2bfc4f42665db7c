"""What a decision must say for each of its exits."""

from __future__ import annotations

from collections.abc import Sequence

from exports.bpmn.drawn import Line

#: First words of the answer that is taken where no answer is given: nothing passes a check that was not made.
_NEGATIVE = frozenset({"tidak", "tdk", "tak", "t", "belum", "bukan", "kurang", "salah", "ditolak", "tolak", "no", "n"})


def answers_of(exits: Sequence[Line]) -> list[str | None]:
    """An answer per exit, all different; None for the default exit, which needs none.

    The answer is the printed label, its number where none is printed or two are alike.
    """
    default = default_exit(exits)
    answers: list[str | None] = []
    for number, line in enumerate(exits, start=1):
        answer = line.label or str(number)
        while answer in answers:
            answer = f"{answer} ({number})"
        answers.append(answer)
    return [None if number == default else answer for number, answer in enumerate(answers)]


def default_exit(exits: Sequence[Line]) -> int:
    """The exit without a label; else the first that says no; else the last."""
    unlabelled = [number for number, line in enumerate(exits) if not line.label]
    negative = [number for number, line in enumerate(exits) if _first_word(line.label) in _NEGATIVE]
    return (unlabelled or negative or [len(exits) - 1])[0]


def _first_word(label: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in label.casefold()).split()
    return words[0] if words else ""
