"""Errors of one file: the picture, its metadata, its result."""

from __future__ import annotations

import errno

from fixative.errors.base import FixativeError

__all__ = [
    "CheckFailedError",
    "DecodeFailedError",
    "DestinationExistsError",
    "DestinationIsSourceError",
    "DestinationNotWritableError",
    "DiskFullError",
    "EmptyFileError",
    "EncodeFailedError",
    "InputError",
    "IsFolderError",
    "MalformedContainerError",
    "MetadataError",
    "MetadataTooLargeError",
    "NotAPictureError",
    "NotFoundError",
    "OutputError",
    "PermissionDeniedError",
    "SourceChangedError",
    "TagsOnlyError",
    "TooLargeError",
    "TruncatedError",
    "UnmergeableError",
    "UnsupportedFormatError",
    "reading_failed",
    "writing_failed",
]


class InputError(FixativeError):
    """The picture cannot be read."""


class NotFoundError(InputError):
    """There is nothing at this path."""

    code = "not-found"


class IsFolderError(InputError):
    """A picture was expected and a folder found."""

    code = "is-a-folder"


class PermissionDeniedError(InputError):
    """The file may not be read."""

    code = "permission-denied"


class EmptyFileError(InputError):
    """The file has no bytes."""

    code = "empty-file"


class NotAPictureError(InputError):
    """The content is no picture, whatever the file's ending says."""

    code = "not-a-picture"


class UnsupportedFormatError(InputError):
    """A picture, but of a kind that Fixative does not handle (parameter: format)."""

    code = "unsupported-format"


class TagsOnlyError(InputError):
    """A cloak or another format was asked for, and this one is neither decoded nor encoded here (parameter: format)."""

    code = "tags-only"


class TruncatedError(InputError):
    """The picture breaks off."""

    code = "truncated"


class TooLargeError(InputError):
    """More pixels than the limit allows (parameters: pixels, limit)."""

    code = "too-large"


class SourceChangedError(InputError):
    """The file was written to while it was worked on."""

    code = "source-changed"


class UnmergeableError(InputError):
    """A site's file that nothing can be merged into (parameter: detail)."""

    code = "unmergeable"


class DecodeFailedError(InputError):
    """The decoder gave up (parameter: detail)."""

    code = "decode-failed"


class MetadataError(FixativeError):
    """Metadata that cannot be read or written without harm."""


class MalformedContainerError(MetadataError):
    """The file's own structure is broken, so nothing is spliced (parameter: detail)."""

    code = "malformed-container"


class MetadataTooLargeError(MetadataError):
    """A block does not fit where it must go (parameters: block, size, limit)."""

    code = "metadata-too-large"


class OutputError(FixativeError):
    """The result cannot be written."""


class DestinationExistsError(OutputError):
    """There is a file with this name already, and the conflict policy says error."""

    code = "destination-exists"


class DestinationIsSourceError(OutputError):
    """The result would replace the original. Never."""

    code = "destination-is-source"


class DestinationNotWritableError(OutputError):
    """The folder cannot be written to (parameter: detail)."""

    code = "destination-not-writable"


class DiskFullError(OutputError):
    """No space is left."""

    code = "disk-full"


class EncodeFailedError(OutputError):
    """The encoder gave up (parameters: format, detail)."""

    code = "encode-failed"


class CheckFailedError(OutputError):
    """The written file does not read back as it should (parameter: detail)."""

    code = "check-failed"


def reading_failed(error: OSError) -> InputError:
    """Name the trouble behind a failed read."""
    if isinstance(error, FileNotFoundError):
        return NotFoundError()
    if isinstance(error, IsADirectoryError):
        return IsFolderError()
    if isinstance(error, PermissionError):
        return PermissionDeniedError()
    return DecodeFailedError(detail=error.strerror or str(error))


_PLAINER = {
    errno.ENOTDIR: "a file stands where the folder should be",
    errno.EFBIG: "files so large are not allowed there",
}


def writing_failed(error: OSError) -> OutputError:
    """Name the trouble behind a failed write."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError()
    return DestinationNotWritableError(detail=_PLAINER.get(error.errno or 0) or error.strerror or str(error))
