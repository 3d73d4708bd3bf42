"""Decides, before anything is looked up, whether a message is about somebody in danger.

Its examples are the messages of nlu/safety, cries and harmless near misses side by side, and the
library's own questions.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.linalg
import scipy.sparse
from numpy.typing import NDArray

from bot.retrieval.encoder import Vectors
from bot.retrieval.features import SparseFeatures

SAFETY = ("self_harm", "at_risk", "exposure")
"""Intents decided before anything else."""

HARMLESS = "none"
"""Label of everything else."""

WIDTH, RIDGE, DENSE_SHARE = 1.0, 0.15, 1.0
"""Of the kernel: its inverse width, its regularisation, the weight of the sentence vector; read
off cross-validation over nlu/safety."""

Margins = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """A labelled message.

    Attributes:
        text: as typed.
        language: language code of the file it stands in.
        label: one of SAFETY, or HARMLESS.
        tags: such as short, typo, near_miss, and for at_risk a situation.
    """

    text: str
    language: str
    label: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alarm:
    """How far one of SAFETY must be ahead of harmless.

    Attributes:
        doubt: from here on it is decided, unless the library knows the message very well.
        sure: from here on it is decided.
    """

    doubt: float
    sure: float


UNHEARD = Alarm(doubt=0.0, sure=0.0)
"""Of a language without labelled messages."""


def read_examples(folder: Path) -> list[Example]:
    """Every line of safety.<language>.tsv in a folder."""
    found = []
    for path in sorted(folder.glob("safety.*.tsv")):
        language = path.name.split(".")[1]
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                tags = tuple(filter(None, (row["tags"] or "").split(",")))
                found.append(Example(row["text"], language, row["label"], tags))
    return found


MISS_WEIGHS = 1.5
"""The share of cries missed weighs so much more than the share of false alarms."""

DOUBT = 0.35
"""How wide the doubt is; both read off cross-validation over nlu/safety."""


def alarm_of(margins: Margins, labels: Sequence[str], intent: str) -> Alarm:
    """The alarm of an intent that costs least on labelled messages unseen in training.

    Args:
        margins: of each message for the intent, shape (messages,).
        labels: of each message.
        intent: one of SAFETY.
    """
    truth = np.array(labels)
    cries, harmless = margins[truth == intent], margins[truth == HARMLESS]
    if not len(cries) or not len(harmless):
        return UNHEARD
    grid = np.round(np.arange(-0.9, 0.9, 0.02), 2)
    costs = [MISS_WEIGHS * (cries < t).mean() + (harmless >= t).mean() for t in grid]
    best = float(grid[int(np.argmin(costs))])
    return Alarm(doubt=best, sure=best + DOUBT)


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

    features: SparseFeatures
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
    ) -> SafetyClassifier:
        """Fit.

        Args:
            texts: the examples, as read.
            vectors: their unit vectors, shape (len(texts), dimensions).
            labels: one of SAFETY or HARMLESS for each.
            situations: the situation of each, empty where there is none.
        """
        features = SparseFeatures.fit(texts)
        sparse = features.transform(texts)
        columns = (*SAFETY, HARMLESS, *sorted(set(situations) - {""}))
        wanted = np.array(
            [
                [column in (label, situation) for column in columns]
                for label, situation in zip(labels, situations, strict=True)
            ],
            dtype=np.float32,
        )
        kernel = _kernel(sparse, vectors, sparse, vectors)
        kernel[np.diag_indices_from(kernel)] += RIDGE
        factor = scipy.linalg.cho_factor(kernel, overwrite_a=True)
        votes = scipy.linalg.cho_solve(factor, wanted).astype(np.float32)
        return cls(features, sparse, vectors, columns, votes)

    def judge(self, texts: Sequence[str], vectors: Vectors) -> tuple[Margins, list[str]]:
        """For each text by how much each of SAFETY is ahead of HARMLESS, shape (texts, 3), and
        the likeliest situation (empty where none is likely at all)."""
        sparse = self.features.transform(texts)
        scores = _kernel(sparse, vectors, self.sparse, self.vectors) @ self.votes
        kinds = len(SAFETY)
        margins = scores[:, :kinds] - scores[:, kinds : kinds + 1]
        names = self.columns[kinds + 1 :]
        situations = scores[:, kinds + 1 :]
        likeliest = [
            names[int(row.argmax())]
            if names and row.max() >= LIKELY * max(row.sum(), LIKELY)
            else ""
            for row in situations
        ]
        return margins, likeliest

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
            SparseFeatures(content["vocabulary"], a["idf"]),
            scipy.sparse.csr_matrix((a["data"], a["indices"], a["indptr"]), shape=shape),
            a["vectors"].astype(np.float32),
            tuple(content["columns"]),
            a["votes"],
        )


LIKELY = 0.5
"""Share of the votes on situations that the first of them must have."""


def _kernel(
    left: scipy.sparse.csr_matrix,
    left_vectors: Vectors,
    right: scipy.sparse.csr_matrix,
    right_vectors: Vectors,
) -> Vectors:
    alike = (left @ right.T).toarray() + DENSE_SHARE * (left_vectors @ right_vectors.T)
    return np.asarray(np.exp(WIDTH * (alike - 1 - DENSE_SHARE)), dtype=np.float32)
