"""From line work to a network: thin it, cut it at joints, drop barbs and specks, mend gaps, find the symbols it reaches."""

from __future__ import annotations

import cv2
import numpy as np

from models.components import find_components, ink_places
from parsers.flow.contacts import part_barbs, touch_through_ink
from parsers.flow.network import Network, Vertex
from parsers.flow.riding import ride_rules
from parsers.flow.stubs import SPUR_PT, UPRIGHT_COSINE, comes_off_rule, drop_left, find_stubs, headed
from parsers.flow.thinning import neighbourhood, thin

#: Joints nearer than this many strokes' thickness are one (the two halves of a crossing).
JOINT_REACH = 0.75
#: A piece of line that touches nothing and is shorter than this is a speck.
SPECK_PT = 1.5
#: Two free branches at one joint up to this length are barbs of an arrowhead; one may be SPUR_PT long.
BARB_PT = 10.0
#: A stroke's end this near to a symbol touches it, whatever its direction.
TOUCH_PT = 1.6
#: A line that stops short of a symbol straight ahead reaches it over this distance.
SHORT_OF_SYMBOL_PT = 11.0
#: ... and over this one where it is lying or standing and heads for the middle (share of the size) of the symbol's side.
FAR_FROM_SYMBOL_PT, MIDDLE = 30.0, 0.2
#: Two ends that face each other are one line over this gap; in dashed lines each dash is such a piece.
FACING_PT = 9.0
#: An end this near to a line straight ahead joins it.
SHORT_OF_LINE_PT = 3.0
#: How well ends must face each other: cosine between the heading and the way across the gap.
FACING_COSINE = 0.94
#: A line from a symbol to itself is flow only if it is longer than this.
OUTLINE_PT = 30.0
#: Without filled arrowheads.
NO_TIPS = np.empty((0, 2))
#: Headings are taken over these distances from the end.
HEADING_PT = (1.5, 4.0)


def trace_lines(
    lines: np.ndarray,
    symbols: np.ndarray,
    rules: np.ndarray,
    thickness: float,
    scale: float,
    tips: np.ndarray = NO_TIPS,
) -> Network:
    """The network of `lines` (uint8, line work without symbols); `symbols` int16 labels, k+1 = candidate k.

    `rules`: uint8, what was taken out as rules; `thickness`: usual stroke in pixels; `scale`: pixels per point; `tips`:
    of the filled arrowheads, float (n, 2) of x, y.
    """
    network = _cut_at_joints(lines, thickness, scale)
    part_barbs(network, symbols, TOUCH_PT * scale + thickness / 2, scale)
    _touch_symbols(network, symbols, thickness, scale)
    stubs = find_stubs(network, symbols, rules, scale)
    _drop_spurs(network, rules, scale, stubs)
    network.dissolve_joints()
    _touch_symbols(network, symbols, thickness, scale)
    touch_through_ink(network, lines, symbols, scale)
    _mend_gaps(network, symbols, scale)
    network.dissolve_joints()
    ride_rules(network, symbols, rules, scale, headed(network, stubs, tips, SPECK_PT * scale))
    drop_left(network, stubs)
    network.dissolve_joints()
    _drop_outlines(network, scale)
    return network


def _drop_outlines(network: Network, scale: float) -> None:
    """Strokes from a symbol back to itself that go nowhere: remains of its outline."""
    for number, stroke in list(network.strokes.items()):
        a, b = (network.vertices[end] for end in stroke.ends)
        if a.kind == b.kind == "symbol" and a.symbol == b.symbol and stroke.length < OUTLINE_PT * scale:
            network.drop_stroke(number)


