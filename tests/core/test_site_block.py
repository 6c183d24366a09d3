"""A block of ours in somebody else's file: nothing beside it changes, and a second time nothing at all."""

from __future__ import annotations

import codecs
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixative.errors import UnmergeableError
from fixative.rights.statement import AIPolicy
from fixative.site.block import Mark, Text, numbered_lines
from fixative.site.choice import Site

SITE = Site(policy=AIPolicy.PROHIBIT_AI_TRAINING, domain="example.com")
MARK = Mark(SITE)
BLOCK = b"# fixative begin: prohibit-ai-training for example.com\nours\n# fixative end\n"

_files = st.builds(
    lambda bom, lines, end: bom + end.join(lines),
    st.sampled_from([b"", codecs.BOM_UTF8]),
    st.lists(st.binary(max_size=12).filter(lambda line: not set(line) & {0, 10, 13}), max_size=6),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
).filter(lambda content: not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)))


def merge(content: bytes, *lines: str, mark: Mark = MARK) -> bytes:
    return Text.split(content).merged(mark, lines, comment=lambda words: f"# {words}")


@given(_files)
def test_what_was_there_stays_and_a_second_time_changes_nothing(content):
    once = merge(content, "ours", "and this")
    assert once.startswith(content)
    assert merge(once, "ours", "and this") == once
    assert b"ours" in (Text.split(once).block or b"")


@given(_files, _files)
def test_only_the_block_is_replaced(before, after):
    after = after.removeprefix(codecs.BOM_UTF8)
    end = b"\r\n" if b"\r\n" in before else b"\r" if b"\r" in before else b"\n"
    start = before + end
    content = start + BLOCK.replace(b"\n", end) + after
    changed = merge(content, "new", "lines")
    assert changed == start + BLOCK.replace(b"ours\n", b"new\nlines\n").replace(b"\n", end) + after
    assert merge(changed, "ours") == content


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", BLOCK),
        (b"own\n", b"own\n\n" + BLOCK),
        (b"own", b"own\n\n" + BLOCK),
        (b"own\r\n", b"own\r\n\r\n" + BLOCK.replace(b"\n", b"\r\n")),
        (b"own\rown", b"own\rown\r\r" + BLOCK.replace(b"\n", b"\r")),
        (codecs.BOM_UTF8, codecs.BOM_UTF8 + BLOCK),
        (codecs.BOM_UTF8 + b"caf\xe9\n", codecs.BOM_UTF8 + b"caf\xe9\n\n" + BLOCK),
    ],
)
def test_where_it_goes_and_how_lines_end(content, expected):
    assert merge(content, "ours") == expected


def test_a_last_line_that_an_editor_left_without_an_end_stays_so():
    assert merge(BLOCK.rstrip(b"\n"), "ours") == BLOCK.rstrip(b"\n")


@pytest.mark.parametrize(
    "content",
    [
        BLOCK + BLOCK,
        BLOCK.replace(b"# fixative end\n", b""),
        BLOCK.replace(b"begin", b"end"),
        b"# fixative end\n# fixative begin\n",
        "own\n".encode("utf-16"),
        "own\n".encode("utf-16-be"),
        b"a\0b",
    ],
)
def test_what_nothing_can_be_merged_into(content):
    with pytest.raises(UnmergeableError) as caught:
        Text.split(content)
    assert caught.value.params["detail"]


@pytest.mark.parametrize(
    "mark",
    [
        MARK,
        Mark(SITE, date(2026, 11, 23)),
        Mark(Site(policy=AIPolicy.ALLOW, domain="xn--a.example", terms="https://a.example/x;y--z"), date(2020, 1, 2)),
    ],
)
def test_marks_are_read_back_from_every_kind_of_comment(mark):
    assert Mark.read(f"# {mark}") == mark
    assert Mark.read(f"<!-- {mark} -->") == mark


@pytest.mark.parametrize(
    "line",
    [
        "# fixative begin",
        "# fixative begin: loud for example.com",
        "# fixative begin: unspecified for example.com",
        "# fixative begin: allow for exam/ple",
        "# fixative begin: allow for example.com; terms javascript:x",
        "# fixative begin: allow for example.com; crawlers of 2026-02-30",
        "# fixative begin: allow for example.com, and more",
    ],
)
def test_marks_that_were_tampered_with_say_nothing(line):
    assert Mark.read(line) is None
    assert Text.split(f"{line}\n# fixative end\n".encode()).mark is None


def test_lines_are_numbered_as_in_the_file():
    text = Text.split(b"one\r\ntwo\r\n" + BLOCK + b"six\nseven")
    assert numbered_lines(text) == ([(1, "one"), (2, "two")], [(6, "six"), (7, "seven")])
    assert numbered_lines(Text.split(b"")) == ([], [])
    assert numbered_lines(Text.split(codecs.BOM_UTF8 + b"a\x0bb\n\n")) == ([(1, "a\x0bb"), (2, "")], [])
