"""Text files that lie among documents and are none: data, programs, settings. Office software's binaries are told by sniff."""

from __future__ import annotations

import re
from pathlib import PurePath

from models.bilingual import Bilingual
from models.status import InputError

#: What of a file is needed to tell.
HEAD_BYTES = 4096
#: An object or array of JSON, or one object a line. A sentence may begin with "[1]" or "{", but not so.
_JSON = re.compile(rb"[\xef\xbb\xbf\s]*(\{\s*[\"}]|\[\s*[\[{\"\]])")
#: Markup that is no page: drawings, exchange files, settings.
_XML = re.compile(rb"[\xef\xbb\xbf\s]*<(\?xml|svg|bpmn|definitions)\b", re.IGNORECASE)
#: Text under these names was written by or for a program. Anything else may be a transcript, whatever it is called:
#: a document that is taken for nothing is lost, a stray file that is read costs milliseconds.
_SUFFIXES = frozenset(
    {".json", ".jsonl", ".ndjson", ".geojson", ".xml", ".xsd", ".xsl", ".svg", ".bpmn", ".mmd", ".csv", ".sql"}
    | {".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".log", ".lock", ".sha256", ".md5"}
    | {".py", ".js", ".ts", ".css", ".sh", ".bat", ".ps1", ".vbs", ".c", ".h", ".java", ".php"}
)


def data_file(head: bytes, name: str = "") -> InputError | None:
    """The reason why a text file is no transcript, from its first HEAD_BYTES and its name, if that is to count.

    None where it may be one.
    Only text is judged: what a PDF or a picture is, its content says, under any name.
    """
    if b"\x00" in head or b"%PDF-" in head:
        return None
    kind = PurePath(name).suffix.lower()
    if _JSON.match(head):
        kind = ".json"
    elif _XML.match(head) and b"<html" not in head.lower():
        kind = ".xml"
    elif kind not in _SUFFIXES or b"<html" in head.lower():
        return None
    return InputError(
        "not-a-transcript",
        Bilingual(
            f"Berkas data atau program ({kind.lstrip('.')}), bukan dokumen.",
            f"A file of data or a program ({kind.lstrip('.')}), no document.",
        ),
        Bilingual(
            "Bila isinya memang lembar SOP, ganti akhiran namanya menjadi .txt.",
            "If an SOP sheet is in it, change the end of its name to .txt.",
        ),
    )
