"""Rights mean nothing to root: what tests of them need."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534
"""The user without rights on Linux and most other systems."""


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """Go on without the rights of root, and give a folder that may be written to."""
    folder = Path(tempfile.mkdtemp())  # not pytest's, which root alone may enter
    root = os.geteuid() == 0
    try:
        if root:
            os.chown(folder, _NOBODY, -1)
            os.seteuid(_NOBODY)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in folder.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        shutil.rmtree(folder)
