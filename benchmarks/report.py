"""The findings as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import numpy as np
from averaging import PERIODS
from findings import Findings
from leaving_out import left_out_gain, trained_on_gain
from per_picture import Aim
from perceptual import Visible
from readings import ALL_NOISES, CLOAK, NOISES, WHITE
from tile_search import AREAS, WAYS, named

PLOTS = {
    "cloak-gain.svg": "Gain on each encoder",
    "cloak-survival.svg": "Displacement after each process",
    "cloak-visible-cost.svg": "Displacement against visible cost",
}
"""File name and caption."""

# CLOAK.md, Goals: at least, and aimed at.
_GOAL_COST = 70
_LEAST_OVER_PGD = 1.2


def report(findings: Findings) -> str:
    """Write all tables."""
    reached = findings.reached[findings.visible_cost]
    lines = [
        "# The cloak at equal visibility",
        "",
        f"{findings.pictures} pictures, {findings.side} x {findings.side} from the middle of each. SSIMULACRA2:",
        f"{findings.visible_cost:g} wanted, {fmean(reached):.1f} reached ({min(reached):.1f} to {max(reached):.1f}).",
        "All that the cloak is held against has the cloak's own SSIMULACRA2 on each picture.",
        "",
        "Displacement D of an encoder's latents: rms of the move over rms about the spatial mean. Before and after go",
        "through the same process. Gain: mean D of the cloak over the larger of the mean D of two noises, white and",
        "matched. Survival: D after a process over D untouched. The encoders run in bfloat16.",
        "Displacement is evidence, not proof, of protection.",
        "",
        "Three noises stand beside the cloak. White: each sample for itself. Matched: each channel has the power",
        "spectrum of this very cloak, its phases drawn anew for each channel; what the channels share is lost.",
        "Correlated: the same, but with one phase for all three, which keeps the cloak's colours as well. It is the",
        "stricter: what is gained over it comes from the cloak's shape alone. No gain rests on it unless said.",
        "",
    ]
    if findings.visible_cost == _GOAL_COST:
        lines += _goals(findings)
    lines += _gains(findings) + _survival(findings) + _by_encoder(findings)
    lines += _attacks(findings) + _left_out(findings) + _averaging(findings) + _search(findings)
    lines += _visible(findings) + _by_cost(findings)
    lines += [f"![{caption}]({name})" for name, caption in PLOTS.items()]
    return "\n".join(lines)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Write a table, its first column to the left, and an empty line after it."""
    marks = ["---", *["--:"] * (len(head) - 1)]
    return [f"| {' | '.join(cells)} |" for cells in (head, marks, *rows)] + [""]


def _goals(findings: Findings) -> list[str]:
    readings = findings.readings
    goals: list[tuple[str, float | None, float, float | None]] = [
        ("gain, mean over encoders", fmean(readings.gains("untouched")), 1.7, 2.5),
        ("gain, the weakest encoder", min(readings.gains("untouched")), 1.35, 1.8),
        ("gain, left-out encoders", left_out_gain(findings.left_out, "untouched"), 1.4, 1.8),
        ("gain after JPEG 75", fmean(readings.gains("JPEG 75")), 1.35, 1.8),
        ("gain after WebP 80", fmean(readings.gains("WebP 80")), 1.35, 1.8),
        ("gain after resize 0.5", fmean(readings.gains("resize 0.5")), 1.45, 1.8),
        ("D, mean over encoders, over that of PGD", _over(findings, Aim.AWAY), _LEAST_OVER_PGD, None),
    ]
    rows = []
    for name, value, least, aim in goals:
        if value is not None:
            verdict = "missed" if value < least else "met" if aim is None or value < aim else "aim met"
            rows.append((name, f"{value:.2f}", f"{least:g}", f"{aim:g}" if aim else "", verdict))
    return ["## Goals", "", *table(("", "measured", "at least", "aim", ""), rows)]


def _over(findings: Findings, candidate: str) -> float | None:
    if candidate not in findings.readings.candidates("untouched"):
        return None
    return findings.readings.ratio("untouched", CLOAK, candidate)


