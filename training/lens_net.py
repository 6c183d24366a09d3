"""The lens: a narrow encoder with a head for each true one, a decoder to look through, and their ONNX files.

The files hold float16 weights and plain operations only (Cast, Conv, ConvTranspose, Relu, Add), for `cv2.dnn`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

FINE, COARSE = 8, 32
"""Pixels a side that a latent stands for."""

_SHUFFLE = 4


def started(net: nn.Module) -> nn.Module:
    """Start from weights that keep the size of what goes through (He et al. 2015), and a half of it in a branch."""
    for layer in net.modules():
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            nn.init.zeros_(layer.bias)
    for layer in net.modules():
        if isinstance(layer, Residual):
            nn.init.normal_(layer.body[-1].weight, std=0.3 * layer.body[-1].weight.std().item())
    return net


class Residual(nn.Module):
    """Two convolutions and what went in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, width, 3, padding=1)
        )

    def forward(self, x: Tensor) -> Tensor:
        """Map (B, width, H, W) to the same shape."""
        return torch.relu(x + self.body(x))


def _down(inputs: int, outputs: int) -> list[nn.Module]:
    return [nn.Conv2d(inputs, outputs, 4, stride=2, padding=1), nn.ReLU()]


class Lens(nn.Module):
    """RGB (B, 3, H, W) in [0, 1], sides multiples of 32, to latents by the name of the encoder imitated.

    Parameters
    ----------
    heads : dict of (int, int)
        Channels and pixels a side of a latent (8 or 32), by name.
    width : int
        Features at half size; twice as many at a quarter, four times at an eighth.
    """

    def __init__(self, heads: dict[str, tuple[int, int]], width: int) -> None:
        super().__init__()
        deep, low = 4 * width, 8 * width // 3
        self.fine = nn.Sequential(
            *_down(3, width),
            *_down(width, 2 * width),
            Residual(2 * width),
            Residual(2 * width),
            *_down(2 * width, deep),
            Residual(deep),
        )
        self.coarse = nn.Sequential(*_down(deep, low), *_down(low, low), Residual(low))
        self.heads = nn.ModuleDict()
        self.strides = {name: stride for name, (_, stride) in heads.items()}
        for name, (channels, stride) in heads.items():
            if stride not in (FINE, COARSE):
                raise SystemExit(f"{name} has latents of {stride} pixels a side; the lens knows {FINE} and {COARSE}")
            self.heads[name] = nn.Conv2d(deep if stride == FINE else low, channels, 3, padding=1)

    def forward(self, pixels: Tensor) -> dict[str, Tensor]:
        """Encode."""
        fine = self.fine(pixels)
        coarse = self.coarse(fine)
        return {name: head(fine if self.strides[name] == FINE else coarse) for name, head in self.heads.items()}


class Decoder(nn.Module):
    """Latents (B, C, H, W) of 8 pixels a side to RGB in [0, 1]."""

    def __init__(self, channels: int, width: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(channels, 4 * width, 3, padding=1),
            nn.ReLU(),
            Residual(4 * width),
            Residual(4 * width),
            nn.ConvTranspose2d(4 * width, 3 * width, 4, stride=2, padding=1),
            nn.ReLU(),
            Residual(3 * width),
            Residual(3 * width),
            nn.Conv2d(3 * width, 3 * _SHUFFLE**2, 3, padding=1),
        )

    def forward(self, latents: Tensor) -> Tensor:
        """Decode; the last step, from 48 features at a quarter to pixels, is NumPy's at run time."""
        return nn.functional.pixel_shuffle(self.layers(latents), _SHUFFLE)


class _Graph:
    """An ONNX graph as it grows."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[TensorProto] = []

    def add(self, operation: str, inputs: list[str], output: str | None = None, **attributes: object) -> str:
        output = output or f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, inputs, [output], **attributes))
        return output

    def weight(self, value: Tensor) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(value.detach().cpu().numpy().astype(np.float16), name))
        return self.add("Cast", [name], to=TensorProto.FLOAT)

    def layer(self, layer: nn.Module, x: str, output: str | None = None) -> str:
        """Append a layer to what is called `x`, and name the result."""
        if isinstance(layer, nn.Sequential):
            for each in layer:
                x = self.layer(each, x, output if each is layer[-1] else None)
            return x
        if isinstance(layer, Residual):
            return self.add("Relu", [self.add("Add", [x, self.layer(layer.body, x)])], output)
        if isinstance(layer, nn.ReLU):
            return self.add("Relu", [x], output)
        turned = isinstance(layer, nn.ConvTranspose2d)
        return self.add(
            "ConvTranspose" if turned else "Conv",
            [x, self.weight(layer.weight), self.weight(layer.bias)],
            output,
            kernel_shape=list(layer.kernel_size),
            strides=list(layer.stride),
            pads=[*layer.padding, *layer.padding],
        )

    def save(self, path: Path, inputs: int, outputs: dict[str, int]) -> None:
        """Check and write the file."""

        def described(name: str, channels: int) -> onnx.ValueInfoProto:
            # Each output has a size of its own.
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, f"{name}_h", f"{name}_w"])

        results = [described(*item) for item in outputs.items()]
        graph = helper.make_graph(self.nodes, path.stem, [described("input", inputs)], results, self.weights)
        # Old enough for each OpenCV that Fixative runs with.
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        path.write_bytes(model.SerializeToString())


def export_lens(lens: Lens, path: Path) -> None:
    """Write the encoder: `input`, and an output for each head by its name."""
    graph = _Graph()
    fine = graph.layer(lens.fine, "input")
    coarse = graph.layer(lens.coarse, fine)
    for name, head in lens.heads.items():
        graph.layer(head, fine if lens.strides[name] == FINE else coarse, name)
    graph.save(path, 3, {name: head.out_channels for name, head in lens.heads.items()})


def export_decoder(decoder: Decoder, path: Path) -> None:
    """Write the decoder: latents in, 3 x 4 x 4 features at a quarter of the size out."""
    graph = _Graph()
    graph.layer(decoder.layers, "input", "pixels")
    graph.save(path, decoder.layers[0].in_channels, {"pixels": 3 * _SHUFFLE**2})
