"""What people are told of the cloak is what was measured."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from leaving_out import left_out_gain
from machine import RESULTS
from telling import PAGES, results, retold


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_say_what_the_results_say(page: Path):
    assert page.read_text("utf-8") == retold(page, results())


def test_figures_are_those_of_the_report():
    told, report = results(), (RESULTS / "cloak.md").read_text("utf-8")
    assert f"| gain, mean over encoders | {told.gain('untouched'):.2f} |" in report
    assert f"| gain, the weakest encoder | {told.weakest()[1]:.2f} |" in report
    assert f"| gain, left-out encoders | {left_out_gain(told.left_out, 'untouched'):.2f} |" in report
    assert f"| D, mean over encoders, over that of PGD | {told.over_attack('PGD'):.2f} |" in report
    assert f"| mean of 50 residuals | {told.averaged.survival('mean of 50'):.0%} " in report
