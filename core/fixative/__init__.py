"""Fixative: a cloak against AI training, and the words that forbid it, for pictures before they are published.

The public face: what stands in `__all__`. Everything is loaded at first use, so that `import fixative`
costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixative.late import load_late

if TYPE_CHECKING:
    from fixative.batch.engine import Engine
    from fixative.batch.many import protect_many
    from fixative.cloak.preset import Preset
    from fixative.credentials import Identity, own_identity
    from fixative.errors import FixativeError
    from fixative.formats import Format
    from fixative.inspect import Report, inspect
    from fixative.outcome import Figures, Outcome, Problem, Severity, Status
    from fixative.progress import Progress
    from fixative.protect import protect, tag
    from fixative.recipe import (
        CloakChoice,
        Conflict,
        CredentialsChoice,
        Destination,
        FitChoice,
        KeyChoice,
        Limits,
        Privacy,
        Recipe,
    )
    from fixative.rights.statement import AIPolicy, DigitalSourceType, RightsStatement
    from fixative.secret import OwnSecret, own_secret

__all__ = [
    "AIPolicy",
    "CloakChoice",
    "Conflict",
    "CredentialsChoice",
    "Destination",
    "DigitalSourceType",
    "Engine",
    "Figures",
    "FitChoice",
    "FixativeError",
    "Format",
    "Identity",
    "KeyChoice",
    "Limits",
    "Outcome",
    "OwnSecret",
    "Preset",
    "Privacy",
    "Problem",
    "Progress",
    "Recipe",
    "Report",
    "RightsStatement",
    "Severity",
    "Status",
    "inspect",
    "own_identity",
    "own_secret",
    "protect",
    "protect_many",
    "tag",
]

load_late(
    __name__,
    {
        "AIPolicy": "rights.statement",
        "CloakChoice": "recipe",
        "Conflict": "recipe",
        "CredentialsChoice": "recipe",
        "Destination": "recipe",
        "DigitalSourceType": "rights.statement",
        "Engine": "batch.engine",
        "Figures": "outcome",
        "FitChoice": "recipe",
        "FixativeError": "errors",
        "Format": "formats",
        "Identity": "credentials",
        "KeyChoice": "recipe",
        "Limits": "recipe",
        "Outcome": "outcome",
        "OwnSecret": "secret",
        "Preset": "cloak.preset",
        "Privacy": "recipe",
        "Problem": "outcome",
        "Progress": "progress",
        "Recipe": "recipe",
        "Report": "inspect",
        "RightsStatement": "rights.statement",
        "Severity": "outcome",
        "Status": "outcome",
        "inspect": "inspect",
        "own_identity": "credentials",
        "own_secret": "secret",
        "protect": "protect",
        "protect_many": "batch.many",
        "tag": "protect",
    },
)
