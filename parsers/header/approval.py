"""The signature block: lines of a cell -> post, name, rank and NIP of who approved the sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from models.layout import Line, join_lines
from parsers.header.strays import is_stray
from parsers.values.dates import parse_date
from parsers.values.nip import Nip, find_nip, find_nip_label
from parsers.vocabulary import vocabulary

#: A signature or a stamp read as letters scores below this; such a line is no part of the block.
SCRIBBLE = 0.6
#: Letters from which on a doubtful line may be print under a stamp.
LONGEST_SCRIBBLE = 10
#: From here on a reader was sure of a line, and the other did not read it otherwise.
CLEAR = 0.945
#: Likeness (0-100) of a post's word to a part of a doubtful line.
HALF_READ = 85
#: Blank over a name, in line heights: the room left for the signature.
SIGNATURE_ROOM = 1.5
#: Letters of ranks that may hold a misread letter, how like they must be, and what may stand before one in its line.
FUZZY_RANK = 7
RANK_LIKENESS = 0.8
LONGEST_MARK = 5
#: Characters of the longest rank, and of its grade, in a line that may be much longer.
LONGEST_RANK = 80
#: Beside a grade ("(IV/d)") a line is a rank though a stamp ate some of its letters.
GRADED_LIKENESS = 0.68
#: Words of the longest names, titles aside.
LONGEST_NAME_WORDS = 6

_GRADE = re.compile(r"[({/]\s*[iv1l]{1,3}\s*[/.]?\s*[a-e]\s*[)}]?\s*$", re.IGNORECASE)
#: A bracket ends a rank where a grade follows it: of "Pemb(na" the reader made one from a letter under a signature.
_RANK_END = re.compile(r"[({](?=\s*[giv1l])|[/,]|tk\b|\btingkat\b")
_RUN_INTO = re.compile(r"\b[A-Z]{2,}[a-z]{3}")
#: Letters of the shortest word that makes a name: Ali, Edi, Ida.
SHORTEST_NAME = 3
_PLACE = re.compile(r"^[A-Z][A-Za-z. ]{2,30},\s*(?=\d|[A-Z][a-z]{2,8}\s+\d{4}$)")
#: Appointed in a year and month, sex, serial.
_NIP_END = re.compile(r"\b(?:19|20)\d\d(?:0[1-9]|1[0-2]) ?[12] ?\d{3}$")
_SIGNED_ON = re.compile(r"(?:\b[Tt]anggal\s*:?\s*|^[A-Z][A-Za-z. ]{2,30},\s*)(?P<date>\d.*)$")
_TITLE_GAP = re.compile(r"[\s.]+")


class ApprovalLines(NamedTuple):
    """The lines that each part was read from, cut to that part; empty where the block lacks it. `nip` as found."""

    position: tuple[Line, ...] = ()
    name: tuple[Line, ...] = ()
    rank: tuple[Line, ...] = ()
    nip_line: tuple[Line, ...] = ()
    nip: Nip | None = None


def split_signature(lines: Sequence[Line]) -> ApprovalLines:
    """Part the printed lines of a signature block.

    The NIP is found by its word or its 18 digits, the rank by its words, the name by where it stands (right above rank
    or NIP), by its academic titles, or by the room left above it; all other lines are the post.
    """
    kept = [part for line in lines for part in _cut_run_together(line) if not _is_noise(part)]
    nip_at = next((i for i, line in enumerate(kept) if find_nip_label(line.text) or find_nip(line.text)), None)
    nip = find_nip(kept[nip_at].text) if nip_at is not None else None
    rank_at = next((i for i, line in enumerate(kept) if i != nip_at and find_rank(line.text)), None)
    end = min((i for i in (rank_at, nip_at) if i is not None), default=None)
    name_at = _name_index(kept, end, {rank_at, nip_at})
    titles = range(name_at + 1, _past_titles(kept, name_at + 1)) if name_at is not None else range(0)
    used = {nip_at, rank_at, name_at, *titles}
    last = len(kept) if end is None else end
    position = [line for i, line in enumerate(kept[:last]) if i not in used and not _is_scribble(line)]
    if name_at is not None:  # the name first, its post under it; over it no more than a stamp's letters
        under = [line for i, line in enumerate(kept) if i > name_at and i not in used and not _is_scribble(line)]
        over = [line for line in position if line not in under]
        if not any(is_post(line.text) for line in over) and (not over or any(is_post(line.text) for line in under)):
            position = under
    return ApprovalLines(
        tuple(position),
        tuple(_stripped(kept[i]) for i in (name_at, *titles)) if name_at is not None else (),
        (kept[rank_at]._replace(text=find_rank(kept[rank_at].text) or ""),) if rank_at is not None else (),
        (kept[nip_at],) if nip_at is not None else (),
        nip,
    )


def signing_date(lines: Sequence[Line]) -> Line | None:
    """The date in the line that says when a sheet was signed ("Palu, 2 Januari 2024", "pada tanggal 2 Januari 2024")."""
    for line in lines:
        told = _SIGNED_ON.search(line.text)
        date = parse_date(told["date"]) if told else None
        if told and date is not None and not date.ignored and not find_nip(line.text):
            return line._replace(text=told["date"])
    return None


def text_of(lines: Sequence[Line]) -> str | None:
    """The lines as one text without the colon of their label; None where nothing readable is left."""
    text = join_lines([line.text for line in lines]).strip(" :")
    return text if sum(c.isalnum() for c in text) > 1 else None


def _name_index(lines: Sequence[Line], end: int | None, taken: set[int | None]) -> int | None:
    """Index of the name's line: the last one with titles, else the one right above rank or NIP, else one set apart."""
    free = [i for i in range(len(lines)) if i not in taken]
    above = [i for i in free if end is None or i < end]
    for index in reversed(above):
        text = lines[index].text
        if has_titles(text) and not _is_titles(text) and not is_post(text):
            return index
    if end is not None:
        readable = [i for i in above if not _is_scribble(lines[i])]
        candidate = readable[-1] if readable else (above[-1] if above else None)
        return candidate if candidate is not None and _is_likely_name(lines[candidate]) else None
    if len(free) > 1 and _is_set_apart(lines, free[-1]) and _may_be_name(lines[free[-1]].text.strip("() ")):
        return free[-1]
    return None


