"""Questions alike stand together, and only those that are all alike."""

from __future__ import annotations

import numpy as np
import pytest

from bot.cli.review.clusters import ALIKE, Cluster, clustered, groups, linked
from bot.retrieval.encoder import Vectors
from bot.store.questions import Question
from tests.support.encoders import FakeEncoder


def at(*degrees: float) -> Vectors:
    """Unit vectors in a plane."""
    angles = np.radians(degrees)
    return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)


def asked(text: str, name: str, language: str = "en") -> Question:
    return Question(text, language, 1, 1, name)


def test_what_is_alike_stands_together() -> None:
    one, other, far, again = linked(at(0, 20, 90, 0))
    assert one == other == again != far


def test_no_chain_of_likenesses_makes_a_crowd() -> None:
    step = np.degrees(np.arccos(ALIKE)) - 1
    found = linked(at(0, step, 2 * step))
    assert len(set(found)) == 2


@pytest.mark.parametrize("count", [0, 1])
def test_few_are_no_fault(count: int) -> None:
    assert linked(at(*[0] * count)) == [0] * count


def test_each_wording_is_embedded_once() -> None:
    encoder = FakeEncoder()
    first, second, third = groups(["storm", "keeper of the lamp", "storm"], encoder)
    assert first == third != second
    assert encoder.embedded == ["storm", "keeper of the lamp"]


def test_without_an_encoder_only_the_same_words_are_alike() -> None:
    first, second, third = groups(["storm", "storms", "storm"], None)
    assert first == third != second


def test_most_asked_first_and_in_no_order_of_time() -> None:
    questions = [asked("b", "1"), asked("c", "2"), asked("c", "3"), asked("a", "4")]
    found = clustered(questions, [7, 8, 8, 9])
    assert [[question.text for question in group] for group in found] == [["c", "c"], ["a"], ["b"]]


def test_wordings_are_counted() -> None:
    questions = (asked("b", "1"), asked("a", "2", "ru"), asked("a", "3"), asked("a", "4"))
    wordings = Cluster(questions, ()).wordings
    assert wordings == [(2, "en", "a"), (1, "en", "b"), (1, "ru", "a")]
