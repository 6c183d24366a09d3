"""Headers as real servers send them where these are installed, and as their files are read where they are not."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fixative.rights.statement import AIPolicy
from fixative.site.block import Text
from fixative.site.choice import Site
from fixative.site.headers import apache_lines, head_lines, loosening, netlify_lines, nginx_lines

TERMS = "https://example.com/my%20terms?a=1&b=2"
SITE = Site(policy=AIPolicy.PROHIBIT_AI_TRAINING, domain="example.com", terms=TERMS)
OPEN = Site(policy=AIPolicy.ALLOW, domain="example.com")

SAID = {
    "tdm-reservation": "1",
    "tdm-policy": TERMS,
    "x-robots-tag": "noai, noimageai",
    "content-usage": "train-ai=n",
    "content-signal": "search=yes, ai-train=no",
}
SAID_OPEN = {"tdm-reservation": "0", "content-usage": "train-ai=y", "content-signal": "search=yes, ai-train=yes"}


def in_nginx(lines: list[str]) -> dict[str, str]:
    rules = [line for line in lines if not line.startswith("#")]
    found = [re.fullmatch(r'add_header ([\w-]+) "([^"$\\]*)" always;', line) for line in rules]
    return {each[1].lower(): each[2] for each in found if each} if all(found) else {}


def in_apache(lines: list[str]) -> dict[str, str]:
    assert (lines[0], lines[-1]) == ("<IfModule mod_headers.c>", "</IfModule>")
    said: dict[str, str] = {}
    for line in lines[1:-1]:
        directive, manner, name, value = shlex.split(line)
        assert directive == "Header"
        value = re.sub("%%", "%", value)
        merged = f"{said[name.lower()]}, {value}" if manner == "merge" and name.lower() in said else value
        said[name.lower()] = merged
    return said


def in_netlify(lines: list[str]) -> dict[str, str]:
    assert lines[0] == "/*"
    pairs = (line.removeprefix("  ").split(": ", 1) for line in lines[1:] if line.startswith("  "))
    return {name.lower(): value for name, value in pairs}


@pytest.mark.parametrize(
    ("write", "read"), [(nginx_lines, in_nginx), (apache_lines, in_apache), (netlify_lines, in_netlify)]
)
def test_every_server_is_told_the_same(write, read):
    assert read(write(SITE)) == SAID
    assert read(write(OPEN)) == SAID_OPEN


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str | None, str | None]] = []

    def handle_starttag(self, tag, attrs):
        assert tag == "meta"
        self.found.append((dict(attrs)["name"], dict(attrs)["content"]))


def test_tags_for_pages():
    tags = Tags()
    tags.feed("\n".join(head_lines(SITE)))
    assert tags.found == [
        ("robots", "noai, noimageai"),
        ("tdm-reservation", "1"),
        ("tdm-policy", TERMS),
        ("pinterest", "nopin"),
    ]
    assert head_lines(OPEN) == ['<meta name="tdm-reservation" content="0">']


@pytest.mark.parametrize(
    "line",
    [
        'Header set tdm-reservation "0"',
        "add_header tdm-reservation 0;",
        "  tdm-reservation: 0",
        '<meta name="tdm-reservation" content="0">',
        "Content-Usage: /art/ train-ai=y",
        "Content-Signal: search=yes,ai-train = yes",
    ],
)
def test_lines_that_allow(line):
    assert list(loosening(Text.split(f"# words\n{line}\n".encode()))) == [(2, line.strip())]


def test_lines_that_do_not():
    own = (
        "# tdm-reservation: 0\ntdm-reservation: 1\nContent-Usage: train-ai=n\nContent-Signal: ai-train=no\nmax-age: 0\n"
    )
    assert not list(loosening(Text.split(own.encode())))
    for lines in (nginx_lines(SITE), apache_lines(SITE), netlify_lines(SITE), head_lines(SITE)):
        assert not list(loosening(Text.split("\n".join(lines).encode())))


@contextmanager
def serving(command: list[str], port: int):
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            deadline = time.monotonic() + 20
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    assert server.poll() is None, server.stderr.read().decode()
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/a.txt"
        finally:
            server.terminate()
            server.wait(20)
            server.stderr.close()


def sent(url: str) -> dict[str, str]:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return {name: ", ".join(answer.headers.get_all(name)) for name in SAID if name in answer.headers}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    # A server that is started as root serves as somebody else, who has to reach the folder.
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "a.txt").write_text("words", "utf-8")
    return tmp_path / "root"


def test_nginx_sends_them(root, tmp_path):
    program = shutil.which("nginx")
    if program is None:
        pytest.skip("nginx is not installed")
    (tmp_path / "ours.conf").write_text("\n".join(nginx_lines(SITE)), "utf-8")
    port = free_port()
    places = " ".join(
        f"{name}_temp_path {tmp_path / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {places} server {{ listen 127.0.0.1:{port}; root {root}; "
        f"include {tmp_path}/ours.conf; }} }}\n",
        "utf-8",
    )
    with serving([program, "-c", str(tmp_path / "nginx.conf"), "-e", "stderr"], port) as url:
        assert sent(url) == SAID


def test_apache_sends_them_beside_an_own_tag(root, tmp_path):
    program = shutil.which("apache2") or shutil.which("httpd")
    if program is None:
        pytest.skip("Apache is not installed")
    house = Path(os.path.realpath(program)).parents[1]
    modules = next((path for path in house.glob("lib*/*/modules") if (path / "mod_headers.so").exists()), None)
    if modules is None:
        pytest.skip("Apache's modules were not found")
    (root / ".htaccess").write_text(
        "\n".join(['Header set X-Robots-Tag "noarchive"', *apache_lines(SITE)]) + "\n", "utf-8"
    )
    port = free_port()
    found = [name for name in ("mpm_event", "authz_core", "headers", "unixd") if (modules / f"mod_{name}.so").exists()]
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in found)
    (tmp_path / "apache.conf").write_text(
        f"{loaded}ServerRoot {tmp_path}\nServerName localhost\nPidFile {tmp_path}/pid\nListen 127.0.0.1:{port}\n"
        f"ErrorLog {tmp_path}/log\nUser nobody\nDocumentRoot {root}\n"
        f"<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n",
        "utf-8",
    )
    with serving([program, "-X", "-f", str(tmp_path / "apache.conf")], port) as url:
        assert sent(url) == SAID | {"x-robots-tag": "noarchive, noai, noimageai"}
