"""The user's identity: the certificate and key that results are signed with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING

from fixative.errors import (
    IdentityInvalidError,
    IdentityNotKeptError,
    IdentityUnreachableError,
    IdentityUnreadableError,
    NoIdentityError,
    SecretNotKeptError,
    SecretUnreachableError,
    SecretUnreadableError,
)
from fixative.secret import Place, Safe

if TYPE_CHECKING:
    from fixative.containers.blocks import Notes

__all__ = ["Identity", "create", "exists", "find", "forget", "own_identity", "use"]

_SAFE = Safe(
    "identity.toml",
    "The identity that Fixative signs pictures with. Its key is yours alone: `fixative identity --help`.",
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What signs.

    Attributes
    ----------
    certificates : str
        PEM, the signer's own first.
    key : str
        PEM, PKCS#8; never shown by `repr`.
    algorithm : str
        As C2PA names it, such as `es256`.
    place : Place
        Where the key is kept.
    time_stamps : str
        URL of the server that is asked for time stamps; empty for none.
    notes : tuple of (code, params)
        What there is to know about it, for the outcomes of pictures that are signed with it.
    """

    certificates: str
    key: str = field(repr=False)
    algorithm: str
    place: Place
    time_stamps: str = ""
    notes: Notes = ()


def own_identity(time_stamps: str = "") -> Identity:
    """Give the user's identity, after a trial of it: what cannot sign is refused before any work is done.

    Who signs many pictures asks once and hands it to `fixative.protect`.

    Parameters
    ----------
    time_stamps : str, optional
        URL of a time-stamp server. Where it does not answer, the identity goes without and has a note that says so.

    Raises
    ------
    CredentialsMissingError
        The extra is not installed.
    NoIdentityError
        None is kept.
    IdentityInvalidError
        It cannot sign, or no longer.
    IdentityNotKeptError, IdentityUnreachableError, IdentityUnreadableError
        As in `find`.
    """
    identity = find()
    if identity is None:
        raise NoIdentityError
    return _tried(replace(identity, time_stamps=time_stamps))


def exists() -> bool:
    """Whether an identity is kept, told without asking the keyring for its key."""
    with _of_identity():
        return _SAFE.exists()


def find() -> Identity | None:
    """Give the user's identity where there is one.

    Raises
    ------
    CredentialsMissingError
        The extra is not installed.
    IdentityUnreachableError
        The keyring has its key and does not give it.
    IdentityUnreadableError
        Its file cannot be read.
    IdentityNotKeptError
        There is no home folder.
    IdentityInvalidError
        What is kept is damaged, or holds no longer.
    """
    # What signs needs the extra; who only forgets an identity can do without.
    from fixative.credentials.certificates import algorithm_of, read_pair  # noqa: PLC0415
    from fixative.credentials.sdk import load  # noqa: PLC0415

    load()
    with _of_identity():
        held = _SAFE.get()
    if held is None:
        return None
    pair = read_pair(held.public.encode(), held.secret.encode())
    notes: Notes = (("identity-was-open", {"path": held.opened}),) if held.opened else ()
    return Identity(pair.certificates, pair.key, algorithm_of(pair.key), held.place, notes=notes)


def use(certificates: bytes, key: bytes) -> Place | None:
    """Keep a certificate and its key as the user's identity.

    Parameters
    ----------
    certificates, key : bytes
        As in `certificates.read_pair`.

    Returns
    -------
    Place or None
        Where the key is kept; None where another identity is kept already.

    Raises
    ------
    IdentityInvalidError
        They cannot sign Content Credentials.
    CredentialsMissingError, IdentityNotKeptError, IdentityUnreadableError
    """
    from fixative.credentials.certificates import Pair, algorithm_of, read_pair  # noqa: PLC0415 - the extra

    pair: Pair = read_pair(certificates, key)
    _tried(Identity(pair.certificates, pair.key, algorithm_of(pair.key), Place.NOWHERE))
    with _of_identity():
        return _SAFE.put(pair.key, pair.certificates)


def create(name: str) -> Place | None:
    """Make a local identity and keep it; as `use` otherwise.

    Parameters
    ----------
    name : str
        Who signs, as readers show it.
    """
    from fixative.credentials.certificates import make_pair  # noqa: PLC0415 - the extra

    pair = make_pair(name)
    return use(pair.certificates.encode(), pair.key.encode())


def forget() -> None:
    """Forget the kept identity; what it signed stays signed.

    Raises
    ------
    IdentityNotKeptError
        There is no home folder.
    IdentityUnreadableError
        Its file may not be removed.
    """
    with _of_identity():
        _SAFE.forget()


def _tried(identity: Identity) -> Identity:
    """Sign a trial picture; give the identity with what it says about time stamps."""
    from PIL import Image  # noqa: PLC0415 - only for the trial

    from fixative.credentials.manifest import State  # noqa: PLC0415
    from fixative.credentials.read import read  # noqa: PLC0415 - the extra
    from fixative.credentials.sign import Claim, SigningRefusedError, sign  # noqa: PLC0415
    from fixative.formats import Format  # noqa: PLC0415
    from fixative.rights.statement import AIPolicy  # noqa: PLC0415

    trial, signed = BytesIO(), BytesIO()
    Image.new("L", (8, 8)).save(trial, "PNG")
    claim = Claim(
        source=trial,
        source_format=Format.PNG,
        format=Format.PNG,
        policy=AIPolicy.UNSPECIFIED,
        constraint="",
        cloaked=False,
        encoded=False,
        drop_gps=False,
    )
    try:
        notes = sign(trial, signed, claim, identity)
    except SigningRefusedError as refused:
        raise IdentityInvalidError(detail=str(refused)) from refused
    seen = read(signed, Format.PNG)
    if seen is None or seen.state is State.INVALID:
        problems = seen.problems if seen else ()
        raise IdentityInvalidError(detail=", ".join(problems) or "nothing was signed")
    # A server that did not answer once is not asked again for each picture.
    return replace(identity, time_stamps="" if notes else identity.time_stamps, notes=(*identity.notes, *notes))


@contextmanager
def _of_identity() -> Iterator[None]:
    """Say what goes wrong with the safe in the words for identities."""
    try:
        yield
    except SecretNotKeptError as error:
        raise IdentityNotKeptError(**error.params) from error
    except SecretUnreachableError as error:
        raise IdentityUnreachableError(**error.params) from error
    except SecretUnreadableError as error:
        raise IdentityUnreadableError(**error.params) from error
