"""What a file says about AI, and who says it."""

from __future__ import annotations

from fixative.inspect.look import inspect
from fixative.inspect.report import Contradiction, Finding, Report

__all__ = ["Contradiction", "Finding", "Report", "inspect"]
