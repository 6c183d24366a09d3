"""The real window on a real (virtual) screen: files dragged from another program, protected, read by exiftool."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from exiftool import read_tags
from PIL import Image

PATIENCE = 90.0
NEEDED = ("Xvfb", "openbox", "xdotool")
MISSING = [program for program in NEEDED if shutil.which(program) is None]

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} (`make test` installs them)"),
]


def wait_until(holds: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.1)


class Screen:
    """A virtual screen with a window manager, and a hand that moves the pointer on it."""

    def __init__(self, home: Path) -> None:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
        self._home = home
        self._log = (home / "screen.log").open("wb")
        self._programs = [subprocess.Popen(command, pass_fds=[writing], stdout=self._log, stderr=self._log)]
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.name = f":{pipe.readline().strip()}"
        self.start("openbox")

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "DISPLAY": self.name,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(self._home),
            "XDG_CONFIG_HOME": str(self._home / "config"),
            "XDG_RUNTIME_DIR": str(self._home),
        }
        environment.pop("WAYLAND_DISPLAY", None)
        program = subprocess.Popen(command, env=environment, stdout=self._log, stderr=self._log)
        self._programs.append(program)
        return program

    def hand(self, *arguments: object) -> str:
        command = ["xdotool", *map(str, arguments)]
        done = subprocess.run(
            command, env=os.environ | {"DISPLAY": self.name}, capture_output=True, text=True, check=False, timeout=30
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        found: list[str] = []

        def is_there() -> bool:
            found[:] = self.hand("search", "--onlyvisible", "--name", f"^{title}$").split()
            return bool(found)

        wait_until(is_there, f"the window {title!r} was there")
        return found[0]

    def drag(self, start: tuple[int, int], stop: tuple[int, int]) -> None:
        self.hand("mousemove", *start, "sleep", "0.2", "mousedown", 1, "sleep", "0.2")
        steps = 12
        for step in range(1, steps + 1):
            at = [round(a + (b - a) * step / steps) for a, b in zip(start, stop, strict=True)]
            self.hand("mousemove", *at, "sleep", "0.05")
        self.hand("sleep", "0.3", "mouseup", 1)

    def close(self) -> None:
        for program in reversed(self._programs):
            program.terminate()
            program.wait(10)
        self._log.close()


@pytest.fixture
def screen(tmp_path) -> Iterator[Screen]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    screen = Screen(home)
    yield screen
    screen.close()


@pytest.fixture
def pictures(tmp_path) -> list[Path]:
    across, down = np.meshgrid(np.linspace(40, 200, 640), np.linspace(30, 180, 480))
    folder = tmp_path / "pictures"
    (folder / "deeper").mkdir(parents=True)
    made = []
    for number, name in enumerate(["one.jpg", "two.png", "deeper/three.webp"]):
        noise = np.random.default_rng(number).normal(0, 14, (480, 640, 3))
        pixels = np.stack([across, down, 255 - across], axis=2) + noise
        made.append(folder / name)
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(made[-1], quality=90)
    return made


def result_of(path: Path) -> Path:
    return path.parent / "protected" / path.name


def children_of(process: int) -> list[Path]:
    children = Path(f"/proc/{process}/task/{process}/children")
    return [Path("/proc", child) for child in children.read_text().split()] if children.exists() else []


def protect(screen: Screen, window: subprocess.Popen[bytes], pictures: list[Path]) -> None:
    """Press the key for it, again should it have come too early, until the results are there and the work is over."""
    wanted = [result_of(path) for path in pictures]
    fixative = screen.window("Fixative")
    end = time.monotonic() + PATIENCE
    while not all(path.exists() for path in wanted) and time.monotonic() < end:
        screen.hand("windowactivate", "--sync", fixative, "key", "ctrl+Return")
        time.sleep(3)
    assert [path for path in wanted if not path.exists()] == []
    # Python's own tracker of shared resources stays as long as the window does.
    wait_until(lambda: len(children_of(window.pid)) <= 1, "the workers were gone")
    time.sleep(0.5)


def leave(screen: Screen, window: subprocess.Popen[bytes]) -> None:
    children = children_of(window.pid)
    screen.hand("windowactivate", "--sync", screen.window("Fixative"), "key", "ctrl+q")
    assert window.wait(PATIENCE) == 0
    wait_until(lambda: not any(child.exists() for child in children), "every process was gone")


def test_files_are_dragged_in_and_protected(screen, pictures):
    originals = [path.read_bytes() for path in pictures]
    window = screen.start(sys.executable, "-m", "fixative_app")
    fixative = screen.window("Fixative")
    screen.hand("windowmove", "--sync", fixative, 300, 40, "windowsize", "--sync", fixative, 1050, 800)
    source = Path(__file__).with_name("drag_source.py")
    screen.start(sys.executable, str(source), *map(str, [pictures[0], pictures[1], pictures[2].parent]))
    handle = screen.window("Drag source")
    screen.hand("windowmove", "--sync", handle, 20, 40, "windowraise", handle)
    time.sleep(0.5)

    screen.drag((80, 110), (800, 450))
    protect(screen, window, pictures)

    assert [path.read_bytes() for path in pictures] == originals
    assert_painted(screen)
    leave(screen, window)
    for tags in read_tags(*(result_of(path) for path in pictures)):
        assert str(tags["XMP-plus:DataMining"]).startswith("Prohibited")


def assert_painted(screen: Screen) -> None:
    if shutil.which("import") is None:
        return
    shot = screen._home / "shot.png"
    environment = os.environ | {"DISPLAY": screen.name}
    subprocess.run(["import", "-window", "root", str(shot)], env=environment, check=True, timeout=30)
    with Image.open(shot) as picture:
        colours = picture.convert("RGB").crop((320, 80, 1300, 800)).getcolors(2**20)
    assert colours is not None
    assert len(colours) > 200


def test_pictures_named_at_the_start_are_in_the_queue(screen, pictures):
    window = screen.start(sys.executable, "-m", "fixative_app", str(pictures[0].parent))
    protect(screen, window, pictures)
    leave(screen, window)
