"""The statement merged into what a file carries: only our fields change, and no prohibition gets weaker."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fixative.containers.blocks import Blocks, Note, Notes
from fixative.errors import MetadataError
from fixative.rights.exif import merge_exif
from fixative.rights.facts import facts_of, policies_there
from fixative.rights.iim import UnreadableIimError, merge_iim
from fixative.rights.policy import stronger
from fixative.rights.private import Private
from fixative.rights.statement import AIPolicy, RightsStatement
from fixative.rights.words import words_of
from fixative.rights.xmp import merge_xmp, read

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging made.

    Attributes
    ----------
    blocks : Blocks
    policy : AIPolicy
        The one that holds: the statement's, or a stronger one that was there.
    constraints : str
        That policy, in words.
    notes : tuple of (code, params)
        ``metadata-unreadable``, ``policy-kept``, ``text-shortened``, ``block-full``.
    written : tuple of str
        The fields that carry the statement now, by the names that exiftool uses, such as ``XMP-plus:DataMining``.
    """

    blocks: Blocks
    policy: AIPolicy
    constraints: str = ""
    notes: Notes = ()
    written: tuple[str, ...] = ()


def merge(
    blocks: Blocks,
    statement: RightsStatement,
    *,
    overwrite_policy: bool = False,
    drop: Collection[Private] = (),
    exif_room: int | None = None,
) -> Merged:
    """Put a statement into a file's metadata.

    Parameters
    ----------
    blocks : Blocks
        As read; None makes a new block.
    statement : RightsStatement
        An empty field is not written and changes nothing.
    overwrite_policy : bool
        Let the statement's policy replace a stronger prohibition.
    drop : collection of Private, optional
        What is taken out of EXIF, XMP and what Photoshop keeps. Copies of the picture show what it was before its
        pixels changed.
    exif_room : int or None
        Bytes that the target has for EXIF: where the statement does not fit, that block stays without it.

    Returns
    -------
    Merged
        A block that cannot be read is in it as it was, with a note.
    """
    notes: list[Note] = []
    written: list[str] = []
    root = read(blocks.xmp)
    policy = statement.policy
    if not overwrite_policy:
        kept = _strongest(policies_there(blocks, root), policy)
        if kept is not policy:
            policy = kept
            notes.append(("policy-kept", {"policy": kept.value}))
    words = words_of(statement, policy, facts_of(blocks, root))

    xmp = blocks.xmp
    if root is None:
        notes.append(_unreadable("XMP"))
    else:
        xmp, names = merge_xmp(
            blocks.xmp,
            root,
            words,
            statement.digital_source_type,
            drop=drop,
        )
        written += names
    exif = blocks.exif
    try:
        exif, full, names = merge_exif(blocks.exif, words, drop=drop, room=exif_room)
        notes += full
        written += names
    except MetadataError:
        notes.append(_unreadable("EXIF"))
    iptc = blocks.iptc
    try:
        iptc, shortened, names = merge_iim(blocks.iptc, words)
        notes += shortened
        written += names
    except UnreadableIimError:
        notes.append(_unreadable("IPTC"))
    thumbnail = None if Private.COPIES in drop else blocks.thumbnail
    return Merged(
        Blocks(exif=exif, xmp=xmp, iptc=iptc, thumbnail=thumbnail),
        policy,
        words.constraints,
        tuple(notes),
        tuple(written),
    )


def _strongest(there: list[AIPolicy], wanted: AIPolicy) -> AIPolicy:
    for policy in there:
        if stronger(policy, wanted):
            wanted = policy
    return wanted


def _unreadable(block: str) -> Note:
    return "metadata-unreadable", {"block": block}
