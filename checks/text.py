"""TXT: what was read with doubt, misspelt words, and subjects of another SOP left in by copying."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from checks.context import Context
from checks.rule import Hit, Rule
from checks.texts import all_texts
from checks.wording import is_blank, normalised, shortened
from models.bilingual import Bilingual
from models.evidence import Evidence
from models.office_words import office_words

#: A word is suspect if it is this long, and a word one edit apart stands at least this often, and that many times more.
_WORD_CHARACTERS, _USUAL_COUNT, _USUAL_RATIO = 7, 3, 3
#: Beginnings and ends of words carry affixes (penyusun, penyusunan; disusun, menyusun): an edit there is no slip.
_KEPT_START, _KEPT_END = 2, 2
_WORD = re.compile(r"[^\W\d_]+")

#: "Konsep PK", "dokumen Renstra": what a step makes, named by a short form.
_MADE = re.compile(
    r"\b(?i:draft?|konsep|dokumen|laporan|rancangan|naskah|final)\s+(?:(?i:laporan|dokumen)\s+)?([A-Z][\w-]*[A-Z]\w*)\b"
)
_SHORT_FORM = re.compile(r"\b[A-Z][\w-]*[A-Z]\w*\b")
#: The sheet's own subject must be named in this many rows, and this many times as often as the foreign one.
_OWN_ROWS, _OWN_RATIO = 4, 2


#: Header values that the reader leaves null where it is not sure of them; their pointers under /header.
_SCALARS = ("number", "title", "created_on", "revised_on", "effective_on")
#: ... and those of which no other rule speaks where they were read and not taken.
_NAMED_NOWHERE_ELSE = ("/header/number", "/header/approved_by/name")


def _low_confidence(context: Context) -> Iterable[Hit]:
    """One finding a header field and one a table row, at the least sure reading in it."""
    doubtful: dict[str, list[tuple[str, Evidence]]] = {}
    for pointer, entry in context.sop.evidence.items():
        if _is_doubtful(context, pointer, entry):
            doubtful.setdefault(_group(pointer), []).append((pointer, entry))
    for group, entries in doubtful.items():
        pointer, worst = min(entries, key=lambda item: item[1].confidence)
        yield Hit(
            pointer,
            {
                "text": shortened(worst.text) or "…",
                "percent": round(worst.confidence * 100),
                "more": _more(len(entries) - 1),
            },
            suggestion=context.other_reading(pointer),
            message=_NOT_TAKEN if _is_not_taken(context, pointer) else None,
            cause="reading",
            subject=group if group.startswith("/header") else "",
        )


_NOT_TAKEN = Bilingual(
    "terbaca “{text}”, tetapi tidak diambil sebagai nilainya{more}",
    "read as “{text}”, and not taken for the value{more}",
)


def _is_doubtful(context: Context, pointer: str, entry: Evidence) -> bool:
    """Below the bound; or left null for doubt, as handwriting is, however high the reader's score."""
    if entry.confidence is None or _is_blank_cell(pointer, entry):
        return False
    return (
        entry.confidence < context.options.min_confidence
        or (_is_null(context, pointer) and context.is_unread(pointer))
        or _is_not_taken(context, pointer)
    )


def _is_not_taken(context: Context, pointer: str) -> bool:
    """Read surely and yet left null, as no number or name looks like that; of dates and NIPs the header's rules speak."""
    if pointer not in _NAMED_NOWHERE_ELSE or not _is_null(context, pointer):
        return False
    return context.is_rejected(pointer) and not context.is_unread(pointer)


def _is_blank_cell(pointer: str, entry: Evidence) -> bool:
    """A cell in which nothing was read, ink or no ink: the rule on what should stand there speaks of it."""
    return pointer.startswith("/activities/") and is_blank(entry.text)


def _is_null(context: Context, pointer: str) -> bool:
    header, field = context.sop.header, pointer.split("/")[-1]
    if pointer.startswith("/header/approved_by/"):
        return getattr(header.approved_by, field, "") is None
    return pointer == f"/header/{field}" and field in _SCALARS and getattr(header, field) is None


def _group(pointer: str) -> str:
    """The row, or the header field, that a reading belongs to."""
    parts = pointer.split("/")
    return "/".join(parts[: 4 if parts[2] == "approved_by" else 3])


