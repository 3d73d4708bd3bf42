"""The Rasa agent with this project's parts, and the newest model under it."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.engine.runner.dask import DaskGraphRunner

from bot.assistant.archive import check_archive
from bot.assistant.graph_runner import SequentialGraphRunner
from bot.assistant.lock_store import TurnLockStore
from bot.assistant.nlg import LibraryGenerator
from bot.assistant.tracker_store import SealedTrackerStore
from bot.errors import ModelError, RyadomError
from bot.settings import Settings

logger = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks for a newer model."""


def load_agent(settings: Settings) -> Agent:
    """The agent with the newest model and what endpoints.yml names.

    Raises:
        ModelError: there is no model or it is not this project's, or endpoints.yml names a part
            that is not there. Rasa itself would go on with a store that keeps whole conversations.
        StoreError: the database cannot be used.
    """
    model = newest_model(settings.models)
    if model is None:
        raise ModelError("There is no trained model; train one with 'make train'.")
    endpoints = AvailableEndpoints.read_endpoints(str(settings.root / "endpoints.yml"))
    store = TrackerStore.create(endpoints.tracker_store)
    require(store, SealedTrackerStore, "tracker_store.type")
    locks = LockStore.create(endpoints.lock_store)
    require(locks, TurnLockStore, "lock_store.type")
    generator = _generator(endpoints)
    require(generator, LibraryGenerator, "nlg.type")
    check_archive(model)
    agent = Agent.load(str(model), generator=generator, tracker_store=store, lock_store=locks)
    return unwrapped(agent)


def unwrapped(agent: Agent) -> Agent:
    """The agent without the store that Rasa would fall back on, which keeps conversations, and
    without Dask.

    Raises:
        ModelError: a part of the agent is not this project's.
    """
    wrapper = agent.tracker_store
    store = wrapper._tracker_store if isinstance(wrapper, FailSafeTrackerStore) else wrapper
    require(store, SealedTrackerStore, "tracker_store.type")
    require(agent.lock_store, TurnLockStore, "lock_store.type")
    require(agent.nlg, LibraryGenerator, "nlg.type")
    agent.tracker_store = store
    if agent.processor:
        agent.processor.tracker_store = store
        run_in_order(agent)
    return agent


def run_in_order(agent: Agent) -> None:
    """Run the graph of a newly loaded model without Dask."""
    runner = agent.processor.graph_runner
    if isinstance(runner, DaskGraphRunner):
        agent.processor.graph_runner = SequentialGraphRunner(runner)


def require(part: object, kind: type, where: str) -> None:
    """Refuse a part that is not this project's.

    Raises:
        ModelError: it is not; names the place in endpoints.yml.
    """
    if not isinstance(part, kind):
        raise ModelError(f"endpoints.yml: {where} must name {kind.__module__}.{kind.__name__}.")


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
            await asyncio.to_thread(check_archive, model)
            await asyncio.to_thread(agent.load_model, str(model))
            run_in_order(agent)
            logger.info("model: a newly trained one is in use")
        except Exception as error:  # whatever a model's parts raise
            logger.error("model: %s, the one before stays in use", type(error).__name__)
