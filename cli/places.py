"""Where sopscan keeps what is neither input nor output."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path


def ledger_folder(out: str, environment: Mapping[str, str]) -> Path:
    """The folder of the ledger of a remote `out`: the same for the same address, in the user's state folder (XDG)."""
    state = environment.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    address = out.rstrip("/")
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", address).strip("-")[:80]
    return Path(state) / "sopscan" / f"{name}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
