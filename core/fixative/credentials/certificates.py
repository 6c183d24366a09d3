"""Certificates and keys: what a user's own are, and how a local identity is made.

The demands are C2PA's (2.2, section 14.5.1): version 3, a key that may sign, a purpose such as the protection of
e-mail, an issuer other than itself. Whether a pair meets them is for the library to say (`identity`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from fixative.credentials import sdk
from fixative.errors import IdentityInvalidError

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

__all__ = ["Card", "Pair", "algorithm_of", "card_of", "make_pair", "read_pair"]

_YEARS = 10
_DAYS_A_YEAR = 365
_LONGEST_NAME = 64
"""Letters that X.520 (Annex C) allows for a name."""
_LOCAL = "Fixative, local authority"
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


@dataclass(frozen=True, slots=True)
class Pair:
    """What signs, as PEM.

    Attributes
    ----------
    certificates : str
        The signer's own first, then those that vouch for it.
    key : str
        PKCS#8, without a password; never shown by `repr`.
    """

    certificates: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Card:
    """What a certificate says of its owner.

    Attributes
    ----------
    name, issuer : str
    until : datetime
        UTC.
    fingerprint : str
        SHA-256, in hexadecimal digits.
    local : bool
        Whether `make_pair` made it.
    """

    name: str
    issuer: str
    until: datetime
    fingerprint: str
    local: bool


def card_of(certificates: str) -> Card:
    """Read the signer's own certificate, the first one."""
    sdk.load()
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - an extra

    own = _certificates(certificates.encode())[0]
    issuer = _name(own.issuer)
    return Card(
        name=_name(own.subject),
        issuer=issuer,
        until=own.not_valid_after_utc,
        fingerprint=own.fingerprint(hashes.SHA256()).hex(),
        local=issuer == _LOCAL,
    )


def read_pair(certificates: bytes, key: bytes) -> Pair:
    """Read a user's certificates and key.

    Parameters
    ----------
    certificates : bytes
        PEM, the signer's own first.
    key : bytes
        PEM of any kind, without a password.

    Returns
    -------
    Pair

    Raises
    ------
    IdentityInvalidError
        They cannot be read, do not belong together, or hold no longer or not yet.
    CredentialsMissingError
    """
    sdk.load()
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - an extra

    chain = _certificates(certificates)
    try:
        secret = form.load_pem_private_key(key, password=None)
    except TypeError as error:
        detail = "the key has a password: `openssl pkcs8 -topk8 -nocrypt` writes it without one"
        raise IdentityInvalidError(detail=detail) from error
    except Exception as error:
        raise IdentityInvalidError(detail="the key is no private key in PEM form") from error
    plain = (form.Encoding.DER, form.PublicFormat.SubjectPublicKeyInfo)
    if secret.public_key().public_bytes(*plain) != chain[0].public_key().public_bytes(*plain):
        raise IdentityInvalidError(detail="the key is not that of the first certificate")
    _refuse(chain[0])
    algorithm_of(secret)
    return _pair(chain, secret)


def _refuse(own: x509.Certificate) -> None:
    """Raise for what C2PA forbids, or what is out of date; the library lets some of it pass as it signs."""
    from cryptography import x509  # noqa: PLC0415 - an extra

    now = datetime.now(UTC)
    if now > own.not_valid_after_utc:
        raise IdentityInvalidError(detail=f"the certificate expired on {own.not_valid_after_utc:%Y-%m-%d}")
    if now < own.not_valid_before_utc:
        raise IdentityInvalidError(detail=f"the certificate begins on {own.not_valid_before_utc:%Y-%m-%d}")
    if own.subject == own.issuer:
        raise IdentityInvalidError(detail="the certificate vouches for itself: take one that an authority has signed")
    try:
        signs = own.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except (x509.ExtensionNotFound, ValueError):
        signs = False
    if not signs:
        raise IdentityInvalidError(detail="the certificate does not allow its key to sign (digitalSignature)")


def algorithm_of(key: PrivateKeyTypes | str) -> str:
    """Name the algorithm that a key signs with, as C2PA does.

    Raises
    ------
    IdentityInvalidError
        C2PA has none for this kind of key.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    secret = load_pem_private_key(key.encode(), password=None) if isinstance(key, str) else key
    if isinstance(secret, ec.EllipticCurvePrivateKey) and secret.curve.name in _CURVES:
        return _CURVES[secret.curve.name]
    if isinstance(secret, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(secret, rsa.RSAPrivateKey):
        return "ps256"
    raise IdentityInvalidError(detail="Content Credentials know RSA, Ed25519 and the curves P-256, P-384 and P-521")


def make_pair(name: str) -> Pair:
    """Make a local identity: a small authority of its own, and a certificate that it signs.

    The authority's key is thrown away at once. Nobody else knows it: readers find signatures valid, not trusted.

    Parameters
    ----------
    name : str

    Raises
    ------
    IdentityInvalidError
        The name is empty, too long, or no text.
    CredentialsMissingError
    """
    sdk.load()
    from cryptography import x509  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID  # noqa: PLC0415

    name = name.strip()
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise IdentityInvalidError(detail=f"a name is text of 1 to {_LONGEST_NAME} letters")
    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, _LOCAL), x509.NameAttribute(NameOID.ORGANIZATION_NAME, name)]
    )
    # Readers show the organisation as who signed.
    subject = x509.Name([x509.NameAttribute(oid, name) for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)])
    top = _signed(issuer, issuer, authority, authority, authority=True)
    leaf = _signed(subject, issuer, own, authority, authority=False, purpose=ExtendedKeyUsageOID.EMAIL_PROTECTION)
    return _pair([leaf, top], own)


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    by: EllipticCurvePrivateKey,
    *,
    authority: bool,
    purpose: x509.ObjectIdentifier | None = None,
) -> x509.Certificate:
    from cryptography import x509  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415

    # Clocks differ: what was made now may be read by one that is slow.
    start = datetime.now(UTC) - timedelta(days=1)
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=_YEARS * _DAYS_A_YEAR))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    return builder.sign(by, hashes.SHA256())


def _certificates(data: bytes) -> list[x509.Certificate]:
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - an extra

    try:
        return load_pem_x509_certificates(data)
    except ValueError as error:
        raise IdentityInvalidError(detail="the certificate is none in PEM form") from error


def _pair(chain: list[x509.Certificate], key: PrivateKeyTypes) -> Pair:
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415 - an extra

    own = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    return Pair(b"".join(each.public_bytes(form.Encoding.PEM) for each in chain).decode(), own.decode())


def _name(name: x509.Name) -> str:
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 - an extra

    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(oid):
            return str(attribute.value)
    return name.rfc4514_string()
