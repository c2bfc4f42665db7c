"""Regulations cited in running text (steps, warnings, remarks), found by spaCy's Matcher in spite of misread letters.

spaCy is loaded when the first text that may hold a citation comes by, once a process: it costs a second of CPU time and
some 90 MB. Texts without a number and a year never reach it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from checks.context import Context
from checks.texts import all_texts
from checks.wording import normalised
from models.document import Regulation

#: A citation needs a number and a year after it; look-alike letters count as figures.
_FIGURE = re.compile(r"\d")
_A_YEAR = re.compile(r"(?:19|20|I9|2O|l9|Z0)[\dOoIlSZ]{2}\b")
#: No word of a citation is longer, in letters; the tokenizer's time grows with the square of a word (a row of 3,000 dashes: 10 s).
_LONGEST_WORD = 40
_OVERLONG = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S+")
#: Kinds of regulations by the words they begin with, normalised; longer beginnings first.
_KINDS: tuple[tuple[str, str], ...] = (
    ("peraturan menteri pendayagunaan", "PermenPANRB"),
    ("peraturan menteri pan", "PermenPANRB"),
    ("peraturan menteri dalam negeri", "Permendagri"),
    ("peraturan pemerintah", "PP"),
    ("peraturan presiden", "Perpres"),
    ("keputusan presiden", "Keppres"),
    ("undang undang", "UU"),
    ("uu", "UU"),
    ("pp", "PP"),
    ("perpres", "Perpres"),
    ("keppres", "Keppres"),
    ("permendagri", "Permendagri"),
    ("permenpan", "PermenPANRB"),
)
_SHORT_KINDS = [
    "uu",
    "pp",
    "perki",
    "perpres",
    "keppres",
    "inpres",
    "perda",
    "pergub",
    "perbup",
    "perwal",
    "perwali",
    "perka",
]
_LONG_KINDS = ["peraturan", "keputusan", "undang", "instruksi"]
#: Words of a kind between its first word and "Nomor" ("Peraturan Menteri Pendayagunaan Aparatur Negara dan …").
_KIND_WORDS = 10
_NUMBER = r"^[\dOoIlS]{1,3}[A-Za-z]?$"
_YEAR = r"^(?:19|20|I9|l9|2O|Z0)[\dOoIlSZ]{2}$"
_FIGURES = str.maketrans("OoIlSZ", "001152")


class Citation(NamedTuple):
    """A regulation named in the text at `pointer`; `text` is what names it."""

    pointer: str
    text: str
    regulation: Regulation


def cited_in_text(context: Context) -> Iterator[Citation]:
    """Every regulation that the sheet names outside its legal basis, with number and year, in reading order."""
    for pointer, text in all_texts(context.sop):
        if not pointer.startswith("/header/legal_basis/"):
            for said, regulation in citations_in(text):
                yield Citation(pointer, said, regulation)


@lru_cache(maxsize=4096)
def citations_in(text: str) -> tuple[tuple[str, Regulation], ...]:
    """(words, regulation) of each citation in a text; `kind` is None where the kind has no short form here."""
    figure = _FIGURE.search(text)
    if not figure or not _A_YEAR.search(text, figure.end()):
        return ()
    pipeline, matcher, longest = _tools()
    document = pipeline(_SEPARATE.sub(r"\1 \2", _OVERLONG.sub(r"\1", text)))
    found = []
    for span in longest([document[start:end] for _, start, end in matcher(document)]):
        numbers = [token.text.translate(_FIGURES) for token in span if re.match(_NUMBER, token.text)]
        year = int(span[-1].text.translate(_FIGURES))
        if numbers:
            regulation = Regulation(text=span.text, kind=_kind(span.text), number=numbers[0], year=year)
            found.append((span.text, regulation))
    return tuple(found)


#: "No.8" is one word to the tokenizer.
_SEPARATE = re.compile(r"\b([Nn][Oo]\.?)(\d)")


def _kind(text: str) -> str | None:
    plain = normalised(text)
    for start, kind in _KINDS:
        if _begins_alike(plain.split(), start.split()):
            return kind
    return None


def _begins_alike(said: list[str], start: list[str]) -> bool:
    """Whether a text begins with these words, but for a misread letter in the longer ones."""
    from rapidfuzz.distance import Levenshtein

    return len(said) >= len(start) and all(
        one == other or (len(other) >= _FUZZY_LETTERS and Levenshtein.distance(one, other, score_cutoff=1) <= 1)
        for one, other in zip(said, start, strict=False)
    )


#: Shorter words have too many neighbours a letter away.
_FUZZY_LETTERS = 5


@cache
def _tools() -> tuple[Any, Any, Any]:
    """The tokenizer, the matcher and spaCy's filter of the longest spans."""
    from spacy.lang.id import Indonesian
    from spacy.matcher import Matcher
    from spacy.util import filter_spans

    class Defaults(Indonesian.Defaults):
        # 15,600 hyphenated words (aba-aba …) cost five seconds to load and make no difference here.
        tokenizer_exceptions = {k: v for k, v in Indonesian.Defaults.tokenizer_exceptions.items() if "-" not in k}

    class Trimmed(Indonesian):
        pass

    Trimmed.Defaults = Defaults
    pipeline = Trimmed()
    matcher = Matcher(pipeline.vocab)
    number_word = {"LOWER": {"FUZZY2": {"IN": ["nomor"]}}}
    number_short = {"LOWER": {"IN": ["no", "no.", "nomer"]}}
    nation = {"LOWER": {"IN": ["ri", "r.i."]}, "OP": "?"}
    series = {"TEXT": {"REGEX": r"^[A-Z]{1,3}\.?$"}, "OP": "?"}  # "Nomor PM 50", "No. P 6"
    mark = {"TEXT": {"IN": [".", ":"]}, "OP": "?"}
    number, year = {"TEXT": {"REGEX": _NUMBER}}, {"TEXT": {"REGEX": _YEAR}}
    of_year = {"LOWER": {"FUZZY1": {"IN": ["tahun"]}}}
    of_year_short = {"LOWER": {"IN": ["th", "thn", "th.", "thn.", "/"]}}
    long_kind = [
        {"LOWER": {"FUZZY1": {"IN": _LONG_KINDS}}},
        {"TEXT": {"REGEX": r"^(?:[^\W\d_]+|[-/,])$"}, "OP": f"{{0,{_KIND_WORDS}}}"},
    ]
    short_kind = [{"LOWER": {"REGEX": f"^(?:{'|'.join(_SHORT_KINDS)}|permen[a-z]*)$"}}, nation]
    patterns = []
    for kind in (long_kind, short_kind):
        for opening in (
            [number_word, mark, series],
            [number_short, mark, series],
            *([[]] if kind is short_kind else []),
        ):
            for tail in ([of_year, mark], [of_year_short, mark]):
                patterns.append([*kind, *opening, number, *tail, year])
    matcher.add("citation", patterns)
    return pipeline, matcher, filter_spans
