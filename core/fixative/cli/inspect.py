"""`fixative inspect`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from fixative.batch.find import Found, find
from fixative.cli.files import read_text
from fixative.cli.options import JsonOption, PathsArgument, QuietOption, RecursiveOption, TrustOption
from fixative.cli.report import complain, plain, printable, say, write_json
from fixative.errors import CredentialsMissingError, FixativeError, NothingToDoError, UsageError
from fixative.messages import sentence
from fixative.outcome import Problem

if TYPE_CHECKING:
    from fixative.credentials import Credentials, Ingredient
    from fixative.inspect import Finding, Report
    from fixative.mark import Mark

__all__ = ["inspect"]


def inspect(
    paths: PathsArgument,
    *,
    recursive: RecursiveOption = False,
    trust: TrustOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell what pictures say about AI, where they say it, and what is missing.

    Content Credentials are validated where the extra is installed: Valid means that the picture is as it was signed,
    Trusted that somebody named by --trust vouches for the signer. A mark says that Fixative wove a cloak; how well it
    stands cannot be told from a file alone.
    """
    reports = failures = 0
    anchors = "" if trust is None else read_text(trust)
    for path, seen in _reports(paths, recursive=recursive, trust=anchors):
        if isinstance(seen, FixativeError):
            failures += 1
            if json:
                write_json({"type": "error", "path": os.fspath(path), "problem": plain(Problem.from_error(seen))})
            else:
                complain(path, sentence(seen.code, seen.params))
            continue
        reports += 1
        if json:
            write_json({"type": "report", **seen.to_builtins(), "path": os.fspath(path)})
        else:
            say("\n".join(_brief(path, seen) if quiet else _in_words(path, seen)))
    if not reports and not failures:
        raise NothingToDoError(paths=", ".join(map(os.fspath, paths)))
    if json:
        write_json({"type": "summary", "reports": reports, "failed": failures})
    raise typer.Exit(1 if failures else 0)


def _reports(paths: list[Path], *, recursive: bool, trust: str) -> Iterator[tuple[Path, Report | FixativeError]]:
    # Brings the readers of all standards along, which `--version` can do without.
    from fixative.inspect import inspect as look  # noqa: PLC0415

    # Results are as interesting here as sources: no folder is left out.
    for each in find(paths, recursive=recursive, results_of=None):
        if not isinstance(each, Found):
            yield each.path, each.error
            continue
        try:
            yield each.path, look(each.path, trust=trust)
        except UsageError:
            raise  # of no single file
        except FixativeError as error:
            yield each.path, error


def _brief(path: Path, report: Report) -> list[str]:
    policy = "says nothing that a program could read" if report.policy is None else report.policy.value
    return [f"{printable(path)} ({report.format.label}): {policy}"]


def _in_words(path: Path, report: Report) -> list[str]:
    lines = _brief(path, report)
    about_ai = [finding for finding in report.findings if finding.about_ai]
    others = [finding for finding in report.findings if not finding.about_ai]
    for title, findings in (("about AI", about_ai), ("about rights", others)):
        if findings:
            lines.append(f"  {title}:")
            lines += [f"    {_said(finding)}" for finding in findings]
    if not about_ai:
        lines.append("  about AI: nothing")
    lines += [f"  contradiction: {_said(pair.first)} / {_said(pair.second)}" for pair in report.contradictions]
    if report.credentials:
        lines += _credentials(report.provenance)
    if report.cloak is not None:
        lines.append(f"  marked as cloaked: {_cloak(report.cloak)}")
    if report.unreadable:
        lines.append(f"  unreadable: {', '.join(report.unreadable)}")
    if report.missing:
        lines.append(f"  missing: {', '.join(report.missing)}")
    return lines


def _credentials(said: Credentials | None) -> list[str]:
    if said is None:
        return [f"  credentials: there, and not validated. {sentence(CredentialsMissingError.code, {})}"]
    words = [said.state.value]
    words += [f"signed by {printable(said.signer)}"] if said.signer else []
    words += [f"at {printable(said.time)}"] if said.time else []
    words += [f"with {printable(said.generator)}"] if said.generator else []
    words += [printable(problem) for problem in said.problems]
    return [f"  credentials: {', '.join(words)}", *(f"    {_ingredient(each)}" for each in said.ingredients)]


def _ingredient(each: Ingredient) -> str:
    state = "without credentials" if each.state is None else f"its credentials were {each.state.value}"
    return " ".join([printable(each.relationship), *([printable(each.title)] if each.title else []), f"({state})"])


def _cloak(mark: Mark) -> str:
    words = [printable(mark.preset)]
    words += [f"visible cost {mark.visible_cost}"] if mark.visible_cost else []
    words += [f"{mark.width} x {mark.height} pixels"] if mark.width and mark.height else []
    words += [f"by Fixative {printable(mark.version)}"] if mark.version else []
    return ", ".join(words)


def _said(finding: Finding) -> str:
    return f"{finding.field} = {printable(finding.value)}"
