"""The Rasa agent with this project's parts, and the newest model under it."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints

from bot.assistant.nlg import LibraryGenerator
from bot.assistant.tracker_store import EphemeralTrackerStore
from bot.errors import ModelError, RyadomError
from bot.settings import Settings

logger = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks for a newer model."""


def load_agent(settings: Settings) -> Agent:
    """The agent with the newest model and what endpoints.yml names.

    Raises:
        ModelError: there is no model, or endpoints.yml names a part that is not there. Rasa
            itself would go on with a store that keeps whole conversations.
    """
    model = newest_model(settings.models)
    if model is None:
        raise ModelError("There is no trained model; train one with 'make train'.")
    endpoints = AvailableEndpoints.read_endpoints(str(settings.root / "endpoints.yml"))
    store = TrackerStore.create(endpoints.tracker_store)
    if not isinstance(store, EphemeralTrackerStore):
        raise ModelError("endpoints.yml: tracker_store.type names no store of this project.")
    generator = _generator(endpoints)
    if not isinstance(generator, LibraryGenerator):
        raise ModelError("endpoints.yml: nlg.type names no reply generator of this project.")
    return Agent.load(str(model), generator=generator, tracker_store=store)


def _generator(endpoints: AvailableEndpoints) -> NaturalLanguageGenerator | None:
    try:
        return NaturalLanguageGenerator.create(endpoints.nlg, None)
    except RyadomError:
        raise
    except Exception as error:  # Rasa raises just this where there is no such class
        raise ModelError(f"endpoints.yml: nlg.type cannot be used: {error}") from error


def newest_model(models: Path) -> Path | None:
    """The model trained last, None where there is none."""
    return max(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime_ns, default=None)


async def follow_models(agent: Agent, settings: Settings) -> None:
    """Put each newly trained model under the agent; messages are answered meanwhile.

    Runs until cancelled. A model that cannot be loaded leaves the one before it in use.
    """
    used = newest_model(settings.models)
    while True:
        await asyncio.sleep(PAUSE)
        model = newest_model(settings.models)
        if model is None or model == used:
            continue
        used = model
        try:
            await asyncio.to_thread(agent.load_model, str(model))
            logger.info("model: a newly trained one is in use")
        except Exception as error:  # whatever a model's parts raise
            logger.error("model: %s, the one before stays in use", type(error).__name__)
