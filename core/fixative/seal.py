"""The step between tagging and checking: Content Credentials, those that a source carries and those of a result."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from tempfile import TemporaryFile
from typing import BinaryIO

import msgspec

from fixative.containers import has_credentials, read_blocks, same_coded_pixels
from fixative.containers.blocks import Notes
from fixative.containers.stream import pieces
from fixative.credentials import Claim, Identity, SigningRefusedError, read, sign
from fixative.errors import CredentialsMissingError, FixativeError
from fixative.formats import Format
from fixative.recipe import Recipe
from fixative.rights import AIPolicy
from fixative.rights.policy import stronger
from fixative.write import Draft

__all__ = ["History", "Seal", "history_of"]


_ONE_PICTURE = frozenset({Format.TIFF, Format.AVIF, Format.HEIC})
"""Formats of which the library signs files with several pictures wrongly.

To a TIFF it appends its directory as one more page; in a sequence it moves data that tracks refer to.
"""


@dataclass(frozen=True, slots=True)
class History:
    """The credentials that a source carries.

    Attributes
    ----------
    there : bool
    policy : AIPolicy or None
        What they say about AI, where that is certain.
    """

    there: bool
    policy: AIPolicy | None = None

    def respected(self, recipe: Recipe) -> tuple[Recipe, Notes]:
        """Raise a recipe's policy to a stronger prohibition that is there already, unless it says not to."""
        policy = self.policy
        if policy is None or recipe.overwrite_policy or not stronger(policy, recipe.rights.policy):
            return recipe, ()
        rights = msgspec.structs.replace(recipe.rights, policy=policy)
        return msgspec.structs.replace(recipe, rights=rights), (("policy-kept", {"policy": policy.value}),)

    def ended(self, source: BinaryIO, result: BinaryIO, *, encoded: bool) -> Notes:
        """Say what becomes of them in a result that is not signed."""
        if not self.there or (not encoded and _same_bytes(source, result)):
            return ()
        return (("credentials-left-out", {}),) if encoded else (("credentials-broken", {}),)


def history_of(source: BinaryIO, kind: Format) -> History:
    """Look for the credentials of a source; what they say, only the extra can tell."""
    # A structure that is broken is told by whoever needs it whole.
    with contextlib.suppress(FixativeError):
        if has_credentials(source):
            try:
                said = read(source, kind)
            except CredentialsMissingError:
                said = None
            return History(there=True, policy=None if said is None else said.policy)
    return History(there=False)


@dataclass(frozen=True, slots=True)
class Seal:
    """What is signed, by whom, and what its source carries already.

    Attributes
    ----------
    identity : Identity or None
        None leaves results unsigned.
    claim : Claim
    history : History
    """

    identity: Identity | None
    claim: Claim
    history: History

    def put(self, draft: Draft, write: Callable[[BinaryIO], Notes], *, pages: int) -> tuple[Notes, bool]:
        """Write a result, and sign it.

        Parameters
        ----------
        draft : Draft
        write : callable
            Writes the result, tagged, into an empty file, and gives its notes.
        pages : int
            Of the result, or frames.

        Returns
        -------
        tuple of (code, params)
            Those of `write`; what kept the result from being signed, or from being stamped with a time; and what
            became of the source's credentials in one that is not signed.
        bool
            Whether it is signed.
        """
        if self.identity is None:
            notes, signed = write(draft.file), False
        elif self.claim.format in _ONE_PICTURE and pages > 1:
            notes, signed = (*write(draft.file), ("pages-not-signed", {"format": self.claim.format.label})), False
        else:
            notes, signed = self._signed(self.identity, draft, write)
        notes = (*notes, *(self.identity.notes if self.identity else ()))
        if not signed:
            notes = (*notes, *self.history.ended(self.claim.source, draft.file, encoded=self.claim.encoded))
        return notes, signed

    def _signed(self, identity: Identity, draft: Draft, write: Callable[[BinaryIO], Notes]) -> tuple[Notes, bool]:
        # Without a name, so that nobody has to clean up after one who was killed.
        with TemporaryFile(dir=draft.path.parent) as tagged:
            notes = write(tagged)
            try:
                signing = sign(tagged, draft.file, self.claim, identity)
                _compare(tagged, draft.file)
            except SigningRefusedError as refused:
                # Protected without a signature is better than not protected.
                draft.file.seek(0)
                draft.file.truncate()
                tagged.seek(0)
                shutil.copyfileobj(tagged, draft.file)
                return (*notes, ("not-signed", {"detail": str(refused)})), False
            return (*notes, *signing), True


def _compare(tagged: BinaryIO, signed: BinaryIO) -> None:
    """Raise where more was changed than the credentials."""
    if not (read_blocks(tagged) == read_blocks(signed) and same_coded_pixels(tagged, signed)):
        raise SigningRefusedError("it would change more of the file than it should")


def _same_bytes(one: BinaryIO, other: BinaryIO) -> bool:
    one.seek(0)
    other.seek(0)
    return all(first == second for first, second in zip_longest(pieces(one), pieces(other)))
