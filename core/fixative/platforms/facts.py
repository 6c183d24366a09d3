"""What is known of each platform: a file for each that travels with Fixative, and a source and a date for each fact."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

import msgspec

from fixative.formats import Format
from fixative.rights.statement import Language
from fixative_assets import resource

__all__ = [
    "Certainty",
    "Coding",
    "Controller",
    "Fact",
    "Fate",
    "Guide",
    "Metadata",
    "Objection",
    "Platform",
    "Region",
    "Size",
    "Stance",
    "Training",
    "load_platforms",
    "named",
]

_ENDING = ".toml"

_Link = Annotated[str, msgspec.Meta(pattern=r"^https://[!-~]+$")]
_Words = Annotated[str, msgspec.Meta(min_length=1)]
_Pixels = Annotated[int, msgspec.Meta(ge=1)]


class Certainty(StrEnum):
    """How certain a fact is. What is not known at all is left out, or `unknown`."""

    KNOWN = "known"
    """The platform, its program or an authority says so, or somebody measured it and says how."""
    ASSUMED = "assumed"
    """Somebody says so at second hand, or it was known long ago."""


class Fate(StrEnum):
    """What becomes of something in a file that is uploaded."""

    KEPT = "kept"
    REMOVED = "removed"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What a platform says about the training of AI."""

    TRAINS = "trains"
    """It trains on what is published there."""
    LICENSES = "licenses"
    """It lets others train on it."""
    REFUSES = "refuses"
    """It does not train on it."""
    FORBIDS = "forbids"
    """It forbids others to."""
    UNKNOWN = "unknown"


class Region(StrEnum):
    """Where one lives who can object."""

    ALL = "all"
    EU = "eu"
    """The European Economic Area."""
    UK = "uk"


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What each fact has.

    Attributes
    ----------
    certainty : Certainty
    sources : tuple of str
        The pages that say so.
    dated : date
        The day of the newest of them; where they have none, the day on which they were read.
    """

    certainty: Certainty
    sources: Annotated[tuple[_Link, ...], msgspec.Meta(min_length=1)]
    dated: date


class Size(Fact, frozen=True, kw_only=True):
    """A size in which a platform serves pictures.

    Attributes
    ----------
    what : str
        Where it is served.
    width, height : int or None
        Larger pictures are scaled down to fit; None bounds nothing.
    pixels : int or None
        The same for width times height.
    unscaled : bool
        As it was uploaded, whatever its size.
    fit : bool
        Whether a picture is best uploaded in this size, as it is shown in it and not scaled any more.
    """

    what: _Words
    width: _Pixels | None = None
    height: _Pixels | None = None
    pixels: _Pixels | None = None
    unscaled: bool = False
    fit: bool = False

    def __post_init__(self) -> None:
        bounds = (self.width, self.height, self.pixels)
        if self.unscaled == any(bound is not None for bound in bounds):
            raise ValueError("a size has bounds, or is unscaled")
        if self.unscaled and self.fit:
            raise ValueError("unscaled is no size to fit")


class Coding(Fact, frozen=True, kw_only=True):
    """How a platform codes what it serves.

    Attributes
    ----------
    formats : tuple of Format
    quality : int or None
        1 to 100, on the format's own scale; None is not known.
    keeps : bool
        Whether a picture that needs no scaling is served with its pixels as they were coded.
    """

    formats: Annotated[tuple[Format, ...], msgspec.Meta(min_length=1)]
    quality: Annotated[int, msgspec.Meta(ge=1, le=100)] | None = None
    keeps: bool = False


class Metadata(Fact, frozen=True, kw_only=True):
    """What becomes of what a file carries beside its pixels; `profile` is that of its colours."""

    exif: Fate = Fate.UNKNOWN
    iptc: Fate = Fate.UNKNOWN
    xmp: Fate = Fate.UNKNOWN
    credentials: Fate = Fate.UNKNOWN
    profile: Fate = Fate.UNKNOWN


class Training(Fact, frozen=True, kw_only=True):
    """What a platform says about the training of AI, and in our words, English and German."""

    stance: Stance
    says: _Words
    says_de: _Words

    def told(self, language: Language) -> str:
        """Give our words in a language."""
        return self.says_de if language is Language.GERMAN else self.says


class Guide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people are told of a way to object, in one language.

    Attributes
    ----------
    title : str
    steps : tuple of str
    brings : str
        What it brings, and what not.
    """

    title: _Words
    steps: Annotated[tuple[_Words, ...], msgspec.Meta(min_length=1)]
    brings: _Words


