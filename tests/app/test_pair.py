"""Previews and looks: what they show is what the engine makes."""

from __future__ import annotations

from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from fixative.cloak.lens import displacement, seen
from fixative.cloak.preset import Preset
from fixative.codecs import decode
from fixative.formats import Format
from fixative.outcome import Figures, Outcome, Status
from fixative.progress import Progress
from fixative.protect import protect
from fixative.recipe import CloakChoice, Destination, FitChoice, Recipe
from fixative_app import looks
from fixative_app.canvas import Side
from fixative_app.compare_view import CompareView
from fixative_app.latest import Latest
from fixative_app.looks import GAIN
from fixative_app.pictures import Patch, Shown, in_levels, to_array
from fixative_app.preview import Previewer
from fixative_app.queue_model import Row, Stage

PATIENCE = 60_000
SECRET = CloakChoice(secret="of the tests")
RECIPE = Recipe(cloak=SECRET)


@pytest.fixture
def view(qtbot, theme) -> CompareView:
    view = CompareView(theme)
    qtbot.addWidget(view)
    view.resize(760, 600)
    view.show_recipe(RECIPE)
    view.show()
    view.activateWindow()
    qtbot.waitExposed(view)
    yield view
    view.shut_down()


def pixels_of(image: QImage) -> np.ndarray:
    """RGB."""
    return to_array(image)[:, :, 2::-1].copy()