def _cut_at_joints(lines: np.ndarray, thickness: float, scale: float) -> Network:
    skeleton = thin(lines)
    ys, xs = ink_places(skeleton)
    joints = np.zeros_like(skeleton)
    joints[ys, xs] = _CROWDED[neighbourhood(skeleton, ys, xs)]
    reach = max(1, round(JOINT_REACH * thickness))
    areas = cv2.dilate(joints, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    labels, boxes, centres = find_components(areas)
    network = Network()
    joint_of = {
        k: network.add_vertex(Vertex("joint", (float(centres[k][0]), float(centres[k][1]))))
        for k in range(1, len(boxes))
    }
    near = cv2.dilate(labels.astype(np.uint16), np.ones((3, 3), np.uint8))
    for path in _paths(skeleton & (1 - areas)):
        touched = [_labels_at(near, path[0]), _labels_at(near, path[-1])]
        if len(path) <= 2:  # between two joints so close that one pixel lies beside both
            both = sorted({k for point in path for k in _labels_around(labels, point)})
            touched = [both[:1], both[1:2]]
        if not touched[0] and not touched[1] and len(path) < SPECK_PT * scale:
            continue
        ends = []
        for side, found in enumerate(touched):
            at = (float(path[-side][0]), float(path[-side][1]))
            ends.append(joint_of[found[0]] if found else network.add_vertex(Vertex("loose", at)))
        points = [path]
        for side, found in enumerate(touched):
            if found:  # a joint's strokes meet in its middle
                points.insert(0 if side == 0 else len(points), np.array([network.vertices[ends[side]].at]))
        network.add_stroke(np.concatenate(points), *ends)
    return network


def _labels_around(labels: np.ndarray, point: np.ndarray) -> set[int]:
    x, y = int(point[0]), int(point[1])
    return set(labels[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2].ravel().tolist()) - {0}


def _labels_at(labels: np.ndarray, point: np.ndarray) -> list[int]:
    found = int(labels[int(point[1]), int(point[0])])
    return [found] if found else []


def _paths(skeleton: np.ndarray) -> list[np.ndarray]:
    """Every connected path of single pixels, in order from end to end: int arrays (n, 2) of x, y."""
    ys, xs = ink_places(skeleton)
    inner = _DEGREES[neighbourhood(skeleton, ys, xs)] > 1
    order = np.lexsort((ys, xs, inner))  # ends first, closed loops last
    width = skeleton.shape[1] + 2
    left = bytearray(cv2.copyMakeBorder(skeleton, 1, 1, 1, 1, cv2.BORDER_CONSTANT))
    around = (1, width, -1, -width, width + 1, width - 1, -width - 1, 1 - width)
    paths = []
    for start in ((ys[order] + 1) * width + xs[order] + 1).tolist():
        if not left[start]:
            continue
        path, place = [start], start
        left[start] = 0
        while place is not None:
            place = next((place + step for step in around if left[place + step]), None)
            if place is not None:
                path.append(place)
                left[place] = 0
        paths.append(np.stack(np.divmod(np.array(path), width)[::-1], axis=1) - 1)
    return paths


def _touch_symbols(network: Network, symbols: np.ndarray, thickness: float, scale: float) -> None:
    """Loose ends and joints beside a symbol become ends at the symbol."""
    reach = TOUCH_PT * scale + thickness / 2
    touching = network.touching()
    for number, vertex in list(network.vertices.items()):
        if vertex.kind == "loose" and len(touching[number]) == 1:
            vertex.symbol = _nearest_symbol(symbols, vertex.at, reach)
            vertex.kind = "loose" if vertex.symbol is None else "symbol"
        elif vertex.kind == "joint":
            symbol = _nearest_symbol(symbols, vertex.at, reach)
            reached = {network.vertices[e].symbol for n, _ in touching[number] for e in network.strokes[n].ends}
            if symbol is not None and symbol not in reached:
                end = network.add_vertex(Vertex("symbol", vertex.at, symbol))
                network.add_stroke(np.array([vertex.at, vertex.at]), number, end)


def _nearest_symbol(symbols: np.ndarray, at: tuple[float, float], reach: float) -> int | None:
    x, y, r = round(at[0]), round(at[1]), int(np.ceil(reach))
    y0, x0 = max(0, y - r), max(0, x - r)
    window = symbols[y0 : y + r + 1, x0 : x + r + 1]
    ys, xs = np.nonzero(window)
    if not len(ys):
        return None
    distance = np.hypot(xs + x0 - at[0], ys + y0 - at[1])
    best = int(distance.argmin())
    return int(window[ys[best], xs[best]]) - 1 if distance[best] <= reach else None


def _drop_spurs(network: Network, rules: np.ndarray, scale: float, stubs: set[int]) -> None:
    """Free branches that are too short to be flow: spurs of the skeleton, barbs of arrowheads.

    A short branch that faces another loose end over a gap is a broken line and stays; so does one that comes straight off
    a rule: a line that lies on the rule leaves no more than this before its head.
    """
    spared = {end for _, *pair in _facing_ends(network, scale, strict=True) for end in pair}
    spared |= stubs | {
        v for v, n, side in network.loose_ends() if comes_off_rule(network, n, side, rules, scale, SPUR_PT)
    }
    for vertex, ends in network.touching().items():
        if vertex not in network.vertices or network.vertices[vertex].kind not in ("joint", "symbol"):
            continue
        free = [n for n, side in ends if n in network.strokes and _is_free(network, n, side)]
        free = [n for n in free if not spared & set(network.strokes[n].ends)]
        lengths = {n: network.strokes[n].length for n in free}
        barbs = [n for n in free if lengths[n] <= BARB_PT * scale]
        doomed = (
            barbs if len(barbs) > 1 and len(barbs) < len(ends) else [n for n in free if lengths[n] <= SPUR_PT * scale]
        )
        for number in doomed:
            network.drop_stroke(number)


def _is_free(network: Network, stroke: int, side: int) -> bool:
    return network.vertices[network.strokes[stroke].ends[1 - side]].kind == "loose"


def _mend_gaps(network: Network, symbols: np.ndarray, scale: float) -> None:
    """Join ends that face each other, ends that stop short of a symbol or of a line, nearest first."""
    for _, v, w in _facing_ends(network, scale, strict=False):
        if network.vertices[v].kind == network.vertices[w].kind == "loose":
            network.vertices[v].kind = network.vertices[w].kind = "joint"
            network.add_stroke(np.array([network.vertices[v].at, network.vertices[w].at]), v, w)
    network.dissolve_joints()
    for waiting in [v for v, _, _ in network.loose_ends()]:
        for v, n, side in network.loose_ends():  # afresh, since joining one end may cut the line of another
            if v == waiting:
                _reach_ahead(network, symbols, v, n, side, scale)
                break
    for v, n, side in list(network.loose_ends()):
        if network.vertices[network.strokes[n].ends[1 - side]].kind == "symbol":
            _reach_far(network, symbols, v, n, side, scale)


def _facing_ends(network: Network, scale: float, strict: bool) -> list[tuple[float, int, int]]:
    """Pairs of loose ends that face each other over a gap, as (gap in pixels, vertex, vertex), nearest first."""
    ends = list(network.loose_ends())
    pairs = []
    for i, (v, n, side) in enumerate(ends):
        for w, m, other in ends[i + 1 :]:
            across = np.subtract(network.vertices[w].at, network.vertices[v].at)
            gap = float(np.hypot(*across))
            if n == m or gap > FACING_PT * scale:
                continue
            faces = _faces(network, n, side, across, scale, strict) and _faces(
                network, m, other, -across, scale, strict
            )
            if faces or (gap <= 2 and not strict):
                pairs.append((gap, v, w))
    return sorted(pairs)


def _faces(network: Network, stroke: int, side: int, across: np.ndarray, scale: float, strict: bool) -> bool:
    """Whether a stroke's end heads across the gap, near its end or over a longer way (a jog just before the gap).

    The heading of a very short piece says nothing: unless `strict` it faces every end.
    """
    if network.strokes[stroke].length < HEADING_PT[0] * scale:
        return not strict
    gap = float(np.hypot(*across))
    return any(network.heading(stroke, side, over * scale) @ across >= FACING_COSINE * gap for over in HEADING_PT)


def _reach_ahead(network: Network, symbols: np.ndarray, vertex: int, stroke: int, side: int, scale: float) -> None:
    """Lead a loose end on to the line or the symbol straight ahead of it, whichever comes first."""
    heading = network.heading(stroke, side, HEADING_PT[1] * scale)
    at = np.array(network.vertices[vertex].at)
    if not heading.any():
        return
    symbol, symbol_gap = _symbol_ahead(symbols, at, heading, SHORT_OF_SYMBOL_PT * scale)
    line, line_gap, index = _line_ahead(network, at, heading, stroke, SHORT_OF_LINE_PT * scale)
    if line is not None and line_gap < symbol_gap:
        _join_line(network, vertex, line, index)
    elif symbol is not None:
        network.vertices[vertex].kind, network.vertices[vertex].symbol = "symbol", symbol


def _reach_far(network: Network, symbols: np.ndarray, vertex: int, stroke: int, side: int, scale: float) -> None:
    """Lead the loose end of a line that is tied elsewhere on to a symbol farther off, if it heads for its middle."""
    heading = network.heading(stroke, side, HEADING_PT[1] * scale)
    at = np.array(network.vertices[vertex].at)
    symbol, _ = _symbol_ahead(symbols, at, heading, FAR_FROM_SYMBOL_PT * scale)
    if symbol is None or np.abs(heading).max() < UPRIGHT_COSINE:
        return
    ys, xs = ink_places(symbols == symbol + 1)
    along, place = (ys, at[1]) if abs(heading[0]) > abs(heading[1]) else (xs, at[0])
    if abs(place - (along.min() + along.max()) / 2) <= MIDDLE * (np.ptp(along) + 1):
        network.vertices[vertex].kind, network.vertices[vertex].symbol = "symbol", symbol


def _symbol_ahead(symbols: np.ndarray, at: np.ndarray, heading: np.ndarray, reach: float) -> tuple[int | None, float]:
    height, width = symbols.shape
    for step in np.arange(1.0, reach):
        x, y = np.rint(at + step * heading).astype(int)
        if not (0 <= x < width and 0 <= y < height):
            break
        if symbols[y, x]:
            return int(symbols[y, x]) - 1, float(step)
    return None, np.inf


def _line_ahead(
    network: Network, at: np.ndarray, heading: np.ndarray, own: int, reach: float
) -> tuple[int | None, float, int]:
    best: tuple[int | None, float, int] = (None, np.inf, 0)
    for number, stroke in network.strokes.items():
        if number == own:
            continue
        across = stroke.path - at
        gaps = np.hypot(*across.T)
        ahead = (gaps <= reach) & (across @ heading >= 0.7 * gaps)
        if ahead.any():
            index = int(np.where(ahead, gaps, np.inf).argmin())
            if gaps[index] < best[1]:
                best = (number, float(gaps[index]), index)
    return best


def _join_line(network: Network, vertex: int, line: int, index: int) -> None:
    """Cut stroke `line` at its point `index` and make the loose end `vertex` the joint there."""
    stroke = network.strokes[line]
    joint = network.vertices[vertex]
    joint.kind = "joint"
    if index in (0, len(stroke.path) - 1):
        end = network.vertices[stroke.ends[0 if index == 0 else 1]]
        if end.kind == "symbol":
            joint.kind, joint.symbol = "symbol", end.symbol
            return
    del network.strokes[line]
    network.add_stroke(stroke.path[: index + 1], stroke.ends[0], vertex)
    network.add_stroke(stroke.path[index:], vertex, stroke.ends[1])


_DEGREES = np.array([bin(code).count("1") for code in range(256)])
_CROWDED = (_DEGREES >= 3).astype(np.uint8)
