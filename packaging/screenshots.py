"""Make the screenshots of the window, of each state, light and dark, from the sample pictures.

    python packaging/screenshots.py [--pictures FOLDER] [--to FOLDER] [--scale 2] [--language de]

Needs no screen: Qt's offscreen one is used unless QT_QPA_PLATFORM names another.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from fixative_app.window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "assets" / "fixative_assets" / "samples"
KINDS = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".avif", ".gif"}
SIZE = (1280, 800)
PATIENCE = 120_000
SETTLING = 700


def main() -> int:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, default=SAMPLES)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--language", default="en")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale)
    chosen.to.mkdir(parents=True, exist_ok=True)

    # Not before the scale is set: Qt reads it when it is loaded.
    from fixative_app.main import make_application  # noqa: PLC0415

    application = make_application(["screenshots"])
    for dark in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            # The register, the journal and the secret are not those of whoever makes the screenshots.
            for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
                os.environ[f"XDG_{kind}_HOME"] = str(Path(folder, kind))
            _shoot(application, Path(folder), chosen.pictures, chosen.to, dark=dark, language=chosen.language)
    return 0


def _shoot(application: QApplication, folder: Path, pictures: Path, to: Path, *, dark: bool, language: str) -> None:
    from PySide6.QtGui import QCursor  # noqa: PLC0415

    from fixative_app.controller import Phase  # noqa: PLC0415
    from fixative_app.language import Language  # noqa: PLC0415
    from fixative_app.main import open_window  # noqa: PLC0415
    from fixative_app.paper_dialog import PaperDialog  # noqa: PLC0415
    from fixative_app.settings import Settings  # noqa: PLC0415
    from fixative_app.theme import Appearance  # noqa: PLC0415
    from fixative_app.top_bar import Place  # noqa: PLC0415

    settings = Settings(folder / "config")
    settings.appearance = Appearance.DARK if dark else Appearance.LIGHT
    settings.language = Language(language)
    settings.deleteLater()
    QCursor.setPos(*SIZE)  # out of the way: nothing is to look as if the pointer were over it
    window = open_window(application, folder / "config")
    window.resize(*SIZE)
    _wait(SETTLING)

    def keep(state: str) -> None:
        _wait(SETTLING)
        name = f"window-{state}-{'dark' if dark else 'light'}.png"
        # A palette of 256 colours is a quarter of the size, but bands: the pictures are what is to be seen.
        window.grab().save(str(to / name))
        print(to / name)

    keep("empty")
    shown = list(_copies(pictures, folder / "Pictures"))
    window.add(shown)
    _wait_until(lambda: window.controller.model.rowCount() == len(shown))
    keep("queue")
    window.controller.protect()
    _wait_until(lambda: window.controller.pace.ended > 0)
    window.grab().save(str(to / f"window-running-{'dark' if dark else 'light'}.png"))
    _wait_until(lambda: window.controller.phase is Phase.IDLE)
    keep("compare")
    with _closer(window):
        keep("actual-size")
    window.queue.setCurrentIndex(window.queue.order.index(len(shown) - 1))
    keep("failed")
    window.places.go_to(Place.INSPECT)
    keep("inspect-empty")
    window.inspect.look_at([folder / "Pictures"])
    _wait_until(lambda: window.inspect.model.rowCount() > len(shown))
    window.inspect.list.setCurrentIndex(window.inspect.model.index(window.inspect.model.rowCount() - 1))
    keep("inspect")
    for slug in ("pinterest", "instagram"):
        window.optout.platforms[slug].setChecked(True)
    window.places.go_to(Place.OPT_OUT)
    keep("opt-out")
    window.help.keys.trigger()
    dialog = window.findChildren(PaperDialog)[0]
    _wait(SETTLING)
    dialog.grab().save(str(to / f"window-keys-{'dark' if dark else 'light'}.png"))
    dialog.reject()
    window.close()


@contextmanager
def _closer(window: MainWindow) -> Iterator[None]:
    window.compare.canvas.actual_size()
    yield
    window.compare.canvas.fit()


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
