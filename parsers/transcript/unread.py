"""Lines of a transcript that look like steps of its table and stand in no row of it: they are named, never dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from models.bilingual import Bilingual
from models.layout import Span, join_lines
from models.status import SopscanError
from parsers.header.labels import match_label
from parsers.transcript.entries import Entry, to_span
from parsers.transcript.segments import counts, number_apart, segments_of, words_of
from parsers.values.numbers import parse_step_number

#: A row of a table holds a number, an activity and one more cell at least.
MIN_CELLS = 3
#: Numbers of steps stand within so many letters of the left edge.
MARGIN = 12
#: A page with so many labels is that of the header block: the numbers on it are those of lists.
HEADER_LABELS = 3
#: Words of a line that are said, for it to be found.
WORDS_SAID = 6


def unread_steps(before: Sequence[Entry], after: Sequence[Entry], numbers: Sequence[int]) -> list[Span]:
    """Of the lines before and after a table, those that begin like a step numbered below its first or beyond its last one.

    `numbers` are those of the table's rows; without any nothing tells a step from an item of a list: [].
    """
    if not numbers:
        return []
    labels = Counter(entry.page for entry in before for text in _texts(entry) if match_label(text))
    early = [entry for entry in before if labels[entry.page] < HEADER_LABELS and 0 < _step(entry) < numbers[0]]
    late = [entry for entry in after if _step(entry) > max(numbers)]
    return [to_span(entry.cells[0], entry.page) for entry in (*early, *late)]


def _texts(entry: Entry) -> list[str]:
    return list(entry.cells) if entry.is_row else [segment.text for segment in segments_of(entry.cells[0])]


def _step(entry: Entry) -> int:
    """The number of the step that a plain line begins like; 0 where it does not."""
    segments = [] if entry.is_row else number_apart(segments_of(entry.cells[0]))
    if len(segments) < MIN_CELLS or segments[0].start > MARGIN or counts(words_of(segments)):
        return 0
    return parse_step_number(segments[0].text) or 0


def steps_left_out(lines: Sequence[Span]) -> list[SopscanError]:
    """A notice for each page with such lines, which names the first and the last of them."""
    return [_left_out(page, list(found)) for page, found in groupby(lines, key=lambda line: line.page)]


def _left_out(page: int, lines: Sequence[Span]) -> SopscanError:
    first, last = _beginning(lines[0]), _beginning(lines[-1])
    which = Bilingual(f"“{first}”", f"“{first}”")
    if len(lines) > 1:
        which = Bilingual(f"dari “{first}” sampai “{last}”", f"from “{first}” to “{last}”")
    count = len(lines)
    return SopscanError(
        "steps-left-out",
        Bilingual(
            f"Halaman {page}: {count} baris bernomor tidak terbaca sebagai langkah tabel kegiatan: {which.id}.",
            f"Page {page}: {count} numbered line{'s' if count > 1 else ''} could not be read as steps of the activity table:"
            f" {which.en}.",
        ),
        Bilingual(
            "Kolom halaman itu tidak dapat dikenali. Lihat berkas aslinya dan tambahkan langkahnya.",
            "The columns of that page could not be told. Look at the file itself and add the steps.",
        ),
        stage="parse",
        page=page,
    )


def _beginning(line: Span) -> str:
    words = join_lines([part.text for part in line.lines]).split()
    return " ".join(words[:WORDS_SAID]) + (" …" if len(words) > WORDS_SAID else "")
