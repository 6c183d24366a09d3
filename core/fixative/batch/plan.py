"""What is to be done with each picture, settled before anything is written."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from fixative.batch.find import Found, Refused, find
from fixative.batch.journal import Journal
from fixative.batch.past import Past, place_of
from fixative.errors import DestinationExistsError, DestinationIsSourceError, reading_failed
from fixative.formats import Format
from fixative.outcome import Outcome, Problem, Status
from fixative.progress import Progress
from fixative.recipe import Conflict, Recipe
from fixative.remote import Remote, looked_up_once, path_of
from fixative.write import numbered, unnumbered

__all__ = ["Plan", "Task", "plan"]

_SUFFIXES: dict[Format, frozenset[str]] = {
    Format.JPEG: frozenset({".jpg", ".jpeg", ".jpe", ".jfif"}),
    Format.PNG: frozenset({".png", ".apng"}),
    Format.TIFF: frozenset({".tif", ".tiff"}),
    Format.HEIC: frozenset({".heic", ".heif", ".hif"}),
}
"""Endings that are right for a format besides its own, and therefore kept."""


@dataclass(frozen=True, slots=True)
class Task:
    """One picture to be protected.

    Attributes
    ----------
    source, target : Path
    format : Format
        Of the source, by its first bytes.
    size : int
        Of the source, in bytes.
    place : bytes
        Of the name that the recipe asks for, in the journal; the target may be a numbered one.
    recipe : Recipe or None
        Its own, where it has another than the batch.
    """

    source: Path
    target: Path
    format: Format
    size: int
    place: bytes
    recipe: Recipe | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and what is settled without doing anything.

    Attributes
    ----------
    tasks : tuple of Task
        No two have one target, and none has a source of this plan as its target.
    settled : tuple of Outcome
        What was refused or skipped.
    """

    tasks: tuple[Task, ...] = ()
    settled: tuple[Outcome, ...] = ()


