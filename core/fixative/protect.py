"""The way through: open, fit, cloak, encode, tag, sign, write, check."""

from __future__ import annotations

import io
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from fixative.check import Expected, check
from fixative.choose import cloaked_already, fitted_to, secret_for
from fixative.cloak.preset import Preset
from fixative.codecs import Extent, decode, encode, identify, measure
from fixative.codecs.glance import glance
from fixative.codecs.guard import decoding, opened
from fixative.containers import read_blocks, replace_blocks
from fixative.containers.blocks import Notes
from fixative.credentials import Claim, Identity, own_identity
from fixative.errors import (
    CancelledError,
    DestinationExistsError,
    FixativeError,
    OptionsError,
    SourceChangedError,
)
from fixative.formats import Format
from fixative.look import Look, digest, digest_of
from fixative.mark import Mark
from fixative.outcome import Evidence, Figures, Outcome, Problem, Status
from fixative.picture import Picture
from fixative.progress import Progress
from fixative.recipe import Conflict, Recipe
from fixative.rights import Merged
from fixative.seal import Seal, history_of
from fixative.secret import OwnSecret
from fixative.tags import left_behind, marked, merged_for, texts_kept
from fixative.write import refuse_source, whole

__all__ = ["protect", "tag"]

_LOG = logging.getLogger(__name__)

_DETAIL = 200
"""Characters that the detail of an unexpected error may have in an outcome."""

Witness = Callable[[Look, bytes, bytes, Outcome], None]

_DECODED, _CLOAKED, _ENCODED = 0.25, 0.6, 0.9
"""Shares of the way, about as a 12 megapixel JPEG takes it."""


def protect(
    source: Path,
    target: Path,
    recipe: Recipe,
    *,
    own: OwnSecret | None = None,
    identity: Identity | None = None,
    progress: Progress | None = None,
    witness: Witness | None = None,
) -> Outcome:
    """Make a protected copy of a picture.

    Nothing is raised for a picture or a disk that makes trouble: the outcome says what happened. The
    source is only ever read, and the result appears whole, read back and checked, or not at all.

    Parameters
    ----------
    source : Path
    target : Path
        Name of the result. Its ending is taken as it is: the format is the recipe's, or the source's.
    recipe : Recipe
        With the preset `off` the tags are spliced into a copy of the source's bytes, and the coded pixels
        stay as they are; unless the recipe asks for another format or a platform. The same holds for a picture
        that is marked as cloaked already, unless the recipe says `again`. Of several platforms each takes a recipe
        of its own (`Recipe.copies`).
    own : OwnSecret, optional
        The user's secret, where it was read already; otherwise it is read where the recipe needs it.
    identity : Identity, optional
        The user's identity, where it was read already; otherwise it is read where the recipe signs.
    progress : Progress, optional
    witness : callable, optional
        Gets the look of the source, its SHA-256 and that of the result, which is whole and checked and has no name yet,
        and the outcome as it will be, but for the name. What it raises keeps the result from getting one.

    Returns
    -------
    Outcome
        `protected` (cloaked now) or `tagged` with the result and its figures; `skipped` where the recipe says to leave
        an existing result alone; `failed` or `cancelled` with the error among the problems.
    """
    watch = _Watch(progress or Progress(), witness, time.perf_counter())
    try:
        return _through(source, target, recipe, own, identity, watch)
    except CancelledError as error:
        return Outcome(Status.CANCELLED, source, problems=(Problem.from_error(error),))
    except DestinationExistsError as error:
        if recipe.destination.conflict is Conflict.SKIP:
            return Outcome(Status.SKIPPED, source, target, problems=(Problem("already-there"),))
        return Outcome(Status.FAILED, source, problems=(Problem.from_error(error),))
    except FixativeError as error:
        return Outcome(Status.FAILED, source, problems=(Problem.from_error(error),))
    except Exception as error:  # noqa: BLE001
        # One picture's surprise must not end a batch; who looks for its cause asks the log.
        _LOG.debug("unexpected error while protecting %r", os.fspath(source), exc_info=True)
        detail = f"{type(error).__name__}: {error}"[:_DETAIL]
        return Outcome(Status.FAILED, source, problems=(Problem.from_error(FixativeError(detail=detail)),))


