"""REG: the sheet names its own region, one in it or above it, and names it rightly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from checks.context import Context
from checks.rule import Hit, Rule
from checks.texts import all_texts
from checks.wording import excerpt, normalised
from models.bilingual import Bilingual
from models.document import Region
from models.gazetteer import LOOKALIKE_LIKENESS, RegionEntry, gazetteer
from models.regions import RegionMention, find_mentions, is_within, issuing_region, to_region

_mentions = lru_cache(maxsize=8192)(find_mentions)

#: Bodies that may sit in another region and still be named rightly, shortly before the mention.
_SEATED_ELSEWHERE = re.compile(
    r"(kantor regional|kanreg|kantor wilayah|kanwil|perwakilan|universitas|institut|politeknik|balai|pengadilan|polda|kodam"
    r"|bank|bpd|rsup|rs|rumah sakit|bpkp|kppn|kpknl|imigrasi|bea cukai|karantina|bandara|pelabuhan"
    r"|studi banding|studi tiru|studi kompara\w+|kunjungan kerja|perjalanan dinas|narasumber|tamu|bimtek|diklat|pelatihan)"
    r"\b[\w\s.,()-]{0,40}$",
    re.IGNORECASE,
)
#: The capital is where ministries and central agencies are.
_CAPITAL = "31"
_CENTRAL = re.compile(
    r"\b(kementerian|menteri|kemen\w+|lkpp|bkn|anri|bpk|kpk|bappenas|mahkamah|pusat|jl|jalan|undang-undang|ibu ?kota negara)\b",
    re.IGNORECASE,
)
#: National acts that form regions or move their borders name all of them, in an SOP of any one.
_FORMING = re.compile(
    r"\b(?:undang-undang|uu|peraturan pemerintah|pp)\b.*\b(?:pembentukan|batas wilayah|perubahan nama|pemindahan)\b",
    re.IGNORECASE | re.DOTALL,
)
#: An inflected verb after "Kabupaten" or "Provinsi" begins no name, though title case gives it a capital.
_VERB = re.compile(r"(?:me[mnlry]|meng|meny|menge|di|ber|ter)[a-z]{4,}", re.IGNORECASE)
#: A region read from a picture is the own one misread from this similarity on.
_OWN_MISREAD = 0.7
#: Provinces parted since 2012: sheets made before, or regencies that still cite the old province.
_PARTED = ({"64", "65"}, {"91", "92", "93", "94", "95", "96"})

_FIELDS = {
    "description": Bilingual("uraian", "activity"),
    "requirements": Bilingual("kelengkapan", "requirements"),
    "outputs": Bilingual("output", "output"),
    "remarks": Bilingual("keterangan", "remarks"),
}


def issuing(context: Context) -> Region | None:
    """The region whose office made the sheet: the option, the model's, else the one its letterhead or title names."""
    if context.options.regions.issuing:
        entry = next(iter(named_regions([context.options.regions.issuing])), None)
        return to_region(entry) if entry else None
    header = context.sop.header
    return header.region or issuing_region([*header.institution, header.approved_by.position or "", header.title or ""])


def named_regions(names: Iterable[str]) -> Iterator[RegionEntry]:
    """The regions that names in the options mean, with their kind ("Kota Solok") or, for provinces, without."""
    for name in names:
        for mention in (*find_mentions(name), *find_mentions(f"Provinsi {name}")):
            if _is_known(mention):
                yield from mention.matches


def _found(context: Context) -> Iterator[tuple[str, str, RegionMention]]:
    for pointer, text in all_texts(context.sop):
        for mention in _mentions(text):
            yield pointer, text, mention


def _is_known(mention: RegionMention) -> bool:
    """Found in the gazetteer, but for a letter that OCR takes for another."""
    return bool(mention.matches) and mention.likeness >= LOOKALIKE_LIKENESS


def _related(code: str, own: str) -> bool:
    """The same region, one within it, or one above it."""
    if is_within(code, own) or is_within(own, code):
        return True
    return "." not in code and any({code, own[:2]} <= family for family in _PARTED)


def _is_foreign(mention: RegionMention, text: str, own: Region, allowed: set[str]) -> bool:
    if not _is_known(mention) or own.code is None:
        return False
    if any(_related(entry.code, own.code) or entry.code in allowed for entry in mention.matches):
        return False
    if _is_other_kind(mention, own) or _SEATED_ELSEWHERE.search(text[: mention.start]):
        return False
    if _FORMING.search(text[: mention.start]) and _names(text, own):
        return False
    central = all(is_within(entry.code, _CAPITAL) for entry in mention.matches) and _CENTRAL.search(text)
    return not central


def _names(text: str, own: Region) -> bool:
    """Whether a text names the sheet's region or its province, with or without their kind."""
    said = f" {normalised(text)} "
    known = gazetteer().by_code
    names = (known[code].base for code in (own.code, (own.code or "")[:2]) if code in known)
    return any(f" {normalised(name)} " in said for name in names)


def _is_other_kind(mention: RegionMention, own: Region) -> bool:
    """Kota Blitar in a sheet of Kabupaten Blitar, or the other way round: one word wrong rather than another region."""
    if {mention.level, own.level} != {"regency", "city"}:
        return False
    base = gazetteer().by_code[own.code].base if own.code else own.name.split(" ", 1)[-1]
    return normalised(base) == normalised(mention.name)


