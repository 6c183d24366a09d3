"""What a run would make of what a picture says: told beforehand, by the merge itself, from its headers alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fixative.cloak.preset import Preset
from fixative.codecs.guard import opened
from fixative.containers import read_blocks
from fixative.inspect import Report, inspect
from fixative.recipe import Recipe
from fixative.rights.statement import AIPolicy
from fixative.seal import history_of
from fixative.tags import merged_for

__all__ = ["Foreseen", "foresee"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is there, and what will be.

    Attributes
    ----------
    report : Report
        What the picture says now.
    policy : AIPolicy
        What its result will say of AI: the recipe's policy, or a stronger one that is there.
    written : tuple of str
        The fields that the statement will stand in, by the names that exiftool uses.
    """

    report: Report
    policy: AIPolicy
    written: tuple[str, ...]


def foresee(path: Path, recipe: Recipe) -> Foreseen:
    """Tell what a run by a recipe would make of a picture's tags.

    Parameters
    ----------
    path : Path
    recipe : Recipe

    Raises
    ------
    InputError
        The file cannot be read, or is no picture.
    MetadataError
        Its structure is broken.
    """
    report = inspect(path)
    kind = report.format
    result = recipe.destination.format or kind
    with opened(path) as file:
        chosen, _ = history_of(file, kind).respected(recipe)
        encoded = chosen.cloak.preset is not Preset.OFF or result is not kind
        merged = merged_for(read_blocks(file), chosen, result, encoded=encoded)
    return Foreseen(report, merged.policy, merged.written)
