"""What is kept of a person between two messages: language, last topic, an expiry. In memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.settings import Settings

HOUR = 3600.0
DAY = 24 * HOUR
REMEMBER = "remember"
"""Key of the response metadata in which a reply says what is to be kept."""


@dataclass(frozen=True)
class Memory:
    """All that is kept of one person, under their pseudonym."""

    language: str | None = None
    language_choice: str | None = None
    topic: str | None = None
    topic_until: float = 0.0
    language_until: float = 0.0


class EphemeralTrackerStore(TrackerStore):  # type: ignore[misc]
    """Keeps a Memory for each person and nothing of what was said.

    Every turn starts from a tracker rebuilt from the Memory, so the thousandth message costs
    what the first did. A restart forgets everybody.
    """

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        clock: Callable[[], float] = time.time,
        **_: Any,
    ) -> None:
        """Called by Rasa."""
        super().__init__(domain, event_broker)
        settings = Settings.from_environment()
        self._topic_seconds = settings.expiry_hours * HOUR
        self._language_seconds = settings.language_days * DAY
        self._clock = clock
        self._memories: dict[str, Memory] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker:
        """A tracker that has just begun to listen, with what is still remembered in its slots."""
        memory = self._fresh(self._memories.get(sender_id, Memory()))
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
        self._expire()
        said = [e.metadata for e in tracker.events if isinstance(e, BotUttered)]
        remember = next((m[REMEMBER] for m in reversed(said) if REMEMBER in m), None)
        if remember is None:
            return
        if not remember:
            self._memories.pop(tracker.sender_id, None)
            return
        now = self._clock()
        self._memories[tracker.sender_id] = Memory(
            language=remember.get("language"),
            language_choice=remember.get("language_choice"),
            topic=remember.get("topic"),
            topic_until=now + self._topic_seconds,
            language_until=now + self._language_seconds,
        )

    async def keys(self) -> Iterable[str]:
        """The pseudonyms of everybody remembered."""
        self._expire()
        return list(self._memories)

    def _fresh(self, memory: Memory) -> Memory:
        now = self._clock()
        if memory.language_until <= now:
            return Memory()
        return memory if memory.topic_until > now else replace(memory, topic=None)

    def _expire(self) -> None:
        """Drop what is past its time, for everybody."""
        kept = ((name, self._fresh(memory)) for name, memory in self._memories.items())
        self._memories = {name: memory for name, memory in kept if memory != Memory()}
