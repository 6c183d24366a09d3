from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from drawn import draw
from PIL import Image
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from splicing import picture, splice

from fixative.containers import Blocks
from fixative.rights import AIPolicy, RightsStatement, merge
from fixative_app.fold import Fold
from fixative_app.prose import Prose, table
from fixative_app.top_bar import Place
from fixative_assets import resource

PATIENCE = 60_000


def says(path: Path, *, xmp: AIPolicy | None = None, exif: AIPolicy | None = None) -> Path:
    """Write a JPEG that states policies."""
    blocks = [
        None if policy is None else merge(Blocks(), RightsStatement(policy=policy)).blocks for policy in (xmp, exif)
    ]
    path.write_bytes(
        splice(picture("jpeg"), Blocks(xmp=blocks[0] and blocks[0].xmp, exif=blocks[1] and blocks[1].exif))
    )
    return path


@pytest.fixture
def look(qtbot, window):
    """Have pictures looked at on the Inspect page, and wait for it."""
    window.places.go_to(Place.INSPECT)

    def at(*paths: Path) -> None:
        with qtbot.waitSignal(window.inspect.inspector.finished, timeout=PATIENCE):
            window.intake.came.emit(list(paths))

    return at


def shown(window) -> str:
    texts = [part.text() for part in window.inspect.report.findChildren(QLabel)]
    texts += [part.title.text() for part in window.inspect.report.findChildren(Fold)]
    texts += [part.toPlainText() for part in window.inspect.report.findChildren(Prose)]
    return "\n".join(texts)


def test_one_goes_there_and_back_by_key(window, qtbot):
    assert window.places.current is Place.PROTECT
    window.actions_for.switch.trigger()
    assert window.places.current is Place.INSPECT
    assert window.inspect.isVisible()
    window.actions_for.switch.trigger()
    assert window.empty.isVisible()


def test_a_picture_says_what_it_says(window, look, tmp_path):
    look(says(tmp_path / "a.jpg", xmp=AIPolicy.PROHIBIT_AI_TRAINING))
    text = shown(window)
    assert "XMP: “No AI training”" in text
    assert "XMP-plus:DataMining" in text
    assert "This says no to AI training, and it shows that to people." in text
    assert "Content Credentials: none" in text
    assert "the terms of use" in text
    assert "contradicts" not in text
    assert window.controller.model.rowCount() == 0


def test_a_contradiction_is_explained(window, look, tmp_path):
    look(says(tmp_path / "a.jpg", xmp=AIPolicy.ALLOW, exif=AIPolicy.PROHIBIT_AI_TRAINING))
    assert "“Allow” in XMP-plus:DataMining, which forbids nothing" in shown(window)
    assert window.inspect.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "a.jpg, Contradicts itself"


def test_a_cloaks_mark_is_shown(window, qtbot, add, draw, finish, look):
    path = draw("a.png")
    window.places.go_to(Place.PROTECT)
    add(path)
    finish()
    window.places.go_to(Place.INSPECT)
    look(path.parent / "protected")
    assert "Marked as cloaked" in shown(window)
    assert "160 x 120 pixels" in shown(window)


