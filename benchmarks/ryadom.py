"""This project's assistant as it answers people: the trained model with its own stores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rasa.core.agent import Agent

from bot.assistant.agent import load_agent
from bot.cli.evaluation import results_of
from bot.cli.figures import Result
from bot.library.live import Edition
from bot.retrieval.questions import Labelled
from bot.settings import Settings


def load(settings: Settings, model: Path) -> Agent:
    """The agent as `make run` loads it; `model` is the newest one there."""
    return load_agent(settings)


async def results(agent: Agent, questions: Sequence[Labelled], settings: Settings) -> list[Result]:
    """What each question gets."""
    return await results_of(agent, questions, Edition.read(settings.root).languages)
