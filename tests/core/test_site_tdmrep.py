"""tdmrep.json by the letter of its specification, and merged into a list that is there."""

from __future__ import annotations

import codecs
import json
from urllib.parse import urlsplit

import pytest

from fixative.errors import UnmergeableError
from fixative.rights.statement import AIPolicy
from fixative.site.choice import Site
from fixative.site.tdmrep import Entries

SITE = Site(policy=AIPolicy.PROHIBIT_AI_TRAINING, domain="example.com", terms="https://example.com/terms")
BARE = Site(policy=AIPolicy.PROHIBIT_AI_TRAINING, domain="example.com")
OPEN = Site(policy=AIPolicy.ALLOW, domain="example.com")


def validate(content: bytes) -> list[dict[str, object]]:
    """Check the rules of TDMRep, section 'TDM File on the Origin Server'."""
    entries = json.loads(content.decode("utf-8"))
    assert isinstance(entries, list)
    for entry in entries:
        assert isinstance(entry["location"], str)
        assert entry["tdm-reservation"] in (0, 1)
        assert type(entry["tdm-reservation"]) is int
        if "tdm-policy" in entry:
            assert urlsplit(entry["tdm-policy"]).scheme in ("http", "https")
    return entries


@pytest.mark.parametrize(
    ("site", "entry"),
    [
        (SITE, {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.com/terms"}),
        (BARE, {"location": "/", "tdm-reservation": 1}),
        (OPEN, {"location": "/", "tdm-reservation": 0}),
    ],
)
def test_a_new_file(site, entry):
    content = Entries.new(site)
    assert validate(content) == [entry]
    assert Entries.read(content).merged(site) == content


NEW = '{"location": "/", "tdm-reservation": 1}'


@pytest.mark.parametrize(
    ("there", "merged"),
    [
        ("[]", f"[{NEW}]"),
        (" [ ]\r\n", f" [{NEW} ]\r\n"),
        (
            '[\n\t{"location":"/a","tdm-reservation":1}\n]',
            f'[\n\t{{"location":"/a","tdm-reservation":1}},\n\t{NEW}\n]',
        ),
        ('[{"location":"/ü","tdm-reservation":0}]', f'[{{"location":"/ü","tdm-reservation":0}}, {NEW}]'),
        (
            '[{"tdm-reservation" : 1 , "location":"\\/"},{"location":"/b"}]',
            '[{"tdm-reservation" : 1 , "location":"\\/"},{"location":"/b"}]',
        ),
        (
            '[ {"location": "/", "tdm-reservation": 0, "note": "ours"} , {"location": "/b"} ]',
            '[ {"location": "/", "tdm-reservation": 1, "note": "ours"} , {"location": "/b"} ]',
        ),
        ('[{"location": "/", "tdm-reservation": true}]', f"[{NEW}]"),
        ('[{"location": "/", "tdm-reservation": "1"}]', f"[{NEW}]"),
    ],
)
@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_merging_changes_its_own_entry_alone(there, merged, bom):
    once = Entries.read(bom + there.encode()).merged(BARE)
    assert once == bom + merged.encode()
    assert Entries.read(once).merged(BARE) == once


def test_terms_that_are_there_stay_where_none_are_said():
    content = b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://a.example/"}]'
    assert Entries.read(content).merged(BARE) == content
    assert validate(Entries.read(content).merged(SITE))[0]["tdm-policy"] == "https://example.com/terms"


def test_entries_for_parts_that_reserve_nothing():
    entries = Entries.read(
        b'[{"location": "/a", "tdm-reservation": 1}, {"location": "/b", "tdm-reservation": 0}, {"location": "/c"},'
        b' {"location": "/", "tdm-reservation": 0}]'
    )
    assert [entry.location for entry in entries.open] == ["/b", "/c"]
    assert entries.own is not None
    assert not entries.own.reserves


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"location": "/"}',
        b"[1]",
        b'[{"location": "/"}',
        b'[{"location": "/"},]',
        b'[{"location": "/"}] more',
        b"[] []",
        b"no json",
        b'[{"location": "\xe9"}]',
        "[]".encode("utf-16"),
        b"[" * 100_000,
        b'[{"a":' + b"[" * 100_000,
    ],
)
def test_what_nothing_can_be_merged_into(content):
    with pytest.raises(UnmergeableError):
        Entries.read(content)
