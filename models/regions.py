"""Regions named in text: where, of which kind, and which of the gazetteer's they may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from models.document import Region, RegionLevel
from models.gazetteer import RegionEntry, gazetteer, is_within

__all__ = ["RegionMention", "find_mentions", "gazetteer", "is_within", "issuing_region", "to_region"]

#: Words that say what the name after them is. Offices name their region too ("Bupati Demak").
_KINDS: dict[str, RegionLevel] = {
    "kabupaten": "regency",
    "kab": "regency",
    "pemkab": "regency",
    "setdakab": "regency",
    "bupati": "regency",
    "kota": "city",
    "kotamadya": "city",
    "kodya": "city",
    "pemkot": "city",
    "walikota": "city",
    "provinsi": "province",
    "propinsi": "province",
    "prov": "province",
    "prop": "province",
    "pemprov": "province",
    "gubernur": "province",
    "kecamatan": "district",
    "kec": "district",
}
#: Kinds after which a name that nobody knows is worth reporting; "Bupati nomor 10" names none.
_NAMING = frozenset({"kabupaten", "kab", "kota", "kotamadya", "kodya", "provinsi", "propinsi", "prov"})
#: Long enough to be recognised with a misread letter or two ("KABUPATFN", "PROVISI").
_FUZZY_KINDS = {"kabupaten": 2, "kecamatan": 2, "provinsi": 1, "propinsi": 1, "walikota": 1, "gubernur": 1}
#: Words after "Kota", "Kabupaten" or "Provinsi" that begin no name, unless the gazetteer knows one with them.
_NO_NAMES = frozenset(
    """
    layak sehat setempat ini itu tersebut masing se di dan atau yang induk pemekaran kreatif lama tua baru lain lainnya
    administrasi terkait asal tujuan untuk dalam dengan oleh ke dari pada kabupaten kota provinsi nomor no tentang tahun
    pusaka hijau cerdas besar kecil wali bupati gubernur melalui sebagai serta ada kepada selaku mengenai adalah akan
    agar tidak telah sesuai antar pos terhadap via lewat secara guna bila jika apabila setelah sebelum kemudian lalu
    selanjutnya dapat harus wajib belum bukan juga oleh saat sampai hingga maupun bersama
    """.split()  # noqa: SIM905
)
#: Words before "Kota" that make it a common noun ("Dinas Tata Kota").
_COMMON_NOUN_BEFORE = frozenset(("tata", "perencanaan", "pusat", "luar", "ibu", "ruang", "taman", "hutan", "dalam"))
#: Words of the longest region name (with kind: Kabupaten Kepulauan Siau Tagulandang Biaro).
LONGEST_NAME = 5
#: Provinces whose abbreviation is a word of its own; full names stand alone in too many other senses.
_SHORT_PROVINCES = frozenset(
    """
    sumut sumbar sumsel babel kepri jabar jateng jatim kalbar kalteng kalsel kaltim kaltara sulut sulteng sulsel sultra
    sulbar malut ntb ntt
    """.split()  # noqa: SIM905
)
#: Words taken for a name that is in no list.
UNKNOWN_NAME_WORDS = 3
#: Letters of the shortest region names ("Pati", "Alor"; "Bau" with a prefix); less is a stump.
SHORTEST_NAME = 3

_OTHER_KIND: dict[RegionLevel, RegionLevel] = {"regency": "city", "city": "regency"}
#: Abbreviations inside names, whose point ends no sentence.
_POINTED = frozenset(("kep.", "d.i."))
#: A speck or a dash of dirt between two words is read as a point of its own.
_SPECK = re.compile(r"\s+[.·,'`]\s+")
_SLASH_AFTER = re.compile(r"\s*/")
_KIND_SLASH_BEFORE = re.compile(r"(?:kab\.?|kabupaten|kota|prov\.?|provinsi|bupati)\s*/\s*$", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?\.?", re.UNICODE)
_ADDRESS = re.compile(
    r"\b(?:jl|jln|jalan|telp|telepon|fax|faks|email|e-mail|pos-el|website|laman|kec|kecamatan|kel|kelurahan|desa)\b"
    r"|https?:|www\.|@|\b\d{5}\b|kode\s?pos",
    re.IGNORECASE,
)


class RegionMention(NamedTuple):
    """text[start:end] names a region of `level`: `kind` and `name` as printed.

    `matches`: regions of that level with that name (several for a kecamatan); empty where none is known.
    `likeness`: 1.0 for the exact name, less where `matches` holds the nearest one (a misreading or a typo).
    `elsewhere`: regions of the name but of the other kind, where `matches` is empty ("Kota Demak").
    """

    start: int
    end: int
    kind: str
    name: str
    level: RegionLevel
    matches: tuple[RegionEntry, ...]
    likeness: float = 1.0
    elsewhere: tuple[RegionEntry, ...] = ()


def find_mentions(text: str) -> list[RegionMention]:
    """Every region that `text` names with its kind, in order; abbreviated provinces ("Kaltim") also without one.

    "Kabupaten/Kota" names none. Case, spaces and look-alike letters do not matter; the longest known name wins.
    """
    words = list(_WORD.finditer(text))
    mentions: list[RegionMention] = []
    index = 0
    while index < len(words):
        mention, used = _mention_at(text, words, index)
        if mention is not None:
            mentions.append(mention)
        index += max(1, used)
    return mentions


def with_kind(region: Region | None) -> str | None:
    """The name of a province, regency or city as offices print it, with its kind; None for any other region."""
    kind = _KIND_PRINTED.get(region.level) if region else None
    if region is None or kind is None:
        return None
    return region.name if region.name.startswith(kind) else f"{kind} {region.name}"


_KIND_PRINTED = {"province": "Provinsi", "regency": "Kabupaten", "city": "Kota"}


def issuing_region(texts: Iterable[str]) -> Region | None:
    """The region whose office issued a sheet: the first one named in `texts` (letterhead, approver, title: in that order).

    Address lines are passed over. A regency or city named after its own province is meant instead of it. A name that
    the gazetteer does not know gives a region without code; None where no text names any.
    """
    found: RegionEntry | None = None
    unknown: Region | None = None
    for text in texts:
        if _ADDRESS.search(text):
            continue
        for mention in find_mentions(text):
            if mention.level == "district":
                continue
            if not mention.matches:
                unknown = unknown or Region(name=f"{mention.kind} {mention.name}", level=mention.level)
                continue
            entry = mention.matches[0]
            if found is None or (entry.code != found.code and is_within(entry.code, found.code)):
                found = entry
        if found is not None and found.level != "province":
            break
    return to_region(found) if found else unknown


def to_region(entry: RegionEntry) -> Region:
    return Region(name=entry.name, level=entry.level, code=entry.code)


class _Named(NamedTuple):
    """What the words after a kind turned out to be; `count` words belong to the name."""

    count: int
    matches: tuple[RegionEntry, ...]
    likeness: float
    elsewhere: tuple[RegionEntry, ...] = ()


def _mention_at(text: str, words: list[re.Match[str]], index: int) -> tuple[RegionMention | None, int]:
    """The mention that begins with word `index`, and how many words it takes."""
    word = words[index]
    kind = _kind(word[0])
    if kind is None:
        return _short_province(word), 1
    if _is_alternative(text, word):
        return None, 1
    level, glued_at = _KINDS[kind], _glued_name(word[0], kind)
    spans = _name_spans(text, words, index, glued_at)
    known = _exact(text, spans, level)
    if known is None:
        likely = _likely_name(text, spans)
        is_noun = level == "city" and index > 0 and _bare(words[index - 1][0]) in _COMMON_NOUN_BEFORE
        known = None if is_noun or not likely else _similar(text, likely, level) or _unknown(text, likely, kind)
    if known is None:
        return None, 1
    end = spans[known.count - 1][1]
    name = " ".join(text[spans[0][0] : end].split())
    mention = RegionMention(
        word.start(),
        end,
        word[0][:glued_at] if glued_at else word[0],
        name,
        level,
        known.matches,
        known.likeness,
        known.elsewhere,
    )
    return mention, known.count if glued_at else known.count + 1


def _exact(text: str, spans: list[tuple[int, int]], level: RegionLevel) -> _Named | None:
    """The longest name known; a kota that bears a kabupaten's longer name is elsewhere ("Kota Solok Selatan")."""
    other: RegionLevel | None = _OTHER_KIND.get(level)
    for count in range(len(spans), 0, -1):
        name = text[spans[0][0] : spans[count - 1][1]]
        if matches := gazetteer().lookup(name, level):
            return _Named(count, matches, 1.0)
        if other and (elsewhere := gazetteer().lookup(name, other)):
            return _Named(count, (), 1.0, elsewhere)
    return None


