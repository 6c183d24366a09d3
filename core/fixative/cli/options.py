"""The options that commands share: their names, types and help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fixative.batch.engine import Engine
from fixative.cli.complete import kept_recipes, kept_statements, platforms
from fixative.cloak.preset import Preset
from fixative.formats import Format
from fixative.recipe import Conflict, KeyChoice
from fixative.remote import located
from fixative.rights.statement import AIPolicy, Language

__all__ = [
    "AgainOption",
    "CreatorOption",
    "DropGpsOption",
    "DropSerialsOption",
    "DropThumbnailsOption",
    "DryRunOption",
    "EngineOption",
    "FilesFromOption",
    "ForOption",
    "FormatOption",
    "JobsOption",
    "JournalOption",
    "JsonOption",
    "KeyOption",
    "MaxPixelsOption",
    "NameOption",
    "NamedArgument",
    "NullOption",
    "OnConflictOption",
    "OutputOption",
    "OverwritePolicyOption",
    "OwnerOption",
    "PathsArgument",
    "PolicyOption",
    "PresetOption",
    "QualityOption",
    "QuietOption",
    "RecipeOption",
    "RecursiveOption",
    "RedoOption",
    "RegisterOption",
    "SchedulerOption",
    "SecretOption",
    "SetOption",
    "SignOption",
    "StatementOption",
    "TrustOption",
    "VerboseOption",
]

_RIGHTS = "Rights"
_CLOAK = "Cloak"
_RESULT = "Results"
_REPORT = "What is printed"

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Pictures, and with --recursive folders.", show_default=False)
]
NamedArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH...",
        parser=located,
        help="Pictures, and with --recursive folders; - alone takes one from stdin to stdout. URLs such as "
        "s3://bucket/folder, too.",
        show_default=False,
    ),
]
FilesFromOption = Annotated[
    Path | None,
    typer.Option("--files-from", metavar="FILE", help="Take the names in a file too, one a line; - is stdin."),
]
NullOption = Annotated[
    bool, typer.Option("--null", "-0", help="Names of --files-from end with a NUL, as `find -print0` writes them.")
]
RecursiveOption = Annotated[
    bool, typer.Option("--recursive", "-r", help="Take the pictures in folders too, and keep the tree.")
]
RecipeOption = Annotated[
    Path | None,
    typer.Option(
        "--recipe",
        metavar="FILE|NAME",
        envvar="FIXATIVE_RECIPE",
        autocompletion=kept_recipes,
        help="A recipe: a file (TOML), or one that is kept (fixative recipe). What is said by options goes first.",
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="CHOICE=VALUE",
        show_default=False,
        help="Any choice of a recipe by its name there, such as destination.folder=out; again for each.",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, envvar="FIXATIVE_JOBS", help="Pictures at a time. Default: by cores and memory."
    ),
]
EngineOption = Annotated[
    Engine,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        envvar="FIXATIVE_ENGINE",
        help=f"What works: {', '.join(Engine)}. Dask is for many machines (docs/many-machines.md).",
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        envvar="FIXATIVE_SCHEDULER",
        show_default=False,
        help="Of Dask, such as tls://head:8786. Default: a cluster of this machine's own.",
    ),
]
RedoOption = Annotated[
    bool, typer.Option("--redo", help="Do again what was done before with the same choices. Default: skip it.")
]
JournalOption = Annotated[
    bool, typer.Option("--journal/--no-journal", help="Write down what is done, and skip it another time.")
]

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        parser=located,
        rich_help_panel=_RESULT,
        help="Where results go. Default: a folder 'protected' beside each picture.",
    ),
]
NameOption = Annotated[
    str | None,
    typer.Option(rich_help_panel=_RESULT, help="Name of a result, of {stem}, {preset} and {ext}.", show_default=False),
]
OnConflictOption = Annotated[
    Conflict | None,
    typer.Option(
        "--on-conflict",
        metavar="MANNER",
        rich_help_panel=_RESULT,
        help=f"What to do where a file has the result's name already: {', '.join(Conflict)}. "
        "Default: rename, which gives name-2.jpg.",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        rich_help_panel=_RESULT,
        help=f"Format of the results: {', '.join(kind for kind in Format if kind.coded)}. Default: each picture's own.",
    ),
]
ForOption = Annotated[
    list[str] | None,
    typer.Option(
        "--for",
        metavar="PLATFORM",
        autocompletion=platforms,
        rich_help_panel=_RESULT,
        help="Scale down to the size that a platform shows, such as pinterest, before the cloak; again for each, which "
        "gets a copy of its own (fixative optout list has their names).",
        show_default=False,
    ),
]
QualityOption = Annotated[
    int | None,
    typer.Option(
        min=1, max=100, rich_help_panel=_RESULT, help="For JPEG, WebP and AVIF. Default: as the picture has it."
    ),
]
DropGpsOption = Annotated[
    bool | None,
    typer.Option(
        "--drop-gps/--keep-gps", rich_help_panel=_RESULT, help="Take the GPS position out; names of places stay."
    ),
]
DropSerialsOption = Annotated[
    bool | None,
    typer.Option(
        "--drop-serials/--keep-serials",
        rich_help_panel=_RESULT,
        help="Take serial numbers and the owner of camera and lens out, with the maker's note, which has them too.",
    ),
]
DropThumbnailsOption = Annotated[
    bool | None,
    typer.Option(
        "--drop-thumbnails/--keep-thumbnails",
        rich_help_panel=_RESULT,
        help="Take small copies of the picture out of its tags; where it is cloaked or converted, they always go.",
    ),
]
MaxPixelsOption = Annotated[
    int | None,
    typer.Option(
        "--max-pixels",
        min=1,
        rich_help_panel=_RESULT,
        help="Refuse larger pictures: a small file may claim to be a vast one. Default: 250000000.",
    ),
]

RegisterOption = Annotated[
    bool | None,
    typer.Option(
        "--register/--no-register",
        rich_help_panel=_RESULT,
        help="Enter the results in your register (fixative register), which recognises copies of them. "
        "Default: register.",
    ),
]

PresetOption = Annotated[
    Preset | None,
    typer.Option(rich_help_panel=_CLOAK, help="How much of the cloak may be seen; off only tags. Default: balanced."),
]
SecretOption = Annotated[
    str | None,
    typer.Option(
        rich_help_panel=_CLOAK,
        show_default=False,
        help="What the cloak is drawn from, with the picture. Lists of processes show it: a recipe, or the variable "
        "FIXATIVE_SECRET, does not. Default: your own (fixative secret).",
    ),
]
KeyOption = Annotated[
    KeyChoice | None,
    typer.Option(
        "--key",
        rich_help_panel=_CLOAK,
        help="secret gives the same picture the same cloak each time; random another, and keeps nothing. "
        "Default: secret.",
    ),
]
AgainOption = Annotated[
    bool | None,
    typer.Option(
        "--again/--once",
        rich_help_panel=_CLOAK,
        help="Cloak a picture that is marked as cloaked, too. Default: once, which only tags it.",
    ),
]

StatementOption = Annotated[
    str | None,
    typer.Option(
        "--statement",
        metavar="NAME",
        autocompletion=kept_statements,
        rich_help_panel=_RIGHTS,
        show_default=False,
        help="A statement that is kept (fixative statement). It goes before a recipe's.",
    ),
]
OwnerOption = Annotated[str | None, typer.Option(rich_help_panel=_RIGHTS, help="Who owns the copyright.")]
CreatorOption = Annotated[
    list[str] | None,
    typer.Option(rich_help_panel=_RIGHTS, help="Who made the pictures; again for each.", show_default=False),
]
PolicyOption = Annotated[
    AIPolicy | None,
    typer.Option(
        metavar="POLICY",
        rich_help_panel=_RIGHTS,
        help=f"What AI may do with the pictures: {', '.join(AIPolicy)}. Default: prohibit-ai-training.",
    ),
]
OverwritePolicyOption = Annotated[
    bool | None,
    typer.Option(
        "--overwrite-policy/--keep-policy",
        rich_help_panel=_RIGHTS,
        help="Weaken a stronger prohibition that a picture has already. Default: keep-policy.",
    ),
]

SignOption = Annotated[
    bool | None,
    typer.Option(
        "--sign/--no-sign",
        rich_help_panel=_RIGHTS,
        help="Sign the results with Content Credentials (fixative identity). Default: no-sign.",
    ),
]

LanguageOption = Annotated[
    Language | None,
    typer.Option("--language", help="Of the page: en or de. Default: your system's.", show_default=False),
]

TrustOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Certificates (PEM) of those who vouch for the signers of Content Credentials."),
]

JsonOption = Annotated[
    bool, typer.Option("--json", rich_help_panel=_REPORT, help="One JSON object a line, the last one a summary.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", "-n", rich_help_panel=_REPORT, help="Say what would be done, and write nothing.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", rich_help_panel=_REPORT, help="Print errors only.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", rich_help_panel=_REPORT, help="Print the figures of each picture too.")
]
