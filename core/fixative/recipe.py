"""What the user chose: frozen, validated, one TOML format for window, command line and library."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from fixative.cloak.preset import Preset
from fixative.errors import RecipeError
from fixative.formats import Format
from fixative.platforms import named
from fixative.rights.private import Private
from fixative.rights.statement import RightsStatement
from fixative.toml import from_toml, to_toml

__all__ = [
    "CloakChoice",
    "Conflict",
    "CredentialsChoice",
    "Destination",
    "FitChoice",
    "KeyChoice",
    "Limits",
    "Privacy",
    "Recipe",
]


class Conflict(StrEnum):
    """What to do when a file with the result's name is there already."""

    RENAME = "rename"
    SKIP = "skip"
    OVERWRITE = "overwrite"
    ERROR = "error"


class KeyChoice(StrEnum):
    """What the key of a picture's cloak comes from."""

    SECRET = "secret"  # noqa: S105 - a word, not a secret
    """A secret and the picture: the same picture gets the same cloak each time."""
    RANDOM = "random"
    """Chance: another cloak each time, and nothing is kept."""


class _Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The habits that all parts of a recipe share."""


class CloakChoice(_Choice, frozen=True, kw_only=True):
    """The cloak.

    Attributes
    ----------
    preset : Preset
        `off` tags only, without touching the pixels.
    key : KeyChoice
    secret : str
        Empty: the user's own (`fixative.secret`). A recipe that names one is to be kept private.
    again : bool
        Cloak what carries a cloak already, too.
    """

    preset: Preset = Preset.BALANCED
    key: KeyChoice = KeyChoice.SECRET
    secret: str = ""
    again: bool = False

    def __post_init__(self) -> None:
        if self.secret and self.key is KeyChoice.RANDOM:
            raise ValueError("cloak.key = random leaves no use for cloak.secret")
        try:
            self.secret.encode()
        except UnicodeEncodeError as error:
            raise ValueError("cloak.secret must be text") from error

    def __repr__(self) -> str:
        # Without the secret: this is what logs and tracebacks show.
        return f"CloakChoice(preset={self.preset!r}, key={self.key!r}, again={self.again!r})"

    @property
    def needs_own_secret(self) -> bool:
        """Whether the user's own secret is asked for."""
        return self.preset is not Preset.OFF and self.key is KeyChoice.SECRET and not self.secret


class Destination(_Choice, frozen=True, kw_only=True):
    """Where results go, and as what.

    Attributes
    ----------
    folder : str
        Relative: beside each source. Absolute: there, with the tree of the named folders kept.
    name : str
        Template with {stem}, {preset} and {ext} (with its dot).
    format : Format or None
        None keeps the source's; otherwise one that is coded here (`Format.coded`).
    quality : int or None
        1 to 100 for JPEG, WebP and AVIF; None matches the source.
    conflict : Conflict
    """

    folder: str = "protected"
    name: str = "{stem}{ext}"
    format: Format | None = None
    quality: int | None = None
    conflict: Conflict = Conflict.RENAME

    def __post_init__(self) -> None:
        if self.format is not None and not self.format.coded:
            raise ValueError(f"destination.format must not be {self.format}, which is not encoded here")
        if self.quality is not None and not 1 <= self.quality <= 100:  # noqa: PLR2004 - the scale of every codec
            raise ValueError("destination.quality must be 1 to 100")
        try:
            name = self.name.format(stem="stem", preset="preset", ext=".ext")
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise ValueError("destination.name may hold {stem}, {preset} and {ext} only") from error
        if "/" in name or "\\" in name or "stem" not in name:
            raise ValueError("destination.name must hold {stem} and no folder")
        if not self.folder:
            raise ValueError("destination.folder must not be empty")


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class FitChoice(_Choice, frozen=True, kw_only=True):
    """What the results are made to fit.

    Attributes
    ----------
    platforms : tuple of str
        Slugs of `fixative.platforms`; each gets a copy of its own (`Recipe.copies`). None: pictures keep their size.
    background : str
        `#rrggbb`: what shows through where a platform serves no transparency.
    """

    platforms: tuple[str, ...] = ()
    background: str = "#ffffff"

    def __post_init__(self) -> None:
        for slug in self.platforms:
            named(slug)
        if len(set(self.platforms)) < len(self.platforms):
            raise ValueError("fit.platforms names one twice")
        if not _COLOUR.fullmatch(self.background):
            raise ValueError("fit.background must be a colour such as #ffffff")

    @property
    def ground(self) -> tuple[int, int, int]:
        """The background as 8-bit red, green and blue."""
        red, green, blue = bytes.fromhex(self.background[1:])
        return red, green, blue


