from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from fixative.cloak.preset import Preset
from fixative.outcome import Figures, Outcome, Problem, Severity, Status
from fixative.recipe import CloakChoice, Recipe
from fixative_app.planned_rows import rows_of
from fixative_app.queue_model import Counts, Group, QueueModel, Role, Stage

FOLDER = Path("/pictures")
A, B, C, D = (FOLDER / f"{name}.png" for name in "abcd")
TRUNCATED = (Problem("truncated", {}, Severity.ERROR),)


def target(source: Path) -> Path:
    return source.parent / "protected" / source.name


@pytest.fixture
def model(qapp, qtmodeltester) -> QueueModel:
    model = QueueModel()
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    planned = [(source, target(source)) for source in (A, B, C)]
    model.merge(rows_of(planned, [Outcome(Status.FAILED, D, problems=TRUNCATED)]))
    return model


def test_roles(model):
    index = model.index(0)
    assert index.data() == "a.png"
    assert index.data(Role.ROW).source == A
    assert str(A) in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(f"{A}, Waiting")
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert QModelIndex().isValid() is False
    assert model.data(QModelIndex()) is None


def test_a_failed_row_says_why(model):
    row = model.index(3).data(Role.ROW)
    assert row.failed
    assert not row.pending
    assert "breaks off" in model.index(3).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_new_plan_changes_waiting_and_settled_rows_only(model, qtbot):
    model.finish(Outcome(Status.PROTECTED, A, target(A), Figures()))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.merge(rows_of([(source, Path("/else") / source.name) for source in (A, B, C, D)], []))
    assert (changed.args[0].row(), changed.args[1].row()) == (1, 3)
    assert [row.target.parent.name for row in model.rows] == ["protected", "else", "else", "else"]
    assert model.rows[3].stage is Stage.WAITING
    assert model.rowCount() == 4


def test_a_change_is_told_for_its_row_alone(model, qtbot):
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.start(B)
    assert (changed.args[0].row(), changed.args[1].row()) == (1, 1)
    assert model.status(model.rows[1]) == "Working"


def test_counts(model):
    assert model.counts() == Counts(total=4, waiting=3, failed=1)
    model.start(A)
    model.finish(Outcome(Status.PROTECTED, B, target(B), Figures()))
    model.finish(Outcome(Status.CANCELLED, C, problems=(Problem("cancelled", {}, Severity.ERROR),)))
    assert model.counts() == Counts(total=4, working=1, done=1, failed=1, retryable=1)


def test_rows_go_and_come_back_where_they_were(model):
    before = model.rows
    gone = model.remove([A, C, D, FOLDER / "unknown.png"])
    assert [row.source for row in model.rows] == [B]
    assert model.index_of(B).row() == 0
    assert not model.index_of(A).isValid()
    assert model.counts() == Counts(total=1, waiting=1)
    model.bring_back(gone)
    assert model.rows == before
    assert model.counts() == Counts(total=4, waiting=3, failed=1)
    model.bring_back(gone)
    assert model.rows == before


def test_a_recipe_of_its_own_stays_and_is_said(model):
    own = Recipe(cloak=CloakChoice(preset=Preset.STRONG))
    model.put([replace(model.rows[1], own=own)])
    model.merge(rows_of([(B, Path("/else/b.png"))], []))
    assert model.rows[1].own == own
    assert "A recipe of its own: Strong · No AI training" in model.describe(model.rows[1])


def test_groups_hold_every_row_once(model):
    model.finish(Outcome(Status.PROTECTED, A, target(A), Figures()))
    model.finish(Outcome(Status.CANCELLED, B, problems=(Problem("cancelled", {}, Severity.ERROR),)))
    model.start(C)
    assert [row.group for row in model.rows] == [Group.DONE, Group.WAITING, Group.WAITING, Group.FAILED]
    assert [model.counts().of(group) for group in Group] == [4, 2, 1, 1]


def test_waiting_again_forgets_the_outcome(model):
    model.finish(Outcome(Status.FAILED, A, problems=TRUNCATED))
    assert model.rows[0].pending
    model.wait_again([A])
    assert model.rows[0].outcome is None


def test_news_of_a_picture_that_is_gone_is_let_go(model):
    model.remove([A])
    model.finish(Outcome(Status.PROTECTED, A, target(A)))
    assert model.rowCount() == 3


def test_ten_thousand_rows_come_in_one_go(qapp):
    model = QueueModel()
    told = []
    model.rowsInserted.connect(lambda *_: told.append(1))
    sources = [FOLDER / f"{number}.png" for number in range(10_000)]
    model.merge(rows_of([(source, target(source)) for source in sources], []))
    model.merge(rows_of([(source, target(source)) for source in sources], []))
    assert (model.rowCount(), len(told)) == (10_000, 1)
