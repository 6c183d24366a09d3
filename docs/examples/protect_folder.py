"""Protect the pictures of a folder from Python.

    python protect_folder.py PICTURES RESULTS

Ctrl-C stops after the pictures at work. Started again, it goes on where it was.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from pathlib import Path
from threading import Event

from fixative import AIPolicy, CloakChoice, Preset, Recipe, RightsStatement, Status, protect_many

RECIPE = Recipe(
    cloak=CloakChoice(preset=Preset.SUBTLE),
    rights=RightsStatement(owner="Ada Painter", policy=AIPolicy.PROHIBIT_AI_TRAINING),
)


def main(pictures: Path, results: Path) -> int:
    """Protect, say what becomes of each picture, and give the number of those that failed."""
    abort = Event()
    signal.signal(signal.SIGINT, lambda *_: abort.set())
    counts: Counter[Status] = Counter()
    for outcome in protect_many([pictures], RECIPE, output=results, abort=abort):
        counts[outcome.status] += 1
        codes = ", ".join(problem.code for problem in outcome.problems)
        print(f"{outcome.status:10} {outcome.source.name} {codes}")
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return counts[Status.FAILED]


# Each process of the batch imports this file: what is not below this line is done by all of them.
if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])) > 0)