class Privacy(_Choice, frozen=True, kw_only=True):
    """What is taken out of the results.

    Attributes
    ----------
    drop_gps : bool
        Where the picture was made.
    drop_serials : bool
        Serial numbers and owner of camera and lens, and the maker's note, which has them too.
    drop_thumbnails : bool
        Small copies of the picture. Where its pixels are coded anew they always go: they show it without its cloak.
    """

    drop_gps: bool = False
    drop_serials: bool = False
    drop_thumbnails: bool = False

    @property
    def dropped(self) -> frozenset[Private]:
        """What that is in the file."""
        wanted = {
            Private.PLACE: self.drop_gps,
            Private.SERIALS: self.drop_serials,
            Private.COPIES: self.drop_thumbnails,
        }
        return frozenset(each for each, dropped in wanted.items() if dropped)


_URL = re.compile(r"https?://[!-~]+")


class CredentialsChoice(_Choice, frozen=True, kw_only=True):
    """Content Credentials, which need the extra `credentials` and an identity (`fixative.credentials`).

    Attributes
    ----------
    sign : bool
    time_stamps : str
        URL of a time-stamp server (RFC 3161). It learns a checksum of each picture, and when; empty asks nobody.
    """

    sign: bool = False
    time_stamps: str = ""

    def __post_init__(self) -> None:
        if self.time_stamps and not _URL.fullmatch(self.time_stamps):
            raise ValueError("credentials.time_stamps must be a URL that begins with http:// or https://")


class Limits(_Choice, frozen=True, kw_only=True):
    """Bounds against files that are not what they seem.

    Attributes
    ----------
    max_pixels : int
        Largest width times height of a frame, and a quarter of what all frames together may have.
    """

    max_pixels: Annotated[int, msgspec.Meta(ge=1)] = 250_000_000


class Recipe(_Choice, frozen=True, kw_only=True):
    """Everything that was chosen for a batch.

    Attributes
    ----------
    cloak : CloakChoice
    rights : RightsStatement
    overwrite_policy : bool
        Let the statement weaken a stronger prohibition that a picture has already.
    destination : Destination
    privacy : Privacy
    credentials : CredentialsChoice
    register : bool
        Enter the results of a batch in the user's register (`fixative.register`).
    limits : Limits
    """

    cloak: CloakChoice = CloakChoice()
    rights: RightsStatement = RightsStatement()
    overwrite_policy: bool = False
    destination: Destination = Destination()
    fit: FitChoice = FitChoice()
    privacy: Privacy = Privacy()
    credentials: CredentialsChoice = CredentialsChoice()
    register: bool = True
    limits: Limits = Limits()

    @classmethod
    def load(cls, path: Path) -> Recipe:
        """Read a recipe from a TOML file; raises `RecipeError` where it does not hold."""
        try:
            return cls.from_toml(path.read_text("utf-8"))
        except OSError as error:
            raise RecipeError(path=str(path), detail=error.strerror or str(error)) from error
        except ValueError as error:
            raise RecipeError(path=str(path), detail=str(error)) from error

    @classmethod
    def from_toml(cls, text: str) -> Recipe:
        """Read a recipe from TOML text; raises `ValueError` where it does not hold."""
        return from_toml(text, cls)

    def copies(self) -> tuple[Recipe, ...]:
        """Give a recipe for each platform, whose results have its name behind their stem; itself where it has none."""
        return tuple(map(self._copy_for, self.fit.platforms)) or (self,)

    def _copy_for(self, slug: str) -> Recipe:
        name = self.destination.name.replace("{stem}", f"{{stem}}-{slug}")
        return msgspec.structs.replace(
            self,
            fit=msgspec.structs.replace(self.fit, platforms=(slug,)),
            destination=msgspec.structs.replace(self.destination, name=name),
        )

    def without_cloak(self) -> Recipe:
        """Give this recipe without its cloak."""
        return msgspec.structs.replace(self, cloak=msgspec.structs.replace(self.cloak, preset=Preset.OFF))

    def tags_only(self) -> Recipe:
        """Give this recipe without what touches pixels: no cloak, and the source's own format and size."""
        return msgspec.structs.replace(
            self.without_cloak(),
            fit=FitChoice(background=self.fit.background),
            destination=msgspec.structs.replace(self.destination, format=None, quality=None),
        )

    def to_toml(self, *, whole: bool = False) -> str:
        """Write the recipe as TOML text; `whole` as in `fixative.toml.to_toml`."""
        return to_toml(self, whole=whole)
