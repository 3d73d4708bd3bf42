"""Rows are named and sealed under one key; without it they say nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.sealing import BLOCK, Sealer
from tests.support.unhurried import unhurried

KEY = b"a key of thirty-two characters!!"
SEALER = Sealer(KEY)
CONTENT = {"last": "ru", "choice": None}
ANY_TEXT = st.text(st.characters(blacklist_categories=[]))
"""Lone halves of surrogate pairs too: Telegram lets them through."""


@unhurried
@given(st.dictionaries(ANY_TEXT, ANY_TEXT | st.none() | st.integers()))
def test_what_was_sealed_comes_back(content):
    assert SEALER.unseal("row", SEALER.seal("row", content)) == content


def test_databases_give_bytes_in_other_types():
    sealed = SEALER.seal("row", CONTENT)
    assert SEALER.unseal("row", memoryview(sealed)) == CONTENT


def test_another_key_reads_nothing():
    assert Sealer(KEY[:-1] + b"?").unseal("row", SEALER.seal("row", CONTENT)) is None


def test_a_row_in_the_place_of_another_reads_as_nothing():
    assert SEALER.unseal("another", SEALER.seal("row", CONTENT)) is None


def test_every_altered_byte_is_noticed():
    sealed = SEALER.seal("row", CONTENT)
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        assert SEALER.unseal("row", bytes(altered)) is None


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 28, 100])
def test_what_was_cut_off_reads_as_nothing(length):
    assert SEALER.unseal("row", SEALER.seal("row", CONTENT)[:length]) is None


def test_the_same_sealed_twice_looks_different_throughout():
    one, other = SEALER.seal("row", CONTENT), SEALER.seal("row", CONTENT)
    pieces = {one[at : at + 4] for at in range(0, len(one), 4)}
    assert len(pieces & {other[at : at + 4] for at in range(0, len(other), 4)}) <= 1


@pytest.mark.parametrize(
    "content",
    [
        {"entry": "a"},
        {"entry": "an-id-of-thirty-two-characters-x"},
        {"last": None, "choice": None},
        {"last": "zh-Hant-TW", "choice": "zh-Hant-TW"},
    ],
)
def test_all_that_is_kept_of_people_has_one_length(content):
    assert len(SEALER.seal("row", content)) == len(SEALER.seal("row", CONTENT))


@pytest.mark.parametrize("length", [1, 100, 101, 150, 4000])
def test_lengths_of_texts_are_told_in_blocks_only(length):
    assert (len(SEALER.seal("row", {"text": "x" * length})) - 28) % BLOCK == 0


def test_names_tell_neither_person_nor_kind():
    person = "0123456789abcdef0123456789abcdef"
    names = [
        sealer.row_name(kind, person)
        for sealer in (SEALER, Sealer(KEY[::-1]))
        for kind in ("topic", "language")
    ]
    assert len(set(names)) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)
    assert SEALER.row_name("topic", person) == Sealer(KEY).row_name("topic", person)
    assert SEALER.row_name("topic", "another") not in names


def test_the_key_is_never_printed():
    assert KEY.decode() not in repr(SEALER) + str(SEALER)
    assert SEALER.row_name("topic", "\ud83d")  # and no name is too strange