def _wrong_region(context: Context) -> Iterable[Hit]:
    """One finding a row (or header entry) and foreign region, at the first field that names it."""
    own = issuing(context)
    if own is None:
        return
    allowed = {entry.code for entry in named_regions(context.options.regions.allowed)}
    places: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for pointer, text, mention in _found(context):
        if _is_foreign(mention, text, own, allowed) and not _is_address(pointer, text):
            key = (_holder(pointer), _official(mention))
            places.setdefault(key, []).append((pointer, _around(text, mention)))
    for (_, foreign), fields in places.items():
        pointer, text = fields[0]
        yield Hit(
            pointer,
            {
                "foreign": foreign,
                "own": own.name,
                "where": _where(context, [p for p, _ in fields]),
                "text": text,
            },
            suggestion=Bilingual(f"mungkin {own.name}", f"perhaps {own.name}"),
            subject=foreign,
        )


def _around(text: str, mention: RegionMention) -> str:
    return excerpt(text, mention.start, mention.end)


def _is_address(pointer: str, text: str) -> bool:
    """A line of the letterhead with a street, a telephone number or a postcode."""
    return pointer.startswith("/header/institution") and any(c.isdigit() for c in text)


def _holder(pointer: str) -> str:
    parts = pointer.split("/")
    return "/".join(parts[:3]) if parts[1] == "activities" else pointer


def _official(mention: RegionMention) -> str:
    """The official name; as printed where several regions bear it (a kecamatan)."""
    if len(mention.matches) == 1 and mention.level != "district":
        entry = mention.matches[0]
        return f"Provinsi {entry.name}" if entry.level == "province" else entry.name
    return f"{mention.kind} {mention.name}".strip()


def _where(context: Context, pointers: list[str]) -> Bilingual:
    """Which row, and which of its cells, name the region."""
    parts = pointers[0].split("/")
    if parts[1] != "activities":
        return (
            Bilingual("blok identitas", "the header block")
            if parts[1] == "header"
            else Bilingual("pelaksana", "the actors")
        )
    fields = list(dict.fromkeys(p.split("/")[3] for p in pointers))
    step = context.step(int(parts[2]))
    return Bilingual(
        f"{step.id} ({', '.join(_FIELDS[f].id for f in fields)})",
        f"{step.en} ({', '.join(_FIELDS[f].en for f in fields)})",
    )


def _is_own_misread(mention: RegionMention, own: Region) -> bool:
    """True where most letters are those of the sheet's own region: a stamp over the name, not another name."""
    base = gazetteer().by_code[own.code].base if own.code else own.name.split(" ", 1)[-1]
    return Levenshtein.normalized_similarity(normalised(base), normalised(mention.name)) >= _OWN_MISREAD


def _unknown_region(context: Context) -> Iterable[Hit]:
    own = issuing(context)
    for pointer, text, mention in _found(context):
        if _is_known(mention) or mention.elsewhere or mention.level == "district":
            continue
        nearest = mention.matches[0] if mention.matches else None
        if context.is_rejected(pointer) and own is not None and _is_own_misread(mention, own):
            continue
        if nearest is None and (not _is_sentence(text, mention) or _VERB.match(mention.name)):
            continue  # among capitals alone a common noun looks like a name
        yield Hit(
            pointer,
            {"name": f"{mention.kind} {mention.name}".strip(), "text": _around(text, mention)},
            suggestion=Bilingual(f"mungkin {nearest.name}", f"perhaps {nearest.name}") if nearest else None,
            subject=mention.name,
        )


def _is_sentence(text: str, mention: RegionMention) -> bool:
    """True where capitals mean names: most words around the mention do not begin with one."""
    around = f"{text[: mention.start]} {text[mention.end :]}".split()[1:]
    capitals = [word[0].isupper() for word in around if word[0].isalpha()]
    return bool(capitals) and sum(capitals) * 2 <= len(capitals)


def _region_kind(context: Context) -> Iterable[Hit]:
    own = issuing(context)
    for pointer, text, mention in _found(context):
        if mention.level not in ("regency", "city"):
            continue
        if mention.elsewhere and not mention.matches:
            right = mention.elsewhere[0].name
        elif own is not None and _is_known(mention) and _is_other_kind(mention, own):
            right = own.name
        else:
            continue
        yield Hit(
            pointer,
            {"name": f"{mention.kind} {mention.name}", "right": right, "text": _around(text, mention)},
            suggestion=Bilingual(f"mungkin {right}", f"perhaps {right}"),
            subject=f"{mention.kind} {mention.name}",
        )


RULES = (
    Rule(
        "REG501",
        "wrong-region",
        "error",
        Bilingual("Daerah lain disebut", "Another region named"),
        Bilingual(
            "{foreign} disebut dalam SOP {own}, di {where}: “{text}”",
            "{foreign} is named in an SOP of {own}, in {where}: “{text}”",
        ),
        _wrong_region,
    ),
    Rule(
        "REG502",
        "unknown-region",
        "warning",
        Bilingual("Daerah tidak dikenal", "Unknown region"),
        Bilingual("tidak ada daerah bernama {name}: “{text}”", "there is no region {name}: “{text}”"),
        _unknown_region,
    ),
    Rule(
        "REG503",
        "region-kind",
        "warning",
        Bilingual("Kota tertukar dengan Kabupaten", "Kota and Kabupaten mixed up"),
        Bilingual("“{name}” seharusnya {right}: “{text}”", "“{name}” should be {right}: “{text}”"),
        _region_kind,
    ),
)
