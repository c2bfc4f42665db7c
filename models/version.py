"""The version that outputs name and the ledger compares; pyproject.toml takes it from here."""

from __future__ import annotations

VERSION = "0.1.0"
