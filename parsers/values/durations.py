"""Printed times -> minutes: "1-2 hari kerja", "sehari", "1 jam 30 menit", "paling lambat 14 (empat belas) hari kerja"."""

from __future__ import annotations

from typing import NamedTuple

from models.document import Duration, DurationUnit
from models.working_time import MINUTES_PER_UNIT
from parsers.values.duration_tokens import ONCE, Token, tokenize

#: "3 (dua) hari": the figure counts, but somebody has to look.
DISAGREEING_PENALTY = 0.5
#: A second duration that is neither a range nor a part of the first ("1 hari 2 hari") is left aside.
LEFTOVER_PENALTY = 0.7
#: Tokens in "(empat belas hari)"; a bracket that closes later holds a remark.
LONGEST_BRACKET = 5


class DurationReading(NamedTuple):
    """`confidence` 0-1 of the normalising alone; `ignored` are further durations in the text that were not used."""

    duration: Duration
    confidence: float
    ignored: tuple[str, ...]


class _Measure(NamedTuple):
    """Minutes from `low` to `high`; it spans tokens[first:after] and restates another where it stands in brackets."""

    low: float
    high: float
    unit: DurationUnit
    working: bool | None
    confidence: float
    first: int
    after: int
    bracketed: bool = False


class _Quantity(NamedTuple):
    low: float
    high: float
    confidence: float
    after: int


def parse_duration(text: str) -> Duration:
    """The duration that `text` states; its minutes are None where it states none ("-", "setiap saat", "30").

    A bound ("maksimal 2 hari", "± 30 menit") counts as its figure: the qualifier stays in `text`.
    """
    return read_duration(text).duration


def read_duration(text: str) -> DurationReading:
    """As parse_duration, with how sure the reading is and what it left aside."""
    text = " ".join(text.split())
    tokens = tokenize(text)
    measures = _measures(tokens)
    if not measures:
        return DurationReading(Duration(text=text), 1.0, ())
    first, *rest = measures
    ignored = tuple(
        text[tokens[m.first].start : tokens[m.after - 1].end]
        for m in rest
        if (m.low, m.high) != (first.low, first.high)
    )
    duration = Duration(
        text=text,
        min_minutes=round(first.low, 4),
        max_minutes=round(first.high, 4),
        unit=first.unit,
        working_time=first.working,
    )
    return DurationReading(duration, round(first.confidence * (LEFTOVER_PENALTY if ignored else 1.0), 3), ignored)


def _measures(tokens: list[Token]) -> list[_Measure]:
    """All durations of the text, sums and ranges put together; those in brackets last, since they restate."""
    found: list[_Measure] = []
    index, depth = 0, 0
    while index < len(tokens):
        depth = max(0, depth + (tokens[index].kind == "(") - (tokens[index].kind == ")"))
        measure = None if _tells_which_or_how_often(tokens, index) else _whole_measure(tokens, index)
        if measure is None:
            index += 1
            continue
        found.append(measure._replace(bracketed=depth > 0))
        index = measure.after
    return sorted(found, key=lambda measure: measure.bracketed)


def _tells_which_or_how_often(tokens: list[Token], index: int) -> bool:
    """Whether the number at `index` follows "ke", "tanggal", "setiap", or a unit without a number ("minggu 2 bulan")."""
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.kind == "unit":
        return before.unit not in ("minute", "second") and (index < 2 or tokens[index - 2].kind != "number")
    return before.kind in ("ordinal", "frequency", "times")


def _whole_measure(tokens: list[Token], index: int) -> _Measure | None:
    """One duration with its smaller parts ("1 jam 30 menit") and the far end of its range ("30 menit - 1 jam")."""
    measure = _measure(tokens, index)
    if measure is None:
        return None
    while (part := _measure(tokens, _past(tokens, measure.after, "and"))) is not None:
        if MINUTES_PER_UNIT[part.unit] >= MINUTES_PER_UNIT[measure.unit] or measure.low != measure.high:
            break
        measure = _Measure(
            measure.low + part.low,
            measure.high + part.high,
            measure.unit,
            measure.working if measure.working is not None else part.working,
            min(measure.confidence, part.confidence),
            measure.first,
            part.after,
        )
    if _kind(tokens, measure.after) == "range":
        end = _measure(tokens, _past(tokens, measure.after, "range"))
        if end is not None:
            measure = _Measure(
                min(measure.low, end.low),
                max(measure.high, end.high),
                end.unit,
                measure.working if end.working is None else end.working,
                min(measure.confidence, end.confidence),
                measure.first,
                end.after,
            )
    return None if _kind(tokens, measure.after) == "frequency" and _is_once(tokens, measure.after) else measure


