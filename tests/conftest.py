"""Settings of all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Speed is measured in bench/, never asserted by the clock: a busy machine must not fail a property.
settings.register_profile("sopscan", deadline=None)
settings.load_profile("sopscan")


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Names of the documents that were really read, in order of reading."""
    path = tmp_path / "calls.txt"
    monkeypatch.setenv("FAKE_CALLS", str(path))
    return lambda: sorted(path.read_text().split()) if path.exists() else []
