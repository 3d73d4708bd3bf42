"""The component that embeds a message once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import featurizer as module
from bot.assistant.featurizer import BilingualFeaturizer, vector_of
from bot.retrieval.vector_cache import CachedEncoder
from tests.support.components import made, message
from tests.support.encoders import FakeEncoder


@pytest.fixture
def featurizer(encoder: FakeEncoder, storage: ModelStorage) -> BilingualFeaturizer:
    found = made(BilingualFeaturizer, storage)
    assert isinstance(found, BilingualFeaturizer)
    return found


def test_a_message_gets_the_encoders_vector(
    featurizer: BilingualFeaturizer, encoder: FakeEncoder
) -> None:
    one, two = featurizer.process([message("how many lamps"), message("сколько ламп")])
    expected = encoder.embed(["how many lamps", "сколько ламп"])
    for found, vector in zip((one, two), expected, strict=True):
        assert np.array_equal(np.asarray(vector_of(found)), vector)


@pytest.mark.parametrize("text", ["", "/greet", '/show{"entry":"keeper"}'])
def test_what_nobody_said_needs_no_vector(
    featurizer: BilingualFeaturizer, encoder: FakeEncoder, text: str
) -> None:
    [found] = featurizer.process([message(text)])
    assert vector_of(found) is None
    assert encoder.embedded == []


def test_each_text_is_embedded_once(featurizer: BilingualFeaturizer, encoder: FakeEncoder) -> None:
    examples = [message("hello"), Message({"action_name": "utter_greet"}), message("lamps")]
    data = featurizer.process_training_data(TrainingData(examples))
    assert encoder.embedded == ["hello", "lamps"]
    found = [vector_of(example) is not None for example in data.training_examples]
    assert found == [bool(example.get(TEXT)) for example in data.training_examples]


def test_training_embeds_what_is_new_and_a_conversation_leaves_nothing(
    storage: ModelStorage, encoder: FakeEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CachedEncoder", lambda made, _: CachedEncoder(made, tmp_path))
    for text in ("hello", "hello", "lamps"):
        made(BilingualFeaturizer, storage).process_training_data(TrainingData([message(text)]))
    assert encoder.embedded == ["hello", "lamps"]
    made(BilingualFeaturizer, storage).process([message("storm")])
    assert CachedEncoder(encoder, tmp_path).embed(["storm"]).shape[0] == 1
    assert encoder.embedded == ["hello", "lamps", "storm", "storm"]


def test_another_encoder_calls_for_training(encoder: FakeEncoder) -> None:
    config = BilingualFeaturizer.get_default_config()
    assert BilingualFeaturizer.fingerprint_addon(config) == encoder.fingerprint
