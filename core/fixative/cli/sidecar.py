"""`fixative sidecar`."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import typer

from fixative.batch.find import Found, find
from fixative.cli.choices import Choices
from fixative.cli.options import (
    CreatorOption,
    DropGpsOption,
    DropSerialsOption,
    DropThumbnailsOption,
    DryRunOption,
    JsonOption,
    OverwritePolicyOption,
    OwnerOption,
    PathsArgument,
    PolicyOption,
    QuietOption,
    RecipeOption,
    RecursiveOption,
    StatementOption,
)
from fixative.cli.work import report_for
from fixative.errors import NothingToDoError, UnsupportedFormatError
from fixative.outcome import Outcome, Status
from fixative.recipe import Recipe

__all__ = ["sidecar"]


def sidecar(
    paths: PathsArgument,
    *,
    recursive: RecursiveOption = False,
    recipe: RecipeOption = None,
    statement: StatementOption = None,
    owner: OwnerOption = None,
    creator: CreatorOption = None,
    policy: PolicyOption = None,
    overwrite_policy: OverwritePolicyOption = None,
    drop_gps: DropGpsOption = None,
    drop_serials: DropSerialsOption = None,
    drop_thumbnails: DropThumbnailsOption = None,
    json: JsonOption = False,
    dry_run: DryRunOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write what is said of pictures into XMP files beside them: photo.jpg.xmp, and for raw files photo.xmp.

    For programs that manage photographs, and for files that Fixative cannot tag, such as raw files. A sidecar that is
    there is merged, and keeps all else. Pictures are only read; on the web, tags belong into the picture itself.
    """
    started = time.perf_counter()
    chosen = Choices(
        recipe=recipe,
        statement=statement,
        owner=owner,
        creators=tuple(creator) if creator else None,
        policy=policy,
        overwrite_policy=overwrite_policy,
        drop_gps=drop_gps,
        drop_serials=drop_serials,
        drop_thumbnails=drop_thumbnails,
    ).to_recipe()
    report = report_for(json=json, quiet=quiet, verbose=False)
    counts: Counter[Status] = Counter()
    for outcome in _outcomes(paths, chosen, recursive=recursive, dry_run=dry_run):
        counts[outcome.status] += 1
        report.outcome(outcome)
    if not counts:
        raise NothingToDoError(paths=", ".join(map(os.fspath, paths)))
    report.summary(counts, time.perf_counter() - started)
    raise typer.Exit(1 if counts[Status.FAILED] else 0)


def _outcomes(paths: list[Path], recipe: Recipe, *, recursive: bool, dry_run: bool) -> Iterator[Outcome]:
    from fixative.sidecar import sidecar as beside  # noqa: PLC0415 - brings the codecs along
    from fixative.sidecar import sidecar_of  # noqa: PLC0415 - as above

    # Results are as welcome here as sources: no folder is left out.
    for each in find(paths, recursive=recursive, results_of=None):
        if isinstance(each, Found):
            yield beside(each.path, sidecar_of(each.path), recipe, dry_run=dry_run)
        elif isinstance(each.error, UnsupportedFormatError):
            yield beside(each.path, sidecar_of(each.path, tagged=False), recipe, dry_run=dry_run)
        else:
            yield Outcome.failed(each.path, each.error)
