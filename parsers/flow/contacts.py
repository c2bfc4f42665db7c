"""Lines and symbols whose contact thinning has lost: stubs that stop short of it, barbs that hide it."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.flow.network import Network, Vertex

#: A head without a shaft is at most so high.
HEAD_PT = 5.5
#: A barb is at most so long. Its line turns back at the symbol (cosine between the two ways), headings taken over this distance.
BARB_PT, TURNS_BACK, HEADING_PT = 10.0, 0.3, 3.0
#: ... and one no longer than a line's reach for a symbol, a few pixels whose way can hardly be told, less so.
HOOKS_BACK = 0.1


def touch_through_ink(network: Network, lines: np.ndarray, symbols: np.ndarray, scale: float) -> None:
    """Loose ends near a symbol that ink joins to it become ends at that symbol.

    `lines`: uint8 ink without symbols; `symbols`: int16 labels, k+1 = candidate k.
    """
    reach = round(HEAD_PT * scale)
    height, width = lines.shape
    for vertex, stroke, side in list(network.loose_ends()):
        place = network.vertices[vertex]
        x, y = round(place.at[0]), round(place.at[1])
        window = np.s_[max(0, y - reach) : min(height, y + reach + 1), max(0, x - reach) : min(width, x + reach + 1)]
        symbol = _joined_symbol(lines[window], symbols[window], x - max(0, x - reach), y - max(0, y - reach))
        beginning = network.vertices[network.strokes[stroke].ends[1 - side]].symbol
        if symbol is not None and symbol != beginning:
            place.kind, place.symbol = "symbol", symbol


def _joined_symbol(ink: np.ndarray, symbols: np.ndarray, x: int, y: int) -> int | None:
    """The symbol that the ink under (x, y) touches most; None where it touches none."""
    if not symbols.any() or not 0 <= y < ink.shape[0] or not 0 <= x < ink.shape[1]:
        return None
    _, labels = cv2.connectedComponents((ink > 0).astype(np.uint8), connectivity=8)
    if not labels[y, x]:
        return None
    own = (labels == labels[y, x]).astype(np.uint8)
    touched = symbols[(cv2.dilate(own, np.ones((3, 3), np.uint8)) > 0) & (symbols > 0)]
    return int(np.bincount(touched).argmax()) - 1 if len(touched) else None


def part_barbs(network: Network, symbols: np.ndarray, reach: float, scale: float) -> None:
    """End lines at the symbol at which they turn back into a barb of their open head.

    Where a symbol hides the tip of the head and its other barb hangs on nothing, line and barb are one bent path.
    `symbols`: int16 labels, k+1 = candidate k; `reach`: how near to it a line touches a symbol, in pixels.
    """
    for vertex, number, side in list(network.loose_ends()):
        path = network.strokes[number].seen_from(side)
        run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
        barb = int(np.searchsorted(run, BARB_PT * scale))
        gaps = _gaps(symbols, path[:barb].astype(int), reach)
        turn = int(gaps.argmin()) if len(gaps) else 0
        least = TURNS_BACK if run[turn] > reach else HOOKS_BACK
        if turn in (0, len(path) - 1) or gaps[turn] > reach or not _turns_back(path, turn, scale, least):
            continue
        x, y = path[turn]
        left, top = max(0, int(x - reach) - 1), max(0, int(y - reach) - 1)
        near = symbols[top : int(y + reach) + 2, left : int(x + reach) + 2]
        ys, xs = np.nonzero(near)
        nearest = int(np.hypot(xs + left - x, ys + top - y).argmin())
        end = network.add_vertex(Vertex("symbol", (float(x), float(y)), int(near[ys[nearest], xs[nearest]]) - 1))
        stroke = network.strokes[number]
        stroke.path, stroke.ends = path[turn:], [end, stroke.ends[1 - side]]
        del network.vertices[vertex]


def _gaps(symbols: np.ndarray, points: np.ndarray, reach: float) -> np.ndarray:
    """How far each of some points (n, 2), x and y, is from a symbol; exact up to `reach`, beyond it anything more."""
    if not len(points):
        return np.zeros(0)
    rim = int(reach) + 2
    left, top = np.maximum(points.min(axis=0) - rim, 0)
    right, bottom = points.max(axis=0) + rim + 1
    near = symbols[top:bottom, left:right]
    if not near.any():
        return np.full(len(points), np.inf)
    away = cv2.distanceTransform((near == 0).astype(np.uint8), cv2.DIST_L2, 5)
    return away[points[:, 1] - top, points[:, 0] - left]


def _turns_back(path: np.ndarray, turn: int, scale: float, least: float) -> bool:
    """Whether a path goes back where it came from at its point `turn`: the cosine of its two ways is `least` or more."""
    step = max(2, round(HEADING_PT * scale))
    before, after = path[max(0, turn - step)] - path[turn], path[min(len(path) - 1, turn + step)] - path[turn]
    lengths = float(np.hypot(*before) * np.hypot(*after))
    return lengths > 0 and float(before @ after) / lengths >= least
