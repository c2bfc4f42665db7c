"""Header blocks put together by hand, for the tests of their fields."""

from models.geometry import Box
from models.layout import HeaderBlock, LabelledValue, Line, Span


def span(*texts, confidence=1.0, top=10.0, origin="pdf", box=True):
    lines = tuple(
        Line(text, Box(10, top + 12 * i, 10 + 5 * len(text), top + 12 * i + 10) if box else None, confidence)
        for i, text in enumerate(texts)
    )
    return Span(1, lines, Box(5, top - 2, 400, top + 12 * len(texts)) if box else None, origin)


def pair(label, *values):
    return LabelledValue(span(label), [v if isinstance(v, Span) else span(v) for v in values])


def block(*pairs, **rest):
    return HeaderBlock(pairs=list(pairs), **rest)
