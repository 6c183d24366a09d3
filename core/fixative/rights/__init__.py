"""The rights statement in every form a file can carry, merged with what is there."""

from __future__ import annotations

from fixative.rights.merge import Merged, merge
from fixative.rights.statement import AIPolicy, DigitalSourceType, RightsStatement

__all__ = ["AIPolicy", "DigitalSourceType", "Merged", "RightsStatement", "merge"]
