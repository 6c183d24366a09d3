"""What is in a drop or on the clipboard: paths, or a picture without a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, QUrl
from PySide6.QtGui import QImage

__all__ = ["carries_pictures", "image_in", "own_folder", "paths_in", "place_for_pasted"]


def paths_in(data: QMimeData) -> list[Path]:
    """Take the files and folders out of a drop or the clipboard; also such that are only named in its text."""
    urls = data.urls() if data.hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if paths or not data.hasText():
        return paths
    lines = [line.strip() for line in data.text().splitlines()]
    named = [Path(QUrl(line).toLocalFile() if line.startswith("file:") else line) for line in lines if line]
    return [path for path in named if path.is_absolute() and _exists(path)]


def image_in(data: QMimeData) -> QImage | None:
    """Take a picture that has no file, such as one dragged out of a browser; None where there is none."""
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def carries_pictures(data: QMimeData) -> bool:
    """Whether a drop may bring something, told without reading it."""
    return data.hasUrls() or data.hasImage()


def own_folder() -> Path:
    """Name the folder where the window itself keeps pictures, among the user's."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)) / "Fixative"


def place_for_pasted() -> Path:
    """Choose where a picture without a file is kept, as it needs an original before it gets a protected copy."""
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    folder = own_folder()
    place = folder / f"Pasted {stamp}.png"
    number = 2
    while place.exists():
        place = folder / f"Pasted {stamp} ({number}).png"
        number += 1
    return place


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
