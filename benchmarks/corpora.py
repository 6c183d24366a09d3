"""Metadata in the wild, tagged: what is refused, what of pixels or tags is lost, and what anybody can still read.

Every file of a folder is tagged as `fixative tag` does it. The result is decoded with Pillow and compared with its
source, frame by frame, and its tags are compared with exiftool, by name.

    python benchmarks/corpora.py CORPORA
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from dataclasses import asdict, dataclass, field
from pathlib import Path

from machine import RESULTS, publish

from fixative import Recipe, RightsStatement, protect
from fixative.formats import HEAD_BYTES, sniff

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from exiftool import exiftool_command, read_tags
from splicing import decoded

_RECIPE = Recipe(rights=RightsStatement(owner="A. Painter", year=2026)).tags_only()

# An extended XMP that now fits the main packet is no longer pointed to; a warning is no tag.
_NO_LOSS = {"XMP-xmpNote:HasExtendedXMP", "ExifTool:Warning", "SourceFile"}


@dataclass(slots=True)
class Found:
    """What became of the files of one format."""

    files: int = 0
    tagged: int = 0
    refused: dict[str, list[str]] = field(default_factory=dict)
    pixels_changed: list[str] = field(default_factory=list)
    tags_lost: dict[str, list[str]] = field(default_factory=dict)
    prohibition_unread: list[str] = field(default_factory=list)


def measure(folder: Path, out: Path) -> dict[str, Found]:
    """Tag every file, and compare."""
    found: dict[str, Found] = {}
    pairs: list[tuple[Found, str, Path, Path]] = []
    for number, path in enumerate(sorted(path for path in folder.rglob("*") if path.is_file())):
        head = path.read_bytes()[:HEAD_BYTES]
        kind = sniff(head)
        each = found.setdefault(kind.label if kind else "no picture format of ours", Found())
        each.files += 1
        name = path.relative_to(folder).as_posix()
        outcome = protect(path, out / f"{number}{path.suffix}", _RECIPE)
        if outcome.result is None:
            each.refused.setdefault(outcome.problems[0].code, []).append(name)
            continue
        each.tagged += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if decoded(path.read_bytes()) != decoded(outcome.result.read_bytes()):
                each.pixels_changed.append(name)
        pairs.append((each, name, path, outcome.result))
    _compare_tags(pairs)
    return dict(sorted(found.items(), key=lambda item: -item[1].files))


def _compare_tags(pairs: list[tuple[Found, str, Path, Path]]) -> None:
    before, after = (read_tags(*(pair[which] for pair in pairs)) for which in (2, 3))
    for (found, name, _, _), old, new in zip(pairs, before, after, strict=True):
        lost = sorted(old.keys() - new.keys() - _NO_LOSS)
        if lost:
            found.tags_lost[name] = lost
        if "Prohibited" not in str(new.get("XMP-plus:DataMining")):
            found.prohibition_unread.append(name)


def table(found: dict[str, Found]) -> str:
    """Write it as Markdown."""
    lines = [
        "# Metadata in the wild",
        "",
        "Every file was tagged, its coded pixels untouched. Refused: with a code, and nothing written. Pixels are",
        "compared as Pillow decodes them, tags as exiftool names them.",
        "",
        "| | files | tagged | refused | pixels changed | files that lost a tag | prohibition not read |",
        "| --- | --: | --: | --- | --: | --: | --: |",
    ]
    for kind, each in found.items():
        refused = ", ".join(f"{len(names)} {code}" for code, names in sorted(each.refused.items()))
        numbers = (len(each.pixels_changed), len(each.tags_lost), len(each.prohibition_unread))
        lines.append(f"| {kind} | {each.files} | {each.tagged} | {refused} | " + " | ".join(map(str, numbers)) + " |")
    known = [each for kind, each in found.items() if kind in ("JPEG", "PNG")]
    files = max(sum(each.files for each in known), 1)
    refused = [name for each in known for names in each.refused.values() for name in names]
    whole = [name for name in refused if not _is_broken_on_purpose(name)]
    lines += [
        "",
        f"Of JPEG and PNG, {len(refused) / files:.1%} were refused; {len(whole) / files:.1%} without the files of",
        "PngSuite that are broken on purpose.",
    ]
    return "\n".join(lines)


def _is_broken_on_purpose(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return folder.endswith("pngsuite") and file.startswith("x")


def main() -> None:
    """Measure and write benchmarks/results/corpora.json and corpora.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    if exiftool_command() is None:
        raise SystemExit("there is no exiftool that is new enough: `make test` installs one")
    with tempfile.TemporaryDirectory() as name:
        found = measure(given.corpora, Path(name))
    publish(given.out, "corpora", {"found": {kind: asdict(each) for kind, each in found.items()}}, table(found))


if __name__ == "__main__":
    main()
