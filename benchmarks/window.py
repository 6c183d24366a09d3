"""The window with ten thousand pictures, how soon it can be used, and how soon a preview follows a control.

Drawn on Qt's offscreen screen, so that what is measured is the program and not a graphics card. A frame is what the
event loop does between two strikes of a clock that strikes every few milliseconds: the longest of them is how long
the window did not answer.

    python benchmarks/window.py
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from machine import RESULTS, publish
from speed import draw

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from fixative_app.window import MainWindow

ROWS_GOAL = 1.0
FRAME_GOAL = 0.050
MEMORY_GOAL = 500.0
START_GOAL = 1.5
CROP_GOAL = 0.150
WHOLE_GOAL = 1.5
_SIDE = 64
_STARTS = 5
_STEPS = 120
_SETTLING = 1.0
_TICK = 4
"""Milliseconds. A clock that never rests would take the time from the threads that are measured, too."""
_SEARCHES = ("7", "77", "7", "", "x", "")
_LARGE = (4000, 3000)
"""Pixels of the picture that is previewed: 12 megapixels."""
_CHANGES = (2, 0, 1, 2, 0, 1)
"""Presets that are chosen one after the other, by their places."""

_START = """
import sys, time

def main():
    begun = time.perf_counter()
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from fixative_app.main import make_application, open_window
    application = make_application(["window"])
    window = open_window(application, Path(sys.argv[1]))

    def shown():
        window.repaint()
        print(time.perf_counter() - begun)
        window.close()

    QTimer.singleShot(0, shown)
    application.exec()

