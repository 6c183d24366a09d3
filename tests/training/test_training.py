"""The trainer's parts, where torch is installed (`pip install -e '.[train]'`)."""

import io
import json
import random
import sys
from pathlib import Path

import numpy as np
import pytest
from pictures import photo
from PIL import Image
from shared import shared

torch = pytest.importorskip("torch", reason="torch is for training only: pip install -e '.[train]'")
pytest.importorskip("safetensors", reason="safetensors is for training only: pip install -e '.[train]'")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from processing import jpeg, rounded, scaled  # noqa: E402
from ssimulacra2 import compute_ssimulacra2  # noqa: E402
from st_lpips import ShiftTolerantLpips  # noqa: E402
from surrogates import displacement, encode, load_encoders  # noqa: E402
from tiles import SIDE, pieced, start, theta_of, thresholds, tiles, woven  # noqa: E402
from train import Config, Trainer, export  # noqa: E402
from visible_cost import VisibleCost, raw_for, score  # noqa: E402


def _tensor(pixels: np.ndarray) -> "torch.Tensor":
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float() / 255


@pytest.fixture
def encoders(tmp_path) -> Path:
    """Two encoders with the architecture of the real ones and weights of chance."""
    folder = tmp_path / "encoders"
    folder.mkdir()
    torch.manual_seed(0)
    layers = {"0": (64, 3), **{f"1.conv.{n}": (64, 64) for n in (0, 2, 4)}}
    for stage in range(3):
        first = 2 + 4 * stage
        layers[str(first)] = (64, 64)
        layers |= {f"{first + block}.conv.{n}": (64, 64) for block in (1, 2, 3) for n in (0, 2, 4)}
    layers["14"] = (4, 64)
    for name in ("one", "two"):
        state = {}
        for layer, (outputs, inputs) in layers.items():
            state[f"{layer}.weight"] = torch.randn(outputs, inputs, 3, 3) * (2 / (9 * inputs)) ** 0.5
            if layer not in ("2", "6", "10"):
                state[f"{layer}.bias"] = torch.zeros(outputs)
        torch.save(state, folder / f"{name}_encoder.pth")
    return folder


@pytest.fixture
def drawn(tmp_path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for seed in range(4):
        Image.fromarray(photo(200, 160, seed=seed)).save(folder / f"{seed}.png")
    return folder


def _config(**changes: object) -> Config:
    return Config(**{"encoders": ("one", "two"), "steps": 6, "batch": 2, "crop": 64, "entries": 2, **changes})


@pytest.mark.parametrize("noise", [3, 8])
def test_visible_cost_is_ssimulacra2(noise: int, tmp_path):
    before = photo(384, 320)
    moved = before + np.random.default_rng(0).normal(0, noise, before.shape)
    after = np.clip(np.rint(moved), 0, 255).astype(np.uint8)
    paths = [str(tmp_path / name) for name in ("before.png", "after.png")]
    for path, pixels in zip(paths, (before, after), strict=True):
        Image.fromarray(pixels).save(path)
    ours = float(score(VisibleCost(_tensor(before)).raw(_tensor(after))))
    assert abs(ours - compute_ssimulacra2(*paths)) < 2


def test_scores_and_sums_are_each_others_inverse():
    assert [float(score(torch.tensor(raw_for(wanted)))) for wanted in (80, 70, 55)] == pytest.approx(
        [80, 70, 55], abs=0.01
    )


def test_the_amount_meets_the_cost():
    clean = _tensor(photo(128, 128))
    cost, pattern = VisibleCost(clean), torch.randn(1, 3, 128, 128, generator=torch.Generator().manual_seed(0)) / 50
    amount, _ = cost.amount_for(70, pattern, clean, torch.ones(1), steps=4)
    assert float(score(cost.raw((clean + amount * pattern).clamp(0, 1)))) == pytest.approx(70, abs=1)


@pytest.mark.parametrize("quality", [50, 75, 92])
def test_jpeg_is_much_like_a_real_one_and_lets_gradients_pass(quality: int):
    pixels = photo(128, 96)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=quality, subsampling=2)
    real = _tensor(np.asarray(Image.open(file)))
    ours = jpeg(_tensor(pixels), quality)
    assert float((ours - real).abs().mean()) * 255 < 1.5
    free = _tensor(pixels).requires_grad_()
    jpeg(free, quality).pow(2).mean().backward()
    assert float(free.grad.abs().sum()) > 0


