"""A still life in oils: pears, a jug and a cloth, laid stroke by stroke along the forms, coarse first."""

# ruff: noqa: PLR2004 - a drawing is made of numbers

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from drawing.noise import Noise, Plane, mix, smoothstep

__all__ = ["draw_still_life"]

WIDTH, HEIGHT = 1440, 1152
_LIGHT = np.array([-0.58, -0.56, 0.60], np.float32)  # from above on the left


@dataclass
class _Motif:
    """What is painted: colour in [0, 1], and the way the brush goes, in radians."""

    colour: Plane
    way: Plane
    detail: Plane


def draw_still_life(seed: int) -> NDArray[np.uint8]:
    """Draw it; shape (1152, 1440, 3), sRGB."""
    motif = _motif(Noise(seed))
    random = np.random.default_rng(seed)
    ground = np.float32([0.40, 0.25, 0.16])  # burnt sienna, and a first thin sketch on it
    canvas = np.ascontiguousarray(0.3 * ground + 0.7 * cv2.GaussianBlur(motif.colour, (0, 0), 3), np.float32)
    relief = np.zeros((HEIGHT, WIDTH), np.float32)
    for width, length, spacing, wander in (
        (46, 190, 21, 0.20),
        (25, 120, 12, 0.15),
        (13, 72, 7.0, 0.11),
        (6, 40, 4.6, 0.08),
    ):
        _lay(canvas, relief, motif, random, (width, length, spacing, wander))
    return _varnished(canvas, relief, random)


def _motif(noise: Noise) -> _Motif:
    y, x = (part.astype(np.float32) for part in np.mgrid[0:HEIGHT, 0:WIDTH])
    cloud = noise.layered(x / 330, y / 330, 4)
    shade = smoothstep(0, WIDTH * 1.1, x + 0.5 * y + 120 * cloud)
    wall = mix(np.float32([0.36, 0.47, 0.44]), np.float32([0.085, 0.125, 0.155]), shade)
    wall = wall + 0.05 * noise.layered(x / 90, y / 90, 3)[:, :, None] * np.float32([1.0, 0.8, 0.5])
    way = 0.7 * np.sin(x / 410 + 1.3) + 0.9 * noise.layered(x / 300 + 9, y / 300, 2) - 0.6
    motif = _Motif(wall, way, np.full((HEIGHT, WIDTH), 0.02, np.float32))
    _table(motif, noise, x, y)
    _jug(motif, x, y)
    for pear in _PEARS:
        _shadow(motif, x, y, pear[0] + 1.25 * pear[2], pear[1] + 0.93 * pear[2], 1.75 * pear[2], 0.30 * pear[2])
    for pear in _PEARS:
        _pear(motif, noise, x, y, pear)
    return motif


_Pear = tuple[float, float, float, float, tuple[float, float, float], tuple[float, float, float]]
_PEARS: tuple[_Pear, ...] = (
    (905, 742, 126, 0.10, (0.93, 0.70, 0.20), (0.78, 0.22, 0.10)),
    (1130, 815, 118, 0.62, (0.72, 0.72, 0.22), (0.80, 0.45, 0.12)),
    (720, 868, 122, -0.16, (0.88, 0.60, 0.16), (0.70, 0.15, 0.10)),
)
"""Middle of the belly, its radius, lean, colour in the light and of the blush."""


def _table(motif: _Motif, noise: Noise, x: Plane, y: Plane) -> None:
    edge = 690 + 0.018 * x
    on = smoothstep(-3, 3, y - edge)
    wood = mix(np.float32([0.42, 0.23, 0.11]), np.float32([0.19, 0.085, 0.05]), smoothstep(0, WIDTH, x))
    grain = noise.layered(x / 260, y / 26, 4)
    wood = wood * (1 + 0.28 * grain[:, :, None])
    motif.colour = mix(motif.colour, wood, on)
    motif.way = np.where(on > 0.5, 0.03 + 0.06 * grain, motif.way)
    # A white cloth hangs over the edge: folds run down it.
    fall = x - 250 - 70 * np.sin(y / 170) - 0.55 * (y - 700)
    fold = np.sin(fall / 62 + 1.4 * noise.layered(x / 210, y / 420, 2)) + 0.5 * np.sin(fall / 27 + y / 330)
    right = 610 + 80 * np.sin(y / 120) + 0.32 * (y - 720) - 40 * np.sin(y / 47)
    cloth = smoothstep(-4, 4, right - x) * smoothstep(-4, 4, y - 742 - 20 * np.sin(x / 120) - 0.03 * x)
    lit = 0.5 + 0.5 * np.tanh(fold * 1.1)
    linen = mix(np.float32([0.40, 0.42, 0.52]), np.float32([0.95, 0.91, 0.80]), lit)
    motif.colour = mix(motif.colour, linen * (1 - 0.16 * smoothstep(0, 600, x))[:, :, None], cloth)
    motif.way = np.where(cloth > 0.5, 1.33 + 0.25 * np.sin(y / 170) + 0.16 * fold, motif.way)
    motif.detail = np.maximum(motif.detail, 0.2 * cloth)
    _shadow(motif, x, y, 690, 800, 330, 46)


