"""Pages -> header blocks: labels and what stands beside or under them, ruled or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.geometry import Box, union
from models.layout import HeaderBlock, LabelledValue, Line, Span
from models.page import Page, Ruling, Word
from parsers.grid import Lattice, find_regions, without_loose_strokes
from parsers.header.approval import is_signed
from parsers.header.labels import UNKNOWN_SECTION_SCORE, LabelMatch, match_label
from parsers.header.run_over import handed_up
from parsers.spans import group_lines, join_spans, split_segments, to_line, to_span

#: Labels whose value stands beside them; all others head a section whose text stands under them.
ROW_FIELDS = frozenset({"number", "title", "created_on", "revised_on", "effective_on", "approved_on", "approved_by"})
#: A label found inside a cell, after its first line, must match at least this well to part the cell.
SURE_LABEL = 0.9
#: Blocks stand beside one another where they overlap in height by this share of the lower one.
BESIDE = 0.5
#: A block belongs to the section above it where they overlap in width by this share of the narrower one.
UNDER = 0.3
#: Strokes inside a cell that take up less of the page than this are no table of their own; a page may have a frame.
SMALL_WIDTH, SMALL_HEIGHT = 0.35, 0.2
#: Lines of one signature block are closer than this many line heights (room is left for the signature itself).
SIGNATURE_GAP = 7.0
#: A label in no list stands before a colon in a stack of labels that are: it begins with a capital and is no sentence.
_STACKED = re.compile(r"^([A-Z][^:;]{2,40}?)\s*:\s*(.*)$")
#: ... of so many words at most, in a stack of so many known labels at least.
STACKED_WORDS, KNOWN_IN_STACK = 5, 2
#: Lines of one stack begin within so many points of one left edge.
STACK_EDGE_PT = 3.0
#: ... and the lines of one value that nothing rules stand closer than so many of their heights.
LINE_GAP = 1.2
#: A cell that stands beside so many further labels is the letterhead.
LETTERHEAD_ROWS = 2
_APPROVES = re.compile(r"\b(?:mengetahui|menyetujui|mengesahkan|disahkan|disetujui|ditetapkan)\b", re.IGNORECASE)
_NIP = re.compile(r"\bNI[PK]\b|\bNRP\b", re.IGNORECASE)


@dataclass(eq=False)
class Block:
    """A ruled cell, or a run of words where nothing is ruled: the smallest piece a label or value can be."""

    box: Box
    span: Span
    ruled: bool
    match: LabelMatch | None = None
    rest: Span | None = None
    taken: bool = False


def read_header_block(page: Page, tables: Sequence[Box], chapters: Box | None = None) -> HeaderBlock:
    """The header block of a page; `tables` are the boxes of its activity tables, which are left out.

    So is the text in `chapters`, which is read by itself (parsers/header/chapters.py). A page without any label gives a block without pairs, its text in `institution`, `heading` or `unlabelled`.
    """
    blocks = _blocks(page, [*tables, chapters] if chapters else tables)
    for block in blocks:
        _label(block)
    _free_titles(blocks)
    labelled = [b for b in blocks if b.match]
    pairs = [_value_of(block, blocks) for block in labelled]
    first_table = min((t.top for t in tables), default=page.height)
    result = HeaderBlock(pairs=pairs)
    if tables:
        last_table = max(t.bottom for t in tables)
        result.signature = _signature([b for b in blocks if b.box.top > last_table])
    if labelled and result.signature is None and not any(b.match and b.match.field == "approved_by" for b in blocks):
        result.signature = _signature([b for b in blocks if b.box.bottom < first_table and not b.taken and not b.match])
    _place_rest(result, blocks, labelled, first_table)
    return result


def _blocks(page: Page, tables: Sequence[Box]) -> list[Block]:
    """Cells of all regions outside the tables, then runs of the words that stand in no cell; reading order."""
    cells: list[Box] = []
    regions = find_regions(page.rulings)
    for box, rulings in regions:
        if _is_small(box, page) and (_is_crossed_line(rulings) or any(_holds(other, box) for other, _ in regions)):
            continue  # a logo, a stamp or a signature over the underline of a name
        lattice = Lattice.of(box, without_loose_strokes(box, rulings))
        cells += [c for c in lattice.cells(box.top, box.bottom) if not _in_table(c.centre, tables)]
    inside: dict[int, list[Word]] = {}
    loose: list[Word] = []
    smallest_first = sorted(range(len(cells)), key=lambda i: cells[i].area)
    x0, top, x1, bottom = np.array([cells[i] for i in smallest_first]).reshape(-1, 4).T
    for word in page.words:
        x, y = word.box.centre
        if _in_table((x, y), tables):
            continue
        holders = np.flatnonzero((x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom))
        if len(holders):
            inside.setdefault(smallest_first[holders[0]], []).append(word)
        else:
            loose.append(word)
    inside = handed_up(cells, inside)
    blocks = [b for i, cell in enumerate(cells) for b in _cell_blocks(inside.get(i, []), cell, page.number)]
    blocks += _loose_blocks(loose, page.number)
    return sorted(blocks, key=lambda b: (round(b.box.top), b.box.x0))


def _loose_blocks(words: list[Word], page: int) -> list[Block]:
    """Runs of the words that stand in no cell; a label in no list leads one where its line stands in a stack of labels."""
    lines = group_lines(words)
    stacked = _stacked_labels([to_line(line) for line in lines])
    blocks = []
    for i, line in enumerate(lines):
        for k, segment in enumerate(split_segments(line)):
            span = to_span(segment, page)
            match = stacked.get(i) if k == 0 else None
            if match:
                match = match._replace(rest=span.text[len(match.label) :].strip(" :"))
            if span.box:
                blocks.append(Block(span.box, span, False, match))
    return blocks


def _is_small(box: Box, page: Page) -> bool:
    return box.width < SMALL_WIDTH * page.width and box.height < SMALL_HEIGHT * page.height


def _is_crossed_line(rulings: Sequence[Ruling]) -> bool:
    """Whether the strokes frame nothing: one line, and what a pen drew across it."""
    return any(sum(r.orientation == way for r in rulings) < 2 for way in "hv")


def _holds(outer: Box, inner: Box) -> bool:
    return outer.area > inner.area and outer.contains(inner.x0, inner.top) and outer.contains(inner.x1, inner.bottom)


def _in_table(point: tuple[float, float], tables: Sequence[Box]) -> bool:
    return any(t.contains(*point) for t in tables)


def _cell_blocks(words: list[Word], cell: Box, page: int) -> list[Block]:
    """A cell is one block, parted where a further label stands inside it (sheets that rule only some of their rows)."""
    lines = group_lines(words)
    cuts = [0]
    whole = match_label(to_span(words, page, cell).text)
    stacked = _stacked_labels([to_line(line) for line in lines])
    for i, line in enumerate(lines[1:], 1):
        if whole and not whole.rest:  # one label over two lines ("Tanggal" / "Pengesahan")
            break
        match = match_label(to_line(line).text)
        if (match and match.score >= SURE_LABEL) or i in stacked:
            cuts.append(i)
    if len(cuts) == 1:
        return [Block(cell, to_span(words, page, cell), True)]
    out = []
    for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        part = [w for line in lines[start:end] for w in line]
        box = union(w.box for w in part)
        top = cell.top if start == 0 else box.top
        bottom = cell.bottom if end == len(lines) else box.bottom
        out.append(Block(Box(cell.x0, top, cell.x1, bottom), to_span(part, page), True, stacked.get(start)))
    return out


def _stacked_labels(lines: Sequence[Line]) -> dict[int, LabelMatch]:
    """By line the labels in no list ("Terbitan/Revisi: …") that stand in one stack with known ones, each before a colon."""
    colons = {i: found for i, line in enumerate(lines) if (found := _STACKED.match(line.text)) and line.box}
    known = [i for i in colons if (match := match_label(lines[i].text)) and match.score >= SURE_LABEL]
    if len(known) < KNOWN_IN_STACK:
        return {}
    edge = min(lines[i].box.x0 for i in known)
    return {
        i: LabelMatch("other", found[1].strip(), found[2].strip(), UNKNOWN_SECTION_SCORE)
        for i, found in colons.items()
        if i not in known
        and not match_label(lines[i].text)
        and abs(lines[i].box.x0 - edge) <= STACK_EDGE_PT
        and len(found[1].split()) <= STACKED_WORDS
    }


def _label(block: Block) -> None:
    """See whether the block is a label, over one printed line or two, and what follows the label in it."""
    lines = tuple(line for line in block.span.lines if line.text.strip(" :"))  # a colon beside a wrapped label
    if not lines:
        return
    block.span = replace(block.span, lines=lines)
    if block.match:
        block.rest = _rest(block.span, block.match, 1)
        return
    if len(lines) > 1 and (match := _wrapped_label(lines)):
        block.match, block.rest = match, _rest(block.span, match, 2)
        return
    for count in (len(lines), 1, 2):
        if count > len(lines) or (count == len(lines) and len(block.span.text) > 60 and count > 1):
            continue
        match = match_label(Span(block.span.page, lines[:count]).text)
        if match:
            block.match = match
            block.rest = _rest(block.span, match, count)
            return


def _free_titles(blocks: list[Block]) -> None:
    """What stands right of the title's label is the title, though it reads as some section's heading ("Penanganan Pengaduan")."""
    for label in blocks:
        if label.match is None or label.match.field != "title" or (label.rest and label.rest.text.strip(" :")):
            continue
        right = [b for b in blocks if b.ruled and b.box.x0 >= label.box.x1 - 3 and b.span.text.strip(" :")]
        beside = [b for b in right if b.box.overlap_y(label.box) >= BESIDE * min(b.box.height, label.box.height)]
        for block in sorted(beside, key=lambda b: b.box.x0)[:1]:
            if block.match and block.match.field == "other":
                block.match = block.rest = None


def _wrapped_label(lines: Sequence[Line]) -> LabelMatch | None:
    """A label that fills two printed lines, whatever the first alone would be: 'Tanggal' over 'Terbit'."""
    alone = match_label(lines[0].text.rstrip(" :"))
    match = match_label(f"{lines[0].text.rstrip(' :')} {lines[1].text}")
    if match is None or match.score < SURE_LABEL or match.rest.strip(" :"):
        return None
    return None if alone and alone.score > match.score else match  # "Kualifikasi Pelaksana :" over its value "SMA"


def _rest(span: Span, match: LabelMatch, count: int) -> Span | None:
    """What stands in the label's own block after the label."""
    own = match.rest.strip(" :.\t")
    lines: list[Line] = []
    if own:
        lines.append(span.lines[count - 1]._replace(text=own))
    lines += span.lines[count:]
    boxes = [line.box for line in lines if line.box]
    return replace(span, lines=tuple(lines), box=union(boxes) if boxes else span.box) if lines else None