def tag(source: Path, target: Path, recipe: Recipe, *, progress: Progress | None = None) -> Outcome:
    """Make a tagged copy of a picture, its coded pixels untouched: `protect` with `Recipe.tags_only`."""
    return protect(source, target, recipe.tags_only(), progress=progress)


def _through(
    source: Path,
    target: Path,
    recipe: Recipe,
    own: OwnSecret | None,
    identity: Identity | None,
    watch: _Watch,
) -> Outcome:
    # What can be refused without work is refused before it; the last word is spoken at publishing.
    refuse_source(source, target)
    if recipe.destination.conflict in (Conflict.SKIP, Conflict.ERROR) and os.path.lexists(target):
        raise DestinationExistsError
    if len(recipe.fit.platforms) > 1:
        raise OptionsError(detail="several platforms take a copy each, and a recipe for each (Recipe.copies)")
    if recipe.credentials.sign:
        identity = identity or own_identity(recipe.credentials.time_stamps)
    watch.progress.advance(0.0)
    before = Look.of(source)
    with opened(source) as body:
        with decoding():
            kind = identify(body)
        history = history_of(body, kind)
        recipe, kept = history.respected(recipe)
        if recipe.cloak.preset is Preset.OFF and recipe.destination.format in (None, kind) and not recipe.fit.platforms:
            coat = _tagged(source, body, kind, recipe)
        else:
            coat = _coated(source, body, recipe, own, watch.progress)
        coat = replace(coat, notes=(*kept, *coat.notes))
        seal = Seal(identity if recipe.credentials.sign else None, _claim(coat, body, kind, recipe), history)
        source_hash = digest_of(body) if recipe.register or watch.witness is not None else b""
        return _written(coat, _Source(source, before, source_hash), target, recipe, seal, watch)


@dataclass(frozen=True, slots=True)
class _Watch:
    """Who looks on."""

    progress: Progress
    witness: Witness | None
    started: float


@dataclass(frozen=True, slots=True)
class _Source:
    """The file as it was read."""

    path: Path
    look: Look
    hash: bytes


@dataclass(frozen=True, slots=True)
class _Coat:
    """What is to be written: a coded picture, the blocks for it, and what the result must read back as."""

    body: BinaryIO
    merged: Merged
    expected: Expected
    seen: Extent
    figures: Figures = field(default_factory=Figures)
    notes: Notes = ()
    encoded: bool = False


def _claim(coat: _Coat, body: BinaryIO, kind: Format, recipe: Recipe) -> Claim:
    return Claim(
        source=body,
        source_format=kind,
        format=coat.expected.format,
        policy=coat.merged.policy,
        constraint=coat.merged.constraints,
        cloaked=coat.figures.visible_cost is not None,
        encoded=coat.encoded,
        drop_gps=recipe.privacy.drop_gps,
    )


def _tagged(source: Path, body: BinaryIO, kind: Format, recipe: Recipe) -> _Coat:
    # Decoded where it can be, although only bytes are copied: what breaks off or is a bomb is refused as anywhere.
    seen = measure(source, max_pixels=recipe.limits.max_pixels)
    merged = merged_for(read_blocks(body), recipe, kind)
    expected = Expected(
        kind,
        seen.width,
        seen.height,
        seen.frames,
        written=merged.written,
        policy=merged.policy,
        coded=body,
    )
    return _Coat(body, merged, expected, seen, notes=left_behind(body, recipe))


