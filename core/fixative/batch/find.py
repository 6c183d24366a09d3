"""Pictures in what was named: files and folders, told by content."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fixative.errors import (
    DecodeFailedError,
    EmptyFileError,
    FixativeError,
    IsFolderError,
    NotAPictureError,
    UnsupportedFormatError,
    reading_failed,
)
from fixative.formats import HEAD_BYTES, Format, sniff
from fixative.remote import Remote

__all__ = ["Found", "Refused", "find"]

_PICTURE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".tif", ".tiff", ".avif", ".gif"}
    | {".jxl", ".heic", ".heif", ".hif"}
)
"""Endings that promise a picture: in a folder, one without such content is reported and not passed over."""

_OTHER_PICTURES = frozenset({
    ".bmp", ".exr", ".hdr", ".j2k", ".jp2", ".kra", ".psb", ".psd", ".svg", ".tga",
    ".arw", ".cr2", ".cr3", ".crw", ".dng", ".iiq", ".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".srw",
    ".x3f", ".xcf",
})  # fmt: skip
"""Endings of pictures that Fixative does not handle. Raw files begin like a TIFF, and what a TIFF reader finds in
them is a thumbnail: the ending decides, so that no thumbnail is taken for the picture."""


_TOGETHER = 1000
"""Files of a store that are looked into at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A picture.

    Attributes
    ----------
    path : Path
        As named, or below the folder that was named.
    root : Path or None
        The folder that was named; None where the picture was named itself.
    format : Format
        By its first bytes.
    size : int
        Bytes.
    """

    path: Path
    root: Path | None
    format: Format
    size: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A file or folder that was named, or promises a picture, and holds none that can be taken."""

    path: Path
    error: FixativeError


def find(
    paths: Iterable[Path], *, recursive: bool, results_of: Callable[[Path], Iterable[Path]] | None
) -> Iterator[Found | Refused]:
    """Find the pictures in files and folders, in the order of naming, folders by name.

    In folders, hidden names, results and files that neither are nor promise pictures are passed over
    in silence; a file that was named is found or refused. What is named twice is found once. Links to
    folders are followed, each folder once, so that a loop ends.

    Parameters
    ----------
    paths : iterable of Path
    recursive : bool
        Whether folders are entered; otherwise they are refused.
    results_of : callable or None
        Gives the folders in which the results for a folder of sources go: no source is looked for there,
        unless such a folder, or one below it, was named itself.
    """
    walk = _Walk(results_of)
    for path in paths:
        if isinstance(path, Remote):
            yield from _remote(path, walk, recursive=recursive)
            continue
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield Refused(path, reading_failed(error) if isinstance(error, OSError) else NotAPictureError())
            continue
        if not stat.S_ISDIR(status.st_mode):
            if walk.is_new(os.path.realpath(path.parent), path.name):
                yield _look(path, None)
        elif recursive:
            yield from walk.below(path)
        else:
            yield Refused(path, IsFolderError())


