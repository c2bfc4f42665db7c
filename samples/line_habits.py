"""What offices do with flow lines beyond the plain ones: dashes, bows, heads left out, answers written into the line …

Rolled apart from the style, so that a seed keeps its text and its symbols whatever is added here.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Literal

ODD_SHARE = 0.5  # of the sheets have one oddity or more
SECOND_SHARE = 0.3  # of those have two
QUESTIONS = ("Lengkap?", "Sesuai?", "Setuju?", "Valid?", "Benar?")


@dataclass(frozen=True)
class LineHabits:
    """Lengths in points. `gap`: lines stop so far before their target. `overlap`: share of a connector that the next one
    in its cell covers. `outside`: connectors to the next page stand below the table."""

    dash: tuple[float, ...] = ()
    corners: Literal["sharp", "round", "bow"] = "sharp"
    headless: bool = False
    gap: float = 0.0
    answers_in_line: bool = False
    both_ways: bool = False
    outside: bool = False
    overlap: float = 0.0
    flat_diamonds: bool = False


_ODDITIES: Mapping[str, tuple[Any, ...]] = {
    "dash": ((3.0, 2.0), (4.0, 2.0), (2.0, 1.5), (6.0, 3.0)),
    "corners": ("round", "bow"),
    "headless": (True,),
    "gap": (1.5, 2.5),
    "answers_in_line": (True,),
    "both_ways": (True,),
    "outside": (True,),
    "overlap": (0.15, 0.3),
    "flat_diamonds": (True,),
}


def random_habits(rng: Random) -> LineHabits:
    """Plain lines for half of the sheets, one or two oddities for the others."""
    if rng.random() >= ODD_SHARE:
        return LineHabits()
    chosen = rng.sample(sorted(_ODDITIES), 2 if rng.random() < SECOND_SHARE else 1)
    return replace(LineHabits(), **{name: rng.choice(_ODDITIES[name]) for name in chosen})


def suit(truth: Mapping[str, Any], habits: LineHabits, rng: Random) -> dict[str, Any]:
    """The truth with what the habits put into it: questions in flat diamonds, one step that consults the next."""
    out = copy.deepcopy(dict(truth))
    if habits.flat_diamonds:
        for node in out["flow"]["nodes"]:
            if node["shape"] == "decision":
                node["text"] = rng.choice(QUESTIONS)
    if habits.both_ways:
        _consult(out["flow"], rng)
    return out


def _consult(flow: dict[str, Any], rng: Random) -> None:
    """Add the way back to an edge from a task to the next row's task that nothing else leaves or enters."""
    nodes = {n["id"]: n for n in flow["nodes"]}
    out, into = [a for a, _, _ in flow["edges"]], [b for _, b, _ in flow["edges"]]
    fitting = [
        (a, b)
        for a, b, label in flow["edges"]
        if label is None
        and {nodes[a]["shape"], nodes[b]["shape"]} == {"process"}
        and nodes[b]["activity_index"] == nodes[a]["activity_index"] + 1
        and out.count(a) == into.count(b) == 1
    ]
    if fitting:
        a, b = rng.choice(fitting)
        flow["edges"].append([b, a, None])