main()
"""


class Frames:
    """Watches how long the event loop is away."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415

        self.longest = 0.0
        self._last = time.perf_counter()
        self._clock = QTimer(interval=_TICK)
        self._clock.timeout.connect(self._strike)
        self._clock.start()

    def _strike(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def begin(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, time.perf_counter()


def main() -> None:
    """Measure and write benchmarks/results/window.json and window.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Neither recipes nor a journal, nor thumbnails, of whoever measures.
        for kind in ("CONFIG", "STATE", "DATA", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
        starts = [_start(folder / "start") for _ in range(_STARTS)]
        from fixative_app.main import make_application  # noqa: PLC0415

        application = make_application(["window"])
        pictures = _pictures(folder / "pictures", given.pictures)
        measured = _measure(application, pictures, folder / "window", given.pictures)
        measured |= _previews(application, folder / "large.jpg", folder / "preview")
    data = {"pictures": given.pictures, "starts": starts, **measured}
    publish(given.out, "window", data, _table(given.pictures, starts, measured))


def _start(folder: Path) -> float:
    command = [sys.executable, "-c", _START, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _pictures(folder: Path, count: int) -> Path:
    folder.mkdir()
    first = folder / "00000.jpg"
    draw(first, _SIDE, _SIDE)
    for number in range(1, count):
        shutil.copy(first, folder / f"{number:05}.jpg")
    return folder


def _measure(application: QApplication, pictures: Path, settings: Path, count: int) -> dict[str, float]:
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415

    from fixative_app.main import open_window  # noqa: PLC0415
    from fixative_app.queue_model import Group  # noqa: PLC0415
    from fixative_app.queue_order import Order  # noqa: PLC0415

    window = open_window(application, settings)
    frames = Frames()
    _turn(_SETTLING)
    frames.begin()
    begun = time.perf_counter()
    there = QEventLoop()
    window.controller.model.rowsInserted.connect(there.quit)
    window.add([pictures])
    there.exec()
    measured = {"rows": time.perf_counter() - begun}
    if window.controller.model.rowCount() != count:
        raise SystemExit("not every picture has its row")
    _turn(_SETTLING)
    measured["frame while adding"] = frames.longest
    order, view = window.queue.order, window.queue
    groups = (*Group, Group.ALL)
    steps: dict[str, list[Callable[[], object]]] = {
        "frame while sorting": [lambda by=by: setattr(order, "order", by) for by in (*Order, Order.ADDED)],
        "frame while filtering": [
            lambda text=text: setattr(order, "text", text) for text in ("7", "77", "7", "", "x", "")
        ],
        "frame while choosing a group": [lambda group=group: setattr(order, "group", group) for group in groups],
        "frame while scrolling": [lambda place=place: _scroll(window, place / _STEPS) for place in range(_STEPS)],
        "frame while selecting all": [view.selectAll, view.clearSelection],
        "frame while removing and undoing": [
            lambda: window.edits.remove([row.source for row in window.controller.model.rows[::2]]),
            window.edits.stack.undo,
        ],
    }
    for name, todo in steps.items():
        _turn(_SETTLING)
        frames.begin()
        for step in todo:
            step()
            _turn(0.02 if "scrolling" in name else 0.3)
        measured[name] = frames.longest
    measured["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    window.close()
    return measured


def _previews(application: QApplication, picture: Path, settings: Path) -> dict[str, float]:
    """Change the preset of a large picture at 100 %, and wait for what is in view, and for all of it."""
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415

    from fixative_app.main import open_window  # noqa: PLC0415

    draw(picture, *_LARGE)
    window = open_window(application, settings)
    pair = window.compare.pair
    window.add([picture])

    def wait_until(holds: Callable[[], bool]) -> None:
        loop = QEventLoop()

        def look() -> None:
            if holds():
                # What has come is on the screen, too.
                window.repaint()
                loop.quit()

        pair.changed.connect(look)
        loop.exec()
        pair.changed.disconnect(look)

    wait_until(lambda: pair.preview is not None)
    window.compare.canvas.actual_size()
    crops, wholes = [], []
    for place in _CHANGES:
        _turn(_SETTLING)
        before = pair.preview
        begun = time.perf_counter()
        window.recipe.preset.buttons[place].click()
        wait_until(lambda: pair.patch is not None)
        crops.append(time.perf_counter() - begun)
        wait_until(lambda before=before: pair.patch is None and pair.preview is not before)
        wholes.append(time.perf_counter() - begun)
    window.close()
    return {"crop": median(crops), "whole": median(wholes)}


def _scroll(window: MainWindow, share: float) -> None:
    bar = window.queue.verticalScrollBar()
    bar.setValue(round(share * bar.maximum()))


def _turn(seconds: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415

    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _table(count: int, starts: list[float], measured: dict[str, float]) -> str:
    def line(name: str, value: float, goal: float, unit: str, places: int) -> str:
        met = "met" if value <= goal else "missed"
        return f"| {name} | {value:.{places}f} {unit} | {goal:.{places}f} {unit} | {met} |"

    frames = {name: value for name, value in measured.items() if name.startswith("frame")}
    return "\n".join(
        [
            "# The window",
            "",
            f"{count:,} pictures of {_SIDE} x {_SIDE} pixels in one folder, offscreen. A frame is the longest time",
            f"that the event loop was away. The preview is of {_LARGE[0]} x {_LARGE[1]} pixels at 100 %: medians of",
            f"{len(_CHANGES)} changes. Memory is that of the queue.",
            "",
            "| | measured | goal | |",
            "| --- | --: | --: | --- |",
            line("start to usable window, warm, median", median(starts), START_GOAL, "s", 2),
            line("rows are there", measured["rows"], ROWS_GOAL, "s", 2),
            *(line(f"longest {name}", 1000 * value, 1000 * FRAME_GOAL, "ms", 0) for name, value in frames.items()),
            line("preview: what is in view, after another preset", 1000 * measured["crop"], 1000 * CROP_GOAL, "ms", 0),
            line("preview: all of 12 megapixels", measured["whole"], WHOLE_GOAL, "s", 2),
            line("memory at its highest", measured["megabytes"], MEMORY_GOAL, "MB", 0),
        ]
    )


if __name__ == "__main__":
    main()
