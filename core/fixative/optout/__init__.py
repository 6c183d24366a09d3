"""Objecting to the training of AI, platform by platform: a checklist that remembers, and a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixative.late import load_late

if TYPE_CHECKING:
    from fixative.optout.guide import Item, State, checklist, today
    from fixative.optout.letter import Letter, as_text, letter_to
    from fixative.optout.memory import Memory, keep, load
    from fixative.optout.pdf import as_pdf
    from fixative.optout.written import save

__all__ = [
    "Item",
    "Letter",
    "Memory",
    "State",
    "as_pdf",
    "as_text",
    "checklist",
    "keep",
    "letter_to",
    "load",
    "save",
    "today",
]

load_late(
    __name__,
    {
        "Item": "guide",
        "Letter": "letter",
        "Memory": "memory",
        "State": "guide",
        "as_pdf": "pdf",
        "as_text": "letter",
        "checklist": "guide",
        "keep": "memory",
        "letter_to": "letter",
        "load": "memory",
        "save": "written",
        "today": "guide",
    },
)
