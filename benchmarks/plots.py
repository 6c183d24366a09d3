"""The findings as plots, small SVG files."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import matplotlib as mpl
import numpy as np
from findings import Findings
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from per_picture import Aim
from readings import ALL_NOISES, CLOAK, CORRELATED, MATCHED, WHITE

STYLE = {
    # Text stays text, which is small, and the same findings give the same file.
    "svg.fonttype": "none",
    "svg.hashsalt": "fixative",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}

_COLOURS = {CLOAK: "#b3402a", WHITE: "#8a8a8a", MATCHED: "#3b6ea5", CORRELATED: "#8fb3d9"}
_AIM_MARKS = dict(zip(Aim, "sD^", strict=True))


def draw(findings: Findings, folder: Path) -> None:
    """Write the plots that `report.PLOTS` names."""
    with mpl.rc_context(STYLE):
        for name, plot in (("gain", _gain), ("survival", _survival), ("visible-cost", _visible_cost)):
            figure = Figure(figsize=(7, 3.6), layout="constrained")
            plot(figure.subplots(), findings)
            figure.savefig(folder / f"cloak-{name}.svg", metadata={"Date": None})


def _gain(axes: Axes, findings: Findings) -> None:
    readings = findings.readings
    places = np.arange(len(readings.encoders))
    for shift, noise in zip((-0.27, 0, 0.27), ALL_NOISES, strict=True):
        gains = readings.gains("untouched", (noise,))
        axes.bar(places + shift, gains, 0.25, color=_COLOURS[noise], label=f"over {noise} noise")
    left_out = [(place, name) for place, name in enumerate(readings.encoders) if name in findings.left_out]
    if left_out:
        heights = [findings.left_out[name].gain("untouched", name) for _, name in left_out]
        axes.plot([place for place, _ in left_out], heights, "k_", markersize=28, label="left out, over the better")
    axes.axhline(1, color="black", linewidth=0.8)
    axes.set_xticks(places, readings.encoders)
    axes.set_ylabel(f"gain at SSIMULACRA2 {findings.visible_cost:g}")
    axes.legend(frameon=False, ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1))


def _survival(axes: Axes, findings: Findings) -> None:
    readings = findings.readings
    for name in (CLOAK, *ALL_NOISES):
        moved = [
            fmean(readings.mean(process, net, name) for net in readings.encoders) for process in readings.processes
        ]
        axes.plot(readings.processes, moved, "o-", color=_COLOURS[name], markersize=4, label=name)
    axes.set_ylim(bottom=0)
    axes.set_ylabel("displacement, mean over encoders")
    axes.tick_params(axis="x", labelrotation=40)
    for label in axes.get_xticklabels():
        label.set_horizontalalignment("right")
        label.set_rotation_mode("anchor")
    axes.legend(frameon=False)


def _visible_cost(axes: Axes, findings: Findings) -> None:
    costs = sorted(findings.by_cost)
    for name in (CLOAK, *ALL_NOISES):
        moved = [
            fmean(findings.by_cost[cost].mean("untouched", net, name) for net in findings.readings.encoders)
            for cost in costs
        ]
        reached = [fmean(findings.reached[cost]) for cost in costs]
        axes.plot(reached, moved, "o-", color=_COLOURS[name], markersize=4, label=name)
    readings, wanted = findings.readings, findings.visible_cost
    ours = fmean(readings.mean("untouched", net, CLOAK) for net in readings.encoders)
    for aim, mark in _AIM_MARKS.items():
        if aim in readings.candidates("untouched"):
            # Attacks were made on some of the pictures: each stands as far from the cloak as it did on these.
            place = (fmean(findings.reached[wanted]), ours / readings.ratio("untouched", CLOAK, aim))
            axes.plot(*place, "k" + mark, markersize=5, label=f"{aim} on {findings.attacking.encoder}")
    axes.invert_xaxis()
    axes.set_ylim(bottom=0)
    axes.set_xlabel("SSIMULACRA2 (higher is less visible)")
    axes.set_ylabel("displacement, mean over encoders")
    axes.legend(frameon=False)
