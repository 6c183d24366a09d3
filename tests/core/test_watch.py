"""A folder that is watched: what comes is protected once, and when it is whole."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from drawn import draw

from fixative.batch.journal import Journal
from fixative.batch.watch import watch
from fixative.errors import OptionsError
from fixative.outcome import Outcome, Status
from fixative.recipe import Recipe

TAGS = Recipe().tags_only()
SETTLED = 0.4
PATIENCE = 60.0


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


@pytest.fixture
def watched(tmp_path: Path) -> Callable[..., object]:
    """Watch the folder `in`, and give the outcomes as they come."""

    @contextmanager
    def begin(*, journal: Path | None = None, output: Path | None = tmp_path / "out") -> Iterator[list[Outcome]]:
        outcomes: list[Outcome] = []
        stop = threading.Event()

        def append() -> None:
            with Journal(journal or tmp_path / "journal.db") as kept:
                for outcome in watch(
                    [tmp_path / "in"], TAGS, journal=kept, output=output, jobs=1, stop=stop, settled=SETTLED
                ):
                    outcomes.append(outcome)  # noqa: PERF402 - seen from outside while it goes on

        thread = threading.Thread(target=append)
        thread.start()
        try:
            yield outcomes
        finally:
            stop.set()
            thread.join(PATIENCE)
            assert not thread.is_alive()

    (tmp_path / "in").mkdir()
    return begin


def told(outcomes: list[Outcome]) -> list[tuple[str, Status]]:
    return [(outcome.source.name, outcome.status) for outcome in outcomes]


def test_what_is_there_and_what_comes(watched, tmp_path):
    draw(tmp_path / "in" / "a.jpg")
    with watched() as outcomes:
        until(lambda: len(outcomes) == 1)
        draw(tmp_path / "in" / "sub" / "b.png")
        until(lambda: len(outcomes) == 2)
    assert told(outcomes) == [("a.jpg", Status.TAGGED), ("b.png", Status.TAGGED)]
    assert outcomes[1].result == tmp_path / "out" / "sub" / "b.png"

    with watched() as again:
        draw(tmp_path / "in" / "c.jpg", seed=3)
        until(lambda: len(again) == 1)
    assert told(again) == [("c.jpg", Status.TAGGED)]


def test_a_picture_is_taken_once_it_is_whole(watched, tmp_path):
    data = draw(tmp_path / "whole.jpg", width=300, height=200).read_bytes()
    with watched() as outcomes:
        with (tmp_path / "in" / "slow.jpg").open("wb") as file:
            for at in range(0, len(data), len(data) // 8):
                file.write(data[at : at + len(data) // 8])
                file.flush()
                time.sleep(SETTLED / 2)
        until(lambda: len(outcomes) == 1)
        time.sleep(3 * SETTLED)
    assert told(outcomes) == [("slow.jpg", Status.TAGGED)]


def test_trouble_is_told_once_and_tried_again_after_a_change(watched, tmp_path):
    data = draw(tmp_path / "whole.jpg").read_bytes()
    path = tmp_path / "in" / "a.jpg"
    path.write_bytes(data[: len(data) // 2])
    with watched() as outcomes:
        until(lambda: len(outcomes) == 1)
        # Something else happens, which is no reason to tell it again.
        draw(tmp_path / "in" / "b.jpg", seed=1)
        until(lambda: len(outcomes) == 2)
        path.write_bytes(data)
        until(lambda: len(outcomes) == 3)
    assert told(outcomes) == [("a.jpg", Status.FAILED), ("b.jpg", Status.TAGGED), ("a.jpg", Status.TAGGED)]


def test_an_empty_file_that_is_filled_later_is_no_trouble(watched, tmp_path):
    data = draw(tmp_path / "whole.jpg").read_bytes()
    path = tmp_path / "in" / "a.jpg"
    with watched() as outcomes:
        path.touch()
        time.sleep(SETTLED / 4)
        path.write_bytes(data)
        until(lambda: len(outcomes) == 1)
    assert told(outcomes) == [("a.jpg", Status.TAGGED)]


def test_results_below_the_folder_are_no_sources(watched, tmp_path):
    draw(tmp_path / "in" / "a.jpg")
    with watched(output=None) as outcomes:
        until(lambda: len(outcomes) == 1)
        time.sleep(4 * SETTLED)
    assert told(outcomes) == [("a.jpg", Status.TAGGED)]
    assert sorted(path.name for path in tmp_path.joinpath("in").rglob("*")) == ["a.jpg", "a.jpg", "protected"]


def test_without_a_journal_nothing_is_done_twice(watched, tmp_path):
    draw(tmp_path / "in" / "a.jpg")
    (tmp_path / "taken").mkdir()
    with watched(journal=tmp_path / "taken") as outcomes:
        until(lambda: len(outcomes) == 1)
        draw(tmp_path / "in" / "b.jpg", seed=1)
        until(lambda: len(outcomes) == 2)
        time.sleep(3 * SETTLED)
    assert told(outcomes) == [("a.jpg", Status.TAGGED), ("b.jpg", Status.TAGGED)]
    assert "journal-not-kept" in {problem.code for problem in outcomes[0].problems}


def test_a_folder_that_is_not_there(tmp_path):
    file = draw(tmp_path / "a.jpg")
    for folder in (tmp_path / "none", file):
        with Journal(tmp_path / "journal.db") as journal, pytest.raises(OptionsError, match="options-invalid"):
            next(watch([folder], TAGS, journal=journal))


def test_a_folder_that_goes_away(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    errors: list[OptionsError] = []

    def append() -> None:
        try:
            with Journal(tmp_path / "journal.db") as journal:
                list(watch([folder], TAGS, journal=journal))
        except OptionsError as error:
            errors.append(error)

    thread = threading.Thread(target=append)
    thread.start()
    time.sleep(1.0)
    folder.rmdir()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert str(folder) in str(errors[0].params["detail"])
