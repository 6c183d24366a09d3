"""`fixative doctor`: what this machine has for Fixative, and what is wrong with it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from fixative.cli.report import printable, say, write_json
from fixative.errors import FixativeError
from fixative.messages import sentence

__all__ = ["doctor"]

_LIBRARIES = ("numpy", "opencv-python-headless", "pillow", "lxml")
_EXTRAS = {
    "PySide6_Essentials": "the window",
    "c2pa-python": "Content Credentials",
    "distributed": "many machines",
    "s3fs": "s3://",
}
_CODECS = {"jpg": "JPEG", "zlib": "PNG", "libtiff": "TIFF", "webp": "WebP", "avif": "AVIF"}
_EXIFTOOL = (12, 67)
"""Older ones drop ``plus:DataMining`` without a word."""
_LITTLE = 500 * 10**6
"""Bytes of free disk that a batch soon has filled."""
_PATIENCE = 10.0


class State(StrEnum):
    """How a thing is."""

    GOOD = "ok"
    NOTE = "note"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class _Finding:
    topic: str
    state: State
    said: str


def doctor(
    *, json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")] = False
) -> None:
    """Say what this machine has for Fixative, and what is wrong with it; ends with 1 where something is.

    Nothing is changed, and no secret is shown: the lines can go into a report.
    """
    troubles = 0
    for check in _CHECKS:
        for finding in _found(check):
            troubles += finding.state is State.TROUBLE
            if json:
                members = {"topic": finding.topic, "state": finding.state.value, "message": finding.said}
                write_json({"type": "finding", **members})
            else:
                say(f"{finding.state.value:<8}{finding.topic:<12}{printable(finding.said)}")
    if json:
        write_json({"type": "summary", "troubles": troubles})
    if troubles:
        raise typer.Exit(1)


def _found(check: Callable[[], Iterator[_Finding]]) -> Iterator[_Finding]:
    topic = check.__name__.removeprefix("_")
    try:
        yield from check()
    except FixativeError as error:
        yield _Finding(topic, State.TROUBLE, sentence(error.code, error.params))
    except Exception as error:  # noqa: BLE001 - whatever is broken on this machine is what was asked for
        yield _Finding(topic, State.TROUBLE, f"{type(error).__name__}: {error}")


def _program() -> Iterator[_Finding]:
    python = f"Python {platform.python_version()}, {platform.platform()}"
    yield _Finding("program", State.GOOD, f"Fixative {version('fixative')}, {python}")


def _libraries() -> Iterator[_Finding]:
    yield _Finding("libraries", State.GOOD, ", ".join(f"{name} {version(name)}" for name in _LIBRARIES))
    for name, use in _EXTRAS.items():
        there = _version(name)
        said = f"{name} {there}, for {use}" if there else f"{name} is not installed: without it, {use} cannot be used"
        yield _Finding("libraries", State.GOOD if there else State.NOTE, said)
    if _version("opencv-python"):
        said = "opencv-python is installed too, and brings a Qt that breaks the window. Uninstall it, then install "
        yield _Finding("libraries", State.TROUBLE, f"{said}opencv-python-headless anew")


def _codecs() -> Iterator[_Finding]:
    from PIL import features  # noqa: PLC0415 - few commands need it

    there = {name for code, name in _CODECS.items() if features.check(code)}
    yield _Finding("codecs", State.GOOD, f"{', '.join(name for name in _CODECS.values() if name in there)}, GIF")
    for name in _CODECS.values():
        if name not in there:
            yield _Finding("codecs", State.TROUBLE, f"This Pillow has no {name}. Install it from PyPI")


def _cloak() -> Iterator[_Finding]:
    from fixative.cloak.bank import load_bank  # noqa: PLC0415 - only here

    yield _Finding("cloak", State.GOOD, f"A bank of {len(load_bank().tiles)} tiles is there")


def _secret() -> Iterator[_Finding]:
    from fixative.secret import find  # noqa: PLC0415 - asks the keyring

    own = find()
    said = "None is kept yet: the first cloaked picture makes one"
    yield _Finding("secret", State.GOOD, f"{own.place.value} {own.fingerprint}" if own else said)


def _identity() -> Iterator[_Finding]:
    if _version("c2pa-python") is None:
        return
    from fixative.credentials import find  # noqa: PLC0415 - loads what signs

    identity = find()
    yield _Finding("identity", State.GOOD, "One is kept to sign with" if identity else "None is kept to sign with")


def _exiftool() -> Iterator[_Finding]:
    said = "It is not needed. To read tags with it, take 12.67 or later"
    found = shutil.which("exiftool")
    if found is None:
        yield _Finding("exiftool", State.GOOD, f"Not installed. {said}")
        return
    asked = [found, "-ver"]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=_PATIENCE, check=True)  # noqa: S603 - its own
    told = answer.stdout.strip()
    good = tuple(int(part) for part in told.split(".")[:2]) >= _EXIFTOOL
    yield _Finding("exiftool", State.GOOD if good else State.NOTE, told if good else f"{told} is old. {said}")


def _display() -> Iterator[_Finding]:
    shown = sys.platform in ("win32", "darwin") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if find_spec("PySide6") is None:
        return
    said = "The window can open" if shown else "There is none: the window cannot open, the command line works"
    yield _Finding("display", State.GOOD if shown else State.NOTE, said)


def _folders() -> Iterator[_Finding]:
    from platformdirs import user_config_path  # noqa: PLC0415 - only here

    settings = user_config_path("fixative", appauthor=False)
    for name, folder in (("settings", settings), ("temporary", Path(tempfile.gettempdir())), ("current", Path())):
        # Whose home it is, is no part of a report.
        shown = folder.absolute().as_posix().replace(Path.home().as_posix(), "~", 1)
        state, said = _looked_at(folder.absolute())
        yield _Finding("folders", state, f"{name}: {shown}, {said}")


def _looked_at(folder: Path) -> tuple[State, str]:
    try:
        there = next(each for each in (folder, *folder.parents) if each.is_dir())
        free = shutil.disk_usage(there).free
    except OSError as error:
        return State.TROUBLE, f"which cannot be looked at ({error.strerror})"
    said = f"{free / 10**9:.1f} GB free"
    if not os.access(there, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        return State.TROUBLE, f"{said}, and may not be written to"
    return (State.TROUBLE, f"{said}, which is little") if free < _LITTLE else (State.GOOD, said)


def _machine() -> Iterator[_Finding]:
    from fixative.batch.run import default_jobs  # noqa: PLC0415 - only here

    jobs = default_jobs()
    plural = "s" if jobs > 1 else ""
    yield _Finding(
        "machine", State.GOOD, f"{os.cpu_count()} cores; {jobs} picture{plural} at a time, by cores and memory"
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


_CHECKS = (
    _program,
    _libraries,
    _codecs,
    _cloak,
    _secret,
    _identity,
    _exiftool,
    _display,
    _folders,
    _machine,
)
