"""The parts of the cloak's benchmark that need torch (`pip install -e '.[benchmark]'`)."""

import sys
from pathlib import Path

import numpy as np
import pytest
from pictures import photo
from shared import shared

torch = pytest.importorskip("torch", reason="torch is for training and measuring: pip install -e '.[benchmark]'")
pytest.importorskip("safetensors", reason="safetensors is for training and measuring: pip install -e '.[benchmark]'")
_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_ROOT / "benchmarks"), str(_ROOT / "training")]

from noise import at_score, rounded, white  # noqa: E402
from per_picture import Aim, as_tensor, attack  # noqa: E402
from perceptual import psnr  # noqa: E402
from similarity import score  # noqa: E402
from st_lpips import ShiftTolerantLpips  # noqa: E402
from surrogates import displacement, encode, load_encoders  # noqa: E402


def test_an_attack_meets_the_score_and_moves_its_encoder_further_than_noise():
    net = load_encoders(shared("surrogates"), ["taesd"])["taesd"]
    before = photo(64, 64)
    attacked = attack(before, net, Aim.AWAY, wanted=70, chance=torch.Generator().manual_seed(0), steps=10)
    noise = at_score(before, white(before.shape, np.random.default_rng(0)), 70)
    assert score(before, attacked.pixels) == pytest.approx(70, abs=0.5)
    clean, *moved = (encode(net, as_tensor(each)) for each in (before, attacked.pixels, noise))
    pushed, shaken = (float(displacement(clean, each)) for each in moved)
    assert pushed > 1.2 * shaken


def test_st_lpips_is_nothing_for_the_same_and_grows():
    metric = ShiftTolerantLpips(shared("metrics", "alex_shift_tolerant.pth"))
    before = photo(96, 96)
    noise = np.random.default_rng(0).normal(0, 1, before.shape)
    afters = [rounded(before + amount * noise) for amount in (0, 4, 12)]
    distances = [float(metric.distance(as_tensor(before), as_tensor(after))) for after in afters]
    assert distances[0] == 0
    assert 0 < distances[1] < distances[2] < 1


def test_st_lpips_lets_gradients_pass_to_what_was_changed():
    metric = ShiftTolerantLpips(shared("metrics", "alex_shift_tolerant.pth"), dtype=torch.bfloat16)
    before = as_tensor(photo(96, 96))
    after = (before + 0.05 * torch.randn(before.shape, generator=torch.Generator().manual_seed(0))).requires_grad_()
    distance = metric.apart(metric.features(before), after)
    distance.sum().backward()
    # Back along the gradient is nearer.
    nearer = metric.apart(metric.features(before), after.detach() - 0.01 * after.grad / after.grad.abs().max())
    assert float(nearer) < float(distance.detach())


def test_psnr_of_one_step():
    before = photo(32, 32).clip(0, 254)
    assert psnr(before, before + 1) == pytest.approx(48.13, abs=0.01)
