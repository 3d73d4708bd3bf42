"""From training data to a calibrated ranker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import INTENT as RASA_INTENT
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.detector import language_samples
from bot.assistant.featurizer import vector_of
from bot.assistant.patterns import Patterns
from bot.assistant.safety_training import train_safety
from bot.assistant.turn import WRITTEN
from bot.library.live import Edition
from bot.retrieval.calibration import calibrate
from bot.retrieval.classifier import Classifiers
from bot.retrieval.corpus import phrases
from bot.retrieval.encoder import Encoder, Vectors
from bot.retrieval.encoders import load_encoder
from bot.retrieval.identifier import LanguageIdentifier
from bot.retrieval.index import PASSAGE, QUESTION, Index, Phrase
from bot.retrieval.questions import INTENT, Labelled, read_questions, unseen
from bot.retrieval.ranker import FAQ, Ranker
from bot.retrieval.vector_cache import CachedEncoder
from bot.settings import Settings

PUT_ASIDE = 5
"""Of so many examples one calibrates instead of training; its text decides, so that an example
more moves no other."""


@dataclass(frozen=True)
class Trained:
    """What decides a message."""

    ranker: Ranker
    patterns: Patterns


def train_ranker(training_data: TrainingData, settings: Settings) -> Trained:
    """Index all examples and passages, fit the classifiers, calibrate.

    Calibration needs questions that training has not seen: the development questions, and
    one example of five of their languages, put to an index and to classifiers made of the other
    four fifths.
    """
    encoder = CachedEncoder(load_encoder(settings.encoder, settings.models), settings.models)
    examples, vectors = _examples(training_data)
    edition = Edition.read(settings.root, settings.documents)
    passages = [p for p in phrases(edition) if p.kind == PASSAGE]
    passage_vectors = encoder.embed([passage.text for passage in passages])

    def build(kept: NDArray[np.bool_]) -> tuple[Index, Classifiers]:
        some = [example for example, keep in zip(examples, kept, strict=True) if keep]
        together = np.vstack([vectors[kept], passage_vectors])
        index = Index([*some, *passages], together, encoder.fingerprint)
        texts, known, target_of = index.examples(QUESTION)
        return index, Classifiers.fit(texts, known, [_label(p) for p in some], target_of)

    put_aside = np.array([crc32(e.text.encode()) % PUT_ASIDE == 0 for e in examples])
    partial, partial_classifiers = build(~put_aside)
    known = set(partial.targets(QUESTION))
    questions, readings, dense = _development(partial, encoder, settings)
    measured = {"", *(question.language for question in questions)}
    aside = [
        n
        for n in np.flatnonzero(put_aside)
        if examples[n].target in known and examples[n].language in measured
    ]
    calibration = calibrate(
        partial,
        partial_classifiers,
        [*questions, *(_labelled(examples[n]) for n in aside)],
        [*readings, *(examples[n].text for n in aside)],
        np.vstack([dense, vectors[aside]]),
    )
    index, classifiers = build(np.ones(len(examples), dtype=bool))
    safety, alarms = train_safety(examples, vectors, encoder, settings)
    ranker = Ranker(index, classifiers, replace(calibration, alarms=alarms), safety)
    return Trained(ranker, Patterns.of(training_data.regex_features))


def _examples(training_data: TrainingData) -> tuple[list[Phrase], Vectors]:
    """Every example once for each target, with the vector the featurizer gave it."""
    found: dict[tuple[str, str], tuple[Phrase, Vectors]] = {}
    for message in training_data.intent_examples:
        vector = vector_of(message)
        if vector is None:
            continue
        key = message.get(INTENT_RESPONSE_KEY)
        target = key.partition("/")[2] if key else INTENT + message.get(RASA_INTENT)
        language = (message.get(WRITTEN) or {}).get("language") or ""
        phrase = Phrase(message.get(TEXT), QUESTION, target, language)
        found[phrase.text, target] = (phrase, vector)
    return [phrase for phrase, _ in found.values()], np.stack([v for _, v in found.values()])


def _label(phrase: Phrase) -> str:
    is_intent = phrase.target.startswith(INTENT)
    return phrase.target.removeprefix(INTENT) if is_intent else FAQ


def _labelled(phrase: Phrase) -> Labelled:
    return Labelled(phrase.text, phrase.language or "en", (phrase.target,), ())


def _development(
    index: Index, encoder: Encoder, settings: Settings
) -> tuple[list[Labelled], list[str], Vectors]:
    """The development questions not seen in training, how they are read, and their vectors."""
    identifier = LanguageIdentifier(**language_samples(settings))
    trained_on = [phrase.text for phrase in index.phrases]
    questions = unseen(read_questions(settings.root / "nlu" / "calibration"), trained_on)
    readings = [identifier.identify(question.text).reading for question in questions]
    return questions, readings, encoder.embed(readings)