def _more(count: int) -> Bilingual:
    if count == 0:
        return Bilingual("", "")
    return Bilingual(
        f" (dan {count} bacaan lain di tempat yang sama)", f" (and {count} more readings in the same place)"
    )


def _suspected_misspelling(context: Context) -> Iterable[Hit]:
    """A rare word one edit from one that this document uses often: the document is its own dictionary."""
    texts = list(all_texts(context.sop))
    counts = Counter(word for _, text in texts for word in _plain_words(text))
    right = office_words() | {normalised(word) for word in context.options.vocabulary}
    usual = [word for word, count in counts.items() if count >= _USUAL_COUNT and len(word) >= _WORD_CHARACTERS - 1]
    meant = {
        word: _meant(word, counts, usual) for word in counts if len(word) >= _WORD_CHARACTERS and word not in right
    }
    for pointer, text in texts:
        for word in dict.fromkeys(_plain_words(text)):
            if likely := meant.get(word):
                yield Hit(
                    pointer,
                    {"word": word, "text": shortened(text)},
                    suggestion=Bilingual(f"mungkin “{likely}”", f"perhaps “{likely}”"),
                    subject=word,
                )


def _plain_words(text: str) -> list[str]:
    """Words in lower case; short forms in capitals (LKjIP) are no words."""
    found = _WORD.findall(text)
    return [w.casefold() for w in found if w.islower() or w.istitle() or (w.isupper() and text.isupper())]


def _meant(word: str, counts: Counter[str], usual: list[str]) -> str | None:
    for other in usual:
        if counts[other] < _USUAL_RATIO * counts[word] or abs(len(other) - len(word)) > 1:
            continue
        if len(other) == len(word) and sorted(other) != sorted(word):
            continue  # one letter for another makes another word as often as a slip (penyusunan, penyusutan)
        same_ends = word[:_KEPT_START] == other[:_KEPT_START] and word[-_KEPT_END:] == other[-_KEPT_END:]
        if same_ends and OSA.distance(word, other, score_cutoff=1) == 1:
            return other
    return None


def _foreign_subject(context: Context) -> Iterable[Hit]:
    """'Konsep PK' in a sheet whose steps otherwise make the LKjIP that its title names."""
    made = [
        (pointer, text, normalised(found))
        for index, activity in enumerate(context.sop.activities)
        for field in ("requirements", "outputs")
        for item, text in enumerate(getattr(activity, field))
        for pointer in (f"/activities/{index}/{field}/{item}",)
        for found in _MADE.findall(text)
    ]
    title = context.sop.header.title or ""
    rows = Counter()
    for activity in context.sop.activities:
        said = " ".join([activity.description, *activity.requirements, *activity.outputs])
        rows.update({normalised(short) for short in _SHORT_FORM.findall(said)})
    if not rows:
        return
    own, count = rows.most_common(1)[0]
    if count < _OWN_ROWS:
        return
    described = " ".join(normalised(a.description) for a in context.sop.activities)
    named = f" {normalised(title)} {described} "
    for pointer, text, short in made:
        if short != own and f" {short} " not in named and rows[short] * _OWN_RATIO <= count:
            yield Hit(pointer, {"foreign": short.upper(), "own": own.upper(), "text": shortened(text)}, subject=short)


RULES = (
    Rule(
        "TXT901",
        "low-confidence",
        "info",
        Bilingual("Bacaan tidak meyakinkan", "Doubtful reading"),
        Bilingual(
            "terbaca dengan keyakinan {percent}%: “{text}”{more}",
            "read with a confidence of {percent}%: “{text}”{more}",
        ),
        _low_confidence,
    ),
    Rule(
        "TXT902",
        "suspected-misspelling",
        "info",
        Bilingual("Kemungkinan salah ketik", "Suspected misspelling"),
        Bilingual("“{word}” mungkin salah ketik: “{text}”", "“{word}” may be misspelt: “{text}”"),
        _suspected_misspelling,
        preview=True,
    ),
    Rule(
        "TXT903",
        "foreign-subject",
        "warning",
        Bilingual("Pokok SOP lain tertinggal", "Subject of another SOP left in"),
        Bilingual(
            "{foreign} disebut dalam SOP tentang {own}: “{text}”", "{foreign} is named in an SOP on {own}: “{text}”"
        ),
        _foreign_subject,
        preview=True,
    ),
)
