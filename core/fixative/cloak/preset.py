"""Presets are visible costs, not amplitudes."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Preset"]


class Preset(StrEnum):
    """How much of the cloak a person may see."""

    OFF = "off"
    SUBTLE = "subtle"
    BALANCED = "balanced"
    STRONG = "strong"

    @property
    def visible_cost(self) -> float | None:
        """SSIMULACRA2 that the cloaked pixels shall have against the original's; None without a cloak."""
        return {Preset.OFF: None, Preset.SUBTLE: 80.0, Preset.BALANCED: 70.0, Preset.STRONG: 55.0}[self]
