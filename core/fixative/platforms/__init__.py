"""Upload sites: what is known of them, by dated data with a source for each fact."""

from __future__ import annotations

from fixative.platforms.facts import Platform, load_platforms, named

__all__ = ["Platform", "load_platforms", "named"]
