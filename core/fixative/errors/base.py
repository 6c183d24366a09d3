"""What every error of ours is: a stable code, the parameters of its sentence, an exit status."""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "FixativeError",
    "UsageError",
]


class FixativeError(Exception):
    """Whatever Fixative raises on purpose.

    Parameters
    ----------
    **params : str or int or float
        What the sentence of this code needs to know (`fixative.messages`).
    """

    code: ClassVar[str] = "failed"
    exit_status: ClassVar[int] = 1

    def __init__(self, **params: str | float) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; the keyword arguments must survive the way.
        return _rebuild, (type(self), self.params)


def _rebuild(kind: type[FixativeError], params: dict[str, str | float]) -> FixativeError:
    return kind(**params)


class UsageError(FixativeError):
    """What was asked for makes no sense."""

    exit_status = 2
