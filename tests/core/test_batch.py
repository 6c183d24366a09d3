"""Plans carried out by real processes."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

import pytest
from drawn import draw

from fixative.batch import crew, worker
from fixative.batch import run as batch
from fixative.batch.desk import Desk
from fixative.batch.journal import Journal
from fixative.batch.past import Proof
from fixative.batch.plan import Plan, plan
from fixative.batch.run import Finished, Started, affordable, default_jobs, run
from fixative.batch.work import WORKER_BYTES, Tools, work
from fixative.cloak.preset import Preset
from fixative.errors import WorkersFailedError
from fixative.outcome import Outcome, Status
from fixative.progress import Progress
from fixative.recipe import CloakChoice, Recipe
from fixative.write import TEMPORARY_PREFIX

TAGS = Recipe(cloak=CloakChoice(preset=Preset.OFF))


@pytest.fixture
def six(tmp_path: Path) -> Plan:
    for number in range(6):
        draw(tmp_path / "in" / f"{number}.jpg", seed=number)
    return plan([tmp_path / "in"], TAGS, output=tmp_path / "out", recursive=True)


def temporaries(folder: Path) -> list[Path]:
    return list(folder.rglob(f"{TEMPORARY_PREFIX}*"))


@pytest.mark.parametrize(("jobs", "isolated"), [(1, False), (1, True), (2, True), (9, False)])
def test_every_task_is_started_and_finished_once(six, tmp_path, jobs, isolated):
    events = list(run(six, TAGS, jobs=jobs, isolated=isolated))
    counts = Counter((type(event), event.task) for event in events)
    assert counts == Counter({(kind, task): 1 for kind in (Started, Finished) for task in six.tasks})
    for event in events:
        if isinstance(event, Finished):
            assert event.outcome.status is Status.TAGGED
            assert event.outcome.result == event.task.target
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{number}.jpg" for number in range(6)]


def test_nothing_to_do():
    assert list(run(Plan(), TAGS)) == []


def test_a_bad_picture_costs_one(six, tmp_path):
    six.tasks[2].source.write_bytes(six.tasks[2].source.read_bytes()[:800])
    outcomes = [event.outcome for event in run(six, TAGS, jobs=2) if isinstance(event, Finished)]
    failed = [outcome for outcome in outcomes if not outcome.ok]
    assert [outcome.problems[-1].code for outcome in failed] == ["truncated"]
    assert len(list((tmp_path / "out").iterdir())) == 5


def test_a_killed_worker_costs_one(tmp_path):
    # A picture that takes a while, so that its worker is certainly at work when it is killed.
    big = draw(tmp_path / "in" / "0.png", width=5000, height=4000, compress_level=0)
    for number in range(1, 5):
        draw(tmp_path / "in" / f"{number}.jpg")
    todo = plan([tmp_path / "in"], TAGS, output=tmp_path / "out", recursive=True)
    assert todo.tasks[0].source == big
    outcomes = {}
    killed = False
    for event in run(todo, TAGS, jobs=2):
        if isinstance(event, Finished):
            outcomes[event.task.source.name] = event.outcome
        if isinstance(event, Started) and event.task.source == big and not killed:
            killed = True
            # The first task is handed to the first worker.
            min(active_children(), key=lambda child: child.pid or 0).kill()
    assert [outcome.problems[0].code for outcome in outcomes.values() if not outcome.ok] == ["worker-died"]
    assert not outcomes["0.png"].ok
    assert len(outcomes) == 5
    assert not temporaries(tmp_path)


@pytest.mark.parametrize(("jobs", "isolated"), [(1, False), (1, True), (2, True)])
def test_an_abort_finishes_what_is_at_work(six, tmp_path, jobs, isolated):
    abort = threading.Event()
    statuses = Counter()
    for event in run(six, TAGS, jobs=jobs, abort=abort, isolated=isolated):
        if isinstance(event, Finished):
            abort.set()
            statuses[event.outcome.status] += 1
    assert statuses[Status.TAGGED] >= 1
    assert statuses[Status.CANCELLED] >= 6 - 1 - jobs
    assert statuses.total() == 6
    assert len(list((tmp_path / "out").iterdir())) == statuses[Status.TAGGED]


def test_in_a_thread(six):
    finished = []
    thread = threading.Thread(
        target=lambda: finished.extend(each for each in run(six, TAGS, jobs=2) if isinstance(each, Finished))
    )
    thread.start()
    thread.join(60)
    assert len(finished) == 6


def test_a_closed_iterator_leaves_no_process(six, tmp_path):
    events = run(six, TAGS, jobs=2)
    next(events)
    assert active_children()
    events.close()
    assert not active_children()
    assert not temporaries(tmp_path)


def test_strays_of_a_killed_run_go_with_the_next(six, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{TEMPORARY_PREFIX}0123.part").write_bytes(b"half")
    assert len(list(run(six, TAGS, jobs=1, isolated=False))) == 12
    assert not temporaries(tmp_path)


def test_a_killed_parent_leaves_whole_results_only(six, tmp_path):
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from fixative.batch.plan import plan
        from fixative.batch.run import run
        from fixative.recipe import Recipe
        if __name__ == "__main__":
            recipe = Recipe().tags_only()
            todo = plan([Path(sys.argv[1])], recipe, output=Path(sys.argv[2]), recursive=True)
            for event in run(todo, recipe, jobs=2):
                print(type(event).__name__, flush=True)
        """
    )
    program = tmp_path / "program.py"
    program.write_text(script, "utf-8")
    out = tmp_path / "out"
    with subprocess.Popen([sys.executable, program, tmp_path / "in", out], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        for line in parent.stdout:
            if line.strip() == "Finished":
                break
        parent.kill()
    deadline = time.monotonic() + 20
    while temporaries(out) and time.monotonic() < deadline:
        time.sleep(0.05)  # the workers end with what they have
    results = [path for path in out.iterdir() if path not in temporaries(out)]
    assert 1 <= len(results) <= 6
    for path in results:
        assert path.read_bytes().endswith(b"\xff\xd9")


def ends_at_birth(*_: object) -> None:
    os._exit(1)


def test_workers_that_never_come_up_end_the_batch(six, tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "_serve", ends_at_birth)
    events = []
    with pytest.raises(WorkersFailedError):
        events.extend(run(six, TAGS, jobs=2))
    assert events == []
    assert not active_children()
    assert not (tmp_path / "out").exists()


def test_a_worker_that_dies_at_birth_costs_no_picture(six, monkeypatch):
    serves = [ends_at_birth, ends_at_birth, worker._serve]
    started = worker.start

    def start(tools: Tools, *, threads: int) -> worker.Worker:
        monkeypatch.setattr(worker, "_serve", serves.pop(0) if len(serves) > 1 else serves[0])
        return started(tools, threads=threads)

    monkeypatch.setattr(worker, "start", start)
    events = list(run(six, TAGS, jobs=1))
    assert Counter(type(event) for event in events) == {Started: 6, Finished: 6}
    assert all(event.outcome.ok for event in events if isinstance(event, Finished))


def test_no_room_for_a_process_ends_the_batch(six, monkeypatch):
    def refuse(_self: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.context.SpawnProcess, "start", refuse)
    with pytest.raises(WorkersFailedError):
        list(run(six, TAGS, jobs=2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_script_without_a_guard_is_told_so(six, tmp_path, jobs):
    assert six.tasks
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent(
            f"""
            from pathlib import Path
            from fixative.batch.plan import plan
            from fixative.batch.run import run
            from fixative.recipe import Recipe
            todo = plan([Path("in")], Recipe(), output=Path("out"), recursive=True)
            print(len(list(run(todo, Recipe(), jobs={jobs}))))
            """
        ),
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, program], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "RuntimeError: This script starts a batch whenever it is imported" in done.stderr
    assert done.stderr.rstrip().endswith("WorkersFailedError: workers-failed")
    assert not (tmp_path / "out").exists()


def test_jobs_fit_the_machine():
    assert 1 <= default_jobs() <= (os.cpu_count() or 1)


@pytest.mark.parametrize(
    ("free", "wanted", "given"), [(None, 500, 500), (10, 500, 10), (10, 4, 4), (0, 4, 1), (9, 0, 1)]
)
def test_no_more_workers_than_there_is_memory_for(monkeypatch, free, wanted, given):
    bytes_free = None if free is None else free * WORKER_BYTES
    monkeypatch.setattr(batch, "free_memory", lambda: bytes_free)
    assert affordable(wanted) == given


@pytest.mark.parametrize("isolated", [False, True])
def test_a_picture_is_worked_on_by_its_own_recipe(tmp_path, isolated):
    paths = [draw(tmp_path / f"{number}.jpg", seed=number) for number in range(3)]
    own = Recipe(cloak=CloakChoice(preset=Preset.SUBTLE))
    todo = plan(paths, TAGS, apart={paths[1]: own})
    ended = [event.outcome for event in run(todo, TAGS, jobs=1, isolated=isolated) if isinstance(event, Finished)]
    statuses = {outcome.source: outcome.status for outcome in ended}
    assert [statuses[path] for path in paths] == [Status.TAGGED, Status.PROTECTED, Status.TAGGED]


def test_large_files_come_first(tmp_path):
    for number in range(6):
        draw(tmp_path / "in" / f"{number}.jpg", width=40 + 40 * number, height=40)
    todo = plan([tmp_path / "in"], TAGS, output=tmp_path / "out", recursive=True)
    first = next(event for event in run(todo, TAGS, jobs=2) if isinstance(event, Started))
    assert first.task.source.name in ("4.jpg", "5.jpg")
    # One at a time they come as they were named.
    started = [event.task.source.name for event in run(todo, TAGS, jobs=1) if isinstance(event, Started)]
    assert started == [f"{number}.jpg" for number in range(6)]


@pytest.mark.parametrize(("jobs", "isolated"), [(1, False), (2, True)])
def test_a_picture_that_no_memory_is_for_costs_one(six, tmp_path, monkeypatch, jobs, isolated):
    big = draw(tmp_path / "in" / "big.jpg", width=2000, height=1500)
    todo = plan([tmp_path / "in"], TAGS, output=tmp_path / "out", recursive=True)
    for module in (worker, batch):
        monkeypatch.setattr(module, "free_memory", lambda: 80 * 2**20)
    events = list(run(todo, TAGS, jobs=jobs, isolated=isolated))
    failed = [event for event in events if isinstance(event, Finished) and not event.outcome.ok]
    assert [event.task.source for event in failed] == [big]
    assert failed[0].outcome.problems[0].code == "too-little-memory"
    assert failed[0].outcome.problems[0].params["needed"] > 2000 * 1500 * 3 * 5
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_what_does_not_fit_together_goes_one_by_one(tmp_path, monkeypatch):
    first = draw(tmp_path / "in" / "0.jpg", width=800, height=600)
    # So many that the second worker, however slow to start, still finds some.
    for number in range(1, 80):
        shutil.copy(first, first.with_stem(str(number)))
    todo = plan([tmp_path / "in"], TAGS, output=tmp_path / "out", recursive=True)
    for free, together in ((80, 1), (2000, 2)):
        monkeypatch.setattr(worker, "free_memory", lambda free=free: free * 2**20)
        at_work, most = 0, 0
        for event in run(todo, TAGS, jobs=2):
            at_work += 1 if isinstance(event, Started) else -1
            most = max(most, at_work)
        assert most == together


def test_an_abort_while_one_waits_for_memory(tmp_path, monkeypatch):
    for number in range(3):
        draw(tmp_path / "in" / f"{number}.jpg", width=800, height=600, seed=number)
    todo = plan([tmp_path / "in"], TAGS, output=tmp_path / "out", recursive=True)
    monkeypatch.setattr(worker, "free_memory", lambda: 80 * 2**20)
    abort = threading.Event()
    statuses = []
    for event in run(todo, TAGS, jobs=2, abort=abort):
        abort.set()
        statuses += [event.outcome.status] if isinstance(event, Finished) else []
    assert sorted(statuses) == [Status.CANCELLED, Status.CANCELLED, Status.TAGGED]


def test_a_worker_that_hangs_is_given_up(six, tmp_path, monkeypatch):
    stopped = False
    outcomes = []
    for event in run(six, TAGS, jobs=1):
        if isinstance(event, Started) and not stopped:
            stopped = True
            (child,) = active_children()
            assert child.pid is not None
            os.kill(child.pid, signal.SIGSTOP)
            monkeypatch.setattr(crew, "_PATIENCE", 2.0)
        if isinstance(event, Finished):
            # The next one takes its time to start, on a busy machine even more.
            monkeypatch.undo()
            outcomes.append(event.outcome)
    codes = [problem.code for outcome in outcomes for problem in outcome.problems]
    assert codes == ["worker-hung"]
    assert len(outcomes) == 6
    assert not active_children()
    assert not temporaries(tmp_path)


def test_the_kernel_would_take_a_worker_first(six):
    score = Path("/proc/self/oom_score_adj")
    if not score.exists():
        pytest.skip("needs Linux")
    events = run(six, TAGS, jobs=1)
    next(events)
    (child,) = active_children()
    assert int(Path(f"/proc/{child.pid}/oom_score_adj").read_text("ascii")) > int(score.read_text("ascii"))
    events.close()


def test_a_closed_iterator_ends_what_the_journal_can_go_on_from(six, tmp_path):
    with Journal(tmp_path / "journal.db") as journal:
        events = run(six, TAGS, jobs=2, journal=journal)
        for event in events:
            if isinstance(event, Finished):
                break
        events.close()
        rest = plan([tmp_path / "in"], TAGS, output=tmp_path / "out", recursive=True, journal=journal)
        assert 1 <= len(rest.settled) < 6
        list(run(rest, TAGS, jobs=2, journal=journal))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{number}.jpg" for number in range(6)]


@pytest.mark.parametrize("journalled", [False, True])
def test_what_a_lost_worker_named_is_not_made_twice(six, tmp_path, journalled):
    task = six.tasks[0]
    with Journal(tmp_path / "journal.db") as journal:
        desk = Desk(journal, TAGS) if journalled else Desk()
        refused: list[Outcome | None] = []

        def ask(question: object) -> bool:
            if isinstance(question, Proof):
                refused.append(desk.begin(task, question))
                return refused[-1] is None
            return True

        tools = Tools(TAGS, None, None, proven=True)
        begun = time.monotonic()
        told = work(task, tools, ask, Progress())  # and the worker dies before it can say so
        work(task, tools, ask, Progress())  # another one does it again
        finished = desk.finish(task, refused[1])
        assert time.monotonic() - begun < 5  # nobody waits for the one that is lost
        assert replace(finished.outcome, figures=None) == replace(told, figures=None)
        assert finished.outcome.evidence is not None
        assert refused[0] is None
        assert [path.name for path in (tmp_path / "out").iterdir()] == [task.target.name]
        again = plan([task.source], TAGS, output=tmp_path / "out", journal=journal)
        assert bool(again.settled) == journalled


def test_what_a_lost_worker_did_not_name_is_made_again(six, tmp_path):
    task = six.tasks[0]
    with Journal(tmp_path / "journal.db") as journal:
        desk = Desk(journal, TAGS)
        proofs: list[Proof] = []

        def ask(question: object) -> bool:
            if isinstance(question, Proof):
                proofs.append(question)
                assert desk.begin(task, question) is None
                return len(proofs) > 1  # the first worker dies instead
            return True

        tools = Tools(TAGS, None, None, proven=True)
        begun = time.monotonic()
        work(task, tools, ask, Progress())
        assert desk.recovered(task) is None
        told = work(task, tools, ask, Progress())
        assert time.monotonic() - begun < 5
        assert desk.finish(task, told).outcome == told
        assert plan([task.source], TAGS, output=tmp_path / "out", journal=journal).settled
