"""A transcript -> header blocks and activity tables, one pair for each SOP in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.layout import ActivityTable, HeaderBlock, Span
from models.transcript import Transcript
from parsers.header.labels import match_label
from parsers.transcript.aligned import align_tables
from parsers.transcript.entries import Entry, entries_of, to_span
from parsers.transcript.flat_table import FlatTable, find_flat_table
from parsers.transcript.header import append_rest, read_header_entries
from parsers.transcript.identity import align_identity
from parsers.transcript.join import join_parts
from parsers.transcript.spans import align_headings
from parsers.transcript.tables import TablePart, actor_names, find_parts, step_numbers
from parsers.transcript.unread import unread_steps

#: So many labels between two tables begin another SOP; fewer are words in the text around them.
_MIN_LABELS = 3
_NIP = re.compile(r"\bNIP\b", re.IGNORECASE)


@dataclass
class _Group:
    """One SOP's entries: before its table, the table's parts, around and after them."""

    before: list[Entry]
    parts: list[TablePart] = field(default_factory=list)
    after: list[Entry] = field(default_factory=list)


def parse_transcript(transcript: Transcript) -> list[tuple[HeaderBlock | None, ActivityTable | None]]:
    """One (header block, table) for each SOP, in reading order; [] for text that holds neither labels nor a table."""
    entries = align_headings(align_tables(align_identity(entries_of(transcript))))
    parts = find_parts(entries)
    flat = None if parts else find_flat_table(entries)
    if flat is not None:
        return [_flat_sop(entries, flat)]
    sops: list[tuple[HeaderBlock | None, ActivityTable | None]] = []
    for group in _groups(entries, parts):
        block = read_header_entries(group.before)
        table = join_parts(entries, group.parts) if group.parts else None
        if table is None and (block is None or not block.pairs):
            continue
        if table is not None:
            numbers = [number for part in group.parts for number in step_numbers(entries, part)]
            table.unread = unread_steps(group.before, group.after, numbers)
        if group.after:
            block = block or HeaderBlock()
            _append_after(block, group.after, table.unread if table is not None else [])
        sops.append((block, table))
    return sops


def _append_after(block: HeaderBlock, after: Sequence[Entry], unread: Sequence[Span]) -> None:
    """What stands after the table: the signature is looked for below the block of lines of the last unread step."""
    spans = [to_span(" ".join(entry.cells), entry.page) for entry in after]
    blocks = [entry.block for entry, span in zip(after, spans, strict=True) if span in unread]
    end = sum(entry.block <= blocks[-1] for entry in after) if blocks else 0
    for part in (spans[:end], spans[end:]):
        append_rest(block, part)


def _flat_sop(entries: Sequence[Entry], flat: FlatTable) -> tuple[HeaderBlock, ActivityTable]:
    block = read_header_entries(entries[: flat.start]) or HeaderBlock()
    block.unlabelled += flat.heading
    append_rest(block, [to_span(" ".join(entry.cells), entry.page) for entry in entries[flat.end :]])
    return block, flat.table


def _groups(entries: Sequence[Entry], parts: Sequence[TablePart]) -> list[_Group]:
    """Parts of one table belong together until labels of another header block, or another table, come between."""
    if not parts:
        return [_Group(list(entries))]
    groups: list[_Group] = []
    end = 0
    for part in parts:
        between = list(entries[end : part.start])
        if not groups:
            groups.append(_Group(between))
        elif _begins_sop(between) or _is_other_table(groups[-1].parts, part, entries):
            rest = _signature_end(between)
            groups[-1].after += between[:rest]
            groups.append(_Group(between[rest:]))
        else:
            groups[-1].after += between
        groups[-1].parts.append(part)
        end = part.end
    groups[-1].after += entries[end:]
    return groups


def _begins_sop(entries: Sequence[Entry]) -> bool:
    return sum(match_label(entry.cell(i)) is not None for entry in entries for i in entry.filled) >= _MIN_LABELS


def _is_other_table(before: Sequence[TablePart], part: TablePart, entries: Sequence[Entry]) -> bool:
    """A heading with other actors over rows that count from 1 again."""
    if not part.heading_rows or step_numbers(entries, part)[:1] != [1]:
        return False
    return actor_names(part) != actor_names(before[0])


def _signature_end(entries: Sequence[Entry]) -> int:
    """How many of the entries between two SOPs are still the first one's signature."""
    first_label = next((i for i, entry in enumerate(entries) if _begins_sop([entry] * _MIN_LABELS)), len(entries))
    signed = [i for i in range(first_label) if _NIP.search(" ".join(entries[i].cells))]
    return signed[-1] + 1 if signed else 0
