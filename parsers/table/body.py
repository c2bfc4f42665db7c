"""The body of an activity table on a page: rows, cells, and what is merged."""

from __future__ import annotations

from models.geometry import Box
from models.layout import Column, Span, TableRow
from models.page import Page, Word
from parsers.grid import MEETS_PT, Lattice, Rule
from parsers.spans import to_span

#: A horizontal stroke is a row rule if so much of the activity column, or of all columns that are no actor's, is ruled:
#: flow lines live inside the actor columns alone.
ROW_RULE = 0.7
#: A cell goes on into the row below where less than this share of the rule between them is drawn.
OPEN_BELOW = 0.35
#: Rows lower than this hold no text: two rules drawn close together.
MIN_ROW_PT = 6.0
#: A word sticks out over a column border by more than this on either side when its cell has no border there.
STRADDLES_PT = 2.0
#: An answer beside a symbol (Tidak) may reach out of the actor columns into the text: a word with this share of its
#: width beyond the border is the drawing's. Text of a cell is never printed over its border.
REACHES_IN = 0.25
#: The lines of an answer differ in length: one that stands right over or under such a word, this near in shares of its
#: height and width, is the drawing's if it reaches over the border at all.
STACKED, TOUCHES_PT = 0.5, 0.5


def row_bounds(lattice: Lattice, columns: list[Column], top: float, bottom: float) -> list[float]:
    """Heights of the row rules from `top` to `bottom`; the ends are put in where no rule is drawn."""
    text_columns = [c for c in columns if c.role != "actor"]
    activity = [c for c in columns if c.role == "activity"] or text_columns
    bounds = [
        rule.position
        for rule in lattice.rows
        if top - MEETS_PT < rule.position < bottom + MEETS_PT
        and (_ruled(rule, activity) >= ROW_RULE or _ruled(rule, text_columns) >= ROW_RULE)
    ]
    if not bounds or bounds[0] - top > MIN_ROW_PT:
        bounds.insert(0, top)
    if bottom - bounds[-1] > MIN_ROW_PT:
        bounds.append(bottom)
    kept = bounds[:1]
    for y in bounds[1:]:
        if y - kept[-1] >= MIN_ROW_PT:
            kept.append(y)
    return kept


def _ruled(rule: Rule, columns: list[Column]) -> float:
    width = sum(c.x1 - c.x0 for c in columns)
    return sum(rule.drawn(c.x0 + 1, c.x1 - 1) * (c.x1 - c.x0) for c in columns) / width if width else 0.0


def read_rows(page: Page, lattice: Lattice, columns: list[Column], bounds: list[float]) -> list[TableRow]:
    """One TableRow per pair of bounds; a cell merged over several rows gives its text to each of them."""
    rows = [Box(columns[0].x0, y0, columns[-1].x1, y1) for y0, y1 in zip(bounds, bounds[1:], strict=False)]
    if not rows:
        return []
    words = _words_by_cell(page, lattice, columns, rows)
    cells: list[list[Span]] = [[] for _ in rows]
    for c, column in enumerate(columns):
        for group in _merged(lattice, column, rows):
            place = Box(column.x0, rows[group[0]].top, column.x1, rows[group[-1]].bottom)
            span = to_span((w for r in group for w in words[r][c]), page.number, place)
            for r in group:
                cells[r].append(span)
    return [TableRow(page.number, cells[r], rows[r]) for r in range(len(rows))]


def _merged(lattice: Lattice, column: Column, rows: list[Box]) -> list[list[int]]:
    """Rows gathered where the rule between them is missing in this column; actor columns are never merged."""
    groups = [[0]]
    for r in range(1, len(rows)):
        y = rows[r].top
        rule = next((x for x in lattice.rows if abs(x.position - y) < 0.5), None)
        is_open = rule is not None and column.role != "actor" and rule.drawn(column.x0 + 1, column.x1 - 1) < OPEN_BELOW
        if is_open:
            groups[-1].append(r)
        else:
            groups.append([r])
    return groups


