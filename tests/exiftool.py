"""exiftool as an independent reader of what was written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

_VENDORED = Path(".tools/node_modules/exiftool-vendored.pl/bin/exiftool")
_ROOT = Path(__file__).parents[1]
_OLDEST = (12, 67)  # older ones drop plus:DataMining in silence


def _version(command: list[str]) -> tuple[int, ...]:
    answer = subprocess.run([*command, "-ver"], capture_output=True, text=True, check=False).stdout.strip()
    return tuple(int(part) for part in answer.split(".")) if answer else (0,)


@cache
def exiftool_command() -> list[str] | None:
    """Give what starts one that is new enough; None where there is none."""
    candidates = []
    perl = shutil.which("perl")
    if perl and (_ROOT / _VENDORED).exists():
        candidates.append([perl, str(_ROOT / _VENDORED)])
    installed = shutil.which("exiftool")
    if installed:
        candidates.append([installed])
    return next((command for command in candidates if _version(command) >= _OLDEST), None)


def read_tags(*paths: Path) -> list[dict[str, object]]:
    """Read every tag of files, by group and name; without exiftool the test is skipped, and fails in CI."""
    command = exiftool_command()
    if command is None:
        reason = f"needs exiftool {'.'.join(map(str, _OLDEST))} or later (`make test` installs one)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    options = ["-j", "-G1", "-a", "-struct", "-x", "File:all", "-x", "ExifTool:ExifToolVersion"]
    answer = subprocess.run([*command, *options, *map(str, paths)], capture_output=True, text=True, check=False)
    return json.loads(answer.stdout)
