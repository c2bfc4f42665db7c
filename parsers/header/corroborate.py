"""A post or rank half hidden by stamp and signature: among its readings the one made of words that are known, or what
the same sheet prints elsewhere in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from models.document import Region
from models.layout import Line, join_lines
from models.regions import find_mentions, with_kind
from parsers.header.approval import CLEAR, is_post, rank_meant
from parsers.header.titles import is_address

#: From this likeness on (0-100) a doubtful line is the office that the letterhead prints.
SAME_LINE = 75
#: The whole post against a whole line of the letterhead: stamps take more of it, and it is longer.
SAME_POST = 68
#: A word of the letterhead is in a doubtful line from this likeness of some part of the line on (0-100). Two lines may
#: be alike and one of them still say more: "Kab. Tulang" in an address beside "Kabupaten Tulang" in the post.
WORD_THERE = 70

#: And a longer word that was read is in the letterhead's line from this likeness on: the line must not say less, either.
WORD_KEPT, LONG_WORD = 65, 4
#: Nor has it so many letters less: "Sekretaris Daerah Provinsi Daerah Istimewa …" says Daerah twice.
MOST_LETTERS_LESS = 5
#: A reading of the same place is at least so much like the word that it stands for.
SAME_WORD = 60

#: Letters of a doubtful word that may be misread.
MOST_MISREAD = 2

#: Lines of the letterhead that may make one office together.
LONGEST_RUN = 5

#: Ranks are a closed list: a reading below the first is one of them, and then this sure.
CLEAR_RANK, MEANT = 0.97, 0.7

_SMALL_WORDS = ("dan", "di", "ke")
_RUN_TOGETHER = re.compile(r"\b(PROVINSI|KABUPATEN|Provinsi|Kabupaten)(?=[A-Z]{4}|[A-Z][a-z]{3})")
#: A head without an office of a province, regency or town: a signature lies over the office.
_OF_NOTHING = re.compile(r"Kepala\s+(?:\w{1,2}\s+)?(?:Provinsi|Kabupaten|Kota)\b", re.IGNORECASE)
_BARE_KIND = re.compile(r"\b(?:Provinsi|Kabupaten|Kota)[\s.,]*$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:PEMERINTAH|SOP)\b", re.IGNORECASE)
_KINDS = ("dinas", "badan", "bagian", "bidang", "kantor", "satuan", "balai")
#: What opens the name of an office or of a region, and no post.
_NO_HEADS = (*_KINDS, "sekretariat", "pemerintah", "provinsi", "kabupaten", "kota")
_HEADS = ("kepala", "direktur", "sekretaris", "ketua", "rektor", "dekan", "camat", "inspektur", "plt.", "plh.")


def corroborated_post(lines: Sequence[Line], institution: Iterable[str], region: Region | None) -> str | None:
    """The post with its doubtful lines as the letterhead prints them; None where the two places do not agree.

    Never more than what the sheet itself says elsewhere: a line without a likeness there makes the whole None.
    """
    if not lines or all(line.confidence >= CLEAR for line in lines):
        return None
    institution = list(institution)
    offices = _offices(institution, region)
    known = {word for office in offices for word in _words(office)}
    chosen = [line.text if line.confidence >= CLEAR else _known_reading(line, known) for line in lines]
    is_office = lines[0].confidence < CLEAR and (chosen[0] or "").casefold().startswith(_NO_HEADS)
    if all(chosen) and not is_office:
        return join_lines([text for text in chosen if text])
    read = join_lines([line.text for line in lines])
    whole = _most_like(read, lines, [office for office in offices if _head(office)], SAME_POST)
    if whole is not None:
        return _in_case_of(read, whole)
    repaired = [_repaired(line, offices) for line in lines]
    if lines[0].confidence < CLEAR and not _head(repaired[0] or ""):
        return None  # an office ("Sekretariat Daerah") is no post
    return None if any(part is None for part in repaired) else join_lines([part for part in repaired if part])


def with_whole_words(post: str, confidence: float, institution: Iterable[str], region: Region | None) -> str | None:
    """The post with words that a stroke broke in two ("D nas") made whole, and in doubt with misread ones as the
    letterhead prints them; None where in doubt a word stays that no post and nothing on the sheet knows, though the
    letterhead has most of the others. Of 459 posts of drawn scans ten had such a word, all misread.
    """
    offices = _offices(institution, region)
    printed = {word for office in offices for word in _words(office)}
    words = _rejoined(post.lstrip(" :").split(), printed)
    if confidence >= CLEAR:
        return " ".join(words)
    if _OF_NOTHING.match(" ".join(words)) or _lacks_kind(_words(" ".join(words)), offices):
        return None
    words = [word if _is_known(word, printed) else _nearest(word, printed, MOST_MISREAD) or word for word in words]
    if any(one.casefold() == other.casefold() for one, other in pairwise(words)):
        return None  # "Dinas nas an Pangan": a piece of a word, taken for another
    strange = [word for word in words if not _is_known(word, printed)]
    is_told = sum(any(w in printed for w in _words(word)) for word in words) > len(words) / 2
    return None if strange and is_told else " ".join(words)


def _lacks_kind(post: Sequence[str], offices: Iterable[str]) -> bool:
    """Whether the post heads what the letterhead calls an office without saying which kind: "Kepala Pangan"."""
    if len(post) < 2 or post[0] != "kepala":
        return False
    return any(kind in _KINDS and name == post[1] for office in offices for kind, name in pairwise(_words(office)))


def _rejoined(words: list[str], printed: set[str]) -> list[str]:
    out: list[str] = []
    for word in words:
        is_rest = bool(out) and word[0].islower() and not _is_known(word, printed) and not _is_known(out[-1], printed)
        whole = _nearest(out[-1] + word, printed, 1) if is_rest else None
        if whole:
            out[-1] = whole
        else:
            out.append(word)
    return out


def _nearest(word: str, printed: set[str], most: int) -> str | None:
    """The word of the letterhead, or of posts, that differs in so many letters at most, in the case of `word`."""
    known = [other for other in sorted(printed) if len(other) > LONG_WORD]
    best = min(known, key=lambda other: Levenshtein.distance(word.casefold(), other), default="")
    if not best or Levenshtein.distance(word.casefold(), best) > min(most, len(best) // LONG_WORD):
        return None
    return best.upper() if word.isupper() else best.capitalize() if word[0].isupper() else best


def is_torn(post: str, confidence: float, region: Region | None) -> bool:
    """Whether a post as read names a region that there is not: letters of a stamp in its name, or half of the issuer's
    ("Provinsi Kalimantan" where Kalimantan Tengah issued the sheet), or no name behind "Kabupaten" at all. A sure reading
    of another name is the sheet's own.
    """
    if confidence < CLEAR and _BARE_KIND.search(post):
        return True
    for mention in find_mentions(post):
        half = region is not None and mention.name.casefold() in region.name.casefold()
        if not mention.matches and (half or confidence < CLEAR):
            return True
    return False


def _known_reading(line: Line, known: set[str]) -> str | None:
    """The line with, for each word that is not known, another reading of it that is; None where one has none."""
    words = []
    for word in line.text.split():
        if not _is_known(word, known):
            others = [a.text for a in line.alternatives if _is_known(a.text, known) and _words(a.text)]
            other = max(others, key=lambda o: fuzz.ratio(word, o), default="")
            if fuzz.ratio(word, other) < SAME_WORD:
                return None
            word = other
        words.append(word)
    return " ".join(words)


def _is_known(text: str, known: set[str]) -> bool:
    return all(word in known or is_post(word) for word in _words(text))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in _SMALL_WORDS]


def spaced(text: str) -> str:
    """A post with the space that OCR loses, under a stroke, between a kind of region and its name."""
    return _RUN_TOGETHER.sub(r"\1 ", text)


def as_ranked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A doubtful line of a rank with the letters of the rank that it means; a sure one as it is."""
    out = []
    for line in lines:
        meant = rank_meant(line.text) if line.confidence < CLEAR_RANK else None
        out.append(line._replace(text=meant, confidence=max(line.confidence, MEANT)) if meant else line)
    return tuple(out)


