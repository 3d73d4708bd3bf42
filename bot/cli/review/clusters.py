"""Questions passed on, put together with those alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.cli.nearest import Neighbour
from bot.retrieval.encoder import Encoder, Vectors
from bot.store.questions import Question

ALIKE = 0.7
"""Cosine above which two questions count as similar: about where two wordings of one entry of
the library lie."""

Wording = tuple[int, str, str]
"""How often, in which language, in which words."""


@dataclass(frozen=True)
class Cluster:
    """Questions alike that may be seen, and the entries nearest to them.

    Attributes:
        questions: in no order of time.
        nearest: entries, the nearest first.
    """

    questions: tuple[Question, ...]
    nearest: tuple[Neighbour, ...]

    @property
    def wordings(self) -> list[Wording]:
        """The different wordings, the most frequent first."""
        counts = Counter((question.language, question.text) for question in self.questions)
        found = [(times, language, text) for (language, text), times in counts.items()]
        return sorted(found, key=lambda wording: (-wording[0], *wording[1:]))


def groups(texts: Sequence[str], encoder: Encoder | None) -> list[int]:
    """For each text the number of its group. Without an encoder only the same words are alike.

    What readers wrote is embedded here and now; no vector of it is kept.
    """
    different = list(dict.fromkeys(texts))
    vectors = encoder.embed(different) if encoder else np.eye(len(different), dtype=np.float32)
    number = dict(zip(different, linked(vectors), strict=True))
    return [number[text] for text in texts]


def linked(vectors: Vectors) -> list[int]:
    """For each unit vector, shape (texts, dimensions), the number of its group.

    The linkage is complete: every two of a group are ALIKE. By a chain of likenesses somebody's
    own question would count as a crowd's, and be seen, because of others that it is not like.
    """
    if len(vectors) < 2:
        return [0] * len(vectors)
    from sklearn.cluster import AgglomerativeClustering

    distances = np.clip(1 - vectors @ vectors.T, 0, 2)
    clustering = AgglomerativeClustering(
        n_clusters=None, affinity="precomputed", linkage="complete", distance_threshold=1 - ALIKE
    )
    return [int(number) for number in clustering.fit_predict(distances)]


def clustered(questions: Sequence[Question], group_of: Sequence[int]) -> list[list[Question]]:
    """The questions by group, most asked first."""
    found: defaultdict[int, list[Question]] = defaultdict(list)
    for question, number in zip(questions, group_of, strict=True):
        found[number].append(question)
    ordered = [sorted(group, key=lambda q: (q.text, q.language, q.id)) for group in found.values()]
    return sorted(ordered, key=lambda group: (-len(group), group[0].text))
