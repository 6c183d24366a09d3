"""What rows say that takes a look into files: tags found and to be written, and what the lens measures."""

from __future__ import annotations

from dataclasses import replace

from fixative.cloak.preset import Preset
from fixative.outcome import Outcome, Problem, Severity, Status
from fixative.recipe import CloakChoice, Recipe
from fixative.survive import moved
from fixative_app.queue_model import Row
from fixative_app.row_facts import RowFacts, TagCounts

PATIENCE = 60_000
CLOAKED = Recipe(cloak=CloakChoice(preset=Preset.STRONG, secret="test"))


def test_tags_found_and_to_be_written_come_for_rows_on_show(window, qtbot, add, draw, finish):
    window.edits.choose(Recipe(cloak=CloakChoice(preset=Preset.OFF)))
    path = draw("a.png")
    add(path)
    row = window.controller.model.rows[0]
    qtbot.waitUntil(lambda: window.pane.facts.tags(row) is not None, timeout=PATIENCE)
    foreseen = window.pane.facts.tags(row)
    assert foreseen.found == 0
    assert foreseen.written > 0
    assert f"tags 0 → {foreseen.written}" in window.controller.model.describe(row)
    finish()
    done = window.controller.model.rows[0]
    assert window.pane.facts.tags(done) == TagCounts(0, len(done.outcome.figures.tags)) == foreseen


def test_the_lens_measures_each_result_on_show(window, qtbot, add, draw, finish):
    window.edits.choose(CLOAKED)
    path = draw("a.png", (300, 200))
    add(path)
    assert window.pane.facts.moved(window.controller.model.rows[0]) is None
    finish()
    row = window.controller.model.rows[0]
    qtbot.waitUntil(lambda: window.pane.facts.moved(row) is not None, timeout=PATIENCE)
    figure = window.pane.facts.moved(row)
    assert figure == moved(path, row.result, CLOAKED)
    assert figure > 0.2
    assert f"Lens {100 * figure:.0f} %" in window.controller.model.describe(row)


def test_what_failed_is_not_read_and_what_is_gone_has_no_figure(qtbot, draw):
    facts = RowFacts(Recipe)
    error = Problem("truncated", {}, Severity.ERROR)
    failed = Row(draw(), outcome=Outcome(Status.FAILED, draw(), problems=(error,)))
    assert facts.tags(failed) is None
    gone = Row(draw().with_name("gone.png"))
    with qtbot.waitSignal(facts.came, timeout=PATIENCE):
        assert facts.tags(gone) is None
    assert facts.tags(gone) is None
    assert facts.moved(replace(gone, outcome=Outcome(Status.TAGGED, gone.source, gone.source))) is None
    facts.shut_down()


def test_while_a_run_is_on_nothing_is_measured(window, add, draw, finish):
    window.edits.choose(CLOAKED)
    add(draw("a.png", (300, 200)))
    finish()
    facts = RowFacts(lambda: CLOAKED)
    facts.at_rest = False
    assert facts.moved(window.controller.model.rows[0]) is None
    assert not facts.findChildren(type(facts._measures))[1]._wishes
    facts.shut_down()
