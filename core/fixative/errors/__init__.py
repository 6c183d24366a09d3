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

from fixative.errors.base import (
    FixativeError,
    UsageError,
)
from fixative.errors.files import (
    CheckFailedError,
    DecodeFailedError,
    DestinationExistsError,
    DestinationIsSourceError,
    DestinationNotWritableError,
    DiskFullError,
    EmptyFileError,
    EncodeFailedError,
    InputError,
    IsFolderError,
    MalformedContainerError,
    MetadataError,
    MetadataTooLargeError,
    NotAPictureError,
    NotFoundError,
    OutputError,
    PermissionDeniedError,
    SourceChangedError,
    TagsOnlyError,
    TooLargeError,
    TruncatedError,
    UnmergeableError,
    UnsupportedFormatError,
    reading_failed,
    writing_failed,
)
from fixative.errors.keepers import (
    IdentityError,
    IdentityNotKeptError,
    IdentityUnreachableError,
    IdentityUnreadableError,
    RegisterError,
    RegisterNotKeptError,
    RegisterUnreadableError,
    SecretError,
    SecretNotKeptError,
    SecretUnreachableError,
    SecretUnreadableError,
)
from fixative.errors.usage import (
    ChecklistError,
    ClusterMissingError,
    ClusterNotPrivateError,
    CredentialsMissingError,
    IdentityExistsError,
    IdentityInvalidError,
    NoEntryError,
    NoIdentityError,
    NoRecipeError,
    NoSecretError,
    NoStatementError,
    NothingToDoError,
    OptionsError,
    PictureOnScreenError,
    RecipeError,
    ScreenError,
    SecretExistsError,
    StatementError,
)
from fixative.errors.workers import (
    CancelledError,
    ClusterDiffersError,
    ClusterEmptyError,
    ClusterError,
    ClusterLostError,
    ClusterUnreachableError,
    TooLittleMemoryError,
    WorkerDiedError,
    WorkerHungError,
    WorkersFailedError,
)

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
