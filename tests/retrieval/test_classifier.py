"""The intent classifier: probabilities that generalise."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import scipy.sparse

from bot.retrieval.classifier import IntentClassifier
from bot.retrieval.features import features
from bot.retrieval.tfidf import Tfidf
from tests.support.encoders import FakeEncoder

ENCODER = FakeEncoder()
EXAMPLES = {
    "greet": ["hello", "hello there", "привет", "приветик", "hi hello"],
    "at_risk": ["save me please", "please save me now", "спасите меня", "спасите нас"],
    "faq": [
        "how many lamps",
        "how many boats",
        "who is the keeper",
        "сколько ламп",
        "сколько лодок",
        "кто смотритель",
    ],
}
RARE = {
    "at_risk": ["help me", "help us"],
    "greet": ["hello"],
    "faq": [f"help with lamp {n}" for n in range(60)],
}


class Intents:
    """A classifier with the features it was fitted on."""

    def __init__(self, examples: dict[str, list[str]]) -> None:
        texts = [text for some in examples.values() for text in some]
        labels = [label for label, some in examples.items() for _ in some]
        self.features = Tfidf.fit(features, texts)
        sparse = self.features.transform(texts)
        self.classifier = IntentClassifier.fit(sparse, ENCODER.embed(texts), labels)

    def probabilities(self, *texts: str) -> np.ndarray:
        sparse = self.features.transform(texts)
        return self.classifier.probabilities(sparse, ENCODER.embed(texts))

    def likeliest(self, text: str) -> str:
        return self.classifier.labels[int(self.probabilities(text)[0].argmax())]


@cache
def intents() -> Intents:
    return Intents(EXAMPLES)


def test_one_probability_a_label() -> None:
    found = intents().probabilities("hello", "", "zzz")
    assert set(intents().classifier.labels) == set(EXAMPLES)
    assert found.shape == (3, 3)
    assert found.dtype == np.float32
    assert np.allclose(found.sum(axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("HELLO!", "greet"),
        ("привет всем", "greet"),
        ("save us please", "at_risk"),
        ("спасите", "at_risk"),
        ("how many keepers", "faq"),
        ("сколько смотрителей", "faq"),
    ],
)
def test_it_generalises(text: str, label: str) -> None:
    assert intents().likeliest(text) == label


def test_a_rare_intent_weighs_as_much_as_a_frequent_one() -> None:
    assert Intents(RARE).likeliest("help me lamp") == "at_risk"


def test_very_large_scores_stay_finite() -> None:
    sparse = scipy.sparse.csr_matrix(np.ones((1, 1), dtype=np.float32))
    weights = np.array([[0.0, 5000.0]], dtype=np.float32)
    classifier = IntentClassifier(("a", "b"), -weights, 0 * weights, np.zeros(2, dtype=np.float32))
    vectors = np.ones((1, 1), dtype=np.float32)
    assert classifier.probabilities(sparse, vectors).tolist() == [[1.0, 0.0]]