def _gains(findings: Findings) -> list[str]:
    readings = findings.readings
    rows = []
    for process in readings.processes:
        gains = readings.gains(process)
        cells = [f"{gain:.2f}" for gain in gains]
        cells += [f"**{fmean(gains):.2f}**", f"{min(gains):.2f}"]
        cells += [f"{fmean(readings.gains(process, (noise,))):.2f}" for noise in ALL_NOISES]
        rows.append((process, *cells))
    head = ("", *readings.encoders, "mean", "weakest", *(f"over {noise}" for noise in ALL_NOISES))
    by_picture = readings.picture_gains("untouched")
    tenth, ninetieth = np.quantile(by_picture, (0.1, 0.9))
    return [
        "## Gain",
        "",
        *table(head, rows),
        "The last columns: mean gain over one noise alone. Picture by picture, where the better noise may now be",
        f"the one and now the other, the gain untouched is {fmean(by_picture):.2f} in the mean, and {tenth:.2f} to",
        f"{ninetieth:.2f} from the 10th to the 90th percentile.",
        "",
    ]


def _survival(findings: Findings) -> list[str]:
    readings = findings.readings
    names = (CLOAK, *ALL_NOISES)
    rows = []
    for process in readings.processes:
        moved = [fmean(readings.mean(process, net, name) for net in readings.encoders) for name in names]
        kept = [readings.survival(process, name) for name in names]
        rows.append((process, *(f"{d:.3f} ({share:.0%})" for d, share in zip(moved, kept, strict=True))))
    return ["## Survival", "", "D, mean over encoders (survival).", "", *table(("", *names), rows)]


def _by_encoder(findings: Findings) -> list[str]:
    readings = findings.readings
    rows = [
        (name, *(f"{readings.mean('untouched', net, name):.3f}" for net in readings.encoders))
        for name in (CLOAK, *ALL_NOISES)
    ]
    overs = [(f"gain over {noise}", (noise,)) for noise in ALL_NOISES]
    for label, over in (*overs, ("gain", NOISES)):
        rows.append((label, *(f"{gain:.2f}" for gain in readings.gains("untouched", over))))
    return ["## D on each encoder, untouched", "", *table(("", *readings.encoders), rows)]


def _attacks(findings: Findings) -> list[str]:
    readings, attacking = findings.readings, findings.attacking
    made = [aim for aim in Aim if aim in readings.candidates("untouched")]
    if not made:
        return []
    among = readings.pictures("untouched", made[0])
    later = [name for name in readings.processes if name != "untouched" and made[0] in readings.candidates(name)]
    ours = fmean(readings.mean("untouched", net, CLOAK, among) for net in readings.encoders)
    rows = []
    for name in (CLOAK, *made, *ALL_NOISES):
        moved = [readings.mean("untouched", net, name, among) for net in readings.encoders]
        cells = [f"{value:.3f}" for value in (*moved, fmean(moved))]
        cells += [f"{fmean(readings.mean(each, net, name, among) for net in readings.encoders):.3f}" for each in later]
        cells.append(f"{ours / fmean(moved):.2f}")
        rows.append((name, *cells))
    radii = ", ".join(f"{name} {fmean(values):.1f}" for name, values in attacking.radii.items())
    return [
        "## Attacks on each picture",
        "",
        f"{attacking.steps} sign steps on {attacking.encoder} from a random start, in a ball (L-infinity) of the size",
        "that has the cloak's SSIMULACRA2 on the picture; what then is missing is scaled. The other encoders are not",
        f"seen. On {len(among)} pictures (one of {attacking.every}). Mean radius in 8-bit steps: {radii}.",
        "PhotoGuard and Mist are their encoder losses (a grey picture; a pattern) in the same steps.",
        "",
        *table(("D", *readings.encoders, "mean", *(f"after {name}" for name in later), "the cloak's over it"), rows),
    ]


def _left_out(findings: Findings) -> list[str]:
    if not findings.left_out:
        return []
    processes = next(iter(findings.left_out.values())).processes
    rows = []
    for process in processes:
        gains = [readings.gain(process, name) for name, readings in findings.left_out.items()]
        trained = trained_on_gain(findings.left_out, process)
        cells = (f"**{fmean(gains):.2f}**", "" if trained is None else f"{trained:.2f}")
        rows.append((process, *(f"{gain:.2f}" for gain in gains), *cells))
    head = ("", *(f"without {name}, on it" for name in findings.left_out), "mean", "on those trained on")
    return [
        "## Left-out encoders",
        "",
        "Gain of cloaks that were trained without an encoder, more shortly than the one that travels with Fixative; in",
        "the last column the mean gain of the same cloaks on the encoders that they were trained on.",
        "",
        *table(head, rows),
    ]


