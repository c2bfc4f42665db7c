"""Where flow is drawn over a table rule: the rule is darker or thicker there than along the rest of its way."""

from __future__ import annotations

import cv2
import numpy as np

from models.page import Ruling
from parsers.flow.bow import fit_bow

#: Ink across the rule is summed this far to both sides of its course, up to the first paper: a flow line over it lies a
#: little off, one beside it is another line.
ACROSS_PT = 1.4
#: The course is looked for this far from the rule's mean position (bowed pages), and smoothed over this length.
BOW_PT, COURSE_PT = 2.0, 30.0
#: Its bow is fitted to more points than so many.
COURSE_POINTS = 8
#: Paper is up to this dark (of 255): grain and shade of a scan.
PAPER_DARKNESS = 40
#: Flow over a rule adds its own ink: the sum rises to this many times the rule's own (measured on a 150 dpi scan: 1.5 for
#: a flow line on a thick rule, 2.3 on a thin one; rules by themselves stay within 1.2).
DARKER = 1.38
#: ... and to so many times what the rules beside the actor columns reach over all but a twentieth of their length: those
#: of a fax are one pixel thick here and three there.
BEYOND_USUAL, USUAL_SHARE = 1.15, 0.95
#: It does so over this length at least, without a break; crossing lines and letters are shorter.
LEAST_PT, UNBROKEN_PT = 9.0, 3.0
#: What the rule itself is like: this share of its length is no darker.
OWN_SHARE = 0.3
#: Pieces this near to one line are one rule.
SAME_RULE_PT = 1.6
#: An end this near to a crossing rule is at it.
NEAR_PT = 2.0


def overdrawn_stretches(
    colour: np.ndarray, rules: list[Ruling], actors: tuple[float, float], scale: float
) -> list[list[tuple[int, int]]]:
    """For every rule the stretches (first pixel, pixel after the last, along the rule) on which flow lies over it.

    `colour`: the page, uint8 (h, w, 3) RGB; `actors`: left and right border of the actor columns, in points; `scale`:
    pixels per point. A rule that is alike all along has none, however thick it is.
    """
    sums = [_ink_along(colour, rule, scale) for rule in rules]
    ratios = [along / _own_ink(rule, rules, sums) for rule, along in zip(rules, sums, strict=True)]
    elsewhere = [_outside(ratio, rule, actors, scale) for rule, ratio in zip(rules, ratios, strict=True)]
    usual = np.concatenate([np.ones(1), *elsewhere])
    least = max(DARKER, BEYOND_USUAL * float(np.quantile(usual, USUAL_SHARE)))
    found = [
        _stretches(ratio > least, int(rule.start * scale), scale) for rule, ratio in zip(rules, ratios, strict=True)
    ]
    return [
        [s for s in stretches if not _is_border(s, rule, rules, scale) and not _is_seam(s, rule, rules, found, scale)]
        for rule, stretches in zip(rules, found, strict=True)
    ]


def _own_ink(rule: Ruling, rules: list[Ruling], sums: list[np.ndarray]) -> float:
    """The ink across a rule where nothing lies on it, over all pieces of the rule."""
    kin = [
        along
        for twin, along in zip(rules, sums, strict=True)
        if twin.orientation == rule.orientation and abs(twin.position - rule.position) <= SAME_RULE_PT
    ]
    inked = np.concatenate(kin)
    return max(1.0, float(np.quantile(inked, OWN_SHARE))) if len(inked) else 1.0


def _outside(ratio: np.ndarray, rule: Ruling, actors: tuple[float, float], scale: float) -> np.ndarray:
    """The part of `ratio` (pixel by pixel along the rule) that no flow lies on: beside the actor columns."""
    if rule.orientation == "v":
        return ratio[:0] if actors[0] - SAME_RULE_PT <= rule.position <= actors[1] + SAME_RULE_PT else ratio
    along = int(rule.start * scale) + np.arange(len(ratio))
    return ratio[(along < actors[0] * scale) | (along > actors[1] * scale)]


