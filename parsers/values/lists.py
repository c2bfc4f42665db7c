"""Lines of a cell -> the items printed in it, without their numbers and bullets."""

from __future__ import annotations

from collections.abc import Sequence

from models.layout import Line, join_lines
from parsers.values.line_breaks import begins_anew, leaves_list
from parsers.values.markers import Marker, item_starts, read_marker, split_run_together, with_twins

#: Text beside its number is indented by this many line heights at least.
INDENT = 0.5


def split_items(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """One (text, lines) per printed item, in reading order; empty items ("3." and nothing) are dropped.

    Lines that begin with a number, letter or bullet in sequence begin an item; without any, a line begins one only
    where its place on the page says so (line_breaks), so a paragraph is one item. Items run together in one line
    ("1. Komputer 2. Printer") are told apart by their ascending numbers; they share that line.
    """
    rows = _with_detached_markers([line for line in lines if line.text.strip()])
    markers = item_starts([line.text for line in rows])
    if any(markers) and _is_centred(rows, markers):
        markers = with_twins([row.text for row in rows], markers)
        groups = _around_markers(rows, markers)
    elif any(markers):
        marked = [marker is not None for marker in markers]
        groups = _grouped(rows, [a or b for a, b in zip(marked, leaves_list(rows, marked), strict=True)])
    else:
        groups = _grouped(rows, begins_anew(rows))
    items: list[tuple[str, list[Line]]] = []
    for group in groups:
        marker = next((markers[i] for i in group if markers[i] is not None), None)
        whole = join_lines([rows[i].text[markers[i].end if markers[i] else 0 :] for i in group])
        source = [rows[i] for i in group]
        items += [(part, source) for part in split_run_together(whole, marker) if _has_content(part)]
    return items


def _grouped(rows: list[Line], starts: list[bool]) -> list[list[int]]:
    groups: list[list[int]] = []
    for index in range(len(rows)):
        if starts[index] or not groups:
            groups.append([])
        groups[-1].append(index)
    return groups


def _is_centred(rows: list[Line], markers: list[Marker | None]) -> bool:
    """Whether numbers stand at half the height of their items: the cell's first line is indented like the others, unnumbered."""
    numbered = [row.box for row, marker in zip(rows, markers, strict=True) if marker is not None and row.box]
    first = rows[0].box
    if markers[0] is not None or first is None or len(numbered) < 2 or rows[0].text.rstrip().endswith(":"):
        return False
    edge = max(box.x0 for box in numbered)
    return first.x0 > edge + INDENT * first.height


def _around_markers(rows: list[Line], markers: list[Marker | None]) -> list[list[int]]:
    """Each line goes to the nearest number; halfway between two it begins the later item.

    A number that two lines show (it stands between them) is between those two.
    """
    shown: list[list[int]] = []
    for index, marker in enumerate(markers):
        if marker is None:
            continue
        before = markers[index - 1] if index else None
        if before is not None and before.ordinal == marker.ordinal:
            shown[-1].append(index)
        else:
            shown.append([index])
    places = [sum(lines) / len(lines) for lines in shown]
    groups: list[list[int]] = [[] for _ in places]
    for index in range(len(rows)):
        groups[min(range(len(places)), key=lambda k: (abs(places[k] - index), -k))].append(index)
    return groups


def _has_content(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _with_detached_markers(rows: list[Line]) -> list[Line]:
    """Put a number that came as a line of its own ("1.") before the line printed beside it."""
    out: list[Line] = []
    taken: set[int] = set()
    for index, line in enumerate(rows):
        if index in taken:
            continue
        beside = _line_beside(rows, index) if _is_bare_marker(line.text) else None
        if beside is None or beside in taken:
            out.append(line)
            continue
        taken.add(beside)
        other = rows[beside]
        joined = Line(
            f"{line.text} {other.text}", other.box, min(line.confidence, other.confidence), other.alternatives
        )
        out = [*(kept for kept in out if kept is not other), joined]
    return out


def _is_bare_marker(text: str) -> bool:
    marker = read_marker(text)
    return marker is not None and not text[marker.end :].strip()


def _line_beside(rows: list[Line], index: int) -> int | None:
    """Index of the line right of `rows[index]` at its height; the next line where no boxes are known."""
    here = rows[index].box
    if here is None:
        following = index + 1
        return following if following < len(rows) and read_marker(rows[following].text) is None else None
    best, found = 0.0, None
    for other, line in enumerate(rows):
        if other == index or line.box is None or line.box.x0 < here.x1 - 1 or read_marker(line.text) is not None:
            continue
        overlap = here.overlap_y(line.box)
        if overlap > max(best, 0.5 * min(here.height, line.box.height)):
            best, found = overlap, other
    return found
