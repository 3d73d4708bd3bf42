"""One question, and how its answer was found."""

from __future__ import annotations

from rasa.core.agent import Agent

from bot.cli.asking.question import ask, explanation
from tests.support.fake_agent import FakeAgent, parsed

QUESTION = {"who": parsed("faq", "answer", "keeper", "storm")}


async def test_the_answer_alone() -> None:
    agent = FakeAgent({"who": [{"text": "A <b>keeper</b>."}]}, QUESTION)
    assert await ask(agent, "who", explain=False) == "A keeper."  # type: ignore[arg-type]


async def test_what_the_decision_rests_on_comes_first() -> None:
    agent = FakeAgent({"who": [{"text": "A keeper."}]}, QUESTION)
    lines = (await ask(agent, "who", explain=True)).split("\n")  # type: ignore[arg-type]
    assert lines == [
        "intent    faq (0.90)",
        "language  en",
        "decision  answer",
        "entry     0.500  keeper",
        "entry     0.500  storm",
        "",
        "A keeper.",
    ]


def test_a_reviewed_expression_and_latin_letters_are_named() -> None:
    found = parsed("at_risk", "intent", language="ru")
    found["written"]["latin"] = True
    found["knowledge"]["pattern"] = "at_risk"
    found["knowledge"]["intents"] = [{"target": "intent:at_risk", "score": 1.25}]
    found["knowledge"]["passages"] = [{"target": "gazette#p1", "score": 0.1}]
    assert explanation(found).split("\n") == [
        "intent    at_risk (0.90)",
        "language  ru in Latin letters",
        "decision  intent",
        "pattern   at_risk",
        "intent    1.250  intent:at_risk",
        "passage   0.100  gazette#p1",
    ]


def test_a_payload_is_explained_too() -> None:
    found = {"intent": {"name": "greet", "confidence": 1.0}}
    assert "intent    greet (1.00)" in explanation(found)


async def test_with_the_trained_assistant(agent: Agent) -> None:
    said = await ask(agent, "горячая линия", explain=True)
    assert "language  ru\ndecision  answer" in said
    assert "  hotline\n" in said
