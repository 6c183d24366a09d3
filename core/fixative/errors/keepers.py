"""Errors of what is kept for the user: secret, identity, register."""

from __future__ import annotations

from fixative.errors.base import FixativeError

__all__ = [
    "IdentityError",
    "IdentityNotKeptError",
    "IdentityUnreachableError",
    "IdentityUnreadableError",
    "RegisterError",
    "RegisterNotKeptError",
    "RegisterUnreadableError",
    "SecretError",
    "SecretNotKeptError",
    "SecretUnreachableError",
    "SecretUnreadableError",
]


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
