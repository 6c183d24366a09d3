"""Credentials of anybody's: what they say, whether they hold, and what a machine without the extra says of them."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from drawn import draw
from pictures import coded, every_kind
from PIL import Image
from signing import definition, server, signed_by_another

from fixative import inspect
from fixative.containers import has_credentials
from fixative.credentials import State, Usage, create, find, own_identity, read
from fixative.errors import CredentialsMissingError, OptionsError
from fixative.formats import Format


@pytest.fixture
def picture(tmp_path) -> bytes:
    return draw(tmp_path / "a.jpg").read_bytes()


def entries(prefix: str, **uses: object) -> dict[str, object]:
    return {
        "label": f"{prefix}.training-mining",
        "data": {"entries": {name.replace("__", "."): use for name, use in uses.items()}},
    }


def test_each_use_of_both_labels(picture):
    said = definition(
        entries(
            "cawg", cawg__ai_training={"use": "constrained", "constraint_info": "Frag mich"}, org__mine={"use": "x"}
        ),
        entries("c2pa", c2pa__data_mining={"use": "notAllowed"}),
    )
    seen = read(BytesIO(signed_by_another(picture, "image/jpeg", said)), Format.JPEG)
    assert set(seen.usages) == {
        Usage("cawg.training-mining", "ai_training", "constrained", "Frag mich"),
        Usage("cawg.training-mining", "org.mine", "x"),
        Usage("c2pa.training-mining", "data_mining", "notAllowed"),
    }
    assert (seen.state, seen.signer, seen.time) == (State.VALID, "Studio Löwe", "")
    assert seen.policy is None


@pytest.mark.parametrize("odd", [{"use": 3}, "notAllowed", None, ["use"], {}])
def test_assertions_of_any_shape(picture, odd):
    said = definition(entries("cawg", cawg__ai_training=odd, cawg__data_mining={"use": "allowed"}))
    seen = read(BytesIO(signed_by_another(picture, "image/jpeg", said)), Format.JPEG)
    assert [usage.entry for usage in seen.usages] == ["data_mining"]


def test_made_by_ai_is_said(tmp_path, picture):
    path = tmp_path / "made.jpg"
    path.write_bytes(signed_by_another(picture, "image/jpeg", definition(source_type="trainedAlgorithmicMedia")))
    findings = {finding.field: finding for finding in inspect(path).findings}
    found = findings["C2PA:digitalSourceType"]
    assert (found.value, found.about_ai) == ("trainedAlgorithmicMedia", True)
    assert findings["C2PA:validation"].value == "Valid"


def test_trusted_is_who_somebody_vouches_for(tmp_path, monkeypatch, picture):
    from fixative import CredentialsChoice, Recipe, protect  # noqa: PLC0415

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    create("Ada")
    recipe = Recipe(credentials=CredentialsChoice(sign=True)).tags_only()
    result = protect(tmp_path / "a.jpg", tmp_path / "out.jpg", recipe, identity=own_identity()).result
    authority = "-----BEGIN" + find().certificates.split("-----BEGIN")[2]
    assert inspect(result).provenance.state is State.VALID
    assert inspect(result, trust=authority).provenance.state is State.TRUSTED
    for junk in ("junk", authority.replace("M", "!")):
        with pytest.raises(OptionsError):
            inspect(result, trust=junk)


def test_nothing_and_somewhere_else(picture):
    assert read(BytesIO(picture), Format.JPEG) is None
    with server() as (url, asked):
        remote = signed_by_another(picture, "image/jpeg", definition(), remote=url)
        assert read(BytesIO(remote), Format.JPEG) is None
        assert asked == []


def test_what_is_broken_is_invalid(picture):
    signed = signed_by_another(picture, "image/jpeg", definition())
    place = signed.index(b"c2pa.claim")
    for bad in (
        signed[:place] + bytes(400) + signed[place + 400 :],
        signed.replace(b"JFIF", b"JFIG"),
        signed[: len(signed) // 2],
    ):
        seen = read(BytesIO(bad), Format.JPEG)
        assert seen.state is State.INVALID
        assert seen.problems


def test_noise_in_a_manifest_crashes_nothing(picture):
    signed = signed_by_another(picture, "image/jpeg", definition())
    start, stop = signed.index(b"jumb"), signed.index(b"jumb") + 4_000
    for place in range(start, stop, 97):
        changed = bytearray(signed)
        changed[place] ^= 0xFF
        seen = read(BytesIO(bytes(changed)), Format.JPEG)
        assert seen is None or isinstance(seen.state, State)


@pytest.mark.parametrize(("name", "data"), [pair for pair in every_kind() if not pair[0].startswith("pages")])
def test_they_are_found_in_every_kind(name, data):
    kind = {"jpg": "jpeg", "tif": "tiff"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    assert not has_credentials(BytesIO(data))
    assert has_credentials(BytesIO(signed_by_another(data, f"image/{kind}", definition())))


def test_boxes_of_any_size():
    avif = coded(Image.new("RGB", (16, 16)), "AVIF")
    user = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
    assert has_credentials(BytesIO(avif + (1).to_bytes(4) + b"uuid" + (40).to_bytes(8) + user + bytes(8)))
    assert has_credentials(BytesIO(avif + bytes(4) + b"uuid" + user))
    assert not has_credentials(BytesIO(avif + bytes(4) + b"uuid" + bytes(16)))


def test_without_the_extra(tmp_path, monkeypatch, picture):
    path = tmp_path / "signed.jpg"
    path.write_bytes(signed_by_another(picture, "image/jpeg", definition()))
    # What the import system does where there is no such package.
    monkeypatch.setitem(sys.modules, "c2pa", None)
    report = inspect(path)
    assert (report.credentials, report.provenance) == (True, None)
    assert [finding.value for finding in report.findings] == ["not validated"]
    for ask in (lambda: create("Ada"), own_identity, find):
        with pytest.raises(CredentialsMissingError):
            ask()