def _is_border(stretch: tuple[int, int], rule: Ruling, rules: list[Ruling], scale: float) -> bool:
    """Whether the stretch runs from one crossing rule to another: the border of a cell, drawn thicker."""
    across = [
        r for r in rules if r.orientation != rule.orientation and r.start - NEAR_PT <= rule.position <= r.end + NEAR_PT
    ]
    return all(any(abs(r.position - end / scale) <= NEAR_PT for r in across) for end in stretch)


def _is_seam(
    stretch: tuple[int, int], rule: Ruling, rules: list[Ruling], found: list[list[tuple[int, int]]], scale: float
) -> bool:
    """Whether another rule beside this one grows darker over the same stretch: both are drawn in pieces of two widths
    (a text processor begins new ones where a paragraph ends). Flow lies on one rule at a time."""
    return any(
        twin.orientation == rule.orientation
        and abs(twin.position - rule.position) > SAME_RULE_PT
        and all(abs(a - b) <= NEAR_PT * scale for a, b in zip(other, stretch, strict=True))
        for twin, stretches in zip(rules, found, strict=True)
        for other in stretches
    )


def _ink_along(colour: np.ndarray, rule: Ruling, scale: float) -> np.ndarray:
    """The ink across the rule (seen lying), pixel by pixel along it; short peaks are cut off."""
    lies = rule.orientation == "h"
    begin, end = max(0, int(rule.start * scale)), min(colour.shape[1 if lies else 0], int(rule.end * scale))
    middle, across = rule.position * scale, max(2, round(ACROSS_PT * scale))
    reach = int(BOW_PT * scale) + across
    beside = slice(max(0, int(middle) - reach), int(middle) + reach + 1)
    picture = colour[beside, begin:end] if lies else colour[begin:end, beside]
    if end - begin < 2 or picture.shape[0 if lies else 1] <= 2 * across:
        return np.zeros(0, np.float32)
    strip = _ink(picture if lies else cv2.transpose(picture))
    smooth = cv2.blur(strip, (int(COURSE_PT * scale) | 1, 3))[across:-across]
    course = _own_course(smooth.argmax(axis=0) + across, across)
    sums = _ink_at(strip, course, across)
    width = np.ones((1, max(3, round(UNBROKEN_PT * scale))), np.uint8)
    return cv2.morphologyEx(sums.reshape(1, -1), cv2.MORPH_OPEN, width).ravel()


def _ink_at(strip: np.ndarray, course: np.ndarray, across: int) -> np.ndarray:
    """The ink of the stroke that lies on the course, `across` pixels to both sides at most, pixel by pixel along it."""
    columns = np.arange(strip.shape[1])
    total = strip[course, columns].copy()
    for side in (-1, 1):
        inked = total > 0
        for step in range(1, across + 1):
            ink = strip[course + side * step, columns]
            inked = inked & (ink > 0)
            total += np.where(inked, ink, 0)
    return total


def _ink(picture: np.ndarray) -> np.ndarray:
    """How much darker than paper each pixel is: float32 (h, w)."""
    return cv2.subtract(255 - PAPER_DARKNESS, cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)).astype(np.float32)


def _own_course(course: np.ndarray, across: int) -> np.ndarray:
    """The rule's height pixel by pixel along it (int); where a darker line beside it was taken for it, as it bows.

    Flow that lies on a rule lies within `across` pixels of it; farther off it runs along it, with paper between.
    """
    low, high = int(course.min()), int(course.max())
    if low == high:
        return course
    x = np.arange(len(course))
    near = np.ones(len(course), bool)
    bowed = np.full(len(course), float(np.median(course)))
    for degree in (1, 2):
        near = np.abs(course - bowed) <= across
        if near.sum() <= COURSE_POINTS:
            break
        level, slope, bend = fit_bow(x[near], course[near], degree)
        bowed = level + slope * x + bend * x * x
    return np.where(np.abs(course - bowed) <= across, course, np.rint(bowed).clip(low, high)).astype(int)


def _stretches(darker: np.ndarray, begin: int, scale: float) -> list[tuple[int, int]]:
    steps = np.diff(np.pad(darker.astype(np.int8), 1))
    first, last = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return [(begin + int(a), begin + int(b)) for a, b in zip(first, last, strict=True) if b - a >= LEAST_PT * scale]
