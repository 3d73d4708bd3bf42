"""From training data to a calibrated ranker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rasa.shared.nlu.constants import INTENT as RASA_INTENT
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.detector import language_samples
from bot.assistant.featurizer import vector_of
from bot.assistant.patterns import Patterns
from bot.library.live import Edition
from bot.retrieval.calibration import calibrate
from bot.retrieval.classifier import IntentClassifier
from bot.retrieval.corpus import phrases
from bot.retrieval.encoder import Encoder, Vectors, load_encoder
from bot.retrieval.identifier import LanguageIdentifier
from bot.retrieval.index import PASSAGE, QUESTION, Index, Phrase
from bot.retrieval.questions import INTENT, read_questions, unseen
from bot.retrieval.ranker import FAQ, Calibration, Ranker
from bot.settings import Settings


@dataclass(frozen=True)
class Trained:
    """What decides a message."""

    ranker: Ranker
    patterns: Patterns


def train_ranker(training_data: TrainingData, settings: Settings) -> Trained:
    """Index all examples and passages, fit the classifier, calibrate on development questions."""
    encoder = load_encoder(settings.encoder)
    questions, vectors = _examples(training_data)
    passages = [p for p in phrases(Edition.read(settings.root)) if p.kind == PASSAGE]
    index = Index(
        [*questions, *passages],
        np.vstack([vectors, encoder.embed([passage.text for passage in passages])]),
        encoder.fingerprint,
    )
    labels = [
        p.target.removeprefix(INTENT) if p.target.startswith(INTENT) else FAQ for p in questions
    ]
    classifier = IntentClassifier.fit([p.text for p in questions], vectors, labels)
    calibration = _calibrate(index, classifier, encoder, settings)
    patterns = Patterns.of(training_data.regex_features)
    return Trained(Ranker(index, classifier, calibration), patterns)


def _examples(training_data: TrainingData) -> tuple[list[Phrase], Vectors]:
    """Every example once for each target, with the vector the featurizer gave it."""
    found: dict[tuple[str, str], tuple[Phrase, Vectors]] = {}
    for message in training_data.intent_examples:
        vector = vector_of(message)
        if vector is None:
            continue
        key = message.get(INTENT_RESPONSE_KEY)
        target = key.partition("/")[2] if key else INTENT + message.get(RASA_INTENT)
        phrase = Phrase(message.get(TEXT), QUESTION, target, "")
        found[phrase.text, target] = (phrase, vector)
    return [phrase for phrase, _ in found.values()], np.stack([v for _, v in found.values()])


def _calibrate(
    index: Index, classifier: IntentClassifier, encoder: Encoder, settings: Settings
) -> Calibration:
    trained_on = [phrase.text for phrase in index.phrases]
    questions = unseen(read_questions(settings.root / "nlu" / "calibration"), trained_on)
    identifier = LanguageIdentifier(**language_samples(settings))
    readings = [identifier.identify(question.text).reading for question in questions]
    return calibrate(index, classifier, questions, readings, encoder.embed(readings))
