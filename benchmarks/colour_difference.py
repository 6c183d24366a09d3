"""How far two colours are from each other: CIEDE2000.

Source: CIE 142-2001; in the form of Sharma, Wu and Dalal 2005, "The CIEDE2000 Color-Difference Formula:
Implementation Notes, Supplementary Test Data, and Mathematical Observations", equations 2 to 22.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SRGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)  # IEC 61966-2-1, white D65
_FAR = 25.0**7

Values = NDArray[np.float64]


def lab(pixels: NDArray[np.uint8]) -> Values:
    """Turn sRGB, (..., 3), uint8, into CIELAB about D65."""
    light = pixels / 255
    light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    # Rows that sum to the white make white have no chroma.
    relative = light @ (_SRGB_TO_XYZ / _SRGB_TO_XYZ.sum(1, keepdims=True)).T
    root = np.where(relative > (6 / 29) ** 3, np.cbrt(relative), relative * (29 / 6) ** 2 / 3 + 4 / 29)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def ciede2000(one: Values, other: Values) -> Values:
    """Give the difference of colours in CIELAB, (..., 3) each, shape (...)."""
    (light1, a1, b1), (light2, a2, b2) = np.moveaxis(one, -1, 0), np.moveaxis(other, -1, 0)
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + _FAR)))
    a1, a2 = a1 * stretch, a2 * stretch
    chroma1, chroma2 = np.hypot(a1, b1), np.hypot(a2, b2)
    hue1, hue2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360

    coloured = chroma1 * chroma2 > 0
    turn = np.where(coloured, (hue2 - hue1 + 180) % 360 - 180, 0)
    # Halfway round, which way to turn is a matter of convention: equation 10 turns forward.
    turn = np.where(coloured & (hue2 - hue1 == 180), 180, turn)
    total = hue1 + hue2
    apart = np.abs(hue1 - hue2) > 180
    hue = np.where(apart, (total + np.where(total < 360, 360, -360)) / 2, total / 2)
    hue = np.where(coloured, hue, total)

    mean_light, mean_chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    weight = 1 - 0.17 * _cos(hue - 30) + 0.24 * _cos(2 * hue) + 0.32 * _cos(3 * hue + 6) - 0.20 * _cos(4 * hue - 63)
    off = (mean_light - 50) ** 2
    by_light = (light2 - light1) / (1 + 0.015 * off / np.sqrt(20 + off))
    by_chroma = (chroma2 - chroma1) / (1 + 0.045 * mean_chroma)
    by_hue = 2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * mean_chroma * weight)
    rotation = 2 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + _FAR))
    rotation *= -np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    square = by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue
    return np.sqrt(np.maximum(square, 0))


def _cos(degrees: Values) -> Values:
    return np.cos(np.radians(degrees))
