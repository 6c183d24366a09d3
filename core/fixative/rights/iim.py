"""The statement in IPTC IIM 4.2: by-line, credit, copyright notice and special instructions.

IIM has no dataset for data mining either: the policy stands in the notice and in the instructions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fixative.containers.blocks import Note
from fixative.rights.wording import without_own_words
from fixative.rights.words import Words

__all__ = [
    "BY_LINE",
    "DATE_CREATED",
    "INSTRUCTIONS",
    "NOTICE",
    "OBJECT_NAME",
    "Dataset",
    "UnreadableIimError",
    "encoding_of",
    "merge_iim",
    "parse",
    "text_of",
    "texts_in",
]

_MARK = 0x1C
_CHARSET = (1, 90)
_VERSION = (2, 0)
_UTF8 = b"\x1b%G"
BY_LINE, OBJECT_NAME, DATE_CREATED = (2, 80), (2, 5), (2, 55)
_CREDIT, NOTICE, INSTRUCTIONS = (2, 110), (2, 116), (2, 40)
_LIMITS = {BY_LINE: 32, _CREDIT: 32, NOTICE: 128, INSTRUCTIONS: 256}
_NAMES = {
    BY_LINE: "IPTC:By-line",
    _CREDIT: "IPTC:Credit",
    NOTICE: "IPTC:CopyrightNotice",
    INSTRUCTIONS: "IPTC:SpecialInstructions",
}
_BINARY = frozenset({(2, 0), (2, 125), (2, 200), (2, 201), (2, 202)})
_MAX_DATASETS = 20_000


class UnreadableIimError(ValueError):
    """What was given are no IIM datasets."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset: record and number, and its value."""

    key: tuple[int, int]
    value: bytes

    def encoded(self) -> bytes:
        """Write it, with an extended length where the value asks for one (IIM 4.2, section 1.5)."""
        head = bytes((_MARK, *self.key))
        size = len(self.value)
        if size < 0x8000:  # noqa: PLR2004 - the highest bit marks an extended length
            return head + size.to_bytes(2, "big") + self.value
        return head + (0x8000 | 4).to_bytes(2, "big") + size.to_bytes(4, "big") + self.value


def parse(block: bytes) -> list[Dataset]:
    """Take datasets apart; zeros at the end are padding. Raises `UnreadableIimError`."""
    datasets: list[Dataset] = []
    at = 0
    while at < len(block):
        if block[at] != _MARK:
            if block[at:].strip(b"\0"):
                raise UnreadableIimError("no dataset where one must be")
            break
        if at + 5 > len(block) or len(datasets) >= _MAX_DATASETS:
            raise UnreadableIimError("dataset without length, or too many")
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        start = at + 5
        if size & 0x8000:
            width = size & 0x7FFF
            size = int.from_bytes(block[start : start + width], "big")
            start += width
        if start + size > len(block):
            raise UnreadableIimError("dataset beyond the end")
        datasets.append(Dataset((block[at + 1], block[at + 2]), block[start : start + size]))
        at = start + size
    return datasets


def encoding_of(datasets: Sequence[Dataset]) -> str:
    """Tell how text is encoded: as 1:90 says, else UTF-8 where everything is, else Latin-1."""
    for dataset in datasets:
        if dataset.key == _CHARSET and dataset.value.startswith(_UTF8):
            return "utf-8"
    texts = b"".join(dataset.value for dataset in datasets if dataset.key[0] == 2 and dataset.key not in _BINARY)  # noqa: PLR2004 - the application record
    try:
        texts.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def text_of(dataset: Dataset, encoding: str) -> str:
    """Decode a text dataset."""
    return dataset.value.decode(encoding, "replace").rstrip("\0").strip()


def texts_in(block: bytes, key: tuple[int, int]) -> list[str]:
    """List the texts of a dataset; none where the block cannot be read."""
    try:
        datasets = parse(block)
    except UnreadableIimError:
        return []
    encoding = encoding_of(datasets)
    texts = [text_of(item, encoding) for item in datasets if item.key == key]
    return [text for text in texts if text]


