"""`fixative protect` and `fixative tag`."""

from __future__ import annotations

import typer

from fixative.batch.engine import Engine
from fixative.cli.choices import Choices
from fixative.cli.named import Named
from fixative.cli.options import (
    AgainOption,
    CreatorOption,
    DropGpsOption,
    DropSerialsOption,
    DropThumbnailsOption,
    DryRunOption,
    EngineOption,
    FilesFromOption,
    FormatOption,
    ForOption,
    JobsOption,
    JournalOption,
    JsonOption,
    KeyOption,
    MaxPixelsOption,
    NamedArgument,
    NameOption,
    NullOption,
    OnConflictOption,
    OutputOption,
    OverwritePolicyOption,
    OwnerOption,
    PolicyOption,
    PresetOption,
    QualityOption,
    QuietOption,
    RecipeOption,
    RecursiveOption,
    RedoOption,
    RegisterOption,
    SchedulerOption,
    SecretOption,
    SetOption,
    SignOption,
    StatementOption,
    VerboseOption,
)
from fixative.cli.work import Manner, carry_out

__all__ = ["protect", "tag"]


def protect(
    paths: NamedArgument = None,
    *,
    recursive: RecursiveOption = False,
    files_from: FilesFromOption = None,
    null: NullOption = False,
    recipe: RecipeOption = None,
    further: SetOption = None,
    jobs: JobsOption = None,
    engine: EngineOption = Engine.LOCAL,
    scheduler: SchedulerOption = None,
    redo: RedoOption = False,
    journal: JournalOption = True,
    preset: PresetOption = None,
    key: KeyOption = None,
    secret: SecretOption = None,
    again: AgainOption = None,
    statement: StatementOption = None,
    owner: OwnerOption = None,
    creator: CreatorOption = None,
    policy: PolicyOption = None,
    overwrite_policy: OverwritePolicyOption = None,
    sign: SignOption = None,
    for_: ForOption = None,
    output: OutputOption = None,
    name: NameOption = None,
    on_conflict: OnConflictOption = None,
    format_: FormatOption = None,
    quality: QualityOption = None,
    drop_gps: DropGpsOption = None,
    drop_serials: DropSerialsOption = None,
    drop_thumbnails: DropThumbnailsOption = None,
    max_pixels: MaxPixelsOption = None,
    register: RegisterOption = None,
    json: JsonOption = False,
    dry_run: DryRunOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Make protected copies of pictures: cloaked, and tagged with what AI may not do with them.

    The cloak moves a picture in the encoders that image generators are trained with, and makes training on it
    less useful. It is no lock: a determined party can weaken it, and so can heavy resizing or recompression.
    A tag is a declaration for those who look; many platforms remove it on upload.

    Originals are never changed.
    """
    choices = Choices(
        recipe=recipe,
        preset=preset,
        key=key,
        secret=secret,
        again=again,
        statement=statement,
        owner=owner,
        creators=tuple(creator) if creator else None,
        policy=policy,
        overwrite_policy=overwrite_policy,
        sign=sign,
        platforms=tuple(for_) if for_ else None,
        format=format_,
        quality=quality,
        conflict=on_conflict,
        name=name,
        drop_gps=drop_gps,
        drop_serials=drop_serials,
        drop_thumbnails=drop_thumbnails,
        max_pixels=max_pixels,
        further=tuple(further or ()),
        register=register,
    )
    named = Named(tuple(paths or ()), files_from, null=null)
    manner = Manner(
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        redo=redo,
        journal=journal,
        json=json,
        dry_run=dry_run,
        quiet=quiet,
        verbose=verbose,
    )
    raise typer.Exit(carry_out(named, choices.to_recipe(), manner, output=output, recursive=recursive))


def tag(
    paths: NamedArgument = None,
    *,
    recursive: RecursiveOption = False,
    files_from: FilesFromOption = None,
    null: NullOption = False,
    recipe: RecipeOption = None,
    further: SetOption = None,
    jobs: JobsOption = None,
    engine: EngineOption = Engine.LOCAL,
    scheduler: SchedulerOption = None,
    redo: RedoOption = False,
    journal: JournalOption = True,
    statement: StatementOption = None,
    owner: OwnerOption = None,
    creator: CreatorOption = None,
    policy: PolicyOption = None,
    overwrite_policy: OverwritePolicyOption = None,
    sign: SignOption = None,
    output: OutputOption = None,
    name: NameOption = None,
    on_conflict: OnConflictOption = None,
    drop_gps: DropGpsOption = None,
    drop_serials: DropSerialsOption = None,
    drop_thumbnails: DropThumbnailsOption = None,
    max_pixels: MaxPixelsOption = None,
    register: RegisterOption = None,
    json: JsonOption = False,
    dry_run: DryRunOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Make tagged copies of pictures, without a cloak: the coded pixels stay as they are, bit for bit.

    A tag is a declaration for those who look; many platforms remove it on upload.

    Originals are never changed.
    """
    choices = Choices(
        recipe=recipe,
        statement=statement,
        owner=owner,
        creators=tuple(creator) if creator else None,
        policy=policy,
        overwrite_policy=overwrite_policy,
        sign=sign,
        conflict=on_conflict,
        name=name,
        drop_gps=drop_gps,
        drop_serials=drop_serials,
        drop_thumbnails=drop_thumbnails,
        max_pixels=max_pixels,
        further=tuple(further or ()),
        register=register,
    )
    named = Named(tuple(paths or ()), files_from, null=null)
    manner = Manner(
        jobs=jobs,
        engine=engine,
        scheduler=scheduler,
        redo=redo,
        journal=journal,
        json=json,
        dry_run=dry_run,
        quiet=quiet,
        verbose=verbose,
    )
    raise typer.Exit(carry_out(named, choices.to_recipe().tags_only(), manner, output=output, recursive=recursive))
