"""HTTP headers for the servers that are common on hosts of pictures, and tags for pages where no header can be set."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from fixative.site.block import Text, numbered_lines
from fixative.site.choice import Site

__all__ = ["apache_lines", "head_lines", "loosening", "netlify_lines", "nginx_lines"]

_LOOSE = re.compile(
    r"tdm-reservation[\"']?\s*(?:[:=]|content=)?\s*[\"']?0\b|\btrain-ai\s*=\s*y\b|\bai-train\s*=\s*yes\b", re.IGNORECASE
)


def _headers(site: Site) -> list[tuple[str, str]]:
    headers = [("tdm-reservation", str(site.reservation))]
    headers += [("tdm-policy", site.terms)] if site.terms else []
    headers += [("X-Robots-Tag", "noai, noimageai")] if site.prohibits else []
    return [*headers, ("Content-Usage", site.usage), ("Content-Signal", site.signal)]


def nginx_lines(site: Site) -> list[str]:
    """Give the snippet to include in a server block."""
    return [
        "# Include this file in the server block, and again in each location that has an add_header of its own:",
        "# nginx takes either the location's or the server's, never both.",
        *(f'add_header {name} "{value}" always;' for name, value in _headers(site)),
    ]


def apache_lines(site: Site) -> list[str]:
    """Give the lines for a .htaccess, which do nothing where mod_headers is not loaded."""
    lines = []
    for name, value in _headers(site):
        if name == "X-Robots-Tag":
            # Merged, as the site may have an own one: `set` would take it away.
            lines += [f'Header merge {name} "{word}"' for word in value.split(", ")]
        else:
            # A percent sign begins a format.
            lines.append(f'Header set {name} "{value.replace("%", "%%")}"')
    return ["<IfModule mod_headers.c>", *(f"    {line}" for line in lines), "</IfModule>"]


def netlify_lines(site: Site) -> list[str]:
    """Give the lines for a _headers, which Cloudflare Pages reads too."""
    return ["/*", *(f"  {name}: {value}" for name, value in _headers(site))]


def head_lines(site: Site) -> list[str]:
    """Give the tags for the head of each page."""
    tags = [("robots", "noai, noimageai")] if site.prohibits else []
    tags += [("tdm-reservation", str(site.reservation))]
    tags += [("tdm-policy", site.terms)] if site.terms else []
    tags += [("pinterest", "nopin")] if site.prohibits else []
    return [f'<meta name="{name}" content="{html.escape(value)}">' for name, value in tags]


def loosening(text: Text) -> Iterator[tuple[int, str]]:
    """Find the file's own lines that allow training or mining in one of these vocabularies."""
    for lines in numbered_lines(text):
        for number, line in lines:
            if not line.lstrip().startswith("#") and _LOOSE.search(line):
                yield number, line.strip()
