"""Sparse features: n-grams of characters, stems, pairs of stems."""

from __future__ import annotations

import numpy as np
import pytest

from bot.retrieval.features import LONGEST_NGRAM, SparseFeatures, features

TEXTS = ["how many lamps", "who keeps the lamps", "сколько ламп", "кто смотритель"]


@pytest.fixture(scope="module")
def fitted() -> SparseFeatures:
    return SparseFeatures.fit(TEXTS)


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


def test_unit_rows_one_a_text(fitted: SparseFeatures) -> None:
    found = fitted.transform(TEXTS)
    assert found.shape == (len(TEXTS), len(fitted.vocabulary))
    assert np.allclose(found.multiply(found).sum(axis=1), 1.0, atol=1e-5)


def test_every_feature_has_a_column_and_a_weight(fitted: SparseFeatures) -> None:
    assert sorted(fitted.vocabulary.values()) == list(range(len(fitted.vocabulary)))
    assert set(fitted.vocabulary) == {f for text in TEXTS for f in features(text)}
    assert fitted.idf.shape == (len(fitted.vocabulary),)
    assert fitted.idf.dtype == np.float32


def test_what_is_rare_weighs_more(fitted: SparseFeatures) -> None:
    column = fitted.vocabulary
    assert fitted.idf[column["keep_"]] > fitted.idf[column["lamp_"]] > fitted.idf[column["^_"]]


def test_what_was_never_seen_is_left_out(fitted: SparseFeatures) -> None:
    found = fitted.transform(["zzz"])
    kept = {name for name, column in fitted.vocabulary.items() if found[0, column]}
    assert kept <= {" ", "^_", "$_"}


def test_vocabulary_and_weights_are_all_there_is_to_it(fitted: SparseFeatures) -> None:
    again = SparseFeatures(fitted.vocabulary, fitted.idf)
    queries = [*TEXTS, "lamps of the keeper", ""]
    assert (again.transform(queries) != fitted.transform(queries)).nnz == 0
