"""Rasa's tracker store: what the store remembers of a person becomes slots, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.settings import Settings
from bot.store.memories import Memory
from bot.store.store import Store, open_store

logger = logging.getLogger(__name__)

REMEMBER = "remember"
"""Key of the response metadata in which a reply says what is to be kept: a Memory's fields; nothing
where it stays as it is; None where the person is to be forgotten."""


class SealedTrackerStore(TrackerStore):  # type: ignore[misc]
    """Keeps a Memory for each person and nothing of what was said.

    Every turn starts from a tracker rebuilt from the Memory, so the thousandth message costs
    what the first did. Nothing here raises: Rasa would log the reason, and go on with a store
    of its own that keeps whole conversations.
    """

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        store: Store | None = None,
        **_: Any,
    ) -> None:
        """Called by Rasa; the other argument is for tests."""
        super().__init__(domain, event_broker)
        self._store = store or open_store(Settings.from_environment())

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """A tracker that has just begun to listen, with what is still remembered in its slots."""
        try:
            memory = await self._store.memories.recall(sender_id)
        except Exception as error:  # see the class
            logger.error("tracker: %s while remembering", type(error).__name__)
            memory = Memory()
        tracker = self.init_tracker(sender_id)
        events: list[Event] = [
            ActionExecuted(ACTION_SESSION_START_NAME),
            SessionStarted(),
            ActionExecuted(ACTION_LISTEN_NAME),
            SlotSet("language", memory.language),
            SlotSet("language_choice", memory.language_choice),
            SlotSet("topic", memory.topic),
        ]
        tracker.update_with_events(events, self.domain)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what the turn's last reply asks to keep; forget the person where it says so."""
        said = [e.metadata for e in tracker.events if isinstance(e, BotUttered)]
        asked: list[dict[str, Any] | None] = [m[REMEMBER] for m in said if REMEMBER in m]
        remember = asked[-1] if asked else {}
        try:
            if remember is None:
                await self._store.forget(tracker.sender_id)
            elif remember:
                await self._store.memories.keep(tracker.sender_id, Memory(**remember))
        except Exception as error:  # see the class
            logger.error("tracker: %s while keeping", type(error).__name__)

    async def keys(self) -> Iterable[str]:
        """Nobody: rows do not say whose they are."""
        return []
