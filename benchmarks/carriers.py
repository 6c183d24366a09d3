"""What other people's readers find in tagged and signed pictures: by container, metadata block and reader.

A small picture of each kind is tagged and signed, and read with exiftool, with Pillow (and the plugins that teach it
HEIC and JPEG XL), and with the library of C2PA. It takes what the tests take (`make test` installs it).

    python benchmarks/carriers.py
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from machine import RESULTS, publish
from PIL import Image, IptcImagePlugin

from fixative import Recipe, RightsStatement, protect
from fixative.containers import carried
from fixative.credentials import Identity, create, own_identity
from fixative.formats import sniff
from fixative.recipe import CredentialsChoice

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from exiftool import exiftool_command, read_tags
from signing import manifests
from splicing import SPLICED, picture

NAME = "Ada Painter"
BLOCKS = {"exif": "EXIF", "xmp": "XMP", "iptc": "IPTC", "c2pa": "C2PA"}

Found = dict[str, dict[str, dict[str, bool]]]
"""By kind, block and reader."""

_RECIPE = Recipe(rights=RightsStatement(owner=NAME), credentials=CredentialsChoice(sign=True)).tags_only()


def by_exiftool(path: Path) -> dict[str, bool]:
    """Look for the artist, the policy, the by-line and a manifest."""
    tags = read_tags(path)[0]
    return {
        "exif": tags.get("IFD0:Artist") == NAME,
        "xmp": "Prohibited" in str(tags.get("XMP-plus:DataMining")),
        "iptc": tags.get("IPTC:By-line") == NAME,
        "c2pa": any(tag.startswith(("JUMBF:", "CBOR:")) for tag in tags),
    }


def by_pillow(path: Path) -> dict[str, bool]:
    """Look for the same; it has no reader for C2PA."""
    with Image.open(path) as image:
        packets = [image.info.get(name, b"") for name in ("xmp", "XML:com.adobe.xmp")]
        return {
            "exif": image.getexif().get(0x013B) == NAME,
            "xmp": any("DMI-PROHIBITED" in (each if isinstance(each, str) else each.decode()) for each in packets),
            "iptc": (IptcImagePlugin.getiptcinfo(image) or {}).get((2, 80)) == NAME.encode(),
        }


def by_c2pa(path: Path) -> dict[str, bool]:
    """Let the library of C2PA validate the manifest."""
    return {"c2pa": manifests(path)["validation_state"] == "Valid"}


READERS: Mapping[str, Callable[[Path], dict[str, bool]]] = {
    "exiftool": by_exiftool,
    "Pillow": by_pillow,
    "c2pa": by_c2pa,
}


def measure(folder: Path, identity: Identity) -> Found:
    """Tag, sign and read a picture of each kind."""
    found: Found = {}
    for kind in SPLICED:
        data = picture(kind)
        format_ = sniff(data)
        assert format_ is not None  # noqa: S101 - all of them are pictures
        source = folder / f"{kind}.{format_.value}"
        source.write_bytes(data)
        outcome = protect(source, folder / "out" / source.name, _RECIPE, identity=identity)
        if outcome.result is None:
            raise SystemExit(f"{kind}: {outcome.problems}")
        blocks = [*carried(format_), *(["c2pa"] if outcome.figures.signed else [])]
        found[kind] = {block: {} for block in BLOCKS if block in blocks}
        for reader, read in READERS.items():
            if "c2pa" not in blocks and reader == "c2pa":
                continue
            for block, seen in read(outcome.result).items():
                if block in found[kind]:
                    found[kind][block][reader] = seen
    return found


def table(found: Found, versions: str) -> str:
    """Write it as Markdown."""
    asked = {(block, reader) for blocks in found.values() for block, seen in blocks.items() for reader in seen}
    columns = [(block, reader) for block in BLOCKS for reader in READERS if (block, reader) in asked]
    lines = [
        "# Who reads what",
        "",
        "Small pictures of each kind, tagged (EXIF: artist; XMP: policy; IPTC: by-line) and signed by Fixative, their",
        f"coded pixels untouched; read by {versions}.",
        "Blank: that kind of file has no place for it, or is not signed. exiftool 13.59 takes the EXIF block of a",
        "signed PNG for one that it has seen already; it finds that of one that is not signed.",
        "",
        "| | " + " | ".join(f"{BLOCKS[block]}: {reader}" for block, reader in columns) + " |",
        "| --- |" + " --- |" * len(columns),
    ]
    words = {True: "yes", False: "**no**", None: ""}
    for kind, blocks in found.items():
        cells = [words[blocks.get(block, {}).get(reader)] for block, reader in columns]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure and write benchmarks/results/carriers.json and carriers.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    if exiftool_command() is None:
        raise SystemExit("there is no exiftool that is new enough: `make test` installs one")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # An identity of its own: that of whoever runs this is not touched.
        os.environ |= {"XDG_DATA_HOME": name, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        create(NAME)
        found = measure(folder, own_identity())
    publish(given.out, "carriers", {"found": found}, table(found, _versions()))


def _versions() -> str:
    command = exiftool_command()
    assert command is not None  # noqa: S101 - asked before
    number = subprocess.run([*command, "-ver"], check=True, capture_output=True, text=True).stdout.strip()
    packages = ("pillow", "pillow-heif", "pillow-jxl-plugin", "c2pa-python")
    return ", ".join([f"exiftool {number}", *(f"{name} {version(name)}" for name in packages)])


if __name__ == "__main__":
    main()
