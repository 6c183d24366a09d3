"""What can go wrong, as a tree.

::

    FixativeError                    exit status 1
    ├── InputError                   the picture, or the way to it
    │   ├── NotFoundError                not-found
    │   ├── IsFolderError                is-a-folder
    │   ├── PermissionDeniedError        permission-denied
    │   ├── EmptyFileError               empty-file
    │   ├── NotAPictureError             not-a-picture
    │   ├── UnsupportedFormatError       unsupported-format
    │   ├── TagsOnlyError                tags-only
    │   ├── TruncatedError               truncated
    │   ├── TooLargeError                too-large
    │   ├── SourceChangedError           source-changed
    │   ├── UnmergeableError             unmergeable
    │   └── DecodeFailedError            decode-failed
    ├── MetadataError                metadata that cannot be read or spliced
    │   ├── MalformedContainerError      malformed-container
    │   └── MetadataTooLargeError        metadata-too-large
    ├── OutputError                  the result, or the way to it
    │   ├── DestinationExistsError       destination-exists
    │   ├── DestinationIsSourceError     destination-is-source
    │   ├── DestinationNotWritableError  destination-not-writable
    │   ├── DiskFullError                disk-full
    │   ├── EncodeFailedError            encode-failed
    │   └── CheckFailedError             check-failed
    ├── SecretError                  the user's own secret
    │   ├── SecretNotKeptError           secret-not-kept
    │   ├── SecretUnreachableError       secret-unreachable
    │   └── SecretUnreadableError        secret-unreadable
    ├── IdentityError                the identity that results are signed with
    │   ├── IdentityNotKeptError         identity-not-kept
    │   ├── IdentityUnreachableError     identity-unreachable
    │   └── IdentityUnreadableError      identity-unreadable
    ├── RegisterError                the register of what was protected
    │   ├── RegisterNotKeptError         register-not-kept
    │   └── RegisterUnreadableError      register-unreadable
    ├── ClusterError                 the machines that a batch was given to
    │   ├── ClusterUnreachableError      cluster-unreachable
    │   ├── ClusterEmptyError            cluster-empty
    │   ├── ClusterDiffersError          cluster-differs
    │   └── ClusterLostError             cluster-lost
    ├── WorkerDiedError              worker-died
    ├── WorkerHungError              worker-hung
    ├── TooLittleMemoryError         too-little-memory
    ├── WorkersFailedError           workers-failed
    ├── CancelledError               cancelled          exit status 130
    └── UsageError                   what was asked for     exit status 2
        ├── RecipeError                  recipe-invalid
        ├── NoRecipeError                no-recipe
        ├── OptionsError                 options-invalid
        ├── StatementError               statement-invalid
        ├── NoStatementError             no-statement
        ├── ChecklistError               checklist-invalid
        ├── SecretExistsError            secret-exists
        ├── NoSecretError                no-secret
        ├── NoEntryError                 no-entry
        ├── CredentialsMissingError      credentials-missing
        ├── ClusterMissingError          cluster-missing
        ├── ClusterNotPrivateError       cluster-not-private
        ├── IdentityExistsError          identity-exists
        ├── IdentityInvalidError         identity-invalid
        ├── NoIdentityError              no-identity
        ├── ScreenError                  stdout-is-a-screen
        ├── PictureOnScreenError         picture-on-screen
        └── NothingToDoError             nothing-to-do

An error carries a stable code and the parameters of its sentence, never the sentence itself:
`fixative.messages` holds the English ones, and the window translates them.
"""

from __future__ import annotations

import errno
from typing import ClassVar

__all__ = [
    "CancelledError",
    "CheckFailedError",
    "ChecklistError",
    "ClusterDiffersError",
    "ClusterEmptyError",
    "ClusterError",
    "ClusterLostError",
    "ClusterMissingError",
    "ClusterNotPrivateError",
    "ClusterUnreachableError",
    "CredentialsMissingError",
    "DecodeFailedError",
    "DestinationExistsError",
    "DestinationIsSourceError",
    "DestinationNotWritableError",
    "DiskFullError",
    "EmptyFileError",
    "EncodeFailedError",
    "FixativeError",
    "IdentityError",
    "IdentityExistsError",
    "IdentityInvalidError",
    "IdentityNotKeptError",
    "IdentityUnreachableError",
    "IdentityUnreadableError",
    "InputError",
    "IsFolderError",
    "MalformedContainerError",
    "MetadataError",
    "MetadataTooLargeError",
    "NoEntryError",
    "NoIdentityError",
    "NoRecipeError",
    "NoSecretError",
    "NoStatementError",
    "NotAPictureError",
    "NotFoundError",
    "NothingToDoError",
    "OptionsError",
    "OutputError",
    "PermissionDeniedError",
    "PictureOnScreenError",
    "RecipeError",
    "RegisterError",
    "RegisterNotKeptError",
    "RegisterUnreadableError",
    "ScreenError",
    "SecretError",
    "SecretExistsError",
    "SecretNotKeptError",
    "SecretUnreachableError",
    "SecretUnreadableError",
    "SourceChangedError",
    "StatementError",
    "TagsOnlyError",
    "TooLargeError",
    "TooLittleMemoryError",
    "TruncatedError",
    "UnmergeableError",
    "UnsupportedFormatError",
    "UsageError",
    "WorkerDiedError",
    "WorkerHungError",
    "WorkersFailedError",
    "reading_failed",
    "writing_failed",
]


