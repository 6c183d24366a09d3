"""Signing and looking, as people and scripts do it: a process with arguments, two streams and an exit status."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from drawn import draw
from signing import chain, manifests, pem

PROGRAM = [sys.executable, "-m", "fixative"]


@pytest.fixture
def fixative(tmp_path):
    def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, *map(os.fspath, words)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "home"), **environment},
            timeout=120,
            check=False,
        )

    return run


def test_an_identity_from_first_to_last(fixative, tmp_path):
    nobody = fixative("identity", "show")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert "fixative identity create" in nobody.stderr
    made = fixative("identity", "create", "--name", "Ada Löwe")
    assert made.returncode == 0
    assert "Valid, but not as Trusted" in made.stdout
    kept = tmp_path / "home" / "fixative" / "identity.toml"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert fixative("identity", "create", "--name", "Bo").returncode == 2
    shown = fixative("identity", "show").stdout
    assert "name: Ada Löwe\n" in shown
    assert "key: file\n" in shown
    assert "PRIVATE" not in shown
    assert fixative("identity", "forget").returncode == 0
    assert not kept.exists()


def test_a_certificate_of_ones_own(fixative, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "größe.pem").write_bytes(b"".join(chain(key)))
    (tmp_path / "key.pem").write_bytes(pem(key))
    used = fixative("identity", "use", tmp_path / "größe.pem", tmp_path / "key.pem")
    assert (used.returncode, used.stdout) == (0, "Kept: file.\n")
    assert "Valid, but" not in fixative("identity", "show").stdout
    missing = fixative("identity", "use", tmp_path / "none.pem", tmp_path / "key.pem")
    assert missing.returncode == 2
    assert "none.pem" in missing.stderr
    assert missing.stderr.count("\n") == 1


def test_a_folder_is_signed_and_looked_at(fixative, tmp_path):
    fixative("identity", "create", "--name", "Ada")
    for number, kind in enumerate(("jpg", "png", "webp", "gif")):
        draw(tmp_path / "in" / f"{number}.{kind}", seed=number)
    recipe = tmp_path / "ours.toml"
    recipe.write_text("[credentials]\nsign = true\n")
    done = fixative("protect", "-r", tmp_path / "in", "-o", tmp_path / "out", "--recipe", recipe, "--json", "-j", "2")
    assert done.returncode == 0, done.stderr
    outcomes = [line for line in map(json.loads, done.stdout.splitlines()) if line["type"] == "outcome"]
    assert [outcome["figures"]["signed"] for outcome in outcomes] == [True] * 4
    for outcome in outcomes:
        assert manifests(Path(outcome["result"]))["validation_state"] == "Valid"
    told = fixative("inspect", tmp_path / "out" / "0.jpg").stdout
    assert "  credentials: Valid, signed by Ada, with Fixative" in told
    assert "    parentOf (without credentials)\n" in told
    assert "C2PA:c2pa.training-mining = " in told
    assert "ai_training: notAllowed" in told
    report = json.loads(fixative("inspect", "--json", tmp_path / "out" / "0.jpg").stdout.splitlines()[0])
    assert report["provenance"]["state"] == "Valid"
    assert len(report["provenance"]["usages"]) == 8
    unsigned = fixative("tag", tmp_path / "in" / "0.jpg", "--recipe", recipe, "--no-sign", "-v", "-o", tmp_path / "un")
    assert ", signed" not in unsigned.stderr
    assert ", signed" in fixative("tag", tmp_path / "in" / "0.jpg", "--sign", "-v", "-o", tmp_path / "si").stderr


def test_trust_is_given_by_name(fixative, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    own, authority = chain(key)
    for name, data in (("own.pem", own + authority), ("key.pem", pem(key)), ("authority.pem", authority)):
        (tmp_path / name).write_bytes(data)
    fixative("identity", "use", tmp_path / "own.pem", tmp_path / "key.pem")
    result = fixative("tag", draw(tmp_path / "a.jpg"), "--sign", "-o", tmp_path / "out").stdout.strip()
    assert "credentials: Valid," in fixative("inspect", result).stdout
    assert "credentials: Trusted," in fixative("inspect", result, "--trust", tmp_path / "authority.pem").stdout
    for name in ("none.pem", "key.pem", "a.jpg"):
        done = fixative("inspect", result, "--trust", tmp_path / name)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_without_an_identity_nothing_is_done(fixative, tmp_path):
    done = fixative("protect", draw(tmp_path / "a.jpg"), "--sign", "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "fixative identity create" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_time_stamp_is_asked_of_a_url_only(fixative, tmp_path):
    recipe = tmp_path / "ours.toml"
    recipe.write_text("[credentials]\ntime_stamps = 'ftp://example.org'\n")
    done = fixative("recipe", "check", recipe)
    assert done.returncode == 2
    assert "time_stamps" in done.stderr


def test_a_machine_without_the_extra(fixative, tmp_path):
    fixative("identity", "create", "--name", "Ada")
    source = draw(tmp_path / "a.jpg")
    result = fixative("tag", source, "--sign", "-o", tmp_path / "out").stdout.strip()
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "c2pa.py").write_text("raise ModuleNotFoundError('no c2pa')\n")
    for words in (
        ("identity", "create", "--name", "Bo"),
        ("protect", source, "--sign", "-o", tmp_path / "none"),
        ("protect", source, source, "--sign", "-j", "2", "-o", tmp_path / "none"),
    ):
        done = fixative(*words, PYTHONPATH=str(bare))
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert "pip install 'fixative[credentials]'" in done.stderr
    assert not (tmp_path / "none").exists()
    told = fixative("inspect", result, PYTHONPATH=str(bare))
    assert told.returncode == 0
    assert "credentials: there, and not validated." in told.stdout
    assert "pip install 'fixative[credentials]'" in told.stdout
    assert fixative("protect", source, "-o", tmp_path / "plain", PYTHONPATH=str(bare)).returncode == 0
    assert fixative("identity", "forget", PYTHONPATH=str(bare)).returncode == 0
