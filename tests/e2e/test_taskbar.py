"""How far a run is, as a desktop hears it: over a bus of its own, with a listener that is not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap

import pytest

NEEDED = ("dbus-run-session", "dbus-monitor")
MISSING = [program for program in NEEDED if shutil.which(program) is None]

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

PROGRAM = """
import subprocess
from PySide6.QtWidgets import QApplication, QWidget
from fixative_app.announcer import Announcer
from fixative_app.pace import Pace

monitor = subprocess.Popen(["dbus-monitor", "--session"], stdout=subprocess.PIPE, text=True)
# It says so once it hears.
monitor.stdout.readline()
application = QApplication([])
announcer = Announcer(QWidget())
announcer.show_pace(Pace(total=4, ended=1))
announcer.announce(Pace(total=4, ended=4, done=4))
for line in monitor.stdout:
    print(line, end="", flush=True)
    if "boolean false" in line:
        break
monitor.terminate()
monitor.wait()
"""


def test_the_task_bar_hears_how_far_a_run_is():
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(PROGRAM)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    heard = done.stdout[done.stdout.index("interface=com.canonical.Unity.LauncherEntry; member=Update") :]
    assert "application://fixative.desktop" in heard
    assert "double 0.25" in heard
    assert heard.index("boolean true") < heard.index("boolean false")
