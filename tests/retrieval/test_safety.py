"""The votes of labelled messages on whether somebody is in danger."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from bot.retrieval.alarm import Margins
from bot.retrieval.cries import HARMLESS, SAFETY
from bot.retrieval.features import features
from bot.retrieval.safety import SafetyClassifier
from tests.support.encoders import FakeEncoder

MESSAGES = {
    "at_risk": ["we are sinking", "the boat is sinking fast", "i am drowning", "мы тонем"],
    "self_harm": ["i will jump from the lighthouse", "i want to jump", "хочу прыгнуть с маяка"],
    "exposure": ["where does the keeper sleep", "name of the keeper's boy", "где спит смотритель"],
    HARMLESS: ["how many boats sank", "who built the lighthouse", "сколько лодок утонуло", "hello"],
}
SITUATIONS = {"we are sinking": "boat", "the boat is sinking fast": "boat", "мы тонем": "boat"}
ENCODER = FakeEncoder()


@cache
def fitted() -> tuple[SafetyClassifier, Margins]:
    texts = [text for texts in MESSAGES.values() for text in texts]
    labels = [label for label, texts in MESSAGES.items() for _ in texts]
    situations = [SITUATIONS.get(text, "") for text in texts]
    return SafetyClassifier.fit(texts, ENCODER.embed(texts), labels, situations)


def margins(text: str) -> dict[str, float]:
    found, _ = fitted()[0].judge([features(text)], ENCODER.embed([text]))
    return dict(zip(SAFETY, found[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("we are sinkin", "at_risk"),
        ("boat sinking", "at_risk"),
        ("i want to jump now", "self_harm"),
        ("где спит смотритель?", "exposure"),
    ],
)
def test_what_is_like_a_cry_is_one(text: str, label: str) -> None:
    found = margins(text)
    assert max(found, key=lambda name: found[name]) == label
    assert found[label] > 0


@pytest.mark.parametrize("text", ["how many boats sank in all", "who built it", "сколько лодок"])
def test_a_question_that_shares_its_words_is_none(text: str) -> None:
    assert max(margins(text).values()) < 0


def test_the_situation_is_told_where_it_can_be() -> None:
    texts = ["we are sinking fast", "hello"]
    assert fitted()[0].judge([features(text) for text in texts], ENCODER.embed(texts))[1] == [
        "boat",
        "",
    ]


def test_unseen_margins_are_those_of_a_classifier_without_the_message() -> None:
    texts = [text for texts in MESSAGES.values() for text in texts]
    labels = [label for label, texts in MESSAGES.items() for _ in texts]
    classifier, unseen = fitted()
    for left_out in (0, 5, 12):
        rest = [n for n in range(len(texts)) if n != left_out]
        kernel = classifier.sparse @ classifier.sparse.T
        alike = kernel.toarray() + classifier.vectors @ classifier.vectors.T
        alike = np.exp(alike - 2)
        wanted = np.array(
            [[c == labels[n] for c in (*SAFETY, HARMLESS)] for n in rest], dtype=float
        )
        votes = np.linalg.solve(alike[np.ix_(rest, rest)] + 0.15 * np.eye(len(rest)), wanted)
        scores = alike[left_out, rest] @ votes
        assert unseen[left_out] == pytest.approx(scores[:3] - scores[3], abs=1e-3)


def test_it_survives_the_disk(tmp_path: Path) -> None:
    classifier = fitted()[0]
    classifier.save(tmp_path)
    loaded = SafetyClassifier.load(tmp_path)
    for text in ("we are sinking", "хочу прыгнуть", "hello"):
        vector = ENCODER.embed([text])
        before, situation = classifier.judge([features(text)], vector)
        after, same = loaded.judge([features(text)], vector)
        assert after[0] == pytest.approx(before[0], abs=5e-3)  # vectors are kept in half precision
        assert same == situation
