"""XMP sidecars: the statement in a file beside a picture, where no tag can be written into it.

Programs for photographs look for one, and keep much of their own there: it is merged as a picture's packet is. A new
one begins as the packet of its picture, since many programs that find a sidecar look no further.
"""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import msgspec

from fixative.codecs.guard import opened
from fixative.containers import Blocks, read_blocks
from fixative.containers.packet import MAX_BYTES
from fixative.errors import (
    CheckFailedError,
    FixativeError,
    MetadataError,
    SourceChangedError,
    UnmergeableError,
    reading_failed,
)
from fixative.formats import HEAD_BYTES, sniff
from fixative.outcome import Outcome, Problem, Status
from fixative.recipe import Conflict, Recipe
from fixative.rights import merge
from fixative.rights.xmp import read
from fixative.seal import history_of
from fixative.write import whole

__all__ = ["sidecar", "sidecar_of"]

_ENDING = ".xmp"


def sidecar_of(picture: Path, *, tagged: bool = True) -> Path:
    """Name a picture's sidecar.

    Parameters
    ----------
    picture : Path
    tagged : bool, optional
        Whether the picture can be tagged itself: then it is ``photo.jpg.xmp``, as digiKam, darktable and exiftool have
        it. Beside a raw file, or another that carries no tags of ours, Adobe's programs look for ``photo.xmp``.
    """
    return picture.with_name(f"{picture.name}{_ENDING}") if tagged else picture.with_suffix(_ENDING)


def sidecar(picture: Path, target: Path, recipe: Recipe, *, dry_run: bool = False) -> Outcome:
    """Write a picture's sidecar, or merge the statement into the one that is there; the picture is only read.

    Nothing is raised for a picture or a disk that makes trouble.

    Parameters
    ----------
    picture : Path
        Of any kind: where its own tags cannot be read, the sidecar has the statement alone.
    target : Path
        The sidecar.
    recipe : Recipe
        Its statement counts, whether it may weaken a stronger prohibition, and what is left out.
    dry_run : bool, optional
        Whether nothing is written.

    Returns
    -------
    Outcome
        `tagged` with the sidecar as its result, or `planned`; `skipped` where it says all of that already.
    """
    try:
        return _beside(picture, target, recipe, dry_run=dry_run)
    except FixativeError as error:
        return Outcome.failed(picture, error)


def _beside(picture: Path, target: Path, recipe: Recipe, *, dry_run: bool) -> Outcome:
    wanted, own = _of_picture(picture, recipe)
    there = _content(target)
    if there is not None and read(there) is None:
        raise UnmergeableError(detail="it is no XMP")
    base = own.xmp if there is None and read(own.xmp) is not None else there
    merged = merge(
        replace(own, xmp=base),
        wanted.rights,
        overwrite_policy=recipe.overwrite_policy,
        drop=recipe.privacy.dropped,
    )
    kept = merged.policy is not recipe.rights.policy
    notes = (Problem("policy-kept", {"policy": merged.policy.value}),) if kept else ()
    if merged.blocks.xmp == there:
        return Outcome(Status.SKIPPED, picture, target, problems=(*notes, Problem("already-there")))
    if not dry_run:
        _write(target, merged.blocks.xmp or b"", there, picture)
    return Outcome(Status.PLANNED if dry_run else Status.TAGGED, picture, target, problems=notes)


def _of_picture(picture: Path, recipe: Recipe) -> tuple[Recipe, Blocks]:
    """Read a picture's blocks; its own prohibition, where it is stronger, is the one that is wanted."""
    with opened(picture) as file:
        try:
            kind = sniff(file.read(HEAD_BYTES))
            if kind is None:
                return recipe, Blocks()
            recipe, _ = history_of(file, kind).respected(recipe)
            blocks = read_blocks(file)
        except OSError as error:
            raise reading_failed(error) from error
        except MetadataError:
            return recipe, Blocks()
    policy = merge(blocks, recipe.rights, overwrite_policy=recipe.overwrite_policy).policy
    rights = msgspec.structs.replace(recipe.rights, policy=policy)
    return msgspec.structs.replace(recipe, rights=rights), blocks


def _content(target: Path) -> bytes | None:
    try:
        found = target.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnmergeableError(detail="it is no ordinary file")
        if found.st_size > MAX_BYTES:
            raise UnmergeableError(detail=f"it has more than {MAX_BYTES // 1024**2} MiB")
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise reading_failed(error) from error


def _write(target: Path, content: bytes, there: bytes | None, picture: Path) -> None:
    target = target.resolve()

    def check(draft: Path) -> None:
        if draft.read_bytes() != content:
            raise CheckFailedError(detail="its bytes are others")
        if _content(target) != there:
            raise SourceChangedError

    conflict = Conflict.ERROR if there is None else Conflict.OVERWRITE
    with whole(target, source=picture, conflict=conflict, check=check) as draft:
        draft.file.write(content)
        if there is not None:
            draft.path.chmod(stat.S_IMODE(target.stat().st_mode))
