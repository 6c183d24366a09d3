from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fixative.containers import Blocks
from fixative.rights import AIPolicy, RightsStatement, merge
from fixative.rights.iim import Dataset, parse

_STATEMENT = RightsStatement(creators=("Ada Löwe",), year=2026, credit="Studio")
_UTF8 = Dataset((1, 90), b"\x1b%G")


def _block(*datasets: Dataset) -> bytes:
    return b"".join(dataset.encoded() for dataset in datasets)


def _merge(block: bytes | None, statement: RightsStatement = _STATEMENT) -> list[Dataset]:
    return parse(merge(Blocks(iptc=block), statement).blocks.iptc)


def _texts(datasets: list[Dataset], number: int, encoding: str = "utf-8") -> list[str]:
    return [item.value.decode(encoding) for item in datasets if item.key == (2, number)]


def test_new_datasets_in_the_order_of_their_numbers():
    datasets = _merge(None)

    keys = [item.key for item in datasets]
    assert keys == [(1, 90), (2, 0), (2, 40), (2, 80), (2, 110), (2, 116)]
    assert datasets[0] == _UTF8
    assert _texts(datasets, 116) == ["© 2026 Ada Löwe. No AI training."]


def test_texts_are_cut_on_a_character_and_said():
    statement = RightsStatement(creators=("日" * 20,), credit="c" * 40, notice="日" * 60, constraints="語" * 200)

    merged = merge(Blocks(), statement)

    datasets = parse(merged.blocks.iptc)
    assert _texts(datasets, 80) == ["日" * 10]
    assert _texts(datasets, 110) == ["c" * 32]
    assert _texts(datasets, 40) == ["語" * 85]
    (notice,) = _texts(datasets, 116)
    assert notice.endswith("日. No AI training.")
    assert len(notice.encode()) <= 128
    shortened = [params["field"] for code, params in merged.notes if code == "text-shortened"]
    assert sorted(shortened) == ["By-line", "CopyrightNotice", "Credit", "SpecialInstructions"]


def test_words_of_others_are_not_cut_for_ours():
    datasets = _merge(_block(_UTF8, Dataset((2, 40), b"i" * 250), Dataset((2, 116), b"n" * 126)), RightsStatement())

    assert _texts(datasets, 40) == ["i" * 250]
    assert _texts(datasets, 116) == ["n" * 126]


def test_words_that_no_longer_hold_go_even_where_the_new_ones_do_not_fit():
    notice = Dataset((2, 116), b"n" * 105 + b". No AI training.")

    datasets = _merge(_block(_UTF8, notice), RightsStatement(policy=AIPolicy.PROHIBIT_ALL))

    assert _texts(datasets, 116) == ["n" * 105 + "."]


def test_latin_1_is_left_alone_where_it_will_do():
    caption = Dataset((2, 120), "Möwe".encode("latin-1"))

    datasets = _merge(_block(caption))

    assert caption in datasets
    assert _UTF8 not in datasets
    assert _texts(datasets, 80, "latin-1") == ["Ada Löwe"]


def test_latin_1_becomes_utf_8_where_it_will_not_do():
    preview = Dataset((2, 202), b"\xff\xd8\xff")

    datasets = _merge(_block(Dataset((2, 120), "Möwe".encode("latin-1")), preview), RightsStatement(owner="日本"))

    assert _UTF8 in datasets
    assert _texts(datasets, 120) == ["Möwe"]
    assert preview in datasets


def test_padding_at_the_end_is_no_trouble():
    assert _texts(_merge(_block(_UTF8, Dataset((2, 120), b"caption")) + b"\0\0\0"), 120) == ["caption"]


_DATASETS = st.lists(
    st.builds(
        Dataset,
        st.tuples(st.integers(1, 9), st.integers(0, 255)).filter(lambda key: key not in {(1, 90), (2, 0)}),
        st.binary(max_size=50) | st.just(b"x" * 40_000),
    )
)


@settings(max_examples=100, deadline=None)
@given(_DATASETS)
def test_datasets_are_read_as_written(datasets):
    assert parse(_block(*datasets)) == datasets


@settings(max_examples=100, deadline=None)
@given(_DATASETS)
def test_foreign_datasets_stay_in_order_and_merging_again_changes_nothing(datasets):
    ours = {(1, 90), (2, 0), (2, 40), (2, 80), (2, 110), (2, 116)}
    foreign = [item for item in datasets if item.key not in ours]
    block = _block(_UTF8, *foreign)

    once = merge(Blocks(iptc=block), _STATEMENT).blocks

    assert [item for item in parse(once.iptc) if item.key not in ours] == foreign
    assert merge(once, _STATEMENT).blocks == once


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1))
def test_anything_is_merged_or_kept_and_said(block):
    merged = merge(Blocks(iptc=b"\x1c" + block), _STATEMENT)

    if ("metadata-unreadable", {"block": "IPTC"}) in merged.notes:
        assert merged.blocks.iptc == b"\x1c" + block
    else:
        parse(merged.blocks.iptc)