def _measure(tokens: list[Token], index: int) -> _Measure | None:
    """A quantity, its unit, and whose time it is: "3 (tiga) hari kerja", "2 working days"."""
    quantity = _quantity(tokens, index)
    if quantity is None:
        return None
    at = _past(tokens, quantity.after, "working", "calendar")
    if _kind(tokens, at) != "unit":
        return None
    unit = tokens[at]
    after = at + 1
    owner = next((t.kind for t in tokens[quantity.after : at]), None)
    for follower in (after, after + 1 if _kind(tokens, after) in ("(", ")") else after):
        if _kind(tokens, follower) in ("working", "calendar"):
            owner = _kind(tokens, follower)
            after = _past(tokens, follower + 1, ")") if follower > after else follower + 1
            break
    working = unit.working if owner is None else owner == "working"
    worth = MINUTES_PER_UNIT[unit.unit]
    confidence = min(quantity.confidence, unit.confidence)
    return _Measure(quantity.low * worth, quantity.high * worth, unit.unit, working, confidence, index, after)


def _quantity(tokens: list[Token], index: int) -> _Quantity | None:
    """A number, a product ("2 x 24") or a range of numbers ("1-2", "1 (satu) s/d 3 (tiga)")."""
    low = _restated_number(tokens, index)
    if low is None:
        return None
    joint = _kind(tokens, low.after)
    if joint not in ("times", "range"):
        return low
    other = low.after + 1 if joint == "times" else _past(tokens, low.after, "range")
    high = _restated_number(tokens, other)
    if high is None:
        return low
    confidence = min(low.confidence, high.confidence)
    if joint == "times":
        if _is_se_prefix(tokens, other):  # "2 x sebulan" tells how often
            return None
        return _Quantity(low.low * high.low, low.low * high.low, confidence, high.after)
    return _Quantity(min(low.low, high.low), max(low.low, high.low), confidence, high.after)


def _restated_number(tokens: list[Token], index: int) -> _Quantity | None:
    """A number and, where it is written twice, its other form in brackets: "3 (tiga)", "tiga (3)"."""
    if _kind(tokens, index) != "number":
        return None
    value, confidence, after = tokens[index].value, tokens[index].confidence, index + 1
    if _kind(tokens, after) == "(":
        closing = next(
            (i for i in range(after, min(after + LONGEST_BRACKET, len(tokens))) if tokens[i].kind == ")"), None
        )
        if closing is None:
            return _Quantity(value, value, confidence, after)
        again = [t.value for t in tokens[after:closing] if t.kind == "number"]
        if again and again[0] != value:
            confidence = min(confidence, DISAGREEING_PENALTY)
        if _kind(tokens, closing + 1) in ("unit", "working", "calendar", "range"):
            after = closing + 1
        elif again and _kind(tokens, closing - 1) == "unit":  # "14 (empat belas hari)"
            after = closing - 1
    return _Quantity(value, value, confidence, after)


def _past(tokens: list[Token], index: int, *kinds: str) -> int:
    while _kind(tokens, index) in kinds:
        index += 1
    return index


def _kind(tokens: list[Token], index: int) -> str | None:
    return tokens[index].kind if 0 <= index < len(tokens) else None


def _is_once(tokens: list[Token], index: int) -> bool:
    """ "1 bulan sekali" tells how often; "10 menit per berkas" still takes ten minutes."""
    return tokens[index].value == ONCE


def _is_se_prefix(tokens: list[Token], index: int) -> bool:
    number = tokens[index]
    return (
        number.end - number.start == 2 and _kind(tokens, index + 1) == "unit" and tokens[index + 1].start == number.end
    )
