"""Rasa's default as it answers people, judged as this project's assistant is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from benchmarks.vanilla.files import FALLBACK
from bot.cli.figures import Result
from bot.retrieval.questions import INTENT, Labelled
from bot.retrieval.ranker import FAQ, Outcome
from bot.settings import Settings


def load(settings: Settings, model: Path) -> Agent:
    """The agent with Rasa's own stores, in memory."""
    return Agent.load(str(model))


async def results(agent: Agent, questions: Sequence[Labelled], settings: Settings) -> list[Result]:
    """What each question gets."""
    return [
        result_of(question, await agent.processor.parse_message(UserMessage(question.text)))
        for question in questions
    ]


def result_of(question: Labelled, parsed: dict[str, Any]) -> Result:
    """A parsed question as the figures take it.

    The retrieval intent names the language of the answer. Other replies are in all languages,
    so none of them is in a wrong one.
    """
    intent = parsed["intent"]["name"]
    if not intent.startswith(f"{FAQ}_"):
        outcome = Outcome.NOTHING if intent == FALLBACK else Outcome.INTENT
        return Result(question, INTENT + intent, outcome.value, (), question.language)
    ranking = parsed["response_selector"][intent]["ranking"]
    entries = tuple(found["intent_response_key"].partition("/")[2] for found in ranking)
    language = intent.removeprefix(f"{FAQ}_")
    return Result(question, INTENT + FAQ, Outcome.ANSWER.value, entries, language)
