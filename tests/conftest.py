"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# Speed is measured in bench/, never asserted by the clock: a busy machine must not fail a property.
settings.register_profile("sopscan", deadline=None)
settings.load_profile("sopscan")
