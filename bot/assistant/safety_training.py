"""From the messages of nlu/safety to the classifier of danger and its alarms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.assistant.detector import language_samples
from bot.assistant.situations import ENTRIES, situation_of
from bot.retrieval.alarm import Alarm, alarm_of
from bot.retrieval.cries import HARMLESS, SAFETY, read_examples
from bot.retrieval.encoder import Encoder, Vectors
from bot.retrieval.identifier import LanguageIdentifier
from bot.retrieval.index import Phrase
from bot.retrieval.questions import INTENT
from bot.retrieval.safety import SafetyClassifier
from bot.settings import Settings


def train_safety(
    examples: Sequence[Phrase], vectors: Vectors, encoder: Encoder, settings: Settings
) -> tuple[SafetyClassifier | None, dict[str, dict[str, Alarm]]]:
    """The classifier over nlu/safety and all other examples, and its alarms.

    The alarms are read off what each message would get had the classifier not seen it.

    Args:
        examples: the other examples, ways of asking and intents.
        vectors: their unit vectors, shape (len(examples), dimensions).
        encoder: embeds the messages.
        settings: where nlu/safety is; without messages there, None and no alarms come back.
    """
    messages = read_examples(settings.root / "nlu" / "safety")
    if not messages:
        return None, {}
    identifier = LanguageIdentifier(**language_samples(settings))
    readings = [identifier.identify(message.text).reading for message in messages]
    others = [number for number, example in enumerate(examples) if example.target not in ENTRIES]
    texts = [*readings, *(examples[n].text for n in others)]
    dense = np.vstack([encoder.embed(readings), vectors[others]])
    labels = [message.label for message in messages] + [_label(examples[n]) for n in others]
    situations = [situation_of(message.tags) for message in messages] + [""] * len(others)

    classifier, margins = SafetyClassifier.fit(texts, dense, labels, situations)
    alarms = {}
    for language in sorted({message.language for message in messages}):
        own = [n for n, message in enumerate(messages) if message.language == language]
        alarms[language] = {
            intent: alarm_of(margins[own, column], [labels[n] for n in own], intent)
            for column, intent in enumerate(SAFETY)
        }
    return classifier, alarms


def _label(example: Phrase) -> str:
    intent = example.target.removeprefix(INTENT)
    return intent if example.target.startswith(INTENT) and intent in SAFETY else HARMLESS
