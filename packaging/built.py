"""Make what an installed Fixative has beside its code, and git has not: translations compiled, and papers to read.

    python packaging/built.py

`make` does it where one of the sources has changed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets" / "fixative_assets"
TRANSLATIONS = ROOT / "app" / "translations"
PAPERS = (
    ROOT / "docs" / "guide" / "guide.md",
    ROOT / "docs" / "guide" / "guide.de.md",
    ROOT / "docs" / "what-a-cloak-does.md",
    ROOT / "docs" / "content-credentials.md",
    ROOT / "docs" / "opt-out.md",
    ROOT / "docs" / "site-kit.md",
    ROOT / "THIRD_PARTY.md",
)

ENGINE = ("messages", "inspect")
"""Contexts of what the engine says itself, on pages that are written without a window."""

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n", re.MULTILINE)
_LINK_ALONE = re.compile(r"^\[[^\]]+\]\((?!https?:)[^)]*\)\n\n", re.MULTILINE)
_LINK_INTO_THE_TREE = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def main() -> int:
    """Make it."""
    _begin(ASSETS / "papers")
    for paper in PAPERS:
        (ASSETS / "papers" / paper.name).write_text(readable(paper.read_text("utf-8")), encoding="utf-8")
    _begin(ASSETS / "translations")
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        target = ASSETS / "translations" / f"{source.stem}.qm"
        command = [str(Path(sys.executable).with_name("pyside6-lrelease")), "-silent", str(source), "-qm", str(target)]
        subprocess.run(command, check=True)  # noqa: S603 - our own environment
        (target.parent / f"{source.stem.replace('fixative', 'engine')}.json").write_text(
            json.dumps(texts_in(source), ensure_ascii=False, indent=0), encoding="utf-8"
        )
    return 0


def texts_in(translation: Path) -> dict[str, str]:
    """Give what the engine says itself, and how it is translated."""
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for context in ET.parse(translation).getroot().iter("context")  # noqa: S314 - our own file
        if context.findtext("name") in ENGINE
        for message in context.iter("message")
    }


def readable(markdown: str) -> str:
    """Give a paper as it can be read outside the tree: without its pictures, and with links to the web alone."""
    return _LINK_INTO_THE_TREE.sub(r"\1", _LINK_ALONE.sub("", _PICTURE.sub("", _COMMENT.sub("", markdown))))


def _begin(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


if __name__ == "__main__":
    sys.exit(main())
