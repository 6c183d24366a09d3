"""Whole or not at all: a temporary beside the target that becomes the result after it was checked, or goes."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fixative.errors import DestinationExistsError, DestinationIsSourceError, writing_failed
from fixative.recipe import Conflict

if sys.platform != "win32":
    import fcntl

__all__ = ["TEMPORARY_PREFIX", "Draft", "numbered", "refuse_source", "remove_strays", "unnumbered", "whole"]

TEMPORARY_PREFIX = ".fixative-"
"""How every temporary's name begins: hidden, passed over by plans, and found again after a crash."""

_TEMPORARY_SUFFIX = ".part"

_NUMBER = re.compile(r"(?<=.)-(?:[2-9]|[1-9][0-9]+)\Z")
"""What `numbered` puts behind a stem."""

_FOLDER_ATTEMPTS = 3
"""How often a folder is made anew that another process, failing at the same time, has just taken away."""

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES})
"""What file systems without hard links (FAT, exFAT, some network drives) answer to one."""


@dataclass(slots=True)
class Draft:
    """A result in the making.

    Attributes
    ----------
    file : BinaryIO
        The temporary, open for reading and writing.
    path : Path
        Where the temporary is.
    result : Path or None
        Where it was published; the name may be a numbered one. None until then.
    """

    file: BinaryIO
    path: Path
    result: Path | None = None


@contextmanager
def whole(target: Path, *, source: Path | None, conflict: Conflict, check: Callable[[Path], None]) -> Iterator[Draft]:
    """Give a temporary in the target's folder, and publish it under the target's name once it is whole.

    After the body the temporary is flushed to the disk, shown to `check`, and published. Whatever is
    raised on the way, an interrupt included, removes it, and the folders that were made for it.

    Parameters
    ----------
    target : Path
        Its folder is made where it is missing.
    source : Path or None
        The original, which is never replaced; None where the result is made of none.
    conflict : Conflict
        Where `target` exists at the end: `overwrite` replaces it in one step, `rename` takes the next
        numbered name, `skip` and `error` raise. Only `overwrite` ever replaces a file.
    check : callable
        Gets the temporary's path; raises where it is not as it should be.

    Raises
    ------
    DestinationIsSourceError
        Where `target` is the source by any of its names.
    DestinationExistsError
        Where `target` exists and `conflict` is `skip` or `error`.
    DiskFullError, DestinationNotWritableError
    """
    refuse_source(source, target)
    made: list[Path] = []
    draft: Draft | None = None
    try:
        draft = _begin(target.parent, made)
        yield draft
        draft.file.flush()
        # Before the name appears the bytes must be on the disk, or a power cut leaves an empty result.
        # The folder itself is not synchronised: losing the whole name is "not at all".
        os.fsync(draft.file.fileno())
        check(draft.path)
        draft.file.close()  # Windows renames no open file
        refuse_source(source, target)
        draft.result = _publish(draft.path, target, conflict)
    except BrokenPipeError:
        raise  # of a stream that the body writes to; a file is no pipe
    except OSError as error:
        raise writing_failed(error) from error
    finally:
        if draft is not None:
            _discard(draft)
        if draft is None or draft.result is None:
            _remove_empty(made)


def refuse_source(source: Path | None, target: Path) -> None:
    """Raise `DestinationIsSourceError` where both are one file: by name, link or a file system that ignores case."""
    try:
        same = source is not None and source.samefile(target)
    except (OSError, ValueError):
        return
    if same:
        raise DestinationIsSourceError


def numbered(path: Path, number: int) -> Path:
    """Put a number behind the stem: `name.jpg`, `name-2.jpg`, `name-3.jpg`."""
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def unnumbered(path: Path) -> Path:
    """Take off the number that `numbered` has put behind the stem."""
    return path.with_name(_NUMBER.sub("", path.stem) + path.suffix)


def remove_strays(folder: Path) -> int:
    """Remove temporaries that no living process holds, and say how many.

    A worker that was killed leaves its temporary behind. One that is at work holds a lock on it
    (POSIX) or the file itself (Windows), so its temporary stays.
    """
    removed = 0
    try:
        with os.scandir(folder) as entries:
            strays = [Path(entry.path) for entry in entries if _is_temporary(entry)]
    except OSError:
        return 0
    for stray in strays:
        with contextlib.suppress(OSError), stray.open("r+b") as file:
            if _lock(file):
                if sys.platform == "win32":
                    file.close()
                stray.unlink()
                removed += 1
    return removed


def _is_temporary(entry: os.DirEntry[str]) -> bool:
    return (
        entry.name.startswith(TEMPORARY_PREFIX)
        and entry.name.endswith(_TEMPORARY_SUFFIX)
        and entry.is_file(follow_symlinks=False)
    )


def _begin(folder: Path, made: list[Path]) -> Draft:
    for attempt in range(1, _FOLDER_ATTEMPTS + 1):
        _make_folder(folder, made)
        try:
            return _open(folder)
        except FileNotFoundError:
            if attempt == _FOLDER_ATTEMPTS:
                raise
    raise AssertionError  # pragma: no cover - the last attempt returns or raises


def _open(folder: Path) -> Draft:
    while True:
        # Not named after the target: its name may be as long as the file system allows.
        path = folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{_TEMPORARY_SUFFIX}"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        # 0o666 less the umask, as for any new file; `tempfile` would make it private for good.
        file = os.fdopen(os.open(path, flags, 0o666), "w+b")
        if _lock(file) and os.fstat(file.fileno()).st_nlink:
            return Draft(file, path)
        file.close()  # taken for a stray between creation and lock


def _lock(file: BinaryIO) -> bool:
    if sys.platform == "win32":
        return True  # an open file cannot be removed there
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # no locks on this file system: there is nothing to ask
    return True


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        with contextlib.suppress(FileExistsError):  # another worker was faster
            path.mkdir()
            made.append(path)


def _remove_empty(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            path.rmdir()


def _discard(draft: Draft) -> None:
    with contextlib.suppress(OSError):  # what could not be flushed is thrown away
        draft.file.close()
    with contextlib.suppress(OSError):
        draft.path.unlink(missing_ok=True)


def _publish(temporary: Path, target: Path, conflict: Conflict) -> Path:
    if conflict is Conflict.OVERWRITE:
        temporary.replace(target)
        return target
    number = 1
    while True:
        name = numbered(target, number)
        try:
            _publish_exclusively(temporary, name)
        except FileExistsError:
            if conflict is not Conflict.RENAME:
                raise DestinationExistsError from None
            number += 1
        else:
            return name


def _publish_exclusively(temporary: Path, name: Path) -> None:
    """Give the temporary its name; raises `FileExistsError` where the name is taken, whoever was faster."""
    if sys.platform == "win32":
        temporary.rename(name)  # refuses a taken name there, while on POSIX it replaces the file
        return
    try:
        os.link(temporary, name)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _publish_by_reservation(temporary, name)
    # The temporary's own name goes with `_discard`.


def _publish_by_reservation(temporary: Path, name: Path) -> None:
    """Take the name with an empty file, then replace that: the way without links."""
    name.touch(exist_ok=False)
    try:
        temporary.replace(name)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
