"""Sparse features of short messages: character n-grams, stems, and pairs of stems."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.retrieval.lexical import stems
from bot.text import words

LONGEST_NGRAM = 5


class SparseFeatures:
    """TF-IDF of `features`; rows are unit vectors."""

    def __init__(self, vocabulary: dict[str, int], idf: NDArray[np.float32]) -> None:
        """Take a fitted vocabulary.

        Args:
            vocabulary: feature → column.
            idf: inverse document frequencies, shape (features,).
        """
        self.vocabulary = vocabulary
        self.idf = np.asarray(idf, dtype=np.float32)
        self._tfidf = TfidfVectorizer(
            analyzer=features, vocabulary=vocabulary, sublinear_tf=True, dtype=np.float32
        )
        self._tfidf.idf_ = self.idf

    @classmethod
    def fit(cls, texts: Sequence[str]) -> SparseFeatures:
        """The features that occur in these texts."""
        fitted = TfidfVectorizer(analyzer=features, sublinear_tf=True, dtype=np.float32).fit(texts)
        columns = {feature: int(column) for feature, column in fitted.vocabulary_.items()}
        return cls(columns, fitted.idf_)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """The texts' features, shape (len(texts), len(self.vocabulary))."""
        return self._tfidf.transform(texts)


def features(text: str) -> list[str]:
    """Character n-grams within words, and stems alone and in pairs with the text's ends."""
    found = [
        padded[start : start + length]
        for word in words(text)
        for padded in [f" {word} "]
        for length in range(1, LONGEST_NGRAM + 1)
        for start in range(max(1, len(padded) - length + 1))
    ]
    row = ["^", *stems(text), "$"]
    return found + [f"{a}_" for a in row] + [f"{a}_{b}" for a, b in itertools.pairwise(row)]
