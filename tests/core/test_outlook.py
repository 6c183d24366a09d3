"""The page of what platforms leave: figures, gaps and next steps, in either language."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from drawn import draw
from lxml import html

from fixative import Preset, Recipe, RightsStatement
from fixative.inspect.german import tongue_in
from fixative.inspect.sheet import is_page
from fixative.optout import Memory, checklist
from fixative.outcome import Problem
from fixative.outlook import Outlook, outlook_at
from fixative.platforms import named
from fixative.recipe import CloakChoice
from fixative.rights.statement import Language
from fixative.survive import survive

RECIPE = Recipe(cloak=CloakChoice(secret="test"), rights=RightsStatement(owner="Ada"))
PLATFORMS = [named(slug) for slug in ("instagram", "pinterest", "own-site", "etsy")]
DAY = date(2026, 11, 24)
DONE = Memory().did("pinterest", "canvas", DAY).did("pinterest", "letter", DAY)


def _page(*sources, language=Language.ENGLISH, recipe=RECIPE, platforms=PLATFORMS, fitted=True, memory=DONE):
    file = BytesIO()
    items = checklist(platforms, memory, today=DAY)
    page = Outlook(file, platforms, items, tongue_in(language), fitted=fitted)
    for source in sources:
        page.add(source, [survive(source, recipe, platform, fitted=fitted) for platform in platforms])
    page.add_failure(sources[0].with_name("<b>.jpg"), Problem("not-a-picture"))
    page.finish()
    return html.document_fromstring(file.getvalue().decode())


def _text(node) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture
def root(tmp_path):
    return _page(draw(tmp_path / "a<script>.jpg", width=900, height=600))


def test_each_platform_has_its_figures(root):
    rows = {_text(row[0]): row for row in root.xpath("//section[h2/@id='platforms']//tbody/tr")}
    assert list(rows) == ["Instagram", "Pinterest", "your own site", "Etsy"]
    assert _text(rows["your own site"][1]) == "100%"
    assert _text(rows["Pinterest"][2]).startswith("0 of ")
    tags = _text(rows["your own site"][2]).split(" of ")
    assert tags[0] == tags[1] != "0"
    assert [_text(rows[name][4]) for name in rows] == ["2 open", "all done", "1 open", "no way known"]
    assert [_text(rows[name][3]) for name in ("Pinterest", "Etsy")] == ["trains on it", "unknown"]
    assert _text(root.xpath("//section[h2/@id='platforms']/p")[0]) == "Pictures: 2. Not measured: 1."


def test_each_picture_says_what_is_left_of_it_where(root):
    picture, failed = root.xpath("//section[h2/@id='pictures']//article")
    assert _text(picture.xpath("h3")[0]) == "a<script>.jpg"
    assert "736 x 491" in _text(picture)
    field = picture.xpath("details//tr[th/bdi='XMP-plus:DataMining']/td")
    assert [_text(each) for each in field] == ["your own site"]
    assert _text(failed.xpath("h3")[0]) == "<b>.jpg"
    assert root.xpath("//script | //link | //form | //b") == []
    assert all(source.startswith("data:image/webp;base64,") for source in root.xpath("//@src"))


def test_gaps_are_named(root):
    told = [_text(gap) for gap in root.xpath("//section[h2/@id='gaps']//li")]
    assert told[0].startswith("No tag is left on: Instagram, Pinterest, Etsy.")


def test_next_steps_are_what_is_not_done(root):
    steps = {_text(card.xpath("h3")[0]): card for card in root.xpath("//section[h2/@id='next']//article")}
    assert len(steps["Instagram"].xpath(".//ol/li")) == 7
    assert "the day for everything was 2025-05-26" in _text(steps["Instagram"])
    assert steps["Pinterest"].xpath(".//ol") == []
    assert "sent 2026-11-24; an answer is due by 2026-12-24" in _text(steps["Pinterest"])
    assert "No way to object is known." in _text(steps["Etsy"])
    assert all(link.startswith("https://") for link in root.xpath("//a/@href"))
    assert "This is no legal advice." in _text(root)


def test_an_answer_that_is_late_is_open_again(tmp_path):
    memory = Memory().did("pinterest", "letter", date(2026, 1, 31))
    root = _page(draw(tmp_path / "a.png"), platforms=[named("pinterest")], memory=memory)
    assert "an answer was due by 2026-02-28: ask" in _text(root.xpath("//section[h2/@id='next']")[0])


def test_it_speaks_german(tmp_path):
    root = _page(draw(tmp_path / "a.png"), language=Language.GERMAN, platforms=PLATFORMS[1:3], memory=Memory())
    assert root.get("lang") == "de"
    assert _text(root.xpath("//h1")[0]) == "Was Plattformen vom Schutz übrig lassen"
    assert "Ihre eigene Website" in _text(root)
    assert "Das Training von Canvas abschalten" in _text(root)
    assert "100 %" in _text(root)
    assert "\\x" not in _text(root)


def test_what_was_not_cloaked_and_not_scaled_is_told(tmp_path):
    bare = Recipe(cloak=CloakChoice(preset=Preset.OFF), rights=RightsStatement(owner="Ada"))
    root = _page(draw(tmp_path / "a.png"), recipe=bare, fitted=False)
    told = _text(root.xpath("//section[h2/@id='gaps']")[0])
    assert "These pictures were not cloaked" in told
    assert "no cloak" in _text(root)


def test_a_page_is_published_whole_or_not_at_all(tmp_path):
    target = tmp_path / "page.html"
    with pytest.raises(KeyboardInterrupt), outlook_at(target, PLATFORMS, []):
        raise KeyboardInterrupt
    assert not target.exists()
    with outlook_at(target, PLATFORMS, []):
        pass
    assert is_page(target)
