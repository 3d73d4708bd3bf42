"""What Rasa remembers of a person between two messages: what the store keeps, nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.tracker_store import REMEMBER, SealedTrackerStore
from bot.errors import StoreError
from bot.privacy import pseudonym
from bot.settings import Settings
from bot.store.memories import Memory
from bot.store.offers import Offer
from bot.store.store import open_store
from tests.support.kept import Kept
from tests.support.small import ROOT, SETTINGS
from tests.support.stores import KEY, rows

REMEMBERED = {"language": "ru", "language_choice": "ru", "topic": "storm"}
NOTHING = {"language": None, "language_choice": None, "topic": None}
USER_ID = 5_123_456_789
PERSON = pseudonym(KEY, USER_ID)


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def trackers(kept: Kept, domain: Domain) -> SealedTrackerStore:
    return SealedTrackerStore(domain, store=kept.store)


async def turn(
    trackers: SealedTrackerStore,
    person: str = "p",
    remember: Any = ...,
    text: str = "canary-text",
) -> DialogueStateTracker:
    """One message and its reply, as Rasa's processor leaves them on the tracker; without
    `remember` the reply says nothing of it."""
    tracker = await trackers.retrieve(person)
    tracker.update_with_events(
        [
            UserUttered(text, {"name": "faq"}, parse_data={"text": text}),
            SlotSet("topic", "of-rasa"),
            ActionExecuted("utter_answer"),
            BotUttered("canary-reply", metadata={} if remember is ... else {REMEMBER: remember}),
        ],
        trackers.domain,
    )
    await trackers.save(tracker)
    return tracker


async def slots(trackers: SealedTrackerStore, person: str = "p") -> dict[str, Any]:
    tracker = await trackers.retrieve(person)
    return {name: tracker.get_slot(name) for name in NOTHING}


class TestMemory:
    async def test_a_stranger_has_none(self, trackers: SealedTrackerStore) -> None:
        assert await slots(trackers) == NOTHING

    async def test_what_the_reply_asks_to_keep_is_kept_and_nothing_else(
        self, trackers: SealedTrackerStore, kept: Kept
    ) -> None:
        await turn(trackers, remember=REMEMBERED)
        assert await slots(trackers) == REMEMBERED
        assert await kept.store.memories.recall("p") == Memory(**REMEMBERED)

    async def test_people_are_kept_apart(self, trackers: SealedTrackerStore) -> None:
        await turn(trackers, "p", REMEMBERED)
        await turn(trackers, "q", {**NOTHING, "language": "en"})
        assert await slots(trackers, "p") == REMEMBERED
        assert await slots(trackers, "q") == {**NOTHING, "language": "en"}

    async def test_the_last_reply_of_a_turn_decides(self, trackers: SealedTrackerStore) -> None:
        tracker = await trackers.retrieve("p")
        said = [{**REMEMBERED, "topic": "keeper"}, REMEMBERED]
        events = [BotUttered("canary", metadata={REMEMBER: what}) for what in said]
        tracker.update_with_events([*events, BotUttered("canary")], trackers.domain)
        await trackers.save(tracker)
        assert await slots(trackers) == REMEMBERED

    @pytest.mark.parametrize("remember", [..., {}])
    async def test_a_turn_that_asks_for_nothing_changes_nothing(
        self, trackers: SealedTrackerStore, kept: Kept, remember: Any
    ) -> None:
        await turn(trackers, remember=REMEMBERED)
        before = rows(kept.store.database)
        await turn(trackers, remember=remember)
        assert await slots(trackers) == REMEMBERED
        assert rows(kept.store.database) == before
        await turn(trackers, "stranger", remember)
        assert rows(kept.store.database) == before

    async def test_a_restart_forgets_nobody(
        self, trackers: SealedTrackerStore, kept: Kept, domain: Domain
    ) -> None:
        await turn(trackers, remember=REMEMBERED)
        assert await slots(SealedTrackerStore(domain, store=kept.again())) == REMEMBERED

    async def test_a_tracker_begins_where_rasa_listens(self, trackers: SealedTrackerStore) -> None:
        await turn(trackers, remember=REMEMBERED)
        tracker = await trackers.retrieve("p")
        assert tracker.latest_action_name == "action_listen"
        assert tracker.latest_message is None or not tracker.latest_message.text
        assert tracker.sender_id == "p"

    async def test_the_thousandth_message_costs_what_the_first_did(
        self, trackers: SealedTrackerStore, kept: Kept
    ) -> None:
        first = len((await turn(trackers, remember=REMEMBERED)).events)
        for number in range(30):
            await turn(trackers, remember={**REMEMBERED, "topic": f"topic-{number}"})
        assert len((await turn(trackers, remember=REMEMBERED)).events) == first
        assert len(rows(kept.store.database)) == 2


class TestPrivacy:
    async def test_nothing_of_a_message_or_a_person_is_in_the_database(
        self, trackers: SealedTrackerStore, kept: Kept
    ) -> None:
        await turn(trackers, PERSON, REMEMBERED)
        assert len(rows(kept.store.database)) == 2
        assert kept.found("canary", "of-rasa", "storm", PERSON, str(USER_ID)) == set()

    async def test_rows_do_not_say_whose_they_are(self, trackers: SealedTrackerStore) -> None:
        await turn(trackers, PERSON, REMEMBERED)
        assert list(await trackers.keys()) == []

    async def test_forgetting_leaves_a_stranger_and_drops_what_was_offered(
        self, trackers: SealedTrackerStore, kept: Kept, domain: Domain
    ) -> None:
        for person in ("p", "q"):
            await turn(trackers, person, REMEMBERED)
            kept.store.offers.put(person, Offer("words", "ru"))
        await turn(trackers, "p", None)
        assert kept.store.offers.see("p") is None
        assert len(rows(kept.store.database)) == 2
        trackers = SealedTrackerStore(domain, store=kept.again())
        assert await slots(trackers, "p") == NOTHING
        assert await slots(trackers, "q") == REMEMBERED

    async def test_forgetting_somebody_unknown_is_no_fault(
        self, trackers: SealedTrackerStore, kept: Kept, caplog: pytest.LogCaptureFixture
    ) -> None:
        await turn(trackers, "p", None)
        assert rows(kept.store.database) == []
        assert caplog.records == []


class Odd(Exception):
    """Something nobody thought of; holds what the person wrote."""


class TestFaults:
    """Were anything raised, Rasa would go on with a store that keeps whole conversations."""

    @pytest.fixture(params=[Odd, StoreError])
    def failing(
        self, request: pytest.FixtureRequest, kept: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> str:
        """A store in which everything fails; the name of what it raises."""

        async def fail(*_: Any) -> None:
            raise request.param("canary")

        for name in ("recall", "keep", "forget"):
            monkeypatch.setattr(kept.store.memories, name, fail)
        return str(request.param.__name__)

    async def test_somebody_who_cannot_be_remembered_is_a_stranger(
        self, trackers: SealedTrackerStore, failing: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert await slots(trackers) == NOTHING
        assert f"{failing} while remembering" in caplog.text
        assert "canary" not in caplog.text

    @pytest.mark.parametrize("remember", [REMEMBERED, None])
    async def test_what_cannot_be_kept_or_erased_ends_no_turn(
        self,
        trackers: SealedTrackerStore,
        remember: dict[str, Any] | None,
        failing: str,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        await turn(trackers, remember=remember)
        assert f"{failing} while keeping" in caplog.text
        assert "canary" not in caplog.text

    async def test_a_reply_that_asks_for_something_odd_is_passed_over(
        self, trackers: SealedTrackerStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        await turn(trackers, remember={"canary": "canary"})
        assert await slots(trackers) == NOTHING
        assert "TypeError while keeping" in caplog.text
        assert "canary" not in caplog.text

    async def test_what_the_database_does_not_take_is_remembered_meanwhile(
        self, trackers: SealedTrackerStore, kept: Kept, domain: Domain
    ) -> None:
        kept.down()
        await turn(trackers, remember=REMEMBERED)
        assert await slots(trackers) == REMEMBERED
        assert rows(kept.store.database) == []
        kept.back()
        await kept.store.catch_up()
        assert await slots(SealedTrackerStore(domain, store=kept.again())) == REMEMBERED


async def test_it_opens_what_the_settings_name(
    domain: Domain, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "from_environment", lambda: kept.settings)
    await turn(SealedTrackerStore(domain, None, url="ignored"), remember=REMEMBERED)
    assert await kept.store.memories.recall("p") == Memory(**REMEMBERED)


async def test_without_a_key_nothing_outlasts_the_process(
    domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "from_environment", lambda: SETTINGS)
    found = []
    for _ in range(2):
        open_store.cache_clear()
        trackers = SealedTrackerStore(domain)
        found.append(await slots(trackers))
        await turn(trackers, remember=REMEMBERED)
        open_store(SETTINGS).database.close()
    open_store.cache_clear()
    assert found == [NOTHING, NOTHING]
