"""TF-IDF of short messages, and likeness to known ones."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.retrieval.features import features
from bot.retrieval.lexical import ngrams, stems
from bot.retrieval.tfidf import Likeness, Tfidf

TEXTS = ["how many lamps", "who keeps the lamps", "сколько ламп", "кто смотритель"]
QUERIES = [*TEXTS, "lamps lamps lamp", "я", "", "zzz", "смотритель ламп и лодок", "😀?"]


@pytest.fixture(scope="module")
def fitted() -> Tfidf:
    return Tfidf.fit(features, TEXTS)


@pytest.mark.parametrize("analyzer", [features, stems, ngrams])
def test_the_vectors_are_those_of_scikit_learn(analyzer) -> None:  # type: ignore[no-untyped-def]
    theirs = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True).fit(TEXTS).transform(QUERIES)
    ours = Tfidf.fit(analyzer, TEXTS).transform(QUERIES)
    assert ours.dtype == np.float32
    assert ours.toarray() == pytest.approx(theirs.toarray(), abs=1e-6)


def test_ngrams_are_those_of_scikit_learn() -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4)).build_analyzer()
    for text in ("я и ты", "lamps of the keeper"):
        assert sorted(ngrams(text)) == sorted(theirs(text))


def test_likeness_of_one_row_is_that_of_many(fitted: Tfidf) -> None:
    likeness = Likeness(fitted.transform(TEXTS))
    together = likeness(fitted.transform(QUERIES))
    assert together.shape == (len(QUERIES), len(TEXTS))
    for number, query in enumerate(QUERIES):
        alone = likeness(fitted.transform([query]))
        assert alone == pytest.approx(together[number : number + 1], abs=1e-6)
    assert np.diag(together[: len(TEXTS)]) == pytest.approx(1, abs=1e-5)


def test_no_texts_no_rows(fitted: Tfidf) -> None:
    assert fitted.transform([]).shape == (0, len(fitted.vocabulary))


def test_unit_rows_one_a_text(fitted: Tfidf) -> None:
    found = fitted.transform(TEXTS)
    assert found.shape == (len(TEXTS), len(fitted.vocabulary))
    assert np.allclose(found.multiply(found).sum(axis=1), 1.0, atol=1e-5)


def test_every_feature_has_a_column_and_a_weight(fitted: Tfidf) -> None:
    assert sorted(fitted.vocabulary.values()) == list(range(len(fitted.vocabulary)))
    assert set(fitted.vocabulary) == {f for text in TEXTS for f in features(text)}
    assert fitted.idf.shape == (len(fitted.vocabulary),)
    assert fitted.idf.dtype == np.float32


def test_what_is_rare_weighs_more(fitted: Tfidf) -> None:
    column = fitted.vocabulary
    assert fitted.idf[column["keep_"]] > fitted.idf[column["lamp_"]] > fitted.idf[column["^_"]]


def test_what_was_never_seen_is_left_out(fitted: Tfidf) -> None:
    found = fitted.transform(["zzz"])
    kept = {name for name, column in fitted.vocabulary.items() if found[0, column]}
    assert kept <= {" ", "^_", "$_"}


def test_vocabulary_and_weights_are_all_there_is_to_it(fitted: Tfidf) -> None:
    again = Tfidf(features, fitted.vocabulary, fitted.idf)
    queries = [*TEXTS, "lamps of the keeper", ""]
    assert (again.transform(queries) != fitted.transform(queries)).nnz == 0