@dataclass(slots=True)
class _Walk:
    results_of: Callable[[Path], Iterable[Path]] | None
    _folders: set[str] = field(default_factory=set)
    _files: set[tuple[str, str]] = field(default_factory=set)

    def is_new(self, folder: str, name: str) -> bool:
        """Remember a file by its folder's real path, and say whether it is seen for the first time."""
        before = len(self._files)
        self._files.add((folder, name))
        return len(self._files) > before

    def below(self, root: Path) -> Iterator[Found | Refused]:
        # All folders first: the results for one folder may lie in another that comes before it.
        folders = list(self._folders_of(root))
        real_root = os.path.realpath(root)
        results = set()
        if self.results_of is not None:
            results = {os.path.realpath(each) for folder, *_ in folders for each in self.results_of(Path(folder))}
        for folder, real, names in folders:
            if isinstance(names, FixativeError):
                yield Refused(Path(folder), names)
                continue
            if _is_within(real, results, real_root):
                continue
            for name in names:
                if self.is_new(real, name):
                    seen = _look(Path(folder, name), root)
                    if isinstance(seen, Found) or _promises_picture(seen):
                        yield seen

    def below_remote(self, root: Remote) -> Iterator[Found | Refused]:
        found: list[Remote] = []
        for url in root.files(recursive=True):
            path = Remote(url)
            if str(path) != url:
                yield Refused(path, DecodeFailedError(detail="its name has empty parts, which no folder can have"))
            elif not any(part.startswith(".") for part in path.relative_to(root).parts):
                found.append(path)
        # Folder by folder, each before those in it.
        found.sort(key=lambda path: (path.parent.parts, path.name))
        results = set()
        if self.results_of is not None:
            folders = {folder for path in found for folder in (path.parent, *path.parent.parents)}
            results = {os.fspath(each) for folder in folders for each in self.results_of(folder)}
        wanted = [
            path
            for path in found
            if not _is_within(str(path.parent), results, str(root)) and self.is_new(str(path.parent), path.name)
        ]
        for begin in range(0, len(wanted), _TOGETHER):
            for seen in _looked(wanted[begin : begin + _TOGETHER], root):
                if isinstance(seen, Found) or _promises_picture(seen):
                    yield seen

    def _folders_of(self, root: Path) -> Iterator[tuple[str, str, list[str] | FixativeError]]:
        waiting = [os.fspath(root)]
        while waiting:
            folder = waiting.pop()
            real = os.path.realpath(folder)
            if real in self._folders:
                continue
            self._folders.add(real)
            names: list[str] = []
            below: list[str] = []
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if not entry.name.startswith("."):
                            (below if _is_folder(entry) else names).append(entry.name)
            except OSError as error:
                yield folder, real, reading_failed(error)
                continue
            yield folder, real, sorted(names)
            waiting += [os.path.join(folder, name) for name in sorted(below, reverse=True)]  # noqa: PTH118 - speed


def _remote(path: Remote, walk: _Walk, *, recursive: bool) -> Iterator[Found | Refused]:
    """Find the pictures in a store, by the same rules and in the same order."""
    try:
        if not path.is_dir():
            if walk.is_new(str(path.parent), path.name):
                yield from _looked([path], None)
        elif not recursive:
            yield Refused(path, IsFolderError())
        else:
            yield from walk.below_remote(path)
    except OSError as error:
        yield Refused(path, reading_failed(error))


def _looked(paths: list[Remote], root: Remote | None) -> Iterator[Found | Refused]:
    # Of an empty file no part can be asked for.
    full = [path for path in paths if path.stat().st_size]
    heads = dict(zip(full, full[0].heads(full, HEAD_BYTES) if full else [], strict=True))
    for path in paths:
        head = heads.get(path, b"")
        if isinstance(head, bytes):
            yield _judged(path, root, head, path.stat().st_size)
        else:
            error = head if isinstance(head, OSError) else OSError(str(head))
            yield Refused(path, reading_failed(error))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_within(folder: str, results: set[str], root: str) -> bool:
    """Whether a folder strictly below the root is one of the results' or lies in one."""
    while len(folder) > len(root):
        if folder in results:
            return True
        folder = os.path.dirname(folder)  # noqa: PTH120 - speed
    return False


def _look(path: Path, root: Path | None) -> Found | Refused:
    try:
        # Not blocking: a pipe among the files would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(descriptor)
            regular = stat.S_ISREG(status.st_mode)
            head = os.read(descriptor, HEAD_BYTES) if regular else b""
        finally:
            os.close(descriptor)
    except OSError as error:
        return Refused(path, reading_failed(error))
    if not regular:
        return Refused(path, NotAPictureError())
    return _judged(path, root, head, status.st_size)


def _judged(path: Path, root: Path | None, head: bytes, size: int) -> Found | Refused:
    if not head:
        return Refused(path, EmptyFileError())
    suffix = path.suffix.lower()
    kind = sniff(head)
    if suffix in _OTHER_PICTURES and kind in (None, Format.TIFF):
        return Refused(path, UnsupportedFormatError(format=suffix[1:].upper()))
    return Refused(path, NotAPictureError()) if kind is None else Found(path, root, kind, size)


def _promises_picture(refused: Refused) -> bool:
    return refused.path.suffix.lower() in _PICTURE_SUFFIXES | _OTHER_PICTURES
