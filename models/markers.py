"""Texts that only mark where a flow begins or ends; a symbol or row with no other words is no step."""

from __future__ import annotations

#: Compared without case, spaces and brackets.
MARKER_WORDS = frozenset({"mulai", "selesai", "start", "end", "finish", "awal", "akhir", "stop"})
