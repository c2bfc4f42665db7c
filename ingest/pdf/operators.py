"""Cuts a page's content into operators: those that place and show text, with their operands; drawing is passed over.

pdfminer reads content byte by byte, which took a sixth of the time of a page; a regular expression takes a twentieth of
that. It knows the usual forms alone: of content that holds others `operations` says None, and pdfminer reads that.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.psparser import LIT

#: How many operands the operators take that matter for text (PDF 32000-1, annex A).
OPERANDS = {
    **dict.fromkeys((b"q", b"Q", b"BT", b"ET", b"T*"), 0),
    **dict.fromkeys((b"Tc", b"Tw", b"Tz", b"TL", b"Tr", b"Ts", b"Tj", b"TJ", b"'", b"Do"), 1),
    **dict.fromkeys((b"Tf", b"Td", b"TD"), 2),
    b'"': 3,
    **dict.fromkeys((b"cm", b"Tm"), 6),
}
_STRING = rb"\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_NUMBER = rb"[-+]?(?:\d++\.?\d*+|\.\d++)"
#: Paths, colours and pens: numbers and an operator, over and over. No operator has more than the 32 numbers of a colour
#: (PDF 32000-1, annex C); without a bound a long run of numbers would be gone through anew from each of them.
_DRAWING = rb"(?:(?:(?:%s\s++){1,32}+(?:[mlcvywJjMgGkK]|re|rg|RG|scn?|SCN?)|h|[SsFnBbfW]\*?)(?=\s)\s*+)++" % _NUMBER
_TOKEN = re.compile(
    rb"[\s\0]*+(?:"
    + rb"|".join(
        (
            rb"(?:^|(?<=\s))" + _DRAWING + rb"()",
            rb"(%s)" % _NUMBER,
            rb"(%s)" % _STRING,
            rb"(%s)" % _HEX,
            rb"/([^\s\0#/%\[\]()<>{}]*+)(?!#)",
            rb"(\[|\])",
            rb"(<<(?:[^<>()]|%s|%s)*+>>)" % (_HEX, _STRING),  # the marks of tagged content
            rb"([A-Za-z][^\s\0#/%\[\]()<>{}]*+|['\"])",
            rb"%[^\r\n]*+",
        )
    )
    + rb")[\s\0]*+"
)
_DRAWING_AT, _NUMBER_AT, _STRING_AT, _HEX_AT, _NAME_AT, _ARRAY_AT, _MARKS_AT, _OPERATOR_AT = range(1, 9)
#: An inline picture, or a procedure: what stands in it is no content.
_UNUSUAL = (b"BI", b"ID")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|([\s\S]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}


def operations(content: bytes) -> list[tuple[bytes, list[Any]]] | None:
    """The text operators of `content` in order, each with its operands as pdfminer gives them: int, float, bytes,
    literal names, lists. None where the content holds what is not known here or breaks off.
    """
    found: list[tuple[bytes, list[Any]]] = []
    operands: list[Any] = []
    around: list[list[Any]] = []
    end, match = 0, _TOKEN.scanner(content).match
    while token := match():
        end, kind = token.end(), token.lastindex
        if kind is None:
            continue
        if kind == _DRAWING_AT:
            if around:
                return None
            operands = []
            continue
        text = token[kind]
        if kind == _NUMBER_AT:
            operands.append(float(text) if b"." in text else int(text))
        elif kind == _OPERATOR_AT:
            if text in _UNUSUAL or around:
                return None
            wanted = OPERANDS.get(text)
            if wanted is not None and len(operands) >= wanted:
                found.append((text, operands[-wanted:] if wanted else []))
            operands = []
        elif kind == _STRING_AT:
            string = _unescaped(text[1:-1])
            if string is None:
                return None
            operands.append(string)
        elif kind == _HEX_AT:
            operands.append(_from_hex(text[1:-1]))
        elif kind == _NAME_AT:
            operands.append(_name(text))
        elif text == b"[":
            around.append(operands)
            operands = []
        elif text == b"]":
            if not around:
                return None
            around[-1].append(operands)
            operands = around.pop()
        else:
            operands.append(None)
    return found if end == len(content) and not around else None


def _unescaped(string: bytes) -> bytes | None:
    """What a literal string holds; None for an octal number beyond a byte."""
    if b"\\" not in string:
        return string
    try:
        return _ESCAPE.sub(_escaped, string)
    except ValueError:
        return None


def _escaped(escape: re.Match[bytes]) -> bytes:
    """A backslash before anything else is left out, and that with it, as pdfminer does."""
    return bytes((int(escape[1], 8),)) if escape[1] else _ESCAPED.get(escape[2], b"")


def _from_hex(digits: bytes) -> bytes:
    """Two figures a byte; the last one may stand alone, and is the lower half of its byte to pdfminer."""
    digits = b"".join(digits.split())
    last = len(digits) - len(digits) % 2
    return bytes.fromhex(digits[:last].decode()) + (bytes((int(digits[last:], 16),)) if digits[last:] else b"")


def _name(name: bytes) -> Any:
    try:
        return LIT(name.decode())
    except UnicodeDecodeError:
        return LIT(name)
