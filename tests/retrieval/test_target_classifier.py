"""The target classifier, and both classifiers together: fitted, stored, read back."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

from bot.retrieval.classifier import DENSE_SHARE, RIDGE, Classifiers, TargetClassifier
from bot.retrieval.features import features
from bot.retrieval.index import QUESTION, Index, Phrase
from bot.retrieval.tfidf import Tfidf
from tests.support.classifiers import fitted
from tests.support.encoders import FakeEncoder

ENCODER = FakeEncoder()
EXAMPLES = {
    "lamps": ["how many lamps", "number of lamps", "сколько ламп"],
    "keeper": ["who is the keeper", "name of the keeper", "кто смотритель"],
    "storm": ["what did the storm do", "the great storm", "что натворил шторм"],
    "intent:greet": ["hello there", "good morning", "привет"],
    "intent:at_risk": ["we are sinking", "i am drowning", "мы тонем"],
}
TARGETS = tuple(EXAMPLES)
QUERIES = ["lamps", "keeper name", "шторм", "HELLO", "😀", ""]


@cache
def index() -> Index:
    found = [Phrase(t, QUESTION, target, "en") for target, ts in EXAMPLES.items() for t in ts]
    return Index.build(found, ENCODER.embed, ENCODER.fingerprint)


@cache
def classifiers() -> Classifiers:
    return fitted(index())


def judged(some: Classifiers, *texts: str) -> tuple[np.ndarray, np.ndarray]:
    vectors = ENCODER.embed(texts)
    return some.judge([features(text) for text in texts], vectors)


@pytest.mark.parametrize(("target", "text"), [(g, t) for g, ts in EXAMPLES.items() for t in ts])
def test_an_example_is_most_like_its_own_target(target: str, text: str) -> None:
    scores = judged(classifiers(), text)[1][0]
    assert TARGETS[scores.argmax()] == target
    assert 0.4 < scores.max() < 1.1


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("count of the lamps", "lamps"),
        ("keepers?", "keeper"),
        ("смотритель кто он", "keeper"),
        ("storms", "storm"),
        ("шторм", "storm"),
        ("hello", "intent:greet"),
    ],
)
def test_the_right_target_is_first(text: str, target: str) -> None:
    assert TARGETS[judged(classifiers(), text)[1][0].argmax()] == target


def test_one_score_a_target_for_each_text() -> None:
    intents, targets = judged(classifiers(), *QUERIES)
    assert targets.shape == (len(QUERIES), len(TARGETS))
    assert intents.shape == (len(QUERIES), 3)
    assert classifiers().intents.labels == ("at_risk", "faq", "greet")
    assert intents.dtype == targets.dtype == np.float32
    assert np.isfinite(targets).all()


def test_texts_are_judged_one_by_one() -> None:
    together = judged(classifiers(), *QUERIES)
    for number, text in enumerate(QUERIES):
        for all_of_them, alone in zip(together, judged(classifiers(), text), strict=True):
            assert np.allclose(all_of_them[number], alone[0], atol=1e-5)


def test_one_example_gets_the_share_that_the_ridge_leaves() -> None:
    texts = ["how many lamps"]
    sparse, vectors = Tfidf.fit(features, texts).transform(texts), ENCODER.embed(texts)
    found = TargetClassifier.fit(sparse, vectors, np.array([0]))
    alike = 1 + DENSE_SHARE
    assert found.scores(sparse, vectors) == pytest.approx(alike / (alike + RIDGE), abs=1e-4)


def test_examples_that_agree_outvote_a_single_one() -> None:
    rows = np.eye(2, dtype=np.float32)[[0, 0, 0, 0]]
    sparse = scipy.sparse.csr_matrix(rows)
    found = TargetClassifier.fit(sparse, rows, np.array([0, 1, 1, 1]))
    assert found.scores(sparse[:1], rows[:1])[0].argmax() == 1


def stored(folder: Path) -> Classifiers:
    """The classifiers written to a folder and read again."""
    classifiers().save(folder)
    return Classifiers.load(folder, index().examples(QUESTION)[1])


def test_stored_classifiers_say_the_same(tmp_path: Path) -> None:
    loaded = stored(tmp_path)
    assert loaded.intents.labels == classifiers().intents.labels
    for before, after in zip(
        judged(classifiers(), *QUERIES), judged(loaded, *QUERIES), strict=True
    ):
        assert np.array_equal(before, after)


def test_the_vectors_are_left_to_the_index(tmp_path: Path) -> None:
    assert stored(tmp_path).targets.vectors is index().examples(QUESTION)[1]
    with np.load(tmp_path / "classifiers.npz", allow_pickle=False) as arrays:
        assert "vectors" not in arrays.files


def test_nothing_is_pickled(tmp_path: Path) -> None:
    stored(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"classifiers.npz", "classifiers.json"}
    with np.load(tmp_path / "classifiers.npz", allow_pickle=False) as arrays:
        assert all(array.dtype.kind in "fi" for array in dict(arrays).values())


def test_loading_runs_no_foreign_code(tmp_path: Path) -> None:
    stored(tmp_path)
    harmful = np.array([object()])
    np.savez(tmp_path / "classifiers.npz", idf=harmful, votes=harmful)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        Classifiers.load(tmp_path, index().examples(QUESTION)[1])
