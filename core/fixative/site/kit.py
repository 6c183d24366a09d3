"""The files of the kit in a site's folder: what each says, what it should say, and how it comes to say it."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from fixative.errors import CheckFailedError, FixativeError, UnmergeableError, reading_failed
from fixative.outcome import Problem
from fixative.recipe import Conflict
from fixative.rights.policy import stronger
from fixative.site.block import Mark, Text
from fixative.site.choice import Site
from fixative.site.crawlers import load_crawlers
from fixative.site.headers import apache_lines, head_lines, loosening, netlify_lines, nginx_lines
from fixative.site.robots import ai_lines, allowing, robots_lines
from fixative.site.tdmrep import Entries
from fixative.write import remove_strays, whole

__all__ = ["Kit", "Part", "Sheet", "State", "said", "survey", "write"]

_MAX_BYTES = 500 * 1024
"""As far as crawlers have to read a robots.txt (RFC 9309, 2.5)."""


class Part(StrEnum):
    """A file of the kit, by its path below the site's folder."""

    ROBOTS = "robots.txt"
    AI = "ai.txt"
    TDMREP = ".well-known/tdmrep.json"
    APACHE = ".htaccess"
    NETLIFY = "_headers"
    NGINX = "fixative-nginx.conf"
    HEAD = "fixative-head.html"


