"""Exact search over questions and passages."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ModelError
from bot.retrieval.index import PASSAGE, QUESTION, Index, Phrase
from bot.retrieval.lexical import Lexemes
from tests.support.encoders import FakeEncoder

ENCODER = FakeEncoder()
PHRASES = [
    Phrase("how many lamps", QUESTION, "lamps", "en"),
    Phrase("the storm", QUESTION, "storm", "en"),
    Phrase("сколько ламп", QUESTION, "lamps", "ru"),
    Phrase("The storm took the lamps.", PASSAGE, "gazette#p1", "en"),
    Phrase("hello", QUESTION, "intent:greet", "en"),
]


@pytest.fixture
def index() -> Index:
    return Index.build(PHRASES, ENCODER.embed, ENCODER.fingerprint)


def vector(text: str) -> np.ndarray:
    return np.asarray(ENCODER.embed([text])[0])


def test_each_target_once_in_order_of_appearance(index: Index) -> None:
    assert index.targets(QUESTION) == ("lamps", "storm", "intent:greet")
    assert index.targets(PASSAGE) == ("gazette#p1",)


@pytest.mark.parametrize("phrase", [p for p in PHRASES if p.kind == QUESTION])
def test_a_target_scores_as_its_best_phrase(index: Index, phrase: Phrase) -> None:
    scores = index.search(
        QUESTION, Lexemes.of(phrase.text), index.alike(QUESTION, vector(phrase.text))
    )
    position = index.targets(QUESTION).index(phrase.target)
    for values in (scores.dense, scores.stems, scores.ngrams):
        assert values.shape == (3,)
        assert values[position] == pytest.approx(1.0, abs=1e-3)
        assert values.argmax() == position


def test_examples_are_those_of_one_kind_with_their_targets(index: Index) -> None:
    texts, vectors, target_of = index.examples(QUESTION)
    assert texts == ["how many lamps", "the storm", "сколько ламп", "hello"]
    assert np.array_equal(vectors, ENCODER.embed(texts))
    assert target_of.tolist() == [0, 1, 0, 2]


def test_scores_are_never_below_0(index: Index) -> None:
    opposite = -vector("how many lamps")
    assert (
        index.search(
            QUESTION, Lexemes.of("how many lamps"), index.alike(QUESTION, opposite)
        ).dense.min()
        >= 0
    )


def test_questions_and_passages_are_searched_apart(index: Index) -> None:
    text = "The storm took the lamps."
    assert index.search(
        PASSAGE, Lexemes.of(text), index.alike(PASSAGE, vector(text))
    ).dense == pytest.approx(1.0, abs=1e-3)
    assert (
        index.search(QUESTION, Lexemes.of(text), index.alike(QUESTION, vector(text))).dense.max()
        < 0.99
    )


def test_a_kind_without_phrases_has_no_scores() -> None:
    index = Index.build(PHRASES[:3], ENCODER.embed, ENCODER.fingerprint)
    assert index.targets(PASSAGE) == ()
    assert index.search(
        PASSAGE, Lexemes.of("storm"), index.alike(PASSAGE, vector("storm"))
    ).dense.shape == (0,)


def test_a_stored_index_finds_the_same(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path / "new")
    loaded = Index.load(tmp_path / "new", ENCODER.fingerprint)
    assert loaded.phrases == index.phrases
    for query in ("lamps", "сколько там ламп", "strom"):
        before = index.search(QUESTION, Lexemes.of(query), index.alike(QUESTION, vector(query)))
        after = loaded.search(QUESTION, Lexemes.of(query), loaded.alike(QUESTION, vector(query)))
        for name in ("dense", "stems", "ngrams"):
            assert np.allclose(getattr(before, name), getattr(after, name), atol=2e-3)


def test_another_encoder_is_refused_with_the_cure(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path)
    with pytest.raises(ModelError, match="another sentence encoder; train it with 'make train'"):
        Index.load(tmp_path, "another")


def test_loading_runs_no_foreign_code(index: Index, tmp_path: Path) -> None:
    index.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".npy", ".json"}
    assert json.loads((tmp_path / "phrases.json").read_text("utf-8"))["encoder"] == "fake"
    np.save(tmp_path / "vectors.npy", np.array([object()]), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        Index.load(tmp_path, ENCODER.fingerprint)
