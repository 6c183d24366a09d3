"""Reading numbers and texts one after another from the content of a box."""

from __future__ import annotations

from fixative.errors import MalformedContainerError

__all__ = ["Cursor"]


class Cursor:
    """A place in bytes that moves on; whatever goes beyond their end raises `MalformedContainerError`.

    Parameters
    ----------
    data : bytes
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        """Read `count` bytes."""
        end = self._at + count
        if end > len(self._data):
            raise MalformedContainerError(detail="a box that is too short")
        taken = self._data[self._at : end]
        self._at = end
        return taken

    def skip(self, count: int) -> None:
        """Pass over `count` bytes."""
        self.take(count)

    def number(self, width: int) -> int:
        """Read a number of `width` bytes; 0 where there are none."""
        return int.from_bytes(self.take(width), "big")

    def version(self) -> int:
        """Read the version of a full box, and pass over its flags."""
        return self.number(4) >> 24

    def text(self) -> bytes:
        """Read up to a NUL byte, or to the end."""
        end = self._data.find(b"\0", self._at)
        end = len(self._data) if end < 0 else end
        found = self._data[self._at : end]
        self._at = min(end + 1, len(self._data))
        return found

    def rest(self) -> bytes:
        """Read what is left."""
        return self.take(len(self._data) - self._at)