class FixativeError(Exception):
    """Whatever Fixative raises on purpose.

    Parameters
    ----------
    **params : str or int or float
        What the sentence of this code needs to know (`fixative.messages`).
    """

    code: ClassVar[str] = "failed"
    exit_status: ClassVar[int] = 1

    def __init__(self, **params: str | float) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; the keyword arguments must survive the way.
        return _rebuild, (type(self), self.params)


def _rebuild(kind: type[FixativeError], params: dict[str, str | float]) -> FixativeError:
    return kind(**params)


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


class SecretError(FixativeError):
    """The user's own secret, and what keeps it."""


class SecretNotKeptError(SecretError):
    """There is no place to keep a secret in (parameter: detail)."""

    code = "secret-not-kept"


class SecretUnreachableError(SecretError):
    """The keyring has the secret and does not give it (parameter: detail)."""

    code = "secret-unreachable"


class SecretUnreadableError(SecretError):
    """The secret's file is not as it should be (parameters: path, detail)."""

    code = "secret-unreadable"


class IdentityError(FixativeError):
    """The identity that results are signed with, and what keeps it."""


class IdentityNotKeptError(IdentityError):
    """There is no place to keep an identity in (parameter: detail)."""

    code = "identity-not-kept"


class IdentityUnreachableError(IdentityError):
    """The keyring has the key and does not give it (parameter: detail)."""

    code = "identity-unreachable"


class IdentityUnreadableError(IdentityError):
    """The identity's file is not as it should be (parameters: path, detail)."""

    code = "identity-unreadable"


class RegisterError(FixativeError):
    """The register of what was protected."""


class RegisterNotKeptError(RegisterError):
    """It cannot be written or read just now (parameter: detail)."""

    code = "register-not-kept"


class RegisterUnreadableError(RegisterError):
    """Its file is no register that can be used (parameters: path, detail)."""

    code = "register-unreadable"


class ClusterError(FixativeError):
    """The machines that a batch was given to: it ends, and the same command goes on from there."""


class ClusterUnreachableError(ClusterError):
    """No scheduler answers (parameters: address, detail)."""

    code = "cluster-unreachable"


class ClusterEmptyError(ClusterError):
    """The scheduler has no worker (parameter: address)."""

    code = "cluster-empty"


class ClusterDiffersError(ClusterError):
    """A worker has another version of Fixative (parameters: address, there, here)."""

    code = "cluster-differs"


class ClusterLostError(ClusterError):
    """The scheduler has gone."""

    code = "cluster-lost"


class WorkerDiedError(FixativeError):
    """The process that worked on this picture was killed."""

    code = "worker-died"


class WorkerHungError(FixativeError):
    """The process that worked on this picture said nothing for far too long (parameter: minutes)."""

    code = "worker-hung"


class TooLittleMemoryError(FixativeError):
    """The picture takes more memory than there is (parameter: needed, in bytes)."""

    code = "too-little-memory"


class WorkersFailedError(FixativeError):
    """The processes that would work on the pictures do not come up: the batch ends."""

    code = "workers-failed"


class CancelledError(FixativeError):
    """The user stopped the work."""

    code = "cancelled"
    exit_status = 130


class UsageError(FixativeError):
    """What was asked for makes no sense."""

    exit_status = 2


class RecipeError(UsageError):
    """The recipe does not hold (parameters: path, detail)."""

    code = "recipe-invalid"


class NoRecipeError(UsageError):
    """No recipe of this name is kept (parameters: name, known)."""

    code = "no-recipe"


class OptionsError(UsageError):
    """What options say does not hold (parameter: detail)."""

    code = "options-invalid"


class StatementError(UsageError):
    """A statement that is kept by name does not hold, or cannot be kept (parameters: name, detail)."""

    code = "statement-invalid"


class NoStatementError(UsageError):
    """No statement of this name is kept (parameters: name, known)."""

    code = "no-statement"


class ChecklistError(UsageError):
    """What is remembered of objections does not hold, or cannot be read (parameters: path, detail)."""

    code = "checklist-invalid"


class SecretExistsError(UsageError):
    """Another secret is kept already."""

    code = "secret-exists"


class NoSecretError(UsageError):
    """No secret is kept."""

    code = "no-secret"


class NoEntryError(UsageError):
    """The register has no entry of this number (parameter: number)."""

    code = "no-entry"


class CredentialsMissingError(UsageError):
    """Content Credentials were asked for, and what reads and writes them is not installed."""

    code = "credentials-missing"


class ClusterMissingError(UsageError):
    """A cluster was asked for, and what speaks to it is not installed."""

    code = "cluster-missing"


class ClusterNotPrivateError(UsageError):
    """Secrets would go to the cluster in the open (parameter: address)."""

    code = "cluster-not-private"


class IdentityExistsError(UsageError):
    """Another identity is kept already."""

    code = "identity-exists"


class IdentityInvalidError(UsageError):
    """A certificate and its key cannot sign (parameter: detail)."""

    code = "identity-invalid"


class NoIdentityError(UsageError):
    """No identity is kept."""

    code = "no-identity"


class ScreenError(UsageError):
    """What is secret would be shown on a screen."""

    code = "stdout-is-a-screen"


class PictureOnScreenError(UsageError):
    """A picture's bytes would be shown on a screen."""

    code = "picture-on-screen"


class NothingToDoError(UsageError):
    """No picture was found at what was named (parameter: paths)."""

    code = "nothing-to-do"


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
