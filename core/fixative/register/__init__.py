"""The register: what was protected, when, and what was said; and which original a copy comes from.

It stays on this machine, in a file that only the user can read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixative.late import load_late

if TYPE_CHECKING:
    from fixative.register.entry import Choices, Entry
    from fixative.register.lookup import Kinship, Match, find
    from fixative.register.store import Register, forget, home, opened

__all__ = ["Choices", "Entry", "Kinship", "Match", "Register", "find", "forget", "home", "opened"]

# Who writes has no need of what looks at pictures.
load_late(
    __name__,
    {
        "Choices": "entry",
        "Entry": "entry",
        "Kinship": "lookup",
        "Match": "lookup",
        "Register": "store",
        "find": "lookup",
        "forget": "store",
        "home": "store",
        "opened": "store",
    },
)