def _past_titles(lines: Sequence[Line], index: int) -> int:
    """Past the lines that hold titles alone: a long name's titles wrap."""
    while index < len(lines) and _is_titles(lines[index].text):
        index += 1
    return index


def _is_titles(text: str) -> bool:
    parts = [_folded(part) for part in re.split(r"[,;\s]+", text) if _folded(part)]
    return bool(parts) and all(part in _titles("after") for part in parts)


def has_titles(text: str) -> bool:
    """Whether an academic title leads the text or follows a comma in it ("Drs. …", "…, M.Si"), or one with stops ends it:
    a stroke through a signature takes the comma.
    """
    words = text.split()
    if not words:
        return False
    if words[0].endswith(".") and _folded(words[0]) in _titles("before"):
        return True
    if len(words) > 1 and "." in words[-1].strip(".") and _folded(words[-1]) in _titles("after"):
        return True
    tail = re.split(r"[,;]", text)[1:]
    return any(_folded(part) in _titles("after") or _first_folded(part) in _titles("after") for part in tail)


def names_a_person(text: str) -> bool:
    """Whether, titles aside, a whole word of a name is left ("H., M.H., M.Si" is what a stroke has left of one) and none
    has another's capitals before its own, as where letters of a stamp run into it ("KAMuhammad").
    """
    if _RUN_INTO.search(text):
        return False
    words = [word for word in re.split(r"[,;\s]+", text) if _folded(word) not in _titles("before") | _titles("after")]
    return any(word[:1].isupper() and sum(c.isalpha() for c in word) >= SHORTEST_NAME for word in words)