def _value_of(label: Block, blocks: list[Block]) -> LabelledValue:
    assert label.match is not None
    printed = Span(label.span.page, (Line(label.match.label, label.span.box),), label.span.box, label.span.origin)
    values = [label.rest] if label.rest and label.rest.text.strip(" :") else []
    is_row = label.match.field in ROW_FIELDS or _heads_no_column(label, blocks)
    order = (_beside, _under) if is_row else (_under, _beside)
    for where in order:
        if values and (where is _beside or is_row):
            break
        found = where(label, blocks)
        if where is _beside and (not is_row or label.match.field == "title"):
            found += _lines_below(label, found, blocks)
        for block in found:
            block.taken = True
        values += [_without_colon(b.span) for b in found if b.span.text.strip(" :")]
        if found:
            break
    return LabelledValue(printed, values or [Span(label.span.page, (), label.box, label.span.origin)])


def _without_colon(span: Span) -> Span:
    """A value that nothing rules may begin with the colon of its label, which would hide its first number."""
    if not span.lines or not span.text.startswith(":"):
        return span
    first = span.lines[0]._replace(text=span.lines[0].text.lstrip(" :"))
    return replace(span, lines=(first, *span.lines[1:]))


def _heads_no_column(label: Block, blocks: list[Block]) -> bool:
    """Whether a ruled label has its value in a cell of the same row, and under it begins a row that is ruled otherwise:
    "Halaman | 1 dari 2" over the sections of a sheet."""
    if not label.ruled:
        return False
    cells = [b for b in blocks if b.ruled and b is not label]
    row = [b for b in cells if abs(b.box.x0 - label.box.x1) <= STACK_EDGE_PT and b.box.overlap_y(label.box) > 0]
    below = [b for b in cells if abs(b.box.top - label.box.bottom) <= STACK_EDGE_PT and b.box.overlap_x(label.box) > 0]
    return (
        len(row) == 1
        and row[0].match is None
        and abs(row[0].box.top - label.box.top) + abs(row[0].box.bottom - label.box.bottom) <= STACK_EDGE_PT
        and bool(below)
        and all(b.box.x0 < label.box.x0 - STACK_EDGE_PT for b in below)
    )