def test_rounding_gives_whole_steps_and_passes_the_gradient():
    free = torch.full((1, 3, 4, 4), 0.3, requires_grad=True)
    stepped = rounded(free) * 255
    stepped.sum().backward()
    assert torch.equal(stepped.round(), stepped.detach())
    assert torch.allclose(free.grad, torch.full_like(free, 255))


def test_scaling_keeps_sides_for_encoders():
    assert scaled(torch.zeros(1, 3, 128, 192), 0.5).shape[-2:] == (64, 96)


def test_tiles_are_periodic_without_mean_and_limited():
    made = tiles(start(3, torch.Generator().manual_seed(0)), thresholds())
    assert made.shape == (3, 3, SIDE, SIDE)
    assert float(made.abs().max()) <= 16 / 255
    assert float(made.mean((2, 3)).abs().max()) * 255 < 0.1


def test_a_cut_of_the_plane_repeats():
    cut = woven(torch.randn(3, SIDE, SIDE), 2 * SIDE, random.Random(0), warp=0)
    assert torch.equal(cut[:, :SIDE], cut[:, SIDE:])


def test_displacement_is_relative(encoders):
    net = load_encoders(encoders)["one"]
    before = encode(net, _tensor(photo(64, 64)))
    assert float(displacement(before, before)) < 1e-3
    spread = (before - before.mean((2, 3), keepdim=True)).pow(2).mean().sqrt()
    assert float(displacement(before, before + spread)) == pytest.approx(1, abs=1e-3)


def test_a_resumed_run_ends_as_one_that_was_not_stopped(encoders, drawn, tmp_path):
    whole = Trainer(_config(), encoders, drawn, "cpu")
    for _ in range(6):
        whole.step()
    first = Trainer(_config(), encoders, drawn, "cpu")
    for _ in range(3):
        first.step()
    first.save(tmp_path / "checkpoint.pt")
    second = Trainer(_config(), encoders, drawn, "cpu")
    second.resume(tmp_path / "checkpoint.pt")
    for _ in range(3):
        second.step()
    assert torch.allclose(whole.theta, second.theta, atol=1e-5)


def test_entries_are_one_until_the_split_and_part_after_it(encoders, drawn):
    trainer = Trainer(_config(steps=8, split=0.5), encoders, drawn, "cpu")
    for _ in range(4):
        trainer.step()
    assert torch.equal(trainer.theta[0], trainer.theta[1])
    assert not torch.equal(trainer.theta[0], start(2, torch.Generator().manual_seed(0))[0])
    for _ in range(4):
        trainer.step()
    assert not torch.equal(trainer.theta[0], trainer.theta[1])


def test_what_people_see_is_part_of_the_cost(encoders, drawn):
    weights = shared("metrics", "alex_shift_tolerant.pth")
    metric = ShiftTolerantLpips(weights)
    seen = []
    for config, given in ((_config(steps=24, entries=1), None), (_config(steps=24, entries=1, perceptual=50), weights)):
        trainer = Trainer(config, encoders, drawn, "cpu", given)
        while trainer.done < config.steps:
            trainer.step()
        clean = _tensor(photo(128, 128))
        with torch.random.fork_rng():
            torch.manual_seed(0)
            pattern = woven(trainer.shapes(random.Random(0)).detach()[0], 128, random.Random(0))[None]
        amount, _ = VisibleCost(clean).amount_for(70, pattern, clean, torch.ones(1), steps=4)
        seen.append(float(metric.distance(clean, (clean + amount * pattern).clamp(0, 1))))
    assert seen[1] < 0.9 * seen[0]


def test_a_bank_is_what_the_program_reads(encoders, drawn, tmp_path):
    trainer = Trainer(_config(), encoders, drawn, "cpu")
    trainer.step()
    export(trainer, tmp_path)
    with np.load(tmp_path / "bank.npz") as bank:
        assert bank["tiles"].dtype == np.int8
        assert bank["tiles"].shape == (2, SIDE, SIDE, 3)
        shapes = bank["tiles"] * bank["scales"][:, None, None, None]
        assert bank["borders"].shape == (1,)
    made = trainer.shapes(random.Random(trainer.config.seed)).detach()
    expected = made.permute(0, 2, 3, 1).numpy() * 255 * trainer.nominal(made)
    assert np.abs(shapes - expected).max() <= bank_step(tmp_path)
    assert json.loads((tmp_path / "bank.json").read_text())["steps"] == 1