class State(StrEnum):
    """How a file was found."""

    IN_ORDER = "in-order"
    MISSING = "missing"
    """The file, or what we say in it."""
    OUTDATED = "outdated"
    """It says something else than it should."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of the kit.

    Attributes
    ----------
    part : Part
    path : Path
    state : State
    content : bytes
        What it should hold; empty where it failed.
    problems : tuple of Problem
        What in it contradicts or should be known, and the error where it failed.
    """

    part: Part
    path: Path
    state: State
    content: bytes = b""
    problems: tuple[Problem, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it is to be written."""
        return self.state in (State.MISSING, State.OUTDATED)


@dataclass(frozen=True, slots=True)
class Kit:
    """All files, and what they are to say.

    Attributes
    ----------
    site : Site
        As chosen, or with the stronger policy that was there.
    sheets : tuple of Sheet
    problems : tuple of Problem
        What concerns all files.
    """

    site: Site
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()


def said(folder: Path) -> Site | None:
    """Tell what the files in a folder say by their marks: the strongest policy, where they differ.

    The terms of ``tdmrep.json``, which has no mark, are not among it.
    """
    sites = [mark.site for mark in _marks(folder)]
    if not sites:
        return None
    strongest = sites[0]
    for site in sites[1:]:
        if stronger(site.policy, strongest.policy):
            strongest = site
    return strongest


def survey(folder: Path, site: Site, *, parts: Iterable[Part], overwrite_policy: bool) -> Kit:
    """Compare the files in a folder with what they should say; nothing is written.

    Parameters
    ----------
    folder : Path
        The site's, as it is published.
    site : Site
    parts : iterable of Part
    overwrite_policy : bool
        Whether a stronger prohibition that is there is weakened.
    """
    there = said(folder)
    problems: tuple[Problem, ...] = ()
    if there is not None and stronger(there.policy, site.policy) and not overwrite_policy:
        problems = (Problem("site-policy-kept", {"policy": there.policy.value}),)
        site = replace(site, policy=there.policy, terms=site.terms or there.terms)
    return Kit(site, tuple(_sheet(folder, part, site, overwrite=overwrite_policy) for part in parts), problems)


def write(sheet: Sheet) -> None:
    """Write a file of the kit, whole or not at all; its permissions stay, and a link stays a link.

    Raises
    ------
    OutputError
    """
    target = sheet.path.resolve()

    def check(written: Path) -> None:
        if written.read_bytes() != sheet.content:
            raise CheckFailedError(detail="its bytes are others")

    remove_strays(target.parent)
    with whole(target, source=None, conflict=Conflict.OVERWRITE, check=check) as draft:
        draft.file.write(sheet.content)
        if target.exists():
            draft.path.chmod(stat.S_IMODE(target.stat().st_mode))


def _sheet(folder: Path, part: Part, site: Site, *, overwrite: bool) -> Sheet:
    path = folder / part
    try:
        content = _read(path)
        if part is Part.TDMREP:
            return _tdmrep(path, content, site, overwrite=overwrite)
        return _text(part, path, content, site)
    except FixativeError as error:
        return Sheet(part, path, State.FAILED, problems=(Problem.from_error(error),))


def _text(part: Part, path: Path, content: bytes | None, site: Site) -> Sheet:
    text = Text.split(content or b"")
    known = load_crawlers()
    mark = Mark(site, known.day if part is Part.ROBOTS and site.forbidden else None)
    lines = robots_lines(site, known, text) if part is Part.ROBOTS else _LINES[part](site)
    merged = text.merged(mark, lines, comment=_in_html if part is Part.HEAD else _after_hash)
    _refuse_large(len(merged))
    problems = []
    if text.block is None:
        state = State.MISSING
    elif merged == content:
        state = State.IN_ORDER
    else:
        state = State.OUTDATED
        there = text.mark.crawlers if text.mark else None
        if there is not None and there < known.day:
            days = {"there": there.isoformat(), "known": known.day.isoformat()}
            problems.append(Problem("site-crawlers-outdated", {**days}))
    if site.prohibits:
        found = sorted({*_allowing(part, text, site), *loosening(text)})
        problems += [Problem("site-line-contradicts", {"line": line, "text": words}) for line, words in found]
    return Sheet(part, path, state, merged, tuple(problems))


def _allowing(part: Part, text: Text, site: Site) -> Iterator[tuple[int, str]]:
    if part is Part.ROBOTS:
        known = load_crawlers()
        yield from allowing(text, (token for purpose in site.forbidden for token in known.tokens(purpose)))
    elif part is Part.AI:
        yield from allowing(text, ("*",))


def _tdmrep(path: Path, content: bytes | None, site: Site, *, overwrite: bool) -> Sheet:
    if content is None:
        return Sheet(Part.TDMREP, path, State.MISSING, Entries.new(site))
    entries = Entries.read(content)
    own = entries.own
    if own is not None and own.reserves and not site.prohibits and not overwrite:
        return Sheet(Part.TDMREP, path, State.IN_ORDER, content, (Problem("site-reservation-kept", {}),))
    merged = entries.merged(site)
    problems = []
    if own is None:
        state = State.MISSING
    else:
        state = State.IN_ORDER if merged == content else State.OUTDATED
        if site.prohibits and not own.reserves:
            problems.append(Problem("site-reservation-replaced", {}))
    if site.prohibits:
        problems += [Problem("site-entry-contradicts", {"location": entry.location}) for entry in entries.open]
    return Sheet(Part.TDMREP, path, state, merged, tuple(problems))


def _marks(folder: Path) -> Iterator[Mark]:
    for part in Part:
        try:
            mark = Text.split(_read(folder / part) or b"").mark
        except FixativeError:
            continue  # its sheet tells
        if mark is not None:
            yield mark


def _read(path: Path) -> bytes | None:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnmergeableError(detail="it is no ordinary file")
        _refuse_large(found.st_size)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise UnmergeableError(detail=f"{path.parent.name} is no folder") from error
    except OSError as error:
        raise reading_failed(error) from error


def _refuse_large(size: int) -> None:
    if size > _MAX_BYTES:
        raise UnmergeableError(detail=f"it has, or would have, more than {_MAX_BYTES // 1024} KiB")


def _after_hash(words: str) -> str:
    return f"# {words}"


def _in_html(words: str) -> str:
    return f"<!-- {words} -->"


_LINES: Mapping[Part, Callable[[Site], list[str]]] = {
    Part.AI: ai_lines,
    Part.APACHE: apache_lines,
    Part.NETLIFY: netlify_lines,
    Part.NGINX: nginx_lines,
    Part.HEAD: head_lines,
}
