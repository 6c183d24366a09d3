"""What ascent on the very picture found, as values, Markdown and a plot."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import matplotlib as mpl
from ceiling_readings import Ceiling, Laid, named, stepped_name, strict_gain
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from plots import STYLE
from readings import CLOAK, WHITE
from report import table

_COLOURS = dict(zip(Laid, ("#b3402a", "#d98a3d", "#7a5c99", "#8fb3d9", "#3b6ea5"), strict=True))
_OURS = "#2f7d4f"


def report(found: Ceiling) -> str:
    """Write all tables."""
    last = found.looks[-1]
    own, other = (found.gain(named(kind, last)) for kind in (Laid.OWN, Laid.TRANSPLANTED))
    lines = [
        "# How far a perturbation could go",
        "",
        f"{len(found.scores)} pictures, {found.side} x {found.side} from the middle of each; gain over white noise of",
        f"the same SSIMULACRA2 (that of the bank's cloak on each picture, {fmean(found.scores):.1f} in the mean), mean",
        f"over {', '.join(found.readings.encoders)}.",
        "",
        "A perturbation ascends on the very picture, against all encoders, one of which is drawn for each step, as are",
        "processing and view. Then it is laid on its own picture, on another, and on its own rolled by 3 pixels. Noise",
        "with its spectrum (phases drawn for each channel), and with its colours as well (one phase for all three),",
        "shows what needs no shape at all.",
        "",
        f"After {last} steps it gains {own:.2f} on its own picture and {other:.2f} on another: {_tied(own, other)} of",
        "what it has over white noise is tied to the very picture: lost on another. The bank's cloak, which does not",
        f"look at its picture but was made for many, gains {found.gain(CLOAK):.2f}.",
        "",
    ]
    for process in found.readings.processes:
        rows = [
            (f"{look} steps", *(f"{found.gain(named(kind, look), process):.2f}" for kind in Laid))
            for look in found.looks
        ]
        lines += [f"## Ascent on the picture, {process}", "", *table(("", *Laid), rows)]
    lines += _from_the_cloak(found) + _by_encoder(found)
    lines += ["![Gain over white noise against steps](ceiling.svg)", ""]
    return "\n".join(lines)


def _tied(own: float, other: float) -> str:
    return f"{(own - other) / (own - 1):.0%}" if own > 1.05 else "nothing"


def _from_the_cloak(found: Ceiling) -> list[str]:
    processes = found.readings.processes
    rows = [
        (
            f"{count} steps",
            *(f"{found.gain(stepped_name(count), process):.2f}" for process in processes),
            *(f"{strict_gain(found.readings, count, process):.2f}" for process in processes),
        )
        for count in (0, *found.gradient_steps)
    ]
    heads = [f"over {noise}, {process}" for noise in ("white", "the better noise") for process in processes]
    return [
        "## The bank's cloak, and steps of the true gradient from it",
        "",
        "What a network that looks at the picture could add, had it the gradients of all these encoders at once; every",
        "second step is taken through a drawn process. The better noise is the better of white noise and of noise with",
        "the power spectrum of the very perturbation, as in [cloak.md](cloak.md).",
        "",
        *table(("", *heads), rows),
    ]


def _by_encoder(found: Ceiling) -> list[str]:
    last = found.looks[-1]
    names = {
        "the bank's cloak": CLOAK,
        **{f"it and {count} steps": stepped_name(count) for count in found.gradient_steps},
    }
    names |= {f"{kind}, {last} steps": named(kind, last) for kind in Laid}
    rows = [
        (label, *(f"{gain:.2f}" for gain in found.readings.gains("untouched", (WHITE,), name)))
        for label, name in names.items()
    ]
    return ["## By encoder, untouched", "", *table(("", *found.readings.encoders), rows)]


def draw(found: Ceiling, path: Path) -> None:
    """Write the plot that the report shows: the ascent, and beside it the steps from the cloak."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7, 3.6), layout="constrained")
        left, right = figure.subplots(1, 2, sharey=True, width_ratios=(3, 1))
        _ascent(left, found)
        counts = (0, *found.gradient_steps)
        right.plot(counts, [found.gain(stepped_name(count)) for count in counts], "o-", color=_OURS, markersize=4)
        right.set_xlabel("gradient steps from it")
        figure.legend(frameon=False, ncols=3, loc="outside upper center")
        figure.savefig(path, metadata={"Date": None})


def _ascent(axes: Axes, found: Ceiling) -> None:
    for kind in Laid:
        gains = [found.gain(named(kind, look)) for look in found.looks]
        axes.plot(found.looks, gains, "o-", color=_COLOURS[kind], markersize=4, label=kind)
    axes.axhline(found.gain(CLOAK), color=_OURS, label="the bank's cloak")
    axes.axhline(1, color="black", linewidth=0.8)
    axes.set_xlabel("steps of ascent on the picture")
    axes.set_ylabel("gain over white noise")
