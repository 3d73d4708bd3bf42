"""What Rasa's default says of a question is judged as what this project's assistant says."""

from __future__ import annotations

from typing import Any

from benchmarks.vanilla.assistant import result_of
from bot.retrieval.questions import Labelled

QUESTION = Labelled("шторм", "ru", ("storm",), ())


def parsed(intent: str, *entries: str) -> dict[str, Any]:
    ranking = [{"intent_response_key": f"{intent}/{entry}"} for entry in entries]
    return {"intent": {"name": intent}, "response_selector": {intent: {"ranking": ranking}}}


def test_the_selector_of_the_language_names_the_entry() -> None:
    result = result_of(QUESTION, parsed("faq_ru", "storm", "keeper"))
    assert (result.got, result.entries, result.language) == ("storm", ("storm", "keeper"), "ru")
    assert result.first


def test_an_answer_can_be_wrong_and_in_the_wrong_language() -> None:
    result = result_of(QUESTION, parsed("faq_en", "keeper", "storm"))
    assert (result.first, result.offered, result.language) == (False, False, "en")


def test_an_intent_is_no_answer() -> None:
    result = result_of(QUESTION, parsed("at_risk"))
    assert (result.intent, result.outcome, result.entries) == ("intent:at_risk", "intent", ())


def test_the_fallback_is_nothing() -> None:
    assert result_of(QUESTION, parsed("nlu_fallback")).outcome == "nothing"