def is_post(text: str) -> bool:
    """Whether the text, titles aside, holds a word that posts and offices are made of."""
    head = text.split(",")[0].replace("-", " ")
    return any(word.casefold().strip(".,()") in _post_words() for word in head.split())


def is_signed(lines: Sequence[Line]) -> bool:
    """Whether the lines are a signature block: a NIP, or the end of one that a stamp covers, or a name with its titles
    or a rank under a post.
    """
    if any(find_nip(line.text) or _NIP_END.search(line.text) for line in lines):
        return True
    posts = [i for i, line in enumerate(lines) if is_post(line.text) and not has_titles(line.text)]
    under = lines[posts[0] + 1 :] if posts else ()
    return any(has_titles(line.text) or find_rank(line.text) for line in under)


def _may_be_name(text: str) -> bool:
    words = re.split(r"[,;]", text)[0].split()
    letters = sum(c.isalpha() for c in text)
    return (
        1 <= len(words) <= LONGEST_NAME_WORDS
        and letters >= 3
        and letters > 0.6 * len(text.replace(" ", ""))
        and not is_post(text)
    )


def _is_likely_name(line: Line) -> bool:
    """A name by its looks; of a doubtful line not even half a word may belong to a post ("MERINPROVINSU …")."""
    if not _may_be_name(line.text):
        return False
    return line.confidence >= CLEAR or not any(
        fuzz.partial_ratio(word, line.text.casefold()) >= HALF_READ for word in _post_words() if len(word) >= FUZZY_RANK
    )


def _is_set_apart(lines: Sequence[Line], index: int) -> bool:
    """Below the room for a signature, or in brackets."""
    if lines[index].text.startswith("(") and lines[index].text.rstrip(" .").endswith(")"):
        return True
    above, here = lines[index - 1].box, lines[index].box
    return above is not None and here is not None and here.top - above.bottom > SIGNATURE_ROOM * here.height


def find_rank(text: str) -> str | None:
    """The rank in a line of its own, with its grade ("Pembina Tk. I", "Penata/IIIc"); None where the line holds none.

    Letters may be misread ("Per bina Utama Madya"), all the more beside a grade, and a mark may stand before it, so
    letters are compared, not words.
    """
    graded = _GRADE.search(text[-LONGEST_RANK:]) is not None
    for start in _word_starts(text):
        part = text[start:]
        letters = "".join(c for c in _RANK_END.split(part[:LONGEST_RANK].casefold())[0] if c.isalpha())
        if letters and any(_is_alike(letters, rank, graded) for rank in _ranks()):
            return part.strip()
    return None


def _is_alike(letters: str, rank: str, graded: bool) -> bool:
    if letters == rank:
        return True
    likeness = GRADED_LIKENESS if graded else RANK_LIKENESS
    return len(rank) >= FUZZY_RANK and Levenshtein.normalized_similarity(letters, rank, score_cutoff=likeness) > 0


def _word_starts(text: str) -> list[int]:
    """Where a rank may begin: with the line, or after a short mark."""
    return [m.start() for m in re.finditer(r"\S+", text[: LONGEST_MARK + 1])]


def _is_noise(line: Line) -> bool:
    words = " ".join(re.findall(r"[a-z]+", line.text.casefold()))
    if not any(c.isalnum() for c in line.text) or _is_date(line.text):
        return True
    return words in _noise() or (any(words.startswith(n + " ") for n in _place_and_date()) and len(words.split()) <= 6)


def _is_date(text: str) -> bool:
    """A date, alone or behind the place of signing ("Palu, 2 Januari 2024")."""
    text = _PLACE.sub("", text)
    date = parse_date(text)
    return date is not None and not date.ignored and not find_nip(text)


def _is_scribble(line: Line) -> bool:
    """A doubtful line without any word of a post, or a stray mark of a signature or stamp that the reader was sure of.

    A longer one may be a line of the post: to leave that out would make another post of it.
    """
    if line.confidence < SCRIBBLE and sum(c.isalpha() for c in line.text) < LONGEST_SCRIBBLE:
        return not is_post(line.text) and not has_titles(line.text)
    return line.confidence < 1.0 and is_stray(line.text)


