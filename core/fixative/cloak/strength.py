"""How much of a perturbation meets a visible cost on a picture.

The measure is the part of SSIMULACRA2 (Cloudinary, 2.1) that a perturbation of fine grain can move, taken on a
mosaic of windows instead of the whole picture; `benchmarks/visible_cost.py` holds it against the whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["VisibleCost", "amount_for"]

_Plane = NDArray[np.float32]

_C2 = 0.0009
_OPSIN = np.array(
    [[0.30, 0.622, 0.078], [0.23, 0.692, 0.078], [0.24342268924547819, 0.20476744424496821, 0.5518098665095536]],
    np.float32,
)
_BIAS = 0.0037930732552754493
_SIGMA = 1.5
_SMALLEST = 8  # sides of the coarsest scale, pixels

_NOMINAL = 70.0
_SLOPE = 1.6
_LOOKS = 6
_CLOSE = 0.05  # an error of log cost that is not worth another look; about 0.8 points
_TELLING = 0.02  # a step of log amount that tells a slope
_NOTHING = 1e-6

_X, _Y, _B = range(3)
_STRUCTURE, _ARTEFACT, _LOST = range(3)
# By scale and channel: (norm, map, weight). Weights below 1 are left out: they move no score by 0.1.
_WEIGHTS: tuple[dict[int, tuple[tuple[int, int, float], ...]], ...] = (
    {_Y: ((4, _STRUCTURE, 7.466890328078848), (4, _LOST, 17.445833984131262))},
    {
        _X: ((4, _STRUCTURE, 1.1041726426657346),),
        _Y: ((4, _STRUCTURE, 6.683678146179332), (4, _LOST, 1.027889937768264)),
    },
    {
        _X: ((4, _STRUCTURE, 1.8422455520539298), (4, _ARTEFACT, 11.441172603757666)),
        _Y: ((1, _STRUCTURE, 225.20515300849274), (4, _STRUCTURE, 19.213238186143016)),
    },
    {
        _X: ((4, _STRUCTURE, 1.8787594979546387), (4, _ARTEFACT, 10.94906990605142)),
        _Y: ((1, _STRUCTURE, 176.39317598450694), (4, _STRUCTURE, 24.43300999870476)),
        _B: ((4, _STRUCTURE, 8.826982764996862), (4, _ARTEFACT, 23.19243343998926)),
    },
    {
        _Y: ((4, _STRUCTURE, 34.77906344483772), (4, _ARTEFACT, 44.835625328877896)),
        _B: ((1, _STRUCTURE, 95.1080498811086), (4, _ARTEFACT, 171.2667255897307)),
    },
)


def _score(raw: float) -> float:
    x = raw * 0.9562382616834844
    x = 2.326765642916932 * x - 0.020884521182843837 * x**2 + 6.248496625763138e-05 * x**3
    return 100 - 10 * math.pow(max(x, 0.0), 0.6276336467831387)


def _raw_for(score: float) -> float:
    low, high = 0.0, 100.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _score(middle) > score else (low, middle)
    return low


def _linear_light() -> NDArray[np.float32]:
    encoded = np.arange(256) / 255
    # IEC 61966-2-1
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4).astype(np.float32)  # noqa: PLR2004


_LINEAR = _linear_light()


def _planes(linear: NDArray[np.float32], channels: frozenset[int]) -> dict[int, _Plane]:
    """Give the positive XYB planes that a scale needs."""
    wanted = _OPSIN if _B in channels else _OPSIN[:2]
    mixed = cv2.transform(linear, wanted) + np.float32(_BIAS)
    root: _Plane = np.asarray(cv2.pow(mixed, 1 / 3) - np.float32(_BIAS ** (1 / 3)), np.float32)
    mean: _Plane = (root[:, :, 0] + root[:, :, 1]) / np.float32(2)
    planes: dict[int, _Plane] = {_Y: mean + np.float32(0.01)}
    if _X in channels:
        planes[_X] = (root[:, :, 0] - root[:, :, 1]) * np.float32(7) + np.float32(0.42)
    if _B in channels:
        planes[_B] = root[:, :, 2] - mean + np.float32(0.55)
    return planes


def _pyramid(pixels: NDArray[np.uint8]) -> list[dict[int, _Plane]]:
    linear = cv2.LUT(pixels, _LINEAR).astype(np.float32, copy=False)
    levels = []
    for weights in _WEIGHTS:
        levels.append(_planes(linear, frozenset(weights)))
        height, width = (side // 2 for side in linear.shape[:2])
        if min(height, width) < _SMALLEST:
            break
        # An odd row or column is left out: a ratio other than 2 would blur what is measured.
        even = linear[: 2 * height, : 2 * width]
        linear = np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.float32)
    return levels


def _blur(plane: _Plane) -> _Plane:
    return np.asarray(cv2.GaussianBlur(plane, (11, 11), _SIGMA), np.float32)


def _norm(values: _Plane, p: int) -> float:
    if p == 1:
        return float(values.mean())
    squares = values * values
    return math.pow(float(np.vdot(squares, squares)) / squares.size, 0.25)


@dataclass(frozen=True, slots=True)
class _Reference:
    plane: _Plane
    mean: _Plane
    variance: _Plane
    edges: _Plane


class VisibleCost:
    """How visible changes to some pixels are.

    Parameters
    ----------
    clean : ndarray, shape (H, W, 3), uint8, sRGB
    """

    def __init__(self, clean: NDArray[np.uint8]) -> None:
        self._levels: list[dict[int, _Reference]] = []
        for level in _pyramid(clean):
            references = {}
            for channel, plane in level.items():
                mean = _blur(plane)
                references[channel] = _Reference(
                    plane, mean, _blur(plane * plane) - mean * mean, np.abs(plane - mean) + np.float32(1)
                )
            self._levels.append(references)

    def raw(self, changed: NDArray[np.uint8]) -> float:
        """Measure a change: 0 is none; about proportional to a power of its amplitude, of 1 to 2."""
        total = 0.0
        for weights, references, planes in zip(_WEIGHTS, self._levels, _pyramid(changed), strict=False):
            for channel, terms in weights.items():
                total += _cost(references[channel], planes[channel], terms)
        return total

    def score(self, changed: NDArray[np.uint8]) -> float:
        """Estimate SSIMULACRA2 of a change: 100 is none, 0 is ruin."""
        return _score(self.raw(changed))


def _cost(clean: _Reference, plane: _Plane, terms: tuple[tuple[int, int, float], ...]) -> float:
    mean = _blur(plane)
    total = 0.0
    kinds = {kind for _, kind, _ in terms}
    if _STRUCTURE in kinds:
        variance = _blur(plane * plane) - mean * mean
        covariance = _blur(clean.plane * plane) - clean.mean * mean
        shift = clean.mean - mean
        likeness = (1 - shift * shift) * (2 * covariance + np.float32(_C2))
        structure = np.maximum(1 - likeness / (clean.variance + variance + np.float32(_C2)), 0)
        total += sum(weight * _norm(structure, p) for p, kind, weight in terms if kind == _STRUCTURE)
    if kinds & {_ARTEFACT, _LOST}:
        ratio = (np.abs(plane - mean) + np.float32(1)) / clean.edges - np.float32(1)
        for p, kind, weight in terms:
            if kind == _ARTEFACT:
                total += weight * _norm(np.maximum(ratio, 0), p)
            elif kind == _LOST:
                total += weight * _norm(np.minimum(ratio, 0), p)
    return total


def amount_for(
    score: float,
    clean: NDArray[np.uint8],
    changed: Callable[[float], NDArray[np.uint8]],
    *,
    most: float,
    found: float = 1.0,
) -> tuple[float, float]:
    """Find the amount at which a change meets a visible cost.

    Parameters
    ----------
    score : float
        Wanted SSIMULACRA2.
    clean : ndarray, shape (H, W, 3), uint8, sRGB
    changed : callable
        Gives `clean` with an amount of the perturbation, rounded and clipped as it will be.
    most : float
        The largest amount.
    found : float
        The part of the cost that `clean` is known to show, in (0, 1].

    Returns
    -------
    amount : float
        In (0, most].
    reached : float
        The score there, as measured.
    """
    cost, goal = VisibleCost(clean), math.log(_raw_for(score))

    def log_cost(amount: float) -> float:
        return math.log(max(cost.raw(changed(amount)) / found, _NOTHING))

    # The tiles are made to cost about 70 at an amount of 1, and cost grows with about this power.
    amount = min(math.exp((goal - math.log(_raw_for(_NOMINAL))) / _SLOPE), most)
    looks: list[tuple[float, float]] = []
    while True:
        here = log_cost(amount)
        looks.append((amount, here))
        if abs(here - goal) < _CLOSE or (amount == most and here < goal) or len(looks) >= _LOOKS:
            return amount, _score(math.exp(here))
        amount = min(_meeting(goal, looks[-2:]), most)


def _meeting(goal: float, looks: list[tuple[float, float]]) -> float:
    """Follow the line through one or two looks, of amount and log cost, to where it meets the goal."""
    amount, here = looks[-1]
    apart = math.log(amount / looks[0][0])
    # Log cost is nearly a line in log amount.
    slope = min(max((here - looks[0][1]) / apart, 0.8), 6.0) if abs(apart) > _TELLING else _SLOPE
    return amount * math.exp((goal - here) / slope)
