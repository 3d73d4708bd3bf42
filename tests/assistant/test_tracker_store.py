"""What is kept of a person between two messages."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.tracker_store import DAY, HOUR, REMEMBER, EphemeralTrackerStore
from bot.privacy import pseudonym
from tests.support.small import ROOT, SETTINGS

KEPT = {"language": "ru", "language_choice": "ru", "topic": "storm"}
USER_ID = 5_123_456_789
PERSON = pseudonym(b"a key of thirty-two characters!!", USER_ID)
NOTHING = {"language": None, "language_choice": None, "topic": None}


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock, small_root: Any) -> EphemeralTrackerStore:
    return EphemeralTrackerStore(Domain.load(str(ROOT / "domain.yml")), clock=clock)


async def turn(
    store: EphemeralTrackerStore,
    person: str = "p",
    remember: dict[str, Any] | None = None,
    text: str = "canary-text",
) -> DialogueStateTracker:
    """One message and its reply, as Rasa's processor leaves them on the tracker."""
    tracker = await store.retrieve(person)
    tracker.update_with_events(
        [
            UserUttered(text, {"name": "faq"}, parse_data={"text": text}),
            SlotSet("topic", "of-rasa"),
            ActionExecuted("utter_answer"),
            BotUttered("canary-reply", metadata={} if remember is None else {REMEMBER: remember}),
        ],
        store.domain,
    )
    await store.save(tracker)
    return tracker


async def slots(store: EphemeralTrackerStore, person: str = "p") -> dict[str, Any]:
    tracker = await store.retrieve(person)
    return {name: tracker.get_slot(name) for name in NOTHING}


async def test_a_stranger_has_no_memory(store: EphemeralTrackerStore) -> None:
    assert await slots(store) == NOTHING
    assert list(await store.keys()) == []


async def test_what_the_reply_asks_to_keep_is_kept_and_nothing_else(
    store: EphemeralTrackerStore,
) -> None:
    await turn(store, remember=KEPT)
    assert await slots(store) == KEPT
    assert list(await store.keys()) == ["p"]


async def test_people_are_kept_apart(store: EphemeralTrackerStore) -> None:
    await turn(store, "p", KEPT)
    await turn(store, "q", {**NOTHING, "language": "en"})
    assert await slots(store, "p") == KEPT
    assert await slots(store, "q") == {**NOTHING, "language": "en"}


async def test_nothing_of_what_was_said_is_in_its_memory(
    store: EphemeralTrackerStore,
) -> None:
    await turn(store, PERSON, KEPT, text="canary-text")
    stored = pickle.dumps(vars(store))
    assert PERSON.encode() in stored
    assert str(USER_ID).encode() not in stored
    assert USER_ID.to_bytes(5, "little") not in stored
    assert b"canary" not in stored
    assert b"of-rasa" not in stored


async def test_the_thousandth_message_costs_what_the_first_did(
    store: EphemeralTrackerStore,
) -> None:
    first = len((await turn(store, remember=KEPT)).events)
    for _ in range(998):
        await turn(store, remember=KEPT)
    assert len((await turn(store, remember=KEPT)).events) == first
    size = len(pickle.dumps(store._memories))
    await turn(store, remember=KEPT)
    assert len(pickle.dumps(store._memories)) == size


@pytest.fixture
def hours() -> Iterator[float]:
    yield SETTINGS.expiry_hours * HOUR


async def test_the_topic_expires_before_the_language(
    store: EphemeralTrackerStore, clock: Clock, hours: float
) -> None:
    await turn(store, remember=KEPT)
    clock.now += hours - 1
    assert await slots(store) == KEPT
    clock.now += 1
    assert await slots(store) == {**KEPT, "topic": None}
    clock.now += SETTINGS.language_days * DAY
    assert await slots(store) == NOTHING
    assert list(await store.keys()) == []


async def test_every_message_begins_the_time_anew(
    store: EphemeralTrackerStore, clock: Clock, hours: float
) -> None:
    for _ in range(3):
        await turn(store, remember=KEPT)
        clock.now += hours - 1
    assert await slots(store) == KEPT


async def test_what_has_expired_is_erased_when_anybody_writes(
    store: EphemeralTrackerStore, clock: Clock, hours: float
) -> None:
    await turn(store, "p", KEPT)
    clock.now += hours
    await turn(store, "q", {**NOTHING, "language": "en"})
    assert b"storm" not in pickle.dumps(store._memories)
    clock.now += SETTINGS.language_days * DAY
    await turn(store, "r", None)
    assert store._memories == {}


async def test_forgetting_leaves_a_stranger(store: EphemeralTrackerStore) -> None:
    await turn(store, "p", KEPT)
    await turn(store, "q", KEPT)
    await turn(store, "p", {})
    assert list(await store.keys()) == ["q"]
    assert await slots(store, "p") == NOTHING


async def test_forgetting_somebody_unknown_is_no_fault(store: EphemeralTrackerStore) -> None:
    await turn(store, "p", {})
    assert list(await store.keys()) == []


async def test_a_turn_without_a_reply_changes_nothing(store: EphemeralTrackerStore) -> None:
    await turn(store, remember=KEPT)
    await turn(store, remember=None)
    assert await slots(store) == KEPT


async def test_a_tracker_begins_where_rasa_listens(store: EphemeralTrackerStore) -> None:
    tracker = await store.retrieve("p")
    assert tracker.latest_action_name == "action_listen"
    assert tracker.latest_message is None or not tracker.latest_message.text
    assert tracker.sender_id == "p"


async def test_another_program_knows_nobody(store: EphemeralTrackerStore, small_root: Any) -> None:
    await turn(store, remember=KEPT)
    assert await slots(EphemeralTrackerStore(store.domain)) == NOTHING
