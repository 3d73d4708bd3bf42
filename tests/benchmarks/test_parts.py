"""Variants of the retrieval leave out what they say; what is left keeps its proportions."""

from __future__ import annotations

import pytest

from benchmarks.answers import figures
from benchmarks.parts import PLACES, variants
from benchmarks.variant import AS_USED, DENSE_ONLY, FUSED, LEXICAL_ONLY, ONE_RULE
from bot.cli.figures import Result
from bot.retrieval.questions import Labelled
from bot.retrieval.ranker import Calibration, Weights

SHORT = Weights(0.2, 0.2, 0.6, 0.3, 0.1)
LONGER = Weights(0.5, 0.4, 0.1, 1.0, 0.2)
USED = Calibration(SHORT, LONGER, {})


@pytest.mark.parametrize(
    ("name", "short", "longer"),
    [
        (LEXICAL_ONLY, Weights(0, 0.25, 0.75, 0, 0), Weights(0, 0.8, 0.2, 0, 0)),
        (DENSE_ONLY, Weights(1, 0, 0, 0, 0), Weights(1, 0, 0, 0, 0)),
        (FUSED, Weights(0.2, 0.2, 0.6, 0, 0), Weights(0.5, 0.4, 0.1, 0, 0)),
        (ONE_RULE, LONGER, LONGER),
        (AS_USED, SHORT, LONGER),
    ],
)
def test_what_is_left_out(name: str, short: Weights, longer: Weights) -> None:
    found = variants(USED)[name]
    assert vars(found.short) == pytest.approx(vars(short))
    assert vars(found.longer) == pytest.approx(vars(longer))


def test_places_are_counted_by_language_whatever_was_decided() -> None:
    def result(text: str, language: str, *entries: str) -> Result:
        question = Labelled(text, language, ("storm", "intent:greet"), ())
        return Result(question, "intent:nlu_fallback", "nothing", entries, language)

    results = [
        result("storm", "en", "storm", "keeper"),
        result("what did the storm do", "en", "keeper", "oil", "storm"),
        result("what did it break", "en", "keeper", "oil", "pier", "storm"),
        result("шторм", "ru", "keeper"),
    ]
    assert figures(results, PLACES) == {
        "first": {"en": "1/3 33.3 %", "ru": "0/1 0.0 %"},
        "first 3": {"en": "2/3 66.7 %", "ru": "0/1 0.0 %"},
        "short, first": {"en": "1/1 100.0 %", "ru": "0/1 0.0 %"},
    }
