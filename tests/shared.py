"""The folder of corpora and reference material that lies beside the repository on some machines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(os.environ.get("FIXATIVE_SHARED") or Path(__file__).parents[2] / "shared")


def shared(*parts: str) -> Path:
    """Give a path in the shared folder; where it is not there, the test is skipped."""
    path = _ROOT.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} in the shared folder (FIXATIVE_SHARED names it)")
    return path


def files_below(folder: Path) -> list[Path]:
    """List the files in a folder and its folders, by name."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def corpus_files() -> list[Path]:
    """List the files of all corpora; empty where there are none."""
    return files_below(_ROOT / "corpora")
