"""The clock of an office: what a printed unit of time is worth in minutes. Stated here once, for parsers and checks."""

from __future__ import annotations

from models.document import DurationUnit

#: Perpres 21/2023 on working days and hours: 37 h 30 min a week over five days, breaks not counted.
MINUTES_PER_DAY = 450.0
DAYS_PER_WEEK = 5
#: The convention of workload analysis: 240-250 working days a year, 20 a month.
DAYS_PER_MONTH = 20

MINUTES_PER_UNIT: dict[DurationUnit, float] = {
    "second": 1 / 60,
    "minute": 1.0,
    "hour": 60.0,
    "day": MINUTES_PER_DAY,
    "week": MINUTES_PER_DAY * DAYS_PER_WEEK,
    "month": MINUTES_PER_DAY * DAYS_PER_MONTH,
    "quarter": MINUTES_PER_DAY * DAYS_PER_MONTH * 3,
    "semester": MINUTES_PER_DAY * DAYS_PER_MONTH * 6,
    "year": MINUTES_PER_DAY * DAYS_PER_MONTH * 12,
}
