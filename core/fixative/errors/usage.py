"""Errors of what was asked for."""

from __future__ import annotations

from fixative.errors.base import UsageError

__all__ = [
    "ChecklistError",
    "ClusterMissingError",
    "ClusterNotPrivateError",
    "CredentialsMissingError",
    "IdentityExistsError",
    "IdentityInvalidError",
    "NoEntryError",
    "NoIdentityError",
    "NoRecipeError",
    "NoSecretError",
    "NoStatementError",
    "NothingToDoError",
    "OptionsError",
    "PictureOnScreenError",
    "RecipeError",
    "ScreenError",
    "SecretExistsError",
    "StatementError",
]


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
