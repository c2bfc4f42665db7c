"""What a line that lies on a row rule leaves between the rule and its symbols, where rows are hardly higher than those."""

from __future__ import annotations

import numpy as np

from models.components import ink_places
from parsers.flow.network import Network, Vertex
from parsers.flow.riding import AT_RULE_PT

#: Free branches up to this length are spurs of the thinning or barbs of an arrowhead.
SPUR_PT = 5.0
#: A stub is longer than this, and leaves its symbol this near to the middle of a side (share of its size).
STUB_PT, STUB_MIDDLE = 1.5, 0.08
#: Cosine from which on a line counts as lying or standing.
UPRIGHT_COSINE = 0.985
#: A line comes off a rule where this share of the way across its end is ruled (the line itself may have left a hole).
RULED = 0.7
#: ... or, under an arrowhead, this share of so many points to either side.
BESIDE, BESIDE_HEAD_PT = 0.5, 8.0


def find_stubs(network: Network, symbols: np.ndarray, rules: np.ndarray, scale: float) -> set[int]:
    """Loose ends, at a rule, of what short strokes leave the middle of a symbol's side: in a low row a line that lies on
    the rule leaves no more than this on either side, or just its head.
    """
    found = set()
    for vertex, stroke, side in network.loose_ends():
        start = network.vertices[network.strokes[stroke].ends[1 - side]]
        short = network.strokes[stroke].length < SPUR_PT * scale
        if start.kind == "symbol" and short and comes_off_rule(network, stroke, side, rules, scale, STUB_PT):
            standing = abs(network.heading(stroke, side, SPUR_PT * scale)[1]) > UPRIGHT_COSINE
            if _leaves_middle(symbols, start, standing):
                found.add(vertex)
    return found


def _leaves_middle(symbols: np.ndarray, start: Vertex, standing: bool) -> bool:
    ys, xs = ink_places(symbols == start.symbol + 1)
    along, place = (xs, start.at[0]) if standing else (ys, start.at[1])
    return abs(place - (along.min() + along.max()) / 2) <= STUB_MIDDLE * (np.ptp(along) + 1)


def headed(network: Network, stubs: set[int], tips: np.ndarray, reach: float) -> dict[int, bool]:
    """Whether each stub is an arrowhead: its symbol's end lies within `reach` of one of the `tips`."""
    found = dict.fromkeys(stubs, False)
    for vertex, stroke, side in network.loose_ends():
        start = network.strokes[stroke].seen_from(1 - side)[0]
        if vertex in stubs and len(tips):
            found[vertex] = bool(np.hypot(*(tips - start).T).min() <= reach)
    return found


def drop_left(network: Network, stubs: set[int]) -> None:
    """Stubs that led nowhere were spurs after all."""
    for vertex, stroke, _ in list(network.loose_ends()):
        if vertex in stubs:
            network.drop_stroke(stroke)


def comes_off_rule(network: Network, stroke: int, side: int, rules: np.ndarray, scale: float, least_pt: float) -> bool:
    """Whether a lying or standing stroke of `least_pt` or more ends, at `side`, at a rule that runs across it."""
    path = network.strokes[stroke].path if side == 0 else network.strokes[stroke].path[::-1]
    way = path[0] - path[-1]
    length = float(np.hypot(*way))
    if length < least_pt * scale or np.abs(way).max() < UPRIGHT_COSINE * length:
        return False
    reach, aside = int(AT_RULE_PT * scale), int(BESIDE_HEAD_PT * scale)
    across = rules.T if abs(way[0]) > abs(way[1]) else rules
    x, y = np.round(path[0] if across is rules else path[0][::-1]).astype(int)
    along = across[max(0, y - reach) : y + reach + 1].any(axis=0)
    # A head that stands on the rule hides it over its base.
    here, beside = along[max(0, x - reach) : x + reach + 1], along[max(0, x - aside) : x + aside + 1]
    return any(
        part.size and np.count_nonzero(part) >= share * part.size for part, share in ((here, RULED), (beside, BESIDE))
    )
