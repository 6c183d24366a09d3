"""Every file of facts holds, and nothing in it is without a source."""

from __future__ import annotations

import tomllib
from datetime import date
from urllib.parse import urlsplit

import msgspec
import pytest

from fixative.platforms import Platform, load_platforms, named
from fixative.platforms.facts import Certainty, Fate, Stance
from fixative.rights.statement import Language
from fixative_assets import resource

PLATFORMS = load_platforms()
FACTS = [
    pytest.param(platform, fact, id=f"{slug}-{type(fact).__name__}-{number}")
    for slug, platform in PLATFORMS.items()
    for number, fact in enumerate(platform.facts)
]


def test_the_platforms_that_creators_publish_on_are_there():
    wanted = "artstation behance bluesky deviantart etsy facebook flickr instagram linkedin mastodon own-site pinterest"
    assert set(PLATFORMS) == {*wanted.split(), "reddit", "tumblr", "x"}
    assert all(platform.slug == slug for slug, platform in PLATFORMS.items())


def test_every_file_in_the_folder_is_one_of_them():
    assert {file.name for file in resource("platforms").iterdir()} == {f"{slug}.toml" for slug in PLATFORMS}


@pytest.mark.parametrize(("platform", "fact"), FACTS)
def test_each_fact_has_sources_and_a_day_that_has_been(platform, fact):
    assert fact.sources
    for source in fact.sources:
        parts = urlsplit(source)
        assert parts.scheme == "https"
        assert "." in (parts.hostname or "")
        assert source.isascii()
    assert date(2005, 1, 1) < fact.dated <= platform.checked <= date.today()  # noqa: DTZ011 - as creators count days


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)
def test_what_is_long_ago_is_not_known(platform):
    assert all(fact.certainty is Certainty.ASSUMED for fact in platform.facts if fact.dated < date(2020, 1, 1))


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)
def test_who_can_object_is_told_how(platform):
    for objection in platform.objections:
        assert urlsplit(objection.link).hostname
        assert objection.by is None or objection.by.year >= 2025
        english, german = (objection.told(language) for language in Language)
        for guide in (english, german):
            assert all((text[0].isupper() and text[-1] == ".") or ": fixative" in text for text in guide.steps)
            assert guide.brings.endswith(".")
            for command in (step.partition(": fixative ")[2] for step in guide.steps):
                assert not command.startswith("optout letter") or command == f"optout letter {platform.slug}"
        assert [step.partition(": fixative")[2] for step in english.steps] == [
            step.partition(": fixative")[2] for step in german.steps
        ]
        assert english != german


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)
def test_what_is_said_of_training_is_told_in_either_language(platform):
    for fact in platform.training:
        english, german = (fact.told(language) for language in Language)
        assert english != german
        assert english.endswith(".")
        assert german.endswith(".")


def test_a_name_is_the_same_in_either_language_where_it_is_a_proper_one():
    assert named("own-site").called(Language.GERMAN) == "Ihre eigene Website"
    assert named("own-site").called(Language.ENGLISH) == "your own site"
    assert named("x").called(Language.GERMAN) == "X"


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS)
def test_the_size_to_fit_is_one_that_is_served_as_it_is(platform):
    fitted = platform.fit
    assert fitted is None or fitted in platform.sizes
    assert not platform.own or fitted is None


def test_pinterest_of_which_it_began():
    pinterest = named("pinterest")
    assert pinterest.fit is not None
    assert (pinterest.fit.width, pinterest.fit.height) == (736, None)
    assert pinterest.training[0].stance is Stance.TRAINS
    assert [(each.name, each.by) for each in pinterest.objections] == [("canvas", date(2025, 4, 30)), ("letter", None)]


def test_unknown_is_a_value():
    assert named("etsy").training == ()
    assert named("reddit").fit is None
    assert named("etsy").fate("xmp") == (Fate.UNKNOWN, None)
    assert named("instagram").fate("profile") == (Fate.REMOVED, Certainty.ASSUMED)
    assert named("instagram").fate("xmp") == (Fate.REMOVED, Certainty.KNOWN)


def test_a_name_that_is_none_is_told_with_those_that_are():
    with pytest.raises(ValueError, match="no platform named myspace is known; there are: artstation, behance,"):
        named("myspace")


GOOD = {"certainty": "known", "sources": ["https://example.com/"], "dated": date(2026, 1, 1)}
SIZE = {"what": "a picture", "width": 100, **GOOD}
GUIDE = {"title": "Turn it off", "steps": ["Turn it off."], "brings": "It is off."}
OBJECTION = {"name": "a", "who": ["all"], "link": "https://example.com/", "de": GUIDE, **GUIDE, **GOOD}


def _read(**members: object) -> Platform:
    return msgspec.convert({"slug": "a", "name": "A", "checked": date(2026, 1, 1), **members}, Platform)


@pytest.mark.parametrize(
    "members",
    [
        {"sizes": [{**SIZE, "sources": []}]},
        {"sizes": [{**SIZE, "sources": ["http://example.com/"]}]},
        {"sizes": [{**SIZE, "sources": ["https://example.com/a page"]}]},
        {"sizes": [{**SIZE, "certainty": "probable"}]},
        {"sizes": [{**SIZE, "dated": "lately"}]},
        {"sizes": [{**SIZE, "depth": 8}]},
        {"sizes": [{**SIZE, "width": 0}]},
        {"sizes": [{"what": "a picture", **GOOD}]},
        {"sizes": [{**SIZE, "unscaled": True}]},
        {"sizes": [{"what": "a picture", "unscaled": True, "fit": True, **GOOD}]},
        {"sizes": [{**SIZE, "fit": True}, {**SIZE, "width": 200, "fit": True}]},
        {"coding": {"formats": ["jpeg"], "quality": 101, **GOOD}},
        {"training": [{"stance": "trains", "says": "", "says_de": "Ja.", **GOOD}]},
        {"training": [{"stance": "trains", "says": "It does.", **GOOD}]},
        {"objections": [OBJECTION, OBJECTION]},
        {"objections": [{**OBJECTION, "link": "http://example.com/"}]},
        {"objections": [{**OBJECTION, "de": {**GUIDE, "steps": ["Aus.", "Fertig."]}}]},
        {"colour": "blue"},
    ],
)
def test_what_does_not_hold_is_refused(members):
    assert _read(sizes=[SIZE], objections=[OBJECTION]).sizes[0].width == 100
    with pytest.raises(msgspec.ValidationError):
        _read(**members)


def test_files_say_nothing_of_what_is_unknown():
    for slug in PLATFORMS:
        members = tomllib.loads(resource("platforms", f"{slug}.toml").read_text("utf-8"))
        assert "slug" not in members
        assert all("unknown" not in each.values() for each in members.get("metadata", ()))