def _words_by_cell(page: Page, lattice: Lattice, columns: list[Column], rows: list[Box]) -> list[list[list[Word]]]:
    """words[row][column]; words over an undrawn border, and their neighbours, go to the left one of its cells."""
    out: list[list[list[Word]]] = [[[] for _ in columns] for _ in rows]
    placed = []
    for word in page.words:
        x, y = word.box.centre
        r = next((i for i, row in enumerate(rows) if row.top <= y < row.bottom), None)
        c = next((i for i, column in enumerate(columns) if column.x0 - 1 <= x < column.x1), None)
        if r is not None and c is not None:
            placed.append((word, r, c))
    answers = [word for word, _, c in placed if _drawn_in(word, columns, c, STRADDLES_PT, REACHES_IN) != c]
    for word, r, c in placed:
        on_answer = any(_stands_on(word, answer) for answer in answers)
        reach = (TOUCHES_PT, 0.0) if on_answer else (STRADDLES_PT, REACHES_IN)
        out[r][_drawn_in(word, columns, c, *reach)].append(word)
    for r, row in enumerate(rows):
        for start, end in _across_actors(lattice, columns, row):
            out[r][start] = [w for c in range(start, end) for w in out[r][c]]
            out[r][start + 1 : end] = [[] for _ in range(start + 1, end)]
        for c in range(len(columns) - 1, 0, -1):
            if "actor" in (columns[c].role, columns[c - 1].role) or not out[r][c]:
                continue
            border = columns[c].x0
            if not _is_drawn(lattice, border, row) and any(
                w.box.x0 < border - STRADDLES_PT and w.box.x1 > border + STRADDLES_PT for w in out[r][c] + out[r][c - 1]
            ):
                out[r][c - 1] += out[r][c]
                out[r][c] = []
    return out


def _across_actors(lattice: Lattice, columns: list[Column], row: Box) -> list[tuple[int, int]]:
    """The runs of columns (first, past the last) that a row merges over the activity and all actors: headings, sums."""
    inner = [c for c in range(1, len(columns)) if not _is_drawn(lattice, columns[c].x0, row)]
    runs: list[tuple[int, int]] = []
    for c in inner:
        runs = [*runs[:-1], (runs[-1][0], c + 1)] if runs and runs[-1][1] == c else [*runs, (c - 1, c + 1)]
    wanted = {c for c, column in enumerate(columns) if column.role in ("activity", "actor")}
    return [(start, end) for start, end in runs if len(wanted) > 1 and wanted <= set(range(start, end))]


def _is_drawn(lattice: Lattice, border: float, row: Box) -> bool:
    rule = min(lattice.columns, key=lambda v: abs(v.position - border))
    return rule.drawn(row.top, row.bottom) >= OPEN_BELOW


def _stands_on(word: Word, answer: Word) -> bool:
    """Whether two words are the lines of one answer ("Tidak / Lengkap"), one right over the other."""
    apart = max(word.box.top, answer.box.top) - min(word.box.bottom, answer.box.bottom)
    return (
        word is not answer
        and abs(apart) < STACKED * answer.box.height
        and word.box.overlap_x(answer.box) > STACKED * min(word.box.width, answer.box.width)
    )


def _drawn_in(word: Word, columns: list[Column], c: int, least_pt: float, share: float) -> int:
    """The column a word in column `c` belongs to: the actor column beside it where it reaches into that by more than
    `least_pt` and this share of its width."""
    for other in (c - 1, c + 1):
        if columns[c].role == "actor" or not 0 <= other < len(columns) or columns[other].role != "actor":
            continue
        inside = min(word.box.x1, columns[other].x1) - max(word.box.x0, columns[other].x0)
        if inside > least_pt and inside >= share * word.box.width:
            return other
    return c
