"""Cloaks that were trained without an encoder: their assets in the place of those that travel with Fixative."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from importlib.resources.abc import Traversable
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from readings import Readings

import fixative_assets

PREFIX = "without-"

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_taken: list[str] = []


def left_out_folders(folder: Path, encoders: Iterable[str]) -> dict[str, Path]:
    """Find the folders `without-NAME` in a folder, by the encoder's name."""
    found = {path.name.removeprefix(PREFIX): path for path in sorted(folder.glob(f"{PREFIX}*")) if path.is_dir()}
    if not found or not set(found) <= set(encoders):
        raise SystemExit(f"{folder}: folders are named {PREFIX}ENCODER, after {', '.join(encoders)}")
    return found


def with_assets(folder: Path, work: Callable[[_Item], _Result], items: Iterable[_Item]) -> list[_Result]:
    """Work in a fresh process, which has kept nothing yet, and reads its assets from a folder by their file names.

    Parameters
    ----------
    folder : Path
        What a training run gave; what is not there travels with Fixative.
    work : callable
        Of a module, so that another process finds it.
    items : iterable

    Raises
    ------
    SystemExit
        Where nothing was read from there: what was measured is not the cloak that was meant.
    """
    with ProcessPoolExecutor(1, get_context("spawn"), _lay_over, (folder,)) as pool:
        results = list(pool.map(work, items))
        if not pool.submit(_names_taken).result():
            raise SystemExit(f"{folder}: the cloak asked for none of the files there")
    return results


def _lay_over(folder: Path) -> None:
    ordinary = fixative_assets.files

    class Overlay:
        def joinpath(self, *parts: str) -> Traversable:
            path = folder / parts[-1]
            if not path.is_file():
                return ordinary("fixative_assets").joinpath(*parts)
            _taken.append(path.name)
            return path

    # Below `resource`, through which all of the program finds its assets.
    fixative_assets.files = lambda _: Overlay()


def _names_taken() -> list[str]:
    return _taken


def left_out_gain(left_out: dict[str, Readings], process: str) -> float | None:
    """Give the mean gain of cloaks on the encoder that each was trained without; None where there are none."""
    gains = [readings.gain(process, name) for name, readings in left_out.items()]
    return fmean(gains) if gains else None


def trained_on_gain(left_out: dict[str, Readings], process: str) -> float | None:
    """Give the mean gain of the same cloaks on the encoders that they were trained on; None where there are none."""
    gains = [
        readings.gain(process, other)
        for name, readings in left_out.items()
        for other in readings.encoders
        if other != name
    ]
    return fmean(gains) if gains else None
