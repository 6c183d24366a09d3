"""The program as people and scripts meet it: a process with arguments, two streams and an exit status."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from drawn import draw
from exiftool import read_tags
from program import PROGRAM, fixative, lines
from streams import coded_pixels

from fixative.recipe import Recipe
from fixative.write import TEMPORARY_PREFIX


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for name in ("a.jpg", "b.png", "sub/c.webp", "sub/d.tif"):
        draw(folder / name, width=160, height=120)
    (folder / "notes.txt").write_text("words", "utf-8")
    return folder


def test_protects_a_folder_with_its_tree(pictures, tmp_path):
    done = fixative("protect", pictures, "-r", "-o", tmp_path / "out", "--owner", "Ann")
    results = [tmp_path / "out" / name for name in ("a.jpg", "b.png", "sub/c.webp", "sub/d.tif")]
    assert done.returncode == 0
    assert sorted(done.stdout.splitlines()) == sorted(map(str, results))
    assert re.fullmatch(r"4 protected in [\d.]+ s\n", done.stderr)
    for tags in read_tags(*results):
        assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
        assert "Ann" in str(tags["IFD0:Copyright"])


def test_tags_without_touching_pixels(pictures, tmp_path):
    done = fixative("tag", pictures / "a.jpg", "-o", tmp_path / "out", "--policy", "prohibit-all", "--creator", "Ä")
    result = tmp_path / "out" / "a.jpg"
    assert (done.returncode, done.stdout) == (0, f"{result}\n")
    assert coded_pixels(result.read_bytes()) == coded_pixels((pictures / "a.jpg").read_bytes())
    (tags,) = read_tags(result)
    assert tags["XMP-plus:DataMining"] == "Prohibited"
    assert tags["XMP-dc:Creator"] == ["Ä"]


def test_the_default_folder_lies_beside_and_a_second_run_leaves_it_alone(pictures):
    for number, words in enumerate((["--no-journal"], [], ["--redo"]), start=1):
        done = fixative("tag", "-r", ".", *words, cwd=pictures)
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) == 4
        assert len(list(pictures.rglob("protected/*"))) == 4 * number
    again = fixative("tag", "-r", ".", cwd=pictures)
    assert (again.returncode, again.stdout) == (0, "")
    assert re.fullmatch(r"4 skipped, 4 of them done before \(--redo does them again\) in [\d.]+ s\n", again.stderr)
    again = fixative("tag", "-r", ".", "--no-journal", "--on-conflict", "skip", cwd=pictures)
    assert (again.returncode, again.stdout) == (0, "")
    assert "4 skipped in" in again.stderr
    again = fixative("tag", "-r", ".", "--on-conflict", "skip", cwd=pictures)
    assert (again.returncode, again.stdout) == (0, "")
    assert "4 skipped" in again.stderr


def test_bad_input_costs_a_line_each_and_the_others_go_on(pictures, tmp_path):
    jpeg = (pictures / "a.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(jpeg[: len(jpeg) // 2])
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("words", "utf-8")
    bad = [tmp_path / name for name in ("cut.jpg", "empty.jpg", "text.jpg", "gone.jpg")]
    for command in ("protect", "tag"):
        out = tmp_path / command
        done = fixative(command, *bad, pictures, pictures / "a.jpg", "-o", out)
        assert done.returncode == 1
        assert done.stdout == f"{out / 'a.jpg'}\n"
        told = done.stderr.splitlines()
        assert "Traceback" not in done.stderr
        assert {line.split(": ")[0] for line in told[:-1]} == {*map(str, bad), str(pictures)}
        assert told[-1].startswith(f"1 {'protected' if command == 'protect' else 'tagged'}, 5 failed in ")
        assert [path.name for path in out.iterdir()] == ["a.jpg"]


def test_a_full_disk_costs_what_does_not_fit(pictures, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        big = draw(tmp_path / "big.png", width=400, height=300)
        done = fixative("protect", big, pictures / "a.jpg", "-o", disk)
        assert done.returncode == 1
        assert done.stdout == f"{disk / 'a.jpg'}\n"
        assert f"{big}: The disk is full." in done.stderr
        assert [path.name for path in disk.iterdir()] == ["a.jpg"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_inputs_with_one_name(pictures, tmp_path):
    draw(tmp_path / "other" / "a.jpg", seed=1)
    named = [pictures / "a.jpg", tmp_path / "other" / "a.jpg"]
    done = fixative("tag", *named, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-2.jpg", "a.jpg"]
    done = fixative("tag", *named, "-o", tmp_path / "out2", "--on-conflict", "error")
    assert done.returncode == 1
    assert "is there already" in done.stderr


def test_the_originals_folder_is_no_destination(pictures):
    before = (pictures / "a.jpg").read_bytes()
    for manner in ("rename", "skip", "overwrite", "error"):
        done = fixative("protect", pictures / "a.jpg", "-o", pictures, "--on-conflict", manner)
        assert done.returncode == 1
        assert "would replace the original" in done.stderr
    assert (pictures / "a.jpg").read_bytes() == before


def test_json(pictures, tmp_path):
    done = fixative("protect", pictures / "a.jpg", tmp_path / "gone.jpg", "-o", tmp_path / "out", "--json")
    assert (done.returncode, done.stderr) == (1, "")
    failed, protected, summary = lines(done.stdout)
    assert {line["schema"] for line in (failed, protected, summary)} == {1}
    assert failed["status"] == "failed"
    assert failed["problems"][0]["code"] == "not-found"
    assert protected["result"] == str(tmp_path / "out" / "a.jpg")
    assert protected["figures"]["width"] == 160
    assert protected["figures"]["tags"][0] == "XMP-plus:DataMining"
    assert (summary["type"], summary["protected"], summary["failed"]) == ("summary", 1, 1)


def test_a_dry_run_writes_nothing(pictures, tmp_path):
    out = tmp_path / "out"
    done = fixative(
        "protect", pictures, "-r", "-o", out, "--dry-run", "--format", "webp", "--name", "{stem}-{preset}{ext}"
    )
    assert done.returncode == 0
    assert f"{pictures / 'a.jpg'} -> {out / 'a-balanced.webp'}" in done.stdout
    assert not out.exists()
    done = fixative("protect", pictures, "-r", "-o", out, "-n", "--json")
    assert [line.get("status") for line in lines(done.stdout)] == ["planned"] * 4 + [None]


def test_quiet_and_verbose(pictures, tmp_path):
    done = fixative("tag", pictures / "a.jpg", tmp_path / "gone.jpg", "-o", tmp_path / "q", "--quiet")
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    done = fixative("protect", pictures / "a.jpg", "-o", tmp_path / "v", "--verbose")
    assert re.search(r"a\.jpg: 160 x 120, visible cost \d+, policy in XMP-plus:DataMining", done.stderr)


def test_options_go_before_the_recipe_and_the_recipe_before_defaults(pictures, tmp_path):
    file = tmp_path / "recipe.toml"
    file.write_text("[cloak]\npreset = 'off'\n[rights]\nowner = 'File'\npolicy = 'prohibit-all'\n", "utf-8")
    done = fixative(
        "protect", pictures / "a.jpg", "--recipe", file, "--owner", "Option", "-o", tmp_path / "o", "--json"
    )
    assert lines(done.stdout)[0]["status"] == "tagged"
    (tags,) = read_tags(tmp_path / "o" / "a.jpg")
    assert tags["XMP-plus:DataMining"] == "Prohibited"
    assert "Option" in str(tags["XMP-dc:Rights"])


@pytest.mark.parametrize(
    "words",
    [
        ["protect"],
        ["protect", "a.jpg", "--preset", "loud"],
        ["protect", "a.jpg", "--no-such-option"],
        ["protect", "a.jpg", "--quality", "101"],
        ["protect", "a.jpg", "--name", "fixed"],
        ["protect", "a.jpg", "--recipe", "gone.toml"],
        ["protect", "empty", "-r"],
        ["inspect", "empty", "-r"],
        ["recipe", "check", "bad.toml"],
        ["no-such-command"],
    ],
)
def test_what_makes_no_sense_ends_with_two(tmp_path, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.toml").write_text("[cloak]\npreset = 'loud'", "utf-8")
    done = fixative(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_names_that_are_no_text(tmp_path):
    name = os.fsdecode(b"caf\xe9\n\x1b[2J.jpg")
    source = tmp_path / name
    source.write_bytes(draw(tmp_path / "a.jpg").read_bytes())
    done = fixative("tag", source, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'out' / name}\n")
    done = fixative("tag", source, "-o", tmp_path / "out", "--json")
    assert lines(done.stdout)[0]["source"] == str(source)
    done = fixative("tag", tmp_path / f"no{name}", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_cost_no_picture(pictures, tmp_path, closed):
    command = shlex.join([*PROGRAM, "tag", str(pictures / "a.jpg"), "-o", str(tmp_path / "out")])
    done = subprocess.run(["sh", "-c", f"{command} {closed}"], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "a.jpg").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["tag", "-o", "out"], ["tag", "-o", "out", "--json"], ["inspect"]])
def test_a_stdout_that_is_full_ends_in_a_line(pictures, tmp_path, words):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *words, str(pictures / "a.jpg")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert re.fullmatch(r"fixative: The disk is full\..*\n", done.stderr)


def test_inspect(pictures, tmp_path):
    fixative("tag", pictures / "a.jpg", "-o", tmp_path / "out", "--owner", "Ann")
    done = fixative("inspect", tmp_path / "out" / "a.jpg", pictures / "a.jpg", pictures / "notes.txt")
    assert done.returncode == 1
    assert "a.jpg (JPEG): prohibit-ai-training" in done.stdout
    assert "XMP-plus:DataMining = http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING" in done.stdout
    assert "Google Images links to it: XMP-plus:LicensorURL" in done.stdout
    assert "a.jpg (JPEG): says nothing that a program could read" in done.stdout
    assert "notes.txt: This is not a picture" in done.stderr
    done = fixative("inspect", pictures, "-r", "--json")
    *reports, summary = lines(done.stdout)
    assert done.returncode == 0
    assert [report["format"] for report in reports] == ["jpeg", "png", "webp", "tiff"]
    assert summary == {"schema": 1, "type": "summary", "reports": 4, "failed": 0}


def test_recipes(tmp_path):
    file = tmp_path / "r.toml"
    assert fixative("recipe", "new", file).returncode == 0
    assert fixative("recipe", "new", file).returncode == 1
    assert fixative("recipe", "check", file).returncode == 0
    assert Recipe.load(file) == Recipe()
    assert fixative("recipe", "show", file).stdout == fixative("recipe", "show").stdout == file.read_text("utf-8")


def test_the_secret_goes_to_another_machine(pictures, tmp_path):
    def on(machine: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return fixative(*words, XDG_DATA_HOME=str(tmp_path / machine))

    for words in (["show"], ["export"]):
        done = on("one", "secret", *words)
        assert (done.returncode, done.stdout) == (2, "")
    assert on("one", "protect", pictures / "b.png", "-o", tmp_path / "1").returncode == 0
    secret = on("one", "secret", "export").stdout
    assert re.fullmatch(r"[0-9a-f]{64}\n", secret)
    assert secret.strip() not in on("one", "secret", "show").stdout
    carried = subprocess.run(
        [*PROGRAM, "secret", "import"],
        input=secret,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "other")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (carried.returncode, carried.stdout, carried.stderr) == (0, "Kept: file.\n", "")
    assert on("other", "secret", "show").stdout == on("one", "secret", "show").stdout
    assert on("other", "protect", pictures / "b.png", "-o", tmp_path / "2", "--json").stdout.count(secret.strip()) == 0
    assert (tmp_path / "1" / "b.png").read_bytes() == (tmp_path / "2" / "b.png").read_bytes()
    assert on("one", "secret", "forget").returncode == 0
    assert on("one", "secret", "show").returncode == 2


@pytest.mark.parametrize("line", [b"", b"\n", b"\xff\xfe\n", b"a\n"])
def test_what_is_no_secret_or_one_too_many(tmp_path, line):
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    command = [*PROGRAM, "secret", "import"]
    subprocess.run(command, input=b"mine", env=environment, capture_output=True, check=True)
    done = subprocess.run(command, input=line, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1
    shown = subprocess.run([*PROGRAM, "secret", "export"], env=environment, capture_output=True, check=True)
    assert shown.stdout == b"mine\n"


def test_a_secret_is_not_shown_on_a_screen(tmp_path):
    environment = {"XDG_DATA_HOME": str(tmp_path)}
    subprocess.run([*PROGRAM, "secret", "import"], input=b"mine", env={**os.environ, **environment}, check=True)
    shown = on_a_terminal("secret", "export", **environment)
    assert "mine" not in shown
    assert "would be shown" in shown


def test_no_process_shows_the_secret(tmp_path):
    for number in range(6):
        draw(tmp_path / "in" / f"{number}.jpg", width=1200, height=900, seed=number)
    recipe = tmp_path / "recipe.toml"
    recipe.write_text("[cloak]\nsecret = 'hush-hush'", "utf-8")
    seen = set()
    with subprocess.Popen(
        [*PROGRAM, "protect", tmp_path / "in", "-r", "-o", tmp_path / "out", "--jobs", "2", "--recipe", recipe],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        while program.poll() is None:
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                with contextlib.suppress(OSError):
                    seen.add(path.read_bytes())
            time.sleep(0.02)
        told = program.stdout.read() + program.stderr.read()
    assert any(b"spawn_main" in line for line in seen)
    assert not any(b"hush-hush" in line for line in (*seen, told))


def test_a_marked_picture_is_not_cloaked_twice(pictures, tmp_path):
    fixative("protect", pictures / "a.jpg", "-o", tmp_path / "1")
    marked = tmp_path / "1" / "a.jpg"
    assert "marked as cloaked: balanced, visible cost" in fixative("inspect", marked).stdout
    assert lines(fixative("inspect", marked, "--json").stdout)[0]["cloak"]["width"] == 160
    done = fixative("protect", marked, "-o", tmp_path / "2")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / '2' / 'a.jpg'}\n")
    assert "carries a cloak already (balanced)" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("1 tagged in ")
    done = fixative("protect", marked, "-o", tmp_path / "3", "--again")
    assert done.stderr.startswith("1 protected in ")


def test_version_and_help():
    assert re.fullmatch(r"fixative \d+\.\d+\.\d+\n", fixative("--version").stdout)
    told = " ".join(fixative("protect", "--help").stdout.split())
    assert "no lock" in told
    assert "Originals are never changed." in told


def test_the_version_comes_at_once():
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fixative", "--version"], capture_output=True, text=True, check=True
    ).stderr
    heavy = {"numpy", "cv2", "PIL", "lxml", "lxml.etree", "tifffile", "rich", "keyring", "fixative.cloak.apply"}
    heavy |= {"c2pa", "cryptography", "fixative.credentials.identity"}
    assert not heavy & {line.split("|")[-1].strip() for line in loaded.splitlines()}


@pytest.mark.parametrize(("presses", "sent"), [(1, signal.SIGINT), (2, signal.SIGINT), (1, signal.SIGTERM)])
def test_an_interrupt_leaves_whole_results_only(tmp_path, presses, sent):
    for number in range(40):
        draw(tmp_path / "in" / f"{number}.jpg", width=1200, height=900, seed=number)
    with subprocess.Popen(
        [*PROGRAM, "protect", tmp_path / "in", "-r", "-o", tmp_path / "out", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        first = program.stdout.readline()
        for _ in range(presses):
            os.killpg(program.pid, sent)  # as terminals and service managers do it: to the workers, too
            time.sleep(0.05)
        # Not `communicate`, which loses what was read ahead with the first line.
        output, told = program.stdout.read(), program.stderr.read()
    assert program.returncode == 130
    assert "Traceback" not in told
    assert "Stopping" in told
    named = {Path(line) for line in [first.strip(), *output.splitlines()]}
    there = set((tmp_path / "out").iterdir())
    assert 1 <= len(named) < 40
    assert named <= there
    assert len(there - named) <= (2 if presses == 2 else 0)
    assert not [path for path in there if path.name.startswith(TEMPORARY_PREFIX)]
    for path in there:
        assert path.read_bytes().endswith(b"\xff\xd9")


def on_a_terminal(*words: str | Path, **environment: str) -> str:
    """Run with stdout and stderr on a terminal of its own, and give what came."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *map(os.fspath, words)],
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    ) as program:
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            parts.append(part)
        program.wait(60)
    os.close(ours)
    return b"".join(parts).decode()


