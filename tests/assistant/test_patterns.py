"""Reviewed expressions that decide an intent by themselves."""

from __future__ import annotations

import re

import pytest

from bot.assistant.patterns import ORDER, Patterns

PATTERNS = Patterns(
    {
        "follow_up_year": [r"^and in \d{4}$"],
        "hostile": [r"\bidiot\b", "help"],
        "exposure": [r"\bhome address\b", "help"],
        "at_risk": [r"\bмне страшно\b", r"\bi m in danger\b", "help"],
        "self_harm": [r"\bубить себя\b", "kill myself.*help"],
    }
)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I'm in DANGER!!!", "at_risk"),
        ("Мне… страшно", "at_risk"),
        ("МНЕ\nСТРАШНО", "at_risk"),
        ("mne strashno", "at_risk"),
        ("хочу убить себя", "self_harm"),
        ("and in 2019?", "follow_up_year"),
        ("his home-address", "exposure"),
        ("you idiot", "hostile"),
        ("idiotic", None),
        ("hello", None),
        ("", None),
    ],
)
def test_searched_in_the_folded_text_and_in_its_cyrillic_reading(
    text: str, intent: str | None
) -> None:
    assert PATTERNS.match(text) == intent


def test_the_most_urgent_intent_wins() -> None:
    assert ORDER[:3] == ("self_harm", "at_risk", "exposure")
    assert PATTERNS.match("help") == "at_risk"
    assert PATTERNS.match("i kill myself, help") == "self_harm"
    assert PATTERNS.match("you idiot, home address") == "exposure"


def test_from_rasas_training_data_each_expression_once() -> None:
    features = [
        {"name": "at_risk", "pattern": "one"},
        {"name": "hostile", "pattern": "two"},
        {"name": "at_risk", "pattern": "three"},
        {"name": "at_risk", "pattern": "one"},
    ]
    stored = Patterns.of(features).as_dict()
    assert stored == {"at_risk": ["one", "three"], "hostile": ["two"]}
    assert Patterns(stored).as_dict() == stored


def test_what_is_no_expression_is_refused_at_once() -> None:
    with pytest.raises(re.error):
        Patterns({"at_risk": ["(unclosed"]})


def test_no_expressions_decide_nothing() -> None:
    assert Patterns({}).match("help") is None
