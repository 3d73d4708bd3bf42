"""The intent classifier: fitted, stored, read back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.retrieval.classifier import IntentClassifier
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
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]


@pytest.fixture(scope="module")
def classifier() -> IntentClassifier:
    return IntentClassifier.fit(TEXTS, ENCODER.embed(TEXTS), LABELS)


def likeliest(classifier: IntentClassifier, text: str) -> str:
    found = classifier.probabilities([text], ENCODER.embed([text]))[0]
    return classifier.labels[int(found.argmax())]


def test_one_probability_a_label(classifier: IntentClassifier) -> None:
    found = classifier.probabilities(["hello", "", "zzz"], ENCODER.embed(["hello", "", "zzz"]))
    assert set(classifier.labels) == set(EXAMPLES)
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
def test_it_generalises(classifier: IntentClassifier, text: str, label: str) -> None:
    assert likeliest(classifier, text) == label


def test_a_rare_intent_weighs_as_much_as_a_frequent_one() -> None:
    texts = ["help me", "help us", "hello", *(f"help with lamp {n}" for n in range(60))]
    labels = ["at_risk", "at_risk", "greet"] + ["faq"] * 60
    classifier = IntentClassifier.fit(texts, ENCODER.embed(texts), labels)
    assert likeliest(classifier, "help me lamp") == "at_risk"


def test_very_large_scores_stay_finite() -> None:
    vectors = np.ones((1, 1), dtype=np.float32)
    weights = np.array([[0.0, 5000.0], [0.0, 0.0]], dtype=np.float32)
    classifier = IntentClassifier(["a", "b"], {"x": 0}, weights, np.zeros(2, dtype=np.float32))
    assert classifier.probabilities([""], vectors).tolist() == [[1.0, 0.0]]


def test_a_stored_classifier_says_the_same(classifier: IntentClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    loaded = IntentClassifier.load(tmp_path)
    queries = ["hello", "спасите", "how many", "😀"]
    vectors = ENCODER.embed(queries)
    assert loaded.labels == classifier.labels
    assert np.array_equal(
        loaded.probabilities(queries, vectors), classifier.probabilities(queries, vectors)
    )


def test_loading_runs_no_foreign_code(classifier: IntentClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".npz", ".json"}
    harmful = np.array([object()])
    np.savez(tmp_path / "classifier.npz", weights=harmful, bias=harmful)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        IntentClassifier.load(tmp_path)