def test_progress_is_for_terminals(pictures, tmp_path):
    shown = on_a_terminal("tag", pictures, "-r", "-o", tmp_path / "1")
    assert "4/4" in shown
    assert "a.jpg" in shown
    plain = on_a_terminal("tag", pictures, "-r", "-o", tmp_path / "2", NO_COLOR="1")
    assert "4/4" in plain
    assert not re.search(r"\x1b\[[\d;]*[34]8?;?[\d;]*m", plain)  # no colours
    assert "4/4" not in on_a_terminal("tag", pictures, "-r", "-o", tmp_path / "3", "--quiet")


def test_a_watch_ends_with_an_interrupt_and_goes_on_where_it_was(tmp_path):
    draw(tmp_path / "in" / "a.jpg", width=160, height=120)
    watch = [*PROGRAM, "watch", tmp_path / "in", "-o", tmp_path / "out", "--set=cloak.preset=off", "--settled=0.3"]
    for name, told in (("b.jpg", "2 tagged"), ("c.jpg", "1 tagged")):
        with subprocess.Popen(watch, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as program:
            draw(tmp_path / "in" / name, seed=ord(name[0]))
            while program.stdout.readline().strip() != str(tmp_path / "out" / name):
                assert program.poll() is None
            program.send_signal(signal.SIGINT)
            _, said = program.communicate(timeout=60)
        assert program.returncode == 0
        assert told in said


def test_a_watch_of_no_folder(tmp_path):
    done = fixative("watch", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"fixative: The options do not hold: there is no folder {tmp_path / 'none'}.\n"


def test_options_go_before_the_environment_and_that_before_the_defaults(pictures, tmp_path):
    recipe = Recipe(destination=msgspec.structs.replace(Recipe().destination, name="{stem}-{preset}{ext}"))
    (tmp_path / "ours.toml").write_text(recipe.to_toml(), "utf-8")
    words = ["protect", pictures / "a.jpg", "-o", tmp_path / "out", "--dry-run"]

    def name(*further: str, **environment: str) -> str:
        return fixative(*words, *further, **environment).stdout.rpartition("/")[2].strip()

    assert name() == "a.jpg"
    assert name(FIXATIVE_RECIPE=str(tmp_path / "ours.toml")) == "a-balanced.jpg"
    assert name("--preset", "subtle", FIXATIVE_RECIPE=str(tmp_path / "ours.toml")) == "a-subtle.jpg"
    assert name("--recipe", str(tmp_path / "ours.toml"), FIXATIVE_RECIPE="none.toml") == "a-balanced.jpg"
