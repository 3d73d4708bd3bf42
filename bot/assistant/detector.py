"""Graph component: which language a message is written in, and in which alphabet to read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.turn import WRITTEN, is_payload
from bot.languages import FIRST_LANGUAGES
from bot.library.live import Edition
from bot.retrieval.corpus import fingerprint, phrases
from bot.retrieval.encoders import load_encoder
from bot.retrieval.identifier import LanguageIdentifier, Written
from bot.settings import Settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageDetector(GraphComponent):  # type: ignore[misc]
    """Leaves `written` on the message and, for Russian in Latin letters, puts the text into
    Cyrillic ones, so that everything after it reads one Russian only."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        """Called by `create` and `load`."""
        self._storage = storage
        self._resource = resource
        self._identifier: LanguageIdentifier | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """A component without samples."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> LanguageDetector:
        """A component fitted on the samples in the model."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            samples = json.loads((folder / "samples.json").read_text("utf-8"))
        component._identifier = LanguageIdentifier(**samples)
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes whenever the samples would."""
        return fingerprint(Settings.from_environment())

    def train(self, training_data: TrainingData) -> Resource:
        """Store samples of every language."""
        samples = language_samples(Settings.from_environment())
        with self._storage.write_to(self._resource) as folder:
            text = json.dumps(samples, ensure_ascii=False)
            (folder / "samples.json").write_text(text, "utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Read the training examples as messages are read."""
        self.process([m for m in training_data.training_examples if m.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Detect the language of each message; a button's payload is left alone."""
        for message in messages:
            untrusted_text = message.get(TEXT) or ""
            if self._identifier and not is_payload(untrusted_text):
                written = self._identifier.identify(untrusted_text)
                message.set(TEXT, written.reading)
                message.set(WRITTEN, _output(written), add_to_output=True)
        return messages


def _output(written: Written) -> dict[str, Any]:
    """What the parse data carries: nothing of the text."""
    return {
        "language": written.language,
        "words": written.words,
        "latin": written.latin,
        "ukrainian": written.ukrainian,
    }


def language_samples(settings: Settings) -> dict[str, Any]:
    """What LanguageIdentifier is fitted on: texts of each language (the library's, and the
    examples in nlu/intents.*.yml) and the encoder's words."""
    edition = Edition.read(settings.root)
    texts: dict[str, list[str]] = {code: [] for code in edition.languages.codes}
    for phrase in phrases(edition):
        texts[phrase.language].append(phrase.text)
    entries = edition.library.entries.values()
    texts["en"] += [entry.answer for entry in entries]
    texts["en"] += [paragraph.text for _, paragraph in edition.library.paragraphs()]
    for language, found in texts.items():
        found += _examples(settings.root / "nlu" / f"intents.{language}.yml")
    others = {code: found for code, found in texts.items() if code not in FIRST_LANGUAGES}
    for language, found in others.items():
        catalog = edition.languages.catalog(language)
        found += [catalog.gettext(e.answer) for e in entries if catalog.has(e.answer)]
    words = sorted(load_encoder(settings.encoder, settings.models).words)
    both = {"english": texts["en"], "russian": texts["ru"]}
    return {**both, "vocabulary": words, "others": others}


def _examples(path: Path) -> list[str]:
    """The examples of a file of intents; none where a language has no such file."""
    if not path.is_file():
        return []
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    blocks = [block for block in content["nlu"] if "intent" in block]
    return [line[2:].strip() for block in blocks for line in block["examples"].splitlines()]
