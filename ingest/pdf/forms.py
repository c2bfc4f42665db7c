"""How much a PDF page draws through its form XObjects, soft masks and patterns, found without drawing it: twenty forms that each
draw the next one twice are a kilobyte and a million drawings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT

from ingest.pdf.content import MAX_CONTENT_BYTES, unpacked_size
from models.bilingual import Bilingual
from models.status import InputError

#: Drawing programs put a symbol or a picture into a form each, a thousand a page; each costs the readers a millisecond.
MAX_FORMS_DRAWN = 20_000
#: PDFium does not go deeper; drawing programs nest three or four.
MAX_FORMS_NESTED = 28
#: Resources through which content draws other content, by name.
_DRAWABLE = ("XObject", "ExtGState", "Pattern")
_FORM = LIT("Form")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")


def check_forms(drawn_by: PDFPage, page: int) -> None:
    """Raises InputError (page-too-large) where a page draws more than MAX_FORMS_DRAWN forms, nests them deeper than
    MAX_FORMS_NESTED, or has the readers go through more than MAX_CONTENT_BYTES of their content.

    Whatever pdfminer raises of a damaged file passes through.
    """
    weigher = _Weigher()
    streams = [stream for content in drawn_by.contents if isinstance(stream := resolve1(content), PDFStream)]
    weights = [weigher.within(streams, drawn_by.resources, 0)]
    weights += [weigher.form(look, drawn_by.resources, 1) for look in _looks_of_annotations(drawn_by)]
    drawn, size, depth = sum(w[0] for w in weights), sum(w[1] for w in weights), max(w[2] for w in weights)
    if drawn > MAX_FORMS_DRAWN or size > MAX_CONTENT_BYTES or depth > MAX_FORMS_NESTED:
        raise InputError(
            "page-too-large",
            Bilingual(
                f"Halaman {page} menggambar terlalu banyak bentuk bersarang.",
                f"Page {page} draws too many forms within forms.",
            ),
            Bilingual("Cetak ulang halaman ini ke PDF.", "Print this page to PDF anew."),
            page=page,
        )


class _Weigher:
    """Weighs each form once, however often it is drawn: (forms drawn, bytes gone through, depth)."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int, int]] = {}
        self._under_way: set[int] = set()

    def within(self, streams: Iterable[PDFStream], resources: object, depth: int) -> tuple[int, int, int]:
        """What is drawn by content with these resources."""
        forms = dict(_forms(resolve1(resources)))
        if not forms:
            return 0, 0, depth
        drawn = size = 0
        deepest = depth
        for name, times in _named(streams).items():
            if name in forms:
                more, bytes_, below = self.form(forms[name], resources, depth + 1)
                drawn, size, deepest = drawn + times * (1 + more), size + times * bytes_, max(deepest, below)
        return drawn, size, deepest

    def form(self, form: PDFStream, inherited: object, depth: int) -> tuple[int, int, int]:
        """What drawing it once draws inside; `inherited` are the resources of one that has none."""
        key = id(form)
        if key in self._under_way or depth > MAX_FORMS_NESTED:  # in a circle: the readers stop there too
            return 0, 0, depth
        if key not in self._known:
            self._under_way.add(key)
            own = unpacked_size(form, MAX_CONTENT_BYTES)
            if own > MAX_CONTENT_BYTES:
                drawn, size, below = 0, own, depth
            else:
                drawn, size, below = self.within([form], form.get("Resources") or inherited, depth)
            self._known[key] = drawn, size + len(form.get_data()), below - depth
            self._under_way.discard(key)
        drawn, size, below = self._known[key]
        return drawn, size, depth + below


def _looks_of_annotations(page: PDFPage) -> Iterator[PDFStream]:
    for reference in resolve1(page.annots) or ():
        annotation = resolve1(reference)
        appearance = resolve1(annotation.get("AP")) if isinstance(annotation, Mapping) else None
        normal = resolve1(appearance.get("N")) if isinstance(appearance, Mapping) else None
        states = normal.values() if isinstance(normal, dict) else [normal]
        yield from (look for state in states if isinstance(look := resolve1(state), PDFStream))


def _named(streams: Iterable[PDFStream]) -> Counter[str]:
    """How often each name stands in the content."""
    found = Counter(name for stream in streams for name in _NAME.findall(stream.get_data()))
    return Counter({_literal(name): times for name, times in found.items()})


def _literal(name: bytes) -> str:
    """A name as pdfminer's dictionaries have it."""
    plain = _ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), name)
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return str(plain)


def _forms(resources: Any) -> Iterator[tuple[str, PDFStream]]:
    """What the resources name that is content itself."""
    for kind in _DRAWABLE:
        named = resolve1(resources.get(kind)) if isinstance(resources, Mapping) else None
        for name, reference in named.items() if isinstance(named, Mapping) else ():
            form = _content_of(kind, resolve1(reference))
            if isinstance(form, PDFStream):
                yield name, form


def _content_of(kind: str, drawable: Any) -> Any:
    if kind == "ExtGState":
        mask = resolve1(drawable.get("SMask")) if isinstance(drawable, Mapping) else None
        return resolve1(mask.get("G")) if isinstance(mask, Mapping) else None
    if isinstance(drawable, PDFStream) and kind == "XObject" and drawable.get("Subtype") is not _FORM:
        return None
    return drawable