def _stripped(line: Line) -> Line:
    return line._replace(text=line.text.strip(" ()_.:") + ("." if line.text.rstrip(" )_").endswith(".") else ""))


def _cut_run_together(line: Line) -> list[Line]:
    """Cut a line that holds the whole block (transcripts lose line breaks) at its name, rank and NIP."""
    text = line.text
    cuts = {0, len(text)}
    label = find_nip_label(text)
    nip = find_nip(text)
    if nip is not None:
        cuts |= {nip.start, nip.end}
    elif label is not None and label.start() > 0:
        cuts.add(label.start())
    end = min((c for c in cuts if c > 0), default=len(text))
    rank = _rank_inside(text[:end])
    if rank is not None:
        cuts.add(rank)
        end = min(end, rank) if rank > 0 else end
    name = _name_start(text[:end])
    if name is not None:
        cuts.add(name)
    places = sorted(cuts)
    parts = [text[a:b].strip() for a, b in zip(places, places[1:], strict=False)]
    return [line._replace(text=part) for part in parts if part]


def _rank_inside(text: str) -> int | None:
    """Where a rank begins in running text, after a name with titles."""
    for found in reversed(list(re.finditer(r"(?<=[.,\w]\s)(?=[A-Z])", text))):  # the last: "M.Si. Pembina" is like one
        if find_rank(text[found.start() :]) and has_titles(text[: found.start()]):
            return found.start()
    return None


def _name_start(text: str) -> int | None:
    """Where a name begins after the post in one line: at a title before it, or where the case changes before its titles."""
    words = list(re.finditer(r"\S+", text))
    for index, word in enumerate(words[1:], 1):
        titled = word[0].endswith(".") and _folded(word[0]) in _titles("before")
        if titled and is_post(text[: word.start()]) and len(words) - index >= 2:
            return word.start()
    comma = text.find(",")
    if comma < 0 or not has_titles(text) or not is_post(text[:comma]):
        return None
    head = [w for w in words if w.end() <= comma + 1]
    start = len(head)
    while start > 0 and head[start - 1][0].isupper() and len(head[start - 1][0].strip(",.")) > 1:
        start -= 1
    if 0 < start < len(head) and not is_post(text[head[start].start() : comma]):
        return head[start].start()
    return None


def _folded(word: str) -> str:
    return _TITLE_GAP.sub("", word.casefold()).strip(",;()")


def _first_folded(part: str) -> str:
    words = part.split()
    return _folded(words[0]) if words else ""


@cache
def _titles(where: str) -> frozenset[str]:
    return frozenset(vocabulary("approval")[where])


@cache
def _post_words() -> frozenset[str]:
    return frozenset(vocabulary("approval")["post_words"])


@cache
def _ranks() -> tuple[str, ...]:
    return tuple(_joined(rank) for rank in vocabulary("approval")["ranks"])


def rank_meant(text: str) -> str | None:
    """The rank that a line of find_rank means, as printed but for letters misread in it; None where it names none."""
    letters = _RANK_END.split(text.casefold())[0]
    plain = "".join(c for c in letters if c.isalpha())
    best = max(vocabulary("approval")["ranks"], key=lambda r: Levenshtein.normalized_similarity(plain, _joined(r)))
    if not _is_alike(plain, _joined(best), _GRADE.search(text) is not None):
        return None
    return ((best.upper() if text.isupper() else best.title()) + " " + text[len(letters) :].lstrip()).strip()


def _joined(rank: str) -> str:
    return rank.replace(" ", "")


@cache
def _noise() -> frozenset[str]:
    return frozenset(vocabulary("approval")["noise"])


@cache
def _place_and_date() -> tuple[str, ...]:
    return tuple(n for n in vocabulary("approval")["noise"] if n.endswith((" di", " tanggal")))
