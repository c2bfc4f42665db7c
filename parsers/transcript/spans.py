"""Heading rows whose merged cells were written once: put back over the columns they span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.layout import join_lines
from parsers.table.columns import SpanningRole, column_role, spanning_heading
from parsers.transcript.entries import Entry

_STANDARD = frozenset({"requirements", "duration", "output", "remarks"})


def align_headings(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with such headings given a cell for each column of the rows below; all others as they are.

    'No | Kegiatan | Pelaksana | Mutu Baku' over 'Ketua | Staf | Kelengkapan | Waktu | Output' says seven columns, but
    stands in four and five cells.
    """
    aligned = list(entries)
    for index in range(len(entries) - 2):
        top, leaves, body = entries[index : index + 3]
        if not (top.is_row and leaves.is_row and body.is_row and top.block == leaves.block == body.block):
            continue
        rows = _aligned(_without_tail(top), _without_tail(leaves), len(body.cells))
        if rows is not None:
            aligned[index] = replace(top, cells=rows[0], merged=frozenset())
            aligned[index + 1] = replace(leaves, cells=rows[1], merged=frozenset())
    return aligned


def _without_tail(entry: Entry) -> tuple[str, ...]:
    """The cells up to the last filled one."""
    return entry.cells[: entry.filled[-1] + 1] if entry.filled else ()


def _aligned(
    top: tuple[str, ...], leaves: tuple[str, ...], width: int
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Both rows at full width; None where a cell is blank or the cells do not add up to the width."""
    spans = [spanning_heading(join_lines(text.split("\n"))) for text in top]
    if not any(spans) or not all(text.strip() for text in (*top, *leaves)):
        return None
    if len(top) - sum(span is not None for span in spans) + len(leaves) != width:
        return None
    shares = _shares(spans, leaves)
    upper: list[str] = []
    lower: list[str] = []
    for text, span in zip(top, spans, strict=True):
        under = shares.pop(0) if span is not None else ("",)
        upper += [text, *[""] * (len(under) - 1)]
        lower += under
    return (tuple(upper), tuple(lower)) if len(upper) == width else None


def _shares(spans: Sequence[SpanningRole | None], leaves: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The leaf headings under each spanning one: actors up to the first that names a part of the standard."""
    first = next((i for i, leaf in enumerate(leaves) if column_role(leaf)[0] in _STANDARD), len(leaves))
    named = [span for span in spans if span is not None]
    if len(named) == 1:
        return [leaves]
    return [leaves[:first] if span == "actors" else leaves[first:] for span in named]
