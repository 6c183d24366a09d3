"""The checklist remembers and minds the days, and the letter says what it should to whom it should."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from fixative.errors import ChecklistError, OptionsError
from fixative.optout import Memory, State, as_pdf, as_text, checklist, keep, letter_to, load, memory
from fixative.optout.wording import wording_in
from fixative.platforms import load_platforms, named
from fixative.platforms.facts import Region
from fixative.rights import AIPolicy, Language, RightsStatement

DAY = date(2026, 11, 24)
ADA = RightsStatement(owner="Ada Löwe", contact="ada@example.org", licence_url="https://example.org/terms")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def _states(kept: Memory, day: date, region: Region = Region.ALL, slug: str = "pinterest") -> dict[str, State]:
    return {item.objection.name: item.state for item in checklist([named(slug)], kept, today=day, region=region)}


def test_what_was_done_is_remembered():
    assert load() == Memory()
    kept = Memory().on("x", "pinterest", "x").did("pinterest", "canvas", DAY)
    path = keep(kept)
    assert path == memory.path()
    assert load() == kept
    assert kept.platforms == ("x", "pinterest")
    keep(kept.did("pinterest", "canvas", None))
    assert load().done == {}
    assert [each.name for each in path.parent.iterdir()] == ["optout.toml"]


def test_what_the_list_no_longer_has_stays_remembered():
    kept = Memory().did("myspace", "old", DAY).did("pinterest", "canvas", DAY)
    keep(kept)
    assert load().did("pinterest", "canvas", None).done == {"myspace": {"old": DAY}}


@pytest.mark.parametrize("text", ["platforms = 1", "done = {a = 1}", "[done.a]\nb = 'soon'", "what = 1", "\xff"])
def test_a_damaged_checklist_is_told_and_kept(text):
    memory.path().parent.mkdir(parents=True)
    memory.path().write_bytes(text.encode("latin-1"))
    with pytest.raises(ChecklistError) as caught:
        load()
    assert str(memory.path()) in str(caught.value.params["path"])
    assert memory.path().read_bytes() == text.encode("latin-1")


def test_days_that_matter():
    nothing = Memory()
    assert _states(nothing, date(2025, 4, 30)) == {"canvas": State.OPEN, "letter": State.OPEN}
    assert _states(nothing, date(2025, 5, 1)) == {"canvas": State.LATE, "letter": State.OPEN}
    both = nothing.did("pinterest", "canvas", DAY).did("pinterest", "letter", DAY)
    assert _states(both, DAY) == {"canvas": State.DONE, "letter": State.WAITING}
    assert _states(both, date(2026, 12, 24)) == {"canvas": State.DONE, "letter": State.WAITING}
    assert _states(both, date(2026, 12, 25)) == {"canvas": State.DONE, "letter": State.OVERDUE}


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
        (date(2026, 11, 30), date(2026, 12, 30)),
    ],
)
def test_an_answer_is_due_a_month_later(sent, due):
    items = checklist([named("pinterest")], Memory().did("pinterest", "letter", sent), today=sent)
    assert [item.due for item in items if item.objection.letter] == [due]
    assert timedelta(28) <= due - sent <= timedelta(31)


def test_who_cannot_object_is_not_sent_to():
    assert set(_states(Memory(), DAY, Region.UK)) == {"canvas"}
    assert set(_states(Memory(), DAY, Region.EU)) == {"canvas", "letter"}
    assert set(_states(Memory(), DAY, Region.UK, "instagram")) == {"meta-ai"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("slug", [slug for slug, platform in load_platforms().items() if not platform.own])
def test_a_letter_to_each(slug, language):
    text = as_text(letter_to(named(slug), ADA, day=DAY, language=language, account="@ada"))
    plain = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    for needed in ("Ada Löwe", "ada@example.org", named(slug).name, "@ada", "https://example.org/terms", "2019/790"):
        assert needed in plain
    articles = (
        ("Art. 21 Abs. 1", "Art. 17", "§ 44b Abs. 3") if language is Language.GERMAN else ("21(1)", "17(1)", "44b(3)")
    )
    assert all(article in plain for article in articles)
    assert not re.search(r"[{}]|  |\n\n\n", text)
    assert max(map(len, text.splitlines())) <= 76


def test_the_statement_chooses_the_language_and_what_is_missing_leaves_no_hole():
    letter = letter_to(named("x"), RightsStatement(creators=("Bo",), owner="Studio", language=Language.GERMAN), day=DAY)
    assert letter.sender == ("Bo",)
    assert letter.recipient == ("X", "Datenschutz")
    assert letter.day == "24. November 2026"
    assert "auf der Plattform X. Dass" in letter.parts[0][1]
    assert "Seite" not in as_text(letter)


def test_numbers_stay_on_the_line_of_their_word():
    text = as_text(letter_to(named("x"), ADA, day=DAY, language=Language.GERMAN))
    assert not re.search(r"(Art\.|Abs\.|Buchst\.|§)\s*\n", text)


@pytest.mark.parametrize("policy", [AIPolicy.ALLOW, AIPolicy.UNSPECIFIED])
def test_nobody_objects_to_what_they_allow(policy):
    with pytest.raises(OptionsError):
        letter_to(named("x"), RightsStatement(owner="Ada", policy=policy), day=DAY)


def test_nobody_writes_without_a_name():
    with pytest.raises(OptionsError):
        letter_to(named("x"), RightsStatement(), day=DAY)


@pytest.mark.parametrize("name", [" ", "\n\t", "\x1b\u202e", "\udcff"])
def test_a_name_of_nothing_is_none(name):
    with pytest.raises(OptionsError, match="needs a name"):
        letter_to(named("x"), RightsStatement(owner=name), day=DAY)
    assert letter_to(named("x"), RightsStatement(creators=(name,), owner="Bo"), day=DAY).name == "Bo"


def test_nobody_writes_to_themselves():
    with pytest.raises(OptionsError, match="own-site is yours"):
        letter_to(named("own-site"), ADA, day=DAY)


def test_what_is_filled_in_steers_no_terminal_and_breaks_no_line():
    letter = letter_to(
        named("x"),
        RightsStatement(owner="Ada\n\x1b[31m  Löwe\x07", contact="a@b\udcff\r", licence_url=" https://a.b\n"),
        day=DAY,
        account="a\tb\u202ec",
        address=("Weg\u20281", " ", "\u0645\u06cc\u200c\u062e"),
    )
    assert letter.sender == ("Ada [31m Löwe", "Weg 1", "\u0645\u06cc\u200c\u062e", "a@b")
    assert " a bc. " in letter.parts[0][1]
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028\u202e\ud800-\udfff]", as_text(letter))


@given(
    words=st.lists(st.text(st.characters(codec="utf-8"), max_size=400), min_size=3, max_size=3),
    language=st.sampled_from(Language),
)
@settings(max_examples=40, deadline=None)
def test_any_words_make_a_pdf_or_are_told(words, language):
    name, account, line = words
    statement = RightsStatement(owner=f"A {name}", contact=line)
    letter = letter_to(named("x"), statement, day=DAY, language=language, account=account, address=(line,))
    try:
        body = as_pdf(letter)
    except OptionsError:
        return  # signs that the font has not
    assert PdfReader(io.BytesIO(body)).pages


def test_a_very_long_name_goes_on_over_pages():
    long = "Ada von und zu " * 200 + "W" * 3000
    letter = letter_to(named("x"), RightsStatement(owner=long), day=DAY, address=("Weg 1",) * 200)
    pages = PdfReader(io.BytesIO(as_pdf(letter))).pages
    assert len(pages) > 3
    assert all("no legal advice" in page.extract_text() for page in pages)


@pytest.mark.parametrize("language", Language)
def test_the_pdf_says_the_same_with_its_font_in_it(language):
    name = "Željko Żółć & Söhne <Жук> Ελένη"
    letter = letter_to(
        named("instagram"),
        RightsStatement(owner=name),
        day=DAY,
        language=language,
        account="<b>ada</b>",
        address=("Weg 1", "12345 Köln"),
    )
    reader = PdfReader(io.BytesIO(as_pdf(letter)))
    assert len(reader.pages) == 1
    read = "".join(reader.pages[0].extract_text().split())
    for part in (name, "<b>ada</b>", letter.subject, letter.closing, letter.remark, *letter.recipient):
        assert "".join(part.split()) in read
    for heading, text in letter.parts:
        assert "".join((heading + text).split()) in read
    assert (reader.metadata.title, reader.metadata.author) == (letter.subject, name)
    assert reader.root_object["/Lang"] == language.value
    fonts = reader.pages[0]["/Resources"]["/Font"]
    used = [font.get_object() for font in fonts.values() if "DejaVu" in font.get_object()["/BaseFont"]]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)


def test_signs_that_the_font_has_not_are_told():
    with pytest.raises(OptionsError, match="日 本"):
        as_pdf(letter_to(named("x"), RightsStatement(owner="日本"), day=DAY))


def test_both_languages_say_it_in_as_many_parts():
    german, english = wording_in(Language.GERMAN), wording_in(Language.ENGLISH)
    assert [bool(part.heading) for part in german.parts] == [bool(part.heading) for part in english.parts]
    assert "keine Rechtsberatung" in german.remark
    assert "no legal advice" in english.remark
