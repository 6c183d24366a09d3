"""What the lens is taught on: changes of many kinds to crops of pictures, and what platforms then do to them.

Pixels are uint8 RGB, (H, W, 3); noise is float32 of the same shape, in 8-bit steps.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from fixative.cloak import Key, cloak
from fixative.formats import Format
from fixative.picture import Colour, Frame, Picture

Pixels = NDArray[np.uint8]
Noise = NDArray[np.float32]

_YCC_TO_RGB = np.array([[1, 0, 1.402], [1, -0.344136, -0.714136], [1, 1.772, 0]], np.float32)  # ITU-T T.871
_PERIODS = (32, 64, 64, 128)


def rounded(pixels: NDArray[np.floating]) -> Pixels:
    """Give whole steps of 8 bits."""
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


def cloaked(pixels: Pixels, visible_cost: float, chance: np.random.Generator) -> Pixels:
    """Cloak as the program does, with a key of chance."""
    picture = Picture((Frame(pixels),), Colour.RGB, Format.PNG)
    after = (
        cloak(picture, visible_cost=visible_cost, key=Key(chance.bytes(16), chance.bytes(16))).picture.frames[0].pixels
    )
    return after.astype(np.uint8)


def spectrum(side: int, chance: np.random.Generator) -> Noise:
    """Draw how strong each frequency of Y, Cb and Cr is, shape (side, side, 3): a band or several, some oriented."""
    frequencies = np.fft.fftfreq(side)
    vertical, horizontal = np.meshgrid(frequencies, frequencies, indexing="ij")
    octave = np.log2(np.maximum(np.hypot(vertical, horizontal), 1 / 128))
    weights = np.zeros((side, side, 3))
    for _ in range(chance.integers(1, 4)):
        middle, width = chance.uniform(-6, -0.6), chance.uniform(0.3, 1.5)
        band = np.exp(-(((octave - middle) / width) ** 2))
        if chance.random() < 0.3:
            angle = np.arctan2(vertical, horizontal) - chance.uniform(0, np.pi)
            band = band * np.cos(angle) ** 4
        weights += band[:, :, None] * chance.dirichlet((1.2, 0.8, 0.8))
    weights[0, 0] = 0
    return weights.astype(np.float32)


def coloured(side: int, chance: np.random.Generator) -> Noise:
    """Draw noise of unit rms with a spectrum of chance; half of it repeats, as a bank's tiles do."""
    period = int(chance.choice(_PERIODS)) if chance.random() < 0.5 else side
    grain = chance.standard_normal((period, period, 3))
    bands = np.fft.ifft2(np.fft.fft2(grain, axes=(0, 1)) * spectrum(period, chance), axes=(0, 1)).real
    repeats = -(-side // period)
    noise = np.tile(bands @ _YCC_TO_RGB.T, (repeats, repeats, 1))[:side, :side]
    return (noise / max(noise.std(), 1e-6)).astype(np.float32)


def white(side: int, chance: np.random.Generator) -> Noise:
    """Draw noise of unit rms, each sample for itself, or all three channels alike."""
    channels = 3 if chance.random() < 0.7 else 1
    return np.repeat(chance.standard_normal((side, side, channels), np.float32), 3 // channels, 2)


def shaped(noise: Noise, pixels: Pixels, chance: np.random.Generator) -> Noise:
    """Let some noise lie where the picture is busy, as a cloak does; unit rms again."""
    if chance.random() < 0.5:
        return noise
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    busy = cv2.GaussianBlur(np.abs(grey - cv2.GaussianBlur(grey, None, 2)), None, 3)
    noise = noise * np.sqrt(busy + chance.uniform(0.2, 4))[:, :, None]
    return (noise / max(float(noise.std()), 1e-6)).astype(np.float32)


def noisy(pixels: Pixels, chance: np.random.Generator, share_of_white: float) -> Pixels:
    """Add noise, from hardly any to more than anybody would publish."""
    side = pixels.shape[0]
    noise = white(side, chance) if chance.random() < share_of_white else coloured(side, chance)
    return rounded(pixels + np.exp(chance.uniform(np.log(0.7), np.log(14))) * shaped(noise, pixels, chance))


def coded(pixels: Pixels, extension: str, quality: int) -> Pixels:
    """Encode as JPEG (4:2:0) or WebP, and decode."""
    flag = cv2.IMWRITE_JPEG_QUALITY if extension == ".jpg" else cv2.IMWRITE_WEBP_QUALITY
    file = cv2.imencode(extension, pixels[:, :, ::-1], (flag, quality))[1]
    return np.ascontiguousarray(cv2.imdecode(file, cv2.IMREAD_COLOR)[:, :, ::-1])


def edited(pixels: Pixels, chance: np.random.Generator) -> Pixels:
    """Do one thing to a picture that people and platforms do: code, blur, sharpen, brighten."""
    kind = chance.integers(5)
    if kind < 2:
        return coded(pixels, (".jpg", ".webp")[kind], int(chance.integers(50, 96)))
    if kind == 2:
        return cv2.GaussianBlur(pixels, None, chance.uniform(0.4, 1.5)).astype(np.uint8)
    if kind == 3:
        blurred = cv2.GaussianBlur(pixels, None, chance.uniform(0.6, 2)).astype(np.float32)
        return rounded(pixels + chance.uniform(0.2, 1.2) * (pixels - blurred))
    return rounded(255 * (pixels / 255) ** chance.uniform(0.8, 1.25) * chance.uniform(0.9, 1.1))


def platform(pixels: Pixels, side: int, process: tuple[str, int] | None) -> Pixels:
    """Scale to `side` and code, as an upload site does."""
    if pixels.shape[0] != side:
        pixels = cv2.resize(pixels, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)
    return pixels if process is None else coded(pixels, *process)


def random_platform(chance: np.random.Generator) -> tuple[str, int] | None:
    """Draw how a platform codes: half of them not at all."""
    extension = chance.choice(["", "", "", ".jpg", ".jpg", ".webp"])
    return (str(extension), int(chance.integers(60, 96))) if extension else None
