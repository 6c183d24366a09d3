"""Reading bits as JPEG XL writes them: from the lowest of each byte up (ISO/IEC 18181-1, annex B)."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["BitsUpError", "BitsUpward"]


class BitsUpError(Exception):
    """There are no more bits."""


class BitsUpward:
    """A place in bits that moves on.

    Parameters
    ----------
    data : bytes
    """

    def __init__(self, data: bytes) -> None:
        self._value = int.from_bytes(data, "little")
        self._left = 8 * len(data)

    def take(self, count: int) -> int:
        """Read a number of `count` bits; raises `BitsUpError` where there are fewer."""
        self._left -= count
        if self._left < 0:
            raise BitsUpError
        number = self._value & ((1 << count) - 1)
        self._value >>= count
        return number

    def chosen(self, ways: Sequence[tuple[int, int]]) -> int:
        """Read a number in one of four ways (`U32`), each as the count of its bits and what is added to them."""
        count, offset = ways[self.take(2)]
        return offset + self.take(count)
