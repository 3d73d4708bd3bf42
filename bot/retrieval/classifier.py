"""The classifiers: which intent a message has, and which target it asks for.

Both see a message's sparse features and its sentence vector. They are stored as plain arrays,
so that loading a model runs no foreign code.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import scipy.linalg
import scipy.sparse
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.retrieval.encoder import Vectors
from bot.retrieval.features import features
from bot.retrieval.tfidf import Likeness, Tfidf

Scores = NDArray[np.float32]

STRENGTH, ITERATIONS = 10.0, 120
"""Of the logistic regression: inverse regularisation, and steps at most."""

RIDGE, DENSE_SHARE = 1.0, 2.0
"""Of the kernel ridge regression: its regularisation, and the weight of the sentence vector."""


@dataclass(frozen=True)
class IntentClassifier:
    """Multinomial logistic regression with classes of equal weight, so that the few examples of
    danger are not outvoted.

    Attributes:
        labels: the intents, in the order of the columns.
        sparse_weights: shape (features, labels).
        dense_weights: shape (dimensions, labels).
        bias: shape (labels,).
    """

    labels: tuple[str, ...]
    sparse_weights: Scores
    dense_weights: Scores
    bias: Scores

    @classmethod
    def fit(
        cls, sparse: scipy.sparse.csr_matrix, vectors: Vectors, labels: Sequence[str]
    ) -> IntentClassifier:
        """Fit on features of shape (texts, features), vectors and one label a text."""
        both = scipy.sparse.hstack([sparse, scipy.sparse.csr_matrix(vectors)]).tocsr()
        model = LogisticRegression(
            C=STRENGTH, class_weight="balanced", max_iter=ITERATIONS, random_state=0
        )
        with warnings.catch_warnings():  # close enough by then: more iterations change nothing
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(both, list(labels))
        weights = model.coef_.astype(np.float32).T
        columns = sparse.shape[1]
        bias = model.intercept_.astype(np.float32)
        return cls(tuple(model.classes_), weights[:columns], weights[columns:], bias)

    def probabilities(self, sparse: scipy.sparse.csr_matrix, vectors: Vectors) -> Scores:
        """How likely each text has each intent, shape (texts, labels)."""
        scores = sparse @ self.sparse_weights + vectors @ self.dense_weights + self.bias
        shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class TargetClassifier:
    """Kernel ridge regression (Saunders, Gammerman and Vovk, ICML 1998) on all targets at once:
    a least-squares vote of all examples, fitted in two seconds where 140 classes of logistic
    regression take minutes.

    Attributes:
        sparse: the examples' features, shape (examples, features).
        vectors: the examples' unit vectors, shape (examples, dimensions).
        votes: what each example says of each target, shape (examples, targets).
    """

    sparse: scipy.sparse.csr_matrix
    vectors: Vectors
    votes: Scores

    @classmethod
    def fit(
        cls, sparse: scipy.sparse.csr_matrix, vectors: Vectors, target_of: NDArray[np.intp]
    ) -> TargetClassifier:
        """Fit on examples and the number of each one's target."""
        wanted = np.eye(int(target_of.max()) + 1, dtype=np.float32)[target_of]
        kernel = Likeness(sparse)(sparse) + DENSE_SHARE * (vectors @ vectors.T)
        kernel[np.diag_indices_from(kernel)] += RIDGE
        factor = scipy.linalg.cho_factor(kernel, overwrite_a=True)
        return cls(sparse, vectors, scipy.linalg.cho_solve(factor, wanted).astype(np.float32))

    @cached_property
    def _weights(self) -> tuple[Scores, Scores]:
        """The votes by feature and by dimension: the kernel is linear, so that they can be summed
        up before a text comes."""
        by_feature = np.asarray(self.sparse.T @ self.votes, dtype=np.float32)
        return by_feature, DENSE_SHARE * (self.vectors.T @ self.votes)

    def scores(self, sparse: scipy.sparse.csr_matrix, vectors: Vectors) -> Scores:
        """How much each text is like each target, about 0 to 1, shape (texts, targets).

        Args:
            sparse: the texts' features, shape (texts, features).
            vectors: their unit vectors, shape (texts, dimensions).
        """
        by_feature, by_dimension = self._weights
        return np.asarray(sparse @ by_feature + vectors @ by_dimension, dtype=np.float32)


@dataclass(frozen=True)
class Classifiers:
    """The features and the two classifiers over them."""

    features: Tfidf
    intents: IntentClassifier
    targets: TargetClassifier

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Vectors,
        labels: Sequence[str],
        target_of: NDArray[np.intp],
    ) -> Classifiers:
        """Fit on labelled examples.

        Args:
            texts: the examples.
            vectors: their unit vectors, shape (len(texts), dimensions).
            labels: the intent of each.
            target_of: the number of each one's target.
        """
        tfidf = Tfidf.fit(features, texts)
        sparse = tfidf.transform(texts)
        return cls(
            tfidf,
            IntentClassifier.fit(sparse, vectors, labels),
            TargetClassifier.fit(sparse, vectors, target_of),
        )

    def judge(self, analysed: Sequence[Sequence[str]], vectors: Vectors) -> tuple[Scores, Scores]:
        """The probabilities of the intents and the scores of the targets for some texts.

        Args:
            analysed: the `features` of each text.
            vectors: their unit vectors, shape (texts, dimensions).
        """
        sparse = self.features.rows(analysed)
        return self.intents.probabilities(sparse, vectors), self.targets.scores(sparse, vectors)

    def save(self, folder: Path) -> None:
        """Write everything but the examples' vectors, which the index holds, to a folder."""
        sparse, intents = self.targets.sparse, self.intents
        np.savez(
            folder / "classifiers.npz",
            idf=self.features.idf,
            sparse_weights=intents.sparse_weights,
            dense_weights=intents.dense_weights,
            bias=intents.bias,
            votes=self.targets.votes,
            data=sparse.data,
            indices=sparse.indices,
            indptr=sparse.indptr,
        )
        content = {"labels": intents.labels, "vocabulary": self.features.vocabulary}
        (folder / "classifiers.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path, vectors: Vectors) -> Classifiers:
        """Read from a folder; `vectors` are those of the examples."""
        content = json.loads((folder / "classifiers.json").read_text("utf-8"))
        with np.load(folder / "classifiers.npz", allow_pickle=False) as arrays:
            a = dict(arrays)
        shape = (len(a["indptr"]) - 1, len(a["idf"]))
        sparse = scipy.sparse.csr_matrix((a["data"], a["indices"], a["indptr"]), shape=shape)
        labels = tuple(content["labels"])
        return cls(
            Tfidf(features, content["vocabulary"], a["idf"]),
            IntentClassifier(labels, a["sparse_weights"], a["dense_weights"], a["bias"]),
            TargetClassifier(sparse, vectors, a["votes"]),
        )