def saved(path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def wait_for_preview(qtbot, view: CompareView) -> Shown:
    qtbot.waitUntil(lambda: view.pair.preview is not None and view.pair.patch is None, timeout=PATIENCE)
    return view.pair.preview.shown


def test_the_preview_is_what_a_run_makes(view, qtbot, draw, tmp_path):
    source = draw("a.png", (400, 300))
    view.show_row(Row(source))
    shown = wait_for_preview(qtbot, view)
    outcome = protect(source, tmp_path / "b.png", RECIPE)
    assert np.array_equal(pixels_of(shown.levels[0]), saved(outcome.result))
    assert f"about {outcome.figures.visible_cost:.0f} of 100" in view.notice.text()
    assert view.canvas.side is Side.BOTH
    assert view.segments.isEnabled()


def test_what_is_in_view_comes_first_and_is_the_same(qtbot, draw):
    source = draw("a.png", (600, 400))
    told = []
    Previewer().make(decode(source, max_pixels=10**7), RECIPE, (101, 50, 303, 222), Progress(), told.append)
    part, whole = told
    assert isinstance(part, Patch)
    assert (part.left, part.top) == (100, 48)
    all_of_it = pixels_of(whole.shown.levels[0])
    assert np.array_equal(pixels_of(part.image), all_of_it[48:222, 100:303])


def test_it_follows_the_controls_and_the_last_one_counts(view, qtbot, draw):
    view.show_row(Row(draw("a.png", (400, 300))))
    balanced = pixels_of(wait_for_preview(qtbot, view).levels[0]).astype(int)
    costs = [view.pair.preview.visible_cost]
    for preset in (Preset.SUBTLE, Preset.BALANCED, Preset.STRONG):
        view.show_recipe(Recipe(cloak=CloakChoice(preset=preset, secret=SECRET.secret)))
    qtbot.waitUntil(lambda: view.pair.preview.visible_cost != costs[0], timeout=PATIENCE)
    strong = view.pair.preview
    assert strong.visible_cost < costs[0]
    original = pixels_of(view.pair.original.levels[0]).astype(int)
    assert np.abs(pixels_of(strong.shown.levels[0]) - original).mean() > 1.2 * np.abs(balanced - original).mean()


def test_tags_only_has_no_preview_and_says_so(view, qtbot, draw):
    view.show_row(Row(draw("a.png")))
    wait_for_preview(qtbot, view)
    view.show_recipe(RECIPE.without_cloak())
    assert not view.segments.isEnabled()
    assert view.canvas.side is Side.ORIGINAL
    assert "every pixel stays" in view.notice.text()


def test_a_copy_for_a_platform_stands_against_one_of_its_size(view, qtbot, draw, tmp_path):
    recipe = Recipe(cloak=SECRET, fit=FitChoice(platforms=("instagram", "pinterest")))
    source = draw("a.png", (2600, 1400))
    view.show_recipe(recipe)
    view.show_row(Row(source))
    shown = wait_for_preview(qtbot, view)
    made = saved(protect(source, tmp_path / "b.png", recipe.copies()[0]).result)
    assert shown.size == view.pair.before.size == (made.shape[1], made.shape[0]) != view.pair.original.size
    assert np.array_equal(pixels_of(shown.levels[0]), made)
    assert view.pair.comparable
    assert "The copy for Instagram" in view.notice.text()
    assert "Others: Pinterest" in view.notice.text()
    assert f"{made.shape[1]} x {made.shape[0]} pixels" in view.notice.text()


def test_a_copy_for_a_platform_is_shown_without_a_cloak_too(view, qtbot, draw):
    recipe = Recipe(cloak=CloakChoice(preset=Preset.OFF), fit=FitChoice(platforms=("instagram",)))
    view.show_recipe(recipe)
    view.show_row(Row(draw("a.png", (2600, 1400))))
    shown = wait_for_preview(qtbot, view)
    assert shown.size[0] < 2600
    assert "every pixel stays" not in view.notice.text()


def test_another_format_is_not_said_to_keep_every_pixel(view, qtbot, draw):
    off = CloakChoice(preset=Preset.OFF)
    view.show_recipe(Recipe(cloak=off, destination=Destination(format=Format.WEBP)))
    view.show_row(Row(draw("a.png")))
    qtbot.waitUntil(lambda: "coded anew" in view.notice.text(), timeout=PATIENCE)
    view.show_recipe(Recipe(cloak=off, destination=Destination(format=Format.PNG)))
    assert "every pixel stays" in view.notice.text()


def test_what_is_cloaked_already_is_said_and_not_previewed(view, qtbot, draw, tmp_path):
    done = protect(draw("a.png", (300, 200)), tmp_path / "done.png", RECIPE).result
    view.show_row(Row(done))
    qtbot.waitUntil(lambda: view.pair.preview is not None, timeout=PATIENCE)
    assert "carries a cloak already" in view.notice.text()
    assert not view.segments.isEnabled()


def test_a_result_is_shown_until_the_cloak_is_chosen_otherwise(view, qtbot, draw):
    source, result = draw("a.png"), draw("b.png", seed=2)
    outcome = Outcome(Status.PROTECTED, source, result, Figures(visible_cost=72.0))
    view.show_row(Row(source, result, Stage.ENDED, outcome))
    qtbot.waitUntil(view.segments.isEnabled, timeout=PATIENCE)
    assert np.array_equal(pixels_of(view.pair.after.levels[0]), saved(result))
    other = Recipe(cloak=CloakChoice(preset=Preset.STRONG, secret=SECRET.secret))
    view.show_recipe(other)
    wait_for_preview(qtbot, view)
    assert view.pair.previewing
    assert not np.array_equal(pixels_of(view.pair.after.levels[0]), saved(result))
    view.show_recipe(RECIPE)
    assert not view.pair.previewing
    assert np.array_equal(pixels_of(view.pair.after.levels[0]), saved(result))


def test_the_difference_is_amplified_by_what_it_says(view, qtbot, draw):
    view.show_row(Row(draw("a.png", (400, 300))))
    after = pixels_of(wait_for_preview(qtbot, view).levels[0]).astype(int)
    original = pixels_of(view.pair.original.levels[0]).astype(int)
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.pair.difference is not None, timeout=PATIENCE)
    expected = np.clip(np.abs(after - original) * GAIN, 0, 255)
    assert np.array_equal(pixels_of(view.pair.difference.levels[0]), expected)
    assert view.canvas._protected.name == f"Difference x {GAIN}"
    assert view.look_bar.look.text().strip() == "Difference"


def test_what_an_encoder_sees_is_the_lens(view, qtbot, draw):
    view.show_row(Row(draw("a.png", (320, 256))))
    wait_for_preview(qtbot, view)
    view.canvas.actual_size()
    qtbot.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.pair.sights is not None and view.pair.sights.changed is not None, timeout=PATIENCE)
    for shown, patch in (
        (view.pair.original, view.pair.sights.original),
        (view.pair.after, view.pair.sights.changed),
    ):
        assert (patch.left, patch.top, patch.scale) == (0, 0, 1)
        assert np.array_equal(pixels_of(patch.image), seen(pixels_of(shown.levels[0])))
    assert "as an encoder sees it" in view.canvas._original.name


