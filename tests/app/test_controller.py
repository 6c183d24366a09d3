from __future__ import annotations

import pytest

from fixative.errors import WorkersFailedError
from fixative.recipe import Destination, Recipe
from fixative_app.controller import Controller, Phase
from fixative_app.pace import Pace

PATIENCE = 60_000


@pytest.fixture
def controller(qapp):
    controller = Controller(Recipe())
    yield controller
    controller.shut_down()


def test_there_is_no_estimate_before_two_pictures():
    assert Pace(total=10, ended=1, seconds=3.0).remaining is None
    assert Pace(total=10, ended=2, seconds=4.0).remaining == pytest.approx(16.0)


def test_of_two_recipes_in_a_row_the_last_is_planned(controller, qtbot, draw):
    with qtbot.waitSignal(controller.model.rowsInserted, timeout=PATIENCE):
        controller.add([draw("a.png")])
    controller.recipe = Recipe(destination=Destination(folder="first"))
    controller.recipe = Recipe(destination=Destination(folder="second"))
    assert controller.planning
    qtbot.waitUntil(lambda: controller.model.rows[0].target.parent.name == "second", timeout=PATIENCE)


def test_protecting_nothing_is_no_run(controller):
    controller.protect()
    assert controller.phase is Phase.IDLE


def test_stopping_before_the_start_is_the_end(controller, qtbot, draw):
    with qtbot.waitSignal(controller.model.rowsInserted, timeout=PATIENCE):
        controller.add([draw("a.png")])
    controller.protect()
    assert controller.phase is Phase.PREPARING
    controller.stop()
    assert controller.phase is Phase.IDLE
    qtbot.wait(200)
    assert controller.phase is Phase.IDLE


@pytest.mark.parametrize(
    ("error", "said"),
    [(OSError("no more processes"), "no more processes"), (WorkersFailedError(), "The processes that protect")],
)
def test_a_run_that_breaks_off_is_said_and_can_be_tried_again(controller, qtbot, draw, monkeypatch, error, said):
    def broken(*_args, **_kwargs):
        raise error

    monkeypatch.setattr("fixative.batch.run.run", broken)
    with qtbot.waitSignal(controller.model.rowsInserted, timeout=PATIENCE):
        controller.add([draw("a.png")])
    told = []
    controller.went_wrong.connect(told.append)
    with qtbot.waitSignals([controller.went_wrong, controller.run_ended], timeout=PATIENCE):
        controller.protect()
    assert told[0].startswith(said)
    assert controller.phase is Phase.IDLE
    assert controller.model.rows[0].pending
