"""The user's own secret: made once, kept privately, never replaced in silence and never shown."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import keyring.backend
import keyring.core
import platformdirs
import pytest
import secretstorage
from drawn import draw
from ordinary import ordinary_user
from secretstorage.exceptions import ItemNotFoundException

from fixative import CloakChoice, KeyChoice, OwnSecret, Recipe, own_secret, protect
from fixative.batch import run as batch
from fixative.batch.plan import plan
from fixative.errors import OptionsError, SecretError, SecretNotKeptError, SecretUnreachableError, SecretUnreadableError
from fixative.secret import Place, file, find, forget, keep, keychain


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """A data folder for each test; gives where the file goes."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "fixative" / "secret.toml"


class Memory(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.before = lambda: None

    def get_password(self, service, username):
        self.before()
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        self.before()
        self.entries[service, username] = password

    def delete_password(self, service, username):
        self.before()
        del self.entries[service, username]


@pytest.fixture
def memory(monkeypatch) -> Memory:
    backend = Memory()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def codes(own: OwnSecret) -> list[str]:
    return [code for code, _ in own.notes]


def test_it_is_made_once_and_kept_privately(home):
    assert find() is None
    assert not home.parent.exists()
    first = own_secret()
    assert (first.place, first.notes) == (Place.FILE, ())
    assert len(bytes.fromhex(first.text)) == 32
    assert own_secret() == find() == first
    assert (mode(home), mode(home.parent)) == (0o600, 0o700)
    assert [path.name for path in home.parent.iterdir()] == [home.name]


def test_it_is_not_shown(home):
    own = own_secret()
    recipe = Recipe(cloak=CloakChoice(secret=own.text))
    assert own.text not in repr([own, recipe, file.read(home)]) + str(recipe) + own.fingerprint
    assert own.fingerprint == find().fingerprint


def test_the_environment_goes_before_what_is_kept(home, monkeypatch):
    own_secret()
    monkeypatch.setenv("FIXATIVE_SECRET", "größer")
    assert (own_secret().text, own_secret().place) == ("größer", Place.ENVIRONMENT)
    monkeypatch.setenv("FIXATIVE_SECRET", os.fsdecode(b"\xe9"))
    with pytest.raises(OptionsError) as caught:
        own_secret()
    assert "FIXATIVE_SECRET" in caught.value.params["detail"]
    monkeypatch.setenv("FIXATIVE_SECRET", "")
    assert own_secret().place is Place.FILE


def test_wide_permissions_are_mended_and_said(home):
    first = own_secret()
    home.chmod(0o644)
    second = own_secret()
    assert (second.text, codes(second)) == (first.text, ["secret-was-open"])
    assert mode(home) == 0o600
    assert own_secret().notes == ()


def test_an_open_folder_is_closed(home):
    home.parent.mkdir(parents=True, mode=0o755)
    own_secret()
    assert mode(home.parent) == 0o700


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"secret = ''", b"secret = 3", b"other = 'a'", b"x" * 100_000])
def test_a_damaged_file_is_left_and_said(home, data, monkeypatch):
    monkeypatch.setattr(file, "_PATIENCE", 0.05)
    home.parent.mkdir(parents=True)
    home.write_bytes(data)
    one, other = own_secret(), own_secret()
    assert (one.place, codes(one)) == (Place.NOWHERE, ["secret-unreadable"])
    assert one.text != other.text
    assert home.read_bytes() == data
    with pytest.raises(SecretUnreadableError):
        keep("another")
    forget()
    assert own_secret().place is Place.FILE


def test_something_else_in_its_place(home):
    home.parent.mkdir(parents=True)
    os.mkfifo(home, 0o600)
    assert codes(own_secret()) == ["secret-unreadable"]
    home.unlink()
    home.mkdir()
    assert codes(own_secret()) == ["secret-unreadable"]
    with pytest.raises(SecretUnreadableError):
        forget()


