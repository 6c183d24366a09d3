"""The cloak: a bank of perturbations, chosen by texture, shaped by visibility, woven by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixative.late import load_late

if TYPE_CHECKING:
    from fixative.cloak.apply import Cloaked, cloak
    from fixative.cloak.key import Key, key_for
    from fixative.cloak.preset import Preset
    from fixative.cloak.recognise import looks_cloaked

__all__ = ["Cloaked", "Key", "Preset", "cloak", "key_for", "looks_cloaked"]

load_late(
    __name__,
    {
        "Cloaked": "apply",
        "Key": "key",
        "Preset": "preset",
        "cloak": "apply",
        "key_for": "key",
        "looks_cloaked": "recognise",
    },
)