def _shadow(motif: _Motif, x: Plane, y: Plane, left: float, top: float, wide: float, high: float) -> None:
    away = np.hypot((x - left) / wide, (y - top) / high)
    dark = 0.72 * (1 - smoothstep(0.25, 1.05, away))
    motif.colour = mix(motif.colour, motif.colour * np.float32([0.30, 0.27, 0.36]), dark)


def _shaded(normal: Plane, colour: Plane, cool: tuple[float, float, float]) -> Plane:
    """Turn a form in the light: warm where it falls, cool where it does not, a glance where it is thrown back."""
    facing = normal @ (_LIGHT / np.linalg.norm(_LIGHT))
    lit = smoothstep(-0.20, 0.95, facing)
    bounce = np.clip(-facing, 0, 1) * 0.22
    turned = mix(colour * np.float32(cool), colour, lit) + bounce[:, :, None] * np.float32([0.42, 0.26, 0.16])
    half = _LIGHT / np.linalg.norm(_LIGHT) + np.float32([0, 0, 1])
    glance = np.clip(normal @ (half / np.linalg.norm(half)), 0, 1) ** 60
    return np.asarray(turned + 0.75 * glance[:, :, None], np.float32)


def _jug(motif: _Motif, x: Plane, y: Plane) -> None:
    heights = np.array([236, 262, 300, 360, 430, 520, 610, 690, 740, 770, 784], np.float32)
    radii = np.array([98, 104, 88, 82, 104, 148, 172, 168, 140, 112, 100], np.float32)
    fine = np.arange(236, 785, dtype=np.float32)
    smooth = cv2.GaussianBlur(np.interp(fine, heights, radii).astype(np.float32)[:, None], (1, 61), 14)[:, 0]
    radius = np.interp(y, fine, smooth).astype(np.float32)
    middle = 500.0
    inside = (y > fine[0]) & (y < fine[-1] + 14 * np.sqrt(np.clip(1 - ((x - middle) / 100) ** 2, 0, 1)))
    across = np.clip((x - middle) / radius, -1, 1)
    body = smoothstep(-2, 2, radius - np.abs(x - middle)) * inside
    slope = np.gradient(radius, axis=0)
    normal = np.stack([across, -slope * 0.8, np.sqrt(np.clip(1 - across**2, 0.0, 1))], 2)
    normal = normal / np.linalg.norm(normal, axis=2, keepdims=True)
    glaze = mix(np.float32([0.13, 0.33, 0.62]), np.float32([0.82, 0.80, 0.70]), smoothstep(412, 404, y + 0 * x))
    band = smoothstep(5, 2, np.abs(y - 430 + 8 * across**2)) + smoothstep(5, 2, np.abs(y - 446 + 8 * across**2))
    glaze = mix(glaze, np.float32([0.86, 0.83, 0.70]), np.clip(band, 0, 1))
    # The handle, a bent rod.
    loop = np.abs(np.hypot((x - 640) / 1.0, (y - 410) / 1.36) - 92)
    handle = smoothstep(20, 17, loop) * (x > 560)
    rod = np.stack([(x - 640) / 150, (y - 410) / 190, np.sqrt(np.clip(1 - (loop / 20) ** 2, 0.02, 1))], 2)
    rod = rod / np.linalg.norm(rod, axis=2, keepdims=True)
    motif.colour = mix(motif.colour, _shaded(rod, np.float32([0.15, 0.34, 0.60]) + 0 * rod, (0.16, 0.20, 0.34)), handle)
    motif.way = np.where(handle > 0.5, np.arctan2(y - 410, x - 640) + np.pi / 2, motif.way)
    motif.colour = mix(motif.colour, _shaded(normal, glaze, (0.17, 0.20, 0.33)), body)
    mouth = smoothstep(1.03, 0.97, np.hypot((x - middle) / 96, (y - 238) / 21))
    motif.colour = mix(motif.colour, np.float32([0.075, 0.08, 0.11]) + 0 * glaze, mouth)
    lip = smoothstep(7, 4, np.abs(np.hypot((x - middle), (y - 238) * 4.4) - 98))
    motif.colour = mix(motif.colour, np.float32([0.90, 0.87, 0.76]) * (1.0 - 0.35 * across[:, :, None]), lip)
    motif.way = np.where(
        (body > 0.5) & (mouth < 0.5),
        np.pi / 2 + 0.55 * across * np.sign(slope + 1e-6) * 0.6 + 0.9 * (y > 700),
        motif.way,
    )
    motif.detail = np.maximum(motif.detail, np.maximum(body, handle) * 0.5)
    motif.detail = np.maximum(motif.detail, np.maximum(lip, np.clip(band, 0, 1) * body))


