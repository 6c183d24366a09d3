"""A mountain lake after sunset, as a camera would have it: terrain by rays, mist, ripples, blur and grain."""

# ruff: noqa: PLR2004 - a drawing is made of numbers

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from drawing.noise import Noise, Plane, mix, smoothstep

__all__ = ["draw_lake"]

WIDTH, HEIGHT = 1536, 1024
_FINER = 2
"""Rendered at twice the size, and averaged down."""

_FOCAL = 1.12  # of the width: about 40 mm on a 35 mm camera
_HORIZON = 0.585  # of the height, from above
_EYE = 5.0  # metres above the water
_NEAR, _FAR, _STEPS = 90.0, 13000.0, 4200

_SUN = np.array([-0.80, 0.26, -0.54], np.float32)  # from the left and behind, low
_SUNLIGHT = np.array([1.55, 0.62, 0.33], np.float32)
_SKYLIGHT = np.array([0.16, 0.23, 0.40], np.float32)
_HAZE = np.array([0.27, 0.31, 0.50], np.float32)


@dataclass(frozen=True)
class _Scene:
    """Terrain along every ray from the eye: a row for each distance, a column for each of the picture's."""

    x: Plane
    z: Plane
    ground: Plane
    trees: Plane


def draw_lake(seed: int) -> NDArray[np.uint8]:
    """Draw it; shape (1024, 1536, 3), sRGB."""
    noise = Noise(seed)
    width, height = WIDTH * _FINER, HEIGHT * _FINER
    scene = _scene(noise, width)
    colours = _lit(noise, scene)
    horizon = int(_HORIZON * height)
    light, land = _seen(noise, scene, colours, _EYE, horizon, height)
    mirrored, _ = _seen(noise, scene, colours, -_EYE, horizon, horizon)
    water = _water(noise, mirrored, height - horizon)
    light[horizon:] = mix(water, light[horizon:], land[horizon:])
    light = _lamp(light, horizon)
    light = cv2.resize(light, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return _developed(_reeds(light, seed), seed)


def _scene(noise: Noise, width: int) -> _Scene:
    z = (_NEAR * (_FAR / _NEAR) ** np.linspace(0, 1, _STEPS)).astype(np.float32)[:, None]
    across = np.linspace(-0.5 / _FOCAL, 0.5 / _FOCAL, width).astype(np.float32)[None]
    x = z * across
    bent_x = x + 500 * noise.layered(x / 2600, z / 2600, 3)
    bent_z = z + 500 * noise.layered(x / 2600 + 400, z / 2600, 3)
    # A valley: the lake lies in it, mountains stand at its sides and end.
    axis = 140 * np.sin(z / 1500) + 60
    side = smoothstep(330, 3000, np.abs(x - axis) + 90 * noise.layered(x / 300, z / 300, 3))
    end = smoothstep(2300, 7400, z + 500 * noise.at(x / 700, z / 700))
    mass = np.maximum(side, end) + 0.45 * np.minimum(side, end)
    ridges = noise.ridged(bent_x / 2300 + 7.3, bent_z / 2300 + 2.1, 9, gain=0.5)
    ground = mass * (150 + 900 * ridges * smoothstep(0, 0.75, mass))
    peak = np.exp(-(((x + 700) / 1500) ** 2) - ((z - 8600) / 1900) ** 2)
    ground += peak * (560 + 560 * ridges)
    ground -= 14 * (1 - smoothstep(0, 0.02, mass))
    for left, far, long, deep, high in ((-205, 330, 120, 90, 19), (285, 700, 150, 130, 26), (-420, 1050, 210, 170, 34)):
        bank = np.exp(-(((x - left) / long) ** 2) - ((z - far) / deep) ** 2)
        ground = np.maximum(ground, high * bank * (1 + 0.35 * noise.layered(x / 40, z / 40, 3)) - 6.5)
    wooded = smoothstep(0.6, 3.5, ground) * (
        1 - smoothstep(230, 430, ground + 170 * noise.layered(x / 260, z / 260, 4))
    )
    wooded *= 1 - smoothstep(3500, 5500, z)
    wooded *= smoothstep(-0.5, -0.15, noise.layered(x / 70, z / 70, 2) + 0.1)
    return _Scene(x, z, ground, _conifers(noise, x, z) * wooded)


def _conifers(noise: Noise, x: Plane, z: Plane) -> Plane:
    """Give the height of a wood: cones on a shaken grid."""
    wood = np.zeros(np.broadcast(x, z).shape, np.float32)
    for pitch, tall, turn in ((5.2, 19.0, 0.4), (7.1, 25.0, 1.1), (9.7, 30.0, 2.0)):
        u = (x * np.cos(turn) - z * np.sin(turn)).astype(np.float32) / pitch
        v = (x * np.sin(turn) + z * np.cos(turn)).astype(np.float32) / pitch
        cell_u, cell_v = np.floor(u), np.floor(v)
        shift = 0.28 * noise.at(cell_u * 1.0, cell_v * 1.0)
        size = 0.72 + 0.34 * noise.at(cell_u + 300, cell_v + 120)
        away = np.hypot(u - cell_u - 0.5 - shift, v - cell_v - 0.5 + shift)
        ragged = 1 + 0.34 * noise.layered(u * 5, v * 5, 2)
        wood = np.maximum(wood, tall * size * (1 - away * ragged * 2.35))
    return wood


def _lit(noise: Noise, scene: _Scene) -> Plane:
    """Light the terrain: what is left of the sun on the heights, the sky's blue below."""
    x, z, ground = scene.x, scene.z, scene.ground
    shape = ground + scene.trees
    along = np.gradient(shape, axis=1) / (z * (x[0, 1] - x[0, 0]) / z[0, 0])
    deep = np.gradient(shape, axis=0) / np.gradient(z[:, 0])[:, None] - x / z * along
    length = np.sqrt(along**2 + deep**2 + 1)
    facing = np.clip((-along * _SUN[0] + _SUN[1] - deep * _SUN[2]) / length, 0, None)
    upward = 1 / length
    broken = noise.layered(x / 90, z / 90, 5)
    snow = smoothstep(430, 640, ground + 150 * broken) * smoothstep(0.44, 0.66, upward + 0.16 * broken)
    green = np.clip(scene.trees / 8, 0, 1)
    meadow = 1 - smoothstep(200, 480, ground + 120 * broken)
    tint = (1 + 0.28 * noise.layered(x / 14, z / 14, 4))[:, :, None]
    rock = np.array([0.150, 0.135, 0.128], np.float32) * tint
    colour = mix(rock, np.array([0.060, 0.072, 0.030], np.float32) * tint, meadow)
    colour = mix(colour, np.array([0.80, 0.83, 0.88], np.float32), snow)
    shade = 0.25 + 0.75 * smoothstep(2, 17, scene.trees)
    colour = mix(colour, np.array([0.020, 0.034, 0.022], np.float32) * tint * shade[:, :, None], green)
    # The earth's shadow rises over the slopes; it has no sharp edge.
    sun = smoothstep(430, 820, ground + 110 * noise.layered(x / 900, z / 900, 3)) * facing
    hollow = np.clip(0.62 + 0.38 * upward, 0, 1)
    return colour * (sun[:, :, None] * _SUNLIGHT * 2.3 + hollow[:, :, None] * _SKYLIGHT * 1.25)


def _seen(noise: Noise, scene: _Scene, colours: Plane, eye: float, horizon: int, height: int) -> tuple[Plane, Plane]:
    """Look from a height, or from as far below the water: what it mirrors when still.

    Returns
    -------
    light : ndarray, shape (height, W, 3)
    land : ndarray, shape (height, W)
        1 where there is land, 0 where there is water or sky.
    """
    width = scene.x.shape[1]
    focal = _FOCAL * width
    shape = scene.ground + scene.trees
    rising = focal * (np.maximum(shape, 0) - eye) / scene.z
    if eye < 0:  # the water's face is no obstacle from below
        rising[shape <= 0] = -height
    rising = np.maximum.accumulate(rising, 0)
    rows = np.arange(horizon, horizon - height, -1, dtype=np.float32) - 0.5
    hit = np.empty((height, width), np.int32)
    for column in range(width):
        hit[:, column] = np.searchsorted(rising[:, column], rows)
    sky = hit == _STEPS
    hit[sky] = _STEPS - 1
    every = np.arange(width)
    distance = scene.z[:, 0][hit]
    land = (shape[hit, every] > 0) & ~sky
    level = np.maximum(scene.ground[hit, every], 0)
    light = colours[hit, every]
    veil = 1 - np.exp(-distance / 26000 - (distance / 7600) * np.exp(-level / 170))
    light = mix(light, _HAZE, veil)
    wisps = 0.75 + 0.6 * noise.layered(distance / 500 + every / 160, level / 26, 4)
    mist = np.clip(wisps, 0, 1.5) * np.exp(-level / 26) * smoothstep(520, 2200, distance) * 0.62
    light = mix(light, np.array([0.50, 0.50, 0.60], np.float32), np.clip(mist, 0, 0.85))
    light[:horizon] = mix(light[:horizon], _sky(noise, horizon, width), sky[:horizon].astype(np.float32))
    return light, land.astype(np.float32)


def _sky(noise: Noise, horizon: int, width: int) -> Plane:
    down = np.linspace(0, 1, horizon, dtype=np.float32)[:, None]
    across = np.linspace(0, 1, width, dtype=np.float32)[None]
    stops = np.array([0.0, 0.35, 0.62, 0.82, 1.0])
    bands = np.array(
        [[0.10, 0.19, 0.43], [0.25, 0.35, 0.60], [0.62, 0.52, 0.64], [0.98, 0.66, 0.55], [0.80, 0.62, 0.62]]
    )
    tilt = np.clip(down + 0.05 * (across - 0.5), 0, 1)
    sky = np.stack([np.interp(tilt, stops, bands[:, part]) for part in range(3)], 2).astype(np.float32)
    # Thin clouds at one height: they close up towards the horizon.
    far = 1 / (1.12 - down)
    u, v = (across - 0.5) * far * 1.7, far * 2.4
    warp = noise.layered(u * 2.2, v * 1.1, 3)
    cloud = noise.layered(u * 1.6 + warp * 0.35 + 11, v * 2.6 + warp * 0.4, 7, gain=0.55)
    cover = smoothstep(0.12, 1.05, cloud) * smoothstep(0.0, 0.3, down + 0.18) * 0.85
    glow = mix(
        np.array([0.52, 0.42, 0.55], np.float32), np.array([1.45, 0.74, 0.52], np.float32), smoothstep(0.1, 0.8, down)
    )
    lit = glow * (0.85 + 0.35 * smoothstep(0.2, 1.1, cloud))[:, :, None]
    return mix(sky, lit, cover)


def _water(noise: Noise, mirrored: Plane, rows: int) -> Plane:
    """Lay the mirrored view on the water, shaken by ripples."""
    horizon, width = mirrored.shape[:2]
    below = np.arange(rows, dtype=np.float32)[:, None] + 0.5
    every = np.arange(width, dtype=np.float32)[None]
    z = _FOCAL * width * _EYE / below
    x = (every - width / 2) * z / (_FOCAL * width)
    gusts = smoothstep(-0.15, 0.75, noise.layered(x / 90 + 5, z / 34, 3) + 0.12 * noise.at(x / 9, z / 3))
    ripples = noise.layered(x / 2.6, z / 1.5, 5, gain=0.62)
    swell = noise.layered(x / 12 + 70, z / 6, 2)
    fading = np.clip(42 / z, 0.02, 1)
    strength = (0.5 + 1.7 * gusts) * (9 + 30 * fading)
    source = below * (0.96 + 0.06 * gusts) + strength * (ripples + 0.7 * swell)
    aside = every + 0.22 * strength * noise.layered(x / 3 + 150, z / 2, 3)
    wanted = np.clip(horizon - 1 - np.abs(source), 0, horizon - 1).astype(np.float32)
    soft = cv2.GaussianBlur(mirrored, (0, 0), sigmaX=1.0, sigmaY=5.0)
    seen = cv2.remap(soft, aside.astype(np.float32), wanted, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    steep = np.clip(below / (_FOCAL * width) + 0.03 * ripples * fading, 0.001, 1)
    mirror = np.clip(0.02 + 0.98 * (1 - steep) ** 5 - 0.12 * gusts * fading, 0, 0.94)
    depth = np.array([0.012, 0.030, 0.040], np.float32) * np.ones_like(seen)
    out = mix(depth, seen, mirror)
    haze = smoothstep(260, 1500, z) * np.clip(0.55 + 0.5 * noise.layered(x / 160, z / 420, 4), 0, 1)
    return mix(out, np.array([0.50, 0.50, 0.60], np.float32), haze * 0.55)


def _lamp(light: Plane, horizon: int) -> Plane:
    """Set a lit window at the shore, and what the water makes of it."""
    height, width = light.shape[:2]
    x, y = int(0.205 * width), horizon + 30
    warm = np.array([2.6, 1.35, 0.42], np.float32)
    glow = np.zeros((height, width), np.float32)
    hut = np.array([[x - 34, y + 12], [x - 34, y - 26], [x - 4, y - 52], [x + 38, y - 26], [x + 38, y + 12]])
    shadow = np.zeros((height, width), np.float32)
    cv2.fillPoly(shadow, [hut], 1.0, cv2.LINE_AA)
    light = mix(light, np.array([0.022, 0.020, 0.022], np.float32), shadow)
    for left in (-22, 6):
        cv2.rectangle(glow, (x + left, y - 22), (x + left + 11, y - 6), 1.0, -1)
    random = np.random.default_rng(1)
    for step in range(160):
        down = y + 40 + int(step * 2.1 + random.uniform(-3, 3))
        half = int(random.uniform(3, 15) * (0.5 + step / 200))
        middle = x + int(random.normal(0, 3 + step / 14))
        fade = float(np.exp(-step / 70)) * random.uniform(0.05, 0.42)
        cv2.line(glow, (middle - half, down), (middle + half, down), fade, 2, cv2.LINE_AA)
    halo = cv2.GaussianBlur(glow, (0, 0), 2.0) + 1.6 * cv2.GaussianBlur(glow, (0, 0), 22)
    return light + halo[:, :, None] * warm


def _reeds(light: Plane, seed: int) -> Plane:
    """Grow reeds before the lens, out of focus."""
    random = np.random.default_rng(seed + 7)
    for blur, count, low, high in ((2.2, 46, 0.16, 0.30), (5.5, 26, 0.22, 0.42)):
        veil = np.zeros((HEIGHT, WIDTH), np.float32)
        for _ in range(count):
            foot = WIDTH * (1.01 - abs(random.normal(0, 0.085)))
            tall = HEIGHT * random.uniform(low, high)
            lean, bow = random.normal(-0.10, 0.10), random.normal(-0.10, 0.16)
            t = np.linspace(0, 1, 40)
            xs = foot + tall * (lean * t + bow * t**3)
            ys = HEIGHT + 20 - tall * t
            for part in range(39):
                thick = max(1, round((1 - t[part]) * 6 * (1 + blur / 6)))
                ends = [(int(xs[i]), int(ys[i])) for i in (part, part + 1)]
                cv2.line(veil, ends[0], ends[1], 1.0, thick, cv2.LINE_AA)
        veil = cv2.GaussianBlur(veil, (0, 0), blur)
        light = mix(light, np.array([0.014, 0.018, 0.014], np.float32), np.clip(veil * 1.1, 0, 0.97))
    return light


def _developed(light: Plane, seed: int) -> NDArray[np.uint8]:
    """Do what a camera does: bloom, fall-off, a film's curve, grain."""
    random = np.random.default_rng(seed + 11)
    light = light + 0.05 * cv2.GaussianBlur(np.clip(light - 0.5, 0, None), (0, 0), 18)
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    light = light * (1 - 0.26 * (x * x * 0.7 + y * y * 0.45) ** 1.2)[:, :, None].astype(np.float32) * 1.75
    light = light * (1 + light / 6.5) / (1 + light)  # Reinhard, with white at 2.5
    coded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)
    coded = 255 * mix(coded, smoothstep(0.0, 1.0, coded), np.full(coded.shape, 0.42, np.float32))
    luma = coded.mean(2, keepdims=True)
    grain = cv2.GaussianBlur(random.normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), 0.65)[:, :, None]
    colour = cv2.GaussianBlur(random.normal(0, 1, (HEIGHT, WIDTH, 3)).astype(np.float32), (0, 0), 0.9)
    coded = coded + (grain * 3.4 + colour * 1.6) * (0.6 + 0.9 * np.clip(1 - luma / 200, 0, 1))
    return np.clip(np.rint(coded), 0, 255).astype(np.uint8)
