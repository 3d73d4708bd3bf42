"""From the messages of nlu/safety to the classifier of danger and its alarms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.assistant.detector import language_samples
from bot.assistant.situations import ENTRIES, situation_of
from bot.retrieval.encoder import Encoder, Vectors
from bot.retrieval.identifier import LanguageIdentifier
from bot.retrieval.index import Phrase
from bot.retrieval.questions import INTENT
from bot.retrieval.safety import (
    HARMLESS,
    SAFETY,
    Alarm,
    SafetyClassifier,
    alarm_of,
    read_examples,
)
from bot.settings import Settings

PUT_ASIDE = 5
"""Every which message of nlu/safety sets the alarms instead of training."""

T = TypeVar("T")


def train_safety(
    examples: Sequence[Phrase], vectors: Vectors, encoder: Encoder, settings: Settings
) -> tuple[SafetyClassifier | None, dict[str, dict[str, Alarm]]]:
    """The classifier over nlu/safety and all other examples, and its alarms.

    The alarms are read off the fifth of nlu/safety that a first classifier has not seen.

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

    def fit(rows: NDArray[np.intp]) -> SafetyClassifier:
        return SafetyClassifier.fit(
            _at(texts, rows), dense[rows], _at(labels, rows), _at(situations, rows)
        )

    everything = np.arange(len(texts))
    aside = np.arange(0, len(messages), PUT_ASIDE)
    margins, _ = fit(np.setdiff1d(everything, aside)).judge(_at(texts, aside), dense[aside])
    alarms = {}
    for language in sorted({message.language for message in messages}):
        own = [row for row, n in enumerate(aside) if messages[n].language == language]
        truth = [labels[aside[row]] for row in own]
        alarms[language] = {
            intent: alarm_of(margins[own, column], truth, intent)
            for column, intent in enumerate(SAFETY)
        }
    return fit(everything), alarms


def _label(example: Phrase) -> str:
    intent = example.target.removeprefix(INTENT)
    return intent if example.target.startswith(INTENT) and intent in SAFETY else HARMLESS


def _at(items: Sequence[T], rows: Iterable[int]) -> list[T]:
    return [items[row] for row in rows]
