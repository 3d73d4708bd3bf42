"""Graph component: one sentence embedding for each message, used by everything after it."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.turn import is_payload
from bot.retrieval.encoder import Encoder, Vectors
from bot.retrieval.encoders import load_encoder
from bot.retrieval.vector_cache import CachedEncoder
from bot.settings import Settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class BilingualFeaturizer(DenseFeaturizer, GraphComponent):  # type: ignore[misc]
    """Adds the sentence encoder's vector as a dense sentence feature."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's defaults of dense featurizers."""
        return dict(DenseFeaturizer.get_default_config())

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to validate."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Another encoder gives other features."""
        settings = Settings.from_environment()
        return load_encoder(settings.encoder, settings.models).fingerprint

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        """Called by `create`."""
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BilingualFeaturizer:
        """The component with the encoder that the settings name."""
        settings = Settings.from_environment()
        encoder = load_encoder(settings.encoder, settings.models)
        return cls(config, execution_context.node_name, encoder)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Embed all training examples at once."""
        kept = Settings.from_environment().models
        self._embed(training_data.training_examples, CachedEncoder(self._encoder, kept))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Embed the messages; a button's payload needs no vector."""
        self._embed(messages, self._encoder)
        return messages

    def _embed(self, messages: list[Message], encoder: Encoder) -> None:
        spoken = [m for m in messages if m.get(TEXT) and not is_payload(m.get(TEXT))]
        if spoken:
            vectors = encoder.embed([message.get(TEXT) for message in spoken])
            for message, vector in zip(spoken, vectors, strict=True):
                self._add(message, vector)

    def _add(self, message: Message, vector: Vectors) -> None:
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(vector[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, alias))


def vector_of(message: Message) -> Vectors | None:
    """The unit vector that BilingualFeaturizer left on a message, shape (dimensions,)."""
    _, sentence = message.get_dense_features(TEXT)
    return None if sentence is None else np.asarray(sentence.features, dtype=np.float32)[0]
