"""What platforms leave of the protection of many pictures, and what there is to do: as one page."""

from __future__ import annotations

from fixative.outlook.page import Outlook, outlook_at

__all__ = ["Outlook", "outlook_at"]
