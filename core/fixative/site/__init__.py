"""The site kit: what a web site says about AI beside the pictures, written into the files that crawlers look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixative.late import load_late

if TYPE_CHECKING:
    from fixative.site.choice import Site
    from fixative.site.kit import Kit, Part, Sheet, State, survey, write

__all__ = ["Kit", "Part", "Sheet", "Site", "State", "survey", "write"]

load_late(
    __name__,
    {
        "Kit": "kit",
        "Part": "kit",
        "Sheet": "kit",
        "Site": "choice",
        "State": "kit",
        "survey": "kit",
        "write": "kit",
    },
)
