"""What a batch protected, entered in the user's register as it goes."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import ExitStack, closing
from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec

from fixative.batch.events import Finished, Started
from fixative.errors import RegisterError
from fixative.outcome import Outcome, Problem
from fixative.recipe import Recipe
from fixative.rights.statement import RightsStatement
from fixative.toml import to_toml
from fixative_assets import resource

if TYPE_CHECKING:
    from fixative.register import Choices, Register

__all__ = ["recorded"]

_BANK_DIGITS = 12

Events = Generator[Started | Finished, None, None]


def recorded(events: Events, recipe: Recipe) -> Events:
    """Enter each result in the register before it is told of.

    Parameters
    ----------
    events : generator of Started or Finished
        Closed in the end.
    recipe : Recipe
        Of the batch, for tasks that have none of their own.

    Yields
    ------
    Started or Finished
        The same; a result that could not be entered has a note that says why. A register that makes trouble is left
        alone from then on: protecting goes on.
    """
    with closing(events), ExitStack() as stack:
        record = _Record(recipe, stack)
        for event in events:
            yield replace(event, outcome=record.enter(event)) if isinstance(event, Finished) else event


class _Record:
    """The register, opened with the first result."""

    def __init__(self, recipe: Recipe, stack: ExitStack) -> None:
        self._recipe = recipe
        self._stack = stack
        self._register: Register | None = None
        self._choices: dict[Recipe, Choices] = {}
        self._trouble: Problem | None = None

    def enter(self, finished: Finished) -> Outcome:
        """Enter a picture, and give its outcome without the glance, which only the register needs."""
        outcome = finished.outcome
        evidence = outcome.evidence
        if evidence is None:
            return outcome
        if self._trouble is None:
            try:
                self._add(outcome, finished.task.recipe or self._recipe)
            except RegisterError as error:
                self._trouble = Problem(error.code, dict(error.params))
        notes = () if self._trouble is None else (self._trouble,)
        return replace(outcome, problems=(*outcome.problems, *notes), evidence=replace(evidence, glance=None))

    def _add(self, outcome: Outcome, recipe: Recipe) -> None:
        if self._register is None:
            from fixative.register import home, opened  # noqa: PLC0415 - only where there is something to enter

            self._register = self._stack.enter_context(opened(home()))
        if recipe not in self._choices:
            self._choices[recipe] = _choices(recipe)
        self._register.add(outcome, self._choices[recipe])


def _choices(recipe: Recipe) -> Choices:
    from fixative.register import Choices  # noqa: PLC0415 - as above

    cloak = msgspec.structs.replace(recipe.cloak, secret="")
    rest = msgspec.structs.replace(recipe, cloak=cloak, rights=RightsStatement())
    bank = hashlib.sha256(resource("bank", "bank.npz").read_bytes()).hexdigest()
    return Choices(
        statement=to_toml(recipe.rights),
        recipe=to_toml(rest),
        fixative=version("fixative"),
        bank=bank[:_BANK_DIGITS],
    )
