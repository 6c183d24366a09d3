"""What happens to a picture after it is cloaked, so that gradients pass: JPEG, WebP, scaling, blur, rounding."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

_DCT = torch.tensor(
    [
        [math.sqrt(1 / 8 if k == 0 else 1 / 4) * math.cos((2 * n + 1) * k * math.pi / 16) for n in range(8)]
        for k in range(8)
    ]
)
# ITU-T T.81, tables K.1 and K.2
_LUMA = torch.tensor(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ]
).float()
_CHROMA = torch.full((8, 8), 99.0)
_CHROMA[:4, :4] = torch.tensor([[17, 18, 24, 47], [18, 21, 26, 66], [24, 26, 56, 99], [47, 66, 99, 99]]).float()


def rounded(pixels: Tensor) -> Tensor:
    """Round to 8 bits; the gradient passes straight through."""
    return pixels + ((pixels.clamp(0, 1) * 255).round() / 255 - pixels).detach()


def _quantised(plane: Tensor, table: Tensor, quality: int) -> Tensor:
    scale = 5000 / quality if quality < 50 else 200 - 2 * quality
    steps = ((table * scale + 50) / 100).floor().clamp(1, 255).to(plane.device)
    dct = _DCT.to(plane.device)
    count, channels, height, width = plane.shape
    blocks = plane.view(count, channels, height // 8, 8, width // 8, 8).permute(0, 1, 2, 4, 3, 5)
    coefficients = dct @ blocks @ dct.T / steps
    # A coefficient that rounds to nothing carries no gradient: what JPEG removes must not pay.
    alive = (coefficients.detach().abs() > 0.3).float()
    through = coefficients + (coefficients.round() - coefficients).detach()
    coefficients = alive * through + (1 - alive) * coefficients.round().detach()
    return (dct.T @ (coefficients * steps) @ dct).permute(0, 1, 2, 4, 3, 5).reshape(plane.shape)


def jpeg(pixels: Tensor, quality: int) -> Tensor:
    """Compress (B, 3, H, W) in [0, 1] as baseline JPEG with 4:2:0 would; sides are cut to multiples of 16."""
    x = pixels[..., : pixels.shape[-2] // 16 * 16, : pixels.shape[-1] // 16 * 16].clamp(0, 1) * 255
    luma = 0.299 * x[:, :1] + 0.587 * x[:, 1:2] + 0.114 * x[:, 2:]
    chroma = F.avg_pool2d(torch.cat([(x[:, 2:] - luma) / 1.772, (x[:, :1] - luma) / 1.402], 1), 2)
    luma = _quantised(luma - 128, _LUMA, quality) + 128
    chroma = F.interpolate(_quantised(chroma, _CHROMA, quality), scale_factor=2, mode="bilinear", align_corners=False)
    red, blue = luma + 1.402 * chroma[:, 1:], luma + 1.772 * chroma[:, :1]
    return torch.cat([red, (luma - 0.299 * red - 0.114 * blue) / 0.587, blue], 1).clamp(0, 255) / 255


def scaled(pixels: Tensor, factor: float) -> Tensor:
    """Scale down with an antialiasing filter, to sides that are multiples of 32."""
    size = [max(32, round(side * factor / 32) * 32) for side in pixels.shape[-2:]]
    return F.interpolate(pixels, size=size, mode="bilinear", antialias=True)


def blurred(pixels: Tensor, sigma: float) -> Tensor:
    """Blur with a Gaussian."""
    taps = torch.exp(-(torch.arange(-3.0, 4.0, device=pixels.device) ** 2) / (2 * sigma**2))
    taps = taps / taps.sum()
    kernel = (taps[:, None] * taps).expand(pixels.shape[1], 1, 7, 7)
    return F.conv2d(F.pad(pixels, (3, 3, 3, 3), mode="reflect"), kernel, groups=pixels.shape[1])


def webp(pixels: Tensor, quality: int) -> Tensor:
    """Compress as WebP, by its own codec; the gradient passes straight through."""
    steps = (pixels.detach().clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).cpu().numpy()
    coded = [
        cv2.imdecode(cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, quality])[1], cv2.IMREAD_COLOR)
        for picture in steps[..., ::-1]
    ]
    after = torch.from_numpy(np.stack(coded)[..., ::-1].copy()).permute(0, 3, 1, 2).float().to(pixels.device) / 255
    return pixels + (after - pixels).detach()


_PROCESSES: dict[str, Callable[[Tensor, float], Tensor]] = {
    "scale": scaled,
    "blur": blurred,
    "jpeg": lambda pixels, quality: jpeg(pixels, int(quality)),
    "webp": lambda pixels, quality: webp(pixels, int(quality)),
}


def random_processing(chance: random.Random) -> list[tuple[str, float]]:
    """Draw what happens: scaling to a third of the batches, blur to a tenth, JPEG to half and WebP to a tenth."""
    steps: list[tuple[str, float]] = []
    drawn = chance.random()
    if drawn < 0.33:
        steps.append(("scale", chance.choice([0.5, 0.75])))
    elif drawn < 0.43:
        steps.append(("blur", chance.uniform(0.4, 1)))
    drawn = chance.random()
    if drawn < 0.5:
        steps.append(("jpeg", chance.randint(65, 95)))
    elif drawn < 0.6:
        steps.append(("webp", chance.randint(70, 90)))
    return steps


def process(pixels: Tensor, steps: list[tuple[str, float]]) -> Tensor:
    """Apply drawn steps in order."""
    for name, value in steps:
        pixels = _PROCESSES[name](pixels, value)
    return pixels