def _similar(text: str, spans: list[tuple[int, int]], level: RegionLevel) -> _Named | None:
    """The known name nearest to one, two … of the words; districts are too many to guess among."""
    if level == "district":
        return None
    found: list[_Named] = []
    for count in range(len(spans), 0, -1):
        near = gazetteer().nearest(text[spans[0][0] : spans[count - 1][1]], level)
        if near is not None:
            found.append(_Named(count, (near[0],), near[1]))
    return max(found, key=lambda named: (named.likeness, named.count), default=None)


def _unknown(text: str, spans: list[tuple[int, int]], kind: str) -> _Named | None:
    """A name that is in no list; None after words that need not be followed by one, or for a stump."""
    if kind not in _NAMING or spans[0][1] - spans[0][0] < SHORTEST_NAME:
        return None
    return _Named(min(len(spans), UNKNOWN_NAME_WORDS), (), 0.0)


def _name_spans(text: str, words: list[re.Match[str]], index: int, glued_at: int) -> list[tuple[int, int]]:
    """Spans of the words after a kind that may form a name: nothing but blanks, or a lone speck, between them."""
    word = words[index]
    spans = [(word.start() + glued_at, word.end())] if glued_at else []
    end = word.end()
    for following in words[index + 1 : index + 1 + LONGEST_NAME - len(spans)]:
        between = text[end : following.start()]
        if between.strip() and not _SPECK.fullmatch(between):
            break
        end = following.end()
        ends_sentence = following[0].endswith(".") and following[0].casefold() not in _POINTED
        spans.append((following.start(), end - 1 if ends_sentence else end))
        if ends_sentence:
            break
    return spans