def _pear(motif: _Motif, noise: Noise, x: Plane, y: Plane, pear: _Pear) -> None:
    left, top, size, lean, light, blush = pear
    u = ((x - left) * np.cos(lean) + (y - top) * np.sin(lean)) / size
    v = (-(x - left) * np.sin(lean) + (y - top) * np.cos(lean)) / size
    belly = 1 - np.hypot(u, v)
    neck = 0.52 - np.hypot(u, (v + 1.12) * 0.82)
    k = 0.42  # a smooth union, after Quilez
    h = np.clip(0.5 + 0.5 * (belly - neck) / k, 0, 1)
    inner = neck + (belly - neck) * h + k * h * (1 - h)
    mask = smoothstep(-0.012, 0.012, inner)
    thick = np.sqrt(np.clip(1 - (1 - np.clip(inner, 0, 0.98) / 0.98) ** 2, 0, 1)).astype(np.float32)
    down, across = np.gradient(cv2.GaussianBlur(thick * size, (0, 0), 5))
    normal = np.stack([-across, -down, np.full_like(across, 0.85)], 2)
    normal = normal / np.linalg.norm(normal, axis=2, keepdims=True)
    freckle = noise.layered(x / 34, y / 34, 4)
    share = smoothstep(-0.1, 0.9, u * 0.7 + v * 0.35 + 0.42 * freckle)
    skin = mix(np.float32(light), np.float32(blush), share)
    motif.colour = mix(motif.colour, _shaded(normal, skin * (1 + 0.10 * freckle[:, :, None]), (0.30, 0.21, 0.26)), mask)
    motif.way = np.where(mask > 0.5, np.arctan2(-across, down) * 1.0 + np.pi / 2 * (thick > 0.97), motif.way)
    motif.detail = np.maximum(motif.detail, mask * 0.5)
    stem = smoothstep(0.052, 0.03, np.abs(u - 0.16 * (v + 1.6) ** 2)) * (v < -1.52) * (v > -2.02)
    motif.colour = mix(motif.colour, np.float32([0.20, 0.12, 0.07]) + 0.12 * np.clip(-u, 0, 1)[:, :, None], stem)
    motif.detail = np.maximum(motif.detail, stem)


def _lay(
    canvas: Plane, relief: Plane, motif: _Motif, random: np.random.Generator, brush: tuple[float, float, float, float]
) -> None:
    """Cover the canvas with strokes of one brush; the finer it is, the more it keeps to where there is detail."""
    width, length, spacing, wander = brush
    blurred = cv2.GaussianBlur(motif.colour, (0, 0), max(width / 5, 0.8))
    edges = cv2.Laplacian(cv2.GaussianBlur(motif.colour, (0, 0), 2.0).mean(2), cv2.CV_32F, ksize=5)
    busy = np.clip(motif.detail + 1.6 * cv2.GaussianBlur(np.abs(edges), (0, 0), 7), 0, 1)
    cos, sin = np.cos(2 * motif.way), np.sin(2 * motif.way)
    field = 0.5 * np.arctan2(cv2.GaussianBlur(sin, (0, 0), 3), cv2.GaussianBlur(cos, (0, 0), 3))
    starts = [
        (column + random.uniform(-0.5, 0.5) * spacing, row + random.uniform(-0.5, 0.5) * spacing)
        for row in np.arange(0, HEIGHT, spacing)
        for column in np.arange(0, WIDTH, spacing)
    ]
    random.shuffle(starts)
    fine = width < 20
    for left, top in starts:
        row, column = (int(np.clip(value, 0, side - 1)) for value, side in ((top, HEIGHT), (left, WIDTH)))
        if fine and random.random() > busy[row, column] * (0.95 if width > 8 else 0.62):
            continue
        path = _path(field, blurred, (left, top), length * random.uniform(0.6, 1.2), random.normal(0, wander))
        if len(path) > 1:
            _stroke(canvas, relief, path, blurred[row, column], width * random.uniform(0.7, 1.15), random)


