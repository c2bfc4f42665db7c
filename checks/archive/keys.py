"""What sheets are compared by: names without degrees, titles without their kind, steps without their region."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from checks.wording import normalised
from models.gazetteer import as_drawn, letters
from models.regions import find_mentions

#: Degrees and titles before and after a person's name, as normalised words.
_DEGREES = frozenset(
    """
    dr dra drs drg drh ir h hj prof kh r rr ra s m d a se st sh sp si sos ag ap stp sip skm kep kes pd hum kom t ti par ip
    mm mh mt ma msi mkes mpd map mp mkom mhum msc mba mpa phd ph amd a md ners ns apt spd sstp skep spsi sti ssos ssi skom
    """.split()  # noqa: SIM905
)
#: What a person's name is cut at: degrees follow a comma ("BUDI SANTOSO, S.Sos., M.Si").
_AFTER_NAME = re.compile(r",.*$", re.DOTALL)
#: "SOP", "Standar Operasional Prosedur", "POS", "Prosedur" and a number in front of a title.
_TITLE_START = re.compile(
    r"^(?:(?:\d+|judul|nama|dokumen|standar|standard|operasional|operating|prosedur|procedure|sop|spo|pos|ap|tentang)\s+)+"
)
_MASK = " daerah "


def person_key(name: str) -> str:
    """The name's own words ("budi santoso"); "" where nothing but degrees is left."""
    plain = normalised(_AFTER_NAME.sub("", name))
    return " ".join(word for word in plain.split() if word not in _DEGREES)


def title_key(title: str) -> str:
    """The title without "SOP" and its number in front."""
    return _TITLE_START.sub("", normalised(title) + " ").strip()


def number_key(number: str) -> str:
    """The letters and figures of an SOP's number, look-alikes made one."""
    return as_drawn(letters(number))


@lru_cache(maxsize=8192)
def without_regions(text: str) -> str:
    """The text, normalised, with each region named in it replaced by one word: a copied text stays itself."""
    end, parts = 0, []
    for mention in find_mentions(text):
        parts += [text[end : mention.start], _MASK]
        end = mention.end
    return normalised("".join([*parts, text[end:]]))


def step_key(description: str) -> int:
    """A number for what a step says: the same for the same words, whatever region they name."""
    return number_of(as_drawn(letters(without_regions(description))))


def number_of(text: str) -> int:
    """63 bits of a text's hash: SQLite's integers are signed."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
