from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from ordinary import ordinary_user
from program import fixative, lines
from typer.testing import CliRunner

from fixative.cli.main import app
from fixative.secret import ENVIRONMENT


def _findings(text: str) -> dict[str, list[tuple[object, str]]]:
    found: dict[str, list[tuple[object, str]]] = {}
    for line in lines(text):
        if line["type"] == "finding":
            found.setdefault(str(line["topic"]), []).append((line["state"], str(line["message"])))
    return found


def test_a_machine_that_runs_the_tests_is_well():
    done = fixative("doctor", "--json", **{ENVIRONMENT: "a secret of mine"})

    found = _findings(done.stdout)
    assert done.returncode == 0
    assert lines(done.stdout)[-1] == {"schema": 1, "type": "summary", "troubles": 0}
    assert set(found) == {
        "program", "libraries", "codecs", "cloak", "secret", "identity", "exiftool", "display", "folders", "machine",
    }  # fmt: skip
    assert "environment" in found["secret"][0][1]
    assert "a secret of mine" not in done.stdout
    assert str(Path.home()) not in done.stdout


def test_people_get_a_line_for_each_finding():
    done = fixative("doctor")

    states = [line.split()[0] for line in done.stdout.splitlines()]
    assert set(states) <= {"ok", "note"}
    assert len(states) == len(fixative("doctor", "--json").stdout.splitlines()) - 1
    assert done.stderr == ""


@pytest.mark.parametrize(("told", "state"), [("12.40", "note"), ("13.59", "ok"), ("rubbish", "trouble")])
def test_an_old_exiftool_is_told(told: str, state: str, tmp_path: Path):
    if sys.platform == "win32":
        pytest.skip("the stand-in is a script of a shell")
    program = tmp_path / "exiftool"
    program.write_text(f"#!/bin/sh\necho {told}\n")
    program.chmod(stat.S_IRWXU)

    done = fixative("doctor", "--json", PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    assert [found for found, _ in _findings(done.stdout)["exiftool"]] == [state]
    assert done.returncode == (1 if state == "trouble" else 0)


def test_no_display_is_no_trouble():
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always one")
    without = fixative("doctor", "--json", DISPLAY="", WAYLAND_DISPLAY="")
    beside = fixative("doctor", "--json", DISPLAY=":0")

    assert [state for state, _ in _findings(without.stdout)["display"]] == ["note"]
    assert [state for state, _ in _findings(beside.stdout)["display"]] == ["ok"]
    assert without.returncode == 0


def test_a_secret_that_cannot_be_read_is_trouble(tmp_path: Path):
    kept = tmp_path / "fixative" / "secret.toml"
    kept.parent.mkdir(mode=0o700)
    kept.write_text("no toml at all [")
    kept.chmod(0o600)

    done = fixative("doctor", "--json", XDG_DATA_HOME=str(tmp_path), **{ENVIRONMENT: ""})

    assert _findings(done.stdout)["secret"][0][0] == "trouble"
    assert done.returncode == 1


def test_a_folder_that_may_not_be_written_to_is_trouble(monkeypatch):
    CliRunner().invoke(app, ["doctor"])  # all is loaded now, which the ordinary user may not be allowed to

    with ordinary_user() as folder:
        folder.chmod(0o500)
        monkeypatch.chdir(folder)
        done = CliRunner().invoke(app, ["doctor", "--json"])

    assert [state for state, said in _findings(done.stdout)["folders"] if "current" in said] == ["trouble"]
    assert done.exit_code == 1
