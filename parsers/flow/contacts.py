"""Loose ends whose ink goes on to a symbol: a short, stout arrowhead thins to a stub that stops short of it."""

from __future__ import annotations

import cv2
import numpy as np

from parsers.flow.network import Network

#: A head without a shaft is at most so high.
HEAD_PT = 5.5


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
