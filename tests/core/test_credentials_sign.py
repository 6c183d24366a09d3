"""Results that are signed: by the way through, read back by the library, exiftool, Pillow and datadiligence."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import tifffile
from c2pa import C2paError
from datadiligence.rules import C2PAMetadataRule
from drawn import draw
from exiftool import read_tags
from pictures import animation, every_kind
from PIL import Image
from signing import definition, manifests, server, signed_by_another, stamping
from splicing import decoded, picture

from fixative import (
    AIPolicy,
    CloakChoice,
    CredentialsChoice,
    Destination,
    Preset,
    Privacy,
    Recipe,
    RightsStatement,
    inspect,
    own_identity,
    protect,
)
from fixative.batch.plan import plan
from fixative.batch.run import Finished, run
from fixative.credentials import Ingredient, State, create, sdk
from fixative.credentials.sign import Claim, sign
from fixative.errors import NoIdentityError
from fixative.formats import Format
from fixative.outcome import Outcome, Status
from fixative.rights import Language
from fixative.rights.wording import SENTENCES
from fixative.write import TEMPORARY_PREFIX

KINDS = list(every_kind())
SIGN = CredentialsChoice(sign=True)
CLOAKED = Recipe(credentials=SIGN)
TAGGED = CLOAKED.tags_only()
UNSIGNED = Recipe().tags_only()
GPS = {
    "label": "c2pa.metadata",
    "data": {"@context": {"exif": "http://ns.adobe.com/exif/1.0/"}, "exif:GPSLatitude": "48,8.0N"},
    "kind": "Json",
}
FORBIDS_ALL = {
    "label": "cawg.training-mining",
    "data": {
        "entries": {
            f"cawg.{entry}": {"use": "notAllowed"}
            for entry in ("data_mining", "ai_inference", "ai_training", "ai_generative_training")
        }
    },
}


@pytest.fixture(autouse=True)
def identity(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    create("Ada Löwe")
    return own_identity()


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def active(path: Path) -> dict:
    store = manifests(path)
    return store["manifests"][store["active_manifest"]]


def actions(path: Path) -> list[dict]:
    return next(each for each in active(path)["assertions"] if each["label"] == "c2pa.actions.v2")["data"]["actions"]


@pytest.mark.parametrize("recipe", [CLOAKED, TAGGED], ids=["cloaked", "tagged"])
@pytest.mark.parametrize(("name", "data"), KINDS, ids=[name for name, _ in KINDS])
def test_every_kind(tmp_path, identity, name, data, recipe):
    source = tmp_path / name
    source.write_bytes(data)
    outcome = protect(source, tmp_path / "out" / name, recipe, identity=identity)
    assert outcome.ok
    assert source.read_bytes() == data
    if name == "pages.tif":
        assert "pages-not-signed" in codes(outcome)
        assert not outcome.figures.signed
        with tifffile.TiffFile(outcome.result) as file:
            assert len(file.pages) == 2
        return
    assert outcome.figures.signed
    assert {"C2PA:cawg.training-mining", "C2PA:c2pa.training-mining"} <= set(outcome.figures.tags)
    store = manifests(outcome.result)
    assert store["validation_state"] == "Valid"
    assert [each["code"] for each in store["validation_status"]] == ["signingCredential.untrusted"]
    assert active(outcome.result)["signature_info"]["common_name"] == "Ada Löwe"
    assert [each["relationship"] for each in active(outcome.result)["ingredients"]] == ["parentOf"]
    assert "thumbnail" not in active(outcome.result)


@pytest.mark.parametrize("kind", ["heic", "jxl", "jxl-bare"])
def test_formats_that_are_only_tagged(tmp_path, identity, kind):
    source = tmp_path / f"a.{kind.partition('-')[0]}"
    source.write_bytes(picture(kind))
    outcome = protect(source, tmp_path / "out" / source.name, TAGGED, identity=identity)
    assert outcome.ok
    assert (outcome.figures.signed, codes(outcome)) == (True, [])
    assert manifests(outcome.result)["validation_state"] == "Valid"
    assert decoded(outcome.result.read_bytes()) == decoded(picture(kind))


def test_a_sequence_is_not_signed(tmp_path, identity):
    # The library would move data that its tracks refer to: no decoder reads it then.
    source = tmp_path / "a.avif"
    source.write_bytes(picture("avif-animated"))
    for recipe in (TAGGED, CLOAKED):
        outcome = protect(source, tmp_path / "out" / source.name, recipe, identity=identity)
        assert (outcome.ok, outcome.figures.signed, codes(outcome)) == (True, False, ["pages-not-signed"])
        assert isinstance(decoded(outcome.result.read_bytes()), list)


@pytest.mark.parametrize(("name", "data"), KINDS, ids=[name for name, _ in KINDS])
def test_signing_changes_no_pixel(tmp_path, identity, name, data):
    source = tmp_path / name
    source.write_bytes(data)
    same = Recipe(cloak=CloakChoice(secret="the same"))
    signing = Recipe(cloak=same.cloak, credentials=SIGN)
    plain = protect(source, tmp_path / "plain" / name, same)
    signed = protect(source, tmp_path / "signed" / name, signing, identity=identity)
    with Image.open(plain.result) as one, Image.open(signed.result) as other:
        assert (one.n_frames if hasattr(one, "n_frames") else 1) == getattr(other, "n_frames", 1)
        for frame in range(getattr(one, "n_frames", 1)):
            one.seek(frame)
            other.seek(frame)
            assert np.array_equal(np.asarray(one), np.asarray(other))
            assert one.info.get("icc_profile") == other.info.get("icc_profile")


def test_exiftool_reads_both_labels(tmp_path, identity):
    result = protect(draw(tmp_path / "a.jpg"), tmp_path / "out.jpg", CLOAKED, identity=identity).result
    (tags,) = read_tags(result)
    assert tags["XMP-plus:DataMining"] == "Prohibited for AI/ML training"
    # Of tags with one name it shows the first: the boxes' salts have names of their own.
    assert {"CawgTraining-miningSalt", "C2PATraining-miningSalt"} <= {name.partition(":")[2] for name in tags}
    assert tags["CBOR:Entries"]["cawg.ai_training"] == {"use": "notAllowed"}


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_spawnings_reader_says_not_allowed(tmp_path, identity, name, caplog):
    source = draw(tmp_path / name)
    rule = C2PAMetadataRule()
    with caplog.at_level(logging.CRITICAL):  # it reports files without credentials as errors
        assert rule.is_allowed(body=source.read_bytes())
    result = protect(source, tmp_path / f"out-{name}", CLOAKED, identity=identity).result
    assert not rule.is_allowed(body=result.read_bytes())
    allowing = Recipe(rights=RightsStatement(policy=AIPolicy.ALLOW), credentials=SIGN)
    assert rule.is_allowed(
        body=protect(source, tmp_path / f"allowed-{name}", allowing, identity=identity).result.read_bytes()
    )


def test_a_later_change_shows(tmp_path, identity):
    result = protect(draw(tmp_path / "a.jpg"), tmp_path / "out.jpg", CLOAKED, identity=identity).result
    assert inspect(result).provenance.state is State.VALID
    changed = Recipe(rights=RightsStatement(owner="Mallory"), credentials=CredentialsChoice()).tags_only()
    outcome = protect(result, tmp_path / "changed.jpg", changed)
    assert codes(outcome) == ["credentials-broken"]
    seen = inspect(outcome.result).provenance
    assert (seen.state, seen.problems) == (State.INVALID, ("assertion.dataHash.mismatch",))
    # What changes nothing breaks nothing.
    again = protect(result, tmp_path / "same.jpg", UNSIGNED)
    assert codes(again) == []
    assert again.result.read_bytes() == result.read_bytes()


def test_the_actions_say_what_was_done(tmp_path, identity):
    source = draw(tmp_path / "a.png")
    cloaked = protect(source, tmp_path / "c.png", CLOAKED, identity=identity).result
    tagged = protect(source, tmp_path / "t.png", TAGGED, identity=identity).result
    to_jpeg = Recipe(
        cloak=CloakChoice(preset=Preset.OFF), destination=Destination(format=Format.JPEG), credentials=SIGN
    )
    other = protect(source, tmp_path / "o.jpg", to_jpeg, identity=identity).result
    assert [each["action"] for each in actions(cloaked)] == ["c2pa.opened", "c2pa.edited", "c2pa.edited.metadata"]
    assert [each["action"] for each in actions(tagged)] == ["c2pa.opened", "c2pa.edited.metadata"]
    assert [each["action"] for each in actions(other)] == ["c2pa.opened", "c2pa.transcoded", "c2pa.edited.metadata"]
    assert active(cloaked)["claim_generator_info"][0]["name"] == "Fixative"


@pytest.mark.parametrize("recipe", [CLOAKED, TAGGED])
@pytest.mark.parametrize("holds", [True, False])
def test_the_sources_credentials_become_its_history(tmp_path, identity, recipe, holds):
    data = signed_by_another(draw(tmp_path / "a.jpg").read_bytes(), "image/jpeg", definition())
    source = tmp_path / "camera.jpg"
    source.write_bytes(data if holds else data.replace(b"JFIF", b"JFIG"))
    outcome = protect(source, tmp_path / "out.jpg", recipe, identity=identity)
    assert codes(outcome) == []
    seen = inspect(outcome.result).provenance
    assert (seen.state, seen.signer) == (State.VALID, "Ada Löwe")
    assert [each.state for each in seen.ingredients] == [State.VALID if holds else State.INVALID]
    assert seen.source_types == ("digitalCapture",)


def test_without_a_signature_it_is_said_what_becomes_of_them(tmp_path):
    source = tmp_path / "camera.jpg"
    source.write_bytes(signed_by_another(draw(tmp_path / "a.jpg").read_bytes(), "image/jpeg", definition()))
    assert codes(protect(source, tmp_path / "tagged.jpg", UNSIGNED)) == ["credentials-broken"]
    cloaked = protect(source, tmp_path / "cloaked.jpg", Recipe())
    assert codes(cloaked) == ["credentials-left-out"]
    assert not inspect(cloaked.result).credentials


def test_small_copies_and_the_place_go_from_the_history(tmp_path, identity):
    plain = draw(tmp_path / "a.jpg").read_bytes()
    source = tmp_path / "camera.jpg"
    source.write_bytes(signed_by_another(plain, "image/jpeg", definition(GPS), thumbnails=True))
    assert b"c2pa.thumbnail" in source.read_bytes()
    assert b"48,8.0N" in source.read_bytes()
    private = Recipe(credentials=SIGN, privacy=Privacy(drop_gps=True))
    for recipe, shows, places in ((TAGGED, True, True), (CLOAKED, False, True), (private, False, False)):
        result = protect(source, tmp_path / "out.jpg", recipe, identity=identity).result
        assert (b"GPSLatitude" in result.read_bytes()) is places
        # The name of what was taken out stands in the list of what was taken out.
        assert (result.stat().st_size > source.stat().st_size) is shows
        seen = inspect(result).provenance
        assert (seen.state, seen.ingredients[0].state) == (State.VALID, State.VALID)


def test_a_stronger_prohibition_in_credentials_is_kept(tmp_path, identity):
    source = tmp_path / "a.jpg"
    source.write_bytes(signed_by_another(draw(source).read_bytes(), "image/jpeg", definition(FORBIDS_ALL)))
    for signing in (True, False):
        recipe = Recipe(credentials=CredentialsChoice(sign=signing))
        outcome = protect(source, tmp_path / "out.jpg", recipe, identity=identity)
        assert "policy-kept" in codes(outcome)
        assert inspect(outcome.result).policy is AIPolicy.PROHIBIT_ALL
    weaker = Recipe(overwrite_policy=True, credentials=SIGN)
    outcome = protect(source, tmp_path / "out.jpg", weaker, identity=identity)
    report = inspect(outcome.result)
    assert (codes(outcome), report.policy) == ([], AIPolicy.PROHIBIT_AI_TRAINING)
    assert report.contradictions == ()


@pytest.mark.parametrize("policy", AIPolicy)
def test_each_policy_reads_back(tmp_path, identity, policy):
    recipe = Recipe(rights=RightsStatement(policy=policy), credentials=SIGN).tags_only()
    report = inspect(protect(draw(tmp_path / "a.png"), tmp_path / "out.png", recipe, identity=identity).result)
    assert report.policy is policy
    assert report.contradictions == ()
    said = None if policy is AIPolicy.UNSPECIFIED else policy
    assert report.provenance.policy is said
    constraints = {usage.constraint for usage in report.provenance.usages} - {""}
    assert constraints <= {SENTENCES[Language.ENGLISH].get(policy, "")}


def test_ones_own_words_are_the_constraint(tmp_path, identity):
    statement = RightsStatement(policy=AIPolicy.SEE_CONSTRAINTS, constraints="Nur für Museen.")
    recipe = Recipe(rights=statement, credentials=SIGN)
    outcome = protect(draw(tmp_path / "a.jpg"), tmp_path / "out.jpg", recipe, identity=identity)
    usages = inspect(outcome.result).provenance.usages
    assert {(usage.use, usage.constraint) for usage in usages} == {("constrained", "Nur für Museen.")}
    assert len(usages) == 8


def test_very_many_words_are_shortened_and_do_not_keep_it_from_being_signed(tmp_path, identity):
    statement = RightsStatement(policy=AIPolicy.SEE_CONSTRAINTS, constraints="Nur für Museen 𝄞. " * 10_000)
    recipe = Recipe(rights=statement, credentials=SIGN)
    outcome = protect(draw(tmp_path / "a.png"), tmp_path / "out.png", recipe, identity=identity)
    assert outcome.figures.signed
    assert {usage.use for usage in inspect(outcome.result).provenance.usages} == {"constrained"}


def test_a_path_of_any_letters(tmp_path, identity):
    source = draw(tmp_path / "Müller & 日本" / "größe 🎨.jpg")
    outcome = protect(source, tmp_path / "fertig ß" / "größe 🎨.jpg", CLOAKED, identity=identity)
    assert inspect(outcome.result).provenance.state is State.VALID
    # Names of files and folders are nobody else's business.
    data = outcome.result.read_bytes()
    assert not any(word.encode() in data for word in ("größe", "Müller", "fertig"))


def test_time_stamps(tmp_path):
    with server(stamping(tmp_path)) as (url, asked):
        recipe = Recipe(credentials=CredentialsChoice(sign=True, time_stamps=url))
        outcome = protect(draw(tmp_path / "a.jpg"), tmp_path / "out.jpg", recipe)
        assert len(asked) == 2  # the trial, and the picture
    assert codes(outcome) == []
    seen = inspect(outcome.result).provenance
    assert seen.state is State.VALID
    assert seen.time.startswith("20")


def test_nobody_is_asked_unasked(tmp_path, identity):
    with server() as (url, asked):
        remote = signed_by_another(draw(tmp_path / "a.jpg").read_bytes(), "image/jpeg", definition(), remote=url)
        source = tmp_path / "remote.jpg"
        source.write_bytes(remote)
        assert url.encode() in remote
        for recipe in (CLOAKED, TAGGED):
            outcome = protect(source, tmp_path / "out.jpg", recipe, identity=identity)
            assert outcome.figures.signed
            inspect(outcome.result)
        inspect(source)
        assert asked == []


def test_a_time_stamp_that_does_not_come(tmp_path, identity):
    with server() as (url, asked):
        recipe = Recipe(credentials=CredentialsChoice(sign=True, time_stamps=url))
        # Once for all: who did not answer the trial is not asked for each picture.
        own = own_identity(url)
        for name in ("1.jpg", "2.jpg"):
            outcome = protect(draw(tmp_path / name), tmp_path / "out" / name, recipe, identity=own)
            assert (outcome.status, outcome.figures.signed) == (Status.PROTECTED, True)
            assert inspect(outcome.result).provenance.state is State.VALID
            (problem,) = outcome.problems
            assert (problem.code, problem.params["url"]) == ("time-stamp-missing", url)
        assert len(asked) == 1


def test_a_server_that_fails_in_the_middle(tmp_path, monkeypatch):
    with server(stamping(tmp_path)) as (url, _):
        own = own_identity(url)
    recipe = Recipe(credentials=CredentialsChoice(sign=True, time_stamps=url))
    outcome = protect(draw(tmp_path / "a.png"), tmp_path / "out.png", recipe, identity=own)
    assert codes(outcome) == ["time-stamp-missing"]
    assert outcome.figures.signed


class _Full(BytesIO):
    def write(self, _data: bytes) -> int:
        raise OSError(28, "No space left on device")


def _claim(source: bytes) -> Claim:
    return Claim(
        source=BytesIO(source),
        source_format=Format.PNG,
        format=Format.PNG,
        policy=AIPolicy.ALLOW,
        constraint="",
        cloaked=False,
        encoded=False,
        drop_gps=False,
    )


def test_what_is_signed_is_read_only_and_the_result_stands_elsewhere(identity):
    # Asked to sign in place, the library empties the picture.
    plain = picture("png")
    tagged, target = BytesIO(plain), BytesIO()
    sign(tagged, target, _claim(plain), identity)
    assert tagged.getvalue() == plain
    assert len(target.getvalue()) > len(plain)


def test_a_full_disk_is_told_as_such(tmp_path, identity):
    data = draw(tmp_path / "a.png").read_bytes()
    with pytest.raises(OSError, match="No space"):
        sign(BytesIO(data), _Full(), _claim(data), identity)


@pytest.mark.parametrize("moment", ["at once", "midway", "spoilt"])
def test_what_cannot_be_signed_is_not_lost(tmp_path, identity, monkeypatch, moment):
    library = sdk.load()
    real = library.Builder.sign

    def fail(builder, signer, kind, source, target):
        if moment == "at once":
            raise C2paError("no")
        if moment == "midway":
            target.write(b"half")
            raise C2paError("no")
        manifest = real(builder, signer, kind, source, target)
        target.seek(-40, 2)
        target.write(b"\0")
        return manifest

    monkeypatch.setattr(library.Builder, "sign", fail)
    source = draw(tmp_path / "a.png")
    outcome = protect(source, tmp_path / "out" / "a.png", TAGGED, identity=identity)
    assert (outcome.status, codes(outcome), outcome.figures.signed) == (Status.TAGGED, ["not-signed"], False)
    monkeypatch.undo()
    plain = protect(source, tmp_path / "plain.png", UNSIGNED)
    assert outcome.result.read_bytes() == plain.result.read_bytes()
    assert [path.name for path in outcome.result.parent.iterdir()] == ["a.png"]


def test_a_signature_that_does_not_hold_is_no_result(tmp_path, identity, monkeypatch):
    library = sdk.load()
    real = library.Builder.sign

    def spoil(builder, signer, kind, source, target):
        manifest = real(builder, signer, kind, source, target)
        data = target._file  # what the library was given wraps the file
        data.seek(0)
        place = data.read().index(b"notAllowed")
        data.seek(place)
        data.write(b"NotAllowed")
        return manifest

    monkeypatch.setattr(library.Builder, "sign", spoil)
    outcome = protect(draw(tmp_path / "a.jpg"), tmp_path / "out" / "a.jpg", CLOAKED, identity=identity)
    assert codes(outcome) == ["check-failed"]
    assert "signature" in outcome.problems[0].params["detail"]
    assert not (tmp_path / "out").exists()


def test_an_interrupt_leaves_nothing(tmp_path, identity, monkeypatch):
    def interrupt(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(sdk.load().Builder, "sign", interrupt)
    with pytest.raises(KeyboardInterrupt):
        protect(draw(tmp_path / "a.jpg"), tmp_path / "out" / "a.jpg", CLOAKED, identity=identity)
    assert not (tmp_path / "out").exists()


def test_credentials_that_are_broken_do_not_cost_the_picture(tmp_path, identity):
    data = signed_by_another(draw(tmp_path / "a.jpg").read_bytes(), "image/jpeg", definition())
    place = data.index(b"c2pa.claim")
    source = tmp_path / "broken.jpg"
    source.write_bytes(data[:place] + bytes(400) + data[place + 400 :])
    for recipe in (CLOAKED, TAGGED):
        outcome = protect(source, tmp_path / "out.jpg", recipe, identity=identity)
        assert (codes(outcome), outcome.figures.signed) == (["history-unreadable"], True)
        assert inspect(outcome.result).provenance.ingredients == (Ingredient("", "parentOf", None),)
    assert inspect(source).provenance.state is State.INVALID


def test_an_animation_keeps_its_frames(tmp_path, identity):
    for kind in ("PNG", "GIF", "WEBP"):
        source = tmp_path / f"a.{kind.lower()}"
        source.write_bytes(animation(kind))
        result = protect(source, tmp_path / f"out.{kind.lower()}", CLOAKED, identity=identity).result
        with Image.open(result) as image:
            assert image.n_frames == 3


def test_without_an_identity_nothing_is_done(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nobody"))
    source = draw(tmp_path / "a.jpg")
    outcome = protect(source, tmp_path / "out" / "a.jpg", CLOAKED)
    assert (outcome.status, codes(outcome)) == (Status.FAILED, ["no-identity"])
    with pytest.raises(NoIdentityError):
        list(run(plan([source], CLOAKED, output=tmp_path / "out"), CLOAKED))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("isolated", [True, False])
def test_a_batch_asks_once_for_all_its_workers(tmp_path, monkeypatch, identity, isolated):
    from fixative.batch import run as batch  # noqa: PLC0415 - the module, whose name the function hides

    asked = []

    def ask(time_stamps: str):
        asked.append(time_stamps)
        return identity

    sources = [draw(tmp_path / "in" / f"{number}.jpg", seed=number) for number in range(4)]
    monkeypatch.setattr(batch, "own_identity", ask)
    # Workers that asked for themselves would find nobody.
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nobody"))
    todo = plan(sources, CLOAKED, output=tmp_path / "out")
    events = list(batch.run(todo, CLOAKED, jobs=2 if isolated else 1, isolated=isolated))
    outcomes = [event.outcome for event in events if isinstance(event, Finished)]
    assert [outcome.figures.signed for outcome in outcomes] == [True] * 4
    assert asked == [""]
    assert {inspect(outcome.result).provenance.signer for outcome in outcomes} == {"Ada Löwe"}
    assert not list((tmp_path / "out").glob(f"{TEMPORARY_PREFIX}*"))
