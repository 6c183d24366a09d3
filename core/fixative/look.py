"""Whether a file is still the one it was: its status at a first look, and its content where that is in doubt."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fixative.errors import reading_failed

__all__ = ["Look", "digest", "digest_of"]


class Look(NamedTuple):
    """What the file system says of a file without reading it.

    Attributes
    ----------
    size : int
        Bytes.
    modified, changed : int
        Nanoseconds; the latter also where only the status changed, so it tells an edit that put the former back.
    inode : int
    """

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Look:
        """Look at a file; raises `InputError` where that is not possible."""
        try:
            status = path.stat()
        except OSError as error:
            raise reading_failed(error) from error
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    @classmethod
    def from_text(cls, text: str) -> Look:
        """Read what `str` gave."""
        return cls(*map(int, text.split()))

    def __str__(self) -> str:
        return " ".join(map(str, self))

    def is_like(self, other: Look) -> bool:
        """Whether nobody wrote to the file in between; a new name or other permissions do not count."""
        return (self.size, self.modified, self.inode) == (other.size, other.modified, other.inode)


def digest(path: Path) -> bytes:
    """Give the SHA-256 of a file's content; raises `InputError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise reading_failed(error) from error


def digest_of(file: BinaryIO) -> bytes:
    """Give the SHA-256 of an open file, from its start."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").digest()  # type: ignore[arg-type] # typeshed asks for more than is called