def _likely_name(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The leading words that begin with a capital and are no common words."""
    likely = []
    for start, end in spans:
        if not text[start].isupper() or _bare(text[start:end]) in _NO_NAMES:
            break
        likely.append((start, end))
    return likely


def _is_alternative(text: str, word: re.Match[str]) -> bool:
    """Whether the kind is half of "Kabupaten/Kota"."""
    return bool(_SLASH_AFTER.match(text, word.end()) or _KIND_SLASH_BEFORE.search(text[: word.start()]))


def _short_province(word: re.Match[str]) -> RegionMention | None:
    name = word[0].rstrip(".")
    if name.casefold() not in _SHORT_PROVINCES:
        return None
    matches = gazetteer().lookup(name, "province")
    return RegionMention(word.start(), word.start() + len(name), "", name, "province", matches)


@lru_cache(maxsize=8192)
def _kind(word: str) -> str | None:
    bare = _bare(word)
    if bare in _KINDS:
        return bare
    for kind, slips in _FUZZY_KINDS.items():
        if abs(len(bare) - len(kind)) <= slips and Levenshtein.distance(bare, kind, score_cutoff=slips) <= slips:
            return kind
    return next(
        (kind for kind in ("kabupaten", "provinsi") if bare.startswith(kind) and len(bare) >= len(kind) + 4), None
    )


def _glued_name(word: str, kind: str) -> int:
    """Where the name begins in a word that holds both ("KabupatenDemak"); 0 where it does not."""
    bare = _bare(word)
    return len(kind) if bare != kind and bare.startswith(kind) and len(bare) >= len(kind) + 4 else 0


def _bare(word: str) -> str:
    return word.rstrip(".").casefold()
