"""An ammonite in ink: lines that follow its ribs, broader where it is dark, and strokes across them in the shadow."""

# ruff: noqa: PLR2004 - a drawing is made of numbers

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from drawing.noise import Noise, Plane, smoothstep

__all__ = ["draw_shell"]

WIDTH, HEIGHT = 1200, 1400
_FINER = 2
_CENTRE = (0.045, 0.11)  # of the spiral; the shell is about 1 in radius
_GROWTH = 2.35  # from one whorl to the next
_RIBS = 34  # a turn
_MOUTH = -1.16  # in turns; a whole one is to the right
_LIGHT = np.array([-0.62, -0.66, 0.55], np.float32)


def draw_shell(seed: int) -> NDArray[np.uint8]:
    """Draw it; shape (1400, 1200), grey."""
    noise = Noise(seed)
    height, width = HEIGHT * _FINER, WIDTH * _FINER
    row, column = (part.astype(np.float32) for part in np.mgrid[0:height, 0:width])
    scale = 0.59 * width
    shaken = 0.0028 * noise.layered(column / 300, row / 300, 3)
    x = (column - width * 0.5) / scale + shaken
    y = (row - height * 0.485) / scale + 0.0028 * noise.layered(column / 300 + 50, row / 300, 3)
    ink = np.zeros((height, width), np.float32)
    shell, shell_ink = _spiral(noise, x, y, column, row)
    ground = _ground(noise, shell, column, row) * (1 - shell)
    ink = np.maximum(ground, shell_ink * shell)
    ink = np.maximum(ink, _outline(shell, noise, column, row))
    ink = cv2.GaussianBlur(ink, (0, 0), 0.8)
    # Ink on laid paper is neither quite black nor quite even.
    dense = 0.93 + 0.07 * noise.layered(column / 9, row / 9, 2)
    grey = 252 - 228 * np.clip(ink * dense, 0, 1)
    grey = cv2.resize(grey, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    # 16 shades are enough for the edges of ink, and small as a PNG.
    return np.clip(np.rint(np.rint(grey / 255 * 15) / 15 * 255), 0, 255).astype(np.uint8)


def _line(phase: Plane, dark: Plane, period_pixels: Plane) -> Plane:
    """Draw parallel lines, one a whole number of the phase, of a width that is the darkness; edges of a pixel."""
    away = np.abs(phase - np.rint(phase)) * 2  # 0 on the line, 1 between two
    edge = np.clip(1.6 / np.maximum(period_pixels, 1.0), 0.02, 0.8)
    return np.clip((dark - away) / edge + 0.5, 0, 1) * (dark > 0.03)


def _period(phase: Plane) -> Plane:
    """Give the pixels from one line to the next; jumps of the phase do not count."""
    down = np.abs(np.diff(phase, axis=0, append=phase[-1:]))
    across = np.abs(np.diff(phase, axis=1, append=phase[:, -1:]))
    return 1 / np.maximum(np.hypot(np.minimum(down, 0.3), np.minimum(across, 0.3)), 1e-3)


def _spiral(noise: Noise, x: Plane, y: Plane, column: Plane, row: Plane) -> tuple[Plane, Plane]:
    radius = np.hypot(x - _CENTRE[0], y - _CENTRE[1]) + 1e-6
    angle = np.arctan2(y - _CENTRE[1], x - _CENTRE[0])
    turns = np.log(radius) / np.log(_GROWTH) - angle / (2 * np.pi)
    whorl = np.floor(turns)
    across = (turns - whorl).astype(np.float32)  # 0 at a whorl's inner seam, 1 at its outer
    along = angle / (2 * np.pi) + whorl  # turns from a fixed place
    along = along.astype(np.float32)
    # The mouth bends with the ribs.
    bend = 0.050 * across**2 - 0.034 * np.sin(np.pi * across)
    shell = (along + bend < _MOUTH) & (radius > 0.010)
    ribs = along * _RIBS + _RIBS * (bend * 1.2) + 0.06 * noise.at(column / 160, row / 160)
    profile = 2 * across - 1
    bulge = 0.95 * profile * (1 + 0.15 * profile)
    outward = np.stack([np.cos(angle), np.sin(angle)], 2)
    forward = np.stack([-np.sin(angle), np.cos(angle)], 2)
    ridge = -0.62 * np.sin(2 * np.pi * ribs) * (0.35 + 0.65 * np.sqrt(np.clip(1 - profile**2, 0, 1)))
    flat = outward * bulge[:, :, None] + forward * ridge[:, :, None]
    rise = np.sqrt(np.clip(1 - bulge**2, 0.02, 1)) * 0.9
    normal = np.concatenate([flat, rise[:, :, None]], 2).astype(np.float32)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    facing = normal @ (_LIGHT / np.linalg.norm(_LIGHT))
    seam = np.exp(-across / 0.055) + 0.9 * np.exp(-(1 - across) / 0.04)
    # The whole is a shallow bowl: its far side turns away from the light.
    bowl = 0.16 * (x * 0.62 + y * 0.66)
    dark = 0.66 - 0.86 * facing + 0.62 * seam + bowl + 0.05 * noise.layered(column / 120, row / 120, 3)
    dark = np.clip(dark, 0, 1).astype(np.float32)
    dark_here = np.clip(dark * 0.88, 0, 0.92)
    phase = ribs * 3.0 + 0.06 * noise.at(column / 55, row / 55)
    # As the shell grows, new lines begin between the old ones, as an engraver would have it.
    level = along + across
    second = smoothstep(-3.2, -2.7, level)
    third = smoothstep(-1.85, -1.35, level)
    lines = _line(phase, dark_here / (1 + second) / (1 + third), _period(phase))
    lines = np.maximum(lines, _line(phase + 0.5, dark_here * second / 2 / (1 + third), _period(phase)))
    between = 2 * phase + 0.5
    lines = np.maximum(lines, _line(between, dark_here * third / 2, _period(between)))
    # Growth lines along the whorl, where it is darkest, cross them.
    growth = across * 22 + 0.25 * noise.at(column / 90 + 7, row / 90)
    crossed = _line(growth, np.clip((dark - 0.60) * 1.25, 0, 0.5), _period(growth))
    return shell.astype(np.float32), np.maximum(lines, crossed * (radius > 0.17)).astype(np.float32)


def _ground(noise: Noise, shell: Plane, column: Plane, row: Plane) -> Plane:
    """Hatch the cast shadow, and dot the sand."""
    move = np.float32([[1, 0, 120], [0, 1, 165]])
    cast = cv2.warpAffine(shell, move, shell.shape[::-1])
    soft = cv2.GaussianBlur(cv2.resize(cast, None, fx=0.25, fy=0.25), (0, 0), 15)
    shadow = cv2.resize(soft, shell.shape[::-1], interpolation=cv2.INTER_CUBIC)
    near = np.exp(-cv2.distanceTransform((shell < 0.5).astype(np.uint8), cv2.DIST_L2, 5) / 75)
    deep = shadow * (0.62 + 0.38 * near)
    ink = np.zeros_like(shell)
    for turn, low, wide in ((0.66, 0.10, 0.46), (1.22, 0.50, 0.36), (-0.30, 0.74, 0.30)):
        along = column * np.cos(turn) + row * np.sin(turn)
        phase = (-column * np.sin(turn) + row * np.cos(turn)) / 15 + 0.16 * noise.layered(
            column / 240, row / 240 + turn, 2
        )
        line = np.rint(phase)
        lifted = 0.26 * noise.at(along / 150 + 31 * line, line * 7.3)  # strokes end where they will
        pressed = 1 + 0.22 * noise.at(along / 210, line * 3.7)
        dark = smoothstep(low, low + 0.34, deep + lifted * smoothstep(0.02, 0.2, deep)) * wide * pressed
        ink = np.maximum(ink, _line(phase.astype(np.float32), np.clip(dark, 0, 0.8).astype(np.float32), _period(phase)))
    return np.maximum(ink, _dots(noise, shell, deep))


def _dots(noise: Noise, shell: Plane, shadow: Plane) -> Plane:
    height, width = shell.shape
    random = np.random.default_rng(4)
    away = cv2.distanceTransform((cv2.max(shell, shadow) < 0.12).astype(np.uint8), cv2.DIST_L2, 5)
    dots = np.zeros((height, width), np.float32)
    for _ in range(9000):
        left, top = random.uniform(0, width), random.uniform(0, height)
        patchy = 0.7 + 0.6 * float(noise.at(np.float32([[left / 190]]), np.float32([[top / 190]]))[0, 0])
        if random.random() > patchy * np.exp(-float(away[int(top), int(left)]) / 120):
            continue
        size = int(abs(random.normal(0, 1.0)) * 16 + 20)
        cv2.circle(dots, (int(left * 16), int(top * 16)), size, 1.0, -1, cv2.LINE_AA, 4)
    return dots


def _outline(shell: Plane, noise: Noise, column: Plane, row: Plane) -> Plane:
    """Go round the shell with a pen that presses more on the side of the shadow."""
    inside = cv2.distanceTransform((shell > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    lower = smoothstep(-0.5, 0.9, ((column / column.max() - 0.5) + (row / row.max() - 0.5)).astype(np.float32))
    press = 4.5 + 6.0 * lower + 1.4 * noise.layered(column / 70, row / 70, 2)
    return np.clip(press - inside, 0, 1) * (shell > 0.5)
