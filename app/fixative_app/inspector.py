"""Looks at pictures for the Inspect page, in a thread of its own; what it saw is fetched at the window's pace."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage

from fixative.errors import FixativeError, RegisterError
from fixative.outcome import Problem
from fixative.rights.statement import Language
from fixative_app.verdict import Seen

if TYPE_CHECKING:
    from fixative.inspect.report import Report
    from fixative.register import Register

__all__ = ["Inspector"]

_FETCH_EVERY = 100
"""Milliseconds: however many pictures are seen in a second, the list grows no more often."""
_SIDE = 480
"""Device pixels of a picture beside its report: enough on a screen of twice the density."""


class Inspector(QObject):
    """Reads what pictures say, draws them small, and writes the page of them.

    Parameters
    ----------
    parent : QObject, optional
    """

    seen = Signal(object)
    """Pictures that were looked at, as a list of `Seen`."""
    finished = Signal()
    """Nothing is left to look at."""
    drawn = Signal(object, QImage)
    """A picture (its path), small; a null image where it cannot be drawn."""
    measured = Signal(object)
    """A picture, as a `Seen` that has more to say of what is left of its cloak."""
    saved = Signal(object)
    """A page was written (its path)."""
    refused = Signal(object)
    """A page was not written, for a `Problem`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looking = QThreadPool(self, maxThreadCount=1)
        self._drawing = QThreadPool(self, maxThreadCount=1)
        self._measuring = QThreadPool(self, maxThreadCount=1)
        self._abort = Event()
        self._found: deque[Seen] = deque()
        self._timer = QTimer(self, interval=_FETCH_EVERY)
        self._timer.timeout.connect(self._fetch)

    @property
    def busy(self) -> bool:
        """Whether pictures are still being looked at."""
        return self._timer.isActive()

    def look_at(self, paths: Iterable[Path]) -> None:
        """Look at files, and at all pictures in folders."""
        self._abort.clear()
        wanted = tuple(paths)
        self._looking.start(lambda: self._found.extend(self._until_aborted(_look(wanted))))
        self._timer.start()

    def draw(self, path: Path) -> None:
        """Draw a picture small; wishes that have not begun are given up for it."""
        self._drawing.clear()
        self._drawing.start(lambda: self.drawn.emit(path, _draw(path)))

    def measure(self, seen: Seen) -> None:
        """Measure what is left of the cloak of a copy; wishes that have not begun are given up for it."""
        self._measuring.clear()
        if seen.report is not None and seen.report.origins:
            self._measuring.start(lambda: self._measure(seen))

    def save(self, target: Path, pictures: Sequence[Seen], language: Language) -> None:
        """Write the page of pictures that were looked at.

        Parameters
        ----------
        target : Path
        pictures : sequence of Seen
        language : Language
        """
        self._looking.start(lambda: self._save(target, tuple(pictures), language))

    def shut_down(self) -> None:
        """Give up what is left, and wait for the picture at hand."""
        self._timer.stop()
        self._abort.set()
        for pool in (self._looking, self._drawing, self._measuring):
            pool.clear()
            pool.waitForDone()

    def _until_aborted(self, pictures: Iterator[Seen]) -> Iterator[Seen]:
        for picture in pictures:
            if self._abort.is_set():
                return
            yield picture

    def _fetch(self) -> None:
        # Asked before: what comes between the two is fetched the next time.
        over = self._looking.activeThreadCount() == 0
        found = [self._found.popleft() for _ in range(len(self._found))]
        if found:
            self.seen.emit(found)
        if over:
            self._timer.stop()
            self.finished.emit()

    def _measure(self, seen: Seen) -> None:
        # As below: it brings the lens along.
        from fixative.remains import with_remains  # noqa: PLC0415

        if seen.report is not None:
            more = with_remains(seen.report, seen.path)
            if more != seen.report:
                self.measured.emit(Seen(seen.path, more))

    def _save(self, target: Path, pictures: tuple[Seen, ...], language: Language) -> None:
        from fixative.inspect.german import tongue_in  # noqa: PLC0415 - as below
        from fixative.inspect.page import page_at  # noqa: PLC0415 - brings the decoders along

        try:
            with page_at(target, tongue_in(language)) as page:
                for picture in pictures:
                    if self._abort.is_set():
                        return
                    if picture.report is not None:
                        page.add(picture.path, picture.report)
                    elif picture.problem is not None:
                        page.add_failure(picture.path, picture.problem)
        except FixativeError as error:
            self.refused.emit(Problem.from_error(error))
        else:
            self.saved.emit(target)


def _look(paths: tuple[Path, ...]) -> Iterator[Seen]:
    # They bring the readers of all standards along, which the window can appear without.
    from fixative.batch.find import Found, find  # noqa: PLC0415
    from fixative.inspect import inspect  # noqa: PLC0415

    with _register() as register:
        # Results are as interesting here as sources: no folder is left out.
        for each in find(paths, recursive=True, results_of=None):
            if not isinstance(each, Found):
                yield Seen(each.path, problem=Problem.from_error(each.error))
                continue
            try:
                yield Seen(each.path, _looked_up(inspect(each.path), each.path, register))
            except FixativeError as error:
                yield Seen(each.path, problem=Problem.from_error(error))


@contextmanager
def _register() -> Iterator[Register | None]:
    """Open the register, if there is one that can be read; what is wrong with it is said where it is written to."""
    from fixative.register import home, opened  # noqa: PLC0415 - as above

    with ExitStack() as stack:
        register = None
        with suppress(RegisterError):
            if home().exists():
                register = stack.enter_context(opened(home()))
        yield register


def _looked_up(report: Report, path: Path, register: Register | None) -> Report:
    from fixative.inspect.origin import with_origins  # noqa: PLC0415 - as above

    if register is not None:
        with suppress(RegisterError):
            return with_origins(report, path, register)
    return report


def _draw(path: Path) -> QImage:
    from fixative.codecs.thumbnail import thumbnail  # noqa: PLC0415 - brings the decoders along

    small = thumbnail(path, side=_SIDE)
    return QImage() if small is None else QImage.fromData(small.data)
