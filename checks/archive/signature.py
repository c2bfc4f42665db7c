"""MinHash signatures (Broder 1997): how alike two sheets' tables are, from 64 numbers each.

Own code of a few lines: datasketch would bring SciPy along for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from checks.archive.keys import number_of

#: Numbers in a signature; the likeness is known to about 1/sqrt(64) = 0.12 either way at 0.5, 0.05 at 0.95.
HASHES = 64
#: Sheets that share all numbers of a band are compared: 16 bands of 4 find a likeness of 0.8 in 99.98 of 100 cases.
BANDS = 16
#: Words of a shingle.
SHINGLE_WORDS = 3
#: Shorter tables are alike by chance.
LEAST_SHINGLES = 40

_PRIME = (1 << 31) - 1
_RANDOM = np.random.default_rng(35_2012)
_FACTORS = _RANDOM.integers(1, _PRIME, HASHES, dtype=np.uint64)
_OFFSETS = _RANDOM.integers(0, _PRIME, HASHES, dtype=np.uint64)


def signature(texts: Sequence[str]) -> NDArray[np.uint32] | None:
    """(HASHES,) uint32 of the normalised `texts`; None where they are too short to tell."""
    shingles = set()
    for text in texts:
        said = text.split()
        shingles |= {" ".join(said[i : i + SHINGLE_WORDS]) for i in range(max(1, len(said) - SHINGLE_WORDS + 1))}
    if len(shingles) < LEAST_SHINGLES:
        return None
    numbers = np.array([number_of(shingle) % _PRIME for shingle in sorted(shingles)], dtype=np.uint64)
    # Products of two 31-bit numbers fit in 62 bits.
    hashed = (np.outer(_FACTORS, numbers) + _OFFSETS[:, None]) % np.uint64(_PRIME)
    return hashed.min(axis=1).astype(np.uint32)


def bands(found: NDArray[np.uint32]) -> list[int]:
    """One number a band; sheets with a number in common may be alike."""
    return [number_of(f"{n} {part.tobytes().hex()}") for n, part in enumerate(np.split(found, BANDS))]


def likeness(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """The estimated share of shingles that both have, 0-1."""
    return float(likenesses(one, other[None, :])[0])


def likenesses(one: NDArray[np.uint32], others: NDArray[np.uint32]) -> NDArray[np.float64]:
    """(n,) likenesses of one signature to each of (n, HASHES) others."""
    return np.mean(others == one, axis=1)