def _path(field: Plane, colour: Plane, start: tuple[float, float], length: float, off: float) -> NDArray[np.float64]:
    """Follow the field both ways from a point, until the colour is another."""
    step = max(length / 12, 2.0)
    home = colour[int(np.clip(start[1], 0, HEIGHT - 1)), int(np.clip(start[0], 0, WIDTH - 1))]
    halves = []
    for sign in (-1, 1):
        x, y = start
        heading: float | None = None
        points = []
        for _ in range(6):
            row, column = int(y), int(x)
            if not (0 <= row < HEIGHT and 0 <= column < WIDTH):
                break
            if float(np.abs(colour[row, column] - home).sum()) > 0.30:
                break
            angle = float(field[row, column]) + off
            if heading is None:
                angle += 0 if sign > 0 else np.pi
            elif np.cos(angle - heading) < 0:
                angle += np.pi
            heading = angle
            points.append((x, y))
            x, y = x + step * np.cos(angle), y + step * np.sin(angle)
        halves.append(points)
    return np.array(halves[0][:0:-1] + halves[1])


def _stroke(
    canvas: Plane, relief: Plane, path: NDArray[np.float64], colour: Plane, width: float, random: np.random.Generator
) -> None:
    """Draw a stroke hair by hair: each with its own shade and thickness of paint."""
    along = np.gradient(path, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], 1)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-6)
    count = max(3, int(width / 1.7))
    mixed = colour * (1 + random.normal(0, 0.075)) + random.normal(0, 0.013, 3)
    ends = len(path)
    for offset in np.linspace(-0.5, 0.5, count):
        swell = np.sin(np.linspace(0.25, np.pi - 0.15, ends)) ** 0.35
        first = int(random.integers(0, 2)) if ends > 4 else 0
        hair = (path + across * (offset * width * swell)[:, None])[first : ends - int(random.integers(0, 2))]
        if len(hair) < 2:
            continue
        points = [np.rint(hair * 16).astype(np.int32)]
        shade = mixed * (1 + random.normal(0, 0.045))
        thick = 2 if width > 9 else 1
        cv2.polylines(
            canvas,
            points,
            isClosed=False,
            color=[float(part) for part in shade],
            thickness=thick + 1,
            lineType=cv2.LINE_AA,
            shift=4,
        )
        high = float(random.normal(0.55, 0.24) + 0.45 * (abs(offset) > 0.42))
        cv2.polylines(
            relief,
            points,
            isClosed=False,
            color=high * min(1.0, 0.45 + width / 40),
            thickness=thick,
            lineType=cv2.LINE_AA,
            shift=4,
        )


def _varnished(canvas: Plane, relief: Plane, random: np.random.Generator) -> NDArray[np.uint8]:
    """Let light graze the paint, and the weave of the canvas show where it is thin."""
    y, x = (part.astype(np.float32) for part in np.mgrid[0:HEIGHT, 0:WIDTH])
    weave = np.sin(x * 2 * np.pi / 4.3) * np.sin(y * 2 * np.pi / 4.3) + 0.3 * random.normal(0, 1, x.shape)
    height = cv2.GaussianBlur(relief, (0, 0), 0.9) + 0.045 * weave.astype(np.float32)
    down, across = np.gradient(height)
    grazing = np.clip((across + down) * 0.34, -0.16, 0.16)
    painted = np.clip(canvas, 0.015, 1.0) * (1 + grazing[:, :, None] * 1.35) + 0.10 * np.clip(grazing, 0, 1)[:, :, None]
    return np.clip(np.rint(painted * 255), 0, 255).astype(np.uint8)
