"""TF-IDF of short messages: fitted by scikit-learn, applied here.

A message has some sixty features; checking its arguments costs scikit-learn ten times as long as
weighing them, several times a message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

Analyzer = Callable[[str], Sequence[str]]
Weights = NDArray[np.float32]


class Tfidf:
    """Unit vectors of a text's features, their counts damped (1 + ln) and weighed by rarity."""

    def __init__(self, analyzer: Analyzer, vocabulary: dict[str, int], idf: Weights) -> None:
        """Take what was fitted.

        Args:
            analyzer: a text's features, as often as it has them.
            vocabulary: feature → column.
            idf: inverse document frequencies, shape (features,).
        """
        self.analyzer = analyzer
        self.vocabulary = vocabulary
        self.idf = np.asarray(idf, dtype=np.float32)

    @classmethod
    def fit(cls, analyzer: Analyzer, texts: Sequence[str]) -> Tfidf:
        """The features that occur in these texts."""
        fitted = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, dtype=np.float32).fit(texts)
        columns = {feature: int(column) for feature, column in fitted.vocabulary_.items()}
        return cls(analyzer, columns, fitted.idf_)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """The texts' vectors, float32, shape (len(texts), len(self.vocabulary))."""
        return self.rows([self.analyzer(text) for text in texts])

    def rows(self, analysed: Sequence[Sequence[str]]) -> csr_matrix:
        """The vectors of texts whose features are known already."""
        rows = [self._row(features) for features in analysed]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([columns for columns, _ in rows] or [np.zeros(0, np.int32)])
        weights = np.concatenate([weights for _, weights in rows] or [np.zeros(0, np.float32)])
        return csr_matrix((weights, columns, ends), shape=(len(rows), len(self.vocabulary)))

    def _row(self, features: Sequence[str]) -> tuple[NDArray[np.int32], Weights]:
        """Columns in ascending order, and their weights."""
        column = self.vocabulary
        counts = Counter(column[feature] for feature in features if feature in column)
        columns = np.array(sorted(counts), dtype=np.int32)
        tally = np.array([counts[number] for number in columns.tolist()], dtype=np.float32)
        weights = (1 + np.log(tally)) * self.idf[columns]
        length = float(np.sqrt(weights @ weights))
        return columns, weights / length if length else weights


class Likeness:
    """Cosine of a text's vector and those of known texts."""

    def __init__(self, known: csr_matrix) -> None:
        """Turn the known texts' vectors, shape (texts, features), by feature: a message touches
        few of them."""
        self._by_feature = known.T.tocsr()

    def __call__(self, rows: csr_matrix) -> Weights:
        """Likeness of each row to each known text, float32, shape (rows, texts)."""
        if rows.shape[0] == 1:  # several times as fast as a product of two matrices
            scores = rows.data @ self._by_feature[rows.indices]
            return np.asarray(scores, dtype=np.float32)[np.newaxis]
        return np.asarray((rows @ self._by_feature).toarray(), dtype=np.float32)
