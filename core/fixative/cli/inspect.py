"""`fixative inspect`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fixative.batch.find import Found, find
from fixative.cli.files import read_text
from fixative.cli.language import language_here
from fixative.cli.options import JsonOption, LanguageOption, PathsArgument, QuietOption, RecursiveOption, TrustOption
from fixative.cli.report import complain, plain, printable, say, write_json
from fixative.errors import FixativeError, NothingToDoError, RegisterError, UsageError
from fixative.messages import sentence
from fixative.outcome import Problem
from fixative.rights.statement import Language

if TYPE_CHECKING:
    from fixative.inspect import Report
    from fixative.inspect.page import Page
    from fixative.register import Register

__all__ = ["inspect"]

_HtmlOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write a page with thumbnails instead of printing; it needs no network, and no other file."
    ),
]


_RegisterOption = Annotated[
    bool,
    typer.Option(
        "--register/--no-register",
        help="Look the pictures up in your register: whether they are copies of what you protected, and what became "
        "of them.",
    ),
]


def inspect(
    paths: PathsArgument,
    *,
    recursive: RecursiveOption = False,
    trust: TrustOption = None,
    register: _RegisterOption = True,
    html: _HtmlOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell what pictures say about AI, where they say it, what is missing, and who is known to read it.

    Content Credentials are validated where the extra is installed: Valid means that the picture is as it was signed,
    Trusted that somebody named by --trust vouches for the signer. A mark says that Fixative wove a cloak; how well it
    stands cannot be told from a file alone. Copies of what you protected are recognised by your register.
    """
    reports = failures = 0
    anchors = "" if trust is None else read_text(trust)
    with _page(html, language or language_here()) as page, _lookup(wanted=register, closely=not recursive) as lookup:
        for path, seen in _reports(paths, recursive=recursive, trust=anchors, lookup=lookup):
            if isinstance(seen, FixativeError):
                failures += 1
                _tell_failure(path, seen, page, json=json)
            else:
                reports += 1
                _tell(path, seen, page, json=json, quiet=quiet)
        if not reports and not failures:
            raise NothingToDoError(paths=", ".join(map(os.fspath, paths)))
    if json:
        write_json({"type": "summary", "reports": reports, "failed": failures})
    elif html is not None:
        say(printable(html))
    elif reports and not quiet:
        from fixative.inspect.text import whatever_a_picture_says  # noqa: PLC0415 - as `_reports` says

        say(whatever_a_picture_says())
    raise typer.Exit(1 if failures else 0)


class _Lookup:
    """Adds to reports what the register knows; a register that makes trouble is told of once and left alone.

    Parameters
    ----------
    register : Register or None
    closely : bool
        Whether what is left of the cloak is measured in copies, which takes seconds each.
    """

    def __init__(self, register: Register | None, *, closely: bool) -> None:
        self._register = register
        self._closely = closely

    def added_to(self, report: Report, path: Path) -> Report:
        if self._register is None:
            return report
        from fixative.inspect.origin import with_origins  # noqa: PLC0415 - as `_reports` says

        try:
            known = with_origins(report, path, self._register)
        except RegisterError as error:
            _tell_trouble(error)
            self._register = None
            return report
        if not (self._closely and known.origins):
            return known
        # Brings the lens along, and takes seconds.
        from fixative.remains import with_remains  # noqa: PLC0415

        return with_remains(known, path)


@contextmanager
def _lookup(*, wanted: bool, closely: bool) -> Iterator[_Lookup]:
    from fixative.register import home, opened  # noqa: PLC0415 - as `_reports` says

    with ExitStack() as stack:
        register = None
        try:
            # None is made only to be asked.
            if wanted and home().exists():
                register = stack.enter_context(opened(home()))
        except RegisterError as error:
            _tell_trouble(error)
        yield _Lookup(register, closely=closely)


def _tell_trouble(error: RegisterError) -> None:
    print(f"fixative: {printable(sentence(error.code, error.params))}", file=sys.stderr)  # noqa: T201


def _reports(
    paths: list[Path], *, recursive: bool, trust: str, lookup: _Lookup
) -> Iterator[tuple[Path, Report | FixativeError]]:
    # Brings the readers of all standards along, which `--version` can do without.
    from fixative.inspect import inspect as look  # noqa: PLC0415

    # Results are as interesting here as sources: no folder is left out.
    for each in find(paths, recursive=recursive, results_of=None):
        if not isinstance(each, Found):
            yield each.path, each.error
            continue
        try:
            yield each.path, lookup.added_to(look(each.path, trust=trust), each.path)
        except UsageError:
            raise  # of no single file
        except FixativeError as error:
            yield each.path, error


def _page(target: Path | None, language: Language) -> AbstractContextManager[Page | None]:
    if target is None:
        return nullcontext()
    from fixative.inspect.german import tongue_in  # noqa: PLC0415 - as `_reports` says
    from fixative.inspect.page import page_at  # noqa: PLC0415

    return page_at(target, tongue_in(language))


def _tell(path: Path, report: Report, page: Page | None, *, json: bool, quiet: bool) -> None:
    from fixative.inspect.text import brief, in_words  # noqa: PLC0415 - as `_reports` says

    if page is not None:
        page.add(path, report)
    if json:
        write_json({"type": "report", **_plain(report), "path": os.fspath(path)})
    elif page is None:
        say(brief(path, report) if quiet else in_words(path, report))


def _plain(report: Report) -> dict[str, object]:
    """Give a report as plain values, with the sentences that people are told."""
    from fixative.inspect import readings_of  # noqa: PLC0415 - as `_reports` says
    from fixative.inspect.words import explained, missing_by_purpose  # noqa: PLC0415

    members = report.to_builtins()
    for pair, told in zip(members["contradictions"], report.contradictions, strict=True):
        pair["message"] = explained([told], report.resolution)
    return {
        **members,
        "purposes": {field: purpose for purpose, fields in missing_by_purpose(report).items() for field in fields},
        "readers": [reading.to_builtins() for reading in readings_of(report)],
    }


def _tell_failure(path: Path, error: FixativeError, page: Page | None, *, json: bool) -> None:
    problem = Problem.from_error(error)
    if page is not None:
        page.add_failure(path, problem)
    if json:
        write_json({"type": "error", "path": os.fspath(path), "problem": plain(problem)})
    else:
        complain(path, sentence(error.code, error.params))
