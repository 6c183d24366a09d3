"""The page: complete in itself, whatever the pictures say."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from drawn import draw
from lxml import html
from splicing import picture, splice

from fixative.containers import Blocks
from fixative.inspect import inspect
from fixative.inspect.german import tongue_in
from fixative.inspect.page import Page
from fixative.inspect.page_phrases import PAGE_PHRASES
from fixative.inspect.sheet import is_page
from fixative.inspect.tongue import ENGLISH, Tongue
from fixative.outcome import Problem
from fixative.rights import AIPolicy, RightsStatement, merge
from fixative.rights.statement import Language
from fixative_assets import resource

HOSTILE = "</td><script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>\u202eevil\x00 '\"&amp;"
VOID = {"meta", "img", "input", "link", "br", "hr", "wbr"}


class _Balance(HTMLParser):
    """Fails where an element is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), tag
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _page(*pictures: Path, failures: tuple[tuple[Path, Problem], ...] = (), tongue: Tongue = ENGLISH) -> str:
    file = BytesIO()
    page = Page(file, tongue)
    for path in pictures:
        page.add(path, inspect(path))
    for path, problem in failures:
        page.add_failure(path, problem)
    page.finish()
    return file.getvalue().decode()


def _parsed(text: str) -> html.HtmlElement:
    balance = _Balance()
    balance.feed(text)
    assert balance.open == []
    root = html.document_fromstring(text)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    return root


def _saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.fixture
def root(tmp_path):
    tagged = merge(Blocks(), RightsStatement(owner="Ada")).blocks
    allowing = merge(Blocks(), RightsStatement(policy=AIPolicy.ALLOW)).blocks
    return _parsed(
        _page(
            _saved(tmp_path / "tagged.jpg", splice(picture("jpeg"), tagged)),
            _saved(tmp_path / "clashing.jpg", splice(picture("jpeg"), Blocks(exif=tagged.exif, xmp=allowing.xmp))),
            _saved(tmp_path / "silent.jxl", picture("jxl")),
            draw(tmp_path / "silent.png"),
            failures=((tmp_path / "broken.jpg", Problem("not-a-picture")),),
        )
    )


def test_pictures_are_counted_and_sorted(root):
    assert [card.get("class") for card in root.xpath("//article")] == [
        *("card forbids", "card forbids clashes", "card silent", "card silent", "card failed")
    ]
    assert [item.text for item in root.xpath("//section[h2/@id='summary']/ul/li")] == [
        "AI training or data mining forbidden: 2",
        "Contradictory: 1",
        "Nothing that a program could read: 2",
        "Signed, and the signature holds: 0",
        "Not read: 1",
    ]
    # What no picture is cannot be chosen.
    assert root.xpath("//input/@id") == ["show-all", "show-forbids", "show-clashes", "show-silent", "show-failed"]
    assert root.xpath("//h2/@id") == ["summary", "pictures", "readers"]
    assert (
        "against allow in XMP-plus:DataMining, which forbids nothing." in root.xpath("//ul[@class='clash']/li")[0].text
    )


def test_cards_can_be_chosen_without_a_script(root):
    style = root.xpath("//style")[0].text
    for choice in root.xpath("//input[@type='radio']/@id"):
        kind = choice.removeprefix("show-")
        assert kind == "all" or f"body:has(#{choice}:checked) .card:not(.{kind})" in style
    assert root.xpath("//script") == []


def test_it_can_be_read_without_eyes(root):
    assert root.get("lang") == "en"
    levels = [int(heading.tag[1]) for heading in root.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert root.xpath("//img/@alt") == [f"Thumbnail of {name}" for name in ("tagged.jpg", "clashing.jpg", "silent.png")]
    assert all(head.get("scope") in ("col", "row") for head in root.xpath("//th"))
    assert root.xpath("//input[not(parent::label)]") == []
    assert "not decoded here" in root.xpath("//div[@class='none']")[0].text


def test_it_loads_nothing(root):
    assert all(source.startswith("data:image/webp;base64,") for source in root.xpath("//@src"))
    assert root.xpath("//link | //iframe | //object | //form") == []
    assert all(link.startswith("https://") for link in root.xpath("//a/@href"))
    assert "url(" not in root.xpath("//style")[0].text
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


def test_hostile_texts_stay_texts(tmp_path):
    statement = RightsStatement(creators=(HOSTILE,) * 300, notice="©" + "x" * 100_000, credit=HOSTILE)
    blocks = merge(Blocks(), statement).blocks
    path = _saved(tmp_path / "<script>'\"&\u202e.png", splice(picture("png"), blocks))
    text = _page(path, failures=((Path(HOSTILE), Problem("truncated", {"detail": HOSTILE})),))
    root = _parsed(text)
    assert "\u202e" not in text
    assert "\x00" not in text
    assert root.xpath("//script") == []
    assert len(root.xpath("//img")) == 1
    assert root.xpath("//@onerror") == []
    assert len(text) < 100_000
    assert root.xpath("//img/@alt")[0].startswith("Thumbnail of <script>'\"&\\u202e.png")
    assert any("alert(1)" in value for value in root.xpath("//td//text()"))


def test_names_that_are_no_text(tmp_path):
    path = _saved(tmp_path / "caf\udce9.png", picture("png"))
    assert "caf\\udce9.png" in _parsed(_page(path)).xpath("//h3/bdi/text()")[0]


def test_a_page_is_known_again(tmp_path):
    assert is_page(_saved(tmp_path / "a.html", _page().encode()))
    assert not is_page(_saved(tmp_path / "b.html", b"<!DOCTYPE html>\n<html>"))
    assert not is_page(_saved(tmp_path / "c.html", b""))


def test_a_page_speaks_german(tmp_path):
    tagged = merge(Blocks(), RightsStatement(owner="Ada")).blocks
    path = _saved(tmp_path / "a.jpg", splice(picture("jpeg"), tagged))
    german = tongue_in(Language.GERMAN)
    root = _parsed(_page(path, failures=((tmp_path / "b.jpg", Problem("not-a-picture")),), tongue=german))
    assert root.get("lang") == "de"
    assert root.xpath("//h1")[0].text == "Was die Bilder über KI sagen"
    assert root.xpath("//span[@class='chip good']")[0].text == "Kein KI-Training."
    assert root.xpath("//img/@alt") == ["Miniatur von a.jpg"]
    assert is_page(_saved(tmp_path / "a.html", _page(path, tongue=german).encode()))
    assert not {text for text in PAGE_PHRASES.values() if german.data(text) == text and "state" not in text}
    assert (german.number(12345), german.percent(0.5), german.decimal(0.5)) == ("12.345", "50 %", "0,50")
    assert german.policy(AIPolicy.PROHIBIT_AI_TRAINING) == "„Kein KI-Training“"
    assert german.day(date(2026, 1, 2)) == "02.01.2026"
    assert german.moment("2026-11-24T12:00:00+00:00").startswith("24.11.2026, ")


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_text_has_contrast(scheme):
    style = resource("page", "page.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]))
    pairs = [(text, ground) for text in ("text", "muted", "link") for ground in ("ground", "card")]
    pairs += [(name, f"{name}-ground") for name in ("good", "bad", "warn", "calm", "note")]
    for text, ground in pairs:
        darker, lighter = sorted(map(_luminance, (colours[text], colours[ground])))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (text, ground)
