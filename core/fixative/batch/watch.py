"""Folders watched: pictures are protected as they come, once they are whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from fixative.batch.events import Finished
from fixative.batch.journal import Journal
from fixative.batch.plan import Plan, plan
from fixative.batch.run import run
from fixative.errors import FixativeError, OptionsError
from fixative.look import Look
from fixative.outcome import Outcome, Status
from fixative.recipe import Recipe

__all__ = ["SETTLED", "watch"]

SETTLED = 2.0
"""Seconds for which nothing may have happened to a picture: whoever writes it is done then."""

_TICK = 0.5
"""Seconds between two looks at what may still be written, and at whether to stop."""


def watch(
    folders: Sequence[Path],
    recipe: Recipe,
    *,
    journal: Journal,
    output: Path | None = None,
    jobs: int | None = None,
    stop: Event | None = None,
    settled: float = SETTLED,
    poll: bool = False,
) -> Generator[Outcome, None, None]:
    """Protect what is in folders, and what comes into them, until told to stop.

    What the journal knows as done is passed over in silence, so a watch that was ended goes on where it was. A picture
    that cannot be protected is told once, and tried again when its file changes.

    Parameters
    ----------
    folders : sequence of Path
        With all that is below them; their trees are kept.
    recipe : Recipe
    journal : Journal
    output : Path, optional
        Where results go, instead of the recipe's folder.
    jobs : int, optional
        Pictures at a time; by default what cores and memory allow.
    stop : threading.Event, optional
        Once set, the pictures at work are finished, and the watch ends.
    settled : float, optional
        Seconds for which a file must have stayed as it is.
    poll : bool, optional
        Whether to look for changes again and again, where the system tells of none: on drives in a network.

    Raises
    ------
    OptionsError
        A folder is not there, now or later on, or is none; or as `run` raises it.
    WorkersFailedError, CredentialsMissingError, NoIdentityError, IdentityInvalidError, IdentityError
        As `run` raises them.
    """
    ended = Event() if stop is None else stop
    nursery = _Nursery(settled)
    for _ in _wakes(folders, ended, lambda: nursery.waiting, poll=poll):
        todo = plan(folders, recipe, output=output, recursive=True, journal=journal)
        nursery.forget_others(todo)
        refused = [outcome for outcome in todo.settled if outcome.status is Status.FAILED]
        for outcome in refused:
            if nursery.is_grown(outcome.source):
                nursery.end(outcome.source)
                yield outcome
        tasks = tuple(task for task in todo.tasks if nursery.is_grown(task.source))
        with closing(run(Plan(tasks), recipe, jobs=jobs, abort=ended, journal=journal)) as events:
            for event in events:
                if isinstance(event, Finished) and event.outcome.status is not Status.CANCELLED:
                    nursery.end(event.outcome.source)
                    yield event.outcome
        # Nothing holds the journal open for the days in which nothing comes.
        journal.close()


def _wakes(folders: Sequence[Path], stop: Event, waiting: Callable[[], bool], *, poll: bool) -> Iterator[None]:
    """Say when there may be something to do: at first, after changes, and while something is still being written."""
    from watchfiles import watch as changes_in  # noqa: PLC0415 - only where folders are watched

    _check(folders)
    changes = changes_in(
        *folders,
        watch_filter=None,
        debounce=int(1000 * _TICK),
        stop_event=stop,
        rust_timeout=int(1000 * _TICK),
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=poll or None,
        ignore_permission_denied=True,
    )
    first = True
    for seen in changes:
        _check(folders)
        if first or seen or waiting():
            first = False
            yield


def _check(folders: Iterable[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            raise OptionsError(detail=f"there is no folder {folder}")


@dataclass(slots=True)
class _Nursery:
    """What is seen of files while they are being written.

    Attributes
    ----------
    settled : float
        Seconds for which one must have stayed as it is.
    waiting : bool
        Whether there is one that has not.
    """

    settled: float
    waiting: bool = False
    _seen: dict[Path, tuple[Look | None, float]] = field(default_factory=dict)
    _ended: dict[Path, Look | None] = field(default_factory=dict)

    def forget_others(self, todo: Plan) -> None:
        """Begin a round: remember no more than what is there."""
        there = {task.source for task in todo.tasks} | {outcome.source for outcome in todo.settled}
        self._seen = {path: seen for path, seen in self._seen.items() if path in there}
        self._ended = {path: look for path, look in self._ended.items() if path in there}
        self.waiting = False

    def is_grown(self, path: Path) -> bool:
        """Whether a file is whole by now; never one that was worked on as it is, however that ended."""
        look, now = _look(path), time.monotonic()
        if path in self._ended and _are_like(look, self._ended[path]):
            return False
        before, since = self._seen.get(path, (None, now))
        if path not in self._seen or look != before:
            self._seen[path] = (look, now)
            since = now
        grown = now - since >= self.settled
        self.waiting = self.waiting or not grown
        return grown

    def end(self, path: Path) -> None:
        """Remember that a file was worked on as it was when it had grown."""
        self._ended[path], _ = self._seen.pop(path, (None, 0.0))


def _are_like(one: Look | None, other: Look | None) -> bool:
    return one == other if one is None or other is None else one.is_like(other)


def _look(path: Path) -> Look | None:
    try:
        return Look.of(path)
    except FixativeError:
        return None
