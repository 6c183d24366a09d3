"""Write THIRD_PARTY.md: what Fixative needs at run time, and under which licences.

    python packaging/third_party.py

Ends with 1 where one of them is under the GPL alone: Fixative is Apache-2.0 and imports no such library.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "THIRD_PARTY.md"

_INTRODUCTION = """# Third-party software

What Fixative imports at run time, with what these need themselves. Made by `make third-party` with
[pip-licenses](https://github.com/raimon49/pip-licenses); do not edit it by hand.

| package | version | licence | home |
| --- | --- | --- | --- |
"""

_NOTES = """
**Qt (PySide6 and shiboken6)** is used under the GNU Lesser General Public License, version 3. It is an ordinary package
beside Fixative, loaded as a shared library: you may exchange it for another build of your own. The sources are at
<https://code.qt.io/>. The command line and the library do not need it.

**OpenCV**, **Pillow** and **NumPy** come as wheels that contain libraries of their own (FFmpeg under the LGPL 2.1,
libjpeg-turbo, libpng, libwebp, libtiff, libavif, OpenBLAS and others); their licences lie in the installed packages,
beside the code.

**c2pa-python**, and what only it needs, comes with the extra `credentials`. Its wheel contains a library
written in Rust.

**Dask Distributed**, **fsspec**, and what only they need, come with the extra `cluster`; **s3fs** with the extra `s3`.

**DejaVu Serif**, in `assets/fixative_assets/fonts`, is the font of letters as PDF. The licence of Bitstream Vera
lies beside it; DejaVu's changes are in the public domain.

**exiftool** is used by the tests only, as a separate program.
"""


def main() -> int:
    """Write it, or refuse."""
    names = sorted(run_time())
    answer = subprocess.run(  # noqa: S603 - our own environment
        [str(Path(sys.executable).with_name("pip-licenses")), *_ASKED, "--packages", *names],
        capture_output=True,
        text=True,
        check=True,
    )
    found = sorted(json.loads(answer.stdout), key=lambda row: canonicalize_name(row["Name"]))
    told = {canonicalize_name(row["Name"]) for row in found}
    missing = [name for name in names if name not in told]
    refused = [f"{row['Name']} ({row['License']})" for row in found if gpl_only(row["License"])]
    if missing or refused:
        print("\n".join([f"not installed: {name}" for name in missing] + [f"GPL: {name}" for name in refused]))
        return 1
    lines = (f"| {row['Name']} | {row['Version']} | {_short(row['License'])} | {_home(row['URL'])} |" for row in found)
    PAPER.write_text(_INTRODUCTION + "\n".join(lines) + "\n" + _NOTES, encoding="utf-8")
    print(f"{PAPER.name}: {len(found)} packages")
    return 0


_ASKED = ("--from=mixed", "--format=json", "--with-urls", "--with-system")


_EXTRAS = ("cluster", "credentials", "s3")
"""Those for users; the others are for whoever works on Fixative."""


def asked() -> list[str]:
    """Give what pyproject.toml asks for, with all that users may add; what is installed may be of yesterday."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["dependencies"], *(each for extra in _EXTRAS for each in project["optional-dependencies"][extra])]


def run_time() -> set[str]:
    """Name the distributions that are needed at run time, with the extras for users, on this machine."""
    environment = {**default_environment(), "extra": ""}
    found: set[str] = set()
    waiting = asked()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate(environment)):
            continue
        found.add(name)
        with suppress(PackageNotFoundError):  # main tells: nobody knows its licence then
            waiting += requires(name) or []
    return found


def gpl_only(licence: str) -> bool:
    """Tell whether nothing but the GPL is offered; the LGPL and a choice are no trouble."""
    offers = re.split(r";|\bOR\b", licence)
    return all(re.search(r"\bA?GPL|(?<!Lesser )General Public", offer) for offer in offers)


def _short(licence: str) -> str:
    line = " ".join(licence.split())
    return line if len(line) <= 90 else line[:87] + "..."  # noqa: PLR2004 - a line of a table


def _home(url: str) -> str:
    return f"<{url}>" if url.startswith("http") else ""


if __name__ == "__main__":
    sys.exit(main())
