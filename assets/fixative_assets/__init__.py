"""Data that travels with Fixative: the bank, sample pictures and icons. Read it through `resource`."""

from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["resource"]


def resource(*parts: str) -> Traversable:
    """Find a data file by its folder and name, e.g. `resource("samples", "harbour.jpg")`."""
    return files(__name__).joinpath(*parts)
