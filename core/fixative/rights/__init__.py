"""The rights statement in every form a file can carry, merged with what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixative.late import load_late

if TYPE_CHECKING:
    from fixative.rights.merge import Merged, merge
    from fixative.rights.private import Private
    from fixative.rights.statement import AIPolicy, DigitalSourceType, Language, RightsStatement

__all__ = ["AIPolicy", "DigitalSourceType", "Language", "Merged", "Private", "RightsStatement", "merge"]

load_late(
    __name__,
    {
        "AIPolicy": "statement",
        "DigitalSourceType": "statement",
        "Language": "statement",
        "Merged": "merge",
        "Private": "private",
        "RightsStatement": "statement",
        "merge": "merge",
    },
)
