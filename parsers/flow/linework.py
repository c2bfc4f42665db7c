"""The actor columns of a page without their rules: what is left is symbols and flow."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from models.components import find_components
from models.geometry import Box, PixelBox
from models.layout import Column, FlowSheet
from models.page import Ruling
from parsers.flow.bow import fit_bow
from parsers.flow.highlighter import without_highlighter
from parsers.flow.overdrawn import overdrawn_stretches
from parsers.flow.restore import restore_lines

#: How far beyond the actor columns and the body's rows flow is followed: lines run over the page edge, arrows below the table.
SIDE_MARGIN_PT = 14.0
END_MARGIN_PT = 40.0
#: A rule lies within this distance of its mean position (bowed pages), and within this of its own smoothed course.
BOW_PT = 3.0
COURSE_PT = 1.0
#: A stroke is a rule when it lies this near to a border of the grid, or runs on so far beyond the actor columns.
ON_BORDER_PT, RUNS_ON_PT = 1.6, 12.0
#: A stroke over the rule is more than so much thicker than the rule itself.
THICKER = 1.7
#: The square where two rules cross is no larger than the thickest of them and so many pixels of its rounded corners.
CROSSING_PX = 3
#: Gaps in outlines that are closed before closed contours are looked for (scanned hair lines).
GAP_PT = 1.1


@dataclass(frozen=True)
class Canvas:
    """A cut of the page picture, in pixels: x = (x_pt * scale) - left, y likewise with top.

    `ink`: uint8 0/255, line work without rules. `full`: the same with rules. `rules`: what was taken out. `crossings`: the
    squares left in `ink` where rules cross; they are no dashes, but with them gone the usual stroke comes out too thick.
    `shared`: ink of rules and of what lies on them, left in `ink`; thicker than either, it is no measure of strokes.
    """

    ink: np.ndarray
    full: np.ndarray
    rules: np.ndarray
    scale: float
    left: int
    top: int
    crossings: np.ndarray
    shared: np.ndarray

    def place_alone(self) -> Canvas:
        """The same cut with empty masks, which take no memory: where it lies is all that is asked after the tracing."""
        empty = np.broadcast_to(np.uint8(0), self.ink.shape)
        return replace(self, ink=empty, full=empty, rules=empty, crossings=empty, shared=empty)

    def px(self, points: float) -> float:
        return points * self.scale

    def to_points(self, x: float, y: float) -> tuple[float, float]:
        return (x + self.left) / self.scale, (y + self.top) / self.scale

    def box_to_points(self, box: PixelBox) -> Box:
        return PixelBox(box.x0 + self.left, box.top + self.top, box.x1 + self.left, box.bottom + self.top).to_points(
            self.scale
        )

    def box_to_pixels(self, box: Box) -> PixelBox:
        """A box of the page in pixels of the cut, clipped to it."""
        inside = box.to_pixels(self.scale)
        moved = PixelBox(inside.x0 - self.left, inside.top - self.top, inside.x1 - self.left, inside.bottom - self.top)
        return moved.clipped(self.ink.shape[1], self.ink.shape[0])


def actor_columns(sheet: FlowSheet) -> list[tuple[int, Column]]:
    """The actor columns drawn on this page with their indices, left to right."""
    return [(index, c) for index, c in enumerate(sheet.columns) if c.role == "actor" and c.x1 > c.x0]


def grid_rules(sheet: FlowSheet) -> list[Ruling]:
    """Those of the sheet's strokes that are its grid: on a border of rows or columns, or running on outside the actors.

    Sides of symbols and straight flow lines are strokes, too, and stay.
    """
    columns = [c for c in sheet.columns if c.x1 > c.x0]
    xs = [x for c in columns for x in (c.x0, c.x1)]
    ys = [sheet.body.top, sheet.body.bottom, *(y for _, box in sheet.rows for y in (box.top, box.bottom))]
    actors = [c for c in columns if c.role == "actor"]
    left, right = min((c.x0 for c in actors), default=0.0), max((c.x1 for c in actors), default=0.0)
    rules = []
    for rule in sheet.rulings:
        borders = xs if rule.orientation == "v" else ys
        on_border = min((abs(rule.position - b) for b in borders), default=np.inf) <= ON_BORDER_PT
        if rule.orientation == "h":
            outside = rule.start < left - RUNS_ON_PT or rule.end > right + RUNS_ON_PT
        else:
            outside = rule.start < sheet.body.top - RUNS_ON_PT and rule.length > 0.5 * sheet.body.height
        if on_border or outside:
            rules.append(rule)
    return rules


def cut_canvas(sheet: FlowSheet) -> Canvas | None:
    """The line work of the actor columns with the rules taken out; None without a raster or actor columns."""
    actors = actor_columns(sheet)
    raster = sheet.page.raster
    if raster is None or not actors:
        return None
    area = Box(
        min(c.x0 for _, c in actors) - SIDE_MARGIN_PT,
        sheet.body.top - END_MARGIN_PT,
        max(c.x1 for _, c in actors) + SIDE_MARGIN_PT,
        sheet.body.bottom + END_MARGIN_PT,
    )
    height, width = raster.linework.shape
    cut = area.to_pixels(raster.scale).clipped(width, height)
    view = np.s_[cut.top : cut.bottom, cut.x0 : cut.x1]
    if not raster.linework[view].size:
        return None
    span = actors[0][1].x0, actors[-1][1].x1
    full = restore_lines(raster.linework[view], raster.colour[view], sheet.page.words, raster.scale, cut, span)
    full = without_highlighter(full, raster.colour[view], raster.scale)
    turned = cv2.transpose(full)  # numpy takes more than twice as long for it
    lying, standing = np.zeros(full.shape, np.uint8), np.zeros(turned.shape, np.uint8)
    on_lying, on_standing = np.zeros(full.shape, np.uint8), np.zeros(turned.shape, np.uint8)
    found = grid_rules(sheet)
    for rule, overdrawn in zip(found, overdrawn_stretches(raster.colour, found, span, raster.scale), strict=True):
        if rule.orientation == "h":
            _mark_lying(full, lying, on_lying, rule, overdrawn, raster.scale, cut.x0, cut.top)
        else:
            _mark_lying(turned, standing, on_standing, rule, overdrawn, raster.scale, cut.top, cut.x0)
    rules = cv2.bitwise_or(lying, cv2.transpose(standing))
    crossings = _rule_crossings(full, rules, max((r.thickness for r in found), default=0.0) * raster.scale)
    ink = cv2.subtract(full, rules)
    shared = cv2.bitwise_and(ink, cv2.bitwise_or(on_lying, cv2.transpose(on_standing)))
    return Canvas(ink, full, rules, raster.scale, cut.x0, cut.top, crossings, shared)


def mend(ink: np.ndarray, scale: float) -> np.ndarray:
    """Close small gaps; square, so that the corners of the white inside stay square."""
    side = max(3, round(GAP_PT * scale) | 1)
    return cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))


def _mark_lying(
    full: np.ndarray,
    rules: np.ndarray,
    shared: np.ndarray,
    rule: Ruling,
    overdrawn: list[tuple[int, int]],
    scale: float,
    left: int,
    top: int,
) -> None:
    """Paint the pixels of a rule (seen lying) into `rules`, except where something thicker than the rule crosses it and
    where flow lies on it (`overdrawn`: stretches of the page, in pixels); those into `shared`."""
    height, width = full.shape
    begin, end = max(0, int(rule.start * scale) - left - 1), min(width, int(rule.end * scale) - left + 2)
    middle = rule.position * scale - top
    thickness = max(1.0, rule.thickness * scale)
    reach = BOW_PT * scale + 2 * thickness
    y0, y1 = max(0, int(middle - reach)), min(height, int(middle + reach) + 1)
    if end - begin < 2 or y1 - y0 < 2:
        return
    runs = _column_runs(full[y0:y1, begin:end])
    if not len(runs):
        return
    course = _course(runs, middle - y0, thickness, scale)
    x, start, stop = runs[:, 0], runs[:, 1], runs[:, 2]
    centre, length = (start + stop - 1) / 2, stop - start
    expected = course[0] + course[1] * x + course[2] * x * x
    off = np.abs(centre - expected)
    nearest = np.full(end - begin, np.inf)
    np.minimum.at(nearest, x, off)
    # Only the nearest run: a flow line may run beside the rule.
    near = (off <= COURSE_PT * scale + thickness / 2) & (off <= nearest[x])
    thin = length <= THICKER * thickness + 1
    free = np.ones(end - begin, bool)
    for first, last in overdrawn:
        free[max(0, first - left - begin) : max(0, last - left - begin)] = False
    kept = near & thin & free[x]
    for target, those in ((rules, kept), (shared, near & ~kept)):
        if not those.any():
            continue
        edges = np.zeros((y1 - y0 + 1, end - begin), np.int8)
        edges[start[those], x[those]] = 1
        edges[stop[those], x[those]] = -1
        target[y0:y1, begin:end][np.cumsum(edges[:-1], axis=0, dtype=np.int8) > 0] = 255


def _rule_crossings(full: np.ndarray, rules: np.ndarray, thickest: float) -> np.ndarray:
    """The squares where two rules cross, which neither is thin enough to take with it.

    Small pieces of ink, beside rules that lie and rules that stand: left over, they pass for dashes of a line that runs
    by. `thickest`: the thickness of the thickest rule, in pixels.
    """
    labels, stats, _ = find_components(cv2.subtract(full, rules), connectivity=8)
    small = np.flatnonzero(stats[:, 2:4].max(axis=1) <= thickest + CROSSING_PX)
    crossings = np.zeros_like(full)
    for index in small[small > 0]:
        x, y, width, height, _ = (int(v) for v in stats[index])
        above, below = rules[max(0, y - 1), x : x + width], rules[y + height : y + height + 1, x : x + width]
        left, right = rules[y : y + height, max(0, x - 1)], rules[y : y + height, x + width : x + width + 1]
        lying, standing = left.any() or right.any(), above.any() or below.any()
        if lying and standing:
            place = np.s_[y : y + height, x : x + width]
            crossings[place][labels[place] == index] = 255
    return crossings


def _column_runs(strip: np.ndarray) -> np.ndarray:
    """Runs of ink down each column: int array (n, 3) of column, first row, row after the last."""
    stride = strip.shape[0] + 2  # with a pixel of paper above and below
    inked = cv2.copyMakeBorder(cv2.transpose(strip), 0, 0, 1, 1, cv2.BORDER_CONSTANT, value=0).ravel() != 0
    edges = np.flatnonzero(inked[1:] != inked[:-1])  # column by column, where runs begin and where they end
    columns, first = np.divmod(edges[::2], stride)
    return np.stack([columns, first, edges[1::2] - columns * stride], axis=1)


def _course(runs: np.ndarray, middle: float, thickness: float, scale: float) -> tuple[float, float, float]:
    """The rule's height over x as a parabola: fitted to thin runs, nearer ones only in each round.

    Of each column only the nearest run: a flow line close beside the rule would draw the course to itself.
    """
    x = runs[:, 0].astype(float)
    centre = (runs[:, 1] + runs[:, 2] - 1) / 2
    thin = runs[:, 2] - runs[:, 1] <= THICKER * thickness + 1
    course = (middle, 0.0, 0.0)
    for reach_pt, degree in ((BOW_PT, 1), (BOW_PT / 2, 2), (COURSE_PT, 2)):
        off = np.abs(centre - (course[0] + course[1] * x + course[2] * x * x))
        nearest = np.full(int(x.max()) + 1, np.inf)
        np.minimum.at(nearest, runs[:, 0], off)
        near = thin & (off <= reach_pt * scale + 1) & (off <= nearest[runs[:, 0]])
        if near.sum() < 8:
            break
        course = fit_bow(x[near], centre[near], degree)
    return course
