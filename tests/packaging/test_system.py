import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "system.sh"
EXIFTOOL = ".tools/node_modules/exiftool-vendored.pl/package.json"

pytestmark = pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="needs bash")


class Machine:
    """A machine that has what it is given, and writes down what is asked of it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        (folder / "packaging").mkdir()
        shutil.copy(SCRIPT, folder / "packaging")
        for name in ("bash", "dirname", "env", "sed", "mktemp", "rm", "tail", "id"):
            (self.bin / name).symlink_to(shutil.which(name))
        self.have("apt-get", f'echo "$*" >> "{folder}/asked"')

    def have(self, name: str, script: str = "") -> None:
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!{shutil.which('bash')}\n{script}\n")
        path.chmod(0o755)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(self.folder / "packaging" / "system.sh"), *arguments]
        return subprocess.run(command, env={"PATH": str(self.bin)}, capture_output=True, text=True, check=False)

    @property
    def asked(self) -> list[str]:
        path = self.folder / "asked"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path):
    """Everything is there."""
    machine = Machine(tmp_path)
    machine.have("dpkg-query", "printf 'ii '")
    machine.have("id", "echo 0")
    for name in ("Xvfb", "openbox", "xdotool", "import", "perl", "npm"):
        machine.have(name)
    package = tmp_path / EXIFTOOL
    package.parent.mkdir(parents=True)
    package.write_text('{\n  "name": "exiftool-vendored.pl",\n  "version": "13.59.3",\n  "version": "else"\n}\n')
    return machine


def test_nothing_is_installed_where_nothing_is_missing(machine):
    done = machine.run("test")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.asked == []


def test_only_what_is_missing_is_installed(machine):
    (machine.bin / "xdotool").unlink()
    machine.have("dpkg-query", '[[ "$*" == *libegl1* ]] || printf "ii "')
    done = machine.run("test")
    assert done.returncode == 0, done.stderr
    assert machine.asked == ["install -qq -y --no-install-recommends libegl1 xdotool"]


def test_the_list_of_packages_is_fetched_once_where_the_old_one_does_not_do(machine):
    (machine.bin / "xdotool").unlink()
    log = machine.folder / "asked"
    machine.have("apt-get", f'echo "$1" >> "{log}"; [[ $1 = update ]] || [[ $(sed -n "/update/p" "{log}") ]]')
    done = machine.run("test")
    assert done.returncode == 0, done.stderr
    assert machine.asked == ["install", "update", "install"]


def test_who_may_not_install_is_told_what_to_run(machine):
    (machine.bin / "xdotool").unlink()
    machine.have("id", "echo 1000")
    done = machine.run("test")
    assert done.returncode == 1
    assert done.stderr == "fixative: please run: sudo apt-get install xdotool\n"
    assert machine.asked == []


def test_exiftool_of_another_version_is_replaced(machine):
    (machine.folder / EXIFTOOL).write_text('{\n  "version": "12.57.0"\n}\n')
    machine.have("npm", f'echo "$*" >> "{machine.folder}/asked"')
    assert machine.run("test").returncode == 0
    assert [line.split()[-1] for line in machine.asked] == ["exiftool-vendored.pl@13.59.3"]


def test_without_a_screen_no_library_is_asked_for(machine):
    machine.have("dpkg-query")
    assert machine.run("run").returncode == 0
    assert machine.asked == []


def test_a_python_without_venv_gets_its_package(machine):
    machine.have(
        "python3",
        'case $2 in *ensurepip*) exit 1 ;; *"%d.%d"*) echo 3.12 ;; esac; [[ $1 = -c ]] || echo "$*" >> '
        f'"{machine.folder}/asked"',
    )
    done = machine.run("venv", "python3", str(machine.folder / "made"))
    assert done.returncode == 0, done.stderr
    assert machine.asked[0].endswith(" python3.12-venv")
    assert machine.asked[1] == f"-m venv {machine.folder / 'made'}"


def test_a_python_that_is_too_old_is_told_in_a_line(machine):
    machine.have("python3", "exit 1")
    done = machine.run("venv", "python3", str(machine.folder / "made"))
    assert done.returncode == 1
    assert done.stderr == "fixative: Python 3.11 or later is needed\n"


def test_a_venv_that_breaks_off_leaves_nothing(machine):
    made = machine.folder / "made"
    (machine.bin / "mkdir").symlink_to(shutil.which("mkdir"))
    machine.have("python3", '[[ $1 = -c ]] && exit 0; mkdir "$3"; exit 1')
    assert machine.run("venv", "python3", str(made)).returncode == 1
    assert not os.path.lexists(made)
