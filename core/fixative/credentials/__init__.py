"""Content Credentials (C2PA): signed into results, and read from any file that carries them.

The libraries for it come with the extra `credentials`. They are loaded late, and nowhere else: without them, what
needs them raises `CredentialsMissingError`, whose sentence says what to install.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixative.late import load_late

if TYPE_CHECKING:
    from fixative.credentials.certificates import Card, card_of
    from fixative.credentials.identity import Identity, create, exists, find, forget, own_identity, use
    from fixative.credentials.manifest import Credentials, Ingredient, State, Usage
    from fixative.credentials.read import read
    from fixative.credentials.sign import Claim, SigningRefusedError, sign
    from fixative.credentials.usage import LABELS

__all__ = [
    "LABELS",
    "Card",
    "Claim",
    "Credentials",
    "Identity",
    "Ingredient",
    "SigningRefusedError",
    "State",
    "Usage",
    "card_of",
    "create",
    "exists",
    "find",
    "forget",
    "own_identity",
    "read",
    "sign",
    "use",
]

load_late(
    __name__,
    {
        "LABELS": "usage",
        "Card": "certificates",
        "Claim": "sign",
        "Credentials": "manifest",
        "Identity": "identity",
        "Ingredient": "manifest",
        "SigningRefusedError": "sign",
        "State": "manifest",
        "Usage": "manifest",
        "card_of": "certificates",
        "create": "identity",
        "exists": "identity",
        "find": "identity",
        "forget": "identity",
        "own_identity": "identity",
        "read": "read",
        "sign": "sign",
        "use": "identity",
    },
)
