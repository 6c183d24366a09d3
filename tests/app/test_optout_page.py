from __future__ import annotations

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel

from fixative.optout import Memory, keep, load, today
from fixative.rights import AIPolicy, RightsStatement
from fixative.rights.statement import Language
from fixative_app.language import Language as Spoken
from fixative_app.language import use_language
from fixative_app.optout_page import OptOutPage
from fixative_app.paper_dialog import PaperDialog
from fixative_app.top_bar import Place


@pytest.fixture
def page(window):
    window.places.go_to(Place.OPT_OUT)
    yield window.optout
    window.optout.shut_down()


def told(widget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def say_owner(window, **choices) -> None:
    recipe = window.controller.recipe
    rights = msgspec.structs.replace(recipe.rights, **choices)
    window.edits.choose(msgspec.structs.replace(recipe, rights=rights))


def test_one_ticks_platforms_and_they_are_remembered(page):
    assert "Tick the platforms" in told(page)
    page.platforms["pinterest"].click()
    page.platforms["etsy"].click()
    assert load().platforms == ("etsy", "pinterest")
    assert list(page.cards) == ["etsy", "pinterest"]
    assert "No way to object is known." in told(page.cards["etsy"])
    assert "1. Log in to Pinterest, and open Settings." in told(page.cards["pinterest"])
    page.platforms["etsy"].click()
    assert list(page.cards) == ["pinterest"]


def test_what_is_done_is_remembered_as_the_command_line_does(page):
    page.platforms["pinterest"].click()
    way = page.cards["pinterest"].ways["canvas"]
    assert "The day for everything was" in told(way)
    way.done.click()
    assert load().done == {"pinterest": {"canvas": today()}}
    assert "Done on" in told(way)
    way.done.click()
    assert load().done == {}


def test_days_that_matter_are_reminded_of(page, window):
    page.platforms["instagram"].click()
    page.cards["instagram"].ways["letter"].done.click()
    assert "Instagram: an answer to your letter is due by" in told(page)
    keep(Memory().on("instagram").did("instagram", "letter", date(2026, 1, 31)))
    again = OptOutPage(RightsStatement, lambda: None, window)
    assert "an answer to your letter was due by" in told(again)
    assert "supervisory authority" in told(again)


def test_the_letter_is_saved_as_pdf_or_text_in_the_language_chosen(page, window, qtbot, tmp_path):
    say_owner(window, owner="Ada Painter")
    page.language.setCurrentIndex(page.language.findData(Language.GERMAN))
    for name, begins in (("a.txt", b"Ada Painter"), ("a.pdf", b"%PDF-")):
        with qtbot.waitSignal(page.saved, timeout=30_000):
            page.save_letter("pinterest", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert "Sehr geehrte" in (tmp_path / "a.txt").read_text("utf-8")
    assert page.line.text().startswith("Saved as")


def test_a_letter_that_makes_no_sense_is_not_written(page, window, qtbot, tmp_path):
    page.save_letter("pinterest", tmp_path / "a.txt")
    assert "needs your name" in page.line.text()
    say_owner(window, owner="Ada", policy=AIPolicy.ALLOW)
    page.save_letter("pinterest", tmp_path / "a.txt")
    assert "choose another one" in page.line.text()
    say_owner(window, policy=AIPolicy.PROHIBIT_ALL)
    with qtbot.waitSignal(page.refused, timeout=30_000):
        page.save_letter("pinterest", tmp_path / "a.doc")
    assert list(tmp_path.glob("a.*")) == []


def test_links_open_in_the_browser(page, monkeypatch):
    opened = []
    monkeypatch.setattr("fixative_app.optout_card.QDesktopServices.openUrl", opened.append)
    page.platforms["x"].click()
    page.cards["x"].ways["grok"].open.click()
    assert opened == [QUrl("https://x.com/settings/grok_settings")]


def test_the_guide_opens(page, window):
    page.guide.click()
    assert "what it can and cannot bring" in window.findChildren(PaperDialog)[0].text.toPlainText()


def test_a_list_that_does_not_hold_is_told_and_left_as_it_is(window):
    file = keep(Memory())
    file.write_text("done = 5")
    page = OptOutPage(RightsStatement, lambda: None, window)
    assert page.line.text()
    page.platforms["x"].click()
    assert file.read_text() == "done = 5"


def test_it_speaks_german(qapp, window):
    use_language(qapp, Spoken.GERMAN)
    try:
        page = OptOutPage(RightsStatement, lambda: None, window)
        page.platforms["own-site"].click()
        page.platforms["pinterest"].click()
        text = told(page)
    finally:
        use_language(qapp, Spoken.ENGLISH)
    assert "Ihre eigene Website" in text
    assert "Melden Sie sich bei Pinterest an" in text
    assert "Das ist keine Rechtsberatung" in text
    assert Language(page.language.currentData()) is Language.GERMAN
