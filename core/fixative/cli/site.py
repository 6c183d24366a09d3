"""`fixative site`: what a web site says about AI, written and checked."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from fixative.cli.choices import Choices
from fixative.cli.options import (
    DryRunOption,
    JsonOption,
    OverwritePolicyOption,
    PolicyOption,
    QuietOption,
    RecipeOption,
    StatementOption,
)
from fixative.cli.report import complain, plain, printable, say, write_json
from fixative.errors import FixativeError, OptionsError
from fixative.messages import sentence
from fixative.outcome import Problem, Severity
from fixative.rights.statement import RightsStatement
from fixative.site import Kit, Part, Sheet, Site, State, survey
from fixative.site import write as write_sheet
from fixative.site.choice import domain_of, terms_of
from fixative.site.kit import said

__all__ = ["app"]

_WRITE = "write"


class _WriteUnlessNamed(TyperGroup):
    """Takes `site DIR` for `site write DIR`; a folder named as a command is `./check`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the class has moved between Typers
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = [_WRITE, *args]
        return super().parse_args(ctx, args)


_HELP = """Say on your web site what AI may do with it, and check that it is said.

`fixative site DIR --domain example.com` is short for `fixative site write`. DIR is the folder that your host publishes.
"""

app = typer.Typer(cls=_WriteUnlessNamed, help=_HELP, no_args_is_help=True)

_Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that is published as the site.")]
_Domain = Annotated[str, typer.Option(help="The site's host name, such as example.com.", show_default=False)]
_DomainOfMarks = Annotated[str | None, typer.Option(help="The site's host name. Default: the one in the files.")]
_Terms = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="A page with your terms for AI, or its path on the site. Default: the licence URL of the recipe.",
    ),
]
_Parts = Annotated[
    list[Part] | None,
    typer.Option(
        "--part",
        metavar="FILE",
        help=f"A file of the kit; again for each: {', '.join(Part)}. Default: all.",
        show_default=False,
    ),
]


@app.command(_WRITE)
def write(
    folder: _Folder,
    *,
    domain: _Domain,
    recipe: RecipeOption = None,
    statement: StatementOption = None,
    policy: PolicyOption = None,
    terms: _Terms = None,
    overwrite_policy: OverwritePolicyOption = None,
    part: _Parts = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write robots.txt, ai.txt, tdmrep.json, headers and tags, merged with what is there.

    Only what stands between the marks 'fixative begin' and 'fixative end' is ever changed, and the entry for the whole
    site in tdmrep.json. A second run changes nothing.
    """
    chosen = Choices(recipe=recipe, statement=statement, policy=policy, overwrite_policy=overwrite_policy).to_recipe()
    site = _site(chosen.rights, domain, terms)
    kit = survey(_existing(folder), site, parts=part or Part, overwrite_policy=chosen.overwrite_policy)
    counts: Counter[str] = Counter()
    _tell_all(folder, kit, json=json, quiet=quiet)
    for sheet in kit.sheets:
        sheet, written = _write(sheet, dry_run=dry_run)  # noqa: PLW2901 - the same file, as it came out
        counts[_written_as(sheet, written=written)] += 1
        if json:
            _write_json(sheet, written=written)
            continue
        _complain(sheet, quiet=quiet)
        if sheet.changes and not quiet:
            path = printable(sheet.path) if sys.stdout.isatty() else os.fspath(sheet.path)
            say(path if written else f"{printable(sheet.path)}: would be written")
    if json:
        write_json({"type": "summary", **{word: counts[word] for word in _WRITTEN}})
    elif not quiet:
        told = [f"{counts[word]} {word.replace('-', ' ')}" for word in _WRITTEN if counts[word]]
        print(", ".join(told), file=sys.stderr)  # noqa: T201
    raise typer.Exit(1 if counts[State.FAILED] else 0)


@app.command()
def check(
    folder: _Folder,
    *,
    domain: _DomainOfMarks = None,
    recipe: RecipeOption = None,
    statement: StatementOption = None,
    policy: PolicyOption = None,
    terms: _Terms = None,
    part: _Parts = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say what is missing, outdated or contradicting: exit status 0 if nothing is, 1 if something is.

    What the site should say is taken from what its files say, as far as it is not said here.
    """
    there = said(_existing(folder))
    rights = Choices(recipe=recipe, statement=statement, policy=policy).to_recipe().rights
    if there is not None and recipe is None and statement is None and policy is None:
        rights = RightsStatement(policy=there.policy)
    site = _site(rights, domain or (there.domain if there else ""), terms or (there.terms if there else None))
    kit = survey(folder, site, parts=part or Part, overwrite_policy=True)
    counts: Counter[State] = Counter(sheet.state for sheet in kit.sheets)
    _tell_all(folder, kit, json=json, quiet=quiet)
    for sheet in kit.sheets:
        if json:
            _write_json(sheet)
        elif sheet.problems or not (quiet and sheet.state is State.IN_ORDER):
            words = [f"{printable(sheet.path)}: {sheet.state.replace('-', ' ')}"]
            words += [f"  {printable(sentence(problem.code, problem.params))}" for problem in sheet.problems]
            say("\n".join(words))
    contradictions = sum(problem.code in _CONTRADICTIONS for sheet in kit.sheets for problem in sheet.problems)
    if json:
        write_json({"type": "summary", **{state: counts[state] for state in State}, "contradictions": contradictions})
    raise typer.Exit(0 if counts[State.IN_ORDER] == len(kit.sheets) and not contradictions else 1)


_CONTRADICTIONS = frozenset({"site-line-contradicts", "site-entry-contradicts"})
_WRITTEN = ("written", "planned", State.IN_ORDER.value, State.FAILED.value)


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise OptionsError(detail=f"{printable(folder)} is no folder")
    return folder


def _site(rights: RightsStatement, domain: str, terms: str | None) -> Site:
    try:
        host = domain_of(domain) if domain else ""
        return Site(policy=rights.policy, domain=host, terms=terms_of(terms or rights.licence_url, host))
    except ValueError as error:
        raise OptionsError(detail=str(error)) from error


def _write(sheet: Sheet, *, dry_run: bool) -> tuple[Sheet, bool]:
    if dry_run or not sheet.changes:
        return sheet, False
    try:
        write_sheet(sheet)
    except FixativeError as error:
        problems = (*sheet.problems, Problem.from_error(error))
        return Sheet(sheet.part, sheet.path, State.FAILED, problems=problems), False
    return sheet, True


def _written_as(sheet: Sheet, *, written: bool) -> str:
    return "written" if written else "planned" if sheet.changes else sheet.state.value


def _tell_all(folder: Path, kit: Kit, *, json: bool, quiet: bool) -> None:
    if json:
        site = kit.site
        members = {"policy": site.policy.value, "domain": site.domain, "terms": site.terms}
        write_json({"type": "site", **members, "problems": [plain(problem) for problem in kit.problems]})
        return
    for problem in () if quiet else kit.problems:
        complain(folder, sentence(problem.code, problem.params))


def _write_json(sheet: Sheet, *, written: bool | None = None) -> None:
    members = {"part": sheet.part.value, "path": os.fspath(sheet.path), "state": sheet.state.value}
    told = {} if written is None else {"written": written}
    write_json({"type": "file", **members, **told, "problems": [plain(problem) for problem in sheet.problems]})


def _complain(sheet: Sheet, *, quiet: bool) -> None:
    for problem in sheet.problems:
        if not quiet or problem.severity is Severity.ERROR:
            complain(sheet.path, printable(sentence(problem.code, problem.params)))
