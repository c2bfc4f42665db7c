"""Flow lines that lie on a table rule went with it: their loose ends are led along the rule to where they come off."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

import numpy as np

from parsers.flow.network import Network

#: An end this near to a rule came off it there.
AT_RULE_PT = 2.5
#: How far a line may lie on a rule, and how wide a hole in it may be (a symbol or another line over it).
LONGEST_PT, HOLE_PT = 400.0, 6.0
#: An arrowhead that stands on a rule hides it to either side of its middle, so many times that distance at most.
UNDER_HEAD = 1.6
#: Fewest pixels of a rule between an end and a symbol; one where the rule meets the middle of the symbol's side.
MIN_RUN_PX = 3
#: Share of a run that is ruled: rules of scans have holes.
RULED = 0.8
#: How far from its course a rule may wander, in pixels.
DRIFT_PX = 2
_ASIDE = sorted(range(-DRIFT_PX, DRIFT_PX + 1), key=abs)
#: A rule enters a symbol at its middle, within this share of its size; beside that it only touches it.
MIDDLE = 0.3


def ride_rules(
    network: Network, symbols: np.ndarray, rules: np.ndarray, scale: float, stubs: Mapping[int, bool] | None = None
) -> None:
    """Join loose ends that stand at one rule, or lead them along it to a symbol that the rule runs into.

    `symbols`: int16 labels, k+1 = candidate k; `rules`: uint8, the pixels taken out as rules. `stubs`: ends so short that
    they count only where another end waits for them at the rule, and whether an arrowhead stands there.
    """
    loose = {v: (n, side) for v, n, side in network.loose_ends()}
    stubs = stubs or {}
    for vertex in list(loose):
        headed = stubs.get(vertex)
        if network.vertices[vertex].kind != "loose" or headed is False:
            continue
        at = np.array(network.vertices[vertex].at)
        found = _best_ride(network, [v for v in loose if v != vertex], symbols, rules, at, scale, bool(headed))
        if found is None or (headed and found[1] is None):
            continue
        path, other, symbol = found
        place = network.vertices[vertex]
        place.kind = "joint"
        if other is not None:
            network.vertices[other].kind = "joint"
            network.add_stroke(path, vertex, other)
        else:
            place.kind, place.symbol, place.along_rule = "symbol", symbol, True
            number, side = loose[vertex]
            stroke = network.strokes[number]
            stroke.path = np.concatenate([path[::-1], stroke.path] if side == 0 else [stroke.path, path])
            place.at = (float(path[-1][0]), float(path[-1][1]))


def _best_ride(
    network: Network,
    others: list[int],
    symbols: np.ndarray,
    rules: np.ndarray,
    at: np.ndarray,
    scale: float,
    headed: bool,
) -> tuple[np.ndarray, int | None, int | None] | None:
    """The shortest way along a rule from `at`: its path and the loose vertex or the symbol it leads to."""
    reach = int(AT_RULE_PT * scale)
    rides = []
    for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        start = _onto_rule(rules, symbols, at, way, reach, headed)
        if start is not None:
            ride = _ride(network, others, symbols, rules, start, way, scale)
            if ride is not None:
                path, other, symbol, middle = ride
                rides.append((not (other is not None or middle), len(path), path, other, symbol))
    if not rides:
        return None
    _, _, path, other, symbol = min(rides, key=lambda r: r[:2])
    return np.concatenate([[at], path]), other, symbol


def _onto_rule(
    rules: np.ndarray, symbols: np.ndarray, at: np.ndarray, way: tuple[int, int], reach: int, headed: bool
) -> tuple[int, int] | None:
    """The nearest pixel beside `at` of a rule that runs on in direction `way`, be it only up to a symbol close by;
    None where there is none."""
    height, width = rules.shape
    x, y = round(float(at[0])), round(float(at[1]))
    for off in sorted(range(-reach, reach + 1), key=abs):
        px, py = (x, y + off) if way[0] else (x + off, y)
        if 0 <= px < width and 0 <= py < height and _runs_on(rules, symbols, (px, py), way, reach, headed):
            return px, py
    return None


def _runs_on(
    rules: np.ndarray, symbols: np.ndarray, at: tuple[int, int], way: tuple[int, int], reach: int, headed: bool
) -> bool:
    """Whether a rule runs on from a pixel for three times `reach`, or up to the symbol that it enters."""
    ahead = 3 * reach
    run, symbol = _run(rules, symbols, at, way, ahead)
    if symbol is None:
        run = _off_the_line(run, int(UNDER_HEAD * reach)) if headed else run
        return len(run) >= ahead // 2 and _is_rule(run)
    x, y = at[0] + (len(run) + 1) * way[0], at[1] + (len(run) + 1) * way[1]
    run = _off_the_line(run, reach // 2)
    if len(run) >= MIN_RUN_PX or not run:
        return _is_rule(run)
    # So short a piece may be the thickness of a rule that runs across: this one comes from the other side of the line.
    behind = _off_the_line(_run(rules, symbols, at, (-way[0], -way[1]), ahead)[0], reach // 2)
    through = len(behind) >= ahead // 2 and _is_rule(behind)
    return through and _is_rule(run) and _meets_middle(symbols, symbol, x, y, way)


def _run(
    rules: np.ndarray, symbols: np.ndarray, at: tuple[int, int], way: tuple[int, int], ahead: int
) -> tuple[list[bool], int | None]:
    """Whether there is a rule, pixel by pixel from `at` on, and the symbol that ends the run; None where none does."""
    height, width = rules.shape
    run: list[bool] = []
    for step in range(1, ahead):
        x, y = at[0] + step * way[0], at[1] + step * way[1]
        if not (0 <= x < width and 0 <= y < height):
            break
        if symbols[y, x]:
            return run, int(symbols[y, x]) - 1
        run.append(bool(rules[y, x]))
    return run, None


def _is_rule(run: list[bool]) -> bool:
    return sum(run) > RULED * len(run)


def _off_the_line(run: list[bool], most: int) -> list[bool]:
    """A run without its first pixels, `most` at most, over which the ink of the line itself hides the rule."""
    own = next((k for k, ruled in enumerate(run) if ruled), len(run))
    return run[own:] if own <= most else []


def _ride(
    network: Network,
    others: list[int],
    symbols: np.ndarray,
    rules: np.ndarray,
    start: tuple[int, int],
    way: tuple[int, int],
    scale: float,
) -> tuple[np.ndarray, int | None, int | None, bool] | None:
    """Along the rule until a loose end or a symbol: path, vertex, symbol, and whether the rule meets its middle."""
    height, width = rules.shape
    x, y = start
    path, hole = [(x, y)], 0
    near = AT_RULE_PT * scale
    places = [(v, network.vertices[v]) for v in others if v in network.vertices]
    loose = [(v, *place.at) for v, place in places if place.kind == "loose"]
    for _ in range(int(LONGEST_PT * scale)):
        x, y = x + way[0], y + way[1]
        if not (DRIFT_PX < x < width - DRIFT_PX - 1 and DRIFT_PX < y < height - DRIFT_PX - 1):
            return None
        if symbols[y, x]:
            symbol = int(symbols[y, x]) - 1
            return np.array(path, float), None, symbol, _meets_middle(symbols, symbol, x, y, way)
        aside = next((d for d in _ASIDE if rules[y + d * way[0], x + d * way[1]]), None)
        if aside is None:
            hole += 1
            if hole > HOLE_PT * scale:
                return None
        else:
            hole = 0
            x, y = x + aside * way[1], y + aside * way[0]
        path.append((x, y))
        for vertex, end_x, end_y in loose:
            if hypot(end_x - x, end_y - y) <= near:
                return np.array([*path, (end_x, end_y)], float), vertex, None, False
    return None


def _meets_middle(symbols: np.ndarray, symbol: int, x: int, y: int, way: tuple[int, int]) -> bool:
    ys, xs = np.nonzero(symbols == symbol + 1)
    if way[0]:
        return abs(y - (ys.min() + ys.max()) / 2) <= MIDDLE * (np.ptp(ys) + 1)
    return abs(x - (xs.min() + xs.max()) / 2) <= MIDDLE * (np.ptp(xs) + 1)
