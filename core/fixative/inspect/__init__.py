"""What a file says about AI, and who says it."""

from __future__ import annotations

from fixative.inspect.look import inspect
from fixative.inspect.readers import Reading, readings_of
from fixative.inspect.report import Contradiction, Finding, Origin, Report, Voice

__all__ = ["Contradiction", "Finding", "Origin", "Reading", "Report", "Voice", "inspect", "readings_of"]
