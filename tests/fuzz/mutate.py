"""One mutant of a sound file: bytes flipped, numbers blown up, pieces cut, doubled, nested and taken from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

#: Lengths, offsets and sizes that readers trip over.
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"NaN")
WORDS_LE = tuple(n.to_bytes(4, "little") for n in (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x10000))
#: Text that means something to a spreadsheet, a browser, a terminal, a regular expression or a parser.
HOSTILE = (
    b"=cmd|'/c calc'!A0", b"<script>alert(1)</script>", b"\x1b]0;x\x07", "\u202e\u200f\ufeff".encode(), b"\xff\xfe\x00",
    b"(" * 400, b"[" * 400, b"<table>" * 300, b"<td colspan=99999999 rowspan=99999999>", b"&#x110000;", b"a" * 5000,
    b"1 " * 2000, b"Pasal 1 ayat (" * 200, b"2024-99-99", b"NIP. 999999999999999999", b"%PDF-1.4\n", b"\x00" * 64,
    b"<< /Length 999999999 >>", b"/Kids [2 0 R]", b"|" * 1000, b"\t" * 1000, b"\n" * 3000, b"-" * 3000,
)  # fmt: skip
MOST_CHANGES = 8
MOST_BYTES = 400_000


def mutant(rng: Random, seed: bytes, others: Sequence[bytes]) -> bytes:
    """`seed` after one to MOST_CHANGES changes; `others` give pieces."""
    data = bytearray(seed)
    for _ in range(rng.choice((1, 1, 2, 3, MOST_CHANGES))):
        rng.choice(_CHANGES)(rng, data, others)
    return bytes(data[:MOST_BYTES])


def _place(rng: Random, data: bytearray) -> int:
    return rng.randrange(len(data)) if data else 0


def _flip(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    if data:
        data[_place(rng, data)] ^= 1 << rng.randrange(8)


def _overwrite(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = _place(rng, data)
    piece = rng.choice((rng.randbytes(rng.choice((1, 2, 4, 30))), *WORDS_LE))
    data[at : at + len(piece)] = piece


def _cut(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = _place(rng, data)
    del data[at : at + rng.choice((1, 3, 20, 300))]


def _end(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    del data[_place(rng, data) :]


def _double(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = _place(rng, data)
    piece = data[at : at + rng.choice((1, 10, 100, 1000))]
    data[at:at] = piece * rng.choice((1, 2, 50))


def _move(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at, length = _place(rng, data), rng.choice((5, 50, 500))
    piece = bytes(data[at : at + length])
    del data[at : at + length]
    at = _place(rng, data)
    data[at:at] = piece


def _number(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    """A number written in figures becomes another one: sizes of PDF objects, spans of cells, dates."""
    found = [match.span() for match in re.finditer(rb"\d+", data)]
    if found:
        start, end = rng.choice(found)
        data[start:end] = rng.choice(NUMBERS)


def _insert(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = _place(rng, data)
    data[at:at] = rng.choice(HOSTILE)


def _splice(rng: Random, data: bytearray, others: Sequence[bytes]) -> None:
    other = rng.choice(others)
    start, at = rng.randrange(len(other)), _place(rng, data)
    length = rng.choice((20, 200, 2000))
    data[at : at + length] = other[start : start + length]


def _shuffle_lines(rng: Random, data: bytearray, _: Sequence[bytes]) -> None:
    lines = bytes(data).split(b"\n")
    at = rng.randrange(len(lines))
    piece = lines[at : at + rng.choice((2, 6, 30))]
    rng.shuffle(piece)
    lines[at : at + len(piece)] = piece
    data[:] = b"\n".join(lines)


_CHANGES = (_flip, _overwrite, _cut, _end, _double, _move, _number, _insert, _splice, _shuffle_lines)
