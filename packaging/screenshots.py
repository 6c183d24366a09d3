"""Make the screenshots of the window, of each state, light and dark, English and German, at once and twice the density.

    python packaging/screenshots.py                     those of the guide, into docs/guide/images
    python packaging/screenshots.py --all --to FOLDER   every state in every way there is
    python packaging/screenshots.py --language de [--dark] [--scale 2] [--to FOLDER] [--states NAME ...]

Needs no screen: Qt's offscreen one is used unless QT_QPA_PLATFORM names another.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import astuple
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from fixative_app.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "assets" / "fixative_assets" / "samples"
GUIDE = ROOT / "docs" / "guide" / "images"
IN_THE_GUIDE = (
    "empty",
    "queue",
    "compare",
    "loupe",
    "platform",
    "recipe",
    "selected",
    "failed",
    "inspect",
    "opt-out",
)
KINDS = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".avif", ".gif"}
SIZE = (1280, 800)
PATIENCE = 300_000
SETTLING = 700
COLOURS = 256


def main() -> int:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, default=SAMPLES)
    parser.add_argument("--to", type=Path, default=GUIDE)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--scale", type=int, choices=(1, 2))
    parser.add_argument("--language", choices=("en", "de"))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--states", nargs="+", default=[])
    chosen = parser.parse_args()
    if chosen.all:
        for language, scale, dark in product(("en", "de"), (1, 2), (False, True)):
            _again(chosen, language, scale, dark=dark, states=())
    elif chosen.language is None and chosen.scale is None and not chosen.dark:
        for language in ("en", "de"):
            _again(chosen, language, 1, dark=False, states=chosen.states or IN_THE_GUIDE)
        _again(chosen, "en", 1, dark=True, states=chosen.states or ("compare",))
    else:
        _make(chosen)
    return 0


def _again(chosen: argparse.Namespace, language: str, scale: int, *, dark: bool, states: tuple[str, ...]) -> None:
    """Make those of one kind in a process of their own: a program has one language and one scale."""
    command = [sys.executable, __file__, "--pictures", str(chosen.pictures), "--to", str(chosen.to)]
    command += ["--language", language, "--scale", str(scale), *(["--dark"] if dark else [])]
    command += ["--states", *states] if states else []
    subprocess.run(command, check=True)  # noqa: S603 - ourselves


def _make(chosen: argparse.Namespace) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale or 1)
    chosen.to.mkdir(parents=True, exist_ok=True)
    # Not before the scale is set: Qt reads it when it is loaded.
    from fixative_app.main import make_application  # noqa: PLC0415

    application = make_application(["screenshots"])
    ending = f"{chosen.language or 'en'}-{'dark' if chosen.dark else 'light'}{'@2x' if chosen.scale == 2 else ''}.png"  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The register, the journal and the secret are not those of whoever makes the screenshots; nor is the home.
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind)
        os.environ["HOME"] = str(folder)
        window = _open(application, folder, dark=chosen.dark, language=chosen.language or "en")
        for state, widget in _states(window, folder, chosen.pictures):
            if not chosen.states or state in chosen.states:
                _keep(widget, chosen.to / f"{state}-{ending}", at_once=state == "running")
        window.close()


def _open(application: QApplication, folder: Path, *, dark: bool, language: str) -> MainWindow:
    from PySide6.QtGui import QCursor  # noqa: PLC0415

    from fixative_app.language import Language  # noqa: PLC0415
    from fixative_app.main import open_window  # noqa: PLC0415
    from fixative_app.settings import Settings  # noqa: PLC0415
    from fixative_app.theme import Appearance  # noqa: PLC0415

    settings = Settings(folder / "config")
    settings.appearance = Appearance.DARK if dark else Appearance.LIGHT
    settings.language = Language(language)
    settings.deleteLater()
    QCursor.setPos(*SIZE)  # out of the way: nothing is to look as if the pointer were over it
    window = open_window(application, folder / "config")
    window.resize(*SIZE)
    return window


def _states(window: MainWindow, folder: Path, pictures: Path) -> Iterator[tuple[str, QWidget]]:
    """Bring the window into one state after the other."""
    from fixative_app.controller import Phase  # noqa: PLC0415
    from fixative_app.queue_model import Stage  # noqa: PLC0415
    from fixative_app.top_bar import Place  # noqa: PLC0415

    controller, queue = window.controller, window.queue
    yield "empty", window
    shown = list(_copies(pictures, folder / "Pictures"))
    window.drops.veil.lift()
    yield "drop", window
    window.drops.veil.hide()
    window.add(shown)
    _wait_until(lambda: controller.model.rowCount() == len(shown))
    window.recipe.owner.setText("Ada Painter")
    window.recipe.owner.textEdited.emit("Ada Painter")
    _wait_until(lambda: window.compare.pair.moved is not None)
    yield "queue", window
    controller.protect()
    _wait_until(lambda: controller.pace.ended > 0 or any(row.stage is Stage.WORKING for row in controller.model.rows))
    yield "running", window
    _wait_until(lambda: controller.phase is Phase.IDLE)
    rows = [row for row in controller.model.rows if row.done]
    _wait_until(lambda: all(window.pane.facts.moved(row) is not None for row in rows))
    window.run_end.dismiss.click()
    queue.setCurrentIndex(queue.order.index(0))
    _wait_until(lambda: window.compare.pair.moved is not None)
    yield "compare", window
    yield from _looks(window)
    yield from _recipes(window)
    queue.setCurrentIndex(queue.order.index(len(shown) - 1))
    window.run_end.show_end(controller.model.rows, controller.notes)
    yield "failed", window
    window.places.go_to(Place.INSPECT)
    yield "inspect-empty", window
    window.inspect.look_at([folder / "Pictures"])
    _wait_until(lambda: window.inspect.model.rowCount() > len(shown))
    window.inspect.list.setCurrentIndex(window.inspect.model.index(window.inspect.model.rowCount() - 1))
    yield "inspect", window
    for slug in ("pinterest", "instagram"):
        window.optout.platforms[slug].setChecked(True)
    window.places.go_to(Place.OPT_OUT)
    yield "opt-out", window
    yield from _dialogs(window)


def _looks(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    from PySide6.QtCore import QPointF  # noqa: PLC0415

    from fixative_app.looks import Look  # noqa: PLC0415

    compare, looks = window.compare, window.compare.actions_for.looks
    canvas, pair = compare.canvas, compare.pair
    canvas.actual_size()
    yield "actual-size", window
    canvas.fit()
    canvas.take_loupe(out=True)
    canvas.loupe.look_at(QPointF(0.42 * canvas.width(), 0.3 * canvas.height()))
    yield "loupe", window
    canvas.take_loupe(out=False)
    canvas.actual_size()
    looks[Look.DIFFERENCE].trigger()
    _wait_until(lambda: pair.difference is not None)
    yield "difference", window
    looks[Look.ENCODER].trigger()
    _wait_until(lambda: pair.sights is not None and pair.sights.changed is not None)
    yield "encoder", window
    canvas.fit()
    looks[Look.PLATFORM].trigger()
    _wait_until(lambda: pair.afar is not None)
    yield "platform", window
    looks[Look.PICTURE].trigger()
    canvas.fit()


def _recipes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    panel = window.recipe
    panel.fit.menu.aboutToShow.emit()
    for slug in ("pinterest", "instagram"):
        panel.fit.platforms[slug].trigger()
    panel.more.click()
    _wait(SETTLING)
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum())
    _wait_until(lambda: window.compare.pair.preview is not None)
    yield "recipe", window
    panel.more.click()
    panel.fit.none.trigger()
    panel.verticalScrollBar().setValue(0)
    window.queue.setCurrentIndex(window.queue.order.index(1))
    panel.choose_for_selected()
    panel.preset.buttons[0].click()
    window.queue.setFocus()
    _wait_until(lambda: window.compare.pair.moved is not None)
    yield "selected", window
    window.edits.stack.undo()
    panel.scope.buttons[0].click()


def _dialogs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    from PySide6.QtWidgets import QDialog  # noqa: PLC0415

    from fixative_app.limits_dialog import LimitsDialog  # noqa: PLC0415

    openers = {
        "keys": window.help.keys.trigger,
        "guide": window.help.guide.trigger,
        "about": window.help.about.trigger,
        "limits": lambda: LimitsDialog(window).open(),
        "log": window.actions_for.save_log.trigger,
    }
    for state, opened in openers.items():
        opened()
        dialog = next(child for child in window.findChildren(QDialog) if child.isVisible())
        yield state, dialog
        dialog.reject()
        _wait(0)


def _keep(widget: QWidget, path: Path, *, at_once: bool) -> None:
    if not at_once:
        _wait(SETTLING)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.png")
        widget.grab().save(str(whole))
        with Image.open(whole) as picture:
            _in_few_colours(picture.convert("RGB")).save(path, optimize=True)
    print(path)


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """Give a picture a palette, which is a third of the size; dithered, as what is in our pictures would band."""
    from fixative_app.tones import DARK, LIGHT  # noqa: PLC0415

    # The window's own colours go first: of a painting there are many more pixels than of a word in red.
    tones = [value for palette in (LIGHT, DARK) for value in astuple(palette) if value.startswith("#")]
    side = max(picture.width // len(tones), 1)
    sample = Image.new("RGB", (picture.width, picture.height + 4 * side))
    sample.paste(picture, (0, 0))
    for place, tone in enumerate(tones):
        sample.paste(tone, (place * side, picture.height, (place + 1) * side, sample.height))
    palette = sample.quantize(COLOURS, kmeans=2)
    return picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)


def _copies(pictures: Path, folder: Path) -> Iterator[Path]:
    """Copy the pictures to where their results may lie beside them, and add one that breaks off."""
    folder.mkdir()
    found = sorted(path for path in pictures.iterdir() if path.suffix.lower() in KINDS)
    for path in found:
        yield Path(shutil.copy(path, folder))
    broken = folder / f"half a download{found[0].suffix}"
    whole = found[0].read_bytes()
    broken.write_bytes(whole[: len(whole) // 3])
    yield broken


def _wait(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(PATIENCE // 50):
        if holds():
            return
        _wait(50)
    raise TimeoutError("the window did not get there")


if __name__ == "__main__":
    sys.exit(main())
