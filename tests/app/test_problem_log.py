from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from fixative.outcome import Figures, Outcome, Problem, Severity, Status
from fixative_app.log_dialog import LogDialog
from fixative_app.problem_log import problem_log
from fixative_app.queue_model import Row, Stage

SECRET = Path("/home/ada/clients/Countess Noémie.jpg")
DETAIL = "[Errno 5] Input/output error: '/home/ada/clients/Countess Noémie.jpg'"
FAILED = Outcome(Status.FAILED, SECRET, problems=(Problem("decode-failed", {"detail": DETAIL}, Severity.ERROR),))
NOTED = Outcome(
    Status.PROTECTED,
    SECRET.with_suffix(".png"),
    Path("/mnt/out/x.png"),
    Figures(width=40, height=30),
    (Problem("text-shortened", {"field": "By-line", "limit": 32.0, "block": "IPTC"}),),
)
ROWS = (*(Row(each.source, None, Stage.ENDED, each) for each in (FAILED, NOTED)), Row(Path("/quiet.png")))


def test_names_and_folders_are_in_it_only_if_wanted():
    log = problem_log(ROWS, names=False)
    for part in ("home", "ada", "clients", "Countess", "Noémie", "mnt"):
        assert part not in log
    assert "picture 1 (.jpg): failed" in log
    assert "error decode-failed detail=" in log
    assert "picture 2 (.png, 40 x 30): protected" in log
    assert "note text-shortened field=By-line limit=32.0 block=IPTC" in log
    assert "3 pictures, 1 done, 1 failed" in log
    assert "quiet" not in log
    assert str(SECRET) in problem_log(ROWS, names=True)


def test_what_was_noted_of_the_run_is_in_it():
    notes = [Problem("register-unreadable", {"path": "/home/ada/register.sqlite3"})]
    assert "note register-unreadable path=…" in problem_log(ROWS, notes, names=False)
    assert "/home/ada/register.sqlite3" in problem_log(ROWS, notes, names=True)


def test_the_log_is_seen_before_it_is_saved_or_copied(qtbot, tmp_path):
    dialog = LogDialog(ROWS, ())
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Countess" not in dialog.text.toPlainText()
    dialog.names.click()
    assert "Countess" in dialog.text.toPlainText()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    dialog.save(str(tmp_path / "no" / "log.txt"))
    assert dialog.said.isVisible()
    dialog.names.click()
    text = dialog.text.toPlainText()
    dialog.save(str(tmp_path / "log.txt"))
    assert (tmp_path / "log.txt").read_text("utf-8") == text + "\n"