def _beside(label: Block, blocks: list[Block]) -> list[Block]:
    """Blocks to the right, up to the next label."""
    row = [
        b
        for b in blocks
        if b is not label
        and b.box.x0 >= label.box.x1 - 3
        and b.box.overlap_y(label.box) >= BESIDE * min(b.box.height, label.box.height)
    ]
    row = [b for b in row if not _spans_labels(b, label, blocks)]
    row.sort(key=lambda b: (b.box.x0, b.box.top))
    stop = min((b.box.x0 for b in row if b.match), default=float("inf"))
    signed = next((b for b in row if b.ruled and b.span.origin != "ocr" and _NIP.search(b.span.text)), None)
    if signed is not None and label.match and label.match.field == "approved_by":
        stop = min(stop, signed.box.x1)  # the cells right of a signature are not signed
    return [b for b in row if b.box.x0 < stop - 1 and not b.taken and not b.match]


def _lines_below(label: Block, beside: list[Block], blocks: list[Block]) -> list[Block]:
    """Where nothing is ruled, the lines that go on under the value beside a label: from its left edge on, line after line,
    down to the next label."""
    printed = [b for b in beside if b.span.text.strip(" :")]
    if label.ruled or not printed or any(b.ruled for b in printed):
        return []
    edge = min(b.box.x0 for b in printed) - STACK_EDGE_PT
    low, gap = max(b.box.bottom for b in printed), LINE_GAP * max(b.box.height for b in printed)
    found = []
    for block in blocks:
        if block.box.top < label.box.bottom - STACK_EDGE_PT or block in beside:
            continue
        if block.match or block.ruled or block.box.x0 < edge or block.box.top - low > gap:
            break
        if not block.taken:
            found.append(block)
            low = max(low, block.box.bottom)
    return found