def _averaging(findings: Findings) -> list[str]:
    readings, count = findings.averaged, findings.averaged_over
    if not readings.processes:
        return []
    sources = (f"of {count}", "of its own", "of a guess")

    def kept(estimate: str) -> str:
        if estimate not in readings.processes:
            return ""
        return f"{readings.survival(estimate):.0%} ({readings.survival(estimate, WHITE):.0%})"

    rows = [(f"mean of {count} residuals", kept(f"mean of {count}"), "", "")]
    for period in PERIODS:
        cells = [kept(f"period {period}, {source}") for source in sources]
        if any(cells):
            rows.append((f"its mean over periods of {period}", *cells))
    head = ("subtracted", f"of {count} pictures", "of the picture itself", "guessed without the original")
    return [
        "## Averaging",
        "",
        "D that is left when an estimate of what cloaks share is taken from them (in brackets the same for white noise",
        f"that shares nothing), on {len(readings.pictures('untouched', CLOAK))} pictures. The attacker is given the",
        f"residuals of {count} pictures, each with a key of its own; in the last column he guesses them: the picture",
        "less its bilateral-filtered self.",
        "",
        *table(head, rows),
    ]


def _search(findings: Findings) -> list[str]:
    readings = findings.searched
    if not readings.processes:
        return []

    def kept(estimate: str) -> str:
        return f"{readings.survival(estimate):.0%} ({readings.survival(estimate, WHITE):.0%})"

    rows = [(f"areas of {area}", *(kept(named(area, way)) for way in WAYS)) for area in AREAS]
    return [
        "## Tile search",
        "",
        "D that is left when somebody who knows the program and its bank, but not the user's secret, searches a",
        "picture for the tiles (in brackets the same for white noise). He whitens it by its own spectrum, correlates",
        "areas with every entry in all orientations and phases, fits the amplitude and takes the best away. Further",
        "columns: had he the original, or stolen the secret.",
        f"On {len(readings.pictures('untouched', CLOAK))} pictures.",
        "",
        *table(("searched", *WAYS), rows),
    ]


def _visible(findings: Findings) -> list[str]:
    forms = {"ssimulacra2": "{:.1f}", "st_lpips": "{:.4f}", "ciede2000": "{:.2f}", "ciede2000_95": "{:.2f}"}
    forms["psnr"] = "{:.1f}"
    assert set(forms) == set(Visible.__dataclass_fields__)  # noqa: S101 - a new measure wants a column
    head = ("SSIMULACRA2", "ST-LPIPS", "CIEDE2000", "its 95th percentile", "PSNR, dB")

    def cell(candidate: str, name: str, among: list[str]) -> str:
        value = findings.seen_mean(candidate, lambda each: getattr(each, name), among)
        return "" if value is None else forms[name].format(value)

    lines = ["## Visible cost", ""]
    # Attacks were made on some of the pictures: what is held against them is told for these once more.
    for among in sorted({tuple(seen) for seen in findings.seen.values()}, key=len, reverse=True):
        rows = [
            (candidate, *(cell(candidate, name, list(among)) for name in forms))
            for candidate, seen in findings.seen.items()
            if set(among) <= set(seen)
        ]
        lines += table((f"{len(among)} pictures", *head), rows)
    return lines


def _by_cost(findings: Findings) -> list[str]:
    names = (CLOAK, *ALL_NOISES)
    rows = []
    for wanted, readings in sorted(findings.by_cost.items(), reverse=True):
        moved = [fmean(readings.mean("untouched", net, name) for net in readings.encoders) for name in names]
        cells = [f"{value:.3f}" for value in moved]
        cells.append(f"{fmean(readings.gains('untouched')):.2f}")
        rows.append((f"{wanted:g}", f"{fmean(findings.reached[wanted]):.1f}", *cells))
    return ["## Displacement against visible cost", "", *table(("wanted", "reached", *names, "gain"), rows)]
