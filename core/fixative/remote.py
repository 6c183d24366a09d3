"""Files that are on no disk of this machine: named by URLs, and reached by fsspec (extra `cluster`).

A `Remote` is a `Path` wherever names are taken apart and put together, and says by itself what is asked of a file.
Where bytes are needed in place, `fetch` and `put` bring them here and there.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from fixative.errors import ClusterMissingError, OptionsError, reading_failed, writing_failed

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["Remote", "Status", "absolute", "located", "looked_up_once", "path_of"]

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_HERE = re.compile(r"(?:file|local)://", re.IGNORECASE)

_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
"""Stores where a file appears once all of it is there. Elsewhere what is cut off leaves a part under the name."""

_MOMENTS = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
_CONTENTS = ("ETag", "etag", "md5Hash", "generation")
"""What stores call the time of the last change, and what is another for another content."""

if TYPE_CHECKING:
    _Base = Path
else:
    _Base = type(Path())  # before Python 3.12, only these can have children


class Status(NamedTuple):
    """What a store says of a file, by the names of `os.stat_result`.

    Attributes
    ----------
    st_size : int
        Bytes.
    st_mtime_ns, st_ctime_ns : int
        Nanoseconds since 1970 of the last change; 0 where the store does not tell.
    st_ino : int
        Another one for another content, where the store has a word for that.
    """

    st_size: int
    st_mtime_ns: int
    st_ctime_ns: int
    st_ino: int


class Remote(_Base):
    """A file or folder in a store, such as ``s3://bucket/folder/name.jpg``."""

    seen: Status | None = None
    """What it was when it was written, by whoever wrote it: it need not be asked for again."""

    def __str__(self) -> str:
        """Give the URL."""
        first, *rest = self.parts or ("",)
        return f"{first}//{'/'.join(rest)}" if first.endswith(":") else "/".join(self.parts)

    def __fspath__(self) -> str:
        return str(self)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (str(self), self.seen)

    def is_absolute(self) -> bool:
        """Whether it begins with its store; a part of one does not."""
        return bool(self.parts) and self.parts[0].endswith(":")

    def absolute(self) -> Self:
        """Give the same: a URL depends on no folder."""
        return self

    def resolve(self, strict: bool = False) -> Self:  # noqa: ARG002, FBT001, FBT002 - of `Path`
        """Give the same: stores have no links."""
        return self

    def exists(self, **_: bool) -> bool:
        """Whether there is a file."""
        try:
            self.stat()
        except (FileNotFoundError, IsADirectoryError):
            return False
        return True

    def stat(self, **_: bool) -> Status:  # type: ignore[override] # what is asked of a stat_result here
        """Say what the store knows of the file; raises `OSError` where there is none, or only a folder."""
        if self.seen is not None:
            return self.seen
        listings = _LISTINGS.get()
        if listings is None:
            with _reached():
                return _status(self._system.info(self._path))
        folder = self.parent
        if folder not in listings:
            folder.files(recursive=False)
            listings.setdefault(folder, {})
        if self.name not in listings[folder]:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self))
        return listings[folder][self.name]

    def open(self, *_: object, **__: object) -> BufferedIOBase:  # type: ignore[override] # only ever read
        """Open the file to read its bytes."""
        with _reached():
            opened: BufferedIOBase = self._system.open(self._path, "rb")
            return opened

    def is_dir(self, **_: bool) -> bool:
        """Whether it is a folder, or names begin with it as if it were one; raises `OSError` where there is nothing."""
        with _reached():
            kind: str = self._system.info(self._path)["type"]
            return kind == "directory"

    def files(self, *, recursive: bool) -> dict[str, Status]:
        """List the files of a folder by their URLs, in no order; none where there is no such folder."""
        with _reached():
            try:
                if recursive:
                    entries = self._system.find(self._path, detail=True).values()
                else:
                    entries = self._system.ls(self._path, detail=True)
            except (FileNotFoundError, NotADirectoryError):
                return {}
            # Stores of objects list a folder that somebody made as an object of its name.
            files = [info for info in entries if info["type"] == "file" and not info["name"].endswith("/")]
            found = {f"{self.parts[0]}//{info['name'].lstrip('/')}": _status(info) for info in files}
        listings = _LISTINGS.get()
        if listings is not None:
            for url, status in found.items():
                path = Remote(url)
                listings.setdefault(path.parent, {})[path.name] = status
        return found

    def heads(self, paths: list[Remote], size: int) -> list[bytes | Exception]:
        """Read the first bytes of many files of this store at once."""
        with _reached():
            names = [path._path for path in paths]  # noqa: SLF001 - our own
            heads: list[bytes | Exception] = self._system.cat_ranges(names, 0, size, on_error="return")
        return heads

    def fetch(self, near: Path) -> None:
        """Bring the file here.

        Raises
        ------
        InputError, OutputError
        """
        try:
            with _reached():
                self._system.get_file(self._path, os.fspath(near))
        except OSError as error:
            raise (writing_failed if error.errno in (errno.ENOSPC, errno.EDQUOT) else reading_failed)(error) from error

    def put(self, near: Path, *, exclusive: bool) -> Remote:
        """Bring a file there, whole or not at all, and give its name with what the store says of it now.

        Raises
        ------
        FileExistsError
            There is one, and `exclusive` says that none is replaced.
        OutputError
        """
        try:
            with _reached():
                self._system.put_file(os.fspath(near), self._path, mode="create" if exclusive else "overwrite")
                there = Remote(str(self))
                there.seen = _status(self._system.info(self._path))
                return there
        except FileExistsError:
            raise
        except OSError as error:
            raise writing_failed(error) from error

    def refuse_parts(self) -> None:
        """Raise `OptionsError` for a store that cannot take a file whole or not at all."""
        store = self.parts[0].removesuffix(":").lower()
        if store not in _WHOLE:
            raise OptionsError(detail=f"results cannot go to {store}://, where a part may stay of one that is cut off")

    @property
    def _system(self) -> AbstractFileSystem:
        # Listings that are kept would not know what others write.
        return _system_of(str(self), use_listings_cache=False)

    @property
    def _path(self) -> str:
        path: str = self._system._strip_protocol(str(self))  # noqa: SLF001 - as above
        return path