def merge_iim(block: bytes | None, words: Words) -> tuple[bytes | None, tuple[Note, ...], tuple[str, ...]]:
    """Put the statement into IIM datasets.

    Parameters
    ----------
    block : bytes or None
        None makes new ones where there is something to say.
    words : Words

    Returns
    -------
    block : bytes or None
    notes : tuple of (code, params)
        ``text-shortened`` where a dataset is too short for a text.
    written : tuple of str
        Names of the fields that carry the statement now.

    Raises
    ------
    UnreadableIimError
        The block cannot be read.
    """
    datasets = parse(block) if block is not None else []
    encoding = encoding_of(datasets)
    there = {key: [text_of(item, encoding) for item in datasets if item.key == key] for key in _LIMITS}
    wanted, notes = _wanted(words, there)
    if block is None and not wanted:
        return None, (), ()

    encoding, new = _marked(datasets, encoding, [text for texts in wanted.values() for text in texts])
    for key, texts in wanted.items():
        values = [text.encode(encoding) for text in texts]
        if values != [item.value for item in new if item.key == key]:
            new = _replaced(new, key, values)
    written = tuple(_NAMES[key] for key, texts in wanted.items() if texts)
    if block is not None and new == datasets:
        return block, notes, written
    return b"".join(item.encoded() for item in new) or None, notes, written


def _wanted(
    words: Words, there: dict[tuple[int, int], list[str]]
) -> tuple[dict[tuple[int, int], list[str]], tuple[Note, ...]]:
    """Choose the texts, each as long as its dataset allows."""
    notes: list[Note] = []
    wanted: dict[tuple[int, int], list[str]] = {}
    if words.creators:
        wanted[BY_LINE] = _fitted(words.creators, BY_LINE, notes)
    if words.credit:
        wanted[_CREDIT] = _fitted([words.credit], _CREDIT, notes)
    notice = there[NOTICE][0] if there[NOTICE] else ""
    text = words.notice_with_policy(notice)
    if words.notice and len(text.encode()) > _LIMITS[NOTICE]:
        # The policy is what must not be cut away.
        room = _LIMITS[NOTICE] - len(words.short.encode()) - 2
        short = _cut(words.notice, room).rstrip()
        text = f"{short}. {words.short}" if words.short else _cut(words.notice, _LIMITS[NOTICE])
        notes.append(_shortened(NOTICE))
    wanted |= _beside_others(NOTICE, notice, text)
    instructions = there[INSTRUCTIONS][0] if there[INSTRUCTIONS] else ""
    text = words.constraints_with(instructions)
    if text == words.constraints:
        text = _cut(text, _LIMITS[INSTRUCTIONS])
        if text != words.constraints:
            notes.append(_shortened(INSTRUCTIONS))
    wanted |= _beside_others(INSTRUCTIONS, instructions, text)
    return wanted, tuple(notes)


def _beside_others(key: tuple[int, int], there: str, text: str) -> dict[tuple[int, int], list[str]]:
    """Say the policy where it fits; the words of others are not cut to make room for ours."""
    if len(text.encode()) > _LIMITS[key]:
        text = without_own_words(there)
        if text == there:
            return {}
    return {key: [text] if text else []} if text or there else {}


def _fitted(texts: Sequence[str], key: tuple[int, int], notes: list[Note]) -> list[str]:
    cut = [_cut(text, _LIMITS[key]) for text in texts]
    if cut != list(texts):
        notes.append(_shortened(key))
    return cut


def _cut(text: str, limit: int) -> str:
    """Cut to `limit` bytes of UTF-8, on a character."""
    return text.encode()[:limit].decode("utf-8", "ignore")


def _shortened(key: tuple[int, int]) -> Note:
    return "text-shortened", {"field": _NAMES[key].partition(":")[2], "block": "IPTC", "limit": _LIMITS[key]}


def _marked(datasets: list[Dataset], encoding: str, texts: Sequence[str]) -> tuple[str, list[Dataset]]:
    """Choose an encoding that holds old and new texts, and mark UTF-8 as such.

    Old Latin-1 is left alone where the new texts fit it; only where they do not is it turned into UTF-8.
    """
    if encoding == "latin-1":
        try:
            "".join(texts).encode("latin-1")
        except UnicodeEncodeError:
            datasets = [
                item
                if item.key[0] != 2 or item.key in _BINARY  # noqa: PLR2004
                else Dataset(item.key, item.value.decode("latin-1").encode())
                for item in datasets
            ]
        else:
            return "latin-1", list(datasets)
    new = _replaced(datasets, _CHARSET, [_UTF8])
    if not any(item.key == _VERSION for item in new):
        new = _replaced(new, _VERSION, [b"\0\4"])
    return "utf-8", new


def _replaced(datasets: list[Dataset], key: tuple[int, int], values: Sequence[bytes]) -> list[Dataset]:
    """Put values where the first of this key stood, or in the order of the numbers."""
    if [item.value for item in datasets if item.key == key] == list(values):
        return datasets
    at = next((index for index, item in enumerate(datasets) if item.key == key), None)
    if at is None:
        at = next((index for index, item in enumerate(datasets) if item.key > key), len(datasets))
    before = [item for item in datasets[:at] if item.key != key]
    after = [item for item in datasets[at:] if item.key != key]
    return [*before, *(Dataset(key, value) for value in values), *after]
