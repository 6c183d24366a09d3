"""The library of C2PA, and how it is set: offline, without thumbnails."""

from __future__ import annotations

from importlib.metadata import version
from types import ModuleType
from typing import Any

from fixative.errors import CredentialsMissingError
from fixative.formats import Format

__all__ = ["context", "is_elsewhere", "load", "media_type", "reason"]

_DETAIL = 160
"""Characters that the library's own words may have in a sentence of ours."""


def load() -> ModuleType:
    """Give the library.

    Raises
    ------
    CredentialsMissingError
        It is not installed, or its native part is not for this system.
    """
    try:
        import c2pa  # noqa: PLC0415 - 50 ms, and an extra
    except (ImportError, OSError, RuntimeError) as error:
        raise CredentialsMissingError from error
    library: ModuleType = c2pa
    return library


def context(library: ModuleType, *, trust: str = "") -> Any:  # noqa: ANN401 - the library has no types
    """Set the library for one reading or signing.

    Parameters
    ----------
    library : module
    trust : str
        PEM certificates whose owners vouch for signers; empty leaves the library's own, which are none.
    """
    settings: dict[str, Any] = {
        # Signing is followed by our own check, which reads the file from the disk.
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": False},
        "builder": {
            # One costs 0.6 s, and would show the picture a second time.
            "thumbnail": {"enabled": False},
            # The source is the parent: named by an ingredient, and opened by the first action.
            "intent": "edit",
            "claim_generator_info": {"name": "Fixative", "version": version("fixative")},
        },
    }
    if trust:
        settings["trust"] = {"user_anchors": trust}
    return library.Context.from_dict(settings)


def media_type(kind: Format) -> str:
    """Name a format as the library does."""
    return f"image/{kind.value}"


def is_elsewhere(library: ModuleType, error: Exception) -> bool:
    """Whether a file carries no credentials, or names some on the network, which are not fetched."""
    kinds = (library.C2paError.ManifestNotFound, library.C2paError.RemoteManifest)
    return isinstance(error, kinds) or str(error).startswith("Remote:")


def reason(error: Exception) -> str:
    """Give the words of an error of the library, on one line and not too long."""
    return " ".join(str(error).split())[:_DETAIL]