def located(text: str) -> Path:
    """Give the path of what people or programs name: a file here, or one by URL.

    Raises
    ------
    ClusterMissingError, OptionsError
        What reaches the store is not installed, or there is no such store; or the name would become another.
    """
    if _HERE.match(text):
        return Path(_HERE.sub("", text))
    path = path_of(text)
    if isinstance(path, Remote):
        if str(path) != text.rstrip("/") and len(path.parts) > 1:
            raise OptionsError(detail=f"{text} has empty parts")
        _ = path._system  # noqa: SLF001 - our own
    return path


def path_of(text: str) -> Path:
    """Give the path of a name that was found good before."""
    return Remote(text) if _URL.match(text) else Path(text)


def absolute(path: Path) -> Path:
    """Give a path that means the same in any folder, and on any machine that has the file under that name."""
    if isinstance(path, Remote):
        return path
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow a link


@contextmanager
def looked_up_once() -> Iterator[None]:
    """List each folder in which a file is asked for once, and answer for all its files from that meanwhile."""
    token = _LISTINGS.set({})
    try:
        yield
    finally:
        _LISTINGS.reset(token)


_LISTINGS: ContextVar[dict[Remote, dict[str, Status]] | None] = ContextVar("_LISTINGS", default=None)


def _rebuilt(text: str, seen: Status | None) -> Remote:
    path = Remote(text)
    path.seen = seen
    return path


def _system_of(url: str, **options: object) -> AbstractFileSystem:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise ClusterMissingError from error
    try:
        return url_to_fs(url, **options)[0]
    except (ImportError, ValueError) as error:
        raise OptionsError(detail=f"{url} cannot be reached: {error}") from error


@contextmanager
def _reached() -> Iterator[None]:
    """Turn what the libraries of stores raise into an `OSError`, whose kinds are known."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def _status(info: dict[str, Any]) -> Status:
    if info["type"] == "directory":
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), info["name"])
    moment = next((_nanoseconds(info[name]) for name in _MOMENTS if info.get(name)), 0)
    content = "".join(str(info[name]) for name in _CONTENTS if info.get(name))
    number = int.from_bytes(hashlib.blake2b(content.encode(), digest_size=7).digest()) if content else 0
    return Status(int(info["size"] or 0), moment, moment, number)


def _nanoseconds(moment: datetime | float | str) -> int:
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    if isinstance(moment, datetime):
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return int(moment * 1e6) * 1000