def test_a_copy_is_known_again_by_the_register(window, look, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    source, copy = resource("samples", "lake.jpg"), tmp_path / "copy.jpg"
    subprocess.run(
        [sys.executable, "-m", "fixative", "protect", str(source), "-o", str(tmp_path / "out"), "--preset", "off"],
        check=True,
    )
    with Image.open(tmp_path / "out" / "lake.jpg") as image:
        width, height = image.size
        image.resize((width // 2, height // 2)).save(copy, quality=80)
    look(copy)
    assert "It is a copy of entry" in shown(window)
    assert f"{width} x {height} -> {width // 2} x {height // 2} pixels" in shown(window)


def test_of_a_copy_it_is_said_how_much_of_the_cloak_is_left(window, qtbot, look, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    source, copy = draw(tmp_path / "in" / "a.png", width=640, height=480), tmp_path / "copy.jpg"
    command = [sys.executable, "-m", "fixative", "protect", str(source), "-o", str(tmp_path / "out"), "--secret", "s"]
    subprocess.run(command, check=True)
    with Image.open(tmp_path / "out" / "a.png") as image:
        image.convert("RGB").resize((480, 360)).save(copy, quality=85)
    look(copy)
    qtbot.waitUntil(lambda: "cloak left" in shown(window), timeout=60_000)
    (origin,) = window.inspect.list.current().report.origins
    assert f"about {origin.remains.share:.0%} (the lens measures {origin.remains.before:.0%} before" in shown(window)
    command = [sys.executable, "-m", "fixative", "inspect", str(copy)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert f"cloak left: about {origin.remains.share:.0%}" in told.stdout


def test_folders_are_looked_at_results_too_and_the_unreadable_is_said(window, look, tmp_path):
    says(tmp_path / "a.jpg")
    (tmp_path / "protected").mkdir()
    says(tmp_path / "protected" / "b.jpg", xmp=AIPolicy.PROHIBIT_ALL)
    (tmp_path / "c.jpg").write_text("words")
    look(tmp_path)
    assert [seen.path.name for seen in window.inspect.model.pictures] == ["a.jpg", "c.jpg", "b.jpg"]
    window.inspect.list.setCurrentIndex(window.inspect.model.index(1))
    assert "This is not a picture" in shown(window)
    assert not window.inspect.copy.isEnabled()


def test_what_is_looked_at_again_is_shown_as_it_is_now(window, look, tmp_path):
    look(says(tmp_path / "a.jpg"))
    assert "Says nothing about AI" in shown(window)
    look(says(tmp_path / "a.jpg", xmp=AIPolicy.PROHIBIT_ALL))
    assert window.inspect.model.rowCount() == 1
    assert "No data mining at all" in shown(window)


def test_the_report_is_copied_as_the_command_line_has_it(window, look, tmp_path):
    path = says(tmp_path / "a.jpg", xmp=AIPolicy.PROHIBIT_ALL)
    look(path)
    window.inspect.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == f"{path} (JPEG): “No data mining at all”"
    assert any(line.startswith("    XMP-plus:DataMining = ") for line in lines)


def test_a_page_is_saved_and_replaces_nothing_else(window, qtbot, look, tmp_path):
    look(says(tmp_path / "a.jpg", xmp=AIPolicy.PROHIBIT_ALL))
    with qtbot.waitSignal(window.inspect.inspector.saved, timeout=PATIENCE):
        window.inspect.save_page(tmp_path / "report.html")
    assert "XMP-plus:<wbr>DataMining" in (tmp_path / "report.html").read_text("utf-8")
    (tmp_path / "mine.html").write_text("mine")
    with qtbot.waitSignal(window.inspect.inspector.refused, timeout=PATIENCE):
        window.inspect.save_page(tmp_path / "mine.html")
    assert (tmp_path / "mine.html").read_text() == "mine"
    assert "is no such page" in window.inspect.line.text()


def test_a_picture_without_its_file_is_refused(window):
    window.places.go_to(Place.INSPECT)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    data = QMimeData()
    data.setImageData(image)
    window.intake.take(data)
    assert "as a file" in window.inspect.invitation.line.text()


def test_a_folder_without_pictures_is_said(window, qtbot, look, tmp_path):
    (tmp_path / "empty").mkdir()
    look(tmp_path / "empty")
    assert "no picture" in window.inspect.invitation.line.text()
    assert window.inspect.currentIndex() == 0


def test_folds_open_by_key_and_say_so(window, qtbot, look, tmp_path):
    look(says(tmp_path / "a.jpg", xmp=AIPolicy.PROHIBIT_ALL))
    fold = window.inspect.report.findChildren(Fold)[0]
    prose = fold.findChild(Prose)
    assert not prose.isVisible()
    assert fold.title.accessibleDescription() == "Closed"
    qtbot.keyClick(fold.title, Qt.Key.Key_Space)
    assert prose.isVisible()
    assert fold.title.accessibleDescription() == "Open"
    qtbot.waitUntil(lambda: prose.height() >= prose.document().size().height())


def test_what_a_file_says_is_no_markup(theme, qtbot):
    prose = Prose(theme, "x")
    qtbot.addWidget(prose)
    prose.say(table([("<b>a</b>", "<a href='file:///etc/passwd'>b</a>")]))
    assert "<b>a</b>" in prose.toPlainText()
    assert "<a href='file:///etc/passwd'>" in prose.toPlainText()


def test_clearing_and_closing_leave_nothing(window, look, draw, tmp_path):
    path = draw("a.png")
    for number in range(30):
        shutil.copy(path, tmp_path / f"{number}.png")
    look(tmp_path)
    assert window.inspect.model.rowCount() == 31
    window.inspect.clear.click()
    assert window.inspect.currentIndex() == 0
    window.inspect.look_at([tmp_path])
    window.close()
    assert not window.inspect.inspector.busy
