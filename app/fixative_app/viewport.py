"""Which part of a picture is on show, and how large: pure geometry in device pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor

__all__ = ["Viewport"]

_MARGIN = 20.0
_LARGEST = 16.0
_SMALLEST = 0.02


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window onto a picture.

    Attributes
    ----------
    area : (float, float)
        Width and height of the widget, in device pixels.
    picture : (int, int)
        Width and height of the picture.
    zoom : float
        Device pixels to a picture pixel; 1 is 100 %.
    centre : (float, float)
        The point of the picture that lies in the middle of the area, in picture pixels.
    fitted : bool
        Whether the whole picture stays in view when the area changes.
    """

    area: tuple[float, float] = (1.0, 1.0)
    picture: tuple[int, int] = (1, 1)
    zoom: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)
    fitted: bool = True

    @property
    def place(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the whole picture in the area; the corner lies on a device pixel."""
        width, height = self.picture[0] * self.zoom, self.picture[1] * self.zoom
        left = round(self.area[0] / 2 - self.centre[0] * self.zoom)
        top = round(self.area[1] / 2 - self.centre[1] * self.zoom)
        return float(left), float(top), width, height

    @property
    def in_view(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what is on show, in whole picture pixels; the last two are the first not."""
        left, top, *_ = self.place
        edges = []
        for first, size, area in zip((left, top), self.picture, self.area, strict=True):
            start = min(max(floor(-first / self.zoom), 0), size - 1)
            edges.append((start, max(min(ceil((area - first) / self.zoom), size), start + 1)))
        return edges[0][0], edges[1][0], edges[0][1], edges[1][1]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Give the point of the picture that lies at a point of the area, in device pixels."""
        left, top, *_ = self.place
        return (x - left) / self.zoom, (y - top) / self.zoom

    def of(self, picture: tuple[int, int]) -> Viewport:
        """Show another picture: all of it, unless it is as large as the last."""
        return self if picture == self.picture else replace(self, picture=picture).fit()

    def within(self, area: tuple[float, float]) -> Viewport:
        """Follow a new size of the area."""
        moved = replace(self, area=(max(area[0], 1.0), max(area[1], 1.0)))
        return moved.fit() if self.fitted else _kept_in_view(moved)

    def fit(self) -> Viewport:
        """Show all of the picture, at 100 % at most."""
        room = (max(self.area[0] - 2 * _MARGIN, 1.0), max(self.area[1] - 2 * _MARGIN, 1.0))
        zoom = min(room[0] / self.picture[0], room[1] / self.picture[1], 1.0)
        return replace(self, zoom=zoom, centre=(self.picture[0] / 2, self.picture[1] / 2), fitted=True)

    def zoomed(self, zoom: float, at: tuple[float, float] | None = None) -> Viewport:
        """Set the zoom, and keep the picture's point at `at` (device pixels; by default the middle) where it is."""
        zoom = min(max(zoom, _SMALLEST), _LARGEST)
        at = at or (self.area[0] / 2, self.area[1] / 2)
        off = (at[0] - self.area[0] / 2, at[1] - self.area[1] / 2)
        x, y = (self.centre[axis] + off[axis] / self.zoom - off[axis] / zoom for axis in (0, 1))
        return _kept_in_view(replace(self, zoom=zoom, centre=(x, y), fitted=False))

    def panned(self, x: float, y: float) -> Viewport:
        """Move the picture by device pixels."""
        centre = (self.centre[0] - x / self.zoom, self.centre[1] - y / self.zoom)
        return _kept_in_view(replace(self, centre=centre, fitted=False))


def _kept_in_view(view: Viewport) -> Viewport:
    x, y = (_clamped(view.centre[axis], view.picture[axis], view.area[axis] / view.zoom) for axis in (0, 1))
    return replace(view, centre=(x, y))


def _clamped(centre: float, size: int, shown: float) -> float:
    if shown >= size:
        return size / 2
    return min(max(centre, shown / 2), size - shown / 2)
