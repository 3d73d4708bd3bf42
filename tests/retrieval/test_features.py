"""Sparse features: n-grams of characters, stems, pairs of stems."""

from __future__ import annotations

import pytest

from bot.retrieval.features import LONGEST_NGRAM, features


def test_ngrams_stay_within_a_word() -> None:
    found = features("ab cd")
    assert {" ", "a", "b", " a", "ab", "b ", " ab", "ab ", " ab ", " cd "} <= set(found)
    assert not {"b c", "bc", "ab cd"} & set(found)


def test_ngrams_are_no_longer_than_the_longest() -> None:
    found = [feature for feature in features("lighthouse") if "_" not in feature]
    assert max(map(len, found)) == LONGEST_NGRAM


def test_stems_stand_alone_and_in_pairs_with_the_ends() -> None:
    found = [feature for feature in features("Two lamps") if "_" in feature]
    assert found == ["^_", "two_", "lamp_", "$_", "^_two", "two_lamp", "lamp_$"]


def test_order_of_words_matters_to_pairs_only() -> None:
    one, other = set(features("lamps boats")), set(features("boats lamps"))
    assert one ^ other == {"^_lamp", "lamp_boat", "boat_$", "^_boat", "boat_lamp", "lamp_$"}


@pytest.mark.parametrize("text", ["", "?!", "😀"])
def test_without_words_only_the_ends_are_left(text: str) -> None:
    assert features(text) == ["^_", "$_", "^_$"]


def test_case_and_punctuation_change_nothing() -> None:
    assert features("HOW many, lamps?") == features("how many lamps")
