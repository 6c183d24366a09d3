from __future__ import annotations

import pytest

from fixative.containers import Blocks
from fixative.inspect.standards import in_exif, in_iim, in_xmp
from fixative.rights import AIPolicy, Language, RightsStatement, merge
from fixative.rights.policy import is_prohibition, stronger, to_uri
from fixative.rights.wording import SENTENCES, SHORT
from fixative.rights.words import Facts, clean, words_of

SHORTLY = SHORT[Language.ENGLISH]


@pytest.mark.parametrize("there", AIPolicy)
@pytest.mark.parametrize("wanted", AIPolicy)
def test_a_stronger_prohibition_is_kept_unless_told_otherwise(there, wanted):
    before = merge(Blocks(), RightsStatement(owner="Ada", policy=there)).blocks
    statement = RightsStatement(owner="Ada", policy=wanted)

    merged = merge(before, statement)
    told = merge(before, statement, overwrite_policy=True)

    kept = stronger(there, wanted)
    holds = there if kept else wanted
    assert (("policy-kept", {"policy": there.value}) in merged.notes) == kept
    for result, policy in ((merged, holds), (told, wanted)):
        assert to_uri(policy).encode() in result.blocks.xmp
        assert SHORTLY.get(policy, "").encode() in result.blocks.exif
        assert [finding.policy for finding in in_xmp(result.blocks.xmp) if finding.field == "XMP-plus:DataMining"] == [
            policy
        ]
        others = [SHORTLY[other].encode() for other in AIPolicy if is_prohibition(other) and other is not policy]
        assert not any(other in result.blocks.exif for other in others)
    assert told.notes == ()


@pytest.mark.parametrize("carrier", ["exif", "iptc"])
@pytest.mark.parametrize("language", Language)
def test_a_stronger_prohibition_in_our_words_is_kept_too(carrier, language):
    strict = merge(Blocks(), RightsStatement(policy=AIPolicy.PROHIBIT_ALL, language=language)).blocks
    lax = merge(Blocks(), RightsStatement(policy=AIPolicy.ALLOW)).blocks

    merged = merge(Blocks(**{"xmp": lax.xmp, carrier: getattr(strict, carrier)}), RightsStatement())

    assert merged.policy is AIPolicy.PROHIBIT_ALL
    assert ("policy-kept", {"policy": "prohibit-all"}) in merged.notes


@pytest.mark.parametrize("term", ["SEEEMBEDDEDRIGHTSEXPR", "OF-LATER-YEARS"])
def test_a_prohibition_of_another_kind_is_kept_as_it_stands(term):
    said = merge(Blocks(), RightsStatement(policy=AIPolicy.SEE_CONSTRAINTS)).blocks.xmp
    there = Blocks(xmp=said.replace(b"DMI-PROHIBITED-SEECONSTRAINT", b"DMI-PROHIBITED-" + term.encode()))

    kept = merge(there, RightsStatement(policy=AIPolicy.ALLOW))
    told = merge(there, RightsStatement(policy=AIPolicy.ALLOW), overwrite_policy=True)

    assert kept.policy is AIPolicy.SEE_CONSTRAINTS
    assert f"vocab/DMI-PROHIBITED-{term}<".encode() in kept.blocks.xmp
    assert b"DMI-PROHIBITED" not in told.blocks.xmp


def test_fallbacks():
    by_owner = words_of(RightsStatement(owner="Studio", year=2026), AIPolicy.ALLOW, Facts())
    by_creator = words_of(RightsStatement(creators=("Ada", "Bo")), AIPolicy.ALLOW, Facts())
    nobody = words_of(RightsStatement(year=2026), AIPolicy.ALLOW, Facts())

    assert (by_owner.creators, by_owner.notice) == (("Studio",), "© 2026 Studio")
    assert (by_creator.owner, by_creator.notice) == ("Ada", "© Ada")
    assert (nobody.creators, nobody.owner, nobody.notice) == ((), "", "")


@pytest.mark.parametrize("carrier", ["exif", "xmp", "iptc"])
def test_an_owner_does_not_take_the_makers_place(carrier):
    there = merge(Blocks(), RightsStatement(creators=("Photographer",))).blocks
    one = Blocks(**{carrier: getattr(there, carrier)})

    owned = merge(one, RightsStatement(owner="Agency")).blocks
    made = merge(one, RightsStatement(owner="Agency", creators=("Painter",))).blocks

    for blocks, maker in ((owned, {"Photographer"}), (made, {"Painter"})):
        said = (*in_xmp(blocks.xmp), *in_exif(blocks.exif), *in_iim(blocks.iptc))
        named = {each.value for each in said if each.field in ("XMP-dc:creator", "EXIF:Artist", "IPTC:By-line")}
        assert named == maker
        assert "Agency" in {each.value for each in said if each.field == "XMP-plus:CopyrightOwnerName"}


def test_an_owner_who_is_the_maker_is_named_everywhere():
    there = merge(Blocks(), RightsStatement(owner="Ada")).blocks
    again = merge(Blocks(xmp=there.xmp), RightsStatement(owner="Ada")).blocks
    assert (again.exif, again.iptc) == (there.exif, there.iptc)


def test_what_no_standard_carries_is_taken_out():
    assert clean(" a\0b\x1b\ud800\uffff\n") == "ab"
    assert merge(Blocks(), RightsStatement(owner="\0\ud800")).blocks == merge(Blocks(), RightsStatement()).blocks


def test_our_own_words_in_a_statement_do_not_contradict_its_policy():
    statement = RightsStatement(
        notice="© Ada. No AI training.",
        constraints=SENTENCES[Language.ENGLISH][AIPolicy.PROHIBIT_ALL],
        terms="No AI training.",
        policy=AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING,
    )

    blocks = merge(Blocks(), statement).blocks

    said = {finding.policy for finding in (*in_xmp(blocks.xmp), *in_exif(blocks.exif), *in_iim(blocks.iptc))}
    assert said == {None, AIPolicy.PROHIBIT_GENERATIVE_AI_TRAINING}
