"""A store of objects on loopback that speaks S3: moto's server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

_PATIENCE = 60.0


@dataclass(frozen=True)
class Store:
    """A bucket `pictures`.

    Attributes
    ----------
    environment : dict
        What programs need to reach it.
    """

    client: Any
    environment: dict[str, str] = field(default_factory=dict)

    def upload(self, folder: Path, prefix: str) -> None:
        for path in folder.rglob("*"):
            if path.is_file():
                self.put(f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes())

    def put(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket="pictures", Key=key, Body=content)

    def contents(self, prefix: str) -> dict[str, bytes]:
        listed = self.client.list_objects_v2(Bucket="pictures", Prefix=prefix).get("Contents", [])
        keys = [each["Key"] for each in listed]
        return {
            key.removeprefix(prefix): self.client.get_object(Bucket="pictures", Key=key)["Body"].read() for key in keys
        }


@contextmanager
def store() -> Iterator[Store]:
    """Start it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + _PATIENCE
            while not _listens(port):
                assert server.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)
            url, key, word, region = f"http://127.0.0.1:{port}", "nobody", "nothing", "us-east-1"
            client = boto3.client(
                "s3", endpoint_url=url, aws_access_key_id=key, aws_secret_access_key=word, region_name=region
            )
            client.create_bucket(Bucket="pictures")
            names = ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")
            yield Store(client, dict(zip(names, (url, key, word, region), strict=True)))
            client.close()
        finally:
            server.kill()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