def _spans_labels(block: Block, label: Block, blocks: list[Block]) -> bool:
    """Whether a cell stands beside several labels with values of their own: a letterhead, and no value of one of them."""
    if block.match or not block.ruled:
        return False
    rows = [
        other
        for other in blocks
        if other.match
        and other is not label
        and abs(other.box.x0 - label.box.x0) <= STACK_EDGE_PT
        and other.box.overlap_y(block.box) >= BESIDE * other.box.height
    ]
    return len(rows) >= LETTERHEAD_ROWS


def _under(label: Block, blocks: list[Block]) -> list[Block]:
    """Blocks below in the same column of the sheet, down to the next label there."""
    below = [
        b
        for b in blocks
        if b is not label
        and b.box.top >= label.box.bottom - 3
        and b.box.overlap_x(label.box) >= UNDER * min(b.box.width, label.box.width)
    ]
    stop = min((b.box.top for b in below if b.match), default=float("inf"))
    found = [b for b in below if b.box.top < stop - 1 and not b.taken and not b.match]
    if label.ruled:
        found = [b for b in found if b.ruled]
    return found


def _place_rest(result: HeaderBlock, blocks: list[Block], labelled: list[Block], first_table: float) -> None:
    """Letterhead: left of the row labels and above the sections. Over the table: its heading. The rest: unlabelled."""
    rows = [b for b in labelled if b.match and b.match.field in ROW_FIELDS]
    sections = [b for b in labelled if b.match and b.match.field not in ROW_FIELDS]
    right = min((b.box.x0 for b in rows), default=float("inf"))
    bottom = min((b.box.top for b in sections), default=max((b.box.bottom for b in rows), default=0.0))
    end = max((b.box.bottom for b in labelled), default=0.0)
    for block in blocks:
        if block.taken or block.match or not block.span:
            continue
        lines = [Span(block.span.page, (line,), line.box, block.span.origin) for line in block.span.lines]
        if labelled and block.box.x0 < right - 3 and block.box.top < bottom - 3:
            result.institution += lines
        elif end - 3 <= block.box.top < first_table:
            result.heading += lines
        elif block.box.top < first_table:
            result.unlabelled += lines


def _signature(blocks: list[Block]) -> Span | None:
    """The lowest cell, or group of lines one above the other, that is signed; its blocks are taken.

    Of several side by side the one under "Mengetahui" or "Disahkan": the others are signed by who made the sheet.
    """
    readable = [b for b in blocks if b.span]
    groups = [_signed_group(block, readable) for block in reversed(readable) if _is_signed(block)]
    if not groups:
        return None
    group = next((g for g in groups if any(_APPROVES.search(b.span.text) for b in g)), groups[0])
    for member in group:
        member.taken = True
    return join_spans(b.span for b in reversed(group))


def _is_signed(block: Block) -> bool:
    return _NIP.search(block.span.text) is not None or (block.ruled and is_signed(block.span.lines))


def _signed_group(block: Block, readable: list[Block]) -> list[Block]:
    """The signed block and the lines above it, upwards."""
    group = [block]
    for other in reversed(readable if not block.ruled or len(block.span.lines) == 1 else []):
        top = group[-1]
        gap = top.box.top - other.box.bottom
        if (
            other is not block
            and -3 <= gap < SIGNATURE_GAP * other.span.lines[0].box.height
            and other.box.overlap_x(top.box) > 0
        ):
            group.append(other)
    return group
