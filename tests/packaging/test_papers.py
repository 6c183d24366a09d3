import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from fixative.rights.statement import AIPolicy
from fixative.site import Part

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("GPL-3.0-or-later", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("AGPL-3.0-only", True),
        ("GPL-2.0-only OR GPL-3.0-only", True),
    ],
)
def test_the_gpl_alone_is_refused(licence, refused):
    script = runpy.run_path(str(ROOT / "packaging" / "third_party.py"))
    assert script["gpl_only"](licence) is refused


def test_third_party_names_every_dependency():
    script = runpy.run_path(str(ROOT / "packaging" / "third_party.py"))
    paper = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    named = {row.replace("_", "-").lower() for row in re.findall(r"^\| ([\w.-]+) \| \d", paper, re.MULTILINE)}
    # Only what is asked for itself: what that asks for in turn differs with its version.
    asked = {re.match(r"[\w-]+", line).group() for line in script["asked"]()}
    assert asked <= named
    assert asked <= script["run_time"]()
    assert not {"torch", "pytest", "piexif", "pyexiv2"} & named


def test_without_a_screen_the_samples_are_protected(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    command = [sys.executable, str(ROOT / "packaging" / "run.py")]
    for _ in range(2):  # the second time over the first's results
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert str(tmp_path / "protected-samples") in done.stdout
        assert "prohibit-ai-training" in done.stdout
        assert {path.name for path in tmp_path.rglob("*.*")} == {"lake.jpg", "pears.jpg", "shell.png"}


def test_the_page_on_the_site_kit_knows_every_file_and_policy():
    page = (ROOT / "docs" / "site-kit.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in (*Part, *AIPolicy))


def test_figures_that_are_published_name_no_machine():
    for path in (ROOT / "benchmarks" / "results").glob("*.*"):
        text = path.read_text("utf-8")
        assert not re.search(r"/(home|root|work|tmp|Users)/", text), path.name
        if path.suffix == ".json":
            json.loads(text)
