"""Files as accidents and attackers leave them."""

from __future__ import annotations

import random

__all__ = ["damaged"]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change a few places of a file: bytes, bits, lengths, pieces that are cut out or stand twice."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed))
        # Heads and directories are where the lengths are.
        at = chance.choice([at, min(at, 200), max(len(changed) - 600, 0) + at % 600]) % len(changed)
        match chance.randrange(5):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at : at + 4] = chance.choice([b"\xff" * 4, bytes(4), b"\0\0\0\1", b"\x7f" * 4])
            case 2:
                del changed[at : at + chance.randint(1, 40)]
            case 3:
                changed[at:at] = changed[at : at + chance.randint(1, 40)]
            case 4:
                changed[at] ^= 1 << chance.randrange(8)
        if not changed:
            return data[:1]
    return bytes(changed)
