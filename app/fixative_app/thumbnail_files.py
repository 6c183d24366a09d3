"""Thumbnails on disk, in the user's folder for caches: the queue of yesterday is drawn without decoding it again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile

from PIL import Image

__all__ = ["ThumbnailFiles"]

_MOST = 10_000
"""Files of about 3 KB: some 30 MB."""
_LOOK_EVERY = 500
"""New files between two looks at whether there are too many."""
_ENDING = ".webp"
_QUALITY = 85


class ThumbnailFiles:
    """A bounded folder of thumbnails; whatever is wrong with it, they are made anew.

    May be used by several threads, and several windows.

    Parameters
    ----------
    folder : Path
        Made where it is missing, readable by the user alone.
    most : int, optional
    """

    def __init__(self, folder: Path, most: int = _MOST) -> None:
        self._folder = folder
        self._most = most
        self._written = count()

    def get(self, path: Path, make: Callable[[], Image.Image]) -> Image.Image:
        """Give the thumbnail of a picture as it is now; made and kept where it is not there."""
        place = self._place(path)
        if place is not None:
            with suppress(Exception), Image.open(place) as kept:
                kept.load()
                # The oldest go first, by when they were last of use.
                os.utime(place)
                return kept
        made = make()
        if place is not None:
            with suppress(OSError):
                self._put(made, place)
        return made

    def _place(self, path: Path) -> Path | None:
        try:
            stat = path.stat()
        except OSError:
            return None
        said = f"{stat.st_mtime_ns} {stat.st_size} ".encode() + os.fsencode(path)
        return self._folder / f"{hashlib.blake2b(said, digest_size=20).hexdigest()}{_ENDING}"

    def _put(self, made: Image.Image, place: Path) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as draft:
            made.save(draft, "WEBP", quality=_QUALITY)
        Path(draft.name).replace(place)
        if next(self._written) % _LOOK_EVERY == 0:
            self._tidy()

    def _tidy(self) -> None:
        """Let the oldest go, with what a killed window left half written."""
        ages = []
        for file in os.scandir(self._folder):
            with suppress(OSError):
                ages.append((file.stat().st_mtime_ns, file.path))
        for _, file_path in sorted(ages, reverse=True)[self._most :]:
            Path(file_path).unlink(missing_ok=True)
