from __future__ import annotations

from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester

from fixative.outcome import Figures, Outcome, Problem, Severity, Status
from fixative_app.planned_rows import rows_of
from fixative_app.queue_model import Group, QueueModel, Role
from fixative_app.queue_order import Order, QueueOrder

FOLDER = Path("/pictures")
B, A, D, C = (FOLDER / f"{name}.png" for name in "badc")
TRUNCATED = (Problem("truncated", {}, Severity.ERROR),)


@pytest.fixture
def model(qapp) -> QueueModel:
    model = QueueModel()
    model.merge(rows_of([(source, FOLDER / "out" / source.name) for source in (B, A, D, C)], []))
    return model


@pytest.fixture
def order(model) -> QueueOrder:
    order = QueueOrder(model)
    order.tester = QAbstractItemModelTester(order, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return order


def end(model: QueueModel, source: Path, cost: float | None = None) -> None:
    model.finish(Outcome(Status.PROTECTED, source, FOLDER / "out" / source.name, Figures(visible_cost=cost)))


def names(order: QueueOrder) -> str:
    return "".join(order.index(place).data()[0] for place in range(order.rowCount()))


def test_rows_are_shown_as_they_came_and_by_name(order, model):
    assert names(order) == "badc"
    order.order = Order.NAME
    assert names(order) == "abcd"
    model.merge(rows_of([(FOLDER / "Aa.png", FOLDER / "x.png")], []))
    assert names(order) == "aAbcd"
    assert order.index(1).data(Role.ROW).source == FOLDER / "Aa.png"


def test_by_status_what_went_wrong_is_first(order, model, qtbot):
    end(model, B)
    model.finish(Outcome(Status.FAILED, D, problems=TRUNCATED))
    model.start(C)
    order.order = Order.STATUS
    assert names(order) == "dcab"
    end(model, D)
    qtbot.waitUntil(lambda: names(order) == "cabd" or names(order) == "cadb")


def test_by_likeness_the_least_like_is_first(order, model):
    for source, cost in ((B, 80.0), (A, 60.0), (D, None)):
        end(model, source, cost)
    order.order = Order.LIKENESS
    assert names(order) == "abdc"


def test_a_group_follows_what_happens(order, model, qtbot):
    model.finish(Outcome(Status.FAILED, D, problems=TRUNCATED))
    order.group = Group.FAILED
    assert names(order) == "d"
    model.finish(Outcome(Status.FAILED, A, problems=TRUNCATED))
    qtbot.waitUntil(lambda: names(order) == "ad")
    order.group = Group.WAITING
    assert names(order) == "bc"
    order.group = Group.ALL
    assert names(order) == "badc"


def test_names_are_searched_in_any_case(order):
    order.text = "A.P"
    assert names(order) == "a"
    order.text = "none"
    assert order.rowCount() == 0
    order.text = ""
    assert names(order) == "badc"


def test_who_holds_an_index_keeps_its_row(order, model):
    held = QPersistentModelIndex(order.index_of(D))
    order.order = Order.NAME
    assert (held.row(), held.data()) == (3, "d.png")
    model.remove([A, B])
    assert (held.row(), held.data()) == (1, "d.png")
    order.text = "c"
    assert not held.isValid()
    assert not order.index_of(D).isValid()


def test_a_change_is_told_for_its_row_alone(order, model, qtbot):
    order.order = Order.NAME
    with qtbot.waitSignal(order.dataChanged) as changed:
        model.start(D)
    assert (changed.args[0].row(), changed.args[1].row()) == (3, 3)
    order.text = "a"
    with qtbot.assertNotEmitted(order.dataChanged):
        model.start(C)


def test_results_are_dragged_out_as_copies(order, model):
    end(model, A)
    end(model, C)
    dragged = [bool(order.flags(order.index(row)) & Qt.ItemFlag.ItemIsDragEnabled) for row in range(4)]
    assert dragged == [False, True, False, True]
    data = order.mimeData([order.index(3), order.index(0), order.index(1)])
    assert data.urls() == [QUrl.fromLocalFile(f"/pictures/out/{name}.png") for name in "ac"]
    assert order.supportedDragActions() is Qt.DropAction.CopyAction
    assert not order.flags(QModelIndex()) & Qt.ItemFlag.ItemIsDragEnabled


def test_ten_thousand_rows_are_arranged_in_a_frame(qapp):
    model = QueueModel()
    order = QueueOrder(model)
    sources = [FOLDER / f"{number * 7919 % 10_007:05}.png" for number in range(10_000)]
    model.merge(rows_of([(source, FOLDER / "out" / source.name) for source in sources], []))
    taken = []
    for change in ({"order": Order.NAME}, {"text": "7"}, {"text": ""}, {"order": Order.STATUS}):
        begun = thread_time()
        for name, value in change.items():
            setattr(order, name, value)
        taken.append(thread_time() - begun)
    assert order.rowCount() == 10_000
    assert min(taken) < 0.05
