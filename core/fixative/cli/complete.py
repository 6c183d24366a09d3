"""What a shell may put for the beginning of a name; loaded where it asks, and no sooner."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["kept_recipes", "kept_statements", "platforms"]


def kept_recipes(incomplete: str) -> list[str]:
    """Name the recipes that are kept."""
    from fixative.recipes import names  # noqa: PLC0415

    return _beginning(incomplete, names())


def kept_statements(incomplete: str) -> list[str]:
    """Name the statements that are kept."""
    from fixative.statements import names  # noqa: PLC0415

    return _beginning(incomplete, names())


def platforms(incomplete: str) -> list[str]:
    """Name the platforms of which something is known."""
    from fixative.platforms import load_platforms  # noqa: PLC0415

    return _beginning(incomplete, load_platforms())


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
