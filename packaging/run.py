"""What `make run` does: open the window; without a screen, protect the sample pictures and say so."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import as_file
from pathlib import Path

from fixative_assets import resource

RESULTS = Path("protected-samples")
SHOWN = "lake.jpg"


def main() -> int:
    """Open the window, or do without."""
    if has_screen():
        return _run("-m", "fixative_app")
    print(f"There is no screen: the sample pictures are protected into {RESULTS} instead.\n")
    with as_file(resource("samples")) as samples:
        pictures = sorted(path.name for path in samples.iterdir() if path.suffix in {".jpg", ".png"})
        status = _run("-m", "fixative", "protect", *(str(samples / name) for name in pictures), *_OPTIONS)
    if status:
        return status
    print(f"\nWhat {RESULTS / SHOWN} says now:\n", flush=True)
    status = _run("-m", "fixative", "inspect", str(RESULTS / SHOWN))
    print(f"\nThe results are in {RESULTS.resolve()}.")
    print("Your own: .venv/bin/fixative protect PICTURE... -o FOLDER")
    return status


_OPTIONS = ("-o", str(RESULTS), "--on-conflict", "overwrite", "--verbose")


def has_screen() -> bool:
    """Tell whether a window can be opened."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(*arguments: str) -> int:
    sys.stdout.flush()
    return subprocess.run([sys.executable, *arguments], check=False).returncode  # noqa: S603 - our own programs


if __name__ == "__main__":
    sys.exit(main())
