"""ACT: every step has its actor, and text and column name the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checks.context import Context
from checks.drawing import Symbol, is_pictured, symbol_of
from checks.rule import Hit, Rule
from checks.wording import normalised
from models.bilingual import Bilingual
from models.finding import Cause

#: How offices write their posts, as normalised words; long form last, so that both sides compare as the long form.
_POSTS = {
    "kadin": "kepala dinas",
    "kadis": "kepala dinas",
    "ka dinas": "kepala dinas",
    "kaban": "kepala badan",
    "ka badan": "kepala badan",
    "sekdin": "sekretaris dinas",
    "sekdis": "sekretaris dinas",
    "sekban": "sekretaris badan",
    "sekda": "sekretaris daerah",
    "sekcam": "sekretaris camat",
    "sekretaris kecamatan": "sekretaris camat",
    "kabid": "kepala bidang",
    "ka bid": "kepala bidang",
    "kasi": "kepala seksi",
    "ka sie": "kepala seksi",
    "ka seksi": "kepala seksi",
    "kasie": "kepala seksi",
    "kabag": "kepala bagian",
    "kabbag": "kepala bagian",
    "ka bag": "kepala bagian",
    "kasubbag": "kepala subbagian",
    "kasubag": "kepala subbagian",
    "kasub bag": "kepala subbagian",
    "ka subbag": "kepala subbagian",
    "ka sub bag": "kepala subbagian",
    "kepala sub bagian": "kepala subbagian",
    "kepala subbag": "kepala subbagian",
    "kepala sub bag": "kepala subbagian",
    "kasubbid": "kepala subbidang",
    "kasubid": "kepala subbidang",
    "kepala sub bidang": "kepala subbidang",
    "kasubdit": "kepala subdirektorat",
    "kabiro": "kepala biro",
    "karo": "kepala biro",
    "ka upt": "kepala upt",
    "kapus": "kepala pusat",
    "kapuskesmas": "kepala puskesmas",
    "walikota": "wali kota",
}
#: Posts that can open an activity as its subject; the first word decides.
_POST_WORDS = frozenset(
    [
        "kepala",
        "sekretaris",
        "direktur",
        "camat",
        "lurah",
        "bupati",
        "gubernur",
        "staf",
        "bendahara",
        "operator",
        "petugas",
        "ketua",
        "arsiparis",
        "agendaris",
        "verifikator",
        "auditor",
        "inspektur",
        "asisten",
        "kpa",
        "ppk",
        "pptk",
        "ppid",
        "jfu",
    ]
)
#: An activity is said by a verb; words before it are its subject (PermenPAN-RB 35/2012: the column gives the actor).
_VERB = re.compile(
    r"(me(?!dia|dis|ja|nteri|tode|kani|mo$|lalui)|ber(?!kas|sama|ita)|di(?!nas|rek|vis|git|sposisi$))[a-z]{4,}"
)
_SUBJECT_WORDS = 7
#: More steps without a symbol than this (a count, and a share of all) and it is the reading that failed: one finding.
_IDLE_COUNT, _IDLE_SHARE = 3, 1 / 3
#: Words in a post's name that name nobody in particular.
_WEAK = frozenset(
    [
        "dan",
        "dinas",
        "badan",
        "daerah",
        "kantor",
        "upt",
        "pada",
        "di",
        "ke",
        "dari",
        "yang",
        "atau",
        "bersama",
        "para",
        "selaku",
        "sub",
    ]
)


def _no_actor(context: Context) -> Iterable[Hit]:
    """Silent where drawings cannot be known (transcripts) or where the table has no actor columns."""
    if context.is_transcript or not context.sop.actors:
        return
    steps = [(i, a) for i, a in enumerate(context.sop.activities) if a.description or a.number is not None]
    idle = [i for i, a in steps if not a.actors]
    if len(idle) > max(_IDLE_COUNT, len(steps) * _IDLE_SHARE) or len(idle) == len(steps) > 1:
        misread = is_pictured(context) or _are_circles(context, idle)
        cause: Cause | None = "reading" if misread else None
        yield Hit("/activities", {"count": len(idle), "all": len(steps)}, message=_MANY, subject="many", cause=cause)
        return
    for index in idle:
        symbol = symbol_of(context, index)
        yield Hit(
            f"/activities/{index}/actors",
            {"step": context.step(index), "text": context.quoted(index)},
            message=_NOT_READ if symbol is Symbol.LOST else None,
            cause=None if symbol is Symbol.ABSENT else "reading",
        )


def _are_circles(context: Context, idle: Sequence[int]) -> bool:
    """True where most of the rows have a circle without a letter: steps drawn as circles, taken for connectors."""
    ids = {context.sop.activities[index].id for index in idle}
    round_ones = {n.activity for n in context.sop.flow.nodes if n.shape == "connector" and not n.text.strip()}
    return 2 * len(ids & round_ones) > len(ids)


_NOT_READ = Bilingual(
    "simbol pelaksana {step} tidak terbaca dari gambarnya: “{text}”",
    "the symbol of {step} could not be read from the picture: “{text}”",
)
_MANY = Bilingual(
    "{count} dari {all} langkah tanpa simbol di kolom pelaksana: simbolnya tidak terbaca, atau memang tidak digambar",
    "{count} of {all} steps have no symbol in any actor column: they could not be read, or were never drawn",
)


def long_form(text: str) -> str:
    """A post or a sentence, normalised, with the abbreviated posts written out."""
    plain = f" {normalised(text)} "
    for short, long in sorted(_POSTS.items(), key=lambda item: -len(item[0])):
        plain = plain.replace(f" {short} ", f" {long} ")
    return " ".join(plain.split())


def subject_of(description: str) -> str | None:
    """The post that an activity names as its doer in front of the verb, long form; None where it opens with the verb."""
    said = long_form(description).split()
    if not said or said[0] not in _POST_WORDS:
        return None
    for place, word in enumerate(said[: _SUBJECT_WORDS + 1]):
        if place and _VERB.match(word):
            return " ".join(said[:place])
    return None


def _actor_mismatch(context: Context) -> Iterable[Hit]:
    names = {actor.id: long_form(actor.name) for actor in context.sop.actors}
    for index, activity in enumerate(context.sop.activities):
        subject = subject_of(activity.description)
        mine = [names[a] for a in activity.actors if a in names]
        if subject is None or not mine or any(_may_be(subject, name) for name in mine):
            continue
        meant = next((actor for actor in context.sop.actors if _is_surely(subject, names[actor.id])), None)
        if meant is None:
            continue  # a post that no column bears may be a member of a column's team
        column = next(actor.name for actor in context.sop.actors if actor.id == activity.actors[0])
        yield Hit(
            f"/activities/{index}/actors",
            {"step": context.step(index), "subject": meant.name, "column": column, "text": context.quoted(index)},
            suggestion=Bilingual(f"mungkin kolom {meant.name}", f"perhaps the column {meant.name}"),
            subject=meant.name,
        )


def _telling(name: str) -> set[str]:
    """The words that tell one post from another; 'kepala dinas' is one word, as 'kepala' alone says nothing."""
    return {w for w in re.sub(r"\bkepala (\w+)", r"kepala_\1", name).split() if w not in _WEAK}


def _may_be(subject: str, column: str) -> bool:
    """True where column and subject can mean one person: the words of one are among those of the other."""
    one, two = _telling(subject), _telling(column)
    return one <= two or two <= one


def _is_surely(subject: str, column: str) -> bool:
    """True where the subject names this column: same first word, and the shorter name is part of the longer."""
    return subject.split()[0] == (column.split() or [""])[0] and _may_be(subject, column)


RULES = (
    Rule(
        "ACT301",
        "no-actor",
        "error",
        Bilingual("Kegiatan tanpa pelaksana", "Step without an actor"),
        Bilingual(
            "{step} tidak mempunyai simbol di kolom pelaksana mana pun: “{text}”",
            "{step} has no symbol in any actor column: “{text}”",
        ),
        _no_actor,
    ),
    Rule(
        "ACT302",
        "actor-mismatch",
        "warning",
        Bilingual("Pelaksana dalam teks lain dari kolomnya", "Text and column name different actors"),
        Bilingual(
            "{step} menyebut {subject}, tetapi simbolnya di kolom {column}: “{text}”",
            "{step} names {subject}, but its symbol stands under {column}: “{text}”",
        ),
        _actor_mismatch,
    ),
)
