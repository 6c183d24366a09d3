from __future__ import annotations

import threading

import pytest

from fixative_app.keeper import Keeper


@pytest.fixture
def keeper(qapp, tmp_path):
    keeper = Keeper(tmp_path / "deep" / "file")
    yield keeper
    keeper.flush()


def test_it_is_written_soon_once_and_elsewhere(keeper, tmp_path, qtbot):
    path, threads = tmp_path / "deep" / "file", []
    for text in (b"one", b"two"):
        keeper.keep(lambda text=text: threads.append(threading.get_ident()) or text)
    assert not path.exists()
    qtbot.waitUntil(path.exists)
    assert path.read_bytes() == b"two"
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_flush_writes_at_once_and_none_is_no_file(keeper, tmp_path):
    path = tmp_path / "deep" / "file"
    keeper.keep(lambda: b"text")
    keeper.flush()
    assert path.read_bytes() == b"text"
    keeper.keep(lambda: None)
    keeper.flush()
    assert not path.exists()
    keeper.flush()


def test_what_cannot_be_written_disturbs_nobody(keeper, tmp_path):
    (tmp_path / "deep").write_text("a file, where a folder should be")
    keeper.keep(lambda: b"text")
    keeper.flush()
    assert (tmp_path / "deep").is_file()


def test_slow_writing_is_followed_by_a_rest(keeper, qtbot, tmp_path):
    keeper.rest(60.0)
    keeper.keep(lambda: b"text")
    qtbot.wait(400)
    assert not (tmp_path / "deep" / "file").exists()
