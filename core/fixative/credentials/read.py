"""Reading and validating credentials, offline; the file may come from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from fixative.credentials import sdk
from fixative.credentials.manifest import Credentials, Ingredient, State, Usage
from fixative.credentials.usage import LABELS
from fixative.errors import OptionsError
from fixative.formats import Format

__all__ = ["read"]

_MOST = 200
"""Usages, source types, ingredients or problems that are reported."""
_LETTERS = 500
"""Of a text."""
_UNTRUSTED = "signingCredential.untrusted"


class _Status(msgspec.Struct):
    code: str


class _Statuses(msgspec.Struct):
    failure: list[_Status] = []


class _Results(msgspec.Struct, rename="camel"):
    active_manifest: _Statuses | None = None


class _Ingredient(msgspec.Struct):
    title: str | None = None
    relationship: str = ""
    validation_results: _Results | None = None


class _Assertion(msgspec.Struct):
    label: str
    data: Any = None


class _Signature(msgspec.Struct):
    common_name: str | None = None
    issuer: str | None = None
    time: str | None = None


class _Generator(msgspec.Struct):
    name: str = ""
    version: str | None = None


class _Manifest(msgspec.Struct):
    claim_generator: str | None = None
    claim_generator_info: list[_Generator] | None = None
    assertions: list[_Assertion] = []
    ingredients: list[_Ingredient] = []
    signature_info: _Signature | None = None


class _Store(msgspec.Struct):
    manifests: dict[str, _Manifest] = {}
    active_manifest: str | None = None
    validation_state: str | None = None
    validation_results: _Results | None = None


def read(file: BinaryIO, kind: Format, *, trust: str = "") -> Credentials | None:
    """Read a file's credentials, and see whether they hold.

    Parameters
    ----------
    file : binary file
        Seekable.
    kind : Format
    trust : str, optional
        PEM certificates whose owners vouch for signers. Without them, no signer is trusted.

    Returns
    -------
    Credentials or None
        None where there are none in the file; what it names elsewhere is not fetched.

    Raises
    ------
    CredentialsMissingError
        The extra is not installed.
    OptionsError
        What is trusted are no certificates.
    """
    library = sdk.load()
    if trust:
        _refuse_other_than_certificates(trust)
    file.seek(0)
    try:
        with library.Reader(sdk.media_type(kind), file, context=sdk.context(library, trust=trust)) as reader:
            store = msgspec.json.decode(reader.json(), type=_Store)
    except (library.C2paError, msgspec.DecodeError) as error:
        if sdk.is_elsewhere(library, error):
            return None
        return Credentials(State.INVALID, problems=(sdk.reason(error),))
    return _told(store)


def _refuse_other_than_certificates(trust: str) -> None:
    # The library takes some junk for nobody, and some for a fault of the picture's.
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - an extra

    try:
        load_pem_x509_certificates(trust.encode())
    except ValueError as error:
        raise OptionsError(detail="those who are trusted are named by no certificates in PEM form") from error


def _told(store: _Store) -> Credentials:
    active = store.manifests.get(store.active_manifest or "", _Manifest())
    signature = active.signature_info or _Signature()
    generator = next(iter(active.claim_generator_info or ()), _Generator(active.claim_generator or ""))
    state = _state(store.validation_state)
    return Credentials(
        state=state,
        problems=_problems(store.validation_results) if state is State.INVALID else (),
        signer=_short(signature.common_name or signature.issuer),
        issuer=_short(signature.issuer),
        time=_short(signature.time),
        generator=_short(f"{generator.name} {generator.version or ''}".strip()),
        usages=tuple(
            usage
            for manifest in _active_first(store, active)
            for usage in _usages(manifest, of_ingredient=manifest is not active)
        )[:_MOST],
        source_types=tuple(
            dict.fromkeys(kind for manifest in _active_first(store, active) for kind in _source_types(manifest))
        )[:_MOST],
        ingredients=tuple(
            Ingredient(_short(each.title), _short(each.relationship), _past_state(each.validation_results))
            for each in active.ingredients[:_MOST]
        ),
    )


def _active_first(store: _Store, active: _Manifest) -> list[_Manifest]:
    return [active, *(each for each in store.manifests.values() if each is not active)]


def _state(word: str | None) -> State:
    try:
        return State(word or "")
    except ValueError:
        return State.INVALID


def _problems(results: _Results | None) -> tuple[str, ...]:
    failures = results.active_manifest.failure if results and results.active_manifest else []
    return tuple(dict.fromkeys(_short(each.code) for each in failures if each.code != _UNTRUSTED))[:_MOST]


def _past_state(results: _Results | None) -> State | None:
    """Tell what an ingredient's credentials were worth: for the past, the library has codes only."""
    if results is None or results.active_manifest is None:
        return None
    codes = {each.code for each in results.active_manifest.failure}
    if not codes:
        return State.TRUSTED
    return State.VALID if codes == {_UNTRUSTED} else State.INVALID


def _usages(manifest: _Manifest, *, of_ingredient: bool) -> Iterator[Usage]:
    for assertion in manifest.assertions:
        # A label that is used again has a number behind it: `c2pa.training-mining__1`.
        label = assertion.label.partition("__")[0]
        if label not in LABELS:
            continue
        match assertion.data:
            case {"entries": dict(entries)}:
                prefix = f"{label.partition('.')[0]}."
                for name, entry in entries.items():
                    match entry:
                        case {"use": str(use), **others}:
                            constraint = others.get("constraint_info") or others.get("constraints_info") or ""
                            short = _short(str(name).removeprefix(prefix))
                            yield Usage(label, short, _short(use), _short(constraint), of_ingredient)


def _source_types(manifest: _Manifest) -> Iterator[str]:
    for assertion in manifest.assertions:
        match assertion.data:
            case {"actions": list(actions)} if assertion.label.startswith("c2pa.actions"):
                for action in actions:
                    match action:
                        case {"digitalSourceType": str(kind)}:
                            yield _short(kind.rsplit("/", 1)[-1])


def _short(text: object) -> str:
    return text[:_LETTERS] if isinstance(text, str) else ""
