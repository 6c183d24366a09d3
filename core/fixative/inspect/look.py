"""Reading a file's statements: headers only, never a pixel."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import BinaryIO

from fixative.containers import Blocks, carried, has_credentials, read_blocks
from fixative.credentials import LABELS, Credentials, State, read
from fixative.errors import CredentialsMissingError, NotAPictureError, reading_failed
from fixative.formats import HEAD_BYTES, Format, sniff
from fixative.inspect.report import Contradiction, Finding, Report, Voice
from fixative.inspect.standards import FIELDS, in_credentials, in_exif, in_iim, in_xmp
from fixative.mark import read_mark
from fixative.rights import merge
from fixative.rights.policy import stronger
from fixative.rights.statement import AIPolicy, RightsStatement

__all__ = ["inspect"]

_NAMES = {"xmp": "XMP", "exif": "EXIF", "iptc": "IPTC"}
_PROGRAMS_READ = frozenset({"XMP-plus:DataMining", *(f"C2PA:{label}" for label in LABELS)})
"""The fields that are made to state a policy; all others state it in words."""
_MAX_CONTRADICTIONS = 100


def inspect(path: Path, *, trust: str = "") -> Report:
    """Tell what a picture file says about its rights and about AI.

    Parameters
    ----------
    path : Path
    trust : str, optional
        PEM certificates whose owners vouch for the signers of Content Credentials.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        The file cannot be read, or is no picture.
    MetadataError
        Its structure is broken.
    """
    from fixative.codecs.guard import opened  # noqa: PLC0415 - brings the decoders along, which --version can do without

    with opened(path) as file:
        try:
            return _look(path, file, trust)
        except OSError as error:
            raise reading_failed(error) from error


def _look(path: Path, file: BinaryIO, trust: str) -> Report:
    kind = sniff(file.read(HEAD_BYTES))
    if kind is None:
        raise NotAPictureError
    blocks, credentials = read_blocks(file), has_credentials(file)
    said = {"xmp": in_xmp(blocks.xmp), "exif": in_exif(blocks.exif), "iptc": in_iim(blocks.iptc)}
    found = [finding for findings in said.values() for finding in findings or ()]
    provenance = _validated(file, kind, trust) if credentials else None
    if provenance is not None:
        found += in_credentials(provenance)
    elif credentials:
        found.append(Finding("C2PA", "C2PA:validation", "not validated"))
    found.sort(key=lambda finding: not finding.about_ai)
    places = carried(kind)
    unreadable = tuple(_NAMES[block] for block, findings in said.items() if findings is None)
    contradictions = _contradictions(found)
    names = {finding.field for finding in found}
    return Report(
        path=str(path),
        format=kind,
        findings=tuple(found),
        policy=_strongest(found),
        voices=tuple(
            _voice(standard, found, readable=standard not in unreadable)
            for standard in (*(_NAMES[block] for block in _NAMES if block in places), "C2PA")
        ),
        contradictions=contradictions,
        resolution=_resolution(blocks, provenance) if contradictions else None,
        missing=tuple(
            name for block, fields in FIELDS.items() if block in places for name in fields if name not in names
        ),
        unreadable=unreadable,
        credentials=credentials,
        provenance=provenance,
        cloak=read_mark(blocks.xmp),
    )


def _validated(file: BinaryIO, kind: Format, trust: str) -> Credentials | None:
    try:
        return read(file, kind, trust=trust) or Credentials(State.INVALID, problems=("no manifest in it",))
    except CredentialsMissingError:
        return None


def _strongest(found: list[Finding]) -> AIPolicy | None:
    policies = [finding.policy for finding in found if finding.policy is not None]
    if not policies:
        return None
    strongest = policies[0]
    for policy in policies[1:]:
        if stronger(policy, strongest):
            strongest = policy
    return strongest


def _voice(standard: str, found: list[Finding], *, readable: bool) -> Voice:
    said = [finding for finding in found if finding.standard == standard]
    policy = _strongest(said)
    in_words = policy is not None and not any(
        finding.policy is policy and finding.field in _PROGRAMS_READ for finding in said
    )
    return Voice(standard, policy, in_words=in_words, readable=readable)


def _resolution(blocks: Blocks, provenance: Credentials | None) -> AIPolicy:
    """Merge as a run would that was told nothing else: what credentials state is not weakened either."""
    wanted = RightsStatement().policy
    signed = None if provenance is None else provenance.policy
    if signed is not None and stronger(signed, wanted):
        wanted = signed
    return merge(blocks, RightsStatement(policy=wanted)).policy


def _contradictions(found: list[Finding]) -> tuple[Contradiction, ...]:
    speaking = [finding for finding in found if finding.policy is not None][:_MAX_CONTRADICTIONS]
    pairs = [pair for pair in combinations(speaking, 2) if pair[0].policy is not pair[1].policy]
    return tuple(Contradiction(first, second) for first, second in pairs[:_MAX_CONTRADICTIONS])
