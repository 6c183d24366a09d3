"""Statements kept by name: said once, and used for every picture. Raises `StatementError` and `NoStatementError`."""

from __future__ import annotations

from fixative.errors import NoStatementError, StatementError
from fixative.kept import Kept
from fixative.rights.statement import RightsStatement

__all__ = ["KEPT", "folder", "forget", "load", "names", "path_of", "save"]

KEPT = Kept(
    "statements",
    RightsStatement,
    invalid=lambda name, detail: StatementError(name=name, detail=detail),
    unknown=lambda name, known: NoStatementError(name=name, known=known),
)

folder, path_of, names = KEPT.folder, KEPT.path_of, KEPT.names
load, save, forget = KEPT.load, KEPT.save, KEPT.forget
