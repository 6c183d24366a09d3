"""Codes, exit statuses and sentences."""

from __future__ import annotations

import ast
import errno
import os
import pickle
import re
import string
from pathlib import Path

import pytest

import fixative
from fixative import errors
from fixative.errors import FixativeError, InputError, OutputError, UsageError, reading_failed, writing_failed
from fixative.messages import TEMPLATES, sentence


def kinds(top: type[FixativeError] = FixativeError) -> list[type[FixativeError]]:
    return [top, *(kind for below in top.__subclasses__() for kind in kinds(below))]


CODED = [kind for kind in kinds() if "code" in vars(kind)]


def test_every_error_is_exported():
    assert {kind.__name__ for kind in kinds()} <= set(errors.__all__)


def test_codes_are_distinct():
    codes = [kind.code for kind in CODED]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", CODED)
def test_the_tree_in_the_documentation_is_the_tree(kind):
    if kind is not FixativeError:
        assert re.search(rf"{kind.__name__} +{kind.code}\b", errors.__doc__ or "")


@pytest.mark.parametrize("kind", CODED)
def test_every_code_has_a_sentence_of_one_line(kind):
    fields = {name: 1 for _, name, _, _ in string.Formatter().parse(TEMPLATES[kind.code]) if name}
    said = sentence(kind.code, fields)
    assert said.endswith(".")
    assert "\n" not in said


def codes_in_core() -> set[str]:
    """Collect the codes of errors, of notes (a code with its parameters) and of problems."""
    codes = {kind.code for kind in CODED}
    for path in Path(fixative.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Tuple(elts=[ast.Constant(value=str(code)), ast.Dict()]):
                    codes.add(code)
                case ast.Call(func=ast.Name(id="Problem"), args=[ast.Constant(value=str(code)), *_]):
                    codes.add(code)
    return codes


def test_sentences_and_codes_are_the_same_set():
    assert codes_in_core() == set(TEMPLATES)


@pytest.mark.parametrize("kind", kinds())
def test_exit_statuses(kind):
    expected = 130 if kind is errors.CancelledError else 2 if issubclass(kind, UsageError) else 1
    assert kind.exit_status == expected


@pytest.mark.parametrize("kind", kinds())
def test_errors_cross_process_borders(kind):
    copy = pickle.loads(pickle.dumps(kind(detail="why", size=3)))
    assert type(copy) is kind
    assert copy.params == {"detail": "why", "size": 3}
    assert str(copy) == f"{kind.code} (detail=why, size=3)"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOENT, "not-found"),
        (errno.EISDIR, "is-a-folder"),
        (errno.EACCES, "permission-denied"),
        (errno.EIO, "decode-failed"),
    ],
)
def test_failed_reads(number, code):
    error = reading_failed(OSError(number, os.strerror(number)))
    assert isinstance(error, InputError)
    assert error.code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "destination-not-writable"),
        (errno.EROFS, "destination-not-writable"),
    ],
)
def test_failed_writes(number, code):
    error = writing_failed(OSError(number, os.strerror(number)))
    assert isinstance(error, OutputError)
    assert error.code == code