class Objection(Fact, frozen=True, kw_only=True):
    """A way to object.

    Attributes
    ----------
    name : str
        By which a platform's are told apart, and remembered once they are done.
    title : str
    who : tuple of Region
    steps : tuple of str
    brings : str
        What it brings, and what not.
    de : Guide
        The same in German, step by step.
    link : str
        Where it is done, or explained.
    by : date or None
        The last day on which it covers everything.
    letter : bool
        Whether a letter of objection is the way.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: _Words
    who: Annotated[tuple[Region, ...], msgspec.Meta(min_length=1)]
    steps: Annotated[tuple[_Words, ...], msgspec.Meta(min_length=1)]
    brings: _Words
    de: Guide
    link: _Link
    by: date | None = None
    letter: bool = False

    def __post_init__(self) -> None:
        if len(self.steps) != len(self.de.steps):
            raise ValueError("the steps in German are not as many")

    def told(self, language: Language) -> Guide:
        """Give what people are told in a language."""
        if language is Language.GERMAN:
            return self.de
        return Guide(title=self.title, steps=self.steps, brings=self.brings)


class Controller(Fact, frozen=True, kw_only=True):
    """Who answers for the data of users in the European Union: name, and lines of an address."""

    name: _Words
    address: tuple[_Words, ...] = ()


class Platform(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A platform.

    Attributes
    ----------
    slug : str
        Its name on the command line and in recipes: that of its file.
    name, name_de : str
        Proper names are the same in German, where the second is empty.
    checked : date
        When the entry was last gone through.
    own : bool
        Whether this is the user's own site, which serves pictures as they are.
    sizes : tuple of Size
    coding : Coding or None
    metadata : tuple of Metadata
        The surest first.
    training : tuple of Training
    objections : tuple of Objection
    controller : Controller or None
    """

    slug: str
    name: _Words
    name_de: str = ""
    checked: date
    own: bool = False
    sizes: tuple[Size, ...] = ()
    coding: Coding | None = None
    metadata: tuple[Metadata, ...] = ()
    training: tuple[Training, ...] = ()
    objections: tuple[Objection, ...] = ()
    controller: Controller | None = None

    def __post_init__(self) -> None:
        if sum(size.fit for size in self.sizes) > 1:
            raise ValueError("one size at most is to be fitted")
        names = [objection.name for objection in self.objections]
        if len(set(names)) < len(names):
            raise ValueError("two objections have one name")

    def called(self, language: Language) -> str:
        """Name it in a language."""
        return self.name_de if language is Language.GERMAN and self.name_de else self.name

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts."""
        single = [fact for fact in (self.coding, self.controller) if fact is not None]
        return (*self.sizes, *self.metadata, *self.training, *self.objections, *single)

    @property
    def fit(self) -> Size | None:
        """The size to upload; None where it is not known."""
        return next((size for size in self.sizes if size.fit), None)

    def fate(self, of: str) -> tuple[Fate, Certainty | None]:
        """Say what becomes of a part of a file, by the name that `Metadata` has for it, and how certain that is."""
        for fact in self.metadata:
            fate: Fate = getattr(fact, of)
            if fate is not Fate.UNKNOWN:
                return fate, fact.certainty
        return Fate.UNKNOWN, None


@lru_cache(maxsize=1)
def load_platforms() -> Mapping[str, Platform]:
    """Load the platforms that travel with Fixative, by their slugs, in order."""
    files = sorted(resource("platforms").iterdir(), key=lambda file: file.name)
    slugs = {file.name.removesuffix(_ENDING): file for file in files if file.name.endswith(_ENDING)}
    return {slug: _read(slug, file.read_text("utf-8")) for slug, file in slugs.items()}


def named(slug: str) -> Platform:
    """Give a platform by its slug; raises `ValueError`, which names all, where there is none."""
    platforms = load_platforms()
    if slug not in platforms:
        raise ValueError(f"no platform named {slug} is known; there are: {', '.join(platforms)}")
    return platforms[slug]


def _read(slug: str, text: str) -> Platform:
    return msgspec.convert({"slug": slug, **tomllib.loads(text)}, Platform)
