"""Graph component: decides what a message gets and puts it onto the message."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT as RASA_INTENT
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.featurizer import vector_of
from bot.assistant.patterns import Patterns
from bot.assistant.training import Trained, train_ranker
from bot.assistant.turn import KNOWLEDGE, WRITTEN, is_payload
from bot.retrieval.classifier import Classifiers
from bot.retrieval.corpus import fingerprint
from bot.retrieval.encoders import load_encoder
from bot.retrieval.index import QUESTION, Index
from bot.retrieval.questions import INTENT
from bot.retrieval.ranker import (
    FAQ,
    UNDECIDED,
    Calibration,
    Candidate,
    Outcome,
    Ranker,
    Ranking,
)
from bot.retrieval.safety import SafetyClassifier
from bot.settings import Settings

FALLBACK = "nlu_fallback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class KnowledgeRetriever(GraphComponent):  # type: ignore[misc]
    """Patterns first, then the ranking of intents, entries and passages in one scale."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, trained: Trained | None = None
    ) -> None:
        """Called by `create` and `load`."""
        self._storage = storage
        self._resource = resource
        self._trained = trained

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KnowledgeRetriever:
        """A component that has not been trained."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> KnowledgeRetriever:
        """A component with the model's index.

        Raises:
            ModelError: the index was built with another encoder than the settings name.
        """
        settings = Settings.from_environment()
        encoder = load_encoder(settings.encoder, settings.models)
        with model_storage.read_from(resource) as folder:
            index = Index.load(folder, encoder.fingerprint)
            classifiers = Classifiers.load(folder, index.examples(QUESTION)[1])
            content = json.loads((folder / "decisions.json").read_text("utf-8"))
            has_safety = (folder / "safety.json").exists()
            safety = SafetyClassifier.load(folder) if has_safety else None
        calibration = Calibration.from_dict(content["calibration"])
        ranker = Ranker(index, classifiers, calibration, safety)
        trained = Trained(ranker, Patterns(content["patterns"]))
        return cls(model_storage, resource, trained)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes whenever the index would."""
        return fingerprint(Settings.from_environment())

    def train(self, training_data: TrainingData) -> Resource:
        """Build index and classifier and calibrate them on the development questions."""
        trained = train_ranker(training_data, Settings.from_environment())
        with self._storage.write_to(self._resource) as folder:
            trained.ranker.index.save(folder)
            trained.ranker.classifiers.save(folder)
            if trained.ranker.safety:
                trained.ranker.safety.save(folder)
            content = {
                "calibration": trained.ranker.calibration.as_dict(),
                "patterns": trained.patterns.as_dict(),
            }
            text = json.dumps(content, ensure_ascii=False, indent=1)
            (folder / "decisions.json").write_text(text, "utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Decide for each message; a button's payload is left to Rasa."""
        for message in messages:
            text = message.get(TEXT)
            if self._trained is not None and text is not None and not is_payload(text):
                self._decide(message, self._trained, text)
        return messages

    def _decide(self, message: Message, trained: Trained, text: str) -> None:
        vector = vector_of(message)
        language = (message.get(WRITTEN) or {}).get("language")
        ranking = UNDECIDED if vector is None else trained.ranker.rank(text, vector, language)
        certain = trained.patterns.match(text)
        intent = {"name": certain or intent_of(ranking), "confidence": confidence_of(ranking)}
        message.set(RASA_INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        message.set(KNOWLEDGE, _knowledge(ranking, certain), add_to_output=True)
        message.set("response_selector", _selector(ranking), add_to_output=True)


def intent_of(ranking: Ranking) -> str:
    """The intent that stands for a decision in Rasa's terms."""
    if ranking.outcome is Outcome.INTENT:
        return ranking.intents[0].target.removeprefix(INTENT)
    return FALLBACK if ranking.outcome is Outcome.NOTHING else FAQ


def confidence_of(ranking: Ranking) -> float:
    """The score of what was decided for, cut to Rasa's range from 0 to 1."""
    best = ranking.intents if ranking.outcome is Outcome.INTENT else ranking.entries
    return min(1.0, max(0.0, best[0].score)) if best else 0.0


def _knowledge(ranking: Ranking, certain: str | None) -> dict[str, Any]:
    return {
        "outcome": Outcome.INTENT.value if certain else ranking.outcome.value,
        "pattern": certain,
        "situation": ranking.situation,
        "intents": _plain(ranking.intents[:3]),
        "entries": _plain(ranking.entries),
        "passages": _plain(ranking.passages),
    }


def _plain(candidates: tuple[Candidate, ...]) -> list[dict[str, Any]]:
    return [{"target": c.target, "score": round(c.score, 3)} for c in candidates]


def _selector(ranking: Ranking) -> dict[str, Any]:
    """The entries in ResponseSelector's shape, so that `rasa test nlu` reports on them."""
    found = [
        {"confidence": min(1.0, c.score), "intent_response_key": f"{FAQ}/{c.target}"}
        for c in ranking.entries
    ]
    best = found[0] if found else {"confidence": 0.0, "intent_response_key": None}
    response = {**best, "responses": [], "utter_action": f"utter_{best['intent_response_key']}"}
    return {
        "all_retrieval_intents": [FAQ],
        FAQ: {"response": response, "ranking": found},
    }
