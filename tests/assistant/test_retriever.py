"""The component that decides what a message gets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.featurizer import BilingualFeaturizer
from bot.assistant.retriever import KnowledgeRetriever, confidence_of, intent_of
from bot.assistant.turn import KNOWLEDGE, WRITTEN
from bot.errors import ModelError
from bot.retrieval.ranker import UNDECIDED, Candidate, Outcome, Ranking
from tests.support.components import made, message, training_data
from tests.support.encoders import FakeEncoder


@pytest.fixture
def trained(encoder: FakeEncoder, storage: ModelStorage) -> ModelStorage:
    """A storage with a trained retriever."""
    made(KnowledgeRetriever, storage).train(training_data(storage))
    return storage


@pytest.fixture
def retriever(trained: ModelStorage) -> KnowledgeRetriever:
    found = made(KnowledgeRetriever, trained, loaded=True)
    assert isinstance(found, KnowledgeRetriever)
    return found


def parsed(retriever: KnowledgeRetriever, storage: ModelStorage, text: str) -> dict[str, Any]:
    """What Rasa gets of a message beside its text."""
    found: Message = message(text)
    found.set(WRITTEN, {"language": "en"}, add_to_output=True)
    made(BilingualFeaturizer, storage).process([found])
    retriever.process([found])
    output = found.as_dict(only_output_properties=True)
    return {key: value for key, value in output.items() if key != TEXT}


@pytest.mark.parametrize(
    ("text", "intent", "outcome"),
    [
        ("who is the keeper", "faq", "answer"),
        ("hello", "greet", "intent"),
        ("we are sinking now", "at_risk", "intent"),
        ("😀", "nlu_fallback", "nothing"),
        ("", "nlu_fallback", "nothing"),
        ("home address", "exposure", "intent"),
    ],
)
def test_a_decision_in_rasas_terms(
    retriever: KnowledgeRetriever, trained: ModelStorage, text: str, intent: str, outcome: str
) -> None:
    found = parsed(retriever, trained, text)
    assert found["intent"]["name"] == intent
    assert found["intent_ranking"] == [found["intent"]]
    assert 0.0 <= found["intent"]["confidence"] <= 1.0
    assert found[KNOWLEDGE]["outcome"] == outcome


def test_a_reviewed_expression_outranks_every_score(
    retriever: KnowledgeRetriever, trained: ModelStorage
) -> None:
    found = parsed(retriever, trained, "who is the keeper mayday")
    assert found["intent"]["name"] == found[KNOWLEDGE]["pattern"] == "at_risk"
    assert found[KNOWLEDGE]["outcome"] == "intent"
    assert found[KNOWLEDGE]["entries"][0]["target"] == "keeper"


@pytest.mark.parametrize("payload", ["/greet", '/show{"entry":"keeper"}'])
def test_a_payload_is_left_to_rasa(
    retriever: KnowledgeRetriever, trained: ModelStorage, payload: str
) -> None:
    assert set(parsed(retriever, trained, payload)) == {WRITTEN}


def test_what_is_passed_on_holds_nothing_of_the_text(
    retriever: KnowledgeRetriever, trained: ModelStorage
) -> None:
    found = parsed(retriever, trained, "canary keeper")
    assert "canary" not in json.dumps(found)


def test_rasa_test_nlu_finds_a_response_selector(
    retriever: KnowledgeRetriever, trained: ModelStorage
) -> None:
    found = parsed(retriever, trained, "who is the keeper")["response_selector"]
    assert found["all_retrieval_intents"] == ["faq"]
    assert found["faq"]["response"]["intent_response_key"] == "faq/keeper"
    assert found["faq"]["response"]["utter_action"] == "utter_faq/keeper"
    assert [r["confidence"] <= 1 for r in found["faq"]["ranking"]] == [True] * 5


def test_a_model_of_another_encoder_is_refused(
    trained: ModelStorage, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "fingerprint", "another")
    with pytest.raises(ModelError, match="make train"):
        made(KnowledgeRetriever, trained, loaded=True)


def test_the_model_holds_data_and_no_code(trained: LocalModelStorage) -> None:
    with trained.read_from(made(KnowledgeRetriever, trained)._resource) as folder:
        files = {path.suffix for path in folder.rglob("*") if path.is_file()}
    assert files == {".json", ".npy", ".npz"}


def test_before_training_nothing_is_decided(encoder: FakeEncoder, storage: ModelStorage) -> None:
    assert set(parsed(made(KnowledgeRetriever, storage), storage, "hello")) == {WRITTEN}


@pytest.mark.parametrize(
    ("outcome", "intent", "confidence"),
    [
        (Outcome.INTENT, "greet", 1.0),
        (Outcome.ANSWER, "faq", 0.6),
        (Outcome.CHOICE, "faq", 0.6),
        (Outcome.PASSAGE, "faq", 0.6),
        (Outcome.NOTHING, "nlu_fallback", 0.6),
    ],
)
def test_intent_and_confidence(outcome: Outcome, intent: str, confidence: float) -> None:
    intents, entries = (Candidate("intent:greet", 1.3),), (Candidate("storm", 0.6),)
    ranking = Ranking(outcome, intents, entries, ())
    assert (intent_of(ranking), confidence_of(ranking)) == (intent, confidence)


def test_nothing_found_is_no_confidence() -> None:
    assert (intent_of(UNDECIDED), confidence_of(UNDECIDED)) == ("nlu_fallback", 0.0)
