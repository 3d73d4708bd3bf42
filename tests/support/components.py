"""What Rasa hands to graph components, around the small library and a fake encoder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import detector, featurizer, retriever, training
from bot.assistant.detector import LanguageDetector
from bot.assistant.featurizer import BilingualFeaturizer
from bot.assistant.importer import LibraryImporter
from tests.support.encoders import FakeEncoder
from tests.support.small import ROOT

CONTEXT = ExecutionContext(GraphSchema({}), node_name="node")


@pytest.fixture
def encoder(small_root: Path, monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    """The encoder of every component, over the small library."""
    fake = FakeEncoder()
    for module in (detector, featurizer, retriever, training):
        monkeypatch.setattr(module, "load_encoder", lambda *_: fake)
    for module in (featurizer, training):
        monkeypatch.setattr(module, "CachedEncoder", lambda made, _: made)
    return fake


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    """Where components keep what they have learnt."""
    folder = tmp_path / "model"
    folder.mkdir()
    return LocalModelStorage.create(folder)


def made(kind: type[Any], storage: ModelStorage, loaded: bool = False) -> Any:
    """A component as Rasa makes it for training, or as it loads it from a model."""
    make = kind.load if loaded else kind.create
    config = kind.get_default_config()
    return make(config, storage, Resource(kind.__name__), CONTEXT)


def message(text: str) -> Message:
    """What Rasa parses."""
    return Message({TEXT: text})


def training_data(storage: ModelStorage) -> TrainingData:
    """The small library's training data, as it reaches the retriever."""
    data = LibraryImporter(str(ROOT / "config.yml")).get_nlu_data()
    made(LanguageDetector, storage).train(data)
    data = made(LanguageDetector, storage, loaded=True).process_training_data(data)
    return made(BilingualFeaturizer, storage).process_training_data(data)
