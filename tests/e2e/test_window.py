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

from fixative.recipe import Destination, Recipe

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
            "XDG_STATE_HOME": str(self._home / "state"),
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
    """Protect pictures, each into the folder beside it."""
    protect_into(screen, window, [result_of(path) for path in pictures])


def protect_into(screen: Screen, window: subprocess.Popen[bytes], wanted: list[Path]) -> None:
    """Press the key for it, again should it have come too early, until the results are there and the work is over."""
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


def open_window(screen: Screen, *arguments: str) -> subprocess.Popen[bytes]:
    """Open the window, and put it where there is room beside it."""
    window = screen.start(sys.executable, "-m", "fixative_app", *arguments)
    fixative = screen.window("Fixative")
    screen.hand("windowmove", "--sync", fixative, 300, 40, "windowsize", "--sync", fixative, 1050, 800)
    return window


def drag_in(screen: Screen, *paths: Path) -> None:
    """Drag files out of another program into the window."""
    source = Path(__file__).with_name("drag_source.py")
    screen.start(sys.executable, str(source), *map(str, paths))
    handle = screen.window("Drag source")
    screen.hand("windowmove", "--sync", handle, 20, 40, "windowraise", handle)
    time.sleep(0.5)
    screen.drag((80, 110), (800, 450))


def test_files_are_dragged_in_and_protected(screen, pictures):
    originals = [path.read_bytes() for path in pictures]
    window = open_window(screen)
    drag_in(screen, pictures[0], pictures[1], pictures[2].parent)
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


def choose(screen: Screen, recipe: Recipe) -> None:
    """Let the window find a recipe of the last time."""
    folder = screen._home / "config" / "fixative"
    folder.mkdir(parents=True)
    (folder / "recipe.toml").write_text(recipe.to_toml(), "utf-8")


def test_a_folder_is_dragged_in_and_its_tree_is_kept(screen, pictures, tmp_path):
    choose(screen, Recipe(destination=Destination(folder=str(tmp_path / "out"))))
    window = open_window(screen)
    root = pictures[0].parent
    drag_in(screen, root)
    wanted = [tmp_path / "out" / path.relative_to(root) for path in pictures]
    protect_into(screen, window, wanted)
    leave(screen, window)
    assert sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file()) == sorted(wanted)
    for tags in read_tags(*wanted):
        assert str(tags["XMP-plus:DataMining"]).startswith("Prohibited")


def test_a_window_that_is_killed_goes_on_where_it_was(screen, pictures):
    folder = pictures[0].parent / "many"
    folder.mkdir()
    many = [Path(shutil.copy(pictures[0], folder / f"{number:02}.jpg")) for number in range(40)]
    window = open_window(screen, str(folder))
    end = time.monotonic() + PATIENCE
    while not (folder / "protected").exists() and time.monotonic() < end:
        screen.hand("windowactivate", "--sync", screen.window("Fixative"), "key", "ctrl+Return")
        time.sleep(1)
    wait_until(lambda: len(list(folder.glob("protected/*.jpg"))) > 2, "some pictures were done")
    children = children_of(window.pid)
    window.kill()
    window.wait()
    wait_until(lambda: not any(child.exists() for child in children), "the workers were gone, too")
    done = {path: path.stat().st_mtime_ns for path in folder.glob("protected/*.jpg")}
    assert 0 < len(done) < len(many)

    again = open_window(screen)
    time.sleep(1)
    screen.hand("windowactivate", "--sync", screen.window("Fixative"), "key", "ctrl+shift+t")
    time.sleep(1)
    protect(screen, again, many)
    leave(screen, again)
    # Each once, nothing half, and what was done is what it was.
    assert sorted(path.name for path in (folder / "protected").iterdir()) == [path.name for path in many]
    assert {path: path.stat().st_mtime_ns for path in done} == done


def test_closing_while_running_leaves_nothing_behind(screen, pictures):
    folder = pictures[0].parent / "many"
    folder.mkdir()
    for number in range(60):
        shutil.copy(pictures[0], folder / f"{number:02}.jpg")
    window = open_window(screen, str(folder))
    end = time.monotonic() + PATIENCE
    while not (folder / "protected").exists() and time.monotonic() < end:
        screen.hand("windowactivate", "--sync", screen.window("Fixative"), "key", "ctrl+Return")
        time.sleep(1)
    children = children_of(window.pid)
    screen.hand("windowactivate", "--sync", screen.window("Fixative"), "key", "ctrl+q")
    question = screen.window("Still protecting.*")
    # From the answer that keeps going to the one that stops.
    screen.hand("windowactivate", "--sync", question, "key", "Tab", "sleep", "0.2", "key", "space")
    assert window.wait(PATIENCE) == 0
    wait_until(lambda: not any(child.exists() for child in children), "every process was gone")
    results = list((folder / "protected").iterdir())
    assert all(path.suffix == ".jpg" and not path.name.startswith(".") for path in results)
    assert 0 < len(results) < 60
    assert all("XMP-plus:DataMining" in tags for tags in read_tags(*results))