def _coated(source: Path, body: BinaryIO, recipe: Recipe, own: OwnSecret | None, progress: Progress) -> _Coat:
    picture = decode(source, max_pixels=recipe.limits.max_pixels)
    kind = recipe.destination.format or picture.format
    progress.advance(_DECODED)
    choice = recipe.cloak
    secret, warned = secret_for(choice, own)
    cloaked_before = cloaked_already(picture, choice, secret)
    if cloaked_before:
        recipe = recipe.without_cloak()
        if kind is picture.format:
            coat = _tagged(source, body, kind, recipe)
            return replace(coat, notes=(*cloaked_before, *coat.notes))
    picture = fitted_to(picture, recipe.fit)
    # Before the cloak: it takes some memory.
    looks = glance(picture).tobytes() if recipe.register else None
    seen = Extent(picture.width, picture.height, len(picture.frames), looks)
    merged = merged_for(picture.carried.blocks, recipe, kind, encoded=True)
    woven, figures, notes = _woven(picture, recipe.cloak.preset, secret, progress.within(_DECODED, _CLOAKED))
    mark = None
    if figures.visible_cost is not None:
        mark = Mark.of(recipe.cloak.preset, figures.visible_cost, woven.width, woven.height)
        merged, mark = marked(merged, mark, kind)
    # At 12 bytes a pixel there is no room for the original beside what the encoder needs.
    del picture
    woven = replace(woven, carried=replace(woven.carried, text=texts_kept(woven.carried.text, recipe)))
    encoded = encode(woven, format=kind, quality=recipe.destination.quality)
    progress.advance(_ENCODED)
    lost = {code for code, _ in encoded.notes}
    data = io.BytesIO(encoded.data)
    expected = Expected(
        kind,
        woven.width,
        woven.height,
        1 if "animation-lost" in lost else len(woven.frames),
        written=merged.written,
        policy=merged.policy,
        duration=sum(frame.duration for frame in woven.frames),
        icc=woven.carried.icc,
        keeps_profile="colour-converted" not in lost,
        mark=mark,
        # A JPEG's coder writes what it was given or says that it cannot. Others join frames or change the profile.
        coded=data if kind is Format.JPEG else None,
    )
    notes = (*cloaked_before, *warned, *woven.notes, *notes, *encoded.notes)
    return _Coat(data, merged, expected, seen, figures, notes, encoded=True)


def _woven(picture: Picture, preset: Preset, secret: str, progress: Progress) -> tuple[Picture, Figures, Notes]:
    visible_cost = preset.visible_cost
    if visible_cost is None:
        return picture, Figures(), ()
    # Tags alone need neither the bank nor what computes with it.
    from fixative.cloak import cloak, key_for  # noqa: PLC0415

    key = key_for(picture.frames[0], secret)
    cloaked = cloak(picture, visible_cost=visible_cost, key=key, progress=progress)
    figures = Figures(visible_cost=cloaked.visible_cost, amplitude=cloaked.amplitude, clipped=cloaked.clipped)
    return cloaked.picture, figures, cloaked.notes


def _written(coat: _Coat, source: _Source, target: Path, recipe: Recipe, seal: Seal, watch: _Watch) -> Outcome:
    notes: Notes = ()
    signed = False
    made: Outcome | None = None

    def confirm(path: Path) -> None:
        nonlocal made
        watch.progress.advance(_ENCODED)
        if not Look.of(source.path).is_like(source.look):
            raise SourceChangedError
        expected = coat.expected.signed() if signed else coat.expected
        tags = check(path, expected, max_pixels=recipe.limits.max_pixels)
        watch.progress.advance(1.0)
        result_hash = digest(path) if source.hash else b""
        made = Outcome(
            Status.TAGGED if coat.figures.visible_cost is None else Status.PROTECTED,
            source.path,
            figures=replace(
                coat.figures,
                width=expected.width,
                height=expected.height,
                frames=expected.frames,
                seconds=time.perf_counter() - watch.started,
                source_bytes=source.look.size,
                result_bytes=path.stat().st_size,
                tags=tags,
                signed=signed,
            ),
            problems=tuple(Problem(code, params) for code, params in (*coat.notes, *coat.merged.notes, *notes)),
            evidence=_evidence(coat, source.hash, result_hash) if recipe.register else None,
        )
        if watch.witness is not None:
            watch.witness(source.look, source.hash, result_hash, made)

    def write(file: BinaryIO) -> Notes:
        return replace_blocks(coat.body, file, coat.merged.blocks)

    with whole(target, source=source.path, conflict=recipe.destination.conflict, check=confirm) as draft:
        notes, signed = seal.put(draft, write, pages=coat.expected.frames)
    if made is None:  # pragma: no cover - what was not confirmed did not get here
        raise AssertionError
    return replace(made, result=draft.result or target)


def _evidence(coat: _Coat, source_hash: bytes, result_hash: bytes) -> Evidence:
    return Evidence(
        source_sha256=source_hash.hex(),
        result_sha256=result_hash.hex(),
        width=coat.seen.width,
        height=coat.seen.height,
        format=coat.expected.format.value,
        policy=coat.merged.policy.value,
        wording=coat.merged.constraints,
        glance=coat.seen.glance,
    )
