"""What a run would make of what a picture says: told beforehand, by the merge itself, from its headers alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fixative.cloak.preset import Preset
from fixative.codecs.guard import opened
from fixative.containers import read_blocks
from fixative.inspect import Report, inspect
from fixative.inspect.standards import in_exif, in_iim, in_xmp
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
        The fields that will carry it, by the names that exiftool uses.
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
    blocks = merged.blocks
    said = (in_xmp(blocks.xmp), in_exif(blocks.exif), in_iim(blocks.iptc))
    about_ai = {finding.field for findings in said for finding in findings or () if finding.about_ai}
    return Foreseen(report, merged.policy, tuple(name for name in merged.written if name in about_ai))
