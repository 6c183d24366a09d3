"""What is printed for each outcome, and where."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from fixative.cli.report import JsonReport, TextReport, printable
from fixative.errors import CancelledError, TruncatedError
from fixative.outcome import Figures, Outcome, Problem, Status

FIGURES = Figures(
    visible_cost=69.6, width=40, height=30, frames=3, seconds=1.234, source_bytes=1234, result_bytes=5678, tags=("X",)
)
NOTE = Problem("policy-kept", {"policy": "prohibit-all"})
GOOD = Outcome(Status.PROTECTED, Path("in/a.jpg"), Path("out/a.jpg"), FIGURES, (NOTE,))
BAD = Outcome(Status.FAILED, Path("in/b.jpg"), problems=(Problem.from_error(TruncatedError()),))
STOPPED = Outcome(Status.CANCELLED, Path("in/c.jpg"), problems=(Problem.from_error(CancelledError()),))
LEFT = Outcome(Status.SKIPPED, Path("in/d.jpg"), Path("out/d.jpg"), problems=(Problem("already-there"),))
PLANNED = Outcome(Status.PLANNED, Path("in/e.jpg"), Path("out/e.jpg"))
ALL = (GOOD, BAD, STOPPED, LEFT, PLANNED)


def printed(capsys, report) -> tuple[list[str], list[str]]:
    for outcome in ALL:
        report.outcome(outcome)
    report.summary(Counter(outcome.status for outcome in ALL), 2.0)
    out, err = capsys.readouterr()
    return out.splitlines(), err.splitlines()


def test_results_on_one_stream_and_words_on_the_other(capsys):
    out, err = printed(capsys, TextReport(quiet=False, verbose=False))
    assert out == ["out/a.jpg", "in/e.jpg -> out/e.jpg"]
    assert err == [
        "in/a.jpg: The file forbids more already (prohibit-all): this was kept.",
        "in/b.jpg: The picture breaks off before its end. Get a whole copy of it.",
        "1 protected, 1 planned, 1 skipped, 1 failed, 1 cancelled in 2.0 s",
    ]


def test_quiet_leaves_the_errors(capsys):
    out, err = printed(capsys, TextReport(quiet=True, verbose=False))
    assert out == []
    assert err == ["in/b.jpg: The picture breaks off before its end. Get a whole copy of it."]


def test_verbose_adds_the_figures(capsys):
    _, err = printed(capsys, TextReport(quiet=False, verbose=True))
    assert err[1] == "in/a.jpg: 40 x 30, 3 frames, visible cost 70, policy in X, 1,234 -> 5,678 bytes, 1.23 s"
    assert err[3] == "in/d.jpg: A result is there already, and was left as it is."


def test_json_holds_all_that_is_known(capsys):
    out, err = printed(capsys, JsonReport())
    assert err == []
    good, bad, *_, summary = map(json.loads, out)
    assert good == {
        "schema": 1,
        "type": "outcome",
        "status": "protected",
        "source": "in/a.jpg",
        "result": "out/a.jpg",
        "figures": {
            "visible_cost": 69.6,
            "amplitude": None,
            "clipped": None,
            "width": 40,
            "height": 30,
            "frames": 3,
            "seconds": 1.234,
            "source_bytes": 1234,
            "result_bytes": 5678,
            "tags": ["X"],
            "signed": False,
        },
        "problems": [
            {
                "code": "policy-kept",
                "severity": "note",
                "params": {"policy": "prohibit-all"},
                "message": "The file forbids more already (prohibit-all): this was kept.",
            }
        ],
    }
    assert (bad["result"], bad["figures"], bad["problems"][0]["severity"]) == (None, None, "error")
    assert summary["failed"] == summary["cancelled"] == 1
    assert summary["seconds"] == 2.0


def test_what_is_the_same_for_all_is_said_once(capsys):
    report = TextReport(quiet=False, verbose=False)
    note = Problem("secret-not-kept", {"detail": "read-only\x1b"})
    for name in ("a.jpg", "b.jpg"):
        report.outcome(Outcome(Status.PROTECTED, Path(name), Path("out") / name, FIGURES, (note,)))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("fixative: No secret can be kept here (read-only\\x1b), and")
    TextReport(quiet=True, verbose=False).outcome(Outcome(Status.PROTECTED, Path("c"), Path("d"), FIGURES, (note,)))
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ä b'c.jpg", "ä b'c.jpg"),
        ("a\nb", "a\\nb"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\udce9", "\\udce9"),
        ("\u202e", "\\u202e"),
    ],
)
def test_names_cannot_steer_the_terminal(text, shown):
    assert printable(text) == printable(Path(text)) == shown
