"""How likely a recogniser holds given texts for: the sum over all ways to spell them (CTC, Graves 2006)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

#: A step never speaks more against a character than this, in nats: a stroke over a letter hides it.
MOST_AGAINST = -9.0


def log_likelihoods(log_chances: np.ndarray, texts: Sequence[str], columns: dict[str, int]) -> np.ndarray:
    """(texts,) in nats; `log_chances` (steps, characters) with the blank in column 0; of a text with a character that
    `columns` lacks, minus infinity.
    """
    known = [k for k, text in enumerate(texts) if text and all(c in columns for c in text)]
    out = np.full(len(texts), -np.inf)
    if not known:
        return out
    longest = 2 * max(len(texts[k]) for k in known) + 1
    labels = np.zeros((len(known), longest), int)
    skips = np.zeros((len(known), longest), bool)
    for row, k in enumerate(known):
        spelled = [columns[c] for c in texts[k]]
        labels[row, 1 : 2 * len(spelled) : 2] = spelled
        skips[row, 3 : 2 * len(spelled) : 2] = np.diff(spelled) != 0
    seen = np.maximum(log_chances, MOST_AGAINST)[:, labels]
    ways = np.full((len(known), longest), -1e9)
    ways[:, :2] = seen[0, :, :2]
    for step in seen[1:]:
        further = np.pad(ways, ((0, 0), (1, 0)), constant_values=-1e9)[:, :-1]
        skipped = np.where(skips, np.pad(ways, ((0, 0), (2, 0)), constant_values=-1e9)[:, :-2], -1e9)
        ways = np.logaddexp(np.logaddexp(ways, further), skipped) + step
    rows, last = np.arange(len(known)), np.array([2 * len(texts[k]) for k in known])
    out[known] = np.logaddexp(ways[rows, last], ways[rows, last - 1])
    return out
