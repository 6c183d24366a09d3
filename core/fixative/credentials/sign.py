"""Signing: the very last step, from one file into another."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any, BinaryIO
from uuid import uuid4

from fixative.containers.blocks import Notes
from fixative.credentials import sdk
from fixative.credentials.identity import Identity
from fixative.credentials.past import Past, past_of
from fixative.credentials.usage import assertions
from fixative.formats import Format
from fixative.rights.statement import AIPolicy

__all__ = ["Claim", "SigningRefusedError", "sign"]

_PII = "c2pa.PII.present"
_PARENT = {"relationship": "parentOf"}


class SigningRefusedError(Exception):
    """The library did not sign; says why."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed of a picture.

    Attributes
    ----------
    source : binary file
        What it was made of, seekable. It becomes the parent, with the credentials that it carries.
    source_format, format : Format
        Of the source, and of the picture.
    policy : AIPolicy
    constraint : str
        The policy in words.
    cloaked : bool
        Whether a cloak was woven.
    encoded : bool
        Whether the pixels were coded anew: small copies in the source's credentials, which show it as it was, go then.
    drop_gps : bool
        Whether the place goes from the source's credentials, too.
    """

    source: BinaryIO
    source_format: Format
    format: Format
    policy: AIPolicy
    constraint: str
    cloaked: bool
    encoded: bool
    drop_gps: bool


def sign(tagged: BinaryIO, target: BinaryIO, claim: Claim, identity: Identity) -> Notes:
    """Copy a picture file, with signed credentials; nothing in it may be changed any more.

    Parameters
    ----------
    tagged : binary file
        The whole file but for its signature.
    target : binary file
        Another one, empty, open for reading and writing. The library empties what it is asked to sign in place.
    claim : Claim
    identity : Identity

    Returns
    -------
    tuple of (code, params)
        ``time-stamp-missing`` where one was asked for and did not come; ``history-unreadable`` where the source's
        credentials are broken.

    Raises
    ------
    SigningRefusedError
        The library gave up; what stands in the target then is to be thrown away.
    OSError
        The target takes no more.
    """
    library = sdk.load()
    past = past_of(library, claim.source, claim.source_format)
    notes: Notes = (("history-unreadable", {}),) if past.broken else ()
    try:
        _sign_once(library, tagged, target, claim, past, _signer_info(library, identity, identity.time_stamps))
    except SigningRefusedError as refused:
        if not identity.time_stamps:
            raise
        # A picture that cannot be signed without a time stamp either is refused by this.
        target.seek(0)
        target.truncate()
        _sign_once(library, tagged, target, claim, past, _signer_info(library, identity, ""))
        notes = (*notes, ("time-stamp-missing", {"url": identity.time_stamps, "detail": str(refused)}))
    return notes


def _signer_info(library: ModuleType, identity: Identity, time_stamps: str) -> Any:  # noqa: ANN401 - the library's own
    certificates, key = identity.certificates.encode(), identity.key.encode()
    return library.C2paSignerInfo(identity.algorithm, certificates, key, time_stamps or None)


def _sign_once(
    library: ModuleType,
    tagged: BinaryIO,
    target: BinaryIO,
    claim: Claim,
    past: Past,
    info: Any,  # noqa: ANN401 - the library's own
) -> None:
    watched = _Watched(target)
    tagged.seek(0)
    try:
        with (
            library.Builder(_definition(claim, past), context=sdk.context(library)) as builder,
            library.Signer.from_info(info) as signer,
        ):
            if past.there:
                claim.source.seek(0)
                builder.add_ingredient(_PARENT, sdk.media_type(claim.source_format), claim.source)
            builder.sign(signer, sdk.media_type(claim.format), tagged, watched)
    except library.C2paError as error:
        if watched.error is not None:
            raise watched.error from error
        raise SigningRefusedError(sdk.reason(error)) from error


def _definition(claim: Claim, past: Past) -> dict[str, Any]:
    actions: list[dict[str, Any]] = []
    if claim.cloaked:
        actions.append({"action": "c2pa.edited", "description": "A cloak against AI training was woven in."})
    if claim.source_format is not claim.format:
        actions.append({"action": "c2pa.transcoded"})
    actions.append({"action": "c2pa.edited.metadata"})
    redactions = [*(past.thumbnails if claim.encoded else ()), *(past.places if claim.drop_gps else ())]
    actions += [{"action": "c2pa.redacted", "reason": _PII, "parameters": {"redacted": uri}} for uri in redactions]
    definition: dict[str, Any] = {
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            *assertions(claim.policy, claim.constraint),
        ]
    }
    if redactions:
        definition["redactions"] = redactions
    if not past.there:
        # Told, not shown: where the library opens a file it wants to fetch what that names on the network.
        parent = {"format": sdk.media_type(claim.source_format), "instance_id": f"xmp.iid:{uuid4()}"}
        definition["ingredients"] = [{**_PARENT, **parent}]
    return definition


class _Watched:
    """A file that remembers what went wrong with it: the library swallows what is raised in its calls."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as error:
            self.error = error
            raise
