"""How large elements are drawn: tasks as large as their text needs. Lengths in pixels of the diagram."""

from __future__ import annotations

import math

from exports.bpmn.model import Element

TASK_WIDTH = 170
_TASK_HEIGHT = 60
_EVENT, _GATEWAY = 36, 50
#: bpmn-js and Camunda's modeler write with 12 px Arial: so wide is a letter on average (a little more, to be sure).
LETTER = 6.6
LINE = 15
#: A task's text keeps this distance from its sides, and from its top, where the mark of a user task stands.
_SIDE, _TOP = 7, 24
#: The name of a gateway or event stands beside it, up to this width.
LABEL_WIDTH = 84
#: The height kept free for an answer on the line that leaves a gateway to the right, under the gateway's name.
ANSWER = 17


def size_of(element: Element) -> tuple[int, int]:
    """Width and height."""
    if element.kind in ("userTask", "textAnnotation"):
        return TASK_WIDTH, max(_TASK_HEIGHT, text_lines(element.name, TASK_WIDTH - 2 * _SIDE) * LINE + 2 * _TOP)
    if element.kind.endswith("Gateway"):
        return _GATEWAY, _GATEWAY
    return _EVENT, _EVENT


def room_of(element: Element) -> int:
    """The height that an element needs with the name beside it, which grows upwards from its middle."""
    _, height = size_of(element)
    if not has_label(element):
        return height
    return max(height, 2 * (label_height(element) + (ANSWER if element.kind.endswith("Gateway") else 0)))


def has_label(element: Element) -> bool:
    return bool(element.name) and element.kind not in ("userTask", "textAnnotation")


def label_height(element: Element) -> int:
    return text_lines(element.name, LABEL_WIDTH) * LINE + 4


def label_width(name: str) -> int:
    return min(LABEL_WIDTH, round(len(name) * LETTER) + 4)


def text_lines(text: str, width: float) -> int:
    """Lines that a text takes when it is broken at words, or inside a word longer than a line."""
    letters = max(1, math.floor(width / LETTER))
    lines, used = 1, 0
    for word in text.split():
        length = len(word)
        if used and used + 1 + length <= letters:
            used += 1 + length
            continue
        lines += (used > 0) + (length - 1) // letters
        used = (length - 1) % letters + 1
    return lines
