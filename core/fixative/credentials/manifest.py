"""What Content Credentials say: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fixative.credentials.usage import LABELS, meaning
from fixative.rights.statement import AIPolicy

__all__ = ["Credentials", "Ingredient", "State", "Usage"]


class State(StrEnum):
    """What comes of validating a manifest (C2PA 2.2, section 14.3)."""

    TRUSTED = "Trusted"
    """The signature holds, and somebody trusted vouches for the signer."""
    VALID = "Valid"
    """The signature holds; who the signer is, nobody vouches for."""
    INVALID = "Invalid"
    """The file is not what was signed, or the manifest is broken."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one assertion says of one use of the picture.

    Attributes
    ----------
    label : str
        Of the assertion: `cawg.training-mining` or `c2pa.training-mining`.
    entry : str
        Such as `ai_training`; with a prefix where it is not the label's.
    use : str
        `notAllowed`, `constrained` or `allowed`, or what the file has instead.
    constraint : str
    of_ingredient : bool
        Whether a picture that went into this one says so, and not this one itself.
    """

    label: str
    entry: str
    use: str
    constraint: str = ""
    of_ingredient: bool = False


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A picture that went into this one.

    Attributes
    ----------
    title : str
    relationship : str
        `parentOf`, `componentOf` or `inputTo`.
    state : State or None
        Of its own credentials when it went in; None where it had none.
    """

    title: str
    relationship: str
    state: State | None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a file's credentials say, and whether they hold.

    Attributes
    ----------
    state : State
    problems : tuple of str
        Codes of C2PA, or the words of the library, for what does not hold.
    signer : str
        The name in the certificate.
    issuer : str
        The organisation in the certificate.
    time : str
        When a time stamp says that it was signed; empty without one.
    generator : str
        The program that made the claim.
    usages : tuple of Usage
    source_types : tuple of str
        Digital source types in the actions, such as `trainedAlgorithmicMedia`, by their last part.
    ingredients : tuple of Ingredient
    """

    state: State
    problems: tuple[str, ...] = ()
    signer: str = ""
    issuer: str = ""
    time: str = ""
    generator: str = ""
    usages: tuple[Usage, ...] = ()
    source_types: tuple[str, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()

    def policy_of(self, label: str) -> AIPolicy | None:
        """Say which policy an assertion about this very picture stands for, where that is certain."""
        own = (usage for usage in self.usages if usage.label == label and not usage.of_ingredient)
        return meaning({usage.entry: (usage.use, usage.constraint) for usage in own})

    @property
    def policy(self) -> AIPolicy | None:
        """The policy of the first assertion whose is certain."""
        return next(filter(None, map(self.policy_of, LABELS)), None)
