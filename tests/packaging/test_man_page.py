"""The manual page says all that the commands know of themselves."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from fixative.cli.main import app

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "man_page.py"


@pytest.fixture(scope="module")
def page() -> str:
    return subprocess.run([sys.executable, SCRIPT], capture_output=True, encoding="utf-8", check=True).stdout


def commands(group: object, name: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for word, command in group.commands.items():
        below = commands(command, f"{name} {word}") if hasattr(command, "commands") else {}
        found |= {f"{name} {word}": command, **below}
    return found


def test_every_command_and_option_is_there(page: str):
    plain = page.replace("\\-", "-")
    for name, command in commands(typer.main.get_command(app), "fixative").items():
        section = plain.partition(f'.SS "{name}"\n')[2].partition(".SS ")[0]
        assert section, name
        options = [word for each in command.params for word in each.opts if word.startswith("--")]
        assert all(option in section for option in options if option not in ("--help", "--version")), name


def test_no_line_is_taken_for_a_request_that_is_none(page: str):
    requests = {".TH", ".SH", ".SS", ".PP", ".TP", ".B"}
    assert {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))} <= requests


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_say(page: str):
    done = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-Tutf8"], input=page, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
