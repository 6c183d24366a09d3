"""Which language pages are written in."""

from __future__ import annotations

import locale
import os

from fixative.rights.statement import Language

__all__ = ["language_here"]

_GERMAN = ("de", "german")
"""As Windows names it, and the others."""


def language_here() -> Language:
    """Give German where that is the system's language; else English."""
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), locale.getlocale()[0] or "")
    return Language.GERMAN if said.lower().startswith(_GERMAN) else Language.ENGLISH
