"""How the lens is distilled, where torch and onnx are installed (`pip install -e '.[train]'`)."""

import json
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from pictures import photo
from PIL import Image

torch = pytest.importorskip("torch", reason="torch is for training only: pip install -e '.[train]'")
pytest.importorskip("safetensors", reason="safetensors is for training only: pip install -e '.[train]'")
pytest.importorskip("onnx", reason="onnx is for training only: pip install -e '.[train]'")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

import lens_cache  # noqa: E402
import lens_changes as changes  # noqa: E402
from lens import Config, Trainer, displacements, export, spearman  # noqa: E402
from lens_cache import CHANGES, GROUPS, SIDE, Teachers  # noqa: E402
from lens_net import Decoder, Lens, export_decoder, export_lens  # noqa: E402
from surrogates import displacement  # noqa: E402
from torch import nn  # noqa: E402


def _teacher(channels: int, side: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, channels, side, stride=side)).requires_grad_(requires_grad=False)


@pytest.fixture(scope="module")
def shard(tmp_path_factory) -> lens_cache.Shard:
    """Sixteen groups, labelled by encoders of one layer each, so that they are quick."""
    folder = tmp_path_factory.mktemp("pictures")
    for seed in range(3):
        Image.fromarray(photo(300, 280, seed=seed)).save(folder / f"{seed}.png")
    torch.manual_seed(0)
    decoder = nn.ConvTranspose2d(4, 3, 8, stride=8).requires_grad_(requires_grad=False)
    teachers = Teachers({"fine": _teacher(4, 8), "coarse": _teacher(6, 32)}, ("fine", decoder), folder)
    return teachers.shard((0, 3), "cpu")


def _config(**changed: object) -> Config:
    return Config(**{"encoders": ("fine", "coarse"), "held": 1, "steps": 4, "batch": 2, "width": 6, **changed})


def test_a_shard_holds_groups_and_what_the_encoders_say(shard):
    assert shard.pixels.shape == (GROUPS, 1 + len(CHANGES), 3, SIDE, SIDE)
    assert shard.latents["fine"].shape == (GROUPS, 1 + len(CHANGES), 4, SIDE // 8, SIDE // 8)
    assert shard.latents["coarse"].shape == (GROUPS, 1 + len(CHANGES), 6, SIDE // 32, SIDE // 32)
    moved = (shard.pixels[:, 1:].float() - shard.pixels[:, :1].float()).abs().mean((0, 2, 3, 4))
    assert bool((moved > 0.2).all())
    assert bool((moved < 30).all())


def test_a_shard_is_read_as_it_was_written(shard, tmp_path):
    shard.save(tmp_path / "one.pt")
    again = lens_cache.load(tmp_path / "one.pt")
    assert torch.equal(again.pixels, shard.pixels)
    assert torch.equal(again.latents["coarse"], shard.latents["coarse"])


def test_displacements_are_those_of_the_encoders(shard):
    latents = {name: each.float() for name, each in shard.latents.items()}
    found = displacements(latents)
    assert found.shape == (2, GROUPS, len(CHANGES))
    expected = displacement(latents["coarse"][5, :1], latents["coarse"][5, 3:4])
    assert float(found[1, 5, 2]) == pytest.approx(float(expected))


def test_learning_brings_the_figures_together(shard):
    trainer = Trainer(_config(steps=40, batch=4), [shard, shard], "fine", "cpu")
    before = trainer.figures()["mean error of log D"]
    for _ in range(40):
        trainer.step()
    assert trainer.figures()["mean error of log D"] < 0.6 * before


def test_a_resumed_run_ends_as_one_that_was_not_stopped(shard, tmp_path):
    whole, first, second = (Trainer(_config(), [shard, shard], "fine", "cpu") for _ in range(3))
    for _ in range(4):
        whole.step()
    for _ in range(2):
        first.step()
    first.save(tmp_path / "checkpoint.pt")
    second.resume(tmp_path / "checkpoint.pt")
    for _ in range(2):
        second.step()
    for one, other in zip(whole.lens.parameters(), second.lens.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_another_configuration_is_not_resumed(shard, tmp_path):
    Trainer(_config(), [shard, shard], "fine", "cpu").save(tmp_path / "checkpoint.pt")
    with pytest.raises(SystemExit, match="another configuration"):
        Trainer(_config(width=9), [shard, shard], "fine", "cpu").resume(tmp_path / "checkpoint.pt")


def test_opencv_reads_what_was_exported(tmp_path):
    torch.manual_seed(0)
    lens, decoder = Lens({"fine": (4, 8), "coarse": (6, 32)}, 6), Decoder(4, 4)
    export_lens(lens, tmp_path / "encoder.onnx")
    export_decoder(decoder, tmp_path / "decoder.onnx")
    pixels = torch.rand(1, 3, 96, 160)
    with torch.no_grad():
        expected = lens(pixels)
        shown = decoder.layers(expected["fine"])
    net = cv2.dnn.readNetFromONNX(str(tmp_path / "encoder.onnx"))
    net.setInput(pixels.numpy())
    names = net.getUnconnectedOutLayersNames()
    assert set(names) == {"fine", "coarse"}
    for name, latents in zip(names, net.forward(names), strict=True):
        assert np.abs(latents - expected[name].numpy()).max() < 1e-3
    net = cv2.dnn.readNetFromONNX(str(tmp_path / "decoder.onnx"))
    net.setInput(expected["fine"].numpy())
    assert np.abs(net.forward() - shown.numpy()).max() < 1e-3


def test_the_card_says_how_it_was_made(shard, tmp_path):
    trainer = Trainer(_config(), [shard, shard], "fine", "cpu")
    trainer.step()
    export(trainer, tmp_path)
    card = json.loads((tmp_path / "lens.json").read_text())
    assert card["steps"] == 1
    assert card["config"]["width"] == 6
    assert card["decoder of"] == "fine"
    assert (tmp_path / "encoder.onnx").stat().st_size < 100_000


def test_rank_correlation_is_of_ranks():
    values = np.random.default_rng(0).random(50)
    assert spearman(values, np.exp(5 * values)) == 1
    assert spearman(values, -values) == -1


@pytest.mark.parametrize("make", [changes.coloured, changes.white])
def test_noise_has_unit_rms(make):
    for seed in range(8):
        noise = make(128, np.random.default_rng(seed))
        assert noise.shape == (128, 128, 3)
        assert float(noise.std()) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("seed", range(12))
def test_changes_keep_the_shape_and_change(seed):
    pixels = photo(128, 128, seed=1)
    for after in (
        changes.edited(pixels, np.random.default_rng(seed)),
        changes.noisy(pixels, np.random.default_rng(seed), 0.5),
        changes.cloaked(pixels, 70, np.random.default_rng(seed)),
    ):
        assert after.shape == pixels.shape
        assert after.dtype == np.uint8
        assert np.any(after != pixels)
    assert changes.platform(pixels, 64, (".jpg", 75)).shape == (64, 64, 3)
