"""How much perturbation each pixel bears, as the program has it: who knows the program can tell it from any picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from squares import Pixels

from fixative.cloak.visibility import CELL, ONE, bearing_map, survey


def bearing(pixels: Pixels) -> NDArray[np.float32]:
    """Give the bearing of each pixel, shape (H, W), above 0; 1 is what texture of a middling activity bears.

    Parameters
    ----------
    pixels : ndarray, shape (H, W, 3), uint8, sRGB
    """
    height, width = pixels.shape[:2]
    cells = bearing_map(survey(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)))
    whole = cv2.resize(cells, (cells.shape[1] * CELL, cells.shape[0] * CELL), interpolation=cv2.INTER_LINEAR)
    return np.maximum(whole[:height, :width], 1).astype(np.float32) / ONE
