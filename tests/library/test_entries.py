"""What an entry's question may not hold."""

from __future__ import annotations

import pytest

from bot.library.entries import LONGEST_QUESTION, faults_of_question


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many lamps?", ""),
        ("How many {figure:lamps} lamps?", "braces"),
        ("How many {lamps?", "braces"),
        ("How many lamps}?", "braces"),
        ("Сколько lamps?", "not in English"),
        ("a" * (LONGEST_QUESTION + 1), "longer"),
    ],
)
def test_a_question_is_shown_on_a_button_as_it_stands(question: str, said: str) -> None:
    found = list(faults_of_question(question))
    assert bool(found) is bool(said)
    assert all(said in sentence for sentence in found)
