"""Who signs: kept privately, tried before it is kept, and never shown."""

from __future__ import annotations

import stat
from pathlib import Path

import keyring.backend
import keyring.core
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from signing import chain, pem

from fixative.credentials import card_of, create, exists, find, forget, own_identity, use
from fixative.errors import (
    IdentityInvalidError,
    IdentityNotKeptError,
    IdentityUnreachableError,
    IdentityUnreadableError,
    NoIdentityError,
)
from fixative.secret import Place


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """A data folder for each test; gives where the file goes."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "fixative" / "identity.toml"


class Memory(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service, username):
        if self.locked:
            raise RuntimeError("locked")
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        self.entries[service, username] = password

    def delete_password(self, service, username):
        del self.entries[service, username]


@pytest.fixture
def memory(monkeypatch) -> Memory:
    backend = Memory()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


def test_one_is_made_and_kept_privately(home):
    assert find() is None
    assert not exists()
    assert create("Ada Löwe") is Place.FILE
    assert exists()
    assert stat.S_IMODE(home.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
    identity = find()
    assert (identity.place, identity.algorithm, identity.notes) == (Place.FILE, "es256", ())
    assert identity.key.startswith("-----BEGIN PRIVATE KEY-----")
    assert own_identity() == identity


def test_the_certificate_is_as_c2pa_demands():
    create("Ada Löwe")
    own, authority = x509.load_pem_x509_certificates(find().certificates.encode())
    assert own.version is x509.Version.v3
    assert own.issuer == authority.subject != own.subject
    own.verify_directly_issued_by(authority)
    assert own.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "Ada Löwe"
    assert list(own.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [
        ExtendedKeyUsageOID.EMAIL_PROTECTION
    ]
    usage = own.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.key_cert_sign) == (True, False)
    assert not own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    named = own.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    assert named == authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert card_of(find().certificates).local


def test_it_is_not_shown(home):
    create("Ada")
    identity = find()
    assert "PRIVATE" not in repr(identity)
    assert "BEGIN" in home.read_text("utf-8")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 65])
def test_what_is_no_name(home, name):
    with pytest.raises(IdentityInvalidError):
        create(name)
    assert not home.exists()


def test_the_keyring_keeps_the_key(home, memory):
    assert create("Ada") is Place.KEYRING
    assert "PRIVATE" not in home.read_text("utf-8")
    assert "CERTIFICATE" in home.read_text("utf-8")
    assert own_identity().key in memory.entries.values()
    memory.locked = True
    with pytest.raises(IdentityUnreachableError):
        find()
    memory.locked = False
    forget()
    assert (memory.entries, home.exists()) == ({}, False)


def test_another_one_is_not_replaced():
    create("Ada")
    before = find()
    assert create("Bo") is None
    assert find() == before
    forget()
    forget()
    with pytest.raises(NoIdentityError):
        own_identity()


def test_wide_permissions_are_mended_and_said(home):
    create("Ada")
    home.chmod(0o644)
    assert [code for code, _ in own_identity().notes] == ["identity-was-open"]
    assert stat.S_IMODE(home.stat().st_mode) == 0o600
    assert own_identity().notes == ()


def test_a_damaged_file_is_left_and_said(home):
    home.parent.mkdir(parents=True)
    home.write_text("secret = 3")
    for ask in (find, own_identity, lambda: create("Ada")):
        with pytest.raises(IdentityUnreadableError):
            ask()
    home.write_text("secret = 'a'\npublic = 'b'\n")
    with pytest.raises(IdentityInvalidError):
        find()
    forget()
    assert create("Ada") is Place.FILE


def test_a_file_where_a_folder_should_be(home):
    home.parent.parent.write_text("no folder")
    with pytest.raises(IdentityNotKeptError):
        create("Ada")


@pytest.mark.parametrize(
    ("make", "kind", "algorithm"),
    [
        (lambda: ec.generate_private_key(ec.SECP256R1()), "PKCS8", "es256"),
        (lambda: ec.generate_private_key(ec.SECP384R1()), "TraditionalOpenSSL", "es384"),
        (lambda: ec.generate_private_key(ec.SECP521R1()), "PKCS8", "es512"),
        (lambda: rsa.generate_private_key(65537, 2048), "TraditionalOpenSSL", "ps256"),
        (ed25519.Ed25519PrivateKey.generate, "PKCS8", "ed25519"),
    ],
)
def test_keys_of_every_kind(make, kind, algorithm):
    key = make()
    assert use(b"".join(chain(key)), pem(key, kind)) is Place.FILE
    identity = own_identity()
    assert (identity.algorithm, identity.key.encode()) == (algorithm, pem(key))
    assert not card_of(identity.certificates).local
    assert card_of(identity.certificates).name == "Studio Löwe"


def _own() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    return b"".join(chain(key)), pem(key)


def _flawed(**flaws) -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    return b"".join(chain(key, **flaws)), pem(key)


def _locked() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    return b"".join(chain(key)), pem(key, password=b"secret")


def _turned() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    return b"".join(reversed(chain(key))), pem(key)


def _odd_curve() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256K1())
    return b"".join(chain(key)), pem(key)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: (b"junk", _own()[1]), "certificate is none"),
        (lambda: (_own()[0], b"junk"), "no private key"),
        (lambda: (_own()[0], _own()[1]), "not that of the first"),
        (_turned, "not that of the first"),
        (_locked, "password"),
        (_odd_curve, "P-256"),
        (lambda: _flawed(days=(-30, -1)), "expired on"),
        (lambda: _flawed(days=(1, 30)), "begins on"),
        (lambda: _flawed(purpose=None), ""),
        (lambda: _flawed(purpose=ExtendedKeyUsageOID.SERVER_AUTH), ""),
        (lambda: _flawed(signs=False), "digitalSignature"),
        (lambda: _flawed(authority_key=False), ""),
        (lambda: _flawed(self_signed=True), "vouches for itself"),
    ],
)
def test_what_cannot_sign_is_not_kept(home, make, said):
    with pytest.raises(IdentityInvalidError) as caught:
        use(*make())
    assert said in caught.value.params["detail"]
    assert caught.value.params["detail"]
    assert not home.exists()
