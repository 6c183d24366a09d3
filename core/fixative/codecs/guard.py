"""The door of the codecs: files are opened here, and whatever a coder throws becomes an error of ours."""

from __future__ import annotations

import logging
import os
import stat
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import cv2
from PIL import Image

from fixative.errors import (
    DecodeFailedError,
    EmptyFileError,
    EncodeFailedError,
    FixativeError,
    IsFolderError,
    MalformedContainerError,
    NotAPictureError,
    TooLargeError,
    TruncatedError,
    reading_failed,
)
from fixative.formats import Format

__all__ = ["FRAMES_TOGETHER", "check_size", "decoding", "encoding", "opened", "quiet_stderr"]

_STDERR = 2

FRAMES_TOGETHER = 4
"""All frames together may have this many times the pixels that one may have."""

# Pillow's own limit is fixed and global; `check_size` holds the user's before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
# Coders that talk on stderr would spoil a command line's output.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
logging.getLogger("tifffile").addHandler(logging.NullHandler())
logging.getLogger("tifffile").propagate = False


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, and name what stands in the way.

    Raises
    ------
    NotFoundError, IsFolderError, PermissionDeniedError, NotAPictureError, EmptyFileError, DecodeFailedError
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsFolderError
        if not stat.S_ISREG(status.st_mode):
            # A pipe or a device would be waited on for ever.
            raise NotAPictureError
        file = path.open("rb")
    except OSError as error:
        raise reading_failed(error) from error
    except ValueError as error:
        # A name with a null character.
        raise DecodeFailedError(detail=str(error)) from error
    with file:
        if os.fstat(file.fileno()).st_size == 0:
            raise EmptyFileError
        yield file


def check_size(width: int, height: int, *, frames: int = 1, max_pixels: int) -> None:
    """Refuse what is larger than the limit, before anything is decoded.

    Raises
    ------
    TooLargeError
        One frame exceeds `max_pixels`, or all together exceed `FRAMES_TOGETHER` times as many.
    DecodeFailedError
        There are no pixels.
    """
    pixels = width * height
    if pixels <= 0:
        raise DecodeFailedError(detail="it has no pixels")
    if pixels > max_pixels:
        raise TooLargeError(pixels=pixels, limit=max_pixels)
    if pixels * frames > FRAMES_TOGETHER * max_pixels:
        raise TooLargeError(pixels=pixels * frames, limit=FRAMES_TOGETHER * max_pixels)


@contextmanager
def decoding() -> Iterator[None]:
    """Turn whatever a decoder throws into an `InputError`, and keep its warnings to ourselves."""
    with _QUIET:
        try:
            yield
        except MalformedContainerError as error:
            raise DecodeFailedError(**error.params) from error
        except FixativeError:
            raise
        except MemoryError as error:
            raise DecodeFailedError(detail="there is not enough memory") from error
        except Exception as error:
            # Decoders of untrusted bytes throw whatever they like; none of it may reach the user raw.
            detail = _first_line(error)
            if "truncated" in detail.lower() or isinstance(error, EOFError):
                raise TruncatedError from error
            if isinstance(error, SyntaxError) and "not identified" in detail:
                raise DecodeFailedError(detail="its header is damaged") from error
            if isinstance(error, OSError) and error.errno is not None:
                raise reading_failed(error) from error
            raise DecodeFailedError(detail=detail) from error


@contextmanager
def encoding(target: Format) -> Iterator[None]:
    """Turn whatever an encoder throws into an `EncodeFailedError`."""
    with _QUIET:
        try:
            yield
        except FixativeError:
            raise
        except MemoryError as error:
            raise EncodeFailedError(format=target.label, detail="there is not enough memory") from error
        except Exception as error:
            raise EncodeFailedError(format=target.label, detail=_first_line(error)) from error


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep what a library written in C prints on stderr from the user; nothing else of ours prints meanwhile."""
    with _DEAF:
        yield


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


class _Quiet:
    """Silences warnings while at least one thread is inside.

    `warnings.catch_warnings` alone would, with two threads, leave the process silent for ever.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._caught: warnings.catch_warnings[None] | None = None

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._caught = warnings.catch_warnings()
                self._caught.__enter__()
                warnings.simplefilter("ignore")
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._caught is not None:
                self._caught.__exit__(None, None, None)
                self._caught = None


class _Deaf:
    """Points the file descriptor of stderr at nothing while at least one thread is inside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._kept: int | None = None

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._kept = self._pointed_at_nothing()
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._kept is not None:
                os.dup2(self._kept, _STDERR)
                os.close(self._kept)
                self._kept = None

    @staticmethod
    def _pointed_at_nothing() -> int | None:
        try:
            kept = os.dup(_STDERR)
        except OSError:
            # A window without a console has no stderr.
            return None
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, _STDERR)
        os.close(nothing)
        return kept


_QUIET = _Quiet()
_DEAF = _Deaf()
