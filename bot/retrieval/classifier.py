"""The intent classifier: is this a question for the library, or one of the other intents?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.retrieval.encoder import Vectors
from bot.text import fold

FEWEST = 2
"""Texts in which an n-gram must occur to be a feature."""


class IntentClassifier:
    """Multinomial logistic regression on the sentence vector and character n-grams.

    Stored as plain arrays and a vocabulary, so that loading a model runs no foreign code.
    """

    def __init__(
        self, labels: Sequence[str], vocabulary: dict[str, int], weights: Vectors, bias: Vectors
    ) -> None:
        """Take fitted parameters.

        Args:
            labels: the intents, in the order of the rows of `weights`.
            vocabulary: n-gram → column.
            weights: shape (labels, n-grams + dimensions); the vector's columns come last.
            bias: shape (labels,).
        """
        self.labels = tuple(labels)
        self._ngrams = _vectorizer(vocabulary)
        self._sparse_weights = np.ascontiguousarray(weights[:, : len(vocabulary)].T)
        self._dense_weights = np.ascontiguousarray(weights[:, len(vocabulary) :].T)
        self._weights = weights
        self._bias = bias

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Vectors, labels: Sequence[str]) -> IntentClassifier:
        """Fit on labelled texts and their unit vectors, shape (len(texts), dimensions)."""
        ngrams = CountVectorizer(
            analyzer="char_wb", ngram_range=(1, 4), preprocessor=fold, min_df=FEWEST
        )
        counts = ngrams.fit_transform(texts)
        features = scipy.sparse.hstack([counts, scipy.sparse.csr_matrix(vectors)]).tocsr()
        model = LogisticRegression(class_weight="balanced", max_iter=300, random_state=0)
        model.fit(features, list(labels))
        vocabulary = {ngram: int(column) for ngram, column in ngrams.vocabulary_.items()}
        return cls(
            list(model.classes_),
            vocabulary,
            model.coef_.astype(np.float32),
            model.intercept_.astype(np.float32),
        )

    def probabilities(self, texts: Sequence[str], vectors: Vectors) -> NDArray[np.float32]:
        """How likely each text has each intent, shape (len(texts), len(self.labels))."""
        counts = self._ngrams.transform(texts)
        scores = counts @ self._sparse_weights + vectors @ self._dense_weights + self._bias
        shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write the parameters to a folder."""
        np.savez(folder / "classifier.npz", weights=self._weights, bias=self._bias)
        content = {"labels": self.labels, "vocabulary": self._ngrams.vocabulary}
        (folder / "classifier.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentClassifier:
        """Read the parameters from a folder."""
        content = json.loads((folder / "classifier.json").read_text("utf-8"))
        with np.load(folder / "classifier.npz", allow_pickle=False) as arrays:
            weights, bias = arrays["weights"], arrays["bias"]
        return cls(content["labels"], content["vocabulary"], weights, bias)


def _vectorizer(vocabulary: dict[str, int]) -> CountVectorizer:
    return CountVectorizer(
        analyzer="char_wb", ngram_range=(1, 4), preprocessor=fold, vocabulary=vocabulary
    )