def _repaired(line: Line, offices: list[str]) -> str | None:
    if line.confidence >= CLEAR:
        return line.text
    head = _head(line.text)
    rest = line.text[len(head) :].strip()
    best = _most_like(rest, [line], offices, SAME_LINE)
    return f"{head} {_in_case_of(rest, best)}".strip() if best is not None else None


def _most_like(read: str, lines: Sequence[Line], offices: list[str], bound: float) -> str | None:
    """The office most like what was read, of those that say nothing of which no trace is in any reading of `lines`; the
    word that opens a post, in a line of its own over the rest, a signature may hide.
    """
    plain = _plain(read)
    seen = [plain, *(_plain(other.text) for line in lines for other in line.alternatives)]
    candidates = [
        office
        for office in offices
        if all(
            any(len(text) >= len(word) and fuzz.partial_ratio(word, text) >= WORD_THERE for text in seen)
            for word in _words(office[len(_head(office)) :])
        )
        and all(
            fuzz.partial_ratio(word, _plain(office)) >= WORD_KEPT for word in _words(read) if len(word) >= LONG_WORD
        )
    ]
    candidates = [office for office in candidates if len(_plain(office)) > len(plain) - MOST_LETTERS_LESS]
    best = max(candidates, key=lambda office: fuzz.ratio(plain, _plain(office)), default=None)
    return best if best is not None and fuzz.ratio(plain, _plain(best)) >= bound else None


def _offices(institution: Iterable[str], region: Region | None) -> list[str]:
    """What the sheet prints elsewhere: lines of the letterhead, runs of them, the region with its kind, and both."""
    lines = [_LEAD.sub("", line).strip() for line in institution if not is_address(line)]
    runs = [" ".join(lines[i:j]) for i in range(len(lines)) for j in range(i + 1, min(len(lines), i + LONGEST_RUN) + 1)]
    offices = [run for run in runs if is_post(run)]
    place = with_kind(region)
    if region is not None and place is not None:
        # a post names its region last, a letterhead over the office
        offices += [
            f"{run} {place.upper() if run.isupper() else place}"
            for run in offices
            if region.name.casefold() not in run.casefold()
        ]
        offices.append(place)
    return offices


def _head(text: str) -> str:
    """The post's own word, as printed ("Kepala"), or nothing."""
    first = text.split(" ", 1)[0]
    return first if first.casefold() in _HEADS else ""


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _in_case_of(read: str, office: str) -> str:
    """The office in the case of what was read: a letterhead in capitals is no post in capitals."""
    if sum(c.islower() for c in read) <= sum(c.isupper() for c in read) or not office.isupper():
        return office
    return " ".join(word.casefold() if word in ("DAN", "DI") else word.capitalize() for word in office.split())