def test_a_run_goes_on_from_a_bank(encoders, drawn, tmp_path):
    first = Trainer(_config(split=0.0, pieces=()), encoders, drawn, "cpu")
    first.step()
    export(first, tmp_path)
    second = Trainer(_config(split=0.0, pieces=(), seed=1), encoders, drawn, "cpu")
    second.start_from(tmp_path / "bank.npz")
    assert np.array_equal(second.pictures.borders, first.pictures.borders)
    # But for what 8 bits have lost.
    shapes = (each.shapes(random.Random(0)).detach().flatten(1) for each in (first, second))
    for one, other in zip(*shapes, strict=True):
        assert float(torch.corrcoef(torch.stack([one, other]))[0, 1]) > 0.999
        assert float(other.std() / one.std()) == pytest.approx(1, rel=0.02)


def test_tiles_tell_what_they_were_made_of():
    theta = start(1, torch.Generator().manual_seed(0))
    theta[:, :, 0, 0] += 5
    made = tiles(theta, thresholds())
    again = tiles(theta_of(1.7 * made, thresholds()), thresholds())
    assert torch.allclose(again, made, atol=1e-4)


def bank_step(folder: Path) -> float:
    with np.load(folder / "bank.npz") as bank:
        return float(bank["scales"].max()) / 2 + 1e-4


def test_a_warp_leaves_the_tile_s_texture_and_not_its_place():
    torch.manual_seed(0)
    tile = tiles(start(1, torch.Generator().manual_seed(0)), thresholds())[0]
    plain = float(woven(tile, 128, random.Random(3), warp=0).std())
    # The same drawn, but for the margin.
    bent = [woven(tile, 128, random.Random(3), warp=rms) for rms in (1e-6, 1.2, 1.2)]
    assert float(bent[0].std()) == pytest.approx(plain, rel=0.05)
    assert float(bent[1].std()) == pytest.approx(plain, rel=0.2)
    for other in (bent[0], bent[2]):
        assert np.corrcoef(bent[1].numpy().ravel(), other.numpy().ravel())[0, 1] < 0.5


def test_a_line_ends_where_a_piece_does():
    torch.manual_seed(0)
    stripes = torch.sin(torch.arange(SIDE) / SIDE * 2 * np.pi * 16).expand(3, SIDE, SIDE)

    def run(tile: torch.Tensor, far: int) -> float:
        """Say how alike a tile is to itself so many pixels along a line."""
        return float(max((tile * tile.roll(far, axis)).mean() for axis in (1, 2)) / tile.pow(2).mean())

    broken = pieced(stripes, 8, random.Random(0))
    assert run(stripes, 16) == pytest.approx(1)
    assert run(broken, 16) < 0.3
    assert run(broken, 1) > 0.3
    assert float(broken.std()) == pytest.approx(float(stripes.std()), rel=0.15)
    # All of it is from the tile, and lets gradients through.
    assert float(broken.abs().max()) <= 2
    stripes = stripes.clone().requires_grad_()
    pieced(stripes, 8, random.Random(0)).pow(2).sum().backward()
    assert stripes.grad is not None
    assert bool((stripes.grad != 0).any())


def test_the_calmest_classes_are_made_of_pieces(encoders, drawn):
    trainer = Trainer(_config(pieces=(8,)), encoders, drawn, "cpu")
    whole = tiles(trainer.theta, trainer.weights)
    first, again, other = (trainer.shapes(random.Random(seed)) for seed in (0, 0, 1))
    assert torch.equal(first, again)
    assert not torch.equal(first[0], other[0])
    assert not torch.equal(first[0], whole[0])
    assert torch.equal(first[1], whole[1])


def test_an_amount_of_one_is_about_70(encoders, drawn):
    trainer = Trainer(_config(), encoders, drawn, "cpu")
    shapes = trainer.shapes(random.Random(0)).detach()
    nominal = trainer.nominal(shapes, 16)
    chance = random.Random(1)
    scores = []
    for _ in range(16):
        crop, bearing, entry = trainer.pictures.draw(chance)
        pattern = woven(shapes[entry], trainer.config.crop, chance) * bearing * nominal
        scores.append(float(score(VisibleCost(crop[None]).raw((crop + pattern)[None].clamp(0, 1)))))
    assert abs(np.median(scores) - 70) < 8
