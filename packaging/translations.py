"""Bring the translations up to date with what the window says: new strings come in, lost ones go.

    python packaging/translations.py [FILE.ts ...]

Ends with 1 where something is not translated yet: `pyside6-linguist`, or any editor, fills it in.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from fixative.cloak.preset import Preset
from fixative.inspect.readers import load_readers
from fixative.inspect.tongue import PHRASES
from fixative.messages import TEMPLATES
from fixative.outcome import Status

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app" / "fixative_app"
TRANSLATIONS = ROOT / "app" / "translations"
_STATUS = (Status.PROTECTED.value, Status.TAGGED.value)
"""What the register knows of a picture."""


def main() -> int:
    """Bring them up to date."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(TRANSLATIONS.glob("*.ts"))
    for file in files:
        update(file)
    missing = [f"{file.name}: {context}: {source}" for file in files for context, source in untranslated(file)]
    print("\n".join(missing))
    return 1 if missing else 0


def update(file: Path) -> None:
    """Have lupdate read the window's modules, and the engine's sentences in a form that it finds them by."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Path(folder) / "engine.py"
        engine.write_text("".join(f"QT_TRANSLATE_NOOP({context!r}, {text!r})\n" for context, text in engine_texts()))
        sources = [*sorted(APP.glob("*.py")), engine]
        command = [str(Path(sys.executable).with_name("pyside6-lupdate")), *map(str, sources), "-ts", str(file)]
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
        subprocess.run([*command, *options], check=True)  # noqa: S603 - our own environment


def engine_texts() -> Iterator[tuple[str, str]]:
    """Give the sentences of the engine that the window looks up, each with its context."""
    yield from (("messages", template) for template in TEMPLATES.values())
    texts = [*PHRASES.values(), *(preset.value for preset in Preset), *_STATUS]
    for reader in load_readers():
        texts += [reader.name, reader.note, *(detail.what for detail in reader.finds)]
    yield from (("inspect", text) for text in dict.fromkeys(texts))


def untranslated(file: Path) -> Iterator[tuple[str, str]]:
    """Give what is not translated in a file: contexts and sources."""
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished" or not (translation.text or "").strip():
                yield context.findtext("name", ""), message.findtext("source", "")


if __name__ == "__main__":
    sys.exit(main())
