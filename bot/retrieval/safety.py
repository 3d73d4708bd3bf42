"""Decides, before anything is looked up, whether a message is about somebody in danger.

Its examples are the messages of nlu/safety, cries and harmless near misses side by side, and the
library's own questions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import scipy.linalg
import scipy.sparse

from bot.retrieval.alarm import Margins
from bot.retrieval.cries import HARMLESS, SAFETY
from bot.retrieval.encoder import Vectors
from bot.retrieval.features import features
from bot.retrieval.tfidf import Likeness, Tfidf

WIDTH, RIDGE, DENSE_SHARE = 1.0, 0.15, 1.0
"""Of the kernel: its inverse width, its regularisation, the weight of the sentence vector; read
off cross-validation over nlu/safety."""


@dataclass(frozen=True)
class SafetyClassifier:
    """Kernel ridge regression with a Gaussian kernel (Saunders, Gammerman and Vovk, ICML 1998):
    each example votes the more, the more alike it is, in letters, stems and meaning.

    Attributes:
        features: of the examples' letters and stems.
        sparse: the examples' features, shape (examples, features).
        vectors: the examples' unit vectors, shape (examples, dimensions).
        columns: what is voted on: SAFETY, HARMLESS, then the situations.
        votes: shape (examples, columns).
    """

    features: Tfidf
    sparse: scipy.sparse.csr_matrix
    vectors: Vectors
    columns: tuple[str, ...]
    votes: Vectors

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: Vectors,
        labels: Sequence[str],
        situations: Sequence[str],
    ) -> tuple[SafetyClassifier, Margins]:
        """Fit; and the margins that each example would get had it not been seen.

        Leave-one-out has a closed form here: Rifkin and Lippert, "Notes on Regularized Least
        Squares" (MIT-CSAIL-TR-2007-025), section 3.

        Args:
            texts: the examples, as read.
            vectors: their unit vectors, shape (len(texts), dimensions).
            labels: one of SAFETY or HARMLESS for each.
            situations: the situation of each, empty where there is none.
        """
        tfidf = Tfidf.fit(features, texts)
        sparse = tfidf.transform(texts)
        columns = (*SAFETY, HARMLESS, *sorted(set(situations) - {""}))
        wanted = np.array(
            [
                [column in (label, situation) for column in columns]
                for label, situation in zip(labels, situations, strict=True)
            ],
            dtype=np.float32,
        )
        inverse = _inverse(_kernel(Likeness(sparse)(sparse), vectors @ vectors.T))
        votes = inverse @ wanted
        unseen = wanted - votes / np.diag(inverse)[:, np.newaxis]
        return cls(tfidf, sparse, vectors, columns, votes), _ahead(unseen)

    @cached_property
    def _likeness(self) -> Likeness:
        """To the examples, by feature: turning them costs more than a message does."""
        return Likeness(self.sparse)

    def judge(
        self, analysed: Sequence[Sequence[str]], vectors: Vectors
    ) -> tuple[Margins, list[str]]:
        """For each text by how much each of SAFETY is ahead of HARMLESS, shape (texts, 3), and
        the likeliest situation (empty where none is likely at all).

        Args:
            analysed: the `features` of each text.
            vectors: their unit vectors, shape (texts, dimensions).
        """
        likeness = self._likeness(self.features.rows(analysed))
        scores = _kernel(likeness, vectors @ self.vectors.T) @ self.votes
        names = self.columns[len(SAFETY) + 1 :]
        situations = scores[:, len(SAFETY) + 1 :]
        likeliest = [
            names[int(row.argmax())]
            if names and row.max() >= LIKELY * max(row.sum(), LIKELY)
            else ""
            for row in situations
        ]
        return _ahead(scores), likeliest

    def save(self, folder: Path) -> None:
        """Write to a folder."""
        np.savez(
            folder / "safety.npz",
            idf=self.features.idf,
            votes=self.votes,
            vectors=self.vectors.astype(np.float16),
            data=self.sparse.data,
            indices=self.sparse.indices,
            indptr=self.sparse.indptr,
        )
        content = {"columns": self.columns, "vocabulary": self.features.vocabulary}
        (folder / "safety.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> SafetyClassifier:
        """Read from a folder."""
        content = json.loads((folder / "safety.json").read_text("utf-8"))
        with np.load(folder / "safety.npz", allow_pickle=False) as arrays:
            a = dict(arrays)
        shape = (len(a["indptr"]) - 1, len(a["idf"]))
        return cls(
            Tfidf(features, content["vocabulary"], a["idf"]),
            scipy.sparse.csr_matrix((a["data"], a["indices"], a["indptr"]), shape=shape),
            a["vectors"].astype(np.float32),
            tuple(content["columns"]),
            a["votes"],
        )


LIKELY = 0.5
"""Share of the votes on situations that the first of them must have."""


def _ahead(scores: Vectors) -> Margins:
    kinds = len(SAFETY)
    return np.asarray(scores[:, :kinds] - scores[:, kinds : kinds + 1], dtype=np.float32)


def _inverse(kernel: Vectors) -> Vectors:
    """The inverse of the kernel plus RIDGE, by Cholesky's decomposition."""
    kernel[np.diag_indices_from(kernel)] += RIDGE
    factor, _ = scipy.linalg.lapack.spotrf(kernel, lower=1)
    half, _ = scipy.linalg.lapack.spotri(factor, lower=1)
    lower = np.tril(half)
    return np.asarray(lower + np.tril(lower, -1).T, dtype=np.float32)


def _kernel(sparse: Vectors, dense: Vectors) -> Vectors:
    alike = sparse + DENSE_SHARE * dense
    return np.asarray(np.exp(WIDTH * (alike - 1 - DENSE_SHARE)), dtype=np.float32)