def test_the_encoder_sees_what_is_in_view_at_its_size(qtbot, draw):
    image = QImage(str(draw("a.png", (1200, 900)))).convertToFormat(QImage.Format.Format_RGB32)
    shown, told = in_levels(image), []
    looks.sights(shown, shown, (300, 200, 900, 600), 0.5, Progress(), told.append)
    patch = told[-1].original
    assert (patch.left, patch.top) == (300, 200)
    assert patch.image.width() * patch.scale == pytest.approx(600, abs=patch.scale)
    assert patch.scale == pytest.approx(2, rel=0.02)


def test_it_is_measured_how_far_the_latents_move(view, qtbot, draw):
    view.show_row(Row(draw("a.png", (320, 256))))
    wait_for_preview(qtbot, view)
    qtbot.waitUntil(lambda: view.pair.moved is not None, timeout=PATIENCE)
    pair = (pixels_of(shown.levels[0]) for shown in (view.pair.original, view.pair.after))
    assert view.pair.moved == pytest.approx(displacement(*pair))
    assert f"{100 * view.pair.moved:.0f} %" in view.notice.text()
    assert "not proof" in view.notice.text()


def test_the_original_is_shown_while_it_is_held(view, qtbot, draw):
    view.show_row(Row(draw("a.png")))
    wait_for_preview(qtbot, view)
    view.canvas.setFocus()
    qtbot.keyPress(view.canvas, Qt.Key.Key_Space)
    assert view.canvas.side is Side.ORIGINAL
    qtbot.keyRelease(view.canvas, Qt.Key.Key_Space)
    assert view.canvas.side is Side.BOTH
    qtbot.mousePress(view.look_bar.hold, Qt.MouseButton.LeftButton)
    assert view.canvas.side is Side.ORIGINAL
    qtbot.mouseRelease(view.look_bar.hold, Qt.MouseButton.LeftButton)
    assert view.canvas.side is Side.BOTH


def test_the_loupe_shows_both_sides_and_follows_pointer_and_keys(view, qtbot, draw):
    view.show_row(Row(draw("a.png", (700, 500))))
    wait_for_preview(qtbot, view)
    canvas = view.canvas
    without = canvas.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert canvas.loupe.isVisible()
    qtbot.mouseMove(canvas, QPoint(100, 100))
    first = canvas.grab().toImage()
    assert first != without
    # Magnified four times: a run of four equal pixels, where the picture has noise in every one.
    inside = [first.pixelColor(220 + x, 250) for x in range(16)]
    assert len({colour.name() for colour in inside}) <= 5
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.loupe.place.x() == 112
    assert canvas.grab().toImage() != first
    view.actions_for.loupe.trigger()
    assert canvas.grab().toImage() == without


def test_200_percent_is_two_device_pixels(view, qtbot, draw):
    view.show_row(Row(draw("a.png", (900, 700))))
    wait_for_preview(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.view.zoom == 2
    assert view.look_bar.zoom.text() == "200 %"


def test_only_the_latest_wish_is_told(qtbot):
    latest, told, go = Latest(), [], Event()
    latest.came.connect(told.append)

    def slow(progress, tell):
        go.wait(10)
        tell("too late")
        progress.advance(0.5)
        tell("never")

    latest.ask(slow)
    latest.ask(lambda _progress, tell: tell("now"))
    go.set()
    qtbot.waitUntil(lambda: told == ["now"], timeout=PATIENCE)
    qtbot.wait(50)
    assert told == ["now"]
    latest.shut_down()


def test_what_goes_wrong_is_told_as_a_problem(qtbot):
    latest = Latest()
    with qtbot.waitSignal(latest.went_wrong, timeout=PATIENCE) as wrong:
        latest.ask(lambda _progress, _tell: 1 / 0)
    assert "ZeroDivisionError" in wrong.args[0].params["detail"]
    latest.shut_down()


def test_alpha_shows_checks_in_preview_too(view, qtbot, tmp_path):
    path = tmp_path / "clear.png"
    pixels = np.random.default_rng(0).integers(90, 160, (300, 300, 4), np.uint8)
    pixels[:, :, 3] = 0
    Image.fromarray(pixels).save(path)
    view.show_row(Row(path))
    wait_for_preview(qtbot, view)
    view.canvas.choose(Side.PROTECTED)
    shot = view.canvas.grab().toImage()
    middle = [shot.pixelColor(x, view.canvas.height() // 2) for x in range(340, 420)]
    assert {colour.name() for colour in middle} == {"#ffffff", "#dadada"}
    assert QColor("#ffffff") in middle
