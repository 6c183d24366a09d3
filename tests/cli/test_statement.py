import tomllib

import pytest
from exiftool import read_tags
from pictures import photo
from PIL import Image
from program import fixative

from fixative import statements
from fixative.errors import NoStatementError, StatementError
from fixative.rights import AIPolicy, Language, RightsStatement

ADA = RightsStatement(owner="Ada Müller", notice="© {year} {owner}", policy=AIPolicy.PROHIBIT_ALL)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def test_a_statement_is_kept_and_read_back():
    assert statements.names() == []
    path = statements.save("Photos of Ada", ADA)
    assert statements.names() == ["Photos of Ada"]
    assert statements.load("Photos of Ada") == ADA
    assert set(tomllib.loads(path.read_text("utf-8"))) == {"owner", "notice", "policy"}


def test_none_is_replaced_unasked():
    statements.save("a", ADA)
    with pytest.raises(StatementError):
        statements.save("a", RightsStatement())
    assert statements.load("a") == ADA
    statements.save("a", RightsStatement(), replace=True)
    assert statements.load("a") == RightsStatement()
    assert [path.name for path in statements.folder().iterdir()] == ["a.toml"]


def test_one_that_was_forgotten_is_gone():
    statements.save("a", ADA)
    statements.forget("a")
    for action in (statements.load, statements.forget):
        with pytest.raises(NoStatementError):
            action("a")


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/b", "a\\b", " a", "a ", ".a", "a" * 65, "a\nb", "a:b"])
def test_what_is_no_name_is_refused(name):
    for action in (statements.load, statements.forget, lambda name: statements.save(name, ADA)):
        with pytest.raises(StatementError):
            action(name)
    assert not statements.folder().exists()


def test_a_damaged_one_is_told_and_the_others_are_there():
    statements.save("good", ADA)
    statements.path_of("bad").write_bytes(b"owner = \xff")
    statements.path_of("odd").write_text("notice = '{who}'", "utf-8")
    for name in ("bad", "odd"):
        with pytest.raises(StatementError):
            statements.load(name)
    assert statements.names() == ["bad", "good", "odd"]


def test_the_commands(home):
    done = fixative("statement", "save", "de", "--owner", "Ada Müller", "--language", "de", "--notice", "© {owner}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{home / 'fixative' / 'statements' / 'de.toml'}\n"
    done = fixative("statement", "save", "all", "--statement", "de", "--policy", "prohibit-all", "--terms", "None.")
    assert statements.load("all") == RightsStatement(
        owner="Ada Müller",
        notice="© {owner}",
        terms="None.",
        policy=AIPolicy.PROHIBIT_ALL,
        language=Language.GERMAN,
    )
    assert fixative("statement", "list").stdout == "all\nde\n"
    shown = tomllib.loads(fixative("statement", "show", "de").stdout)
    assert (shown["owner"], shown["language"], shown["policy"]) == ("Ada Müller", "de", "prohibit-ai-training")
    assert fixative("statement", "forget", "de").returncode == 0
    assert fixative("statement", "list").stdout == "all\n"


def test_what_is_wrong_is_said_in_a_line_and_with_status_2(tmp_path):
    for words, expected in (
        (("statement", "show", "none"), "there are: none"),
        (("statement", "save", "a/b"), "a name has letters"),
        (("statement", "save", "a", "--notice", "{who}"), "{who} is none of {year}, {owner}, {creator}, {title}"),
        (("tag", tmp_path, "--statement", "none"), "No statement named none"),
        (("site", tmp_path, "--domain", "example.com", "--statement", "none"), "No statement named none"),
    ):
        done = fixative(*words)
        assert done.returncode == 2
        assert expected in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_picture_is_tagged_with_it_and_options_go_before_it(tmp_path):
    statements.save("de", RightsStatement(owner="Ada", language=Language.GERMAN, terms="Alle Rechte vorbehalten."))
    recipe = tmp_path / "recipe.toml"
    recipe.write_text("[rights]\nowner = 'Recipe'\n[privacy]\ndrop_gps = true\n", "utf-8")
    Image.fromarray(photo(160, 120)).save(tmp_path / "a.jpg")
    command = ("tag", tmp_path / "a.jpg", "--recipe", recipe, "--statement", "de", "--policy", "prohibit-all")
    assert fixative(*command).returncode == 0
    tags = read_tags(tmp_path / "protected" / "a.jpg")[0]
    assert tags["IFD0:Copyright"] == "© Ada. Kein Data-Mining, kein KI-Training."
    assert tags["XMP-xmpRights:UsageTerms"] == "Alle Rechte vorbehalten."
