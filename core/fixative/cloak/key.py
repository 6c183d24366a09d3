"""Keys: what draws a cloak, from the user's secret and the picture."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

import numpy as np

from fixative.picture import Frame

__all__ = ["Key", "key_for", "sheets_key"]

_BYTES = 16
_TOLD = 8
"""Every eighth row tells a picture from others; hashing all of them takes as long as decoding them."""


@dataclass(frozen=True, slots=True)
class Key:
    """What draws a cloak.

    Attributes
    ----------
    sheets : bytes
        Draws how the bank's tiles are warped: one for all of a user's pictures, so that they know their cloaks again.
    layout : bytes
        Draws where they lie: one for each picture.
    """

    sheets: bytes
    layout: bytes


def key_for(frame: Frame, secret: str) -> Key:
    """Make the key of a picture: from the secret and every eighth row of its pixels, or at random without a secret."""
    if not secret:
        return Key(secrets.token_bytes(_BYTES), secrets.token_bytes(_BYTES))
    digest = hashlib.blake2b(key=_hashed(secret), digest_size=_BYTES)
    digest.update(str(frame.pixels.shape).encode())
    digest.update(np.ascontiguousarray(frame.pixels[::_TOLD]).data)
    return Key(sheets_key(secret), digest.digest())


def sheets_key(secret: str) -> bytes:
    """Give what draws the sheets of everyone who has this secret."""
    return hashlib.blake2b(b"sheets", key=_hashed(secret), digest_size=_BYTES).digest()


def _hashed(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
