"""Printed screens: tints that a printer or copier makes of dots, which a fine scan shows one by one."""

from __future__ import annotations

import cv2
import numpy as np

#: A page is looked at in blocks of so many pixels, each of so many parts a side.
BLOCK_PX, PARTS = 32, 4
#: Every part of a block of dots varies by so much (standard deviation of its shades); of print some parts are empty.
LEAST_VARIED = 6.0
#: A screen's dots come again after this many pixels at most; and of what varies in a block this share lies in two of its
#: frequencies (measured: tints of dots 0.4-0.8, print up to 0.35, with lone blocks above).
LONGEST_PX, LEAST_REGULAR = 6.4, 0.4
#: Coarser pictures (an A4 page at less than 240 dpi) blur dots into a shade by themselves, and would lose letters.
LEAST_SIDE_PX = 2800
#: Blurred by this share of the distance of its dots, a screen is an even tint.
BLUR = 0.45


def without_screens(image: np.ndarray) -> np.ndarray:
    """`image`, uint8 (height, width, 3), with tints made of dots even; itself where it has none."""
    if max(image.shape[:2]) < LEAST_SIDE_PX or min(image.shape[:2]) < BLOCK_PX:
        return image
    blocks, distance = _screened(image[..., 1])
    if not blocks.any():
        return image
    # Half a block more on each side: the edge of a tint lies anywhere in its block.
    mask = cv2.resize(blocks.astype(np.uint8), None, fx=BLOCK_PX, fy=BLOCK_PX, interpolation=cv2.INTER_NEAREST)
    mask = cv2.dilate(mask, np.ones((BLOCK_PX + 1, BLOCK_PX + 1), np.uint8))
    height, width = mask.shape
    even = image.copy()
    part = even[:height, :width]
    part[mask > 0] = cv2.GaussianBlur(part, (0, 0), BLUR * distance)[mask > 0]
    return even


def _screened(shades: np.ndarray) -> tuple[np.ndarray, float]:
    """Which blocks of `shades`, uint8 (height, width), are of dots: bool; and how far apart those stand, in pixels.

    Blocks count by fours: one alone is print that is as regular by chance. Those around and between them hold print on the
    tint, or its edge.
    """
    rows, columns = (side // BLOCK_PX for side in shades.shape)
    shades = shades[: rows * BLOCK_PX, : columns * BLOCK_PX]
    varied = _varied(shades)
    regular = np.zeros((rows, columns), np.uint8)
    where = np.argwhere(varied)
    if not len(where):
        return regular > 0, 0.0
    blocks = shades.reshape(rows, BLOCK_PX, columns, BLOCK_PX).swapaxes(1, 2)[varied].astype(np.float32)
    share, radius = _spectra(blocks)
    sure = share >= LEAST_REGULAR
    regular[tuple(where[sure].T)] = 1
    seeds = cv2.morphologyEx(regular, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    if not seeds.any():
        return seeds > 0, 0.0
    whole = cv2.morphologyEx(
        cv2.copyMakeBorder(seeds, 2, 2, 2, 2, cv2.BORDER_REPLICATE), cv2.MORPH_CLOSE, np.ones((5, 5))
    )
    grown = cv2.dilate(whole[2:-2, 2:-2], np.ones((3, 3), np.uint8))
    return grown > 0, BLOCK_PX / float(np.median(radius[sure]))


def _varied(shades: np.ndarray) -> np.ndarray:
    """Blocks every part of which varies: bool (rows, columns)."""
    size = tuple(side * PARTS // BLOCK_PX for side in shades.shape[::-1])
    mean = cv2.resize(shades, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    squares = cv2.resize(np.square(shades.astype(np.float32)), size, interpolation=cv2.INTER_AREA)
    parts = squares - mean**2 >= LEAST_VARIED**2
    return parts.reshape(size[1] // PARTS, PARTS, size[0] // PARTS, PARTS).all(axis=(1, 3))


def _spectra(blocks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each block (n, side, side) the share of its two strongest high frequencies, with those next to them, in all that
    varies, and the radius of the coarser one.
    """
    window = np.hanning(BLOCK_PX).astype(np.float32)
    blocks = (blocks - blocks.mean(axis=(1, 2), keepdims=True)) * np.outer(window, window)
    power = np.abs(np.fft.rfft2(blocks)) ** 2
    power[:, :, 1:-1] *= 2  # the other half of the spectrum
    total = power.sum(axis=(1, 2))
    radii = np.hypot(np.fft.fftfreq(BLOCK_PX)[:, None], np.fft.rfftfreq(BLOCK_PX)[None]) * BLOCK_PX
    power[:, radii < BLOCK_PX / LONGEST_PX] = 0
    found, coarser = np.zeros(len(blocks)), np.full(len(blocks), np.inf)
    for index, one in enumerate(power):
        for _ in range(2):
            y, x = np.unravel_index(int(one.argmax()), one.shape)
            coarser[index] = min(coarser[index], radii[y, x])
            around = np.ix_(np.arange(y - 1, y + 2) % BLOCK_PX, np.arange(max(0, x - 1), min(x + 2, one.shape[1])))
            found[index] += one[around].sum()
            one[around] = 0
    return found / np.maximum(total, 1.0), np.maximum(coarser, 1.0)
