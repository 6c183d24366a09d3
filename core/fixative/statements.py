"""Statements kept by name: said once, and used for every picture. Raises `StatementError` and `NoStatementError`."""

from __future__ import annotations

from fixative.errors import NoStatementError, StatementError
from fixative.kept import Kept
from fixative.rights.statement import RightsStatement

__all__ = ["folder", "forget", "load", "names", "path_of", "save"]

_KEPT = Kept(
    "statements",
    RightsStatement,
    invalid=lambda name, detail: StatementError(name=name, detail=detail),
    unknown=lambda name, known: NoStatementError(name=name, known=known),
)

folder, path_of, names = _KEPT.folder, _KEPT.path_of, _KEPT.names
load, save, forget = _KEPT.load, _KEPT.save, _KEPT.forget
