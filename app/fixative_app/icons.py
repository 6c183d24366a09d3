"""Our own icons: SVG from the assets, drawn in the colour and at the pixels that are asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fixative_assets import resource

__all__ = ["SPACED", "application_icon", "asset_url", "draw_icon", "draw_pixmap"]

_SIDES = (16, 18, 20, 24, 27, 32, 36, 40, 48, 64)
SPACED = QSize(22, 18)
"""Size of an icon with room before the text."""
_APPLICATION_SIDES = (16, 24, 32, 48, 64, 128, 256)


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def _render(name: str, colour: str, pixels: int, gap: int = 0) -> QPixmap:
    image = QImage(pixels + gap, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return QPixmap.fromImage(image)


@lru_cache(maxsize=256)
def draw_pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Draw an icon, `side` logical pixels wide, for a screen with `ratio` device pixels to the logical one."""
    pixmap = _render(name, colour, round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=128)
def draw_icon(name: str, colour: str, disabled: str, *, spaced: bool = False) -> QIcon:
    """Make an icon that is sharp at every size and scale in use.

    Parameters
    ----------
    name, colour, disabled : str
        Of the icon, and its colours where the control is enabled and where it is not.
    spaced : bool, optional
        Whether some room is left on the right, before a button's text: Qt's own is too little. The size to
        ask for is then `SPACED`.
    """
    icon = QIcon()
    for pixels in _SIDES:
        gap = round(pixels * (SPACED.width() / SPACED.height() - 1)) if spaced else 0
        icon.addPixmap(_render(name, colour, pixels, gap), QIcon.Mode.Normal)
        icon.addPixmap(_render(name, disabled, pixels, gap), QIcon.Mode.Disabled)
    return icon


def application_icon() -> QIcon:
    """Give the icon of the program."""
    icon = QIcon()
    for pixels in _APPLICATION_SIDES:
        icon.addPixmap(_render("fixative", "", pixels))
    return icon


def asset_url(name: str) -> str:
    """Give the path of an icon for a style sheet; empty where the assets are not plain files."""
    path = resource("icons", f"{name}.svg")
    return path.as_posix() if isinstance(path, Path) else ""
