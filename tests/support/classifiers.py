"""Classifiers fitted on all questions of an index, as training fits them."""

from __future__ import annotations

from bot.retrieval.classifier import Classifiers
from bot.retrieval.index import QUESTION, Index
from bot.retrieval.questions import INTENT
from bot.retrieval.ranker import FAQ


def fitted(index: Index) -> Classifiers:
    """Classifiers for an index."""
    texts, vectors, target_of = index.examples(QUESTION)
    names = [index.targets(QUESTION)[number] for number in target_of]
    labels = [t.removeprefix(INTENT) if t.startswith(INTENT) else FAQ for t in names]
    return Classifiers.fit(texts, vectors, labels, target_of)
