"""How a printed name with its titles may be built, letter by letter: "Drs. Ali Rahman, S.H., M.Si."."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import NamedTuple

import numpy as np

from ingest.ocr.type_faces import LETTERS

_CAPITALS = np.arange(26)
_SMALL = np.arange(26, 52)
_STOP, _COMMA = np.array([LETTERS.index(".")]), np.array([LETTERS.index(",")])
#: How frequent the small letters are in Indonesian text, per cent; a capital counts as one of 24, a stop or comma one of 8.
_FREQUENT = (
    19.0, 2.5, 0.5, 4.5, 7.5, 0.4, 3.2, 3.0, 8.0, 0.8, 3.8, 3.3, 3.7, 9.5, 2.2, 2.8, 0.03, 5.5, 4.5, 5.0, 5.0, 0.15, 0.9,
    0.03, 1.6, 0.15,
)  # fmt: skip
_ANY_SMALL = np.log(np.array(_FREQUENT) / 100)
_ANY_CAPITAL, _SIGN = -np.log(24.0), -np.log(8.0)
#: What is unusual costs so much more, in nats: initials without a space between, capitals in the middle of a name.
_RARE, _SELDOM = 4.0, 2.0


class State(IntEnum):
    """What the last letters were. The words of a name by how long they are, then its degrees behind the comma."""

    START = 0
    WORD_1 = auto()
    WORD_2 = auto()
    WORD_3 = auto()
    WORD = auto()
    CAPITALS = auto()
    TITLE = auto()  # the stop behind a title or an initial
    SPACE = auto()
    COMMA = auto()
    DEGREE_SPACE = auto()
    DEGREE_1 = auto()
    DEGREE_CAPITALS = auto()
    DEGREE_SMALL = auto()
    DEGREE_STOP = auto()
    DEGREE_COMMA = auto()


class Step(NamedTuple):
    """From one state to the next by one of `letters` (indices of LETTERS), each as likely as its `prior` (nats)."""

    start: State
    end: State
    letters: np.ndarray
    prior: np.ndarray


def _step(start: State, end: State, letters: np.ndarray, prior: float | np.ndarray) -> Step:
    return Step(start, end, letters, np.broadcast_to(np.asarray(prior, float), letters.shape))


STEPS = (
    *(_step(start, State.WORD_1, _CAPITALS, _ANY_CAPITAL) for start in (State.START, State.SPACE)),
    _step(State.WORD_1, State.WORD_2, _SMALL, _ANY_SMALL),
    _step(State.WORD_1, State.CAPITALS, _CAPITALS, _ANY_CAPITAL - _SELDOM),
    _step(State.WORD_2, State.WORD_3, _SMALL, _ANY_SMALL),
    _step(State.WORD_3, State.WORD, _SMALL, _ANY_SMALL),
    _step(State.WORD, State.WORD, _SMALL, _ANY_SMALL),
    *(_step(start, State.TITLE, _STOP, _SIGN) for start in (State.WORD_1, State.WORD_2, State.WORD_3)),
    _step(State.TITLE, State.WORD_1, _CAPITALS, _ANY_CAPITAL - _RARE),
    _step(State.CAPITALS, State.CAPITALS, _CAPITALS, _ANY_CAPITAL),
    *(_step(start, State.COMMA, _COMMA, _SIGN) for start in (State.WORD_3, State.WORD, State.CAPITALS)),
    _step(State.DEGREE_SPACE, State.DEGREE_1, _CAPITALS, _ANY_CAPITAL),
    _step(State.DEGREE_1, State.DEGREE_STOP, _STOP, -0.3),
    _step(State.DEGREE_1, State.DEGREE_SMALL, _SMALL, _ANY_SMALL),
    _step(State.DEGREE_1, State.DEGREE_CAPITALS, _CAPITALS, _ANY_CAPITAL),
    _step(State.DEGREE_CAPITALS, State.DEGREE_CAPITALS, _CAPITALS, _ANY_CAPITAL),
    _step(State.DEGREE_SMALL, State.DEGREE_SMALL, _SMALL, _ANY_SMALL),
    *(_step(start, State.DEGREE_STOP, _STOP, -0.7) for start in (State.DEGREE_CAPITALS, State.DEGREE_SMALL)),
    _step(State.DEGREE_STOP, State.DEGREE_1, _CAPITALS, _ANY_CAPITAL),
    *(
        _step(start, State.DEGREE_COMMA, _COMMA, _SIGN)
        for start in (State.DEGREE_CAPITALS, State.DEGREE_SMALL, State.DEGREE_STOP)
    ),
)
#: (from, to, prior): where a space may stand. Words of one or two letters are few ("I Made").
SPACES = (
    (State.WORD_1, State.SPACE, -_RARE - 1),
    (State.WORD_2, State.SPACE, -_RARE),
    (State.WORD_3, State.SPACE, -1.0),
    (State.WORD, State.SPACE, -0.5),
    (State.CAPITALS, State.SPACE, -0.5),
    (State.TITLE, State.SPACE, 0.0),
    (State.COMMA, State.DEGREE_SPACE, 0.0),
    (State.DEGREE_COMMA, State.DEGREE_SPACE, 0.0),
    (State.DEGREE_STOP, State.DEGREE_SPACE, -_RARE - 1),
)
ENDS = (
    State.WORD_3,
    State.WORD,
    State.CAPITALS,
    State.DEGREE_CAPITALS,
    State.DEGREE_SMALL,
    State.DEGREE_STOP,
)


class Kind(NamedTuple):
    """All steps by one set of `letters` (a run of indices of LETTERS), whose own `prior` (nats) they share: `steps` are
    (from, to, nats more), `starts` and `ends` the states they come from and lead to.
    """

    letters: slice
    prior: np.ndarray
    steps: tuple[tuple[int, int, float], ...]
    starts: np.ndarray
    ends: np.ndarray


def _kind(letters: np.ndarray, prior: np.ndarray) -> Kind:
    steps = tuple(
        (int(step.start), int(step.end), float(step.prior[0] - prior[0])) for step in STEPS if step.letters is letters
    )
    starts, ends = (np.array(sorted({step[side] for step in steps})) for side in (0, 1))
    return Kind(slice(int(letters[0]), int(letters[-1]) + 1), prior, steps, starts, ends)


#: What the steps have in common is worked out once for all of them.
KINDS = (
    _kind(_CAPITALS, np.full(len(_CAPITALS), _ANY_CAPITAL)),
    _kind(_SMALL, _ANY_SMALL),
    _kind(_STOP, np.full(1, _SIGN)),
    _kind(_COMMA, np.full(1, _SIGN)),
)