def test_a_file_of_somebody_else(home, monkeypatch):
    own_secret()
    home.chmod(0o604)
    monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 1)
    assert codes(own_secret()) == ["secret-unreadable"]


def test_a_home_that_cannot_be_written(monkeypatch):
    with ordinary_user() as folder:
        folder.chmod(0o500)
        monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
        own = own_secret()
        assert (own.place, codes(own)) == (Place.NOWHERE, ["secret-not-kept"])
        with pytest.raises(SecretNotKeptError):
            keep("mine")


def test_a_file_where_a_folder_should_be(home):
    home.parent.parent.write_text("no folder")
    assert codes(own_secret()) == ["secret-not-kept"]
    forget()


@pytest.mark.parametrize("raises", [True, False])
def test_no_home_at_all(monkeypatch, tmp_path, raises):
    def relative(*_names: str, **_choices: object) -> Path:
        if raises:
            raise RuntimeError("no home")
        return Path("~/.local/share/fixative")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(platformdirs, "user_data_path", relative)
    own = own_secret()
    assert codes(own) == ["secret-not-kept"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_threads_at_first_use_agree(monkeypatch, links):
    if not links:

        def refuse(*_names) -> None:
            raise PermissionError(1, "no links here")

        monkeypatch.setattr(os, "link", refuse)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(own_secret().text)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1


def test_processes_at_first_use_agree():
    command = [sys.executable, "-c", "from fixative import own_secret; print(own_secret().text)"]
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert len({program.communicate(timeout=60)[0] for program in programs}) == 1


def test_the_keyring_keeps_it(home, memory):
    own = own_secret()
    assert own.place is Place.KEYRING
    assert own.text not in home.read_text("utf-8")
    assert own_secret() == own
    assert list(memory.entries.values()) == [own.text]
    forget()
    assert (memory.entries, home.exists()) == ({}, False)
    assert own_secret().text != own.text


def test_a_keyring_that_is_gone_today_is_not_replaced(home, memory, monkeypatch):
    own = own_secret()
    before = home.read_bytes()

    def refuse() -> None:
        raise RuntimeError("locked\n  today")

    memory.before = refuse
    with pytest.raises(SecretUnreachableError) as caught:
        find()
    assert caught.value.params == {"detail": "locked today"}
    today = own_secret()
    assert (today.place, codes(today)) == (Place.NOWHERE, ["secret-unreachable"])
    forgotten, memory.entries = memory.entries, {}
    memory.before = lambda: None
    assert codes(own_secret()) == ["secret-unreachable"]
    memory.entries = forgotten
    assert own_secret() == own
    assert home.read_bytes() == before


@pytest.mark.parametrize("trouble", ["raises", "forgets", "sleeps"])
def test_without_a_keyring_that_works_a_file_does(home, memory, monkeypatch, trouble):
    woken = threading.Event()
    if trouble == "raises":
        memory.before = lambda: 1 / 0
    elif trouble == "forgets":
        monkeypatch.setattr(Memory, "get_password", lambda *_: None)
    else:
        monkeypatch.setattr(keychain, "_LIMIT", 0.1)
        memory.before = lambda: woken.wait(60)
    own = own_secret()
    woken.set()
    assert own.place is Place.FILE
    assert own_secret() == own


def test_of_two_with_a_keyring_the_first_file_wins(home, memory):
    memory.before = lambda: file.publish(home, file.Kept(secret="the faster one"), "")
    assert own_secret().text == "the faster one"
    assert memory.entries == {}


class SecretService(Memory):
    """As `keyring` has it: whoever asks it while it is locked opens a dialog."""

    __module__ = "keyring.backends.SecretService"

    def __init__(self) -> None:
        super().__init__()
        self.before = lambda: pytest.fail("a dialog was opened")


@pytest.mark.parametrize("state", ["locked", "not set up", "open"])
def test_no_dialog_is_opened(monkeypatch, state):
    class Bus:
        def close(self) -> None:
            pass

    class Collection:
        def __init__(self, _bus) -> None:
            if state == "not set up":
                raise ItemNotFoundException

        def is_locked(self) -> bool:
            return state == "locked"

    backend = SecretService()
    if state == "open":
        backend.before = lambda: None
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    monkeypatch.setattr(secretstorage, "dbus_init", Bus)
    monkeypatch.setattr(secretstorage, "Collection", Collection)
    assert own_secret().place is (Place.KEYRING if state == "open" else Place.FILE)


def test_a_secret_of_ones_own_choice(home):
    assert keep('Schlüssel "\\\n🗝') is Place.FILE
    assert find().text == 'Schlüssel "\\\n🗝'
    assert keep("another") is None
    assert find().text == 'Schlüssel "\\\n🗝'
    forget()
    forget()
    assert find() is None


@pytest.mark.parametrize("text", ["", "\udce9", "ä" * 513])
def test_what_is_no_secret(text):
    with pytest.raises(OptionsError):
        keep(text)


def test_errors_are_of_one_kind():
    for kind in (SecretNotKeptError, SecretUnreachableError, SecretUnreadableError):
        assert issubclass(kind, SecretError)


def test_the_same_picture_gets_the_same_cloak(tmp_path, home):
    source = draw(tmp_path / "a.png")
    results = [protect(source, tmp_path / f"{number}.png", Recipe()).result.read_bytes() for number in range(2)]
    assert results[0] == results[1]
    forget()
    assert protect(source, tmp_path / "other.png", Recipe()).result.read_bytes() != results[0]


def test_an_accent_is_an_accent_however_it_is_typed(tmp_path):
    source = draw(tmp_path / "a.png")
    found = set()
    for form in ("NFC", "NFD"):
        recipe = Recipe(cloak=CloakChoice(secret=unicodedata.normalize(form, "über")))
        found.add(protect(source, tmp_path / f"{form}.png", recipe).result.read_bytes())
    assert len(found) == 1


@pytest.mark.parametrize(
    "recipe", [Recipe().tags_only(), Recipe(cloak=CloakChoice(secret="s")), Recipe(cloak=CloakChoice(key="random"))]
)
def test_who_needs_no_secret_makes_none(tmp_path, home, recipe):
    assert protect(draw(tmp_path / "a.png"), tmp_path / "out.png", recipe).ok
    assert not home.exists()


def test_a_random_key_is_another_each_time(tmp_path):
    source = draw(tmp_path / "a.png")
    recipe = Recipe(cloak=CloakChoice(key=KeyChoice.RANDOM))
    results = {protect(source, tmp_path / f"{number}.png", recipe).result.read_bytes() for number in range(3)}
    assert len(results) == 3


def test_what_there_is_to_know_of_it_stands_in_the_outcome(tmp_path, home):
    home.parent.parent.write_text("no folder")
    outcome = protect(draw(tmp_path / "a.png"), tmp_path / "out.png", Recipe())
    assert outcome.ok
    assert [problem.code for problem in outcome.problems] == ["secret-not-kept"]


@pytest.mark.parametrize("isolated", [True, False])
def test_a_batch_asks_once_for_all_its_workers(tmp_path, home, monkeypatch, isolated):
    sources = [draw(tmp_path / "in" / f"{number}.png", seed=number) for number in range(3)]
    alone = [protect(source, tmp_path / "alone" / source.name, Recipe()).result.read_bytes() for source in sources]
    own, asked = own_secret(), []

    def ask() -> OwnSecret:
        asked.append(own)
        return own

    forget()
    monkeypatch.setattr(batch, "own_secret", ask)
    recipe = Recipe()
    todo = plan(sources, recipe, output=tmp_path / "out")
    events = list(batch.run(todo, recipe, jobs=2 if isolated else 1, isolated=isolated))
    assert sum(isinstance(event, batch.Finished) for event in events) == 3
    assert len(asked) == 1
    assert [(tmp_path / "out" / source.name).read_bytes() for source in sources] == alone
    assert not home.exists()
