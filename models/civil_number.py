"""NIP, the 18-digit number of a civil servant: what it is made of (Perka BKN 22/2007: birth, appointment, sex, serial)."""

from __future__ import annotations

from datetime import date

NIP_DIGITS = 18
#: How many of its figures stand before a gap, where it is printed with gaps.
NIP_GROUPS = (8, 14, 15)
#: Age in years at appointment beyond which the figures are misread (PP 11/2017, PP 48/2005, PP 49/2018).
YOUNGEST, OLDEST = 17, 60


def is_sound(digits: str) -> bool:
    """Whether 18 digits can be a NIP: a birth date, a later month or contract (2n), sex 1 or 2, a serial from 1."""
    if len(digits) != NIP_DIGITS or not digits.isdecimal():
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    month, years = int(digits[12:14]), int(digits[8:12]) - int(digits[:4])
    return (
        (1 <= month <= 12 or 21 <= month <= 29)
        and YOUNGEST <= years <= OLDEST
        and digits[14] in "12"
        and int(digits[15:]) > 0
    )
