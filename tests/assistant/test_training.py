"""From training data to a calibrated ranker."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.storage.storage import ModelStorage

from bot.assistant.training import Trained, train_ranker
from bot.retrieval.index import PASSAGE, QUESTION
from bot.retrieval.ranker import Outcome
from tests.support.components import training_data
from tests.support.encoders import FakeEncoder
from tests.support.small import SETTINGS, edition


@pytest.fixture
def trained(encoder: FakeEncoder, storage: ModelStorage) -> Trained:
    return train_ranker(training_data(storage), SETTINGS)


def test_every_entry_and_intent_is_a_target(trained: Trained) -> None:
    targets = set(trained.ranker.index.targets(QUESTION))
    intents = {"intent:greet", "intent:at_risk", "intent:exposure"}
    assert targets == set(edition().library.entries) | intents
    assert set(trained.ranker.classifiers.intents.labels) == {"faq", "greet", "at_risk", "exposure"}


def test_paragraphs_that_may_be_shown_are_passages(trained: Trained) -> None:
    targets = set(trained.ranker.index.targets(PASSAGE))
    assert targets == {"gazette-2017#p1", "bulletin-2019#p1", "bulletin-2019#p2"}


def test_expressions_and_calibration_are_there(trained: Trained) -> None:
    assert trained.patterns.match("mayday!") == trained.patterns.match("я тону") == "at_risk"
    assert set(trained.ranker.calibration.thresholds) == {"en", "ru"}


def test_vectors_belong_to_their_phrases(trained: Trained, encoder: FakeEncoder) -> None:
    index = trained.ranker.index
    expected = encoder.embed([phrase.text for phrase in index.phrases])
    assert np.allclose(index.vectors, expected)


def test_a_phrase_stands_once_in_a_target(trained: Trained) -> None:
    phrases = [(phrase.text, phrase.target) for phrase in trained.ranker.index.phrases]
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize(
    ("text", "target"), [("who is the keeper", "keeper"), ("как помоч", "how-to-help")]
)
def test_it_answers(trained: Trained, encoder: FakeEncoder, text: str, target: str) -> None:
    ranking = trained.ranker.rank(text, encoder.embed([text])[0], "en")
    assert ranking.outcome in (Outcome.ANSWER, Outcome.CHOICE)
    assert ranking.entries[0].target == target
