"""Certificates of every kind, a server of time stamps, and readers of what was signed."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["chain", "definition", "manifests", "pem", "server", "signed_by_another", "stamping"]

OFFLINE = {"verify": {"remote_manifest_fetch": False}, "builder": {"thumbnail": {"enabled": False}}}


def pem(key, kind: str = "PKCS8", password: bytes | None = None) -> bytes:
    locked = form.NoEncryption() if password is None else form.BestAvailableEncryption(password)
    return key.private_bytes(form.Encoding.PEM, getattr(form.PrivateFormat, kind), locked)


def chain(
    key,
    *,
    purpose: x509.ObjectIdentifier | None = ExtendedKeyUsageOID.EMAIL_PROTECTION,
    days: tuple[int, int] = (-1, 30),
    signs: bool = True,
    authority_key: bool = True,
    self_signed: bool = False,
) -> list[bytes]:
    """Make the certificate of a key, and that of the authority behind it, as PEM."""
    authority = ec.generate_private_key(ec.SECP256R1())
    names = [
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text), x509.NameAttribute(NameOID.ORGANIZATION_NAME, text)])
        for text in ("Studio Löwe", "Authority")
    ]
    now = datetime.now(UTC)

    def certify(name, issuer, subject, by, *, is_authority):
        builder = (
            x509.CertificateBuilder(subject_name=name, issuer_name=issuer, public_key=subject.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=days[0]))
            .not_valid_after(now + timedelta(days=days[1]))
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(
                x509.KeyUsage(not is_authority and signs, not signs, *[False] * 3, is_authority, *[False] * 3),
                critical=True,
            )
        )
        if authority_key:
            key_of_issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())
            builder = builder.add_extension(key_of_issuer, critical=False)
        if purpose is not None and not is_authority:
            builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        algorithm = None if isinstance(by, ed25519.Ed25519PrivateKey) else hashes.SHA256()
        return builder.sign(by, algorithm).public_bytes(form.Encoding.PEM)

    if self_signed:
        return [certify(names[0], names[0], key, key, is_authority=False)]
    return [
        certify(names[0], names[1], key, authority, is_authority=False),
        certify(names[1], names[1], authority, authority, is_authority=True),
    ]


def manifests(path: Path) -> dict[str, object]:
    """Read what a file says, with the library itself."""
    with c2pa.Reader(path, context=c2pa.Context.from_dict(OFFLINE)) as reader:
        return json.loads(reader.json())


def definition(*assertions: dict[str, object], source_type: str = "digitalCapture") -> dict[str, object]:
    url = f"http://cv.iptc.org/newscodes/digitalsourcetype/{source_type}"
    created = {"action": "c2pa.created", "digitalSourceType": url}
    return {
        "title": "By another",
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}, *assertions],
    }


def signed_by_another(
    data: bytes, kind: str, manifest: dict[str, object], *, thumbnails: bool = False, remote: str = ""
) -> bytes:
    """Sign a picture as another program would, in place of a camera; the certificates stay unknown."""
    key = ec.generate_private_key(ec.SECP256R1())
    info = c2pa.C2paSignerInfo("es256", b"".join(chain(key)), pem(key), None)
    target = BytesIO()
    settings = {**OFFLINE, "builder": {"thumbnail": {"enabled": thumbnails}}}
    with c2pa.Builder(manifest, context=c2pa.Context.from_dict(settings)) as builder:
        if remote:
            builder.set_no_embed()
            builder.set_remote_url(remote)
        with c2pa.Signer.from_info(info) as signer:
            builder.sign(signer, kind, BytesIO(data), target)
    return target.getvalue()


@contextmanager
def server(answer=lambda _body: b"junk") -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine; gives the URL, and a list to which each request is added."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            asked.append(self.path)
            data = answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = _answer  # noqa: N815

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as service:
        thread = threading.Thread(target=service.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{service.server_port}/stamp", asked
        finally:
            service.shutdown()
            thread.join()


def stamping(folder: Path):
    """Give what answers time-stamp queries, by openssl."""
    key = ec.generate_private_key(ec.SECP256R1())
    own, authority = chain(key, purpose=ExtendedKeyUsageOID.TIME_STAMPING)
    (folder / "tsa.pem").write_bytes(own)
    (folder / "ca.pem").write_bytes(authority)
    (folder / "tsa.key").write_bytes(pem(key))
    settings = {
        "serial": folder / "serial",
        "signer_cert": folder / "tsa.pem",
        "certs": folder / "ca.pem",
        "signer_key": folder / "tsa.key",
        "signer_digest": "sha256",
        "default_policy": "1.2.3.4",
        "digests": "sha256, sha384, sha512",
        "ess_cert_id_alg": "sha256",
    }
    lines = ["[tsa]", "default_tsa = one", "[one]", *(f"{name} = {value}" for name, value in settings.items())]
    (folder / "tsa.cnf").write_text("\n".join(lines))

    def answer(query: bytes) -> bytes:
        (folder / "query").write_bytes(query)
        command = ["openssl", "ts", "-reply", "-config", folder / "tsa.cnf", "-queryfile", folder / "query"]
        return subprocess.run(command, capture_output=True, check=True).stdout

    return answer
