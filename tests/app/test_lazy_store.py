"""A store that fills itself: newest wish first, and never more than it may keep."""

from __future__ import annotations

from threading import Event

from fixative_app.lazy_store import LazyStore


def test_values_come_by_themselves_and_once(qtbot):
    asked = []
    store = LazyStore(lambda key: asked.append(key) or key * 2, threads=1, kept=10, wishes=10)
    with qtbot.waitSignal(store.ready) as ready:
        assert store.get(21) is None
        assert store.get(21) is None
    assert ready.args == [21]
    assert store.get(21) == store.peek(21) == 42
    assert asked == [21]
    store.shut_down()


def test_the_newest_wish_comes_first_and_old_ones_are_given_up(qtbot):
    begun, go_on, made = Event(), Event(), []

    def make(key):
        begun.set()
        go_on.wait()
        made.append(key)
        return key

    store = LazyStore(make, threads=1, kept=10, wishes=3)
    store.get(0)
    qtbot.waitUntil(begun.is_set)
    for key in range(1, 8):
        store.get(key)
    go_on.set()
    qtbot.waitUntil(lambda: len(made) == 4)
    assert made == [0, 7, 6, 5]
    store.shut_down()


def test_no_more_is_kept_than_there_is_room_for(qtbot):
    store = LazyStore(str, threads=1, kept=2, wishes=2)
    for key in range(4):
        store.keep(key, str(key))
    assert [store.peek(key) for key in range(4)] == [None, None, "2", "3"]
    store.shut_down()


def test_after_the_end_nothing_is_made(qtbot):
    begun, made = Event(), []

    def make(key):
        begun.set()
        made.append(key)
        return key

    store = LazyStore(make, threads=1, kept=9, wishes=9)
    store.get("first")
    qtbot.waitUntil(begun.is_set)
    store.shut_down()
    assert made == ["first"]