def plan(
    paths: Iterable[Path],
    recipe: Recipe,
    *,
    output: Path | None = None,
    recursive: bool = False,
    apart: Mapping[Path, Recipe] | None = None,
    journal: Journal | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Find the pictures and give each its target, or one for each platform of the recipe; no picture is written.

    Parameters
    ----------
    paths : iterable of Path
        Pictures and, with `recursive`, folders.
    recipe : Recipe
    output : Path, optional
        Where results go, instead of the recipe's folder. Of one named folder the tree below it is kept
        there; of several, each gets a folder of its own name.
    recursive : bool, optional
        Whether folders are entered.
    apart : mapping of Path to Recipe, optional
        Pictures that have a recipe of their own, by the path that they are found under.
    journal : Journal, optional
        What it says is done is skipped.
    progress : Progress, optional
        Told with every picture. How many there are shows when all are found: until then the fraction is 0.

    Raises
    ------
    CancelledError
        `progress` was aborted.
    OptionsError
        The environment names a secret that is no text, and the journal knows of pictures with one. Or results would go
        where they cannot be made whole or not at all.
    InputError
        A store does not say what is there already.
    """
    with looked_up_once():
        return _planned(tuple(paths), recipe, output, apart, journal, progress or Progress(), recursive=recursive)


def _planned(
    named: tuple[Path, ...],
    recipe: Recipe,
    output: Path | None,
    apart: Mapping[Path, Recipe] | None,
    journal: Journal | None,
    progress: Progress,
    *,
    recursive: bool,
) -> Plan:
    own = {} if apart is None else apart
    folders = {path_of(each.destination.folder) for each in (recipe, *own.values())} if output is None else {output}
    for folder in folders:
        if isinstance(folder, Remote):
            folder.refuse_parts()
    seen = []
    for each in find(named, recursive=recursive, results_of=lambda source: [_in(source, folder) for folder in folders]):
        progress.advance(0.0)
        seen.append(each)
    found = [each for each in seen if isinstance(each, Found)]
    roots = {_real(root) for root in {each.root for each in found} if root is not None}
    names = _Names(recipe, own, output, several=len(roots) > 1)
    wishes = [wish for each in found for wish in names.wishes(each)]
    if any(copy.destination.name != "{stem}{ext}" for each in (recipe, *own.values()) for copy in each.copies()):
        wishes = _without_results(wishes, names)
    settled = [Outcome.failed(each.path, each.error) for each in seen if isinstance(each, Refused)]
    tasks: list[Task] = []
    sources = {names.key(wish.found.path) for wish in wishes}
    past = cache(partial(Past, journal)) if journal is not None else None
    done = []
    for wish in wishes:
        progress.advance(0.0)
        done.append(None if past is None else _done(wish, names, sources, past))
    for outcome in done:
        if outcome is not None and outcome.result is not None:
            names.take(outcome.result)
    for number, (wish, outcome) in enumerate(zip(wishes, done, strict=True)):
        progress.advance(number / len(wishes))
        step = outcome or _settle(wish, names, sources)
        if isinstance(step, Task):
            tasks.append(step)
        else:
            settled.append(step)
    return Plan(tuple(tasks), tuple(settled))


@dataclass(frozen=True, slots=True)
class _Wish:
    """A copy of a picture that is asked for: by which recipe, and under which name, whatever is there already."""

    found: Found
    recipe: Recipe
    target: Path


@dataclass(slots=True)
class _Names:
    recipe: Recipe
    own: Mapping[Path, Recipe]
    output: Path | None
    several: bool
    _taken: set[str] = field(default_factory=set)
    _last: dict[str, int] = field(default_factory=dict)
    _real: dict[Path, str] = field(default_factory=dict)
    _keys: dict[Path, str] = field(default_factory=dict)
    _copies: dict[Recipe, tuple[Recipe, ...]] = field(default_factory=dict)

    def wishes(self, found: Found) -> Iterator[_Wish]:
        """Give what is asked for of a picture: a copy for each platform, or one."""
        recipe = self.own.get(found.path, self.recipe)
        if recipe not in self._copies:
            self._copies[recipe] = recipe.copies()
        for copy in self._copies[recipe]:
            yield _Wish(found, copy, self._wanted(found, copy))

    def key(self, path: Path) -> str:
        """Give what is equal for two paths to one file, and for two that differ only in case or Unicode form.

        The latter are one file on Windows and macOS, where the results may go sooner or later.
        """
        key = self._keys.get(path)
        if key is None:
            folder = path.parent
            if folder not in self._real:
                self._real[folder] = _real(folder)
            whole = os.path.join(self._real[folder], path.name)  # noqa: PTH118 - speed
            key = self._keys[path] = unicodedata.normalize("NFC", whole).casefold()
        return key

    def _wanted(self, found: Found, recipe: Recipe) -> Path:
        destination = recipe.destination
        path = found.path
        folder = path_of(destination.folder) if self.output is None else self.output
        if self.output is None and not folder.is_absolute():
            folder = path.parent / folder
        elif found.root is not None:
            # `resolve` gives a root such as `.` or `..` its name.
            own = found.root.resolve().name if self.several else ""
            folder = folder / own / path.parent.relative_to(found.root)
        name = destination.name.format(
            stem=path.stem,
            preset=recipe.cloak.preset.value,
            ext=_extension(path, found.format, destination.format),
        )
        return folder / name

    def free(self, target: Path, *, renames: bool) -> Path:
        """Give the first numbered name that no other task has and, to rename, that no file has."""
        first = self.key(target)
        number = self._last.get(first, 0) + 1
        while True:
            name = numbered(target, number)
            if self.key(name) not in self._taken and not (renames and _is_there(name)):
                break
            number += 1
        self._last[first] = number
        self.take(name)
        return name

    def take(self, target: Path) -> None:
        """Let no task have a name."""
        self._taken.add(self.key(target))

    def is_taken(self, target: Path) -> bool:
        """Whether another task has this target."""
        return self.key(target) in self._taken


def _done(wish: _Wish, names: _Names, sources: set[str], past: Callable[[Recipe], Past]) -> Outcome | None:
    own = names.key(wish.found.path)

    def is_another(path: Path) -> bool:
        key = names.key(path)
        return key != own and key in sources

    return past(wish.recipe).done(place_of(names.key(wish.target)), wish.found.path, is_another)


def _settle(wish: _Wish, names: _Names, sources: set[str]) -> Task | Outcome:
    found, target, conflict = wish.found, wish.target, wish.recipe.destination.conflict
    if names.key(target) in sources and (conflict is not Conflict.RENAME or names.key(target) == names.key(found.path)):
        return Outcome.failed(found.path, DestinationIsSourceError())
    if conflict is Conflict.ERROR and names.is_taken(target):
        return Outcome.failed(found.path, DestinationExistsError())
    name = names.free(target, renames=conflict is Conflict.RENAME)
    if conflict is not Conflict.RENAME and names.key(name) in sources:
        return Outcome.failed(found.path, DestinationIsSourceError())
    if conflict in (Conflict.SKIP, Conflict.ERROR) and _is_there(name):
        if conflict is Conflict.ERROR:
            return Outcome.failed(found.path, DestinationExistsError())
        return Outcome(Status.SKIPPED, found.path, name, problems=(Problem("already-there"),))
    place = place_of(names.key(target))
    own = None if wish.recipe is names.recipe else wish.recipe
    return Task(found.path, name, found.format, found.size, place, own)


def _real(folder: Path) -> str:
    return str(folder) if isinstance(folder, Remote) else os.path.realpath(folder)


def _in(folder: Path, inner: Path) -> Path:
    return inner if inner.is_absolute() else folder / inner


def _is_there(path: Path) -> bool:
    if not isinstance(path, Remote):
        return os.path.lexists(path)
    try:
        return path.exists()
    except OSError as error:
        raise reading_failed(error) from error


def _without_results(wishes: list[_Wish], names: _Names) -> list[_Wish]:
    """Leave out, in folders that hold sources and results together, what is the result of another picture."""
    results = {names.key(wish.target) for wish in wishes if names.key(wish.target) != names.key(wish.found.path)}

    def is_result(path: Path) -> bool:
        return names.key(path) in results or names.key(unnumbered(path)) in results

    return [wish for wish in wishes if wish.found.root is None or not is_result(wish.found.path)]


def _extension(path: Path, source: Format, wanted: Format | None) -> str:
    kind = source if wanted is None else wanted
    suffix = path.suffix
    return suffix if suffix.lower() in _SUFFIXES.get(kind, {kind.extension}) else kind.extension
