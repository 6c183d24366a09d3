"""The list of readers holds, and says of each picture what they find in it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from datadiligence.rules import C2PAMetadataRule
from drawn import draw
from signing import definition, signed_by_another

from fixative.inspect import Finding, Report, inspect, readings_of
from fixative.inspect.readers import Answer, Heeds, load_readers
from fixative.inspect.report import standard_of
from fixative.inspect.standards import FIELDS
from fixative.protect import tag
from fixative.recipe import Recipe
from fixative.rights import AIPolicy, RightsStatement

READERS = load_readers()
KNOWN = {
    *(name for fields in FIELDS.values() for name in fields),
    *("C2PA:validation", "C2PA:c2pa.training-mining", "C2PA:cawg.training-mining"),
}


def _reading(report: Report, name: str):
    (found,) = [reading for reading in readings_of(report) if reading.reader.name.startswith(name)]
    return found


def _tagged(folder, **statement: object) -> Report:
    outcome = tag(draw(folder / "a.jpg"), folder / "out" / "a.jpg", Recipe(rights=RightsStatement(**statement)))
    return inspect(outcome.result)


def test_each_has_a_source_and_a_day_that_has_been():
    for reader in READERS:
        source = urlsplit(reader.source)
        assert (source.scheme, bool(source.hostname)) == ("https", True)
        assert date(2026, 1, 1) < reader.checked
        assert reader.note.endswith(".")
    assert len({reader.name for reader in READERS}) == len(READERS)


def test_what_they_look_for_can_be_found():
    for reader in READERS:
        fields = {name for detail in reader.finds for name in detail.fields}
        assert fields <= KNOWN
        assert set(reader.policy) <= fields
        assert {standard_of(name) for name in fields} <= {"XMP", "IPTC", "EXIF", "C2PA"}
        assert [bool(reader.finds), bool(reader.site), reader.strips].count(True) >= 1


def test_who_looks_at_the_site_only_opens_no_pictures():
    closed = {reader.name: reader for reader in READERS if not reader.opens_pictures}
    assert closed.keys() == {"img2dataset", "AI crawlers", "most social platforms"}
    assert closed["img2dataset"].site == ("X-Robots-Tag",)
    assert closed["most social platforms"].strips


def test_what_google_images_finds(tmp_path):
    some = _reading(_tagged(tmp_path, owner="Ada", credit="Studio"), "Google")
    assert some.found == ("creator", "credit line", "copyright notice")
    assert some.absent == ("licence page", "page to get a licence")
    assert some.says_no is Answer.UNREAD
    whole = _reading(
        _tagged(
            tmp_path, owner="Ada", credit="S", licence_url="https://example.org/l", licensor_url="https://example.org/"
        ),
        "Google",
    )
    assert whole.absent == ()


@pytest.mark.parametrize(
    ("policy", "answer"),
    [
        (AIPolicy.PROHIBIT_ALL, Answer.YES),
        (AIPolicy.PROHIBIT_EXCEPT_SEARCH_INDEXING, Answer.YES),
        (AIPolicy.PROHIBIT_AI_TRAINING, Answer.YES),
        (AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING, Answer.YES),
        (AIPolicy.SEE_CONSTRAINTS, Answer.UNKNOWN),
        (AIPolicy.UNSPECIFIED, Answer.NO),
        (AIPolicy.ALLOW, Answer.NO),
    ],
)
def test_what_exiftool_makes_of_each_policy(tmp_path, policy, answer):
    report = _tagged(tmp_path, policy=policy)
    assert _reading(report, "exiftool").says_no is answer
    assert _reading(report, "datadiligence").says_no is Answer.NO


@pytest.mark.parametrize("use", ["notAllowed", "allowed"])
@pytest.mark.parametrize("prefix", ["c2pa", "cawg"])
def test_datadiligence_says_so_itself(tmp_path, prefix, use):
    entries = ("data_mining", "ai_inference", "ai_training", "ai_generative_training")
    data = {"entries": {f"{prefix}.{entry}": {"use": use} for entry in entries}}
    source = draw(tmp_path / "a.jpg")
    signed = tmp_path / "signed.jpg"
    assertion = {"label": f"{prefix}.training-mining", "data": data}
    signed.write_bytes(signed_by_another(source.read_bytes(), "image/jpeg", definition(assertion)))

    report = inspect(signed)

    allowed = C2PAMetadataRule().is_allowed(body=signed.read_bytes())
    assert (_reading(report, "datadiligence").says_no is Answer.NO) == allowed
    firefly = _reading(report, "Adobe")
    assert firefly.says_no is (Answer.YES if use == "notAllowed" else Answer.NO)
    assert firefly.heeds is Heeds.UNKNOWN  # nobody vouches for the signer


def test_credentials_that_do_not_hold_leave_it_open(tmp_path):
    report = Report("a.jpg", inspect(draw(tmp_path / "a.jpg")).format, credentials=True)
    assert _reading(report, "Adobe").says_no is Answer.UNKNOWN
    assert _reading(report, "exiftool").says_no is Answer.NO


def test_two_policies_and_an_unreadable_block_leave_it_open(tmp_path):
    kind = inspect(draw(tmp_path / "a.jpg")).format
    two = [
        Finding("XMP", "XMP-plus:DataMining", "", about_ai=True, policy=policy)
        for policy in (AIPolicy.ALLOW, AIPolicy.PROHIBIT_ALL)
    ]
    assert _reading(Report("a.jpg", kind, findings=tuple(two)), "exiftool").says_no is Answer.UNKNOWN
    assert _reading(Report("a.jpg", kind, unreadable=("XMP",)), "exiftool").says_no is Answer.UNKNOWN


def test_readings_are_plain_values_for_programs(tmp_path):
    plain = _reading(_tagged(tmp_path, owner="Ada"), "exiftool").to_builtins()
    assert (plain["says_no"], plain["heeds"], plain["checked"]) == ("yes", "shows", "2026-11-24")
